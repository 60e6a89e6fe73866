// How each role looks as a line. The line says the role, never the colour alone: width, dashes and the
// arrowhead tell roles apart in print and for those who do not see colours.

import type { AffiliationRole } from '../api/operations.generated';

export interface LineStyle {
  width: number;
  /** Dashes where the source gives a date. */
  dash: string;
  /** Dots where it gives none: round caps on strokes of no length, in a rhythm of the role's own. */
  dots: string;
  /** What stands at the object's end; symmetric roles have nothing. */
  arrow: 'solid' | 'open' | 'none';
  /** Two thin lines instead of one. */
  double?: boolean;
}

/** The roles, and ROR's word for two that belong together in a way it does not name. */
export type AnyRole = AffiliationRole | 'RELATED';

export const LINES: Record<AnyRole, LineStyle> = {
  FOUNDER: { width: 3, dash: '', dots: '0 6', arrow: 'solid' },
  SUCCESSOR: { width: 4.5, dash: '', dots: '0 9', arrow: 'solid', double: true },
  PARENT: { width: 4, dash: '', dots: '0 8', arrow: 'none', double: true },
  MEMBER: { width: 1.6, dash: '', dots: '0 4.5', arrow: 'solid' },
  STEERING: { width: 2.2, dash: '', dots: '0 5', arrow: 'open' },
  REPRESENTATIVE: { width: 1.8, dash: '10 3 2 3 2 3', dots: '0 4 0 4 0 9', arrow: 'open' },
  HOST: { width: 2.2, dash: '14 4', dots: '0 4 0 4 0 4 0 9', arrow: 'none' },
  FUNDER: { width: 2, dash: '12 4 3 4', dots: '0 4 0 10', arrow: 'solid' },
  LABELLED_BY: { width: 1.8, dash: '8 3 2 3', dots: '0 5 0 8', arrow: 'open' },
  SIGNATORY: { width: 1.6, dash: '2 3', dots: '0 3.5', arrow: 'open' },
  PARTNER: { width: 1.8, dash: '8 5', dots: '0 4 0 8', arrow: 'none' },
  COLLABORATOR: { width: 1.6, dash: '4 4', dots: '0 7', arrow: 'none' },
  RELATED: { width: 1.2, dash: '6 3', dots: '0 8', arrow: 'none' },
  OBSERVER: { width: 1.1, dash: '', dots: '0 6', arrow: 'open' },
};

/** A role seen from one end: `FOUNDER.in` are the founders of the one in the middle, `FOUNDER.out` what it founded. */
export type Reading = `${AnyRole}.${'in' | 'out' | 'with'}`;

const SYMMETRIC: ReadonlySet<AnyRole> = new Set<AnyRole>(['PARTNER', 'COLLABORATOR', 'RELATED']);

/** How `slug` reads a relation that it is an end of. */
export function readingOf(slug: string, affiliation: { role: AnyRole; object: { slug: string } }): Reading {
  if (SYMMETRIC.has(affiliation.role)) return `${affiliation.role}.with`;
  return `${affiliation.role}.${affiliation.object.slug === slug ? 'in' : 'out'}`;
}

/** The order in which readings are listed and placed around the middle: what made it first, loose ties last. */
const ORDER: readonly AnyRole[] = [
  'FOUNDER', 'SUCCESSOR', 'PARENT', 'MEMBER', 'STEERING', 'REPRESENTATIVE', 'HOST', 'FUNDER',
  'LABELLED_BY', 'SIGNATORY', 'PARTNER', 'COLLABORATOR', 'RELATED', 'OBSERVER',
];
export const READINGS: readonly Reading[] = ORDER.flatMap((role): Reading[] =>
  SYMMETRIC.has(role) ? [`${role}.with`] : [`${role}.in`, `${role}.out`]);

export function rankOf(reading: Reading): number {
  return READINGS.indexOf(reading);
}

export function roleOf(reading: Reading): AnyRole {
  return reading.slice(0, reading.indexOf('.')) as AnyRole;
}
