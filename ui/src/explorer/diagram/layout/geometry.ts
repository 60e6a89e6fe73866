// Geometry of boxes and segments. Pure functions.

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

/** Overlaps below this many px are rounding. */
const ROUNDING = 0.5;

/** How far two boxes overlap along either axis; null if they do not. */
export function overlap(a: Box, b: Box): { x: number; y: number } | null {
  const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return x > 0 && y > 0 ? { x, y } : null;
}

/** How many pairs of boxes overlap. */
export function countOverlaps(boxes: readonly Box[]): number {
  let count = 0;
  for (let i = 0; i < boxes.length; i += 1) {
    for (let j = i + 1; j < boxes.length; j += 1) {
      const found = overlap(boxes[i] as Box, boxes[j] as Box);
      if (found && Math.min(found.x, found.y) > ROUNDING) count += 1;
    }
  }
  return count;
}

/** The point of a segment nearest to a point: its distance, its place, and its share of the way. */
export function nearestOnSegment(point: Point, from: Point, to: Point): { distance: number; at: Point; share: number } {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squared = dx * dx + dy * dy;
  const raw = squared === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / squared;
  const share = Math.max(0, Math.min(1, raw));
  const at = { x: from.x + share * dx, y: from.y + share * dy };
  return { distance: Math.hypot(point.x - at.x, point.y - at.y), at, share };
}

/** Whether a segment comes nearer to a point than `reach`. Without objects: called most of all. */
export function isWithin({ x, y }: Point, from: Point, to: Point, reach: number): boolean {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const share = Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  const ax = x - from.x - share * dx;
  const ay = y - from.y - share * dy;
  return ax * ax + ay * ay < reach * reach;
}

/** Whether a segment enters a box. */
export function segmentEntersBox(from: Point, to: Point, box: Box): boolean {
  if ((from.x < box.left && to.x < box.left) || (from.x > box.right && to.x > box.right)) return false;
  if ((from.y < box.top && to.y < box.top) || (from.y > box.bottom && to.y > box.bottom)) return false;
  const inside = (point: Point): boolean => point.x > box.left && point.x < box.right && point.y > box.top && point.y < box.bottom;
  if (inside(from) || inside(to)) return true;
  // It passes near a corner: it enters if corners lie on both of its sides.
  const side = (x: number, y: number): number => Math.sign((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x));
  const sides = side(box.left, box.top) + side(box.right, box.top) + side(box.left, box.bottom) + side(box.right, box.bottom);
  return Math.abs(sides) < 4;
}

/** Whether a polyline enters a box. */
export function polylineEntersBox(points: readonly Point[], box: Box): boolean {
  return points.some((point, i) => i > 0 && segmentEntersBox(points[i - 1] as Point, point, box));
}

/** Where a straight line from the middle of a box to a point outside leaves the box. */
export function boxEdgeTowards(box: Box, point: Point): Point {
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  const [dx, dy] = [point.x - middle.x, point.y - middle.y];
  const shareX = dx === 0 ? Infinity : (box.right - box.left) / 2 / Math.abs(dx);
  const shareY = dy === 0 ? Infinity : (box.bottom - box.top) / 2 / Math.abs(dy);
  const share = Math.min(1, shareX, shareY);
  return { x: middle.x + dx * share, y: middle.y + dy * share };
}

/** The smallest box around points. */
export function boundingBox(points: readonly Point[]): Box {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, right, top, bottom };
}

/** A box with a margin on every side. */
export function expand({ left, right, top, bottom }: Box, x: number, y = x): Box {
  return { left: left - x, right: right + x, top: top - y, bottom: bottom + y };
}
