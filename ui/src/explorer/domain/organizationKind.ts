// Kinds of organizations, and the nine groups of kinds that have a colour and a shape of their own: more
// colours than that are hard to tell apart.

import type { OrganizationKind } from '../api/operations.generated';

/** The kinds of the vocabulary, and those of ROR that only a registry with an import of ROR has. */
export type AnyKind = OrganizationKind | 'EDUCATION' | 'HEALTHCARE' | 'FACILITY' | 'GOVERNMENT' | 'NONPROFIT' | 'ARCHIVE' | 'OTHER';

/** Also the name of its CSS variable and class. */
export type KindGroup = 'research' | 'university' | 'care' | 'network' | 'association' | 'funder' | 'company' | 'public' | 'group';

export const KIND_GROUPS: readonly KindGroup[] = [
  'research', 'university', 'care', 'network', 'association', 'funder', 'company', 'public', 'group',
];

const GROUP_OF_KIND: Record<AnyKind, KindGroup> = {
  INSTITUTE: 'research',
  RESEARCH_ORGANIZATION: 'research',
  RESEARCH_UNIT: 'research',
  INFRASTRUCTURE: 'research',
  UNIVERSITY: 'university',
  SCHOOL: 'university',
  HOSPITAL: 'care',
  HOSPITAL_GROUP: 'care',
  CANCER_CENTRE: 'care',
  CLUSTER: 'network',
  NETWORK: 'network',
  FEDERATION: 'network',
  INTERNATIONAL_ORGANIZATION: 'network',
  ASSOCIATION: 'association',
  LEARNED_SOCIETY: 'association',
  FOUNDATION: 'funder',
  FUNDER: 'funder',
  COMPANY: 'company',
  INCUBATOR: 'company',
  MINISTRY: 'public',
  AGENCY: 'public',
  STATE: 'public',
  LOCAL_AUTHORITY: 'public',
  WORKING_GROUP: 'group',
  COMMITTEE: 'group',
  COLLECTIVE: 'group',
  EDUCATION: 'university',
  HEALTHCARE: 'care',
  FACILITY: 'research',
  GOVERNMENT: 'public',
  NONPROFIT: 'association',
  ARCHIVE: 'research',
  OTHER: 'group',
};

/** The group of an organization's first kind, which is its main one. */
export function kindGroupOf(kinds: readonly string[]): KindGroup {
  // A server newer than this page may know further kinds.
  return (GROUP_OF_KIND as Partial<Record<string, KindGroup>>)[kinds[0] ?? ''] ?? 'group';
}
