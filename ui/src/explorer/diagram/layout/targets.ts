// The position that each node is drawn to: neighbours on rings around the centre, sector by sector; nodes further
// away behind a neighbour that they are connected to.

import type { Point } from './geometry';
import type { GraphLink } from './graph';
import { sideOf } from './placement';
import type { Frame, SimulatedNode } from './simulatedNode';

/** Shares of the space between the innermost and the outermost ring, taken in turn. */
const RINGS: readonly number[] = [0.05, 0.95, 0.4, 0.7];
/** Neighbours on one ring. */
const RING_SIZE = 15;
/** Distances of neighbours from the centre, taken in turn, if other nodes are behind them. */
const INNER_RINGS: readonly number[] = [0.36, 0.58, 0.47];
/** A node behind a neighbour takes so much of the width that a neighbour takes. */
const OUTER_WEIGHT = 0.8;

/** Sets the target of each node and moves the node there. */
export function assignTargets(nodes: SimulatedNode[], links: readonly GraphLink[], frame: Frame): void {
  const centre = { x: frame.width / 2, y: frame.height / 2 };
  const neighbours = nodes.filter(({ node }) => node.hops === 1);
  const outer = nodes.filter(({ node }) => node.hops > 1);
  const [dated, undated] = [neighbours.filter(({ node }) => node.dated), neighbours.filter(({ node }) => !node.dated)];
  if (outer.length > 0) assignSectors(neighbours, outer, links, frame);
  else if (dated.length === 0 || undated.length === 0) assignRings(neighbours, neighbours.length > 14 ? 0.5 : 0.7, 0.98, frame);
  else {
    // Dated ones inside, the others around them.
    assignRings(dated, undated.length > 20 ? 0.5 : 0.55, undated.length > 20 ? 0.64 : 0.75, frame);
    assignRings(undated, undated.length > 14 ? 0.72 : 0.8, 0.98, frame);
  }
  for (const simulated of nodes) {
    const isCentre = simulated.node.hops === 0;
    if (isCentre) simulated.target = centre;
    [simulated.x, simulated.y] = [simulated.target.x, simulated.target.y];
    if (isCentre) [simulated.fx, simulated.fy] = [centre.x, centre.y];
    simulated.side = sideOf(simulated, centre);
  }
}

/** Spreads nodes evenly around the centre, on rings between two distances. */
function assignRings(nodes: SimulatedNode[], inner: number, outer: number, frame: Frame): void {
  nodes.sort((a, b) => a.node.sector - b.node.sector || compare(a.node.kindGroup, b.node.kindGroup) || compare(a.node.id, b.node.id));
  const rings = Math.min(RINGS.length, Math.ceil(nodes.length / RING_SIZE));
  nodes.forEach((simulated, i) => {
    const angle = -Math.PI / 2 + (2 * Math.PI * (i + 0.5)) / nodes.length;
    // Every other one is on another ring, so that two that are side by side have space for their labels.
    const ring = rings === 1 ? 0.5 : RINGS[i % RINGS.length] as number;
    simulated.target = onEllipse(angle, inner + ring * (outer - inner), frame);
  });
}

/** Gives each neighbour a sector as wide as the nodes behind it need. */
function assignSectors(neighbours: SimulatedNode[], outer: readonly SimulatedNode[], links: readonly GraphLink[], frame: Frame): void {
  const behind = nodesBehind(neighbours, outer, links);
  neighbours.sort((a, b) => a.node.sector - b.node.sector || compare(a.node.id, b.node.id));
  const weights = neighbours.map(({ node }) => 1 + (behind.get(node.id)?.length ?? 0) * OUTER_WEIGHT);
  const unit = (2 * Math.PI) / weights.reduce((sum, weight) => sum + weight, 0);
  let angle = -Math.PI / 2;
  neighbours.forEach((neighbour, i) => {
    const width = (weights[i] as number) * unit;
    const distance = neighbours.length > 12 ? INNER_RINGS[i % INNER_RINGS.length] as number : 0.5;
    neighbour.target = onEllipse(angle + width / 2, distance, frame);
    const children = behind.get(neighbour.node.id) ?? [];
    children.forEach((child, j) => {
      child.target = onEllipse(angle + (width * (j + 0.5)) / children.length, 0.74 + 0.26 * (RINGS[j % RINGS.length] as number), frame);
    });
    angle += width;
  });
}

/** For each neighbour, the nodes behind it. Each is behind the neighbour that has the fewest: a hub would gather all. */
function nodesBehind(neighbours: readonly SimulatedNode[], outer: readonly SimulatedNode[], links: readonly GraphLink[]): Map<string, SimulatedNode[]> {
  const behind = new Map<string, SimulatedNode[]>(neighbours.map(({ node }) => [node.id, []]));
  const parentsOf = new Map<string, string[]>();
  const addParent = (id: string, parent: string): void => void parentsOf.set(id, [...(parentsOf.get(id) ?? []), parent]);
  for (const { from, to } of links) {
    if (behind.has(from)) addParent(to, from);
    if (behind.has(to)) addParent(from, to);
  }
  for (const simulated of outer) {
    const lists = (parentsOf.get(simulated.node.id) ?? []).map((id) => behind.get(id) ?? []);
    const shortest = lists.reduce<SimulatedNode[] | undefined>((least, list) => (!least || list.length < least.length ? list : least), undefined);
    (shortest ?? behind.get(neighbours[0]?.node.id ?? '') ?? []).push(simulated);
  }
  return behind;
}

/** @param distance From the centre: 0, to the border: 1. */
function onEllipse(angle: number, distance: number, { width, height }: Frame): Point {
  // A little towards a rectangle, so that the corners are used too.
  const squarer = (value: number): number => Math.sign(value) * Math.abs(value) ** 0.82;
  return {
    x: width / 2 + squarer(Math.cos(angle)) * distance * (width / 2 - 70),
    y: height / 2 + squarer(Math.sin(angle)) * distance * (height / 2 - 34),
  };
}

/** By code unit, the same in every locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
