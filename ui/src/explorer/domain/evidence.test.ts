// Facts that share their evidence, and dates in words.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { speechOf } from '../i18n';
import { gathered, runsOf, type Evidence } from './evidence';

const cited = (slug: string, locator: string, more: Partial<Evidence> = {}): Evidence => ({
  citations: [{ locator, fields: [], source: { slug, title: slug, publisher: 'P', dated: { earliest: '2007', latest: '2017' }, retrievedOn: null } }] as unknown as Evidence['citations'],
  ...more,
});
const self = (fact: Evidence): Evidence => fact;

test('what rests on the same place with the same reservations is one run', () => {
  const [a, b] = [cited('page', 'line 14'), cited('page', 'line 20')];
  const noted = cited('page', 'line 14', { note: 'as a plan' });
  assert.deepEqual(runsOf([a, a, b, a, noted], self).map(({ length }) => length), [2, 1, 1, 1]);
  assert.deepEqual(gathered([a, b, a, noted], self), [a, a, b, noted]);
  assert.deepEqual(runsOf([], self), []);
});

test('a date is in words, and never more precise than it is known', () => {
  const [{ t: en }, { t: fr }] = [speechOf('en'), speechOf('fr')];
  assert.deepEqual(['2007', '2022-02', '2026-11-21'].map(en.date), ['2007', 'Feb 2022', '21 Nov 2026']);
  assert.deepEqual(['2007', '2022-03', '2026-11-21'].map(en.on), ['in 2007', 'in Mar 2022', 'on 21 Nov 2026']);
  assert.deepEqual(['2007', '2022-03', '2026-11-21'].map(fr.on), ['en 2007', 'en mars 2022', 'le 21 nov. 2026']);
  assert.deepEqual(['2007', '2026-11-21'].map(fr.until), ['jusqu’en 2007', 'jusqu’au 21 nov. 2026']);
  assert.equal(fr.written('2023', '2026-11-21'), 'écrit entre 2023 et le 21 nov. 2026');
});
