// Routes links around nodes and labels: straight if possible, else bent to one side. Two links between the same
// two nodes take different routes.

import { LINE_STYLES } from '../symbols/lineStyles';
import { boundingBox, expand, isWithin, nearestOnSegment, overlap, polylineEntersBox, segmentEntersBox, type Box, type Point } from './geometry';
import type { GraphLink } from './graph';
import { LinkPath } from './linkPath';
import { isTooNear, labelBox, rimTowards, type PlacedNode } from './placement';

/** A route between two nodes: how far it is bent to one side, as a share of its length, and where along the way. */
interface Route {
  bend: number;
  at: number;
}

/** The routes that are tried, the plainest first. */
const ROUTES = routes([0, 0.05, 0.1, 0.16, 0.24, 0.34, 0.46, 0.6], [0.5, 0.25, 0.75]);
/** Many more, for the few links that none of those leads past every node. */
const DETOURS = routes(Array.from({ length: 32 }, (_, i) => (i + 1) * 0.04), [0.5, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9]);

function routes(bends: readonly number[], places: readonly number[]): readonly Route[] {
  return bends
    .flatMap((bend) => (bend === 0 ? [0] : [bend, -bend]))
    .flatMap((bend) => (bend === 0 ? [0.5] : places).map((at) => ({ bend, at })))
    .sort((a, b) => bendCost(a) - bendCost(b));
}

function bendCost({ bend, at }: Route): number {
  return Math.abs(bend) * 60 + (at === 0.5 ? 0 : 3);
}

/** Costs of a route besides its bend. */
const COST = { throughNode: 1000, outside: 400, throughLabel: 14, throughOwnLabel: 6 };
/** Links keep this distance from shapes, in px. */
const CLEARANCE = 4;

/** What links are routed around. Computed once for a picture. */
interface Surroundings {
  obstacles: readonly Obstacle[];
  /** What is outside of it is cut off. */
  frame: Box;
}

interface Obstacle {
  placed: PlacedNode;
  /** The radius around the shape that links avoid. */
  reach: number;
  label: Box;
}

interface RoutedLink {
  bend: number;
  path: LinkPath;
  cost: number;
}

export function routeLinks(nodes: readonly PlacedNode[], links: readonly GraphLink[], width: number): LinkPath[] {
  const surroundings = {
    obstacles: nodes.map(obstacleOf),
    frame: { left: 3, right: width - 3, top: Math.min(...nodes.map(({ box }) => box.top)) - 8, bottom: Math.max(...nodes.map(({ box }) => box.bottom)) + 8 },
  };
  const byId = new Map(nodes.map((placed) => [placed.node.id, placed]));
  const takenByPair = new Map<string, Set<number>>();
  const paths: LinkPath[] = [];
  for (const link of links) {
    const [a, b] = [byId.get(link.from), byId.get(link.to)];
    if (!a || !b || a === b) continue;
    const pair = [link.from, link.to].sort().join(' ');
    const taken = takenByPair.get(pair) ?? new Set();
    takenByPair.set(pair, taken);
    const { bend, path } = bestRoute(link, a, b, surroundings, taken);
    taken.add(bendFromFirst(link, bend));
    paths.push(path);
  }
  return paths;
}

/** A bend as seen from the node that sorts first, so that links in either direction compare. */
function bendFromFirst({ from, to }: GraphLink, bend: number): number {
  return from < to ? bend : -bend;
}

/** The cheapest route that no other link of the two nodes has taken. */
function bestRoute(link: GraphLink, a: PlacedNode, b: PlacedNode, surroundings: Surroundings, taken: ReadonlySet<number>): Omit<RoutedLink, 'cost'> {
  let best = cheapest(ROUTES, undefined, link, a, b, surroundings, taken);
  if (best && best.cost >= COST.throughNode) best = cheapest(DETOURS, best, link, a, b, surroundings, taken);
  return best ?? { bend: 0, path: pathOf(link, a, b, { bend: 0, at: 0.5 }) };
}

function cheapest(
  candidates: readonly Route[], start: RoutedLink | undefined, link: GraphLink, a: PlacedNode, b: PlacedNode, surroundings: Surroundings, taken: ReadonlySet<number>,
): RoutedLink | undefined {
  let best = start;
  for (const route of candidates) {
    if (taken.has(bendFromFirst(link, route.bend))) continue;
    // They are sorted by the cost of their bend: once that alone is above the best, no later one is better.
    if (best && bendCost(route) >= best.cost) break;
    const path = pathOf(link, a, b, route);
    const cost = bendCost(route) + obstacleCost(path, surroundings, a, b);
    if (!best || cost < best.cost - 1e-6) best = { bend: route.bend, path, cost };
  }
  return best;
}

