// Roles of affiliations, as seen from one of the two organizations.

import type { AffiliationRole } from '../api/operations.generated';

/** The roles of the vocabulary, and ROR's word for two organizations that are related in a way it does not name. */
export type AnyRole = AffiliationRole | 'RELATED';

/**
 * A role as seen from one organization: `FOUNDER.in` are its founders, `FOUNDER.out` is what it founded.
 * Symmetric roles have no direction: `PARTNER.with`.
 */
export type DirectedRole = `${AnyRole}.${'in' | 'out' | 'with'}`;

const SYMMETRIC: ReadonlySet<AnyRole> = new Set<AnyRole>(['PARTNER', 'COLLABORATOR', 'RELATED']);

/** The order of lists and of sectors around the centre of a picture: from what made an organization to its loosest ties. */
const ORDER: readonly AnyRole[] = [
  'FOUNDER', 'SUCCESSOR', 'PARENT', 'MEMBER', 'STEERING', 'REPRESENTATIVE', 'HOST', 'FUNDER',
  'LABELLED_BY', 'SIGNATORY', 'PARTNER', 'COLLABORATOR', 'RELATED', 'OBSERVER',
];

/** Every directed role, in that order. */
export const DIRECTED_ROLES: readonly DirectedRole[] = ORDER.flatMap((role): DirectedRole[] =>
  SYMMETRIC.has(role) ? [`${role}.with`] : [`${role}.in`, `${role}.out`]);

/** The role of an affiliation as seen from the organization `slug`, which is its subject or its object. */
export function directedRoleOf(slug: string, affiliation: { role: AnyRole; object: { slug: string } }): DirectedRole {
  if (SYMMETRIC.has(affiliation.role)) return `${affiliation.role}.with`;
  return `${affiliation.role}.${affiliation.object.slug === slug ? 'in' : 'out'}`;
}

export function directedRoleRank(directedRole: DirectedRole): number {
  return DIRECTED_ROLES.indexOf(directedRole);
}

export function roleOf(directedRole: DirectedRole): AnyRole {
  return directedRole.slice(0, directedRole.indexOf('.')) as AnyRole;
}
