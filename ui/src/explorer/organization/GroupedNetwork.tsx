// A network too large to draw: its affiliations grouped by role and kind. Each group is a node with its number,
// which opens as a list.

import { useMemo } from 'preact/hooks';
import { FittedDiagram } from '../diagram/FittedDiagram';
import { byId, type Graph, type GraphNode } from '../diagram/layout/graph';
import { NetworkDiagram } from '../diagram/NetworkDiagram';
import { directedRoleRank, roleOf, type DirectedRole } from '../domain/affiliationRole';
import { kindGroupOf } from '../domain/organizationKind';
import { isDated } from '../domain/period';
import { useI18n } from '../i18n';
import { directedRoleLabel, kindLabel } from '../i18n/format';
import type { OrganizationAffiliation } from './useOrganizationData';

interface AffiliationGroup {
  id: string;
  directedRole: DirectedRole;
  /** The main kind of the organizations. */
  kind: string;
  count: number;
  /** Whether one of the affiliations is dated. */
  dated: boolean;
}

/** Groups that are drawn at most; smaller ones are in the table only, and a note says so. */
const MAX_GROUPS = 120;

/** The id of the group of an affiliation. */
export function groupIdOf({ directedRole, other }: OrganizationAffiliation): string {
  return `${directedRole}:${other.kinds[0] ?? ''}`;
}

interface Props {
  slug: string;
  name: string;
  year: string;
  /** The affiliations that are shown. */
  affiliations: readonly OrganizationAffiliation[];
  /** The id of the open group. */
  openGroup: string | undefined;
  onGroup: (id: string | undefined) => void;
}

export function GroupedNetwork({ slug, name, year, affiliations, openGroup, onGroup }: Props) {
  const { t, labels } = useI18n();
  const allGroups = useMemo(() => groupAffiliations(affiliations), [affiliations]);
  const groups = useMemo(() => allGroups.slice(0, MAX_GROUPS), [allGroups]);
  const labelOf = ({ directedRole, kind }: AffiliationGroup): string => `${directedRoleLabel(labels, directedRole)}: ${kindLabel(labels, kind)}`;
  const graph = useMemo(() => graphOfGroups(groups, slug, name, labelOf), [groups, slug, name, labels]);
  const allLinks = useMemo(() => new Set(graph.links.map(({ id }) => id)), [graph]);
  const organizations = new Set(affiliations.map(({ other }) => other.slug)).size;
  const group = groups.find(({ id }) => id === openGroup);
  return (
    <>
      <p class="diagram-note">{t.diagram.tooMany(organizations)}{allGroups.length > groups.length && ` ${t.diagram.smallGroups(allGroups.length - groups.length)}`}</p>
      <figure class="network">
        <FittedDiagram graph={graph}>
          {(layout) => (
            <NetworkDiagram layout={layout} visibleLinks={allLinks} label={t.diagram.label(name, organizations, affiliations.length, 0, year)} onGroup={onGroup} />
          )}
        </FittedDiagram>
      </figure>
      {group && <p class="open-group"><button type="button" class="button" onClick={() => onGroup(undefined)}>{labelOf(group)} ({group.count}) ×</button></p>}
    </>
  );
}

/** The largest groups first. */
function groupAffiliations(affiliations: readonly OrganizationAffiliation[]): AffiliationGroup[] {
  return [...Map.groupBy(affiliations, groupIdOf)]
    .map(([id, members]): AffiliationGroup => ({
      id,
      directedRole: (members[0] as OrganizationAffiliation).directedRole,
      kind: members[0]?.other.kinds[0] ?? '',
      count: members.length,
      dated: members.some(({ affiliation }) => isDated(affiliation)),
    }))
    .sort((a, b) => b.count - a.count || byId(a, b));
}

function graphOfGroups(groups: readonly AffiliationGroup[], slug: string, name: string, labelOf: (group: AffiliationGroup) => string): Graph {
  const centre: GraphNode = { id: slug, name, label: name, kindGroup: 'group', hops: 0, degree: groups.length, sector: 0, dated: true };
  const nodes = [...groups].sort(byId).map((group): GraphNode => ({
    id: group.id, name: `${labelOf(group)}, ${group.count}`, label: labelOf(group), kindGroup: kindGroupOf([group.kind]), hops: 1, degree: 1,
    sector: directedRoleRank(group.directedRole), count: group.count, dated: true,
  }));
  const links = groups.map(({ id, directedRole, dated }) => {
    const [from, to] = directedRole.endsWith('.out') ? [slug, id] : [id, slug];
    return { id: `link ${id}`, from, to, role: roleOf(directedRole), dated };
  });
  return { nodes: [centre, ...nodes], links };
}
