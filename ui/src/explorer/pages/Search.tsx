// Everything that a search finds; or, where it finds nothing, what comes near.

import { Find } from '../api/operations.generated';
import { useAnswer } from '../api/useQuery';
import { thingAt } from '../address';
import { Near } from '../components/SimilarNames';
import { FoundLine } from '../components/SearchBox';
import { Loading, Problem } from '../components/RequestState';
import { useHead } from '../hooks/useDocumentHead';
import { useSpeech } from '../i18n';
import { Link } from '../router';

export function SearchPage({ text }: { text: string }) {
  const speech = useSpeech();
  const { t } = speech;
  useHead([text, t.titles.search].filter(Boolean).join(' · '));
  const asked = useAnswer(Find, text ? { text, first: 100 } : undefined);
  const found = asked.fresh ? asked.data?.search : undefined;
  return (
    <article class="page">
      <h1 tabIndex={-1}>{found?.totalCount === 0 ? t.nothingFound(text) : found ? t.resultsFor(found.totalCount, text) : t.titles.search}</h1>
      {!text && <p class="lead">{t.searchHint}</p>}
      <Problem asked={asked} />
      {text && !found && !asked.error && <Loading />}
      {found && found.totalCount === 0 && <Near text={text} />}
      {found && found.totalCount > 0 && (
        <ul class="found-list">
          {found.edges.map((edge) => (
            <li key={edge.node.id}><Link to={thingAt(edge.node.__typename, edge.node.slug)}><FoundLine found={edge} speech={speech} /></Link></li>
          ))}
        </ul>
      )}
    </article>
  );
}
