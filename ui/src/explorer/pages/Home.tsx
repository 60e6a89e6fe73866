// The home page: search, three example questions, how many records there are, and the latest documents.

import { organizationAddress, type Address } from '../address';
import { HomePageDocument } from '../api/operations.generated';
import { useQuery } from '../api/useQuery';
import { HeroIllustration } from '../components/HeroIllustration';
import { ErrorMessage } from '../components/RequestState';
import { SearchBox } from '../components/SearchBox';
import { useDocumentHead } from '../hooks/useDocumentHead';
import { useI18n } from '../i18n';
import { Link } from '../router';

export function HomePage() {
  const { t, labels, language } = useI18n();
  useDocumentHead('', t.tagline);
  const result = useQuery(HomePageDocument, {});
  const { data } = result;
  const questions: { to: Address; title: string; text: string }[] = [
    { to: organizationAddress('canceropole-ile-de-france', { asOf: '2007' }), ...t.home.founders },
    { to: { page: 'changes', slug: 'canceropole-ile-de-france', from: '2007', to: '2023' }, ...t.home.changes },
    { to: { page: 'path', from: 'sanofi', to: 'ihf' }, ...t.home.path },
  ];
  const counts = data && [
    [data.organizations?.totalCount ?? 0, t.home.organizations], [data.affiliations?.totalCount ?? 0, t.home.affiliations],
    [data.people?.totalCount ?? 0, t.home.people], [data.programs?.totalCount ?? 0, t.home.programs], [data.events?.totalCount ?? 0, t.home.events],
    [data.sources?.totalCount ?? 0, t.home.documents], [data.discrepancies?.totalCount ?? 0, t.home.discrepancies],
  ] as const;
  return (
    <article class="home">
      <section class="hero">
        <HeroIllustration />
        <h1 tabIndex={-1}>{t.home.title}</h1>
        <p class="lead">{t.home.lead}</p>
        <SearchBox isMain />
        <p class="hint">{t.search.hint}</p>
      </section>
      <ErrorMessage result={result} />
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
          {counts?.map(([count, noun]) => <div key={noun}><dt>{noun}</dt><dd>{count.toLocaleString(language)}</dd></div>)}
        </dl>
      </section>
      <section aria-labelledby="documents">
        <h2 id="documents">{t.home.latestDocuments}</h2>
        <ul class="documents">
          {data?.sources?.nodes.map(({ slug, title, language: documentLanguage, publisher, kind, dated }) => (
            <li key={slug}>
              <span lang={documentLanguage} class="title"><Link to={{ page: 'source', slug }}>{title}</Link></span>
              <span>{publisher}, {labels.documents[kind]}, {t.facts.written(dated.earliest, dated.latest)}</span>
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}
