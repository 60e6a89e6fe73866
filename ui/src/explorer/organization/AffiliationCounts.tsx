// What of the relations is sure in the year shown, in numbers that are never added up; and the ways out of
// a year in which nothing is known.

import type { OrganizationView } from '../address';
import type { Relation } from './useOrganizationData';
import { useSpeech } from '../i18n';
import { firstYear, type Counts } from '../domain/certainty';

export function StatusLine({ counts, year, undated }: { counts: Counts; year: string; undated: boolean }) {
  const { t } = useSpeech();
  const parts = [
    t.status.dated(counts.dated, year),
    counts.stated > 0 && t.status.stated(counts.stated),
    counts.open > 0 && `${t.status.open(counts.open)} (${undated ? t.status.shown : t.status.hidden})`,
    counts.perhaps > 0 && `${t.status.perhaps(counts.perhaps)} (${undated ? t.status.shown : t.status.hidden})`,
  ].filter((part): part is string => Boolean(part));
  return <p class="status" role="status">{parts.map((part) => <span key={part}>{part}</span>)}</p>;
}

interface Props {
  relations: readonly Relation[];
  counts: Counts;
  year: string;
  change: (more: Partial<OrganizationView>) => void;
}

export function WayOut({ relations, counts, year, change }: Props) {
  const { t } = useSpeech();
  const first = firstYear(relations.map(({ fact }) => fact));
  const open = counts.open + counts.perhaps;
  return (
    <div class="way-out">
      <p>{t.nobody(year)} {open > 0 && t.hiddenUndated(open)}</p>
      {first !== undefined && String(first) !== year && <button type="button" class="button" onClick={() => change({ asOf: String(first) })}>{t.firstKnown(String(first))}</button>}
      {open > 0 && <button type="button" class="button" onClick={() => change({ undated: true })}>{t.showUndated(open)}</button>}
    </div>
  );
}
