// The sources of a fact: document and place in it, further documents, and whether the fact is implied or disputed.
// Never the text of the document.

import type { CitedFragment } from '../api/operations.generated';
import type { Evidence } from '../domain/evidence';
import { REGISTRY_LANGUAGE, useI18n } from '../i18n';
import { Link } from '../router';

export function CitationList({ citations, basis, discrepancies = [], note }: Evidence) {
  const { t } = useI18n();
  const [first, ...others] = [...Map.groupBy(citations, ({ source, part }) => `${source.slug} ${part?.slug}`).values()];
  return (
    <div class="citations">
      {first?.[0] && <SourceReference citation={first[0]} locators={locatorsOf(first)} />}
      {others.length > 0 && (
        <p class="also">
          {t.facts.alsoIn}{' '}
          {others.map((group, i) => group[0] && (
            <span key={`${group[0].source.slug} ${group[0].part?.slug}`}>
              {i > 0 && '; '}
              <Link to={{ page: 'source', slug: group[0].source.slug }}>{group[0].source.title}</Link>, {locatorsOf(group).join(', ')}
            </span>
          ))}
        </p>
      )}
      {note && <p class="note" lang={REGISTRY_LANGUAGE}>{note}</p>}
      {(basis === 'IMPLIED' || discrepancies.length > 0) && (
        <p class="badges">
          {basis === 'IMPLIED' && <span class="badge" title={t.facts.impliedHint}>{t.facts.implied}</span>}
          {discrepancies.length > 0 && <a class="badge disputed" href={`#discrepancy-${discrepancies[0]?.id}`}>{t.facts.disputed}</a>}
        </p>
      )}
    </div>
  );
}

export function SourceReference({ citation: { source, dated }, locators }: { citation: CitedFragment; locators: readonly string[] }) {
  const { t } = useI18n();
  return (
    <p class="citation">
      <Link to={{ page: 'source', slug: source.slug }}>{source.title}</Link>
      <span class="where">
        <span class="locator">{locators.join('; ')}</span>
        <span class="written">{t.facts.written(dated.earliest, dated.latest)}</span>
      </span>
    </p>
  );
}

function locatorsOf(citations: readonly CitedFragment[]): string[] {
  return [...new Set(citations.map(({ locator }) => locator))];
}
