// The page of a document: what it is, when it was written, and the facts taken from it.

import { useState } from 'preact/hooks';
import { organizationAddress } from '../address';
import { request } from '../api/client';
import { SourcePageDocument, type FactType } from '../api/operations.generated';
import { useMorePages } from '../api/useMorePages';
import { useQuery } from '../api/useQuery';
import { Actions } from '../components/Actions';
import { tableDownloads } from '../components/downloads';
import { ErrorMessage, Loading } from '../components/RequestState';
import { StandingBadge } from '../components/StageBadge';
import { describeFact, factAddress, locatorsIn, typeOf, type SourceFact } from '../components/sourceFact';
import { useCanonicalAddress } from '../hooks/useCanonicalAddress';
import { useDocumentHead } from '../hooks/useDocumentHead';
import { REGISTRY_LANGUAGE, useI18n } from '../i18n';
import { Link } from '../router';
import { NotFoundPage } from './NotFound';

const FACT_TYPES: readonly FactType[] = ['AFFILIATION', 'ORGANIZATION', 'EVENT', 'PARTICIPATION', 'PROGRAM', 'FIGURE', 'POSITION', 'PERSON', 'TOPIC_ASSIGNMENT', 'TOPIC'];
/** Facts in each response of the operation. */
const PAGE_SIZE = 100;

export function SourcePage({ slug }: { slug: string }) {
  const i18n = useI18n();
  const { t, labels } = i18n;
  const [type, setType] = useState<FactType>();
  const variables = { slug, ...(type && { types: [type] }) };
  const result = useQuery(SourcePageDocument, variables);
  const source = result.data?.source;
  const { pages, showMore, error } = useMorePages(JSON.stringify(variables), result.isCurrent ? source?.facts : undefined, async (after) => {
    const more = await request(SourcePageDocument, { ...variables, after });
    return more.source?.facts;
  });
  const facts = pages.flatMap(({ nodes }) => nodes);
  const total = source?.facts.totalCount ?? 0;
  useDocumentHead(source?.title ?? '');
  useCanonicalAddress({ page: 'source', slug }, source?.slug);
  if (result.isCurrent && source === null) return <NotFoundPage wanted={slug} />;
  return (
    <article class="page">
      <ErrorMessage result={result} isHeading />
      {!source && !result.error && <Loading />}
      {source && (
        <>
          <header class="heading">
            <p class="kind">{labels.documents[source.kind]} · {t.source.publishedBy} <Link to={organizationAddress(source.publishedBy.slug)}>{source.publishedBy.name}</Link></p>
            <h1 tabIndex={-1} lang={source.language}>{source.title}</h1>
            <Actions operation={SourcePageDocument} variables={variables} downloads={tableDownloads('facts-of-a-source', { 'source.slug': slug, types: type?.toLowerCase() }, i18n)} />
          </header>
          <dl class="document">
            <dt>{t.source.written}</dt>
            <dd>{t.source.writtenBetween(source.dated.earliest, source.dated.latest)}<br /><small lang={REGISTRY_LANGUAGE}>{source.dated.reason}</small></dd>
            {source.retrievedOn && <><dt>{t.source.retrieved}</dt><dd>{t.date(source.retrievedOn)}</dd></>}
            {source.url && <><dt>{t.source.link}</dt><dd><a href={source.url} rel="noopener noreferrer">{t.source.open}</a></dd></>}
          </dl>
          {source.note && <p class="note" lang={REGISTRY_LANGUAGE}>{source.note}</p>}
          <h2>{t.source.facts(total)}</h2>
          <div class="switch fact-types" role="group" aria-label={t.source.factType}>
            <button type="button" aria-pressed={!type} onClick={() => setType(undefined)}>{t.all}</button>
            {FACT_TYPES.map((one) => <button key={one} type="button" aria-pressed={type === one} onClick={() => setType(one)}>{labels.facts[typeNameOf(one)]}</button>)}
          </div>
          {[...Map.groupBy(facts, typeOf)].map(([typeName, some]) => (
            <section key={typeName} class="source-facts">
              <h3>{labels.facts[typeName]}</h3>
              <ul>{some.map((fact) => <Fact key={fact.id} fact={fact} slug={slug} />)}</ul>
            </section>
          ))}
          <ErrorMessage result={{ ...result, error, retry: showMore }} />
          {result.isCurrent && total > facts.length && <p><button type="button" class="button" onClick={showMore}>{t.facts.showMore(Math.min(PAGE_SIZE, total - facts.length))}</button></p>}
        </>
      )}
    </article>
  );
}

function Fact({ fact, slug }: { fact: SourceFact; slug: string }) {
  const text = describeFact(fact, useI18n());
  const address = factAddress(fact);
  return (
    <li>
      <p class="what">{address ? <Link to={address}>{text}</Link> : text} <StandingBadge of={fact} /></p>
      <p class="citation"><span class="locator">{locatorsIn(fact, slug)}</span></p>
    </li>
  );
}

/** `Affiliation` of `AFFILIATION`. */
function typeNameOf(type: FactType): ReturnType<typeof typeOf> {
  const words = type.split('_').map((word) => word.charAt(0) + word.slice(1).toLowerCase());
  return words.join('') as ReturnType<typeof typeOf>;
}
