// What changed around an organization between two dates: the affiliations that it gained, lost and kept, and those
// that no source dates precisely enough. The picture shows the first three; the last are too many.

import { useMemo, useState } from 'preact/hooks';
import { organizationAddress, type Address } from '../address';
import { ChangesPageDocument, type ChangeRowFragment, type ChangesPageQuery } from '../api/operations.generated';
import { useQuery } from '../api/useQuery';
import { Actions, reportHref } from '../components/Actions';
import { FactList } from '../components/FactList';
import { PeriodText } from '../components/PeriodText';
import { ErrorMessage, Loading } from '../components/RequestState';
import { CHANGES, ChangesDiagram, graphOfChanges, type Change } from '../diagram/ChangesDiagram';
import { KindIcon } from '../diagram/symbols/Icons';
import { directedRoleOf } from '../domain/affiliationRole';
import { orderByEvidence } from '../domain/evidence';
import { isDate } from '../domain/period';
import { saveCsv } from '../download';
import { useDocumentHead } from '../hooks/useDocumentHead';
import { useI18n } from '../i18n';
import { directedRoleLabel } from '../i18n/format';
import { Link, useRouter } from '../router';
import { NotFoundPage } from './NotFound';

type ChangesAddress = Extract<Address, { page: 'changes' }>;
type Changes = NonNullable<ChangesPageQuery['changes']>;

const DEFAULT_FROM = '2007';
/** Undetermined affiliations beyond this number are folded away. */
const MAX_UNDETERMINED = 12;

export function ChangesPage({ address }: { address: ChangesAddress }) {
  const { t } = useI18n();
  const { slug } = address;
  const [from, to] = [address.from || DEFAULT_FROM, address.to || String(new Date().getFullYear())];
  const variables = { slug, from, to };
  const result = useQuery(ChangesPageDocument, variables);
  const { organization, changes } = result.data ?? {};
  useDocumentHead(organization ? `${t.changes.title(organization.name)}, ${from}–${to}` : t.titles.changes);
  const graph = useMemo(() => (organization && changes ? graphOfChanges(organization, changes) : undefined), [organization, changes]);
  const saveTable = useSaveTable(slug, from, to);

  if (result.data && !organization) return <NotFoundPage wanted={slug} />;
  return (
    <article class="page changes">
      <ErrorMessage result={result} isHeading />
      {!result.data && !result.error && <Loading />}
      {organization && changes && (
        <>
          <header class="heading">
            <p class="kind"><KindIcon kinds={organization.kinds} /><Link to={organizationAddress(slug)}>{t.backTo(organization.name)}</Link></p>
            <h1 tabIndex={-1}>{t.changes.title(organization.name)}</h1>
            <Actions operation={ChangesPageDocument} variables={variables} downloads={[
              { label: t.actions.csv, save: () => saveTable(changes) },
              { label: t.actions.xlsx, href: reportHref('changes', 'xlsx', { organization: organization.name, from, to }) },
            ]} />
          </header>
          <DatesForm slug={slug} from={from} to={to} />
          <p class="status" role="status">{t.changes.summary(changes.joined.length, changes.left.length, changes.stayed.length, changes.undetermined.length)}</p>
          {graph && <ChangesDiagram graph={graph} label={`${t.changes.title(organization.name)}. ${t.changes.between(from, to)}`} />}
          <div class="change-lists">
            {CHANGES.map((change) => <ChangeList key={change} change={change} slug={slug} rows={changes[change]} asOf={change === 'left' ? from : to} />)}
          </div>
        </>
      )}
    </article>
  );
}

/** Returns a function that saves the changes as CSV. */
function useSaveTable(slug: string, from: string, to: string): (changes: Changes) => void {
  const { t, labels } = useI18n();
  const { change, role, organization, since, until, source, locator } = t.columns;
  return (changes) => {
    const rows = CHANGES.flatMap((one) => changes[one].map(({ organization: other, affiliation }) => [
      t.changes[one].title, directedRoleLabel(labels, directedRoleOf(slug, affiliation)), other.name, affiliation.since ?? '', affiliation.until ?? '',
      affiliation.citations[0]?.source.title ?? '', affiliation.citations[0]?.locator ?? '',
    ]));
    saveCsv(`${slug}_${from}_${to}.csv`, [change, role, organization, since, until, source, locator], rows);
  };
}

function DatesForm({ slug, from, to }: { slug: string; from: string; to: string }) {
  const { t } = useI18n();
  const { navigate } = useRouter();
  const [dates, setDates] = useState({ from, to });
  const field = (name: 'from' | 'to') => (
    <label>
      <span>{t.changes[name]}</span>
      <input type="text" inputmode="numeric" size={10} maxlength={10} value={dates[name]} onInput={(event) => setDates({ ...dates, [name]: event.currentTarget.value.trim() })} />
    </label>
  );
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isDate(dates.from) && isDate(dates.to)) navigate({ page: 'changes', slug, ...dates }, 'replace');
  };
  return (
    <form class="dates" onSubmit={onSubmit}>
      {field('from')}{field('to')}
      <button type="submit" class="button">{t.changes.compare}</button>
    </form>
  );
}

function ChangeList({ change, slug, rows, asOf }: { change: Change; slug: string; rows: readonly ChangeRowFragment[]; asOf: string }) {
  const { t, labels } = useI18n();
  const { title, text } = t.changes[change];
  const list = (
    <FactList
      items={orderByEvidence(rows, ({ affiliation }) => affiliation)} keyOf={({ affiliation }) => affiliation.id} evidenceOf={({ affiliation }) => affiliation}
      row={({ organization, affiliation }) => (
        <>
          <KindIcon kinds={organization.kinds} />
          <Link to={organizationAddress(organization.slug, { asOf })}>{organization.name}</Link>
          <span class="role">{directedRoleLabel(labels, directedRoleOf(slug, affiliation))}</span>
          <PeriodText of={affiliation} />
        </>
      )}
    />
  );
  const isFolded = change === 'undetermined' && rows.length > MAX_UNDETERMINED;
  return (
    <section class={`change ${change}`}>
      <h2>{title} <span class="count">{rows.length}</span></h2>
      <p class="lead">{text}</p>
      {rows.length === 0 && <p>{t.changes.none}</p>}
      {isFolded ? <details><summary>{t.facts.showAll(rows.length)}</summary>{list}</details> : list}
    </section>
  );
}
