// The years that the slider offers, with marks where something began, ended or happened.

import { yearOf, type Period } from './period';

export interface YearSpan {
  from: number;
  to: number;
  /** Years in which something began, ended or happened, ascending. */
  marks: number[];
}

/** Marks further back than this many years are left out: a founding in 1909 would leave no room for what changes. */
const YEARS_BACK = 80;
const YEARS_AHEAD = 20;
/** The slider reaches back at least this far. */
const MIN_YEARS_BACK = 10;

/** The span from the first of the dates to the last of them or `today`, a year. */
export function yearSpan(dates: readonly (string | null | undefined)[], today: number): YearSpan {
  const years = dates.filter((date): date is string => Boolean(date)).map(yearOf).filter((year) => !Number.isNaN(year));
  const recent = years.filter((year) => year >= today - YEARS_BACK && year <= today + YEARS_AHEAD);
  const marks = [...new Set(recent)].sort((a, b) => a - b);
  const first = marks[0] ?? today - MIN_YEARS_BACK;
  const last = Math.max(today, marks.at(-1) ?? today);
  return { from: Math.min(first - 1, today - MIN_YEARS_BACK), to: last, marks };
}

/** Whether a date lies wholly after today. Nothing that has not happened is known. */
export function isAhead(date: string, today = new Date().toISOString()): boolean {
  return date > today.slice(0, date.length);
}

/** The first year in which one of the periods begins. */
export function earliestYear(periods: readonly Period[]): number | undefined {
  const years = periods.flatMap(({ since }) => (since ? [yearOf(since)] : []));
  return years.length > 0 ? Math.min(...years) : undefined;
}
