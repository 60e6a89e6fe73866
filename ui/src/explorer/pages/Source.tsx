// A document, when it was written as far as can be said, and everything that rests on it.

import { useEffect, useState } from 'preact/hooks';
import { organizationAt, thingAt, type Address } from '../address';
import { ask } from '../api/client';
import { SourcePage as SourceOperation, type FactType, type SourcePageQuery } from '../api/operations.generated';
import { useAnswer } from '../api/useQuery';
import { Actions } from '../components/Actions';
import { Loading, Problem } from '../components/RequestState';
import { figureText } from '../i18n/format';
import { useHead } from '../hooks/useDocumentHead';
import { REGISTRY, useSpeech, type Speech } from '../i18n';
import { csvText, save } from '../diagram/exportImage';
import { Link } from '../router';
import { periodText } from '../domain/certainty';
import { NotFound } from './NotFound';

type Source = NonNullable<SourcePageQuery['source']>;
type Fact = Source['facts']['nodes'][number];

const SORTS: readonly FactType[] = ['AFFILIATION', 'ORGANIZATION', 'EVENT', 'PARTICIPATION', 'PROGRAM', 'FIGURE', 'POSITION', 'PERSON'];

export function SourcePage({ slug }: { slug: string }) {
  const speech = useSpeech();
  const { t, w } = speech;
  const [sort, setSort] = useState<FactType>();
  const variables = { slug, ...(sort && { types: [sort] }) };
  const asked = useAnswer(SourceOperation, variables);
  const source = asked.data?.source;
  const [more, setMore] = useState<Fact[]>([]);
  const [cursor, setCursor] = useState<string | null>();
  useEffect(() => { setMore([]); setCursor(undefined); }, [slug, sort]);
  useHead(source?.title ?? '');
  if (asked.fresh && source === null) return <NotFound wanted={slug} />;
  const facts = [...(source?.facts.nodes ?? []), ...more];
  const left = (source?.facts.totalCount ?? 0) - facts.length;
  const next = async (): Promise<void> => {
    const after = cursor ?? source?.facts.pageInfo.endCursor;
    const answer = await ask(SourceOperation, { ...variables, after });
    setMore([...more, ...(answer.source?.facts.nodes ?? [])]);
    setCursor(answer.source?.facts.pageInfo.endCursor);
  };
  return (
    <article class="page">
      <Problem asked={asked} alone />
      {!source && !asked.error && <Loading />}
      {source && (
        <>
          <header class="heading">
            <p class="kind">{w.documents[source.kind]} · {t.publisher} <Link to={organizationAt(source.publishedBy.slug)}>{source.publishedBy.name}</Link></p>
            <h1 tabIndex={-1} lang={source.language}>{source.title}</h1>
            <Actions
              operation={SourceOperation} variables={variables}
              downloads={[{ label: t.downloads.csv, run: () => save(`${slug}.csv`, csvText([t.columns.kind, t.columns.fact, t.columns.place], facts.map((fact) => [w.facts[sortOf(fact)], factLine(fact, speech).text, placesOf(fact, slug)])), 'text/csv') }]}
            />
          </header>
          <dl class="document">
            <dt>{t.dating}</dt>
            <dd>{source.dated.earliest === source.dated.latest ? t.date(source.dated.earliest) : t.span(source.dated.earliest, source.dated.latest)}<br /><small lang={REGISTRY}>{source.dated.reason}</small></dd>
            {source.retrievedOn && <><dt>{t.retrievedOn}</dt><dd>{t.date(source.retrievedOn)}</dd></>}
            {source.url && <><dt>{t.website}</dt><dd><a href={source.url} rel="noopener noreferrer">{t.openDocument}</a></dd></>}
          </dl>
          {source.note && <p class="note" lang={REGISTRY}>{source.note}</p>}
          <h2>{t.restsOn}</h2>
          <p class="lead">{t.sourceLead(source.citationCount)}</p>
          <div class="switch sorts" role="group" aria-label={t.filterFacts}>
            <button type="button" aria-pressed={!sort} onClick={() => setSort(undefined)}>{t.all}</button>
            {SORTS.map((one) => <button key={one} type="button" aria-pressed={sort === one} onClick={() => setSort(one)}>{w.facts[capital(one)]}</button>)}
          </div>
          {[...Map.groupBy(facts, sortOf)].map(([one, some]) => (
            <section key={one} class="resting">
              <h3>{w.facts[one]}</h3>
              <ul class="rests">{some.map((fact) => <Resting key={fact.id} fact={fact} slug={slug} />)}</ul>
            </section>
          ))}
          {left > 0 && <p><button type="button" class="button" onClick={next}>{t.more1(Math.min(100, left))}</button></p>}
        </>
      )}
    </article>
  );
}

function Resting({ fact, slug }: { fact: Fact; slug: string }) {
  const { text, to } = factLine(fact, useSpeech());
  return (
    <li>
      <p class="what">{to ? <Link to={to}>{text}</Link> : text}</p>
      <p class="cite"><span class="place">{placesOf(fact, slug)}</span></p>
    </li>
  );
}

type Sort = keyof Speech['w']['facts'];

function capital(sort: FactType): Sort {
  return (sort.charAt(0) + sort.slice(1).toLowerCase()) as Sort;
}

function sortOf(fact: Fact): Sort {
  return fact.__typename as Sort;
}

function placesOf(fact: Fact, slug: string): string {
  return [...new Set(fact.citations.filter(({ source }) => source.slug === slug).map(({ locator }) => locator))].join('; ');
}

/** A fact in one line, and the page that shows it. */
function factLine(fact: Fact, speech: Speech): { text: string; to?: Address } {
  const { w, t } = speech;
  switch (fact.__typename) {
    case 'Affiliation':
      return { text: `${fact.subject.name} ${w.sentences[fact.affiliationRole]} ${fact.object.name}, ${periodText(fact, t)}`, to: organizationAt(fact.object.slug) };
    case 'Position':
      return { text: `${fact.person.name}, ${fact.title ?? w.positions[fact.positionRole]}, ${fact.organization.name}`, to: { page: 'person', slug: fact.person.slug } };
    case 'Participation': {
      const what = fact.program ?? fact.event;
      const text = `${fact.participant.name}, ${w.parts[fact.participationRole]}: ${what?.name ?? ''}`;
      return what ? { text, to: { page: fact.program ? 'program' : 'event', slug: what.slug } } : { text };
    }
    case 'Figure': {
      const text = `${[fact.about?.name ?? fact.topic, fact.measure].filter(Boolean).join(', ')}: ${figureText(fact, speech)}`;
      return fact.about ? { text, to: thingAt(fact.about.__typename ?? '', fact.about.slug) } : { text };
    }
    case 'Event':
      return { text: [fact.name, fact.date && t.date(fact.date)].filter(Boolean).join(', '), to: { page: 'event', slug: fact.slug } };
    default:
      return { text: fact.name, to: thingAt(fact.__typename ?? '', fact.slug) };
  }
}
