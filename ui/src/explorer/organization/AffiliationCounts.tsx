// How many affiliations are shown: certain and possible ones, dated and undated; and what to do about a year
// without any.

import type { OrganizationAddress } from '../address';
import type { CertaintyCounts } from '../domain/certainty';
import type { Period } from '../domain/period';
import { earliestYear, isAhead } from '../domain/years';
import { useI18n } from '../i18n';

interface CountsProps {
  counts: CertaintyCounts;
  year: string;
  includePossible: boolean;
  /** How many of all affiliations are received; undefined once they all are. */
  received: { count: number; total: number } | undefined;
}

export function AffiliationCounts({ counts, year, includePossible, received }: CountsProps) {
  const { t } = useI18n();
  // A count of the first pages would be wrong.
  if (received) return <p class="status" role="status"><span>{t.counts.received(received.count, received.total)}</span></p>;
  const { dated, undated, possibleUndated, possibleDated } = counts;
  if (isAhead(year)) {
    const possible = possibleUndated + possibleDated;
    return (
      <p class="status" role="status">
        <span>{t.counts.ahead(year)}</span>
        {possible > 0 && <span>{t.counts.possibleAhead(possible)} ({includePossible ? t.counts.dotted : t.counts.hidden})</span>}
      </p>
    );
  }
  return (
    <p class="status" role="status">
      <span>{t.counts.certain(dated, undated, year)}</span>
      {possibleUndated > 0 && <span>{t.counts.possibleUndated(possibleUndated)} ({includePossible ? t.counts.dotted : t.counts.hidden})</span>}
      {possibleDated > 0 && <span>{t.counts.possibleDated(possibleDated)}{!includePossible && ` (${t.counts.hidden})`}</span>}
    </p>
  );
}

interface EmptyYearProps {
  affiliations: readonly { affiliation: Period }[];
  counts: CertaintyCounts;
  year: string;
  onChange: (change: Partial<OrganizationAddress>) => void;
}

/** Offers the first year with a known affiliation, and possible affiliations. */
export function EmptyYear({ affiliations, counts, year, onChange }: EmptyYearProps) {
  const { t } = useI18n();
  const first = earliestYear(affiliations.map(({ affiliation }) => affiliation));
  const possible = counts.possibleUndated + counts.possibleDated;
  return (
    <div class="empty-year">
      <p>{isAhead(year) ? `${t.counts.ahead(year)}.` : t.emptyYear.text(year)} {possible > 0 && (isAhead(year) ? `${t.counts.possibleAhead(possible)}.` : t.emptyYear.possible(possible))}</p>
      {first !== undefined && String(first) !== year && <button type="button" class="button" onClick={() => onChange({ asOf: String(first) })}>{t.emptyYear.goToFirst(String(first))}</button>}
      {possible > 0 && <button type="button" class="button" onClick={() => onChange({ includePossible: true })}>{t.showPossible(possible)}</button>}
    </div>
  );
}
