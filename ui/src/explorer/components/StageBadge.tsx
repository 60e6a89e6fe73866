// A mark on what sources announce, plan or cancel.

import type { Stage } from '../api/operations.generated';
import { useI18n } from '../i18n';

export function StageBadge({ stage }: { stage: Stage }) {
  const { labels } = useI18n();
  return stage === 'REALIZED' ? null : <span class="badge">{labels.stages[stage]}</span>;
}
