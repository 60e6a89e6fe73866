// What changed around an organization between two dates: who joined, left and stayed, and what no document
// dates well enough to say. The picture shows the first three; the last are too many to be one.

import { useMemo, useState } from 'preact/hooks';
import { isDate, organizationAt, type Address } from '../address';
import { Compare, type ChangeRowFragment } from '../api/operations.generated';
import { useAnswer } from '../api/useQuery';
import { Actions, reportLink } from '../components/Actions';
import { KindMark } from '../diagram/symbols/Icons';
import { Sourced } from '../components/FactList';
import { Loading, Problem } from '../components/RequestState';
import { useHead } from '../hooks/useDocumentHead';
import { readingWord, useSpeech } from '../i18n';
import { familyOf } from '../domain/organizationKind';
import { csvText, save } from '../diagram/exportImage';
import { compare as bySlug, type Graph } from '../diagram/layout/graph';
import { shortName } from '../diagram/layout/nodeLabels';
import { FittedPicture, KindLegend } from '../organization/OrganizationNetwork';
import { Picture } from '../diagram/NetworkDiagram';
import { Link, useRouter } from '../router';
import { readingOf } from '../domain/affiliationRole';
import { gathered } from '../domain/evidence';
import { isDated, periodText, type Standing } from '../domain/certainty';
import { NotFound } from './NotFound';

const PARTS = ['joined', 'left', 'stayed', 'undetermined'] as const;
type Part = (typeof PARTS)[number];
/** More neighbours than this are listed only. */
const MOST_DRAWN = 80;

export function ChangesPage({ address }: { address: Extract<Address, { page: 'changes' }> }) {
  const { t, w } = useSpeech();
  const { slug } = address;
  const [from, to] = [address.from || '2007', address.to || String(new Date().getFullYear())];
  const variables = { slug, from, to };
  const asked = useAnswer(Compare, variables);
  const { organization, changes } = asked.data ?? {};
  useHead(organization ? `${t.changes.title(organization.name)}, ${from}–${to}` : t.titles.changes);
  const graph = useMemo(() => organization && changes && graphOfChanges(slug, organization, changes), [organization, changes, slug]);

  if (asked.data && !organization) return <NotFound wanted={slug} />;
  const rows = PARTS.flatMap((part) => (changes?.[part] ?? []).map(({ organization: other, affiliation }) => [
    t.changes[part], readingWord(w, readingOf(slug, affiliation)), other.name, affiliation.since ?? '', affiliation.until ?? '',
    affiliation.citations[0]?.source.title ?? '', affiliation.citations[0]?.locator ?? '',
  ]));
  const { columns } = t;
  const header = [t.titles.changes, columns.role, columns.organization, columns.since, columns.until, columns.source, columns.place];
  return (
    <article class="page changes">
      <Problem asked={asked} alone />
      {!asked.data && !asked.error && <Loading />}
      {organization && changes && (
        <>
          <header class="heading">
            <p class="kind"><KindMark kinds={organization.kinds} /><Link to={organizationAt(slug)}>{t.backTo(organization.name)}</Link></p>
            <h1 tabIndex={-1}>{t.changes.title(organization.name)}</h1>
            <Actions operation={Compare} variables={variables} downloads={[
              { label: t.downloads.csv, run: () => save(`${slug}_${from}_${to}.csv`, csvText(header, rows), 'text/csv') },
              { label: t.downloads.xlsx, href: reportLink('changes', 'xlsx', { organization: organization.name, from, to }) },
            ]} />
          </header>
          <Dates slug={slug} from={from} to={to} />
          <p class="status" role="status">{t.changes.summary(changes.joined.length, changes.left.length, changes.stayed.length, changes.undetermined.length)}</p>
          {graph && <ChangesPicture graph={graph} label={`${t.changes.title(organization.name)}. ${t.changes.between(from, to)}`} />}
          <div class="change-lists">
            {PARTS.map((part) => <ChangeList key={part} part={part} slug={slug} rows={changes[part]} asOf={part === 'left' ? from : to} />)}
          </div>
        </>
      )}
    </article>
  );
}

