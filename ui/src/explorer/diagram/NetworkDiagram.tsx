// A network as SVG in which every node is a link. The diagram is one tab stop: arrow keys go to the nearest node
// in their direction, Enter opens it. Pointing at a node or focusing it highlights what it is connected to.

import { useMemo, useRef, useState } from 'preact/hooks';
import { organizationAddress } from '../address';
import { useI18n } from '../i18n';
import { useRouter } from '../router';
import { DiagramLink } from './DiagramLink';
import { DiagramNode } from './DiagramNode';
import { directionOf, nearestInDirection } from './keyboard';
import type { GraphNode } from './layout/graph';
import type { Layout, PlacedNode } from './layout/placement';
import { shapePath } from './symbols/shapes';
import { useZoom } from './useZoom';

interface Props {
  layout: Layout;
  /** The accessible name of the diagram. */
  label: string;
  /** Ids of the links that are drawn. Nodes without one of them are faint outlines. */
  visibleLinks: ReadonlySet<string>;
  /** The year or date that the pages of the nodes open with. */
  asOf?: string | undefined;
  /** A further class of a link. */
  linkClass?: (linkId: string) => string;
  /** The roles of a node, in words. */
  rolesOf?: (nodeId: string) => string;
  /** The organizations of a group that are shown. */
  countOf?: (group: GraphNode) => number;
  /** Opens a group. */
  onGroup?: (group: GraphNode) => void;
  /** The id of the group that is listed. */
  listedGroup?: string | undefined;
}

export function NetworkDiagram({ layout, label, visibleLinks, asOf, linkClass, rolesOf, countOf, onGroup, listedGroup }: Props) {
  const { t, labels } = useI18n();
  const { navigate } = useRouter();
  const svg = useRef<SVGSVGElement>(null);
  const [highlighted, setHighlighted] = useState<string>();
  const centre = layout.nodes.find(({ node }) => node.hops === 0)?.node.id ?? '';
  const [active, setActive] = useState(centre);
  const zoom = useZoom(svg, layout);

  const { links, visibleNodes } = useMemo(() => {
    const visible = layout.links.filter(({ link: { id, ids = [id] } }) => ids.some((one) => visibleLinks.has(one)));
    // Links of the centre are drawn last, above the others.
    const isOwn = ({ link }: Layout['links'][number]): number => Number(link.from === centre || link.to === centre);
    return { links: visible.sort((a, b) => isOwn(a) - isOwn(b)), visibleNodes: new Set([centre, ...visible.flatMap(({ link }) => [link.from, link.to])]) };
  }, [layout, visibleLinks, centre]);
  const shown = layout.nodes.filter(({ node }) => visibleNodes.has(node.id));
  const touchesHighlighted = ({ from, to }: { from: string; to: string }): boolean => from === highlighted || to === highlighted;
  const connected = highlighted === undefined ? undefined
    : new Set([highlighted, ...links.filter(({ link }) => touchesHighlighted(link)).flatMap(({ link }) => [link.from, link.to])]);

  const onKeyDown = (event: KeyboardEvent, from: PlacedNode): void => {
    if (event.key === ' ' && from.node.members) {
      event.preventDefault();
      onGroup?.(from.node);
      return;
    }
    const direction = directionOf(event.key);
    if (!direction) return;
    event.preventDefault();
    const next = nearestInDirection(direction, from, shown);
    if (!next) return;
    setActive(next.node.id);
    svg.current?.querySelector<SVGAElement>(`a[data-id="${CSS.escape(next.node.id)}"]`)?.focus();
  };
  const tabStop = visibleNodes.has(active) ? active : centre;

  return (
    <div class="picture-frame">
      <svg
        ref={svg} class={connected ? 'picture highlighting' : 'picture'} width={layout.width} height={layout.height} viewBox={zoom.viewBox}
        role="group" aria-label={label} {...zoom.handlers}
      >
        <g class="links" aria-hidden="true">
          {links.map((path) => (
            <DiagramLink
              key={path.link.id} path={path} isOwn={path.link.from === centre || path.link.to === centre}
              class={`${connected && !touchesHighlighted(path.link) ? 'dim' : ''} ${linkClass?.(path.link.id) ?? ''}`}
            />
          ))}
        </g>
        {layout.nodes.filter(({ node }) => !visibleNodes.has(node.id)).map(({ node, x, y, radius }) => (
          <path key={node.id} class="faint" aria-hidden="true" d={shapePath(node.kindGroup, Math.min(8, radius * 0.72))} transform={`translate(${x} ${y})`} />
        ))}
        {shown.map((placed) => {
          const { node } = placed;
          const count = node.members && (countOf?.(node) ?? node.members.length);
          const highlight = (): void => setHighlighted(node.hops === 0 ? undefined : node.id);
          return (
            <DiagramNode
              key={node.id} placed={placed} address={organizationAddress(node.id, { asOf })} isTabStop={node.id === tabStop}
              isDim={connected !== undefined && !connected.has(node.id)}
              count={count} isExpanded={node.id === listedGroup}
              label={count === undefined ? t.diagram.node(accessibleName(node), labels.kindGroups[node.kindGroup], rolesOf?.(node.id) ?? '') : t.diagram.group(node.label, count)}
              onOpen={(address) => (node.members ? onGroup?.(node) : navigate(address))}
              onKeyDown={(event) => onKeyDown(event, placed)}
              onFocus={() => { setActive(node.id); highlight(); }} onEnter={highlight} onLeave={() => setHighlighted(undefined)}
            />
          );
        })}
      </svg>
      <div class="zoom" role="group" aria-label={t.picture}>
        <button type="button" aria-label={t.diagram.zoomIn} title={t.diagram.zoomIn} onClick={zoom.zoomIn}>+</button>
        <button type="button" aria-label={t.diagram.zoomOut} title={t.diagram.zoomOut} onClick={zoom.zoomOut} disabled={zoom.isReset}>−</button>
        <button type="button" aria-label={t.diagram.zoomReset} title={t.diagram.zoomReset} onClick={zoom.reset} disabled={zoom.isReset}>
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><path d="M1 4V1h3M8 1h3v3M11 8v3H8M4 11H1V8" /></svg>
        </button>
      </div>
    </div>
  );
}

/** Starts with the label as it is written, for those who speak to the page, and adds the full name. */
function accessibleName({ label, name }: GraphNode): string {
  return label === name ? name : `${label}, ${name}`;
}
