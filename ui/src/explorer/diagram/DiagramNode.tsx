// A node of a network: a link with the shape of its kind and its label. The centre is a box around its label.

import { formatAddress, type Address } from '../address';
import { useI18n } from '../i18n';
import { onPlainClick } from '../router';
import { LINE_HEIGHT, type PlacedNode } from './layout/placement';
import { shapePath } from './symbols/shapes';

interface Props {
  placed: PlacedNode;
  address: Address;
  /** The accessible name. */
  label: string;
  /** The number of a group. */
  count: number | undefined;
  /** Whether the organizations of a group are listed. */
  isExpanded: boolean;
  isTabStop: boolean;
  isDim: boolean;
  onOpen: (address: Address) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: () => void;
  onEnter: () => void;
  /** On blur too. */
  onLeave: () => void;
}

export function DiagramNode({ placed, address, label, count, isExpanded, isTabStop, isDim, onOpen, onKeyDown, onFocus, onEnter, onLeave }: Props) {
  const { node } = placed;
  const { language } = useI18n();
  const isCentre = node.hops === 0;
  return (
    <a
      data-id={node.id} class={`node ${isCentre ? 'centre' : ''} ${isDim ? 'dim' : ''}`}
      aria-label={label} tabindex={isTabStop ? 0 : -1}
      {...(count === undefined ? { href: formatAddress(address) } : { href: '#facts', role: 'button', 'aria-expanded': isExpanded })}
      aria-current={isCentre ? 'page' : undefined}
      onClick={(event) => onPlainClick(event, () => onOpen(address))} onKeyDown={onKeyDown}
      onFocus={onFocus} onBlur={onLeave} onMouseEnter={onEnter} onMouseLeave={onLeave}
    >
      <title>{label}</title>
      {isCentre ? <CentreShape placed={placed} /> : <Shape placed={placed} count={count} />}
      <Label placed={placed} />
      {count !== undefined && <text class="group-count" x={placed.x} y={placed.y + 4} font-size="12" text-anchor="middle">{` ${count.toLocaleString(language)}`}</text>}
    </a>
  );
}

function CentreShape({ placed: { box } }: { placed: PlacedNode }) {
  const height = box.bottom - box.top;
  return <rect class="centre-box" x={box.left} y={box.top} width={box.right - box.left} height={height} rx={Math.min(24, height / 2)} />;
}

function Shape({ placed: { node, x, y, radius }, count }: { placed: PlacedNode; count: number | undefined }) {
  const path = shapePath(count === undefined ? node.kindGroup : 'research', radius);
  return (
    <>
      <circle class="touch-target" cx={x} cy={y} r={Math.max(radius + 5, 13)} />
      {count !== undefined && <path class={`shape stack ${node.kindGroup}`} d={path} transform={`translate(${x + 3} ${y - 3})`} />}
      <path class={`shape ${node.kindGroup}`} d={path} transform={`translate(${x} ${y})`} />
    </>
  );
}

function Label({ placed }: { placed: PlacedNode }) {
  const { lines, size, node, side } = placed;
  const { x, y } = labelPosition(placed, lines.length * size * LINE_HEIGHT);
  const anchor = node.hops === 0 || side === 'north' || side === 'south' ? 'middle' : side === 'east' ? 'start' : 'end';
  return (
    <text class="label" font-size={size} text-anchor={anchor}>
      {lines.map((line, i) => <tspan key={i} x={x} y={y + size * (0.95 + i * LINE_HEIGHT)}>{i < lines.length - 1 ? `${line} ` : line}</tspan>)}
    </text>
  );
}

/** The anchor of the first line's top. */
function labelPosition({ node, x, y, radius, side }: PlacedNode, height: number): { x: number; y: number } {
  if (node.hops === 0) return { x, y: y - height / 2 };
  switch (side) {
    case 'east':
      return { x: x + radius + 5, y: y - height / 2 };
    case 'west':
      return { x: x - radius - 5, y: y - height / 2 };
    case 'north':
      return { x, y: y - radius - 4 - height };
    case 'south':
      return { x, y: y + radius + 4 };
  }
}
