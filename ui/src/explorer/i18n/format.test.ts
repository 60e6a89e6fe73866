// Dates, periods, figures and counts in words.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatFigure, formatPeriod } from './format';
import { i18nOf } from '.';

const [en, fr] = [i18nOf('en'), i18nOf('fr')];

test('a date is never more precise than its source', () => {
  assert.deepEqual(['2007', '2022-02', '2026-11-21'].map(en.t.date), ['2007', 'Feb 2022', '21 Nov 2026']);
  assert.deepEqual(['2007', '2022-03', '2026-11-21'].map(en.t.on), ['in 2007', 'in Mar 2022', 'on 21 Nov 2026']);
  assert.deepEqual(['2007', '2022-03', '2026-11-21'].map(fr.t.on), ['en 2007', 'en mars 2022', 'le 21 nov. 2026']);
  assert.deepEqual(['2007', '2026-11-21'].map(fr.t.until), ['jusqu’en 2007', 'jusqu’au 21 nov. 2026']);
});

test('a date with bounds says which of them is known', () => {
  assert.deepEqual(['[..2021]', '[2026..]', '[2023..2024]', '2023/2024', '201X'].map(en.t.date), ['2021 at the latest', '2026 at the earliest', '2023–2024', '2023–2024', '201X']);
  assert.deepEqual(['[..2021-03]', '[2026..]'].map(fr.t.date), ['mars 2021 au plus tard', '2026 au plus tôt']);
  assert.equal(formatPeriod({ since: '[2023..2024]', until: null }, en.t), 'since 2023–2024');
});

test('an undated document is written between two dates', () => {
  assert.equal(en.t.facts.written('2007', '2007'), 'written in 2007');
  assert.equal(en.t.facts.written('2023', '2026-11-21'), 'undated, written between 2023 and November 2026');
  assert.equal(fr.t.facts.written('2023', '2026-11-21'), 'non daté, écrit entre 2023 et novembre 2026');
});

test('an unknown end is not filled in with today', () => {
  assert.equal(formatPeriod({ since: '2007', until: null }, en.t), 'since 2007');
  assert.equal(formatPeriod({ since: '2023', until: '2027' }, en.t), '2023 – 2027');
  assert.equal(formatPeriod({ since: null, until: null }, en.t), 'no date given');
});

test('a plan begins from a date, since a source may never say that it came true', () => {
  assert.deepEqual(['2023', '2026-11-21'].map(en.t.plannedFrom), ['from 2023', 'from 21 Nov 2026']);
  assert.deepEqual(['2023', '2026-11-21'].map(fr.t.plannedFrom), ['à partir de 2023', 'à partir du 21 nov. 2026']);
});

test('a figure keeps its qualifier, its range and its unit', () => {
  const figure = { value: 3000, valueMax: null, outOf: null, unit: 'people', qualifier: 'MORE_THAN' as const };
  assert.equal(formatFigure(figure, en), 'more than 3,000 people');
  assert.match(formatFigure({ ...figure, valueMax: 4000, qualifier: 'EXACT' }, fr), /^3\s000–4\s000 people$/);
  const several = { ...figure, value: 1_000_000_000, unit: 'euros', qualifier: 'SEVERAL' as const };
  assert.equal(formatFigure(several, en), 'several billion euros');
  assert.equal(formatFigure(several, fr), 'plusieurs milliards d’euros');
});

test('ties are counted in one sentence, dated and undated', () => {
  assert.equal(en.t.counts.certain(10, 6, '2026'), '16 ties in 2026: 10 dated, 6 without a date');
  assert.equal(en.t.counts.certain(8, 0, '2007'), '8 ties in 2007, all dated');
  assert.equal(en.t.counts.certain(0, 1, '2007'), '1 tie in 2007, without a date');
  assert.equal(en.t.counts.certain(0, 0, '1995'), 'No known ties in 1995');
  assert.equal(fr.t.counts.certain(10, 6, '2026'), '16 liens en 2026 : 10 datés, 6 sans date');
});
