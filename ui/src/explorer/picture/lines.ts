// The way of each line: straight where it can be, bowed where a node or a label stands in between or where
// another line joins the same two. And its arrowhead.

import { edgeOf, enters, nearest, overlap, type Box, type Point } from './boxes';
import type { GraphLink } from './graph';
import type { Placed } from './layout';
import { LINES } from '../roles';

export class Line {
  constructor(
    readonly link: GraphLink,
    readonly from: Point,
    /** The point the line is bent towards. */
    readonly bend: Point,
    readonly to: Point,
  ) {}

  /** As an SVG path. */
  get path(): string {
    return `M${n(this.from.x)} ${n(this.from.y)}Q${n(this.bend.x)} ${n(this.bend.y)} ${n(this.to.x)} ${n(this.to.y)}`;
  }

  /** The arrowhead at its end: a triangle, or an open one. */
  get head(): string | undefined {
    const { arrow, width } = LINES[this.link.role];
    if (arrow === 'none') return undefined;
    const angle = Math.atan2(this.to.y - this.bend.y, this.to.x - this.bend.x);
    const long = 6 + width * 1.6;
    const corner = (turn: number): string =>
      `${n(this.to.x - long * Math.cos(angle + turn))} ${n(this.to.y - long * Math.sin(angle + turn))}`;
    return `M${corner(0.42)}L${n(this.to.x)} ${n(this.to.y)}L${corner(-0.42)}${arrow === 'solid' ? 'z' : ''}`;
  }

  lower(by: number): Line {
    const move = ({ x, y }: Point): Point => ({ x, y: y + by });
    return new Line(this.link, move(this.from), move(this.bend), move(this.to));
  }

  /** Points along it, for measuring. */
  points(count = 14): Point[] {
    return pointsOf(this.from, this.bend, this.to, count);
  }
}

/** Bows that are tried, as shares of the line's length, the flattest first. */
const BOWS = [0, 0.05, -0.05, 0.1, -0.1, 0.16, -0.16, 0.24, -0.24, 0.34, -0.34, 0.46, -0.46];
const CLEAR = 4;

export function drawLines(nodes: readonly Placed[], links: readonly GraphLink[]): Line[] {
  const byId = new Map(nodes.map((placed) => [placed.node.id, placed]));
  const taken = new Map<string, Set<number>>();
  const lines: Line[] = [];
  for (const link of links) {
    const [a, b] = [byId.get(link.from), byId.get(link.to)];
    if (!a || !b || a === b) continue;
    const pair = [link.from, link.to].sort().join(' ');
    const used = taken.get(pair) ?? new Set();
    taken.set(pair, used);
    const best = bestWay(link, a, b, nodes, used);
    // Two lines between the same two keep apart, whichever way each of them points.
    used.add(link.from < link.to ? best.bow : -best.bow);
    lines.push(best.line);
  }
  return lines;
}

/** The cheapest of the ways that no other line of the two has taken. */
function bestWay(link: GraphLink, a: Placed, b: Placed, nodes: readonly Placed[], used: ReadonlySet<number>): { bow: number; line: Line } {
  let best: { bow: number; line: Line; cost: number } | undefined;
  for (const bow of BOWS) {
    if (used.has(link.from < link.to ? bow : -bow)) continue;
    // Bows come the flattest first: once their own cost is above the best, nothing better follows.
    if (best && bowCost(bow) >= best.cost) break;
    const line = lineOf(link, a, b, bow);
    const cost = bowCost(bow) + costOf(line, nodes, a, b);
    if (!best || cost < best.cost - 1e-6) best = { bow, line, cost };
  }
  return best ?? { bow: 0, line: lineOf(link, a, b, 0) };
}

function bowCost(bow: number): number {
  return Math.abs(bow) * 60;
}

function lineOf(link: GraphLink, a: Placed, b: Placed, bow: number): Line {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const bend = { x: (a.x + b.x) / 2 - dy * bow * 2, y: (a.y + b.y) / 2 + dx * bow * 2 };
  const { arrow } = LINES[link.role];
  return new Line(link, rim(a, bend, 3), bend, rim(b, bend, arrow === 'none' ? 3 : 4));
}

/** Where a line that comes from a point meets a node, with a little air. */
function rim(placed: Placed, from: Point, air: number): Point {
  if (placed.node.hops === 0) {
    const { left, right, top, bottom } = placed.box;
    return edgeOf({ left: left - air, right: right + air, top: top - air, bottom: bottom + air }, from);
  }
  const distance = Math.hypot(from.x - placed.x, from.y - placed.y) || 1;
  const share = (placed.radius * 1.2 + air) / distance;
  return { x: placed.x + (from.x - placed.x) * share, y: placed.y + (from.y - placed.y) * share };
}

/** What speaks against a way: nodes run through most, then labels. */
function costOf(line: Line, nodes: readonly Placed[], a: Placed, b: Placed): number {
  const points = line.points();
  const room = around(points);
  let cost = 0;
  for (const placed of nodes) {
    if (!overlap(room, placed.box)) continue;
    const own = placed === a || placed === b;
    if (!own && runsThrough(points, placed)) cost += 1000;
    if (placed.node.hops > 0 && crosses(points, labelBox(placed))) cost += own ? 6 : 14;
  }
  return cost;
}

function around(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return { left: Math.min(...xs) - CLEAR, right: Math.max(...xs) + CLEAR, top: Math.min(...ys) - CLEAR, bottom: Math.max(...ys) + CLEAR };
}

function runsThrough(points: readonly Point[], placed: Placed): boolean {
  if (placed.node.hops === 0) return crosses(points, placed.box);
  return points.some((point, i) => i > 0
    && nearest(placed, points[i - 1] as Point, point).distance < placed.radius + CLEAR);
}

function crosses(points: readonly Point[], box: Box): boolean {
  return points.some((point, i) => i > 0 && enters(points[i - 1] as Point, point, box));
}

/** The room of the label without the shape. */
export function labelBox({ box, side, x, y, radius }: Placed): Box {
  switch (side) {
    case 'east':
      return { ...box, left: x + radius + 4 };
    case 'west':
      return { ...box, right: x - radius - 4 };
    case 'north':
      return { ...box, bottom: y - radius - 3 };
    case 'south':
      return { ...box, top: y + radius + 3 };
  }
}

/** How many times a line runs through a node it does not belong to: tests hold layouts to it. */
export function linesThroughNodes(lines: readonly Line[], nodes: readonly Placed[]): number {
  return lines.reduce((count, line) => {
    const points = line.points(30);
    return count + nodes.filter((placed) => placed.node.id !== line.link.from && placed.node.id !== line.link.to
      && (placed.node.hops === 0 ? crosses(points, placed.box)
        : points.some((point, i) => i > 0 && nearest(placed, points[i - 1] as Point, point).distance < placed.radius))).length;
  }, 0);
}

function pointsOf(from: Point, bend: Point, to: Point, count: number): Point[] {
  return Array.from({ length: count + 1 }, (_, i) => {
    const t = i / count;
    const [p, q, r] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
    return { x: p * from.x + q * bend.x + r * to.x, y: p * from.y + q * bend.y + r * to.y };
  });
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
