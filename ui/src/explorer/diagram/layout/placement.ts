// A node with its position, its label and the box around both.

import { boxEdgeTowards, expand, type Box, type Point } from './geometry';
import type { GraphNode } from './graph';
import type { LinkPath } from './linkPath';
import { textWidth, wrapLabel } from './nodeLabels';

/** The side of the shape on which the label is. */
export type Side = 'east' | 'west' | 'north' | 'south';

export interface PlacedNode extends Point {
  node: GraphNode;
  radius: number;
  /** Lines of the label. That of the centre is inside its box. */
  lines: string[];
  /** The font size. */
  size: number;
  side: Side;
  /** The box around shape and label. */
  box: Box;
}

export interface Layout {
  width: number;
  height: number;
  nodes: PlacedNode[];
  links: LinkPath[];
}

/** In font sizes. */
export const LINE_HEIGHT = 1.2;

/** From this many nodes on, everything is smaller. */
const DENSE = 40;

/** What a node looks like, whatever its position. */
export type Appearance = Pick<PlacedNode, 'node' | 'radius' | 'lines' | 'size'> & { labelWidth: number };

/**
 * @param count Nodes in the graph.
 * @param width The width of the diagram.
 */
export function appearanceOf(node: GraphNode, count: number, width: number): Appearance {
  const isCentre = node.hops === 0;
  const dense = count > DENSE;
  const size = isCentre ? 15 : dense ? 11.5 : 13;
  const maxWidth = isCentre ? 170 : width < 500 ? 96 : dense ? 112 : 136;
  const lines = wrapLabel(node.label, size, maxWidth, isCentre || node.members ? 4 : count > 30 ? 2 : 3);
  const labelWidth = Math.max(...lines.map((line) => textWidth(line, size)));
  return { node, radius: isCentre ? 0 : radiusOf(node, dense), lines, size, labelWidth };
}

function radiusOf({ degree, members }: GraphNode, dense: boolean): number {
  // A group has its number inside.
  if (members) return Math.min(28, 13 + Math.sqrt(members.length) * 0.5);
  return Math.min(11, (dense ? 4.5 : 6) + Math.sqrt(degree) * 0.9);
}

export function boxOf({ x, y, radius: r, size, labelWidth, lines, node, side }: Appearance & Point & { side: Side }): Box {
  const height = lines.length * size * LINE_HEIGHT;
  if (node.hops === 0) return expand({ left: x, right: x, top: y, bottom: y }, labelWidth / 2 + 18, height / 2 + 12);
  const halfHeight = Math.max(r, height / 2);
  const halfWidth = Math.max(r, labelWidth / 2);
  switch (side) {
    case 'east':
      return { left: x - r, right: x + r + 5 + labelWidth, top: y - halfHeight, bottom: y + halfHeight };
    case 'west':
      return { left: x - r - 5 - labelWidth, right: x + r, top: y - halfHeight, bottom: y + halfHeight };
    case 'north':
      return { left: x - halfWidth, right: x + halfWidth, top: y - r - 4 - height, bottom: y + r };
    case 'south':
      return { left: x - halfWidth, right: x + halfWidth, top: y - r, bottom: y + r + 4 + height };
  }
}

/** The box of the label alone. */
export function labelBox({ box, side, x, y, radius }: PlacedNode): Box {
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

/** The label is on the side away from the centre, where the line to the centre does not cross it. */
export function sideOf(position: Point, centre: Point): Side {
  const [dx, dy] = [position.x - centre.x, position.y - centre.y];
  if (Math.abs(dx) > Math.abs(dy) * 1.1) return dx > 0 ? 'east' : 'west';
  return dy < 0 ? 'north' : 'south';
}

/** Where a line that comes from a point meets a node, `gap` px before its shape. */
export function rimTowards(placed: PlacedNode, from: Point, gap: number): Point {
  if (placed.node.hops === 0) return boxEdgeTowards(expand(placed.box, gap), from);
  const distance = Math.hypot(from.x - placed.x, from.y - placed.y) || 1;
  const share = (placed.radius * 1.2 + gap) / distance;
  return { x: placed.x + (from.x - placed.x) * share, y: placed.y + (from.y - placed.y) * share };
}

/** Whether a point is so near to a node that no line can come from there. */
export function isTooNear({ node, box, radius, x, y }: PlacedNode, point: Point): boolean {
  if (node.hops > 0) return Math.hypot(point.x - x, point.y - y) < radius * 1.2 + 6;
  return point.x > box.left - 6 && point.x < box.right + 6 && point.y > box.top - 6 && point.y < box.bottom + 6;
}
