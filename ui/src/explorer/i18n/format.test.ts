// Dates, periods, figures and counts in words.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatFigure, formatPeriod } from './format';
import { i18nOf, type Language } from '.';

const [en, fr] = [i18nOf('en'), i18nOf('fr')];

test('a date is never more precise than its source', () => {
  assert.deepEqual(['2007', '2022-02', '2026-11-21'].map(en.t.date), ['2007', 'Feb 2022', '21 Nov 2026']);
  assert.deepEqual(['2007', '2022-03', '2026-11-21'].map(en.t.on), ['in 2007', 'in Mar 2022', 'on 21 Nov 2026']);
  assert.deepEqual(['2007', '2022-03', '2026-11-21'].map(fr.t.on), ['en 2007', 'en mars 2022', 'le 21 nov. 2026']);
  assert.deepEqual(['2007', '2026-11-21'].map(fr.t.until), ['jusqu’en 2007', 'jusqu’au 21 nov. 2026']);
});

test('a date with bounds says which of them is known', () => {
  assert.deepEqual(['[..2021]', '[2026..]', '[2023..2024]', '2023/2024', '201X'].map(en.t.date), ['2021 at the latest', '2026 at the earliest', '2023–2024', '2023–2024', '2010s']);
  assert.deepEqual(['[..2021-03]', '[2026..]'].map(fr.t.date), ['mars 2021 au plus tard', '2026 au plus tôt']);
  assert.equal(formatPeriod({ since: '[2023..2024]', until: null }, en.t), 'since 2023–2024');
});

test('a date of which less is known is put into words', () => {
  const dates = ['[2007,2009]', '[1667,1668, 1670..1672]', '2026/', '/2021', '2007~', '2007-03?', '2007%', '2004-06-~11', '2023-25', '2023-22', '2023-33', '2023-38', '2023-41', '19XX', '2004-XX', '1985-04-XX', '156X-12-25'];
  assert.deepEqual(dates.map(en.t.date), [
    '2007 or 2009', '1667, 1668 or 1670–1672', '2026 at the earliest', '2021 at the latest', 'about 2007', 'Mar 2007 (uncertain)', 'about 2007 (uncertain)',
    'about 11 Jun 2004', 'spring 2023 (northern hemisphere)', 'summer 2023', '1st quarter of 2023', '2nd four months of 2023', '2nd half of 2023',
    '1900–1999', '2004', 'Apr 1985', '156X-12-25',
  ]);
  assert.deepEqual(dates.slice(0, 13).map(fr.t.date), [
    '2007 ou 2009', '1667, 1668 ou 1670–1672', '2026 au plus tôt', '2021 au plus tard', 'vers 2007', 'mars 2007 (incertain)', 'vers 2007 (incertain)',
    'vers 11 juin 2004', 'printemps 2023 (hémisphère Nord)', 'été 2023', '1er trimestre 2023', '2e quadrimestre 2023', '2e semestre 2023',
  ]);
  assert.deepEqual(['201X', '2023-33', '2007~', '2023-21'].map(en.t.since), ['since the 2010s', 'since the 1st quarter of 2023', 'since about 2007', 'since spring 2023']);
  assert.deepEqual(['201X', '2023-33', '2007~', '2023-22', '2023-21'].map(fr.t.since), ['depuis les années 2010', 'depuis le 1er trimestre 2023', 'depuis vers 2007', 'depuis l’été 2023', 'depuis le printemps 2023']);
  assert.deepEqual(['201X', '2023-33', '2007~', '2023-22'].map(fr.t.until), ['jusqu’aux années 2010', 'jusqu’au 1er trimestre 2023', 'jusque vers 2007', 'jusqu’à l’été 2023']);
  assert.deepEqual(['2030', '2030-05-01', '203X', '2023-33', '2030~', '2023-22'].map(fr.t.plannedFrom), ['à partir de 2030', 'à partir du 1 mai 2030', 'à partir des années 2030', 'à partir du 1er trimestre 2023', 'à partir de 2030 environ', 'à partir de l’été 2023']);
  assert.deepEqual(['201X', '2023-33', '2007~', '2023-22'].map(fr.t.on), ['dans les années 2010', 'au 1er trimestre 2023', 'vers 2007', 'à l’été 2023']);
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

test('every kind has a plural', () => {
  const plurals = (language: Language): string[] => {
    const { t, labels } = i18nOf(language);
    return Object.values(labels.kinds).map(t.kindPlural);
  };
  for (const name of ['research units', 'universities', 'local authorities', 'companies', 'other organizations']) assert.ok(plurals('en').includes(name), name);
  for (const name of ['unités de recherche', 'hôpitaux', 'réseaux', 'groupes hospitaliers', 'sociétés savantes', 'organismes à but non lucratif', 'centres de lutte contre le cancer', 'établissements de santé', 'archives']) assert.ok(plurals('fr').includes(name), name);
});
