// Draws organizations that are alike as one node, so that the picture of a large network stays readable. Alike are
// organizations of one kind that have the same roles towards the centre or, further out, towards the same nodes.

import { DIRECTED_ROLES, directedRoleOf, directedRoleRank, type DirectedRole } from '../../domain/affiliationRole';
import { byId, type Graph, type GraphLink, type GraphNode } from './graph';

/** Up to so many organizations are drawn one by one. */
const MAX_SINGLE = 40;
/** More organizations than this that are alike become a group. The first number that leads to few enough nodes counts. */
const MAX_ALIKE: readonly number[] = [12, 8, 5, 3];
const ENOUGH_NODES = 50;
/** Nodes of a picture at most. */
const MAX_DRAWN = 150;

export interface GroupedGraph extends Graph {
  /** Nodes that are left out, since there are too many even with groups: the smallest ones. */
  omitted: number;
}

/** The text of a group of organizations of a kind. `roles` are those towards the centre. */
export type GroupLabel = (roles: readonly DirectedRole[], kind: string) => string;

/** @param open Ids of the groups whose organizations are drawn one by one. */
export function groupAlike(graph: Graph, open: ReadonlySet<string>, labelOf: GroupLabel): GroupedGraph {
  if (graph.nodes.length - 1 <= MAX_SINGLE) return { ...graph, omitted: 0 };
  const groupOf = findGroups(graph);
  const placeOf = (id: string): string => {
    const group = groupOf.get(id);
    return group === undefined || open.has(group) ? id : group;
  };
  const places = Map.groupBy(graph.nodes, ({ id }) => placeOf(id));
  const all = [...places].map(([id, members]) => (members[0]?.id === id ? members[0] : groupNode(id, members, graph, labelOf)));
  // The centre has a rank of its own: it is never left out.
  const size = ({ hops, members }: GraphNode): number => (hops === 0 ? Infinity : members?.length ?? 1);
  const nodes = all.length <= MAX_DRAWN ? all : all.sort((a, b) => size(b) - size(a) || byId(a, b)).slice(0, MAX_DRAWN);
  const drawn = new Set(nodes.map(({ id }) => id));
  const links = mergeLinks(graph.links, placeOf).filter(({ from, to }) => drawn.has(from) && drawn.has(to));
  return { nodes: nodes.sort(byId), links, omitted: all.length - nodes.length };
}

/** Whether the organizations of a group fit into a picture. */
export function canOpen(graph: Graph, { members = [] }: GraphNode): boolean {
  return graph.nodes.length + members.length <= MAX_DRAWN;
}

/** For each organization that is drawn in a group, the id of the group. */
function findGroups(graph: Graph): Map<string, string> {
  let groupOf = new Map<string, string>();
  for (const maxAlike of MAX_ALIKE) {
    groupOf = groupsOfMoreThan(maxAlike, graph);
    const nodes = graph.nodes.length - groupOf.size + new Set(groupOf.values()).size;
    if (nodes <= ENOUGH_NODES) break;
  }
  return groupOf;
}

function groupsOfMoreThan(maxAlike: number, { nodes, links }: Graph): Map<string, string> {
  const hopsOf = new Map(nodes.map(({ id, hops }) => [id, hops]));
  const linksOf = new Map<string, GraphLink[]>(nodes.map(({ id }) => [id, []]));
  for (const link of links) for (const id of [link.from, link.to]) linksOf.get(id)?.push(link);
  const groupOf = new Map<string, string>();
  /** What organizations of one group have in common: their kind, and their ties to nodes nearer to the centre. */
  const commonOf = ({ id, hops, kind }: GraphNode): string => {
    const ties = (linksOf.get(id) ?? []).flatMap((link) => {
      const other = link.from === id ? link.to : link.from;
      return (hopsOf.get(other) ?? hops) < hops ? [`${groupOf.get(other) ?? other} ${directedRole(other, link)}`] : [];
    });
    return `${[...new Set(ties)].sort().join(' ')}: ${kind}`;
  };
  for (const [, ofHops] of [...Map.groupBy(nodes, ({ hops }) => hops)].sort(([a], [b]) => a - b)) {
    // All of one distance before any of the next, whose groups depend on them.
    for (const [common, members] of Map.groupBy(ofHops, commonOf)) {
      if (members.length > maxAlike) for (const { id } of members) groupOf.set(id, common);
    }
  }
  return groupOf;
}

function groupNode(id: string, members: readonly GraphNode[], { nodes, links }: Graph, labelOf: GroupLabel): GraphNode {
  const first = members[0] as GraphNode;
  const centre = nodes.find(({ hops }) => hops === 0)?.id ?? '';
  const ranks = links.filter(({ from, to }) => (from === centre && to === first.id) || (to === centre && from === first.id)).map((link) => directedRoleRank(directedRole(centre, link)));
  const label = labelOf([...new Set(ranks)].sort((a, b) => a - b).map((rank) => DIRECTED_ROLES[rank] as DirectedRole), first.kind);
  return { ...first, id, name: label, label, dated: members.some(({ dated }) => dated), members: members.map((member) => member.id) };
}

/** Links that have the same ends and role once their ends are groups become one. */
function mergeLinks(links: readonly GraphLink[], placeOf: (id: string) => string): GraphLink[] {
  const merged = new Map<string, GraphLink & { ids: string[] }>();
  for (const link of links) {
    let [from, to] = [placeOf(link.from), placeOf(link.to)];
    // Within a group.
    if (from === to) continue;
    const isSingle = from === link.from && to === link.to;
    if (directedRole(to, link).endsWith('with') && to < from) [from, to] = [to, from];
    const id = isSingle ? link.id : `${from} ${link.role} ${to}`;
    const same = merged.get(id);
    if (same) {
      same.dated ||= link.dated;
      same.ids.push(link.id);
    } else merged.set(id, { ...link, ...(!isSingle && { from, to }), id, ids: [link.id] });
  }
  return [...merged.values()].sort(byId);
}

function directedRole(id: string, { role, to }: GraphLink): DirectedRole {
  return directedRoleOf(id, { role, object: { slug: to } });
}
