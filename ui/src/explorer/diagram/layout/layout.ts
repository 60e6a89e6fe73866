// Where everything stands: d3-force, started from fixed places and run for a fixed number of steps, so that
// the same facts and width give the same picture. Each node is a box, its shape with its label, and boxes
// are pushed apart until none lies over another; lines are then led around what stands in their way.
//
// All years are laid out at once. What does not hold in the year shown is faint, and nothing moves.

import { forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';
import { overlaps, nearest, type Box, type Point } from './geometry';
import type { Graph, GraphLink, GraphNode } from './graph';
import { textWidth, wrap } from './nodeLabels';
import { drawLines, hitsOf, type Line } from './linkRouting';

export type Side = 'east' | 'west' | 'north' | 'south';

export interface Placed extends Point {
  node: GraphNode;
  radius: number;
  /** Lines of the label; the middle's stand inside its shape. */
  lines: string[];
  size: number;
  side: Side;
  /** The room of shape and label together. */
  box: Box;
}

export interface Layout {
  width: number;
  height: number;
  nodes: Placed[];
  lines: Line[];
}

interface Body extends SimulationNodeDatum {
  x: number;
  y: number;
  node: GraphNode;
  radius: number;
  lines: string[];
  size: number;
  labelWidth: number;
  side: Side;
  target: Point;
}

const STEPS = 140;
/** From this step on labels stay on their side. */
const SIDES_SETTLE = 100;
/** Up to so many have room for labels that no line crosses. */
const FEW = 24;
const GAP = 5;
/** Around the middle besides: a line and its arrowhead need a stretch to be seen on. */
const ROOM = 16;
const ROUNDS = 8;
const LINE_HEIGHT = 1.2;
/** Shares of the room between the innermost and the outermost ring, taken in turn. */
const RINGS: readonly number[] = [0.05, 0.95, 0.4, 0.7];

/** Pictures are made for certain widths, and text is never scaled down: the widest that fits is taken. */
export function widthFor(room: number): number {
  return Math.max(320, Math.min(1400, Math.floor(room / 40) * 40));
}

export function layOut(graph: Graph, width: number): Layout {
  const bodies = graph.nodes.map((node) => bodyOf(node, graph.nodes.length, width));
  const height = heightFor(bodies, width);
  const frame = { width, height };
  aim(bodies, graph.links, frame);
  simulate(bodies, graph.links, frame);
  frame.height = separate(bodies, frame);
  let drawn = draw(bodies, graph.links, width);
  let best = { ...frame, ...drawn, hits: hitsOf(drawn.lines, drawn.nodes) };
  // Nodes that no line could be led around make way themselves; as that may bring others into the way of a
  // line, the best of a few rounds is kept.
  for (let round = 0; round < ROUNDS && best.hits.length > 0; round += 1) {
    for (const { placed, away } of hitsOf(drawn.lines, drawn.nodes)) {
      const body = bodies.find(({ node }) => node.id === placed.node.id);
      if (body) [body.x, body.y] = [body.x + away.x, body.y + away.y];
    }
    frame.height = separate(bodies, frame);
    drawn = draw(bodies, graph.links, width);
    const hits = hitsOf(drawn.lines, drawn.nodes);
    if (hits.length < best.hits.length) best = { ...frame, ...drawn, hits };
  }
  return crop({ width, height: best.height, nodes: best.nodes, lines: best.lines });
}

function draw(bodies: readonly Body[], links: readonly GraphLink[], width: number): Pick<Layout, 'nodes' | 'lines'> {
  const nodes = bodies.map((body) => ({
    x: body.x, y: body.y, node: body.node, radius: body.radius, lines: body.lines, size: body.size, side: body.side, box: boxOf(body),
  }));
  return { nodes, lines: drawLines(nodes, links, width) };
}

/** The measure that tests hold layouts to. */
export function labelOverlaps(layout: Layout): number {
  return overlaps(layout.nodes.map(({ box }) => box));
}

function bodyOf(node: GraphNode, count: number, width: number): Body {
  const middle = node.hops === 0;
  const dense = count > 40;
  const size = middle ? 15 : dense ? 11.5 : 13;
  const room = middle ? 170 : width < 500 ? 96 : dense ? 112 : 136;
  const lines = wrap(node.label, size, room, middle ? 4 : count > 30 ? 2 : 3);
  const ordinary = Math.min(11, (dense ? 4.5 : 6) + Math.sqrt(node.degree) * 0.9);
  // A group has its number inside.
  const radius = middle ? 0 : node.count === undefined ? ordinary : Math.min(28, 13 + Math.sqrt(node.count) * 0.5);
  const labelWidth = Math.max(...lines.map((line) => textWidth(line, size)));
  return { x: 0, y: 0, node, radius, lines, size, labelWidth, side: 'south', target: { x: 0, y: 0 } };
}

/** So high that about a third of the picture is covered. */
function heightFor(bodies: readonly Body[], width: number): number {
  const covered = bodies.reduce((sum, body) => {
    const box = boxOf(body);
    return sum + (box.right - box.left + 2 * GAP) * (box.bottom - box.top + 2 * GAP);
  }, 0);
  const least = width < 500 ? 440 : Math.min(560, width * 0.58);
  return Math.round(Math.max(least, covered / 0.5 / width));
}

export function boxOf(body: Pick<Body, 'x' | 'y' | 'radius' | 'lines' | 'size' | 'labelWidth' | 'side' | 'node'>): Box {
  const { x, y, radius: r, size, labelWidth } = body;
  const high = body.lines.length * size * LINE_HEIGHT;
  if (body.node.hops === 0) {
    const [halfWidth, halfHeight] = [labelWidth / 2 + 18, high / 2 + 12];
    return { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight };
  }
  const half = Math.max(r, high / 2);
  const wide = Math.max(r, labelWidth / 2);
  switch (body.side) {
    case 'east':
      return { left: x - r, right: x + r + 5 + labelWidth, top: y - half, bottom: y + half };
    case 'west':
      return { left: x - r - 5 - labelWidth, right: x + r, top: y - half, bottom: y + half };
    case 'north':
      return { left: x - wide, right: x + wide, top: y - r - 4 - high, bottom: y + r };
    case 'south':
      return { left: x - wide, right: x + wide, top: y - r, bottom: y + r + 4 + high };
  }
}

/**
 * Gives each body the place it is drawn to: neighbours around the middle, sector by sector, on as many
 * rings as they need; those further away outside of whom they are tied to.
 */
function aim(bodies: Body[], links: readonly GraphLink[], { width, height }: { width: number; height: number }): void {
  const middle = { x: width / 2, y: height / 2 };
  const near = bodies.filter(({ node }) => node.hops === 1);
  const far = bodies.filter(({ node }) => node.hops > 1);
  const place = (some: Body[], inner: number, outer: number): void => {
    some.sort((a, b) => a.node.sector - b.node.sector
      || a.node.family.localeCompare(b.node.family) || (a.node.id < b.node.id ? -1 : 1));
    const rings = Math.min(4, Math.ceil(some.length / 15));
    some.forEach((body, i) => {
      const angle = -Math.PI / 2 + (2 * Math.PI * (i + 0.5)) / some.length;
      // Every other one on another ring: two that stand side by side then have room for their words.
      const ring = rings === 1 ? 0.5 : RINGS[i % RINGS.length] as number;
      body.target = onEllipse(middle, angle, inner + ring * (outer - inner), width, height);
    });
  };
  const [known, open] = [near.filter(({ node }) => node.dated), near.filter(({ node }) => !node.dated)];
  if (far.length > 0) aimFar(near, far, links, (body, angle, share) => { body.target = onEllipse(middle, angle, share, width, height); });
  else if (known.length === 0 || open.length === 0) place(near, near.length > 14 ? 0.5 : 0.7, 0.98);
  else {
    // What is dated stands inside, evenly around; what is not, outside of it.
    place(known, open.length > 20 ? 0.5 : 0.55, open.length > 20 ? 0.64 : 0.75);
    place(open, open.length > 14 ? 0.72 : 0.8, 0.98);
  }
  for (const body of bodies) {
    if (body.node.hops === 0) body.target = middle;
    body.x = body.target.x;
    body.y = body.target.y;
    if (body.node.hops === 0) [body.fx, body.fy] = [middle.x, middle.y];
    body.side = sideOf(body, middle);
  }
}

/** Two steps: each neighbour has a sector as wide as what lies behind it needs, and that lies behind it. */
function aimFar(near: Body[], far: readonly Body[], links: readonly GraphLink[], put: (body: Body, angle: number, share: number) => void): void {
  const ids = new Set(near.map(({ node }) => node.id));
  const ties = new Map<string, string[]>();
  for (const { from, to } of links) {
    if (ids.has(from)) ties.set(to, [...(ties.get(to) ?? []), from]);
    if (ids.has(to)) ties.set(from, [...(ties.get(from) ?? []), to]);
  }
  // Behind the neighbour that has the fewest: a hub would gather all of them.
  const behind = new Map<string, Body[]>(near.map(({ node }) => [node.id, []]));
  for (const body of far) {
    const parents = (ties.get(body.node.id) ?? []).map((id) => behind.get(id) ?? []);
    const least = parents.reduce<Body[] | undefined>((few, some) => (!few || some.length < few.length ? some : few), undefined);
    (least ?? behind.get(near[0]?.node.id ?? '') ?? []).push(body);
  }
  near.sort((a, b) => a.node.sector - b.node.sector || (a.node.id < b.node.id ? -1 : 1));
  const weights = near.map(({ node }) => 1 + (behind.get(node.id)?.length ?? 0) * 0.8);
  const turn = (2 * Math.PI) / weights.reduce((sum, weight) => sum + weight, 0);
  let angle = -Math.PI / 2;
  near.forEach((body, i) => {
    const wide = (weights[i] as number) * turn;
    put(body, angle + wide / 2, near.length > 12 ? [0.36, 0.58, 0.47][i % 3] as number : 0.5);
    const children = behind.get(body.node.id) ?? [];
    children.forEach((child, j) => put(child, angle + (wide * (j + 0.5)) / children.length, 0.74 + 0.26 * (RINGS[j % RINGS.length] as number)));
    angle += wide;
  });
}

function onEllipse(middle: Point, angle: number, share: number, width: number, height: number): Point {
  // A little towards a rectangle, so that the corners are used too.
  const squarer = (value: number): number => Math.sign(value) * Math.abs(value) ** 0.82;
  return {
    x: middle.x + squarer(Math.cos(angle)) * share * (width / 2 - 70),
    y: middle.y + squarer(Math.sin(angle)) * share * (height / 2 - 34),
  };
}

/** Labels stand away from the middle, where the line to it does not cross them. */
function sideOf(body: Point, middle: Point): Side {
  const [dx, dy] = [body.x - middle.x, body.y - middle.y];
  if (Math.abs(dx) > Math.abs(dy) * 1.1) return dx > 0 ? 'east' : 'west';
  return dy < 0 ? 'north' : 'south';
}

function simulate(bodies: Body[], links: readonly GraphLink[], frame: { width: number; height: number }): void {
  const middle = { x: frame.width / 2, y: frame.height / 2 };
  const hops = new Map(bodies.map(({ node }) => [node.id, node.hops]));
  // The ties of the middle hold nothing together that is not together already: only the others pull.
  const pulling = links
    .filter(({ from, to }) => hops.get(from) !== 0 && hops.get(to) !== 0 && from !== to)
    .map(({ from, to }) => ({ source: from, target: to }));
  const simulation = forceSimulation<Body>(bodies)
    // Never used after fixed starts, but d3 would ask for random numbers on a tie.
    .randomSource(() => 0.5)
    .force('charge', forceManyBody<Body>().strength(-30).distanceMax(160))
    .force('links', forceLink<Body, { source: string | Body; target: string | Body }>(pulling).id(({ node }) => node.id).distance(90).strength(0.02))
    .force('x', forceX<Body>(({ target }) => target.x).strength(0.12))
    .force('y', forceY<Body>(({ target }) => target.y).strength(0.12))
    .stop();
  const byId = new Map(bodies.map((body) => [body.node.id, body]));
  const spokes = links.filter(({ from, to }) => hops.get(from) === 0 || hops.get(to) === 0);
  for (let step = 0; step < STEPS; step += 1) {
    simulation.tick();
    if (step < SIDES_SETTLE) for (const body of bodies) body.side = sideOf(body, middle);
    if (step % 3 === 0) clearSpokes(bodies, spokes, byId);
    // At first everything is on the move anyway.
    if (step > 50 || step % 2 === 0) pushApart(bodies, 0.5);
    keepInside(bodies, frame);
  }
}

/** Moves bodies off the lines between the middle and others. */
function clearSpokes(bodies: readonly Body[], spokes: readonly GraphLink[], byId: ReadonlyMap<string, Body>): void {
  for (const { from, to } of spokes) {
    const [a, b] = [byId.get(from), byId.get(to)];
    if (!a || !b) continue;
    const [left, right] = a.x < b.x ? [a.x, b.x] : [b.x, a.x];
    const [top, bottom] = a.y < b.y ? [a.y, b.y] : [b.y, a.y];
    for (const body of bodies) {
      if (body === a || body === b || body.node.hops === 0) continue;
      if (bodies.length <= FEW) clearLabel(body, a, b);
      const wanted = body.radius + 6;
      // Far off: most are, and need no measuring.
      if (body.x < left - wanted || body.x > right + wanted || body.y < top - wanted || body.y > bottom + wanted) continue;
      const { distance, at, share } = nearest(body, a, b);
      if (distance >= wanted || share <= 0.02 || share >= 0.98) continue;
      const [dx, dy] = distance > 0.01 ? [(body.x - at.x) / distance, (body.y - at.y) / distance] : [-(b.y - a.y), b.x - a.x].map((d) => d / Math.hypot(b.x - a.x, b.y - a.y)) as [number, number];
      const push = (wanted - distance) * 0.35;
      body.x += dx * push;
      body.y += dy * push;
    }
  }
}

/** Moves a body so far off a line that its label is clear of it too: where there are few, there is room for that. */
function clearLabel(body: Body, a: Body, b: Body): void {
  const box = boxOf(body);
  const centre = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  const { distance, at, share } = nearest(centre, a, b);
  if (share <= 0.02 || share >= 0.98 || distance < 0.01) return;
  const [nx, ny] = [(centre.x - at.x) / distance, (centre.y - at.y) / distance];
  // So far the box reaches towards the line.
  const missing = (Math.abs(nx) * (box.right - box.left) + Math.abs(ny) * (box.bottom - box.top)) / 2 + 4 - distance;
  if (missing <= 0) return;
  body.x += nx * missing * 0.35;
  body.y += ny * missing * 0.35;
}

/** One pass over all pairs: those that lie over each other part along the axis of least overlap. */
function pushApart(bodies: readonly Body[], share: number): number {
  let hits = 0;
  const boxes = bodies.map((body) => grow(boxOf(body), body.node.hops === 0 ? ROOM : 0));
  for (let i = 0; i < bodies.length; i += 1) {
    const boxA = boxes[i] as Box;
    for (let j = i + 1; j < bodies.length; j += 1) {
      const boxB = boxes[j] as Box;
      // Most pairs are far apart: told by four comparisons, before anything is made for them.
      if (boxA.left >= boxB.right || boxB.left >= boxA.right || boxA.top >= boxB.bottom || boxB.top >= boxA.bottom) continue;
      hits += 1;
      part(bodies[i] as Body, bodies[j] as Body, boxA, boxB, share);
    }
  }
  return hits;
}

/** Parts two that overlap; the middle stays, and its neighbour goes all the way. */
function part(a: Body, b: Body, boxA: Box, boxB: Box, share: number): void {
  const across = Math.min(boxA.right, boxB.right) - Math.max(boxA.left, boxB.left);
  const down = Math.min(boxA.bottom, boxB.bottom) - Math.max(boxA.top, boxB.top);
  const along = across < down ? 'x' : 'y';
  const order = along === 'x' ? boxA.left + boxA.right - boxB.left - boxB.right : boxA.top + boxA.bottom - boxB.top - boxB.bottom;
  // On a tie the one that comes first goes first.
  const push = Math.min(across, down) * share * (order <= 0 ? -1 : 1);
  const shareA = a.node.hops === 0 ? 0 : b.node.hops === 0 ? 2 : 1;
  shift(a, boxA, along, push * shareA);
  shift(b, boxB, along, -push * (2 - shareA));
}

function shift(body: Body, box: Box, along: 'x' | 'y', by: number): void {
  if (along === 'x') {
    body.x += by;
    box.left += by;
    box.right += by;
  } else {
    body.y += by;
    box.top += by;
    box.bottom += by;
  }
}

function grow(box: Box, room: number): Box {
  return { left: box.left - GAP - room, right: box.right + GAP + room, top: box.top - GAP / 2 - room, bottom: box.bottom + GAP / 2 + room };
}

function keepInside(bodies: readonly Body[], { width, height }: { width: number; height: number }): void {
  for (const body of bodies) {
    const box = boxOf(body);
    body.x += Math.max(0, 6 - box.left) - Math.max(0, box.right - width + 6);
    body.y += Math.max(0, 6 - box.top) - Math.max(0, box.bottom - height + 6);
  }
}

/** Parts what still overlaps; where there is no room, the picture grows downwards until there is. */
function separate(bodies: Body[], frame: { width: number; height: number }): number {
  let { height } = frame;
  for (let round = 0; round < 24; round += 1) {
    for (let pass = 0; pass < 80; pass += 1) {
      const hits = pushApart(bodies, 0.52);
      keepInside(bodies, { width: frame.width, height });
      if (hits === 0) return height;
    }
    if (overlaps(bodies.map(boxOf)) === 0) return height;
    height *= 1.06;
    for (const body of bodies) {
      body.y *= 1.06;
      if (body.fy != null) body.fy *= 1.06;
    }
  }
  return height;
}

/** Takes away rows that nothing stands in, above and below. */
function crop(layout: Layout): Layout {
  const top = Math.min(...layout.nodes.map(({ box }) => box.top)) - 14;
  const bottom = Math.max(...layout.nodes.map(({ box }) => box.bottom)) + 14;
  const height = Math.round(bottom - top);
  return {
    width: layout.width,
    height,
    nodes: layout.nodes.map((placed) => ({ ...placed, y: placed.y - top, box: { ...placed.box, top: placed.box.top - top, bottom: placed.box.bottom - top } })),
    lines: layout.lines.map((line) => line.lower(-top)),
  };
}
