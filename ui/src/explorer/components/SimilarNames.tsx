// Names similar to one that the registry does not have.

import { useEffect, useState } from 'preact/hooks';
import { request } from '../api/client';
import { SearchDocument } from '../api/operations.generated';
import { nameDistance, searchPrefixes } from '../domain/similarNames';
import { useI18n } from '../i18n';
import { SearchResultList, type SearchResult } from './SearchResult';

const MAX_NAMES = 6;
/** Results requested for each prefix. */
const RESULTS_PER_PREFIX = 12;

export function SimilarNames({ text }: { text: string }) {
  const { t } = useI18n();
  const [similar, setSimilar] = useState<SearchResult[]>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    const searches = searchPrefixes(text).map((prefix) => request(SearchDocument, { text: prefix, first: RESULTS_PER_PREFIX }, controller.signal));
    Promise.all(searches).then((found) => {
      const byId = new Map(found.flatMap(({ search }) => search?.edges ?? []).map((edge) => [edge.node.id, edge]));
      setSimilar([...byId.values()].sort((a, b) => nameDistance(text, a.matchedName) - nameDistance(text, b.matchedName)).slice(0, MAX_NAMES));
    }).catch(() => setFailed(!controller.signal.aborted));
    return () => controller.abort();
  }, [text]);
  if (failed) return <p>{t.connectionLost.text}</p>;
  if (!similar) return null;
  if (similar.length === 0) return <p>{t.search.noSimilarNames}</p>;
  return (
    <section class="similar-names">
      <h2>{t.search.similarNames}</h2>
      <SearchResultList results={similar} />
    </section>
  );
}
