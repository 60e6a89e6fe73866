// The year shown: typed, chosen on a slider with marks where something changed, or played.

import { useEffect, useState } from 'preact/hooks';
import { isDate, yearOf } from '../domain/period';
import type { YearSpan } from '../domain/years';
import { useIsNarrow, usePrefersReducedMotion } from '../hooks/useMediaQuery';
import { useI18n } from '../i18n';

interface Props {
  span: YearSpan;
  /** The year or date shown; undefined is today. */
  asOf: string | undefined;
  /** The current year. */
  today: number;
  /** Certain affiliations in that year; undefined until they are known. */
  count: number | undefined;
  onChange: (asOf: string | undefined) => void;
}

/** How long each year is shown while playing, in ms. */
const PLAY_INTERVAL = 1100;
/** Years that fit beside each other above the slider. */
const LABELS = { narrow: 7, wide: 15 };

export function YearSlider({ span, asOf, today, count, onChange }: Props) {
  const { t } = useI18n();
  const year = asOf ? yearOf(asOf) : today;
  const text = asOf ?? String(today);
  const reducedMotion = usePrefersReducedMotion();
  const isNarrow = useIsNarrow();
  const show = (wanted: number): void => onChange(wanted === today ? undefined : String(wanted));
  const { isPlaying, setIsPlaying } = usePlay(span, year, show);

  const play = (): void => {
    if (!isPlaying && year >= span.to) show(span.marks[0] ?? span.from);
    setIsPlaying(!isPlaying);
  };
  const hasLabel = labelledMarks(span, year, isNarrow ? LABELS.narrow : LABELS.wide);
  const position = (at: number): string => `${((Math.min(Math.max(at, span.from), span.to) - span.from) / (span.to - span.from)) * 100}%`;

  return (
    <section class="years" aria-label={t.years.label}>
      <YearField value={text} onYear={show} onDate={(date) => onChange(date === String(today) ? undefined : date)} />
      <div class="track">
        <div class="marks" aria-hidden="true">
          {span.marks.map((mark) => (
            <button key={mark} type="button" tabIndex={-1} class={mark === year ? 'now' : ''} style={{ left: position(mark) }} onClick={() => show(mark)}>
              {hasLabel.has(mark) && <span>{mark}</span>}
            </button>
          ))}
        </div>
        <input
          type="range" min={span.from} max={span.to} step={1} value={year} aria-label={t.years.label} aria-valuetext={count === undefined ? text : t.years.value(text, count)}
          style={{ '--share': position(year) }} onInput={(event) => { setIsPlaying(false); show(event.currentTarget.valueAsNumber); }}
        />
      </div>
      {!reducedMotion && (
        <button type="button" class="button play" aria-pressed={isPlaying} onClick={play} aria-label={isPlaying ? t.years.pause : t.years.play} title={isPlaying ? t.years.pause : t.years.play}>
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d={isPlaying ? 'M3 2h3v10H3zM8 2h3v10H8z' : 'M3 1.500L12 7L3 12.500z'} /></svg>
        </button>
      )}
    </section>
  );
}

/** Shows a year as soon as it has four digits, and a date on Enter or when the field is left. */
function YearField({ value, onYear, onDate }: { value: string; onYear: (year: number) => void; onDate: (date: string) => void }) {
  const { t } = useI18n();
  const [typed, setTyped] = useState<string>();
  const commit = (text: string): void => {
    setTyped(undefined);
    if (isDate(text.trim())) onDate(text.trim());
  };
  const onInput = (text: string): void => {
    const isYear = /^\d{4}$/.test(text);
    setTyped(isYear ? undefined : text);
    if (isYear) onYear(Number(text));
  };
  return (
    <label class="year-field">
      <span>{t.years.label}</span>
      <input
        type="text" inputmode="numeric" size={5} maxlength={10} aria-label={t.years.field} value={typed ?? value}
        onInput={(event) => onInput(event.currentTarget.value)}
        onBlur={(event) => typed !== undefined && commit(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && commit(event.currentTarget.value)}
      />
    </label>
  );
}

/** While playing, goes from mark to mark and at last to the end of the slider. */
function usePlay(span: YearSpan, year: number, show: (year: number) => void) {
  const [isPlaying, setIsPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setTimeout(() => {
      const next = span.marks.find((mark) => mark > year) ?? (year < span.to ? span.to : undefined);
      if (next === undefined) setIsPlaying(false);
      else show(next);
    }, PLAY_INTERVAL);
    return () => clearTimeout(timer);
  }, [isPlaying, year]);
  return { isPlaying, setIsPlaying };
}

/** The marks that have space for their year: that of the current year, and those far enough from others. */
function labelledMarks({ from, to, marks }: YearSpan, year: number, capacity: number): Set<number> {
  const distance = (to - from) / capacity;
  const labelled = new Set(marks.includes(year) ? [year] : []);
  for (const mark of marks) {
    if ([...labelled].every((other) => other === mark || Math.abs(other - mark) >= distance)) labelled.add(mark);
  }
  return labelled;
}
