// The page of an organization: its picture at a time, the facts behind it, and what else is known of it.

import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { organizationAt, type OrganizationView } from '../address';
import { Explore } from '../api/operations.generated';
import { Actions, reportLink, type Download } from '../components/Actions';
import { Crowd, groupOf } from '../organization/GroupedNetwork';
import { Disputes } from '../components/Discrepancies';
import { Dossier } from '../organization/OrganizationProfile';
import { Facts, Past } from '../organization/AffiliationList';
import { COLUMNS, FactTable, rowsOf } from '../organization/AffiliationTable';
import { KindMark } from '../diagram/symbols/Icons';
import { RoleChips } from '../organization/RoleFilter';
import { Loading, Problem } from '../components/RequestState';
import { StatusLine, WayOut } from '../organization/AffiliationCounts';
import { TimeBar } from '../organization/YearSlider';
import { useExplored } from '../organization/useOrganizationData';
import { useHead } from '../hooks/useDocumentHead';
import { kindWord, useSpeech } from '../i18n';
import { csvText, pngBlob, save, svgText } from '../diagram/exportImage';
import { NetworkPicture } from '../organization/OrganizationNetwork';
import { Link, useRouter } from '../router';
import { countsOf, isShown, spanOf } from '../domain/certainty';
import { useNarrow } from '../hooks/useMediaQuery';
import { NotFound } from './NotFound';

const TODAY = new Date().getFullYear();

export function OrganizationPage({ view }: { view: OrganizationView }) {
  const speech = useSpeech();
  const { t, w } = speech;
  const [shown, change] = useSettledView(view);
  const explored = useExplored(shown);
  const { organization, network, relations, asked } = explored;
  const frame = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  const [group, setGroup] = useState<string>();
  const mode = shown.view ?? (narrow ? 'table' : 'picture');
  // What is written of a year is about the one whose answer is there, not yet about the one that was just asked for.
  const year = explored.asOf ?? String(TODAY);
  useHead(organization ? [organization.name, shown.asOf && t.asOf(shown.asOf)].filter(Boolean).join(', ') : '', organization?.description);

  const chosen = useMemo(() => relations.filter(({ reading }) => !shown.roles || shown.roles.includes(reading)), [relations, shown.roles]);
  const counts = useMemo(() => countsOf(chosen), [chosen]);
  const span = useMemo(() => spanOf([
    ...relations.flatMap(({ fact }) => [fact.since, fact.until]),
    ...(organization?.timeline.nodes.map(({ date }) => date) ?? []),
    ...(organization?.people.edges.flatMap(({ position }) => [position.since, position.until]) ?? []),
    organization?.foundedOn, organization?.dissolvedOn,
  ], TODAY), [relations, organization]);
  const disputes = useMemo(() => [...new Set([
    ...relations.flatMap(({ fact }) => fact.discrepancies), ...(organization?.discrepancies ?? []),
    ...(organization?.figures.flatMap(({ discrepancies }) => discrepancies) ?? []), ...(organization?.timeline.nodes.flatMap(({ discrepancies }) => discrepancies) ?? []),
  ].map(({ id }) => id))], [relations, organization]);

  if (organization === null) return <NotFound wanted={view.slug} />;
  if (!organization) return asked.error ? <Problem asked={asked} alone /> : <Loading />;

  const inSight = chosen.filter(({ standing }) => isShown(standing, shown.undated));
  const title = `${organization.name}, ${t.asOf(year)}`;
  const picture = (): SVGSVGElement | null => frame.current?.querySelector('svg.picture') ?? null;
  const svg = (): string => {
    const element = picture();
    return element ? svgText(element, title, location.href) : '';
  };
  const name = `${organization.slug}_${year}`;
  const inReport = { organization: organization.name, hops: shown.steps === 2 ? '2' : undefined, asOf: shown.asOf, certainty: shown.undated ? 'POSSIBLE' : undefined };
  const downloads: Download[] = [
    ...(mode === 'picture' ? [
      { label: t.downloads.svg, run: () => save(`${name}.svg`, svg(), 'image/svg+xml') },
      { label: t.downloads.png, run: () => void pngBlob(svg()).then((blob) => save(`${name}.png`, blob)) },
    ] : []),
    { label: t.downloads.csv, run: () => save(`${name}.csv`, csvText(COLUMNS.map((column) => t.columns[column]), rowsOf(inSight, speech).map((row) => COLUMNS.map((column) => row[column]))), 'text/csv') },
    { label: t.downloads.xlsx, href: reportLink('network', 'xlsx', inReport) },
    { label: t.downloads.graphml, href: reportLink('network', 'graphml', inReport) },
    { label: t.downloads.json, run: () => save(`${name}.json`, JSON.stringify(asked.data, undefined, 2), 'application/json') },
  ];
  // One step that is cut off is a crowd; two steps are drawn as far as they go.
  const crowded = network?.truncated === true && (shown.steps === 1 || network.nodes.every(({ hops }) => hops < 2));
  const listed = crowded && group ? inSight.filter((relation) => groupOf(relation) === group) : inSight;

  return (
    <article class="organization" data-settled={explored.settled}>
      <Problem asked={asked} />
      <header class="heading">
        <p class="kind"><KindMark kinds={organization.kinds} />{organization.kinds.map((kind) => kindWord(w, kind)).join(', ')}{organization.foundedOn && ` · ${t.since(organization.foundedOn)}`}{organization.dissolvedOn && ` · ${t.until(organization.dissolvedOn)}`}</p>
        <h1 tabIndex={-1}>{organization.name}</h1>
        <Actions operation={Explore} variables={explored.variables} downloads={downloads} />
      </header>
      <div class={mode === 'table' ? 'columns wide' : 'columns'}>
        <div class="stage" ref={frame}>
          <TimeBar span={span} asOf={shown.asOf} today={TODAY} inForce={explored.settled ? counts.dated + counts.stated : undefined} onChange={(asOf) => change({ asOf })} />
          <div class="tools">
            <StatusLine counts={counts} year={year} undated={shown.undated} />
            <div class="flow">
              {(shown.undated || counts.open + counts.perhaps > 0) && (
                <label class="chip">
                  <input type="checkbox" checked={shown.undated} onChange={(event) => change({ undated: event.currentTarget.checked })} />
                  {t.undated(counts.open + counts.perhaps)}
                </label>
              )}
              <RoleChips relations={relations} roles={shown.roles} undated={shown.undated} onChange={(roles) => change({ roles })} />
              <Switches view={shown} mode={mode} change={change} />
            </div>
          </div>
          {explored.settled && inSight.length === 0 && relations.length > 0 && (
            <WayOut relations={chosen} counts={counts} year={year} change={change} />
          )}
          {mode === 'picture' && crowded && (
            <Crowd slug={organization.slug} name={organization.name} year={year} relations={inSight} chosen={group} onGroup={setGroup} />
          )}
          {mode === 'picture' && !crowded && network?.truncated && <p class="crowd-note">{t.cutOff(network.nodes.length)}</p>}
          {mode === 'picture' && !crowded && network && <NetworkPicture network={network} explored={explored} view={shown} year={year} />}
          {(mode === 'table' || (crowded && group)) && <FactTable key={group} relations={listed} caption={title} asOf={shown.asOf} />}
          {mode === 'table' && <Past relations={chosen} year={year} asOf={shown.asOf} />}
          <p class="further">
            <Link to={{ page: 'changes', slug: organization.slug, from: String(span.marks[0] ?? span.from), to: String(Math.min(span.to, TODAY)) }}>{t.compare}</Link>
            <Link to={{ page: 'path', from: organization.slug, to: '' }}>{t.connect}</Link>
          </p>
        </div>
        {mode === 'picture' && (
          <aside class="facts" id="facts" aria-label={t.facts}>
            <h2>{t.facts}</h2>
            <p class="lead">{t.factsLead(year)}</p>
            <Facts relations={chosen} undated={shown.undated} year={year} asOf={shown.asOf} />
            {relations.length === 0 && <p>{t.noFacts}</p>}
          </aside>
        )}
      </div>
      <Disputes ids={disputes} />
      <Dossier organization={organization} standings={explored.standings} />
    </article>
  );
}