function Dates({ slug, from, to }: { slug: string; from: string; to: string }) {
  const { t } = useSpeech();
  const { go } = useRouter();
  const [dates, setDates] = useState({ from, to });
  const field = (name: 'from' | 'to') => (
    <label>
      <span>{t.changes[name]}</span>
      <input type="text" inputmode="numeric" size={10} maxlength={10} value={dates[name]} onInput={(event) => setDates({ ...dates, [name]: event.currentTarget.value.trim() })} />
    </label>
  );
  return (
    <form class="dates" onSubmit={(event) => { event.preventDefault(); if (isDate(dates.from) && isDate(dates.to)) go({ page: 'changes', slug, ...dates }, 'replace'); }}>
      {field('from')}{field('to')}
      <button type="submit" class="button">{t.changes.show}</button>
    </form>
  );
}

function ChangeList({ part, slug, rows, asOf }: { part: Part; slug: string; rows: readonly ChangeRowFragment[]; asOf: string }) {
  const { t, w } = useSpeech();
  const list = (
    <Sourced
      items={gathered(rows, ({ affiliation }) => affiliation)} keyOf={({ affiliation }) => affiliation.id} evidenceOf={({ affiliation }) => affiliation}
      row={({ organization, affiliation }) => (
        <>
          <KindMark kinds={organization.kinds} />
          <Link to={organizationAt(organization.slug, { asOf })}>{organization.name}</Link>
          <span class="role">{readingWord(w, readingOf(slug, affiliation))}</span>
          <span class={isDated(affiliation) ? 'when' : 'when undated'}>{periodText(affiliation, t)}</span>
        </>
      )}
    />
  );
  return (
    <section class={`change ${part}`}>
      <h2>{t.changes[part]} <span class="count">{rows.length}</span></h2>
      <p class="lead">{t.changes[`${part}Text`]}</p>
      {rows.length === 0 ? <p>{t.changes.none}</p> : part === 'undetermined' && rows.length > 12 ? <details><summary>{t.showAll(rows.length)}</summary>{list}</details> : list}
    </section>
  );
}

interface Drawn {
  graph: Graph;
  parts: ReadonlyMap<string, Part>;
  standings: ReadonlyMap<string, Standing>;
}

function ChangesPicture({ graph: { graph, parts, standings }, label }: { graph: Drawn; label: string }) {
  const { t } = useSpeech();
  return (
    <figure class="network">
      <FittedPicture graph={graph}>
        {(layout) => <Picture layout={layout} standings={standings} undated label={label} tone={(id) => parts.get(id) ?? ''} />}
      </FittedPicture>
      <figcaption class="legend">
        {PARTS.filter((part) => [...parts.values()].includes(part)).map((part) => (
          <span key={part}><svg class="mark" width="34" height="10" viewBox="0 0 34 10" aria-hidden="true"><g class={`line ${part}`}><path class="link" d="M2 5H32" stroke-width="3" /></g></svg>{t.changes[part]}</span>
        ))}
        <KindLegend shown={(family) => graph.nodes.some((node) => node.hops > 0 && node.family === family)} />
      </figcaption>
    </figure>
  );
}

function graphOfChanges(slug: string, middle: { name: string; kinds: ChangeRowFragment['organization']['kinds'] }, changes: Record<Part, ChangeRowFragment[]>): Drawn | undefined {
  const parts = new Map<string, Part>();
  const nodes = new Map<string, Graph['nodes'][number]>();
  const links: Graph['links'] = [];
  const drawn = PARTS.filter((part) => part !== 'undetermined');
  for (const [sector, part] of drawn.entries()) {
    for (const { organization: { slug: id, name, kinds, names }, affiliation } of changes[part]) {
      parts.set(affiliation.id, part);
      const degree = (nodes.get(id)?.degree ?? 0) + 1;
      nodes.set(id, nodes.get(id) ?? { id, name, label: shortName(name, names), family: familyOf(kinds), hops: 1, degree, sector, dated: true });
      links.push({ id: affiliation.id, from: affiliation.subject.slug, to: affiliation.object.slug, role: affiliation.role, dated: affiliation.since !== null || affiliation.until !== null });
    }
  }
  if (nodes.size === 0 || nodes.size > MOST_DRAWN) return undefined;
  const centre = { id: slug, name: middle.name, label: middle.name, family: familyOf(middle.kinds), hops: 0, degree: nodes.size, sector: 0, dated: true };
  const all = [centre, ...nodes.values()].sort((a, b) => bySlug(a.id, b.id));
  return { graph: { nodes: all, links: links.sort((a, b) => bySlug(a.id, b.id)) }, parts, standings: new Map(links.map(({ id }) => [id, 'CERTAIN'])) };
}
