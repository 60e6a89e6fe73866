// All results of a search, or similar names if there are none.

import { SearchDocument } from '../api/operations.generated';
import { useQuery } from '../api/useQuery';
import { ErrorMessage, Loading } from '../components/RequestState';
import { SearchResultList } from '../components/SearchResult';
import { SimilarNames } from '../components/SimilarNames';
import { useDocumentHead } from '../hooks/useDocumentHead';
import { useI18n } from '../i18n';

const MAX_RESULTS = 100;

export function SearchPage({ text }: { text: string }) {
  const { t } = useI18n();
  useDocumentHead([text, t.titles.search].filter(Boolean).join(' · '));
  const result = useQuery(SearchDocument, text ? { text, first: MAX_RESULTS } : undefined);
  const found = result.isCurrent ? result.data?.search : undefined;
  const title = !found ? t.titles.search : found.totalCount === 0 ? t.search.nothing(text) : t.search.title(found.totalCount, text);
  return (
    <article class="page">
      <h1 tabIndex={-1}>{title}</h1>
      {!text && <p class="lead">{t.search.hint}</p>}
      <ErrorMessage result={result} />
      {text && !found && !result.error && <Loading />}
      {found && (found.totalCount === 0 ? <SimilarNames text={text} /> : <SearchResultList results={found.edges} />)}
    </article>
  );
}
