// A search result: its name, the other name that matched, the words that say nothing about it, and what it is.

import { recordAddress } from '../address';
import type { SearchQuery } from '../api/operations.generated';
import { KindIcon } from '../diagram/symbols/Icons';
import { useI18n, type I18n } from '../i18n';
import { kindLabel } from '../i18n/format';
import { Link } from '../router';
import { StandingBadge } from './StageBadge';

export type SearchResult = NonNullable<SearchQuery['search']>['edges'][number];

export function SearchResultLine({ result: { node, matchedName, matchedField, ignoredWords } }: { result: SearchResult }) {
  const i18n = useI18n();
  // A topic has a name in each language of the pages.
  const title = node.__typename === 'Topic' ? node[i18n.language] : node.name;
  const matched = matchedName === title ? undefined : node.names.find(({ value }) => value === matchedName);
  return (
    <>
      {node.__typename === 'Organization' ? <KindIcon kinds={node.organizationKinds} /> : <span class="icon none" />}
      <span class="result-name">
        <span class="result-title">{title} <StandingBadge of={node} /></span>
        {matchedField === 'TOPIC' && <span class="result-match">{i18n.t.search.topic(matchedName)}</span>}
        {matchedField === 'DESCRIPTION' && <span class="result-match">{i18n.t.search.inDescription}</span>}
        {matched && <span class="result-match">{i18n.t.search.otherName(i18n.labels.names[matched.kind], matchedName)}</span>}
        {ignoredWords.length > 0 && <span class="result-match">{i18n.t.search.without(ignoredWords.join(', '))}</span>}
      </span>
      <span class="result-kind">{describe(node, i18n)}</span>
    </>
  );
}

export function SearchResultList({ results }: { results: readonly SearchResult[] }) {
  return (
    <ul class="result-list">
      {results.map((result) => (
        <li key={result.node.id}><Link to={recordAddress(result.node.__typename, result.node.slug)}><SearchResultLine result={result} /></Link></li>
      ))}
    </ul>
  );
}

/** What it is, and where or when: that tells records of the same name apart. */
function describe(node: SearchResult['node'], { t, labels }: I18n): string {
  switch (node.__typename) {
    case 'Organization':
      return [node.organizationKinds[0] && kindLabel(labels, node.organizationKinds[0]), node.location?.city, node.location?.country?.name].filter(Boolean).join(', ');
    case 'Program':
      return labels.programs[node.programKind];
    case 'Event':
      return [labels.events[node.eventKind], node.date && t.date(node.date)].filter(Boolean).join(', ');
    case 'Topic':
      return labels.topics[node.topicKind];
    default:
      return labels.types[node.__typename ?? 'Person'];
  }
}
