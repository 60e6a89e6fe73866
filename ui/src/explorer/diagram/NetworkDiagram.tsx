// The picture: SVG in which every node is a real link. One tab stop leads into it, arrows go to the nearest
// node in that direction, Enter opens; pointing at a node or standing on it lights what it is tied to.

import { useMemo, useRef, useState } from 'preact/hooks';
import { organizationAt, writeAddress } from '../address';
import { useSpeech } from '../i18n';
import { follow, useRouter } from '../router';
import { shapeOf } from '../domain/organizationKind';
import { LINES } from '../domain/affiliationRole';
import type { Standing } from '../domain/certainty';
import type { Layout, Placed } from './layout/layout';
import { neighbourIn, type Direction } from './keyboard';
import { useZoom } from './useZoom';

interface Props {
  layout: Layout;
  /** The label of the whole for those who do not see it. */
  label: string;
  /** How each link stands; those that are missing are faint. */
  standings: ReadonlyMap<string, Standing>;
  /** Whether what is not known is drawn too. */
  undated: boolean;
  /** Links left out by role. */
  hidden?: (linkId: string) => boolean;
  asOf?: string | undefined;
  /** A colour class for each link, by its id. */
  tone?: (linkId: string) => string;
  /** What a node is to the middle, in words. */
  tiesOf?: (id: string) => string;
  /** Opens a group, where nodes are groups. */
  onGroup?: (id: string) => void;
}

const DIRECTIONS: Record<string, Direction> = { ArrowLeft: 'west', ArrowRight: 'east', ArrowUp: 'north', ArrowDown: 'south' };

export function Picture({ layout, label, standings, undated, hidden, asOf, tone, tiesOf, onGroup }: Props) {
  const { t, w } = useSpeech();
  const { go } = useRouter();
  const svg = useRef<SVGSVGElement>(null);
  const [lit, light] = useState<string>();
  const middle = layout.nodes.find(({ node }) => node.hops === 0)?.node.id ?? '';
  const [standsOn, standOn] = useState(middle);
  const zoom = useZoom(svg, layout);

  const drawn = useMemo(() => {
    const lines = layout.lines.filter(({ link }) => {
      const standing = standings.get(link.id) ?? null;
      return (standing === 'CERTAIN' || (standing === 'POSSIBLE' && undated)) && !hidden?.(link.id);
    });
    const alive = new Set([middle, ...lines.flatMap(({ link }) => [link.from, link.to])]);
    // Ties of others among themselves lie below, the middle's own above.
    lines.sort((a, b) => Number(a.link.from === middle || a.link.to === middle) - Number(b.link.from === middle || b.link.to === middle));
    return { lines, alive };
  }, [layout, standings, undated, hidden, middle]);

  const near = useMemo(() => {
    if (!lit) return undefined;
    return new Set([lit, ...drawn.lines.filter(({ link }) => link.from === lit || link.to === lit).flatMap(({ link }) => [link.from, link.to])]);
  }, [lit, drawn]);

  const onKey = (event: KeyboardEvent, placed: Placed): void => {
    const direction = DIRECTIONS[event.key];
    if (!direction) return;
    event.preventDefault();
    const next = neighbourIn(direction, placed, layout.nodes.filter(({ node }) => drawn.alive.has(node.id)));
    if (!next) return;
    standOn(next.node.id);
    svg.current?.querySelector<SVGAElement>(`a[data-id="${CSS.escape(next.node.id)}"]`)?.focus();
  };
  const tabStop = drawn.alive.has(standsOn) ? standsOn : middle;

  return (
    <div class="picture-frame">
      <svg
        ref={svg} class={near ? 'picture lighting' : 'picture'} width={layout.width} height={layout.height} viewBox={zoom.viewBox}
        role="group" aria-label={label} {...zoom.handlers}
      >
        <g class="links" aria-hidden="true">
          {drawn.lines.map((line) => {
            const { link } = line;
            const { width, dash, dots, arrow, double } = LINES[link.role];
            const own = link.from === middle || link.to === middle;
            const dim = near && !(link.from === lit || link.to === lit);
            return (
              <g key={link.id} class={`line ${own ? 'own' : 'others'} ${dim ? 'dim' : ''} ${tone?.(link.id) ?? ''}`}>
                <path class={link.dated ? 'link' : 'link dotted'} d={line.path} stroke-width={link.dated ? width : Math.min(width, own ? 2.4 : 1.8)} stroke-dasharray={link.dated ? dash : dots} />
                {double && link.dated && <path class="link-gap" d={line.path} stroke-width={width - 2.6} />}
                {line.head && <path class={`head ${arrow}`} d={line.head} />}
              </g>
            );
          })}
        </g>
        {layout.nodes.filter(({ node }) => !drawn.alive.has(node.id)).map(({ node, x, y, radius }) => (
          <path key={node.id} class="ghost" aria-hidden="true" d={shapeOf(node.family, radius * 0.72)} transform={`translate(${x} ${y})`} />
        ))}
        {layout.nodes.filter(({ node }) => drawn.alive.has(node.id)).map((placed) => {
          const { node } = placed;
          const words = t.nodeLabel(named(node), w.families[node.family], tiesOf?.(node.id) ?? '');
          const address = organizationAt(node.id, { asOf });
          return (
            <a
              key={node.id} data-id={node.id} class={`node ${node.hops === 0 ? 'middle' : ''} ${near && !near.has(node.id) ? 'dim' : ''}`}
              href={node.count ? '#facts' : writeAddress(address)} aria-label={words} tabindex={node.id === tabStop ? 0 : -1}
              aria-current={node.hops === 0 ? 'page' : undefined}
              onClick={(event) => follow(event, () => (node.count ? onGroup?.(node.id) : go(address)))}
              onKeyDown={(event) => onKey(event, placed)}
              onFocus={() => { standOn(node.id); light(node.hops === 0 ? undefined : node.id); }} onBlur={() => light(undefined)}
              onMouseEnter={() => light(node.hops === 0 ? undefined : node.id)} onMouseLeave={() => light(undefined)}
            >
              <title>{words}</title>
              <NodeShape placed={placed} />
            </a>
          );
        })}
      </svg>
      <div class="zoom" role="group" aria-label={t.picture}>
        <button type="button" aria-label={t.zoomIn} title={t.zoomIn} onClick={zoom.closer}>+</button>
        <button type="button" aria-label={t.zoomOut} title={t.zoomOut} onClick={zoom.further} disabled={zoom.whole}>−</button>
        <button type="button" aria-label={t.zoomReset} title={t.zoomReset} onClick={zoom.reset} disabled={zoom.whole}>
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><path d="M1 4V1h3M8 1h3v3M11 8v3H8M4 11H1V8" /></svg>
        </button>
      </div>
    </div>
  );
}

