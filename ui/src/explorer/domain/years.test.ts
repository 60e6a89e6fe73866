// The span of the slider.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { yearOf } from './period';
import { earliestYear, isAhead, yearSpan } from './years';

test('a span covers the dates and today, with a mark for each year', () => {
  assert.deepEqual(yearSpan(['2007', '2018-01-01', null, '2007-03', '1909'], 2026), { from: 2006, to: 2026, marks: [2007, 2018] });
  assert.deepEqual(yearSpan([], 2026), { from: 2015, to: 2026, marks: [] });
  assert.equal(yearSpan(['2030'], 2026).to, 2030);
});

test('the earliest year is the first in which something begins', () => {
  const undated = { since: null, until: null };
  assert.equal(earliestYear([{ since: '2018-01-01', until: null }, { since: '2007', until: null }, undated]), 2007);
  assert.equal(earliestYear([undated]), undefined);
});

test('a date with bounds begins at its first year', () => {
  assert.deepEqual(['[..2021]', '[2026..]', '[2023..2024]', '201X', '2007-03'].map(yearOf), [2021, 2026, 2023, 2010, 2007]);
});

test('a date is ahead if it lies wholly after today', () => {
  const ahead = ['2026', '2026-11', '2026-11-21', '2026-11-22', '2026-12', '2027'].map((date) => isAhead(date, '2026-11-21T23:00:00Z'));
  assert.deepEqual(ahead, [false, false, false, true, true, true]);
});
