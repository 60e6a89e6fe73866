// A node while the layout moves it.

import type { SimulationNodeDatum } from 'd3-force';
import type { Point } from './geometry';
import type { Graph } from './graph';
import { appearanceOf, boxOf, type Appearance, type PlacedNode, type Side } from './placement';

export interface SimulatedNode extends SimulationNodeDatum, Appearance {
  x: number;
  y: number;
  side: Side;
  /** The position that it is drawn to. */
  target: Point;
}

/** The size of a diagram. */
export interface Frame {
  width: number;
  height: number;
}

export function simulatedNodes({ nodes }: Graph, width: number): SimulatedNode[] {
  return nodes.map((node) => ({ ...appearanceOf(node, nodes.length, width), x: 0, y: 0, side: 'south', target: { x: 0, y: 0 } }));
}

export function placedNode(simulated: SimulatedNode): PlacedNode {
  const { x, y, node, radius, lines, size, side } = simulated;
  return { x, y, node, radius, lines, size, side, box: boxOf(simulated) };
}
