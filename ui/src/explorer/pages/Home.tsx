// The first page: search, three worked questions, how much there is, and the newest documents.

import { Home } from '../api/operations.generated';
import { useAnswer } from '../api/useQuery';
import { organizationAt, type Address } from '../address';
import { Emblem } from '../components/HeroIllustration';
import { Search } from '../components/SearchBox';
import { Problem } from '../components/RequestState';
import { useHead } from '../hooks/useDocumentHead';
import { useSpeech } from '../i18n';
import { Link } from '../router';

export function HomePage() {
  const { t, w, language } = useSpeech();
  useHead('', t.tagline);
  const asked = useAnswer(Home, {});
  const data = asked.data;
  const questions: { to: Address; title: string; text: string }[] = [
    { to: organizationAt('canceropole-ile-de-france', { asOf: '2007' }), ...t.home.founders },
    { to: { page: 'changes', slug: 'canceropole-ile-de-france', from: '2007', to: '2023' }, ...t.home.changes },
    { to: { page: 'path', from: 'sanofi', to: 'ihf' }, ...t.home.path },
  ];
  const counts = data && [
    [data.organizations.totalCount, t.home.organizations], [data.affiliations.totalCount, t.home.affiliations],
    [data.people.totalCount, t.home.people], [data.programs.totalCount, t.home.programs], [data.events.totalCount, t.home.events],
    [data.sources.totalCount, t.home.documents], [data.discrepancies.totalCount, t.home.discrepancies],
  ] as const;
  return (
    <article class="home">
      <section class="hero">
        <Emblem />
        <h1 tabIndex={-1}>{t.home.title}</h1>
        <p class="lead">{t.home.lead}</p>
        <Search main />
        <p class="hint">{t.searchHint}</p>
      </section>
      <Problem asked={asked} />
      <section aria-labelledby="questions">
        <h2 id="questions">{t.home.questions}</h2>
        <ol class="questions">
          {questions.map(({ to, title, text }) => (
            <li key={title}><Link to={to}><strong>{title}</strong><span>{text}</span></Link></li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="counts">
        <h2 id="counts">{t.home.counts}</h2>
        <dl class="counts">
          {counts?.map(([count, what]) => <div key={what}><dt>{what}</dt><dd>{count.toLocaleString(language)}</dd></div>)}
        </dl>
      </section>
      <section aria-labelledby="newest">
        <h2 id="newest">{t.home.sources}</h2>
        <ul class="documents">
          {data?.sources.nodes.map((source) => (
            <li key={source.slug}>
              <span lang={source.language} class="title"><Link to={{ page: 'source', slug: source.slug }}>{source.title}</Link></span>
              <span>{source.publisher}, {w.documents[source.kind]}, {t.written(source.dated.earliest, source.dated.latest)}</span>
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}
