// The way of each line: straight where it can be, bowed where a node or a label stands in between or where
// another line joins the same two. And its arrowhead.

import { edgeOf, enters, nearest, overlap, type Box, type Point } from './geometry';
import type { GraphLink } from './graph';
import type { Placed } from './layout';
import { LINES } from '../../domain/affiliationRole';

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

/** A way between two nodes: bent to one side by a share of its length, most so at a place along it. */
interface Way {
  bow: number;
  at: number;
}

/** The ways that are tried, the plainest first: later ones cost more before anything stands in their way. */
const WAYS = waysOf([0, 0.05, 0.1, 0.16, 0.24, 0.34, 0.46, 0.6], [0.5, 0.25, 0.75]);
/** Many more, for the few lines that none of those leads past every node. */
const DETOURS = waysOf(Array.from({ length: 32 }, (_, i) => (i + 1) * 0.04), [0.5, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9]);

function waysOf(bows: readonly number[], places: readonly number[]): readonly Way[] {
  return bows
    .flatMap((bow) => (bow === 0 ? [0] : [bow, -bow]))
    .flatMap((bow) => (bow === 0 ? [0.5] : places).map((at) => ({ bow, at })))
    .sort((a, b) => wayCost(a) - wayCost(b));
}

function wayCost({ bow, at }: Way): number {
  return Math.abs(bow) * 60 + (at === 0.5 ? 0 : 3);
}

const CLEAR = 4;
/** What it costs to run through a node, and to leave the picture. */
const THROUGH = 1000;
const OUTSIDE = 400;

/** A node that a line cannot be led around, and how far off the line it would have to be. */
export interface Hit {
  placed: Placed;
  away: Point;
}

export function drawLines(nodes: readonly Placed[], links: readonly GraphLink[], width: number): Line[] {
  // What is outside of this is cut off.
  const frame = { left: 3, right: width - 3, top: Math.min(...nodes.map(({ box }) => box.top)) - 8, bottom: Math.max(...nodes.map(({ box }) => box.bottom)) + 8 };
  const byId = new Map(nodes.map((placed) => [placed.node.id, placed]));
  const obstacles = nodes.map(obstacleOf);
  const taken = new Map<string, Set<number>>();
  const lines: Line[] = [];
  for (const link of links) {
    const [a, b] = [byId.get(link.from), byId.get(link.to)];
    if (!a || !b || a === b) continue;
    const pair = [link.from, link.to].sort().join(' ');
    const used = taken.get(pair) ?? new Set();
    taken.set(pair, used);
    const best = bestWay(link, a, b, { obstacles, frame }, used);
    // Two lines between the same two keep apart, whichever way each of them points.
    used.add(link.from < link.to ? best.bow : -best.bow);
    lines.push(best.line);
  }
  return lines;
}

interface Found {
  bow: number;
  line: Line;
  cost: number;
}

/** The cheapest of the ways that no other line of the two has taken. */
function bestWay(link: GraphLink, a: Placed, b: Placed, ground: Ground, used: ReadonlySet<number>): Pick<Found, 'bow' | 'line'> {
  let best = cheapest(WAYS, undefined, link, a, b, ground, used);
  if (best && best.cost >= THROUGH) best = cheapest(DETOURS, best, link, a, b, ground, used);
  return best ?? { bow: 0, line: lineOf(link, a, b, { bow: 0, at: 0.5 }) };
}

function cheapest(ways: readonly Way[], before: Found | undefined, link: GraphLink, a: Placed, b: Placed, ground: Ground, used: ReadonlySet<number>): Found | undefined {
  let best = before;
  for (const way of ways) {
    if (used.has(link.from < link.to ? way.bow : -way.bow)) continue;
    // Ways come the plainest first: once their own cost is above the best, nothing better follows.
    if (best && wayCost(way) >= best.cost) break;
    const line = lineOf(link, a, b, way);
    const cost = wayCost(way) + costOf(line, ground, a, b);
    if (!best || cost < best.cost - 1e-6) best = { bow: way.bow, line, cost };
  }
  return best;
}

function lineOf(link: GraphLink, a: Placed, b: Placed, { bow, at }: Way): Line {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const bend = { x: a.x + dx * at - dy * bow * 2, y: a.y + dy * at + dx * bow * 2 };
  const air = LINES[link.role].arrow === 'none' ? 3 : 4;
  if (!holds(a, bend) && !holds(b, bend)) return new Line(link, rim(a, bend, 3), bend, rim(b, bend, air));
  // So near that the bend lies within one of the two: bent between their rims instead.
  const [from, to] = [rim(a, b, 3), rim(b, a, air)];
  const [nx, ny] = [to.x - from.x, to.y - from.y];
  return new Line(link, from, { x: from.x + nx / 2 - ny * bow * 2, y: from.y + ny / 2 + nx * bow * 2 }, to);
}

