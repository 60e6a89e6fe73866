// How two organizations are connected: a shortest path of affiliations, each with its source.

import { useEffect } from 'preact/hooks';
import { organizationAddress, type Address } from '../address';
import { PathPageDocument, type PathStepsFragment } from '../api/operations.generated';
import { useQuery } from '../api/useQuery';
import { Actions } from '../components/Actions';
import { tableDownloads } from '../components/downloads';
import { CitationList } from '../components/CitationList';
import { PeriodText } from '../components/PeriodText';
import { ErrorMessage, Loading } from '../components/RequestState';
import { SearchBox } from '../components/SearchBox';
import { KindIcon, RoleIcon } from '../diagram/symbols/Icons';
import { isDated } from '../domain/period';
import { useDocumentHead } from '../hooks/useDocumentHead';
import { useI18n } from '../i18n';
import { kindLabels } from '../i18n/format';
import { Link, useRouter } from '../router';

type Step = PathStepsFragment['steps'][number];

/** The key of an organization by its slug, or by a name that somebody typed into the address. */
function keyOf(text: string): { slug: string } | { name: string } {
  return /^[a-z0-9][a-z0-9-]*$/.test(text) ? { slug: text } : { name: text };
}

export function PathPage({ address: { from, to } }: { address: Extract<Address, { page: 'path' }> }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { navigate } = useRouter();
  const variables = from && to ? { from: keyOf(from), to: keyOf(to) } : undefined;
  const result = useQuery(PathPageDocument, variables);
  const data = variables ? result.data : undefined;
  const { start, end, path } = data ?? {};
  const found = start && end && path;
  const title = found ? t.path.found(start.name, end.name, path.length) : t.path.title;
  useDocumentHead(found ? title : t.titles.path);
  // Names and slugs that lead on are replaced by the slugs of the organizations.
  useEffect(() => {
    if (!result.isCurrent) return;
    const [fromSlug, toSlug] = [start?.slug ?? from, end?.slug ?? to];
    if (fromSlug !== from || toSlug !== to) navigate({ page: 'path', from: fromSlug, to: toSlug }, 'replace');
  }, [result.isCurrent, start?.slug, end?.slug]);
  const change = (changed: { from?: string; to?: string }): void => navigate({ page: 'path', from, to, ...changed });
  return (
    <article class="page path">
      <header class="heading">
        <h1 tabIndex={-1}>{title}</h1>
        {variables && <Actions operation={PathPageDocument} variables={variables} downloads={found ? tableDownloads('path', { 'from.slug': start.slug, 'to.slug': end.slug, history: 'true' }, i18n) : []} />}
      </header>
      <div class="path-ends">
        <label><span>{t.path.from}</span><SearchBox label={t.path.from} value={start?.name ?? from} onPick={({ node }) => change({ from: node.slug })} /></label>
        <button type="button" class="button" onClick={() => change({ from: to, to: from })} disabled={!from && !to}>{t.path.swap}</button>
        <label><span>{t.path.to}</span><SearchBox label={t.path.to} value={end?.name ?? to} onPick={({ node }) => change({ to: node.slug })} /></label>
      </div>
      <ErrorMessage result={result} />
      {variables && !result.data && !result.error && <Loading />}
      {!variables && <p>{t.path.choose}</p>}
      {data && !start && <p>{t.path.unknown(from)}</p>}
      {data && !end && <p>{t.path.unknown(to)}</p>}
      {start && end && !path && result.isCurrent && <p>{t.path.none(start.name, end.name)}</p>}
      {found && path.length === 0 && <p>{t.path.same}</p>}
      {found && path.length > 0 && (
        <>
          <h2>{t.path.steps}</h2>
          <Steps steps={path.steps} />
          {path.alternatives.length > 0 && (
            <details>
              <summary>{t.path.alternatives}</summary>
              {path.alternatives.map(({ steps }, i) => <Steps key={i} steps={steps} />)}
              {path.truncated && <p>{t.path.truncated}</p>}
            </details>
          )}
        </>
      )}
    </article>
  );
}

/** Each organization, after the affiliation that leads to it. */
function Steps({ steps }: { steps: readonly Step[] }) {
  const { labels } = useI18n();
  return (
    <ol class="steps">
      {steps.map(({ organization: { slug, name, kinds }, affiliation }, i) => (
        <li key={slug}>
          {i > 0 && affiliation && <StepAffiliation affiliation={affiliation} />}
          <p class="step">
            <KindIcon kinds={kinds} />
            <Link to={organizationAddress(slug)}>{name}</Link>
            <span class="role">{kindLabels(labels, kinds)}</span>
          </p>
        </li>
      ))}
    </ol>
  );
}

function StepAffiliation({ affiliation }: { affiliation: NonNullable<Step['affiliation']> }) {
  const { labels } = useI18n();
  const { subject, object, role } = affiliation;
  return (
    <div class="step-affiliation">
      <p class="what">
        <RoleIcon role={role} dotted={!isDated(affiliation)} />
        <span>{subject.name} <strong>{labels.sentences[role]}</strong> {object.name}</span>
        <PeriodText of={affiliation} />
      </p>
      <CitationList {...affiliation} />
    </div>
  );
}
