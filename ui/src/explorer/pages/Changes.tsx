// What changed around an organization between two dates: the affiliations that it gained, lost and kept, and those
// that no source dates precisely enough. The picture shows the first three; the last are too many.

import { useMemo, useState } from 'preact/hooks';
import { organizationAddress, type Address } from '../address';
import { warningsOf } from '../api/client';
import { ChangesPageDocument, type ChangeRowFragment } from '../api/operations.generated';
import { useQuery } from '../api/useQuery';
import { Actions } from '../components/Actions';
import { tableDownloads } from '../components/downloads';
import { FactList } from '../components/FactList';
import { PeriodText } from '../components/PeriodText';
import { ErrorMessage, Loading } from '../components/RequestState';
import { CHANGES, ChangesDiagram, graphOfChanges, type Change } from '../diagram/ChangesDiagram';
import { KindIcon } from '../diagram/symbols/Icons';
import { directedRoleOf } from '../domain/affiliationRole';
import { orderByEvidence } from '../domain/evidence';
import { isDate } from '../domain/period';
import { isAhead } from '../domain/years';
import { useCanonicalAddress } from '../hooks/useCanonicalAddress';
import { useDocumentHead } from '../hooks/useDocumentHead';
import { useI18n } from '../i18n';
import { directedRoleLabel } from '../i18n/format';
import { Link, useRouter } from '../router';
import { NotFoundPage } from './NotFound';

type ChangesAddress = Extract<Address, { page: 'changes' }>;

const DEFAULT_FROM = '2007';
/** Undetermined affiliations beyond this number are folded away. */
const MAX_UNDETERMINED = 12;

export function ChangesPage({ address }: { address: ChangesAddress }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { slug } = address;
  const [from, to] = [address.from || DEFAULT_FROM, address.to || String(new Date().getFullYear())];
  const variables = { slug, from, to };
  const result = useQuery(ChangesPageDocument, variables);
  const { organization, changes } = result.data ?? {};
  useDocumentHead(organization ? `${t.changes.title(organization.name)}, ${from}–${to}` : t.titles.changes);
  const graph = useMemo(() => (organization && changes ? graphOfChanges(organization, changes) : undefined), [organization, changes]);

  useCanonicalAddress(address, organization?.slug);
  if (result.data && !organization) return <NotFoundPage wanted={slug} warnings={warningsOf(result.data)} />;
  const isHere = organization?.slug === slug;
  return (
    <article class="page changes">
      <ErrorMessage result={result} isHeading />
      {!isHere && !result.error && <Loading />}
      {isHere && changes && (
        <>
          <header class="heading">
            <p class="kind"><KindIcon kinds={organization.kinds} /><Link to={organizationAddress(slug)}>{t.backTo(organization.name)}</Link></p>
            <h1 tabIndex={-1}>{t.changes.title(organization.name)}</h1>
            <Actions operation={ChangesPageDocument} variables={variables} downloads={tableDownloads('changes', { 'organization.slug': slug, from, to }, i18n)} />
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
  const { title } = t.changes[change];
  const text = change === 'undetermined' && isAhead(asOf) ? t.changes.undetermined.ahead : t.changes[change].text;
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
