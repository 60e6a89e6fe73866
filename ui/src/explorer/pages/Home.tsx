// The home page: search, networks worth a look, three example questions, how many records there are, and the latest documents.

import { organizationAddress, type Address } from '../address';
import { HomePageDocument, type HubFragment, type RoleDirection } from '../api/operations.generated';
import { useQuery } from '../api/useQuery';
import { HeroIllustration } from '../components/HeroIllustration';
import { ErrorMessage } from '../components/RequestState';
import { SearchBox } from '../components/SearchBox';
import { KindIcon } from '../diagram/symbols/Icons';
import { directedRoleOfDirection } from '../domain/affiliationRole';
import { pickHubs } from '../domain/hubs';
import { kindGroupOf } from '../domain/organizationKind';
import { useDocumentHead } from '../hooks/useDocumentHead';
import { useI18n } from '../i18n';
import { directedRoleLabel, kindLabel } from '../i18n/format';
import { Link } from '../router';

/** Networks that are offered, and the roles that are named of each. */
const MAX_NETWORKS = 6;
const MAX_ROLES = 3;
/** What the example questions are about. */
const ASKED = ['canceropole-ile-de-france', 'sanofi', 'ihf'] as const;
const [CANCEROPOLE, SANOFI, IHF] = ASKED;

export function HomePage() {
  const { t, labels, language } = useI18n();
  useDocumentHead('', t.tagline);
  const result = useQuery(HomePageDocument, { asked: [...ASKED] });
  const { data } = result;
  const networks = data && pickHubs(data.clusters?.nodes ?? [], data.hubs?.nodes ?? [], MAX_NETWORKS);
  const allQuestions: { about: string[]; to: Address; title: string; text: string }[] = [
    { about: [CANCEROPOLE], to: organizationAddress(CANCEROPOLE, { asOf: '2007' }), ...t.home.founders },
    { about: [CANCEROPOLE], to: { page: 'changes', slug: CANCEROPOLE, from: '2007', to: '2023' }, ...t.home.changes },
    { about: [SANOFI, IHF], to: { page: 'path', from: SANOFI, to: IHF }, ...t.home.path },
  ];
  const known = data?.asked && new Set(data.asked.nodes.map(({ slug }) => slug));
  const questions = allQuestions.filter(({ about }) => !known || about.every((slug) => known.has(slug)));
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
      {networks?.length !== 0 && (
        <section aria-labelledby="networks">
          <h2 id="networks">{t.home.networks}</h2>
          <ul class="cards networks">{networks?.map((hub) => <NetworkCard key={hub.slug} hub={hub} />)}</ul>
        </section>
      )}
      {questions.length > 0 && (
        <section aria-labelledby="questions">
          <h2 id="questions">{t.home.questions}</h2>
          <ol class="cards questions">
            {questions.map(({ to, title, text }) => (
              <li key={title}><Link to={to}><strong>{title}</strong><span>{text}</span></Link></li>
            ))}
          </ol>
        </section>
      )}
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

/** An organization with its most frequent roles. */
function NetworkCard({ hub: { slug, name, kinds, affiliations } }: { hub: HubFragment }) {
  const { t, labels, language } = useI18n();
  const { totalCount, groups } = affiliations;
  const roles = groups.slice(0, MAX_ROLES).map(({ value, count }) =>
    `${directedRoleLabel(labels, directedRoleOfDirection(value as RoleDirection))}\u00a0${count.toLocaleString(language)}`);
  return (
    <li style={{ '--kind': `var(--${kindGroupOf(kinds)})` }}>
      <Link to={organizationAddress(slug)}>
        <strong>{name}</strong>
        <span><KindIcon kinds={kinds} /> {kindLabel(labels, kinds[0] ?? '')} · {t.home.ties(totalCount)}</span>
        <span>{roles.join(' · ')}{groups.length > roles.length && ' …'}</span>
      </Link>
    </li>
  );
}
