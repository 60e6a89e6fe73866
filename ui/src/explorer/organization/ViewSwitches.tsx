// Switches between one step and two, and between picture and table.

import type { OrganizationAddress } from '../address';
import { useI18n } from '../i18n';

export type ViewMode = NonNullable<OrganizationAddress['view']>;

interface Props {
  steps: OrganizationAddress['steps'];
  mode: ViewMode;
  onChange: (change: Partial<OrganizationAddress>) => void;
}

export function ViewSwitches({ steps, mode, onChange }: Props) {
  const { t } = useI18n();
  return (
    <div class="switches">
      <div class="switch" role="group" aria-label={t.distance}>
        <button type="button" aria-pressed={steps === 1} onClick={() => onChange({ steps: 1 })}>{t.oneStep}</button>
        <button type="button" aria-pressed={steps === 2} onClick={() => onChange({ steps: 2 })}>{t.twoSteps}</button>
      </div>
      <div class="switch" role="group" aria-label={t.view}>
        <button type="button" aria-pressed={mode === 'picture'} onClick={() => onChange({ view: 'picture' })}>{t.picture}</button>
        <button type="button" aria-pressed={mode === 'table'} onClick={() => onChange({ view: 'table' })}>{t.table}</button>
      </div>
    </div>
  );
}
