// How two organizations are connected: a shortest chain of relations, each with its evidence.

import { organizationAt, type Address } from '../address';
import { Connection, type ChainFragment, type OrganizationRefFragment } from '../api/operations.generated';
import { useAnswer } from '../api/useQuery';
import { Actions } from '../components/Actions';
import { Cites } from '../components/CitationList';
import { KindMark, LineMark } from '../diagram/symbols/Icons';
import { Search } from '../components/SearchBox';
import { Loading, Problem } from '../components/RequestState';
import { useHead } from '../hooks/useDocumentHead';
import { kindWord, useSpeech } from '../i18n';
import { csvText, save } from '../diagram/exportImage';
import { Link, useRouter } from '../router';
import { isDated, periodText } from '../domain/certainty';

/** A slug as it is; anything else is a name, as somebody typed it into the address. */
function keyOf(text: string): { slug: string } | { name: string } {
  return /^[a-z0-9][a-z0-9-]*$/.test(text) ? { slug: text } : { name: text };
}

export function PathPage({ address: { from, to } }: { address: Extract<Address, { page: 'path' }> }) {
  const { t, w } = useSpeech();
  const { go } = useRouter();
  const variables = from && to ? { from: keyOf(from), to: keyOf(to) } : undefined;
  const asked = useAnswer(Connection, variables);
  const data = variables ? asked.data : undefined;
  const { start, end, path } = data ?? {};
  const found = start && end && path;
  useHead(found ? t.path.found(start.name, end.name, path.length) : t.titles.path);
  const goTo = (more: { from?: string; to?: string }): void => go({ page: 'path', from, to, ...more });
  const rows = (path?.steps ?? []).flatMap(({ affiliation: fact }) => (fact ? [[
    fact.subject.name, w.roles[fact.role], fact.object.name, fact.since ?? '', fact.until ?? '', fact.citations[0]?.source.title ?? '', fact.citations[0]?.locator ?? '',
  ]] : []));
  const { columns } = t;
  return (
    <article class="page path">
      <header class="heading">
        <h1 tabIndex={-1}>{found ? t.path.found(start.name, end.name, path.length) : t.path.title}</h1>
        {variables && (
          <Actions
            operation={Connection} variables={variables}
            downloads={[{ label: t.downloads.csv, run: () => save(`${from}_${to}.csv`, csvText([columns.organization, columns.role, columns.organization, columns.since, columns.until, columns.source, columns.place], rows), 'text/csv') }]}
          />
        )}
      </header>
      <div class="ends">
        <label><span>{t.path.from}</span><Search label={t.path.from} value={start?.name ?? from} onPick={({ node }) => goTo({ from: node.slug })} /></label>
        <button type="button" class="button" onClick={() => goTo({ from: to, to: from })} disabled={!from && !to}>{t.path.swap}</button>
        <label><span>{t.path.to}</span><Search label={t.path.to} value={end?.name ?? to} onPick={({ node }) => goTo({ to: node.slug })} /></label>
      </div>
      <Problem asked={asked} />
      {variables && !asked.data && !asked.error && <Loading />}
      {!variables && <p>{t.path.choose}</p>}
      {data && !start && <p>{t.path.unknown(from)}</p>}
      {data && !end && <p>{t.path.unknown(to)}</p>}
      {start && end && !path && asked.fresh && <p>{t.path.none(start.name, end.name)}</p>}
      {found && path.length === 0 && <p>{t.path.same}</p>}
      {found && path.length > 0 && (
        <>
          <h2>{t.path.chain}</h2>
          <Chain chain={path} />
          {path.alternatives.length > 0 && (
            <details>
              <summary>{t.path.alternatives}</summary>
              {path.alternatives.map((chain, i) => <Chain key={i} chain={chain} />)}
            </details>
          )}
        </>
      )}
    </article>
  );
}

function Chain({ chain }: { chain: ChainFragment }) {
  return (
    <ol class="chain">
      {chain.steps.map(({ organization, affiliation }, i) => (
        <li key={organization.slug}>
          {i > 0 && affiliation && <Evidence fact={affiliation} />}
          <p class="stop"><KindMark kinds={organization.kinds} /><Stop organization={organization} /></p>
        </li>
      ))}
    </ol>
  );
}

function Stop({ organization }: { organization: OrganizationRefFragment }) {
  const { w } = useSpeech();
  return (
    <>
      <Link to={organizationAt(organization.slug)}>{organization.name}</Link>
      <span class="role">{organization.kinds.map((kind) => kindWord(w, kind)).join(', ')}</span>
    </>
  );
}

function Evidence({ fact }: { fact: NonNullable<ChainFragment['steps'][number]['affiliation']> }) {
  const { t, w } = useSpeech();
  return (
    <div class="tie">
      <p class="what">
        <LineMark role={fact.role} dotted={!isDated(fact)} />
        <span>{fact.subject.name} <strong>{w.sentences[fact.role]}</strong> {fact.object.name}</span>
        <span class={isDated(fact) ? 'when' : 'when undated'}>{periodText(fact, t)}</span>
      </p>
      <Cites {...fact} />
    </div>
  );
}
