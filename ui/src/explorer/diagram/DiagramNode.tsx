// A node of a network: a link with the shape of its kind and its label. The centre is a box around its label.

import { formatAddress, type Address } from '../address';
import { onPlainClick } from '../router';
import { LINE_HEIGHT, type PlacedNode } from './layout/placement';
import { shapePath } from './symbols/shapes';

interface Props {
  placed: PlacedNode;
  address: Address;
  /** The accessible name. */
  label: string;
  isTabStop: boolean;
  isDim: boolean;
  onOpen: (address: Address) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: () => void;
  onEnter: () => void;
  /** On blur too. */
  onLeave: () => void;
}

export function DiagramNode({ placed, address, label, isTabStop, isDim, onOpen, onKeyDown, onFocus, onEnter, onLeave }: Props) {
  const { node } = placed;
  const isCentre = node.hops === 0;
  return (
    <a
      data-id={node.id} class={`node ${isCentre ? 'centre' : ''} ${isDim ? 'dim' : ''}`}
      href={node.count === undefined ? formatAddress(address) : '#facts'} aria-label={label} tabindex={isTabStop ? 0 : -1}
      aria-current={isCentre ? 'page' : undefined}
      onClick={(event) => onPlainClick(event, () => onOpen(address))} onKeyDown={onKeyDown}
      onFocus={onFocus} onBlur={onLeave} onMouseEnter={onEnter} onMouseLeave={onLeave}
    >
      <title>{label}</title>
      {isCentre ? <CentreShape placed={placed} /> : <Shape placed={placed} />}
      <Label placed={placed} />
    </a>
  );
}

function CentreShape({ placed: { box } }: { placed: PlacedNode }) {
  const height = box.bottom - box.top;
  return <rect class="centre-box" x={box.left} y={box.top} width={box.right - box.left} height={height} rx={Math.min(24, height / 2)} />;
}

function Shape({ placed: { node, x, y, radius } }: { placed: PlacedNode }) {
  return (
    <>
      <circle class="touch-target" cx={x} cy={y} r={Math.max(radius + 5, 13)} />
      <path class={`shape ${node.kindGroup}`} d={shapePath(node.count === undefined ? node.kindGroup : 'research', radius)} transform={`translate(${x} ${y})`} />
      {node.count !== undefined && <text class="group-count" x={x} y={y + 4} font-size="12" text-anchor="middle">{node.count}</text>}
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
