// Periods and dates of facts, marked if there is no date.

import type { Stage } from '../api/operations.generated';
import { isDated, type Period } from '../domain/period';
import { useI18n } from '../i18n';
import { formatPeriod } from '../i18n/format';

/** The period of a fact, or of a plan: then it begins “from 2023” and not “since 2023”. */
export function PeriodText({ of: period, possible = false }: { of: Period & { stage?: Stage }; possible?: boolean }) {
  const { t } = useI18n();
  const isPlan = period.stage !== undefined && period.stage !== 'REALIZED';
  return (
    <span class={isDated(period) ? 'when' : 'when undated'}>
      {formatPeriod(period, isPlan ? { ...t, since: t.plannedFrom } : t)}
      {period.endedWith && <span class="ended-with">{t.endedWith(period.endedWith.name)}</span>}
      {possible && <span class="possible">{t.possible}</span>}
    </span>
  );
}

export function EventDate({ date, until = null }: { date: string | null; until?: string | null }) {
  const { t } = useI18n();
  return <span class={date ? 'when' : 'when undated'}>{date ? (until ? t.period(date, until) : t.date(date)) : t.noDate}</span>;
}
