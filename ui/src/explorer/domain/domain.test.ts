// Small pure parts: counting, spans of years, near names, numbers, labels, cells of a table.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figureText } from '../i18n/format';
import { speechOf } from '../i18n';
import { beginnings, edits, farness } from './similarNames';
import { csvText } from '../diagram/exportImage';
import { shortName, textWidth, wrap } from '../diagram/layout/nodeLabels';
import { countsOf, firstYear, periodText, spanOf } from './certainty';

const never = { since: null, until: null };
const since = (date: string) => ({ since: date, until: null });

test('what is sure and what is not is counted apart', () => {
  const counts = countsOf([
    { fact: since('2007'), standing: 'CERTAIN' }, { fact: never, standing: 'CERTAIN' }, { fact: never, standing: 'POSSIBLE' },
    { fact: since('2007'), standing: 'POSSIBLE' }, { fact: never, standing: null },
  ]);
  assert.deepEqual(counts, { dated: 1, stated: 1, open: 1, perhaps: 1 });
});

test('a slider spans what is dated and the present, and has a mark for each year', () => {
  assert.deepEqual(spanOf(['2007', '2018-01-01', null, '2007-03', '1909'], 2026), { from: 2006, to: 2026, marks: [2007, 2018] });
  assert.deepEqual(spanOf([], 2026), { from: 2015, to: 2026, marks: [] });
  assert.equal(spanOf(['2030'], 2026).to, 2030);
});

test('an open end is never until today', () => {
  const { t } = speechOf('en');
  assert.equal(periodText(since('2007'), t), 'since 2007');
  assert.equal(periodText({ since: '2023', until: '2027' }, t), '2023 – 2027');
  assert.equal(periodText(never, t), 'no date');
});

test('the way out of an empty year is the first that is known', () => {
  assert.equal(firstYear([since('2018-01-01'), since('2007'), never]), 2007);
  assert.equal(firstYear([never]), undefined);
});

test('near names: by the beginnings of words, ranked by letters that differ', () => {
  assert.deepEqual(beginnings('Gustav Roussi'), ['gust', 'rous']);
  assert.equal(edits('roussi', 'roussy'), 1);
  assert.ok(farness('gustav roussi', 'Gustave Roussy') < farness('gustav roussi', 'Institut Curie'));
});

test('a number keeps its hedge, its range and its unit', () => {
  const figure = { value: 3000, valueMax: null, outOf: null, unit: 'people', qualifier: 'MORE_THAN' as const };
  assert.equal(figureText(figure, speechOf('en')), 'more than 3,000 people');
  assert.match(figureText({ ...figure, valueMax: 4000, qualifier: 'EXACT' }, speechOf('fr')), /^3\s000–4\s000 people$/);
});

test('labels: an acronym for a long name, two lines of about the same length, never more', () => {
  assert.equal(shortName('Centre national de la recherche scientifique', [{ value: 'CNRS', kind: 'ACRONYM' }]), 'CNRS');
  assert.equal(shortName('Sanofi', [{ value: 'SAN', kind: 'ACRONYM' }]), 'Sanofi');
  assert.deepEqual(wrap('Cancéropôle Île-de-France', 13, 120, 2), ['Cancéropôle', 'Île-de-France']);
  const long = wrap('Groupement des Entreprises Françaises dans la Lutte contre le Cancer', 12, 110, 2);
  assert.equal(long.length, 2);
  assert.ok(long[1]?.endsWith('…') && long.every((line) => textWidth(line, 12) <= 130));
});

test('a cell that a spreadsheet would take for a formula is not one', () => {
  assert.equal(csvText(['a', 'b'], [['=1+1', 'x "y", z']]), '\uFEFFa,b\r\n\'=1+1,"x ""y"", z"\r\n');
});
