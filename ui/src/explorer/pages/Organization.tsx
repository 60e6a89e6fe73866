// The page of an organization: its network or table in a year, its facts with their sources, and its profile.

import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { organizationAddress, type OrganizationAddress } from '../address';
import { warningsOf } from '../api/client';
import { OrganizationPageDocument } from '../api/operations.generated';
import { Actions } from '../components/Actions';
import { Discrepancies } from '../components/Discrepancies';
import { ErrorMessage, Loading } from '../components/RequestState';
import { StageBadge } from '../components/StageBadge';
import { KindIcon } from '../diagram/symbols/Icons';
import { countByCertainty, isShown } from '../domain/certainty';
import { yearSpan } from '../domain/years';
import { useCanonicalAddress } from '../hooks/useCanonicalAddress';
import { useDocumentHead } from '../hooks/useDocumentHead';
import { useIsNarrow } from '../hooks/useMediaQuery';
import { useI18n } from '../i18n';
import { kindLabels } from '../i18n/format';
import { AffiliationCounts, EmptyYear } from '../organization/AffiliationCounts';
import { AffiliationList, OtherTimes } from '../organization/AffiliationList';
import { AffiliationTable } from '../organization/AffiliationTable';
import { organizationDownloads } from '../organization/downloads';
import { OrganizationNetwork } from '../organization/OrganizationNetwork';
import { OrganizationProfile } from '../organization/OrganizationProfile';
import { RoleFilter } from '../organization/RoleFilter';
import { isOfAffiliations, networkOfAffiliations, useOrganizationData, type Organization, type OrganizationAffiliation } from '../organization/useOrganizationData';
import { ViewSwitches, type ViewMode } from '../organization/ViewSwitches';
import { YearSlider } from '../organization/YearSlider';
import { Link, useRouter } from '../router';
import { NotFoundPage } from './NotFound';

const TODAY = new Date().getFullYear();

