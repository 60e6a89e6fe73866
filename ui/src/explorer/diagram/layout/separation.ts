// Moves nodes apart until no box overlaps another.

import { countOverlaps, expand, type Box } from './geometry';
import { boxOf } from './placement';
import type { Frame, SimulatedNode } from './simulatedNode';

/** The space between two boxes, in px. */
const GAP = 5;
/** The further space around the centre, so that its lines and their arrowheads can be seen. */
const CENTRE_GAP = 16;
/** The space at the border of the picture. */
const BORDER = 6;
/** The picture grows by this factor until there is space for everything. */
const GROWTH = 1.06;
const MAX_GROWTHS = 24;
const PASSES = 80;

/** The area that a node takes, for an estimate of the height. */
export function areaOf(simulated: SimulatedNode): number {
  const box = boxOf(simulated);
  return (box.right - box.left + 2 * GAP) * (box.bottom - box.top + 2 * GAP);
}

/** Separates what overlaps, and returns the height of the picture, which grows where there is no space. */
export function removeOverlaps(nodes: SimulatedNode[], frame: Frame): number {
  let { height } = frame;
  for (let growth = 0; growth < MAX_GROWTHS; growth += 1) {
    for (let pass = 0; pass < PASSES; pass += 1) {
      const overlapping = pushApart(nodes, 0.52);
      keepInside(nodes, { width: frame.width, height });
      if (overlapping === 0) return height;
    }
    if (countOverlaps(nodes.map(boxOf)) === 0) return height;
    height *= GROWTH;
    for (const simulated of nodes) {
      simulated.y *= GROWTH;
      if (simulated.fy != null) simulated.fy *= GROWTH;
    }
  }
  return height;
}

/**
 * One pass over all pairs: two that overlap part along the axis of the smaller overlap.
 *
 * @param share The share of the overlap by which each of them moves.
 * @returns How many pairs overlapped.
 */
export function pushApart(nodes: readonly SimulatedNode[], share: number): number {
  let count = 0;
  const boxes = nodes.map((simulated) => {
    const gap = simulated.node.hops === 0 ? CENTRE_GAP : 0;
    return expand(boxOf(simulated), GAP + gap, GAP / 2 + gap);
  });
  for (let i = 0; i < nodes.length; i += 1) {
    const boxA = boxes[i] as Box;
    for (let j = i + 1; j < nodes.length; j += 1) {
      const boxB = boxes[j] as Box;
      // Most pairs are far apart: four comparisons tell, before any object is made.
      if (boxA.left >= boxB.right || boxB.left >= boxA.right || boxA.top >= boxB.bottom || boxB.top >= boxA.bottom) continue;
      count += 1;
      separatePair(nodes[i] as SimulatedNode, nodes[j] as SimulatedNode, boxA, boxB, share);
    }
  }
  return count;
}

/** The centre stays where it is, and its neighbour moves twice as far. */
function separatePair(a: SimulatedNode, b: SimulatedNode, boxA: Box, boxB: Box, share: number): void {
  const overlapX = Math.min(boxA.right, boxB.right) - Math.max(boxA.left, boxB.left);
  const overlapY = Math.min(boxA.bottom, boxB.bottom) - Math.max(boxA.top, boxB.top);
  const axis = overlapX < overlapY ? 'x' : 'y';
  const order = axis === 'x' ? boxA.left + boxA.right - boxB.left - boxB.right : boxA.top + boxA.bottom - boxB.top - boxB.bottom;
  // Of two in the same place, the first one moves left or up.
  const push = Math.min(overlapX, overlapY) * share * (order <= 0 ? -1 : 1);
  const shareA = a.node.hops === 0 ? 0 : b.node.hops === 0 ? 2 : 1;
  move(a, boxA, axis, push * shareA);
  move(b, boxB, axis, -push * (2 - shareA));
}

function move(simulated: SimulatedNode, box: Box, axis: 'x' | 'y', by: number): void {
  if (axis === 'x') {
    simulated.x += by;
    box.left += by;
    box.right += by;
  } else {
    simulated.y += by;
    box.top += by;
    box.bottom += by;
  }
}

export function keepInside(nodes: readonly SimulatedNode[], { width, height }: Frame): void {
  for (const simulated of nodes) {
    const box = boxOf(simulated);
    simulated.x += Math.max(0, BORDER - box.left) - Math.max(0, box.right - width + BORDER);
    simulated.y += Math.max(0, BORDER - box.top) - Math.max(0, box.bottom - height + BORDER);
  }
}
