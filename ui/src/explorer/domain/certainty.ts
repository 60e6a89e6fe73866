// Years: which the slider spans, where something changed, and what may be said to be in force in one.
//
// Whether a relation held is the server's answer (docs/time.md has the rule), never worked out here.

import type { Certainty } from '../api/operations.generated';

export interface Dated {
  since: string | null;
  until: string | null;
}

/** How a fact stands to the year shown; null: it did not hold. */
export type Standing = Certainty | null;

export interface Span {
  from: number;
  to: number;
  /** Years in which something began, ended or happened, ascending. */
  marks: number[];
}

export function yearOf(date: string): number {
  return Number.parseInt(date, 10);
}

/** The years a slider offers: all that anything is dated to, and the present. */
export function spanOf(dates: readonly (string | null | undefined)[], today: number): Span {
  const years = dates.filter((date): date is string => Boolean(date)).map(yearOf);
  // A founding in 1909 would leave no room for what changes: older marks than this are not on the slider.
  const recent = years.filter((year) => year >= today - 80 && year <= today + 20);
  const marks = [...new Set(recent)].sort((a, b) => a - b);
  const first = marks[0] ?? today - 10;
  const last = Math.max(today, marks.at(-1) ?? today);
  return { from: Math.min(first - 1, today - 10), to: last, marks };
}

export function isDated({ since, until }: Dated): boolean {
  return since !== null || until !== null;
}

/** Four numbers that are never added up: what is sure and what is not, dated and not. */
export interface Counts {
  /** In force, with a date in the source. */
  dated: number;
  /** In force, because a document written by then says so without a date. */
  stated: number;
  /** Without a date, and no document written by then: may have held. */
  open: number;
  /** Dated, but not well enough to say. */
  perhaps: number;
}

export function countsOf(facts: readonly { fact: Dated; standing: Standing }[]): Counts {
  const counts: Counts = { dated: 0, stated: 0, open: 0, perhaps: 0 };
  for (const { fact, standing } of facts) {
    if (standing === null) continue;
    const dated = isDated(fact);
    if (standing === 'CERTAIN') counts[dated ? 'dated' : 'stated'] += 1;
    else counts[dated ? 'perhaps' : 'open'] += 1;
  }
  return counts;
}

/** Whether a fact is shown: what is sure always, what is not known on demand. */
export function isShown(standing: Standing, undated: boolean): boolean {
  return standing === 'CERTAIN' || (standing === 'POSSIBLE' && undated);
}

/** The first year from which on something is dated, for a way out of an empty one. */
export function firstYear(facts: readonly Dated[]): number | undefined {
  const years = facts.flatMap(({ since }) => (since ? [yearOf(since)] : []));
  return years.length > 0 ? Math.min(...years) : undefined;
}

/** `since 2007`, `2023 – 2027`: an open end is never "until today". */
export function periodText(
  { since, until }: Dated,
  t: { since: (date: string) => string; until: (date: string) => string; span: (from: string, to: string) => string; noDate: string },
): string {
  if (since && until) return t.span(since, until);
  if (since) return t.since(since);
  if (until) return t.until(until);
  return t.noDate;
}
