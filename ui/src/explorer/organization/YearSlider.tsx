// The year: typed, dragged along a line with marks where something changed, or played.

import { useEffect, useState } from 'preact/hooks';
import { isDate } from '../address';
import { useSpeech } from '../i18n';
import { yearOf, type Span } from '../domain/certainty';
import { useNarrow } from '../hooks/useMediaQuery';

interface Props {
  span: Span;
  /** The date shown; undefined is today. */
  asOf: string | undefined;
  today: number;
  /** How many relations were in force then; undefined until it is known. */
  inForce: number | undefined;
  onChange: (asOf: string | undefined) => void;
}

const PLAYING = 1100;

export function TimeBar({ span, asOf, today, inForce, onChange }: Props) {
  const { t } = useSpeech();
  const year = asOf ? yearOf(asOf) : today;
  const [typed, setTyped] = useState<string>();
  const [playing, setPlaying] = useState(false);
  const calm = useCalm();
  const narrow = useNarrow();
  const show = (wanted: number): void => onChange(wanted === today ? undefined : String(wanted));

  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => {
      const next = span.marks.find((mark) => mark > year) ?? (year < span.to ? span.to : undefined);
      if (next === undefined) setPlaying(false);
      else show(next);
    }, PLAYING);
    return () => clearTimeout(timer);
  }, [playing, year]);

  const play = (): void => {
    if (!playing && year >= span.to) show(span.marks[0] ?? span.from);
    setPlaying(!playing);
  };
  const commit = (text: string): void => {
    setTyped(undefined);
    if (isDate(text.trim())) onChange(text.trim() === String(today) ? undefined : text.trim());
  };
  const roomy = roomyMarks(span, year, narrow ? 7 : 15);
  const share = (at: number): string => `${((Math.min(Math.max(at, span.from), span.to) - span.from) / (span.to - span.from)) * 100}%`;

  return (
    <section class="time" aria-label={t.year}>
      <label class="year-field">
        <span>{t.year}</span>
        <input
          type="text" inputmode="numeric" size={5} maxlength={10} aria-label={t.yearField} value={typed ?? asOf ?? String(today)}
          onInput={(event) => {
            const text = event.currentTarget.value;
            setTyped(text);
            if (/^\d{4}$/.test(text)) { setTyped(undefined); show(Number(text)); }
          }}
          onBlur={(event) => typed !== undefined && commit(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && commit(event.currentTarget.value)}
        />
      </label>
      <div class="track">
        <div class="marks" aria-hidden="true">
          {span.marks.map((mark, i) => (
            <button key={mark} type="button" tabIndex={-1} class={mark === year ? 'now' : ''} style={{ left: share(mark) }} onClick={() => show(mark)}>
              {(mark === year || roomy[i]) && <span>{mark}</span>}
            </button>
          ))}
        </div>
        <input
          type="range" min={span.from} max={span.to} step={1} value={year} aria-label={t.year} aria-valuetext={inForce === undefined ? asOf ?? String(today) : t.yearText(asOf ?? String(today), inForce)}
          style={{ '--share': share(year) }} onInput={(event) => { setPlaying(false); show(event.currentTarget.valueAsNumber); }}
        />
      </div>
      {!calm && (
        <button type="button" class="button play" aria-pressed={playing} onClick={play} aria-label={playing ? t.pause : t.play} title={playing ? t.pause : t.play}>
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d={playing ? 'M3 2h3v10H3zM8 2h3v10H8z' : 'M3 1.500L12 7L3 12.500z'} /></svg>
        </button>
      )}
    </section>
  );
}

/** Which marks have room for their year, where so many years fit on the line. */
function roomyMarks({ from, to, marks }: Span, year: number, fit: number): boolean[] {
  const apart = (to - from) / fit;
  const written = marks.includes(year) ? [year] : [];
  return marks.map((mark) => {
    if (written.some((other) => other !== mark && Math.abs(other - mark) < apart)) return false;
    written.push(mark);
    return true;
  });
}

/** Whether the reader wants nothing to move. */
function useCalm(): boolean {
  const [calm, setCalm] = useState(() => matchMedia('(prefers-reduced-motion: reduce)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-reduced-motion: reduce)');
    const follow = (): void => setCalm(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return calm;
}
