// Values of the registry as text: figures, periods, and the labels of kinds and roles.

import type { Qualifier } from '../api/operations.generated';
import type { DirectedRole } from '../domain/affiliationRole';
import type { Period } from '../domain/period';
import type { I18n } from '.';
import type { Labels } from './labels';
import type { Messages } from './messages.en';

export interface FigureValue {
  value: number;
  valueMax: number | null;
  outOf: number | null;
  unit: string;
  qualifier: Qualifier;
}

/** A figure as its source states it, with its qualifier, range and unit: `more than 3,000 people`. */
export function formatFigure(figure: FigureValue, { t, labels, language }: I18n): string {
  const { qualifier, value, valueMax, outOf, unit } = figure;
  if (qualifier === 'SEVERAL') return t.several(value, unit);
  const number = (some: number): string => some.toLocaleString(language, { maximumFractionDigits: 6 });
  const range = valueMax !== null ? `${number(value)}–${number(valueMax)}` : number(value);
  const whole = outOf !== null ? `${range} / ${number(outOf)}` : range;
  return [labels.qualifiers[qualifier], whole, unit].filter(Boolean).join(' ');
}

/** `since 2007`, `2023 – 2027`, or that there is no date. An unknown end is not filled in with today. */
export function formatPeriod({ since, until }: Period, t: Pick<Messages, 'since' | 'until' | 'period' | 'noDate'>): string {
  if (since && until) return t.period(since, until);
  if (since) return t.since(since);
  if (until) return t.until(until);
  return t.noDate;
}

/** The label of a kind of organization. A kind newer than this page keeps the word of the API, in lower case. */
export function kindLabel(labels: Labels, kind: string): string {
  return (labels.kinds as Record<string, string>)[kind] ?? kind.toLowerCase().replaceAll('_', ' ');
}

export function kindLabels(labels: Labels, kinds: readonly string[]): string {
  return kinds.map((kind) => kindLabel(labels, kind)).join(', ');
}

/** The heading of a directed role. `Labels` has none for combinations that do not exist, such as `PARTNER.in`. */
export function directedRoleLabel(labels: Labels, directedRole: DirectedRole): string {
  return (labels.directedRoles as Record<string, string>)[directedRole] ?? directedRole;
}