export function OrganizationPage({ address }: { address: OrganizationAddress }) {
  const i18n = useI18n();
  const { t, labels } = i18n;
  const [view, change] = useView(address);
  // Without a date in the address the page is about the current year, and says so.
  const data = useOrganizationData(view, view.asOf ?? String(TODAY));
  const { organization, network, affiliations, result } = data;
  useCanonicalAddress(address, organization?.slug);
  const stage = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow();
  const mode: ViewMode = view.view ?? (isNarrow ? 'table' : 'picture');
  // The year of the data, which may not yet be the one that was requested.
  const year = data.asOf;
  useDocumentHead(organization ? [organization.name, view.asOf && t.asOf(view.asOf)].filter(Boolean).join(', ') : '', organization?.description);

  const ofRoles = useMemo(() => affiliations.filter(({ directedRole }) => !view.roles || view.roles.includes(directedRole)), [affiliations, view.roles]);
  const counts = useMemo(() => countByCertainty(ofRoles), [ofRoles]);
  const span = useMemo(() => yearSpan(datesOf(organization, affiliations), TODAY), [organization, affiliations]);
  const drawn = useMemo(
    () => (organization && isOfAffiliations(data, view) ? networkOfAffiliations(organization, affiliations) : network),
    [organization, affiliations, network, view.steps],
  );
  const discrepancies = useMemo(() => discrepanciesOf(organization, affiliations), [organization, affiliations]);

  if (organization === null) return <NotFoundPage wanted={address.slug} warnings={warningsOf(result.data)} />;
  if (!organization || organization.slug !== address.slug) return result.error ? <ErrorMessage result={result} isHeading /> : <Loading />;

  const { slug, name, kinds, stage: reached, status, foundedOn, dissolvedOn } = organization;
  const shown = ofRoles.filter(({ certainty }) => isShown(certainty, view.includePossible));
  const possible = counts.possibleUndated + counts.possibleDated;
  const title = `${name}, ${t.asOf(year)}`;
  const picture = mode === 'picture' ? () => stage.current?.querySelector<SVGSVGElement>('svg.picture') ?? undefined : undefined;
  const isGrouped = isOfAffiliations(data, view);

  return (
    <article class="organization" data-complete={data.isComplete}>
      <ErrorMessage result={result} />
      <header class="heading">
        <p class="kind"><KindIcon kinds={kinds} />{[kindLabels(labels, kinds), foundedOn && t.since(foundedOn), dissolvedOn && t.until(dissolvedOn)].filter(Boolean).join(' · ')}</p>
        <h1 tabIndex={-1}>{name} <StageBadge stage={reached} /> {status && status !== 'ACTIVE' && <span class="badge">{labels.organizationStatuses[status]}</span>}</h1>
        <Actions
          operation={OrganizationPageDocument} variables={data.variables}
          downloads={organizationDownloads({ slug, address: view, year, title, network, isGrouped, picture }, i18n)}
        />
      </header>
      <div class={mode === 'table' ? 'columns wide' : 'columns'}>
        <div class="stage" ref={stage}>
          <YearSlider span={span} asOf={view.asOf} today={TODAY} count={data.isComplete ? counts.dated + counts.undated : undefined} onChange={(asOf) => change({ asOf })} />
          <div class="tools">
            <AffiliationCounts counts={counts} year={year} includePossible={view.includePossible} received={affiliations.length < data.total ? { count: affiliations.length, total: data.total } : undefined} />
            <div class="filters">
              {(view.includePossible || possible > 0) && (
                <label class="chip">
                  <input type="checkbox" checked={view.includePossible} onChange={(event) => change({ includePossible: event.currentTarget.checked })} />
                  {t.showPossible(possible)}
                </label>
              )}
              <RoleFilter affiliations={affiliations} roles={view.roles} includePossible={view.includePossible} onChange={(roles) => change({ roles })} />
              <ViewSwitches steps={view.steps} mode={mode} onChange={change} />
            </div>
          </div>
          {data.isComplete && shown.length === 0 && affiliations.length > 0 && <EmptyYear affiliations={ofRoles} counts={counts} year={year} onChange={change} />}
          {mode === 'picture' && drawn && network && (
            <>
              {network.truncated && !isGrouped && <p class="diagram-note">{t.diagram.truncated(network.nodes.length, network.totalCount)}</p>}
              <OrganizationNetwork
                key={`${slug} ${view.steps}`} network={drawn} data={data} address={view} year={year}
                certainties={isGrouped ? data.certainties : data.isNetworkOfYear ? undefined : data.links}
              />
            </>
          )}
          {mode === 'table' && (
            <>
              <AffiliationTable affiliations={shown} caption={title} asOf={view.asOf} />
              <OtherTimes affiliations={ofRoles} asOf={view.asOf} />
            </>
          )}
          <p class="further-links">
            <Link to={{ page: 'changes', slug, from: String(span.marks[0] ?? span.from), to: String(Math.min(span.to, TODAY)) }}>{t.compare}</Link>
            <Link to={{ page: 'path', from: slug, to: '' }}>{t.findPath}</Link>
          </p>
        </div>
        {mode === 'picture' && (
          <aside class="facts" id="facts" aria-label={t.facts.title}>
            <h2>{t.facts.title}</h2>
            <p class="lead">{t.facts.lead(year)}</p>
            <AffiliationList affiliations={ofRoles} includePossible={view.includePossible} asOf={view.asOf} />
            {affiliations.length === 0 && <p>{organization.plannedAffiliations.totalCount > 0 ? t.facts.onlyPlans : t.facts.none}</p>}
          </aside>
        )}
      </div>
      <Discrepancies ids={discrepancies} />
      <OrganizationProfile organization={organization} certainties={data.certainties} />
    </article>
  );
}

function datesOf(organization: Organization | null | undefined, affiliations: readonly OrganizationAffiliation[]): (string | null | undefined)[] {
  return [
    ...affiliations.flatMap(({ affiliation }) => [affiliation.since, affiliation.until]),
    ...(organization?.timeline.nodes.map(({ date }) => date) ?? []),
    ...(organization?.people.edges.flatMap(({ position }) => [position.since, position.until]) ?? []),
    organization?.foundedOn, organization?.dissolvedOn,
  ];
}

/** The ids of the discrepancies between facts of the page. */
function discrepanciesOf(organization: Organization | null | undefined, affiliations: readonly OrganizationAffiliation[]): string[] {
  const facts = [...affiliations.map(({ affiliation }) => affiliation), ...(organization ? [organization, ...organization.figures, ...organization.timeline.nodes] : [])];
  return [...new Set(facts.flatMap(({ discrepancies }) => discrepancies).map(({ id }) => id))];
}

/** How long the view must rest before it becomes the address, in ms. */
const ADDRESS_DELAY = 200;

/** The view and a function that changes it. The address follows once the view rests: dragging the year writes it once. */
function useView(address: OrganizationAddress): [OrganizationAddress, (change: Partial<OrganizationAddress>) => void] {
  const { navigate } = useRouter();
  const [view, setView] = useState(address);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const key = JSON.stringify(address);
  useEffect(() => setView(address), [key]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = useCallback((changed: Partial<OrganizationAddress>): void => {
    setView((now) => {
      const next = organizationAddress(now.slug, { ...now, ...changed });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => navigate(next, 'replace'), ADDRESS_DELAY);
      return next;
    });
  }, [navigate]);
  return [view, change];
}
