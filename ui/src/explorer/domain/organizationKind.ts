// Twenty-six kinds of organization are too many colours to tell apart: nine families, each with a colour
// (a CSS variable of its name) and a shape of its own, and always with its word in the legend.

import type { AnyKind } from '../i18n/labels';

export type Family = 'research' | 'university' | 'care' | 'network' | 'association' | 'funder' | 'company' | 'public' | 'group';

export const FAMILIES: readonly Family[] = [
  'research', 'university', 'care', 'network', 'association', 'funder', 'company', 'public', 'group',
];

const FAMILY: Record<AnyKind, Family> = {
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

/** The family of the kind that is listed first, which is what the organization mainly is. */
export function familyOf(kinds: readonly string[]): Family {
  // A word that is newer than this page has no family yet.
  return (FAMILY as Partial<Record<string, Family>>)[kinds[0] ?? ''] ?? 'group';
}

/** The outline of a family's shape around 0,0: all look about as large as a disc of that radius. */
export function shapeOf(family: Family, radius: number): string {
  switch (family) {
    case 'research':
      return disc(radius);
    case 'university':
      return polygon(4, radius * 1.2, Math.PI / 4);
    case 'care':
      return cross(radius);
    case 'network':
      return polygon(6, radius * 1.12, 0);
    case 'association':
      return polygon(3, radius * 1.32, -Math.PI / 2);
    case 'funder':
      return polygon(4, radius * 1.22, 0);
    case 'company':
      return polygon(5, radius * 1.16, -Math.PI / 2);
    case 'public':
      return polygon(8, radius * 1.08, Math.PI / 8);
    case 'group':
      return `${disc(radius)}${disc(radius * 0.5)}`;
  }
}

function disc(r: number): string {
  return `M${n(-r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0z`;
}

function cross(radius: number): string {
  const [arm, half] = [radius * 1.12, radius * 0.46];
  const corners = [[-half, -arm], [half, -arm], [half, -half], [arm, -half], [arm, half], [half, half],
    [half, arm], [-half, arm], [-half, half], [-arm, half], [-arm, -half], [-half, -half]];
  return outline(corners as [number, number][]);
}

function polygon(corners: number, radius: number, turn: number): string {
  return outline(Array.from({ length: corners }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / corners;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }));
}

function outline(points: [number, number][]): string {
  return `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}z`;
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}
