// The network of an organization with its legend. It is laid out once for all years.

import { useMemo } from 'preact/hooks';
import type { OrganizationAddress } from '../address';
import { FittedDiagram } from '../diagram/FittedDiagram';
import { KindLegend } from '../diagram/KindLegend';
import { graphOfNetwork } from '../diagram/layout/graph';
import { NetworkDiagram } from '../diagram/NetworkDiagram';
import { directedRoleOf } from '../domain/affiliationRole';
import { isShown } from '../domain/certainty';
import { reachableLinks } from '../domain/reachable';
import { useI18n } from '../i18n';
import { directedRoleLabel } from '../i18n/format';
import type { Network, OrganizationData } from './useOrganizationData';

interface Props {
  network: Network;
  data: OrganizationData;
  address: OrganizationAddress;
  year: string;
}

export function OrganizationNetwork({ network, data, address, year }: Props) {
  const { t, labels } = useI18n();
  const { slug, steps, roles, includePossible, asOf } = address;
  const { organization, links: certainties, affiliations, isNetworkOfYear } = data;
  const graph = useMemo(() => graphOfNetwork(network, slug), [network, slug]);

  const visibleLinks = useMemo(() => {
    const shown = isNetworkOfYear ? network.links : network.links.filter(({ id }) => isShown(certainties.get(id) ?? null, includePossible));
    const reachable = reachableLinks(shown, slug, steps, (link) => !roles || roles.includes(directedRoleOf(slug, link)));
    return new Set(reachable.map(({ id }) => id));
  }, [network, isNetworkOfYear, slug, steps, roles, certainties, includePossible]);
  const ownLinks = graph.links.filter(({ id, from, to }) => visibleLinks.has(id) && (from === slug || to === slug));
  const visibleNodes = new Set(graph.links.filter(({ id }) => visibleLinks.has(id)).flatMap(({ from, to }) => [from, to]));

  const rolesBySlug = useMemo(() => {
    const shown = affiliations.filter(({ certainty }) => isShown(certainty, includePossible));
    return Map.groupBy(shown, ({ other }) => other.slug);
  }, [affiliations, includePossible]);
  const rolesOf = (id: string): string => (rolesBySlug.get(id) ?? []).map(({ directedRole }) => directedRoleLabel(labels, directedRole)).join(', ');

  return (
    <figure class={data.isComplete ? 'network' : 'network waiting'}>
      <FittedDiagram graph={graph}>
        {(layout) => (
          <NetworkDiagram
            layout={layout} visibleLinks={visibleLinks} asOf={asOf} rolesOf={rolesOf}
            label={t.diagram.label(organization?.name ?? '', Math.max(0, visibleNodes.size - 1), ownLinks.length, visibleLinks.size - ownLinks.length, year)}
          />
        )}
      </FittedDiagram>
      <figcaption class="legend">
        <KindLegend shows={(kindGroup) => graph.nodes.some((node) => node.kindGroup === kindGroup && node.hops > 0 && visibleNodes.has(node.id))} />
        <span class="aside">{t.diagram.dotted}</span>
        {graph.nodes.length > visibleNodes.size && <span class="aside">{t.diagram.faint}</span>}
      </figcaption>
    </figure>
  );
}