/** What is written at a node and its name, where they differ: who speaks to the page says what is written. */
function named({ label, name, count }: Placed['node']): string {
  return label === name || count !== undefined ? name : `${label}, ${name}`;
}

function NodeShape({ placed }: { placed: Placed }) {
  const { node, x, y, radius, box, lines, size, side } = placed;
  const high = lines.length * size * 1.2;
  const middle = node.hops === 0;
  const at = labelPlace(placed, high);
  return (
    <>
      {middle
        ? <rect class="pill" x={box.left} y={box.top} width={box.right - box.left} height={box.bottom - box.top} rx={Math.min(24, (box.bottom - box.top) / 2)} />
        : <circle class="touch" cx={x} cy={y} r={Math.max(radius + 5, 13)} />}
      {!middle && <path class={`shape ${node.family}`} d={shapeOf(node.count === undefined ? node.family : 'research', radius)} transform={`translate(${x} ${y})`} />}
      {!middle && node.count !== undefined && <text class="group-count" x={x} y={y + 4} font-size="12" text-anchor="middle">{node.count}</text>}
      <text class="label" font-size={size} text-anchor={middle || side === 'north' || side === 'south' ? 'middle' : side === 'east' ? 'start' : 'end'}>
        {lines.map((line, i) => <tspan key={i} x={at.x} y={at.y + size * (0.95 + i * 1.2)}>{i < lines.length - 1 ? `${line} ` : line}</tspan>)}
      </text>
    </>
  );
}

function labelPlace({ node, x, y, radius, side }: Placed, high: number): { x: number; y: number } {
  if (node.hops === 0) return { x, y: y - high / 2 };
  switch (side) {
    case 'east':
      return { x: x + radius + 5, y: y - high / 2 };
    case 'west':
      return { x: x - radius - 5, y: y - high / 2 };
    case 'north':
      return { x, y: y - radius - 4 - high };
    case 'south':
      return { x, y: y + radius + 4 };
  }
}
