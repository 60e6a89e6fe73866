// The graph that a diagram shows, before any node has a position.

import { directedRoleOf, directedRoleRank, type AnyRole } from '../../domain/affiliationRole';
import { kindGroupOf, type KindGroup } from '../../domain/organizationKind';
import { isDated } from '../../domain/period';
import { shortName } from './nodeLabels';

export interface GraphNode {
  /** The slug of an organization, or the key of a group. */
  id: string;
  name: string;
  /** The text at the node: the name or an acronym. */
  label: string;
  /** The main kind. */
  kind: string;
  kindGroup: KindGroup;
  /** Steps from the centre, which has 0. */
  hops: number;
  degree: number;
  /** Nodes of one sector are neighbours: the rank of the role that connects them to the centre. */
  sector: number;
  /** Whether a link to the centre is dated. */
  dated: boolean;
  /** Slugs of the organizations that the node stands for, if it is a group. */
  members?: readonly string[];
}

export interface GraphLink {
  id: string;
  from: string;
  to: string;
  role: AnyRole;
  /** Whether the source gives a date. */
  dated: boolean;
  /** Ids of the links that it stands for. */
  ids?: readonly string[];
}

export interface Graph {
  nodes: GraphNode[];
  links: GraphLink[];
}

/** The part of the API's network that a graph needs. */
export interface NetworkData {
  nodes: readonly { hops: number; degree: number; organization: OrganizationData }[];
  links: readonly { id: string; role: AnyRole; since: string | null; until: string | null; subject: { slug: string }; object: { slug: string } }[];
}

interface OrganizationData {
  slug: string;
  name: string;
  kinds: readonly string[];
  names?: { value: string; kind: string }[];
}

/** The sector of nodes that are not connected to the centre. */
const LAST_SECTOR = 99;

/** The graph of a network. It is sorted, so that the same facts give the same picture in whatever order they come. */
export function graphOfNetwork(network: NetworkData, centre: string): Graph {
  const links = network.links
    .map((link) => ({ id: link.id, from: link.subject.slug, to: link.object.slug, role: link.role, dated: isDated(link) }))
    .sort(byId);
  const sectors = sectorsAround(network, centre);
  const dated = new Set(links.filter((link) => link.dated && (link.from === centre || link.to === centre)).flatMap(({ from, to }) => [from, to]));
  const nodes = network.nodes
    .map(({ hops, degree, organization: { slug, name, names, kinds } }) => ({
      id: slug,
      name,
      label: hops === 0 ? name : shortName(name, names),
      kind: kinds[0] ?? '',
      kindGroup: kindGroupOf(kinds),
      hops,
      degree,
      sector: sectors.get(slug) ?? LAST_SECTOR,
      dated: dated.has(slug),
    }))
    .sort(byId);
  return { nodes, links };
}

/** For each neighbour of the centre, the rank of the first role that connects them. */
function sectorsAround(network: NetworkData, centre: string): Map<string, number> {
  const sectors = new Map<string, number>();
  for (const link of network.links) {
    const [from, to] = [link.subject.slug, link.object.slug];
    if (from !== centre && to !== centre) continue;
    const other = from === centre ? to : from;
    sectors.set(other, Math.min(sectors.get(other) ?? LAST_SECTOR, directedRoleRank(directedRoleOf(centre, link))));
  }
  return sectors;
}

/** Compares by code unit: the same order in every locale. */
export function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
