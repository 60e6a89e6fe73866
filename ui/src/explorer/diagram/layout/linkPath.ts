// The path of a link: a quadratic curve, with its arrowhead.

import { LINE_STYLES } from '../symbols/lineStyles';
import type { Point } from './geometry';
import type { GraphLink } from './graph';

export class LinkPath {
  constructor(
    readonly link: GraphLink,
    readonly from: Point,
    /** The control point of the curve. */
    readonly control: Point,
    readonly to: Point,
  ) {}

  /** The SVG path. */
  get d(): string {
    return `M${n(this.from.x)} ${n(this.from.y)}Q${n(this.control.x)} ${n(this.control.y)} ${n(this.to.x)} ${n(this.to.y)}`;
  }

  /** The SVG path of the arrowhead, if the role has one. */
  get arrowhead(): string | undefined {
    const { arrow, width } = LINE_STYLES[this.link.role];
    if (arrow === 'none') return undefined;
    const angle = Math.atan2(this.to.y - this.control.y, this.to.x - this.control.x);
    const length = 6 + width * 1.6;
    const corner = (turn: number): string =>
      `${n(this.to.x - length * Math.cos(angle + turn))} ${n(this.to.y - length * Math.sin(angle + turn))}`;
    return `M${corner(0.42)}L${n(this.to.x)} ${n(this.to.y)}L${corner(-0.42)}${arrow === 'solid' ? 'z' : ''}`;
  }

  moveDown(by: number): LinkPath {
    const move = ({ x, y }: Point): Point => ({ x, y: y + by });
    return new LinkPath(this.link, move(this.from), move(this.control), move(this.to));
  }

  /** Points along the curve, both ends included. */
  points(segments: number): Point[] {
    const { from, control, to } = this;
    const points: Point[] = [];
    for (let i = 0; i <= segments; i += 1) {
      const t = i / segments;
      const p = (1 - t) * (1 - t);
      const q = 2 * t * (1 - t);
      points.push({ x: p * from.x + q * control.x + t * t * to.x, y: p * from.y + q * control.y + t * t * to.y });
    }
    return points;
  }
}

/** One decimal: enough for a screen, and short in the document. */
function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
