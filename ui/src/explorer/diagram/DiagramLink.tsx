// A link of a network: its line in the style of its role, and its arrowhead.

import type { LinkPath } from './layout/linkPath';
import { LINE_STYLES } from './symbols/lineStyles';

/** Undated lines are dots, which look heavier than a line of the same width. */
const MAX_DOT_WIDTH = { own: 2.4, other: 1.8 };

interface Props {
  path: LinkPath;
  /** Whether it is a link of the organization in the centre. */
  isOwn: boolean;
  class: string;
}

export function DiagramLink({ path, isOwn, class: className }: Props) {
  const { link, d, arrowhead } = path;
  const { width, dash, dots, arrow, double } = LINE_STYLES[link.role];
  const dotWidth = Math.min(width, isOwn ? MAX_DOT_WIDTH.own : MAX_DOT_WIDTH.other);
  return (
    <g class={`line ${isOwn ? 'own' : 'others'} ${className}`}>
      <path class={link.dated ? 'link' : 'link dotted'} d={d} stroke-width={link.dated ? width : dotWidth} stroke-dasharray={link.dated ? dash : dots} />
      {double && link.dated && <path class="link-gap" d={d} stroke-width={width - 2.6} />}
      {arrowhead && <path class={`head ${arrow}`} d={arrowhead} />}
    </g>
  );
}
