// Which node the arrow keys go to: the nearest that lies more in that direction than aside of it.

import type { Point } from './layout/geometry';

export type Direction = 'north' | 'south' | 'east' | 'west';

const AHEAD: Record<Direction, Point> = { north: { x: 0, y: -1 }, south: { x: 0, y: 1 }, east: { x: 1, y: 0 }, west: { x: -1, y: 0 } };

export function neighbourIn<P extends Point>(direction: Direction, from: Point, all: readonly P[]): P | undefined {
  const ahead = AHEAD[direction];
  let best: P | undefined;
  let least = Infinity;
  for (const one of all) {
    const [dx, dy] = [one.x - from.x, one.y - from.y];
    const forward = dx * ahead.x + dy * ahead.y;
    const aside = Math.abs(dx * ahead.y) + Math.abs(dy * ahead.x);
    if (forward <= 0.5 || aside > forward * 2) continue;
    const cost = forward + aside * 1.6;
    if (cost < least) [best, least] = [one, cost];
  }
  return best;
}
