// Where a fact stands: document, place in it, when it was written; then who else says it, who disputes it,
// and whether the document says it or only lets it be concluded. Never a sentence of the document.

import type { CitedFragment } from '../api/operations.generated';
import { Link } from '../router';
import { REGISTRY, useSpeech } from '../i18n';
import type { Evidence } from '../domain/evidence';

type Cited = CitedFragment;

export function Cites({ citations, basis, discrepancies = [], note }: Evidence) {
  const { t } = useSpeech();
  const [first, ...rest] = citations;
  // Several places in one document are one voice.
  const others = [...Map.groupBy(rest.filter(({ source }) => source.slug !== first?.source.slug), ({ source }) => source.slug).values()];
  const places = citations.filter(({ source }) => source.slug === first?.source.slug).map(({ locator }) => locator);
  return (
    <div class="cites">
      {first && <Cite source={first.source} places={[...new Set(places)]} />}
      {others.length > 0 && (
        <p class="also">
          {t.alsoSaid}{' '}
          {others.map((said, i) => said[0] && (
            <span key={said[0].source.slug}>
              {i > 0 && '; '}
              <Link to={{ page: 'source', slug: said[0].source.slug }}>{said[0].source.title}</Link>, {[...new Set(said.map(({ locator }) => locator))].join(', ')}
            </span>
          ))}
        </p>
      )}
      {note && <p class="note" lang={REGISTRY}>{note}</p>}
      {(basis === 'IMPLIED' || discrepancies.length > 0) && (
        <p class="badges">
          {basis === 'IMPLIED' && <span class="badge" title={t.impliedTip}>{t.implied}</span>}
          {discrepancies.length > 0 && <a class="badge disputed" href={`#dispute-${discrepancies[0]?.id}`}>{t.disputed}</a>}
        </p>
      )}
    </div>
  );
}

export function Cite({ source, places }: { source: Cited['source']; places: readonly string[] }) {
  const { t } = useSpeech();
  return (
    <p class="cite">
      <Link to={{ page: 'source', slug: source.slug }}>{source.title}</Link>
      <span class="where">
        <span class="place">{places.join('; ')}</span>
        <span class="written">{t.written(source.dated.earliest, source.dated.latest)}</span>
      </span>
    </p>
  );
}
