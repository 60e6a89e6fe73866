// Rectangles and segments: what may not lie over what, and by how much it does. Pure, so that tests can
// hold every layout to it.

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Point {
  x: number;
  y: number;
}

/** How far two boxes reach into each other along either axis; null where they do not. */
export function overlap(a: Box, b: Box): { x: number; y: number } | null {
  const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return x > 0 && y > 0 ? { x, y } : null;
}

/** How many pairs of boxes lie over each other. */
export function overlaps(boxes: readonly Box[]): number {
  let count = 0;
  for (let i = 0; i < boxes.length; i += 1) {
    for (let j = i + 1; j < boxes.length; j += 1) {
      const hit = overlap(boxes[i] as Box, boxes[j] as Box);
      // A hair is rounding.
      if (hit && Math.min(hit.x, hit.y) > 0.5) count += 1;
    }
  }
  return count;
}

/** Distance of a point from a segment, and the nearest point on it. */
export function nearest(point: Point, from: Point, to: Point): { distance: number; at: Point; share: number } {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squared = dx * dx + dy * dy;
  const raw = squared === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / squared;
  const share = Math.max(0, Math.min(1, raw));
  const at = { x: from.x + share * dx, y: from.y + share * dy };
  return { distance: Math.hypot(point.x - at.x, point.y - at.y), at, share };
}

/** Whether a segment enters a box. */
export function enters(from: Point, to: Point, box: Box): boolean {
  if ((from.x < box.left && to.x < box.left) || (from.x > box.right && to.x > box.right)) return false;
  if ((from.y < box.top && to.y < box.top) || (from.y > box.bottom && to.y > box.bottom)) return false;
  const inside = (point: Point): boolean => point.x > box.left && point.x < box.right && point.y > box.top && point.y < box.bottom;
  if (inside(from) || inside(to)) return true;
  // It passes near a corner: it enters if corners lie on both of its sides.
  const side = (x: number, y: number): number => Math.sign((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x));
  const sides = side(box.left, box.top) + side(box.right, box.top) + side(box.left, box.bottom) + side(box.right, box.bottom);
  return Math.abs(sides) < 4;
}

/** Where the way from the middle of a box to a point outside leaves the box. */
export function edgeOf(box: Box, towards: Point): Point {
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  const [dx, dy] = [towards.x - middle.x, towards.y - middle.y];
  const shareX = dx === 0 ? Infinity : (box.right - box.left) / 2 / Math.abs(dx);
  const shareY = dy === 0 ? Infinity : (box.bottom - box.top) / 2 / Math.abs(dy);
  const share = Math.min(1, shareX, shareY);
  return { x: middle.x + dx * share, y: middle.y + dy * share };
}
