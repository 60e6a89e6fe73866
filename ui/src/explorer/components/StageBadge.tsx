// Marks on what is no fact: what sources announce, plan, cancel or expect.

import type { EventStatus, Stage } from '../api/operations.generated';
import { useI18n } from '../i18n';

export function StageBadge({ stage }: { stage: Stage }) {
  const { labels } = useI18n();
  return stage === 'REALIZED' ? null : <span class="badge">{labels.stages[stage]}</span>;
}

/** How far a record has come: one of these, whichever its type has. */
interface Standing {
  __typename?: string;
  stage?: Stage;
  eventStatus?: EventStatus;
  isForecast?: boolean;
}

/** The mark on a record of any type. */
export function StandingBadge({ of: { stage, eventStatus, isForecast } }: { of: Standing }) {
  const { labels, t } = useI18n();
  if (isForecast) return <span class="badge">{t.profile.forecast}</span>;
  if (eventStatus && eventStatus !== 'HAPPENED') return <span class="badge">{labels.statuses[eventStatus]}</span>;
  return stage ? <StageBadge stage={stage} /> : null;
}