function pathOf(link: GraphLink, a: PlacedNode, b: PlacedNode, { bend, at }: Route): LinkPath {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const control = { x: a.x + dx * at - dy * bend * 2, y: a.y + dy * at + dx * bend * 2 };
  const gap = LINE_STYLES[link.role].arrow === 'none' ? 3 : 4;
  if (!isTooNear(a, control) && !isTooNear(b, control)) return new LinkPath(link, rimTowards(a, control, 3), control, rimTowards(b, control, gap));
  // The nodes are so close that the control point is inside one of them: bend between their rims instead.
  const [from, to] = [rimTowards(a, b, 3), rimTowards(b, a, gap)];
  const [nx, ny] = [to.x - from.x, to.y - from.y];
  return new LinkPath(link, from, { x: from.x + nx / 2 - ny * bend * 2, y: from.y + ny / 2 + nx * bend * 2 }, to);
}

function obstacleOf(placed: PlacedNode): Obstacle {
  return { placed, reach: placed.radius + CLEARANCE, label: placed.node.hops === 0 ? expand(placed.box, CLEARANCE) : labelBox(placed) };
}

/** The cost of what a path runs through. Called some ten thousand times for a picture. */
function obstacleCost(path: LinkPath, { obstacles, frame }: Surroundings, a: PlacedNode, b: PlacedNode): number {
  const points = path.points(12);
  const bounds = boundingBox(points);
  let cost = bounds.left < frame.left || bounds.right > frame.right || bounds.top < frame.top || bounds.bottom > frame.bottom ? COST.outside : 0;
  for (const { placed, reach, label } of obstacles) {
    const { box } = placed;
    if (box.left - CLEARANCE > bounds.right || box.right + CLEARANCE < bounds.left || box.top - CLEARANCE > bounds.bottom || box.bottom + CLEARANCE < bounds.top) continue;
    const isEnd = placed === a || placed === b;
    const isCentre = placed.node.hops === 0;
    let [hitsNode, crossesLabel] = [false, false];
    for (let i = 1; i < points.length && !(hitsNode && crossesLabel); i += 1) {
      const [from, to] = [points[i - 1] as Point, points[i] as Point];
      hitsNode ||= isCentre ? segmentEntersBox(from, to, label) : isWithin(placed, from, to, reach);
      crossesLabel ||= !isCentre && segmentEntersBox(from, to, label);
    }
    if (hitsNode && !isEnd) cost += COST.throughNode;
    if (crossesLabel) cost += isEnd ? COST.throughOwnLabel : COST.throughLabel;
  }
  return cost;
}

/** A node that a link runs through in spite of routing, and the move that takes the node out of its way. */
export interface Collision {
  placed: PlacedNode;
  move: Point;
}

export function findCollisions(paths: readonly LinkPath[], nodes: readonly PlacedNode[]): Collision[] {
  return paths.flatMap((path) => {
    const { link } = path;
    const points = path.points(20);
    const bounds = boundingBox(points);
    const near = nodes.filter(({ node, box }) => node.hops > 0 && node.id !== link.from && node.id !== link.to && overlap(bounds, expand(box, CLEARANCE)) !== null);
    return near.flatMap((placed) => {
      const closest = points.slice(1).map((point, i) => nearestOnSegment(placed, points[i] as Point, point)).reduce((a, b) => (b.distance < a.distance ? b : a));
      const missing = placed.radius + CLEARANCE - closest.distance;
      if (missing <= 0) return [];
      const [dx, dy] = [placed.x - closest.at.x, placed.y - closest.at.y];
      const length = Math.hypot(dx, dy) || 1;
      return [{ placed, move: { x: ((dx || 1) / length) * (missing + 2), y: (dy / length) * (missing + 2) } }];
    });
  });
}

/** How many times a link runs through a node that is not one of its ends. For tests. */
export function countLinksThroughNodes(paths: readonly LinkPath[], nodes: readonly PlacedNode[]): number {
  return paths.reduce((count, path) => {
    const points = path.points(30);
    return count + nodes.filter((placed) => placed.node.id !== path.link.from && placed.node.id !== path.link.to
      && (placed.node.hops === 0 ? polylineEntersBox(points, placed.box)
        : points.some((point, i) => i > 0 && nearestOnSegment(placed, points[i - 1] as Point, point).distance < placed.radius))).length;
  }, 0);
}
