// Where the arrow keys go: to the nearest node that lies more in their direction than to the side of it.

import type { Point } from './layout/geometry';

type Direction = 'north' | 'south' | 'east' | 'west';

const DIRECTION_OF_KEY: Record<string, Direction> = { ArrowLeft: 'west', ArrowRight: 'east', ArrowUp: 'north', ArrowDown: 'south' };
const UNIT: Record<Direction, Point> = { north: { x: 0, y: -1 }, south: { x: 0, y: 1 }, east: { x: 1, y: 0 }, west: { x: -1, y: 0 } };
/** A distance to the side counts so much more than one ahead. */
const SIDE_WEIGHT = 1.6;

export function directionOf(key: string): Direction | undefined {
  return DIRECTION_OF_KEY[key];
}

export function nearestInDirection<P extends Point>(direction: Direction, from: Point, candidates: readonly P[]): P | undefined {
  const unit = UNIT[direction];
  let nearest: P | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const [dx, dy] = [candidate.x - from.x, candidate.y - from.y];
    const ahead = dx * unit.x + dy * unit.y;
    const aside = Math.abs(dx * unit.y) + Math.abs(dy * unit.x);
    if (ahead <= 0.5 || aside > ahead * 2) continue;
    const distance = ahead + aside * SIDE_WEIGHT;
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}