function Switches({ view, mode, change }: { view: OrganizationView; mode: 'picture' | 'table'; change: (more: Partial<OrganizationView>) => void }) {
  const { t } = useSpeech();
  return (
    <div class="toggles">
      <div class="switch" role="group" aria-label={t.steps}>
        <button type="button" aria-pressed={view.steps === 1} onClick={() => change({ steps: 1 })}>{t.oneStep}</button>
        <button type="button" aria-pressed={view.steps === 2} onClick={() => change({ steps: 2 })}>{t.twoSteps}</button>
      </div>
      <div class="switch" role="group" aria-label={t.view}>
        <button type="button" aria-pressed={mode === 'picture'} onClick={() => change({ view: 'picture' })}>{t.picture}</button>
        <button type="button" aria-pressed={mode === 'table'} onClick={() => change({ view: 'table' })}>{t.table}</button>
      </div>
    </div>
  );
}

/** The view moves at once; the address follows when it has come to rest, so that a dragged year is one entry. */
function useSettledView(view: OrganizationView): [OrganizationView, (more: Partial<OrganizationView>) => void] {
  const { go } = useRouter();
  const [shown, show] = useState(view);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const key = JSON.stringify(view);
  useEffect(() => show(view), [key]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = useCallback((more: Partial<OrganizationView>): void => {
    show((now) => {
      const next = organizationAt(now.slug, { ...now, ...more });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => go(next, 'replace'), 200);
      return next;
    });
  }, [go]);
  return [shown, change];
}
