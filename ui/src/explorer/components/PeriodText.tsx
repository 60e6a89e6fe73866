// Periods and dates of facts, marked if there is no date.

import { isDated, type Period } from '../domain/period';
import { useI18n } from '../i18n';
import { formatPeriod } from '../i18n/format';

export function PeriodText({ of: period, possible = false }: { of: Period; possible?: boolean }) {
  const { t } = useI18n();
  return (
    <span class={isDated(period) ? 'when' : 'when undated'}>
      {formatPeriod(period, t)}
      {possible && <span class="possible">{t.possible}</span>}
    </span>
  );
}

export function EventDate({ date, until = null }: { date: string | null; until?: string | null }) {
  const { t } = useI18n();
  return <span class={date ? 'when' : 'when undated'}>{date ? (until ? t.period(date, until) : t.date(date)) : t.noDate}</span>;
}
