// The affiliations that an organization gained, lost and kept, each in its colour.

import type { ChangeRowFragment } from '../api/operations.generated';
import { kindGroupOf } from '../domain/organizationKind';
import { isDated } from '../domain/period';
import { useI18n } from '../i18n';
import { FittedDiagram } from './FittedDiagram';
import { KindLegend } from './KindLegend';
import { byId, type Graph, type GraphLink, type GraphNode } from './layout/graph';
import { shortName } from './layout/nodeLabels';
import { NetworkDiagram } from './NetworkDiagram';

export const CHANGES = ['joined', 'left', 'stayed', 'undetermined'] as const;
export type Change = (typeof CHANGES)[number];

/** Changes that are drawn, each in a sector of its own. */
const DRAWN: readonly Change[] = ['joined', 'left', 'stayed'];
/** With more neighbours than this there is no picture. */
const MAX_NODES = 80;

export interface ChangesGraph extends Graph {
  /** By the id of a link. */
  changes: ReadonlyMap<string, Change>;
}

export function ChangesDiagram({ graph, label }: { graph: ChangesGraph; label: string }) {
  const { t } = useI18n();
  const allLinks = new Set(graph.changes.keys());
  return (
    <figure class="network">
      <FittedDiagram graph={graph}>
        {(layout) => <NetworkDiagram layout={layout} visibleLinks={allLinks} label={label} linkClass={(id) => graph.changes.get(id) ?? ''} />}
      </FittedDiagram>
      <figcaption class="legend">
        {DRAWN.filter((change) => [...graph.changes.values()].includes(change)).map((change) => (
          <span key={change}>
            <svg class="icon" width="34" height="10" viewBox="0 0 34 10" aria-hidden="true"><g class={`line ${change}`}><path class="link" d="M2 5H32" stroke-width="3" /></g></svg>
            {t.changes[change].title}
          </span>
        ))}
        <KindLegend shows={(kindGroup) => graph.nodes.some((node) => node.hops > 0 && node.kindGroup === kindGroup)} />
      </figcaption>
    </figure>
  );
}

/** The graph of the changes; undefined if nothing changed or there is too much to draw. */
export function graphOfChanges(organization: ChangeRowFragment['organization'], rows: Record<Change, readonly ChangeRowFragment[]>): ChangesGraph | undefined {
  const changes = new Map<string, Change>();
  const neighbours = new Map<string, GraphNode>();
  const links: GraphLink[] = [];
  for (const [sector, change] of DRAWN.entries()) {
    for (const { organization: { slug: id, name, kinds, names }, affiliation } of rows[change]) {
      changes.set(affiliation.id, change);
      const node = neighbours.get(id) ?? { id, name, label: shortName(name, names), kind: kinds[0] ?? '', kindGroup: kindGroupOf(kinds), hops: 1, degree: 0, sector, dated: true };
      neighbours.set(id, node);
      links.push({ id: affiliation.id, from: affiliation.subject.slug, to: affiliation.object.slug, role: affiliation.role, dated: isDated(affiliation) });
    }
  }
  if (neighbours.size === 0 || neighbours.size > MAX_NODES) return undefined;
  for (const node of neighbours.values()) node.degree = links.filter(({ from, to }) => from === node.id || to === node.id).length;
  const { slug, name, kinds } = organization;
  const centre: GraphNode = { id: slug, name, label: name, kind: kinds[0] ?? '', kindGroup: kindGroupOf(kinds), hops: 0, degree: neighbours.size, sector: 0, dated: true };
  return { nodes: [centre, ...neighbours.values()].sort(byId), links: links.sort(byId), changes };
}
