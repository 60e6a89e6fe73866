// What a picture shows, before anything has a place: nodes with their words, links with their roles.

import { familyOf, type Family } from '../../domain/organizationKind';
import { rankOf, readingOf, type AnyRole } from '../../domain/affiliationRole';
import { shortName } from './nodeLabels';

export interface GraphNode {
  /** The slug, or the key of a group. */
  id: string;
  name: string;
  /** The words at the node. */
  label: string;
  family: Family;
  /** Steps from the middle; 0 is the middle. */
  hops: number;
  degree: number;
  /** Nodes of a sector stand together: the role that ties them to the middle. */
  sector: number;
  /** Whether a date is known of what ties it to the middle. */
  dated: boolean;
  /** How many organizations a group stands for. */
  count?: number;
}

export interface GraphLink {
  id: string;
  from: string;
  to: string;
  role: AnyRole;
  /** Whether the source gives a date. */
  dated: boolean;
}

export interface Graph {
  nodes: GraphNode[];
  links: GraphLink[];
}

interface Ref {
  slug: string;
  name: string;
  kinds: readonly string[];
  names?: { value: string; kind: string }[];
}

export interface NetworkAnswer {
  nodes: { hops: number; degree: number; organization: Ref }[];
  links: { id: string; role: AnyRole; since: string | null; until: string | null; subject: { slug: string }; object: { slug: string } }[];
}

/** Sorted by slug: the same facts give the same picture, in whatever order they come. */
export function graphOf(network: NetworkAnswer, middle: string): Graph {
  const links = network.links
    .map((link) => ({
      id: link.id,
      from: link.subject.slug,
      to: link.object.slug,
      role: link.role,
      dated: link.since !== null || link.until !== null,
    }))
    .sort((a, b) => compare(a.id, b.id));
  const sectors = sectorsAround(network, middle);
  const dated = new Set(links.filter((link) => link.dated && (link.from === middle || link.to === middle)).flatMap(({ from, to }) => [from, to]));
  const nodes = network.nodes
    .map(({ hops, degree, organization }) => ({
      id: organization.slug,
      name: organization.name,
      label: hops === 0 ? organization.name : shortName(organization.name, organization.names),
      family: familyOf(organization.kinds),
      hops,
      degree,
      sector: sectors.get(organization.slug) ?? 99,
      dated: dated.has(organization.slug),
    }))
    .sort((a, b) => compare(a.id, b.id));
  return { nodes, links };
}

/** The first of the roles that tie each neighbour to the middle. */
function sectorsAround(network: NetworkAnswer, middle: string): Map<string, number> {
  const sectors = new Map<string, number>();
  for (const link of network.links) {
    const [from, to] = [link.subject.slug, link.object.slug];
    if (from !== middle && to !== middle) continue;
    const other = from === middle ? to : from;
    const rank = rankOf(readingOf(middle, link));
    sectors.set(other, Math.min(sectors.get(other) ?? 99, rank));
  }
  return sectors;
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
