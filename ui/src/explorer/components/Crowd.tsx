// Too many to draw one by one: a disc for each role and kind, with its number, and the list of one on demand.

import { useMemo, useState } from 'preact/hooks';
import type { OrganizationView } from '../address';
import { Crowd as CrowdOperation, MoreAffiliations, type CrowdQuery, type OrganizationKind } from '../api/operations.generated';
import { ask } from '../api/client';
import { useAnswer } from '../api/useAnswer';
import type { AffiliationEdge, Organization, Relation } from '../explore';
import { readingWord, useSpeech } from '../i18n';
import { familyOf } from '../kinds';
import { readingOf, READINGS, rankOf, roleOf, type Reading } from '../roles';
import type { Standing } from '../time';
import type { Graph } from '../picture/graph';
import { FittedPicture } from '../picture/NetworkPicture';
import { Picture } from '../picture/Picture';
import { isShown } from '../time';
import { FactTable } from './FactTable';
import { StatusLine } from './StatusLine';

interface Props {
  view: OrganizationView;
  organization: Organization;
  year: string;
  table: boolean;
}

interface Group {
  id: string;
  reading: Reading;
  kind: OrganizationKind;
  count: number;
}

/** Groups that are drawn; smaller ones are in the table. */
const MOST_GROUPS = 40;

export function Crowd({ view, organization, year, table }: Props) {
  const { t, w } = useSpeech();
  const certainty = view.undated ? 'POSSIBLE' : 'CERTAIN';
  const answer = useAnswer(CrowdOperation, { slug: view.slug, asOf: view.asOf, certainty });
  const [chosen, choose] = useState<string>();
  const groups = useMemo(() => (answer.data ? groupsOf(answer.data).filter(({ reading }) => !view.roles || view.roles.includes(reading)) : []), [answer.data, view.roles]);
  const graph = useMemo(() => graphOfGroups(groups, view.slug, organization.name, (group) =>
    `${w.kinds[group.kind]}: ${readingWord(w, group.reading)}`), [groups, view.slug, organization.name, w]);
  const standings = useMemo(() => new Map<string, Standing>(graph.links.map(({ id }) => [id, 'CERTAIN'])), [graph]);
  const sure = answer.data?.organization;
  const counts = sure && {
    dated: sure.certainDated.totalCount,
    stated: sure.certain.totalCount - sure.certainDated.totalCount,
    perhaps: sure.possibleDated.totalCount - sure.certainDated.totalCount,
    open: sure.possible.totalCount - sure.certain.totalCount - (sure.possibleDated.totalCount - sure.certainDated.totalCount),
  };
  const group = groups.find(({ id }) => id === chosen);
  return (
    <>
      <p class="crowd-note">{t.tooMany(organization.affiliations.totalCount)} {t.grouped}</p>
      {!table && graph.nodes.length > 1 && (
        <figure class="network">
          <FittedPicture graph={graph}>
            {(layout) => (
              <Picture
                layout={layout} standings={standings} undated label={t.pictureLabel(organization.name, groups.length, groups.length, year)}
                tiesOf={() => ''} onGroup={choose}
              />
            )}
          </FittedPicture>
        </figure>
      )}
      {counts && <StatusLine counts={counts} year={year} undated={view.undated} />}
      <CrowdList
        key={`${view.slug} ${view.asOf ?? ''}`} view={view} organization={organization}
        wanted={({ reading, other }) => !group || (reading === group.reading && other.kinds.includes(group.kind))}
        caption={group ? `${readingWord(w, group.reading)}: ${w.kinds[group.kind]} (${group.count})` : `${organization.name}, ${t.asOf(year)}`}
      />
    </>
  );
}

function groupsOf(answer: CrowdQuery): Group[] {
  const counted = answer as unknown as Record<string, { totalCount: number; facets: { kinds: { value: string; count: number }[] } }>;
  return READINGS.flatMap((reading) => (counted[reading.replace('.', '_')]?.facets.kinds ?? []).map(({ value, count }): Group => ({
    id: `${reading}:${value}`, reading, kind: value as OrganizationKind, count,
  }))).sort((a, b) => b.count - a.count).slice(0, MOST_GROUPS);
}

function graphOfGroups(groups: readonly Group[], slug: string, name: string, label: (group: Group) => string): Graph {
  const middle = { id: slug, name, label: name, family: 'group' as const, hops: 0, degree: groups.length, sector: 0, dated: true };
  const nodes = [...groups].sort((a, b) => (a.id < b.id ? -1 : 1)).map((group) => ({
    id: group.id, name: label(group), label: label(group), family: familyOf([group.kind]), hops: 1, degree: 1, sector: rankOf(group.reading), count: group.count, dated: true,
  }));
  const links = groups.map(({ id, reading }) => ({
    id: `link ${id}`, from: reading.endsWith('.out') ? slug : id, to: reading.endsWith('.out') ? id : slug, role: roleOf(reading), dated: true,
  }));
  return { nodes: [middle, ...nodes], links };
}

/** The relations page by page: the first are there, the others come when asked for. */
function CrowdList({ view, organization, wanted, caption }: { view: OrganizationView; organization: Organization; wanted: (relation: Relation) => boolean; caption: string }) {
  const { t } = useSpeech();
  const [more, setMore] = useState<AffiliationEdge[]>([]);
  const [page, setPage] = useState(organization.affiliations.pageInfo);
  const edges = [...organization.affiliations.edges, ...more];
  const relations = edges.map((edge): Relation => ({ reading: readingOf(view.slug, edge.node), standing: edge.certainty, other: edge.other, fact: edge.node }))
    .filter((relation) => isShown(relation.standing, view.undated) && wanted(relation));
  const left = organization.affiliations.totalCount - edges.length;
  const next = async (): Promise<void> => {
    if (!page.endCursor) return;
    const answer = await ask(MoreAffiliations, { slug: view.slug, asOf: view.asOf, after: page.endCursor });
    const list = answer.organization?.affiliations;
    if (!list) return;
    setMore([...more, ...list.edges]);
    setPage(list.pageInfo);
  };
  return (
    <>
      <FactTable relations={relations} caption={caption} asOf={view.asOf} />
      {page.hasNextPage && left > 0 && <p><button type="button" class="button" onClick={next}>{t.more1(Math.min(100, left))}</button></p>}
    </>
  );
}
