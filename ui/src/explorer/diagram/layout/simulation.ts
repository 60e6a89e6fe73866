// The force simulation of d3-force, from fixed positions and for a fixed number of steps, so that it always ends
// the same. Between its steps, nodes are moved off the lines to the centre and off each other.

import { forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';
import { nearestOnSegment } from './geometry';
import type { GraphLink } from './graph';
import { boxOf, sideOf } from './placement';
import { keepInside, pushApart } from './separation';
import type { Frame, SimulatedNode } from './simulatedNode';

const STEPS = 140;
/** From this step on labels stay on their side. */
const SIDES_FIXED_FROM = 100;
/** Up to this many nodes there is space for labels that no line crosses. */
const FEW_NODES = 24;
/** The share of a missing distance by which a node moves in one step. */
const STEP_SHARE = 0.35;
/** Nodes at the ends of a line, by its share, are not moved off it. */
const END_SHARE = 0.02;

export function runSimulation(nodes: SimulatedNode[], links: readonly GraphLink[], frame: Frame): void {
  const centre = { x: frame.width / 2, y: frame.height / 2 };
  const byId = new Map(nodes.map((simulated) => [simulated.node.id, simulated]));
  const isSpoke = ({ from, to }: GraphLink): boolean => byId.get(from)?.node.hops === 0 || byId.get(to)?.node.hops === 0;
  // Links of the centre need not pull: their ends have positions around it anyway.
  const pulling = links.filter((link) => !isSpoke(link) && link.from !== link.to).map(({ from, to }) => ({ source: from, target: to }));
  const spokes = links.filter(isSpoke);
  const simulation = forceSimulation<SimulatedNode>(nodes)
    // d3 asks for random numbers only if two nodes are in the same place.
    .randomSource(() => 0.5)
    .force('charge', forceManyBody<SimulatedNode>().strength(-30).distanceMax(160))
    .force('links', forceLink<SimulatedNode, { source: string | SimulatedNode; target: string | SimulatedNode }>(pulling).id(({ node }) => node.id).distance(90).strength(0.02))
    .force('x', forceX<SimulatedNode>(({ target }) => target.x).strength(0.12))
    .force('y', forceY<SimulatedNode>(({ target }) => target.y).strength(0.12))
    .stop();
  for (let step = 0; step < STEPS; step += 1) {
    simulation.tick();
    if (step < SIDES_FIXED_FROM) for (const simulated of nodes) simulated.side = sideOf(simulated, centre);
    if (step % 3 === 0) clearSpokes(nodes, spokes, byId);
    // Less often at first, while everything still moves.
    if (step > 50 || step % 2 === 0) pushApart(nodes, 0.5);
    keepInside(nodes, frame);
  }
}

/** Moves nodes off the lines between the centre and others. */
function clearSpokes(nodes: readonly SimulatedNode[], spokes: readonly GraphLink[], byId: ReadonlyMap<string, SimulatedNode>): void {
  for (const { from, to } of spokes) {
    const [a, b] = [byId.get(from), byId.get(to)];
    if (!a || !b) continue;
    const [left, right] = a.x < b.x ? [a.x, b.x] : [b.x, a.x];
    const [top, bottom] = a.y < b.y ? [a.y, b.y] : [b.y, a.y];
    for (const simulated of nodes) {
      if (simulated === a || simulated === b || simulated.node.hops === 0) continue;
      if (nodes.length <= FEW_NODES) clearLabel(simulated, a, b);
      const wanted = simulated.radius + 6;
      // Most nodes are far away and need no measuring.
      if (simulated.x < left - wanted || simulated.x > right + wanted || simulated.y < top - wanted || simulated.y > bottom + wanted) continue;
      clearShape(simulated, a, b, wanted);
    }
  }
}

/** Moves a node away from a line until its shape has the wanted distance. */
function clearShape(simulated: SimulatedNode, a: SimulatedNode, b: SimulatedNode, wanted: number): void {
  const { distance, at, share } = nearestOnSegment(simulated, a, b);
  if (distance >= wanted || share <= END_SHARE || share >= 1 - END_SHARE) return;
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  // On the line itself: to its side.
  const [dx, dy] = distance > 0.01 ? [(simulated.x - at.x) / distance, (simulated.y - at.y) / distance] : [-(b.y - a.y) / length, (b.x - a.x) / length];
  simulated.x += dx * (wanted - distance) * STEP_SHARE;
  simulated.y += dy * (wanted - distance) * STEP_SHARE;
}

/** Moves a node away from a line until its label is clear of it too. */
function clearLabel(simulated: SimulatedNode, a: SimulatedNode, b: SimulatedNode): void {
  const box = boxOf(simulated);
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  const { distance, at, share } = nearestOnSegment(middle, a, b);
  if (share <= END_SHARE || share >= 1 - END_SHARE || distance < 0.01) return;
  const [nx, ny] = [(middle.x - at.x) / distance, (middle.y - at.y) / distance];
  // How far the box reaches towards the line.
  const reach = (Math.abs(nx) * (box.right - box.left) + Math.abs(ny) * (box.bottom - box.top)) / 2;
  const missing = reach + 4 - distance;
  if (missing <= 0) return;
  simulated.x += nx * missing * STEP_SHARE;
  simulated.y += ny * missing * STEP_SHARE;
}
