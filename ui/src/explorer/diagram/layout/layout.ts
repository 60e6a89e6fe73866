// The layout of a diagram: nodes are drawn to their targets by a force simulation, moved apart until no label
// overlaps another, and links are routed around them. The same graph and width always give the same layout.
//
// All years are laid out at once, so that nothing moves when the year changes.

import { countOverlaps } from './geometry';
import type { Graph, GraphLink } from './graph';
import { findCollisions, routeLinks } from './linkRouting';
import type { Layout } from './placement';
import { areaOf, removeOverlaps } from './separation';
import { placedNode, simulatedNodes, type Frame, type SimulatedNode } from './simulatedNode';
import { runSimulation } from './simulation';
import { assignTargets } from './targets';

const MIN_WIDTH = 320;
const MAX_WIDTH = 1400;
const WIDTH_STEP = 40;
/** The share of the picture that nodes cover. */
const COVERAGE = 0.5;
/** Rounds in which nodes move out of the way of links. */
const ROUNDS = 8;
/** The space above and below everything, in px. */
const MARGIN = 14;

/** The width of a diagram in a space of so many px. Only certain widths are used, and text is never scaled down. */
export function layoutWidth(available: number): number {
  return Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, Math.floor(available / WIDTH_STEP) * WIDTH_STEP));
}

export function computeLayout(graph: Graph, width: number): Layout {
  const nodes = simulatedNodes(graph, width);
  const frame = { width, height: estimateHeight(nodes, width) };
  assignTargets(nodes, graph.links, frame);
  runSimulation(nodes, graph.links, frame);
  frame.height = removeOverlaps(nodes, frame);
  return crop(clearCollisions(nodes, graph.links, frame));
}

/** A height at which the nodes cover a certain share of the picture. */
function estimateHeight(nodes: readonly SimulatedNode[], width: number): number {
  const area = nodes.reduce((sum, simulated) => sum + areaOf(simulated), 0);
  const least = width < 500 ? 440 : Math.min(560, width * 0.58);
  return Math.round(Math.max(least, area / COVERAGE / width));
}

/**
 * Routes the links, and moves nodes out of the way of links that could not be routed around them. As that may
 * bring other nodes into the way of a link, the best of several rounds is returned.
 */
function clearCollisions(nodes: SimulatedNode[], links: readonly GraphLink[], frame: Frame): Layout {
  let layout = routed(nodes, links, frame);
  let collisions = findCollisions(layout.links, layout.nodes);
  let best = { layout, count: collisions.length };
  for (let round = 0; round < ROUNDS && best.count > 0; round += 1) {
    for (const { placed, move } of collisions) {
      const simulated = nodes.find(({ node }) => node.id === placed.node.id);
      if (simulated) [simulated.x, simulated.y] = [simulated.x + move.x, simulated.y + move.y];
    }
    frame.height = removeOverlaps(nodes, frame);
    layout = routed(nodes, links, frame);
    collisions = findCollisions(layout.links, layout.nodes);
    if (collisions.length < best.count) best = { layout, count: collisions.length };
  }
  return best.layout;
}

function routed(simulated: readonly SimulatedNode[], links: readonly GraphLink[], { width, height }: Frame): Layout {
  const nodes = simulated.map(placedNode);
  return { width, height, nodes, links: routeLinks(nodes, links, width) };
}

/** Removes empty space above and below. */
function crop(layout: Layout): Layout {
  const top = Math.min(...layout.nodes.map(({ box }) => box.top)) - MARGIN;
  const bottom = Math.max(...layout.nodes.map(({ box }) => box.bottom)) + MARGIN;
  return {
    width: layout.width,
    height: Math.round(bottom - top),
    nodes: layout.nodes.map((placed) => ({ ...placed, y: placed.y - top, box: { ...placed.box, top: placed.box.top - top, bottom: placed.box.bottom - top } })),
    links: layout.links.map((path) => path.moveDown(-top)),
  };
}

/** How many pairs of labels and shapes overlap. For tests. */
export function countLabelOverlaps(layout: Layout): number {
  return countOverlaps(layout.nodes.map(({ box }) => box));
}