/** Whether a point lies within a node, as the bend of a short line may: no line comes from there. */
function holds({ node, box, radius, x, y }: Placed, point: Point): boolean {
  if (node.hops > 0) return Math.hypot(point.x - x, point.y - y) < radius * 1.2 + 6;
  return point.x > box.left - 6 && point.x < box.right + 6 && point.y > box.top - 6 && point.y < box.bottom + 6;
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

/** What a line should not run through: the shape as a disc, the label as a box. Worked out once for a picture. */
interface Obstacle {
  placed: Placed;
  reach: number;
  label: Box;
}

/** What lines are drawn on. */
interface Ground {
  obstacles: readonly Obstacle[];
  frame: Box;
}

function obstacleOf(placed: Placed): Obstacle {
  return { placed, reach: placed.radius + CLEAR, label: placed.node.hops === 0 ? roomy(placed.box) : labelBox(placed) };
}

/** A box with the air that lines keep from nodes. */
function roomy({ left, right, top, bottom }: Box): Box {
  return { left: left - CLEAR, right: right + CLEAR, top: top - CLEAR, bottom: bottom + CLEAR };
}

/** What speaks against a way: nodes run through most, then labels. Asked some ten thousand times for a picture. */
function costOf(line: Line, { obstacles, frame }: Ground, a: Placed, b: Placed): number {
  const points = line.points(12);
  const room = around(points);
  let cost = room.left < frame.left || room.right > frame.right || room.top < frame.top || room.bottom > frame.bottom ? OUTSIDE : 0;
  for (const { placed, reach, label } of obstacles) {
    const { box } = placed;
    if (box.left - CLEAR > room.right || box.right + CLEAR < room.left || box.top - CLEAR > room.bottom || box.bottom + CLEAR < room.top) continue;
    const own = placed === a || placed === b;
    const middle = placed.node.hops === 0;
    let [hit, crossed] = [false, false];
    for (let i = 1; i < points.length && !(hit && crossed); i += 1) {
      const [from, to] = [points[i - 1] as Point, points[i] as Point];
      hit ||= middle ? enters(from, to, label) : within(placed, from, to, reach);
      crossed ||= !middle && enters(from, to, label);
    }
    if (hit && !own) cost += THROUGH;
    if (crossed) cost += own ? 6 : 14;
  }
  return cost;
}

/** Whether a segment comes nearer to a point than that. */
function within({ x, y }: Point, from: Point, to: Point, reach: number): boolean {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const share = Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  const ax = x - from.x - share * dx;
  const ay = y - from.y - share * dy;
  return ax * ax + ay * ay < reach * reach;
}

function around(points: readonly Point[]): Box {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, right, top, bottom };
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

/** Where lines run through nodes all the same, for moving these aside. */
export function hitsOf(lines: readonly Line[], nodes: readonly Placed[]): Hit[] {
  return lines.flatMap(({ link, ...line }) => {
    const points = pointsOf(line.from, line.bend, line.to, 20);
    const room = around(points);
    return nodes.filter(({ node, box }) => node.hops > 0 && overlap(room, roomy(box)) !== null && node.id !== link.from && node.id !== link.to).flatMap((placed) => {
      const close = points.slice(1).map((point, i) => nearest(placed, points[i] as Point, point)).reduce((a, b) => (b.distance < a.distance ? b : a));
      const missing = placed.radius + CLEAR - close.distance;
      if (missing <= 0) return [];
      const [dx, dy] = [placed.x - close.at.x, placed.y - close.at.y];
      const long = Math.hypot(dx, dy) || 1;
      return [{ placed, away: { x: ((dx || 1) / long) * (missing + 2), y: (dy / long) * (missing + 2) } }];
    });
  });
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
  const points: Point[] = [];
  for (let i = 0; i <= count; i += 1) {
    const t = i / count;
    const p = (1 - t) * (1 - t);
    const q = 2 * t * (1 - t);
    points.push({ x: p * from.x + q * bend.x + t * t * to.x, y: p * from.y + q * bend.y + t * t * to.y });
  }
  return points;
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
