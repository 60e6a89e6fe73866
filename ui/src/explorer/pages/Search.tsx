// The results of a search, a page at a time, or similar names if there are none.

import { request } from '../api/client';
import { SearchDocument } from '../api/operations.generated';
import { useMorePages } from '../api/useMorePages';
import { useQuery } from '../api/useQuery';
import { ErrorMessage, Loading } from '../components/RequestState';
import { SearchResultList } from '../components/SearchResult';
import { SimilarNames } from '../components/SimilarNames';
import { useDocumentHead } from '../hooks/useDocumentHead';
import { useI18n } from '../i18n';

/** Results in each response of the operation. */
const PAGE_SIZE = 100;

export function SearchPage({ text }: { text: string }) {
  const { t } = useI18n();
  useDocumentHead([text, t.titles.search].filter(Boolean).join(' · '));
  const result = useQuery(SearchDocument, text ? { text, first: PAGE_SIZE } : undefined);
  const found = text && result.isCurrent ? result.data?.search ?? undefined : undefined;
  const { pages, showMore, error } = useMorePages(text, found, async (after) => (await request(SearchDocument, { text, first: PAGE_SIZE, after })).search ?? undefined);
  const results = pages.flatMap(({ edges }) => edges);
  const left = (found?.totalCount ?? 0) - results.length;
  const title = !found ? t.titles.search : found.totalCount === 0 ? t.search.nothing(text) : t.search.title(found.totalCount, text, found.totalCountIsLowerBound);
  return (
    <article class="page">
      <h1 tabIndex={-1}>{title}</h1>
      {!text && <p class="lead">{t.search.hint}</p>}
      <ErrorMessage result={result} />
      {text && !found && !result.error && <Loading />}
      {found && (found.totalCount === 0 ? <SimilarNames text={text} /> : <SearchResultList results={results} />)}
      <ErrorMessage result={{ ...result, error, retry: showMore }} />
      {left > 0 && <p><button type="button" class="button" onClick={showMore}>{t.facts.showMore(Math.min(PAGE_SIZE, left))}</button></p>}
    </article>
  );
}
