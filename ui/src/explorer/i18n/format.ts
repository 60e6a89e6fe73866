// A number as its document states it: with its hedge, its range, its unit and its date.

import type { Qualifier } from '../api/operations.generated';
import type { Speech } from './index';

export interface Stated {
  value: number;
  valueMax: number | null;
  outOf: number | null;
  unit: string;
  qualifier: Qualifier;
  date?: string | null;
}

export function figureText(figure: Stated, { w, language }: Speech): string {
  const number = (value: number): string => value.toLocaleString(language, { maximumFractionDigits: 6, useGrouping: true });
  const range = figure.valueMax !== null ? `${number(figure.value)}–${number(figure.valueMax)}` : number(figure.value);
  const whole = figure.outOf !== null ? `${range} / ${number(figure.outOf)}` : range;
  return [w.qualifiers[figure.qualifier], whole, figure.unit].filter(Boolean).join(' ');
}
