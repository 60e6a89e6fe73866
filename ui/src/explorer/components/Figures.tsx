// Figures with their sources.

import type { FigureFactFragment } from '../api/operations.generated';
import { REGISTRY_LANGUAGE, useI18n } from '../i18n';
import { formatFigure } from '../i18n/format';
import { FactList } from './FactList';
import { PeriodText } from './PeriodText';
import { Section } from './Section';

export function Figures({ figures }: { figures: readonly FigureFactFragment[] }) {
  const i18n = useI18n();
  const { t } = i18n;
  if (figures.length === 0) return null;
  return (
    <Section title={t.profile.figures} count={figures.length} class="figures">
      <FactList
        items={figures} keyOf={({ id }) => id} evidenceOf={(figure) => figure}
        row={(figure) => (
          <>
            <strong class="number">{formatFigure(figure, i18n)}</strong>
            <span class="measure" lang={REGISTRY_LANGUAGE}>{[figure.aboutText, figure.measure].filter(Boolean).join(': ')}</span>
            {figure.isForecast && <span class="badge">{t.profile.forecast}</span>}
            <FigureDate figure={figure} />
          </>
        )}
      />
    </Section>
  );
}

/** The date or the period for which the number holds. */
function FigureDate({ figure: { date, from, until } }: { figure: FigureFactFragment }) {
  const { t } = useI18n();
  if (date) return <span class="when">{t.on(date)}</span>;
  return <PeriodText of={{ since: from, until }} />;
}
