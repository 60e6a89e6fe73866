// The network of an organization with its legend. It is laid out once for all years. Organizations that are alike are
// one node each, which opens: in the picture, or as a list below it if they are too many.

import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { OrganizationAddress } from '../address';
import { FittedDiagram } from '../diagram/FittedDiagram';
import { KindLegend } from '../diagram/KindLegend';
import { graphOfNetwork, type GraphNode, type NetworkData } from '../diagram/layout/graph';
import { canOpen, groupAlike, type GroupLabel } from '../diagram/layout/grouping';
import { NetworkDiagram } from '../diagram/NetworkDiagram';
import { directedRoleOf } from '../domain/affiliationRole';
import { isShown, type CertaintyInYear } from '../domain/certainty';
import { reachableLinks } from '../domain/reachable';
import { useI18n } from '../i18n';
import { directedRoleLabel, kindLabel } from '../i18n/format';
import { AffiliationTable } from './AffiliationTable';
import type { OrganizationData } from './useOrganizationData';

interface Props {
  network: NetworkData;
  data: OrganizationData;
  /** By the id of a link, whether it held in the year. Undefined: all of them are shown. */
  certainties: ReadonlyMap<string, CertaintyInYear> | undefined;
  address: OrganizationAddress;
  year: string;
}

export function OrganizationNetwork({ network, data, certainties, address, year }: Props) {
  const { t, labels } = useI18n();
  const { slug, steps, roles, includePossible, asOf } = address;
  const { organization, affiliations } = data;
  const allLinks = useMemo(() => graphOfNetwork(network, slug), [network, slug]);
  const { openGroups, listed, toggle, frame } = useGroups();
  const labelOf: GroupLabel = (groupRoles, kind) =>
    [groupRoles.map((role) => directedRoleLabel(labels, role)).join(', '), t.kindPlural(kindLabel(labels, kind))].filter(Boolean).join(': ');
  const graph = useMemo(() => groupAlike(allLinks, new Set(openGroups.map(({ id }) => id)), labelOf), [allLinks, openGroups, labels]);

  const visibleLinks = useMemo(() => {
    const shown = network.links.filter(({ id }) => !certainties || isShown(certainties.get(id) ?? null, includePossible));
    const reachable = reachableLinks(shown, slug, steps, (link) => !roles || roles.includes(directedRoleOf(slug, link)));
    return new Set(reachable.map(({ id }) => id));
  }, [network, slug, steps, roles, certainties, includePossible]);
  const ownLinks = allLinks.links.filter(({ id, from, to }) => visibleLinks.has(id) && (from === slug || to === slug));
  const visibleNodes = new Set(allLinks.links.filter(({ id }) => visibleLinks.has(id)).flatMap(({ from, to }) => [from, to]));

  const rolesBySlug = useMemo(() => {
    const shown = affiliations.filter(({ certainty }) => isShown(certainty, includePossible));
    return Map.groupBy(shown, ({ other }) => other.slug);
  }, [affiliations, includePossible]);
  const rolesOf = (id: string): string => (rolesBySlug.get(id) ?? []).map(({ directedRole }) => directedRoleLabel(labels, directedRole)).join(', ');
  const inList = listed?.members && affiliations.filter(({ other, affiliation }) => listed.members?.includes(other.slug) && visibleLinks.has(affiliation.id));

  return (
    <div ref={frame}>
      {graph.nodes.some(({ members }) => members?.some((id) => visibleNodes.has(id))) && <p class="diagram-note groups">{t.diagram.groups}{graph.omitted > 0 && ` ${t.diagram.smallGroups(graph.omitted)}`}</p>}
      {openGroups.length > 0 && (
        <p class="open-groups">
          {openGroups.map((group) => <button key={group.id} type="button" class="button" onClick={() => toggle(group)}>{t.diagram.groupAgain(group.label)}</button>)}
        </p>
      )}
      <figure class={data.isComplete ? 'network' : 'network waiting'}>
        <FittedDiagram graph={graph}>
          {(layout) => (
            <NetworkDiagram
              layout={layout} visibleLinks={visibleLinks} asOf={asOf} rolesOf={rolesOf} listedGroup={listed?.id}
              countOf={({ members = [] }) => members.filter((id) => visibleNodes.has(id)).length}
              onGroup={(group) => toggle(group, canOpen(graph, group))}
              label={t.diagram.label(organization?.name ?? '', Math.max(0, visibleNodes.size - 1), ownLinks.length, visibleLinks.size - ownLinks.length, year)}
            />
          )}
        </FittedDiagram>
        <figcaption class="legend">
          <KindLegend shows={(kindGroup) => graph.nodes.some((node) => node.kindGroup === kindGroup && node.hops > 0 && (node.members ?? [node.id]).some((id) => visibleNodes.has(id)))} />
          <span class="aside">{t.diagram.dotted}</span>
          {allLinks.nodes.length > visibleNodes.size && <span class="aside">{t.diagram.faint}</span>}
        </figcaption>
      </figure>
      {listed && inList && (
        <>
          <p class="open-groups"><button type="button" class="button" onClick={() => toggle(listed)}>{t.diagram.closeList(listed.label)}</button></p>
          <AffiliationTable key={listed.id} affiliations={inList} caption={`${listed.label}, ${t.asOf(year)}`} asOf={asOf} />
        </>
      )}
    </div>
  );
}

/** Which groups are open, in the picture or as a list. The focus follows: into a group that opens, and back to it when it closes. */
function useGroups() {
  const [openGroups, setOpenGroups] = useState<readonly GraphNode[]>([]);
  const [listed, setListed] = useState<GraphNode>();
  const frame = useRef<HTMLDivElement>(null);
  const nextFocus = useRef<string | undefined>(undefined);
  // Before the page is painted, so that no key goes to what is no longer there.
  useLayoutEffect(() => {
    const selector = nextFocus.current;
    nextFocus.current = undefined;
    if (selector) frame.current?.querySelector<HTMLElement>(selector)?.focus();
  });
  /** @param inPicture Whether a group that is closed opens in the picture. */
  const toggle = (group: GraphNode, inPicture = false): void => {
    const isOpen = openGroups.some(({ id }) => id === group.id);
    const nodeOf = (id: string): string => `a[data-id="${CSS.escape(id)}"]`;
    if (inPicture || isOpen) setOpenGroups(isOpen ? openGroups.filter(({ id }) => id !== group.id) : [...openGroups, group]);
    else setListed(listed?.id === group.id ? undefined : group);
    if (isOpen || listed?.id === group.id) nextFocus.current = nodeOf(group.id);
    else if (!inPicture) nextFocus.current = '.table-frame';
    // By mouse, nothing in the picture should be highlighted.
    else if (document.activeElement?.matches(':focus-visible')) nextFocus.current = nodeOf(group.members?.[0] ?? '');
  };
  return { openGroups, listed, toggle, frame };
}
