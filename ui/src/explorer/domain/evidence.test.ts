// Facts with the same evidence are grouped.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupConsecutive, orderByEvidence, type Evidence } from './evidence';

const cited = (slug: string, locator: string, more: Partial<Evidence> = {}): Evidence => ({
  citations: [{ locator, fields: [], dated: { earliest: '2007', latest: '2017' }, part: null, source: { slug, title: slug, publisher: 'P', retrievedOn: null } }],
  ...more,
});
const self = (fact: Evidence): Evidence => fact;
const [a, b] = [cited('page', 'line 14'), cited('page', 'line 20')];
const withNote = cited('page', 'line 14', { note: 'as a plan' });

test('a new group begins where the source, the place in it or the note changes', () => {
  assert.deepEqual(groupConsecutive([a, a, b, a, withNote], self).map(({ length }) => length), [2, 1, 1, 1]);
  assert.deepEqual(groupConsecutive([], self), []);
});

test('facts with the same evidence are brought together, the first evidence first', () => {
  assert.deepEqual(orderByEvidence([a, b, a, withNote], self), [a, a, b, withNote]);
});
