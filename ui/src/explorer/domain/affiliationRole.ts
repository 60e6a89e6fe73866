// Roles of affiliations, as seen from one of the two organizations.

import type { AffiliationRole, RoleDirection } from '../api/operations.generated';

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
  'FOUNDER', 'SUCCESSOR', 'PARENT', 'SUPERVISOR', 'PARTICIPANT', 'MEMBER', 'STEERING', 'REPRESENTATIVE', 'HOST', 'FUNDER',
  'LABELLED_BY', 'SIGNATORY', 'PARTNER', 'COLLABORATOR', 'RELATED', 'OBSERVER',
];

/** Every directed role, in that order. */
export const DIRECTED_ROLES: readonly DirectedRole[] = ORDER.flatMap((role): DirectedRole[] =>
  SYMMETRIC.has(role) ? [`${role}.with`] : [`${role}.in`, `${role}.out`]);

/** The directed role of each direction of the API. */
const DIRECTED_ROLE: Record<RoleDirection, DirectedRole> = {
  FOUNDERS: 'FOUNDER.in', FOUNDED: 'FOUNDER.out', SUCCESSORS: 'SUCCESSOR.in', PREDECESSORS: 'SUCCESSOR.out',
  PARENTS: 'PARENT.in', CHILDREN: 'PARENT.out', SUPERVISORS: 'SUPERVISOR.in', SUPERVISES: 'SUPERVISOR.out',
  PARTICIPATING_INSTITUTIONS: 'PARTICIPANT.in', PARTICIPATES_IN_UNITS: 'PARTICIPANT.out', MEMBERS: 'MEMBER.in', MEMBER_OF: 'MEMBER.out',
  STEERED_BY: 'STEERING.in', STEERS: 'STEERING.out', REPRESENTATIVES: 'REPRESENTATIVE.in', REPRESENTS: 'REPRESENTATIVE.out',
  HOSTS: 'HOST.in', HOSTED: 'HOST.out', FUNDERS: 'FUNDER.in', FUNDED: 'FUNDER.out',
  LABELLED: 'LABELLED_BY.in', LABELLED_BY: 'LABELLED_BY.out', SIGNATORIES: 'SIGNATORY.in', SIGNED: 'SIGNATORY.out',
  PARTNERS: 'PARTNER.with', COLLABORATORS: 'COLLABORATOR.with', RELATED_TO: 'RELATED.with',
  OBSERVERS: 'OBSERVER.in', OBSERVES: 'OBSERVER.out',
};

export function directedRoleOfDirection(direction: RoleDirection): DirectedRole {
  return DIRECTED_ROLE[direction];
}

/** The directions of the API for directed roles. */
export function directionsOf(directedRoles: readonly DirectedRole[]): RoleDirection[] {
  const all = Object.entries(DIRECTED_ROLE) as [RoleDirection, DirectedRole][];
  return all.filter(([, directedRole]) => directedRoles.includes(directedRole)).map(([direction]) => direction);
}

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
