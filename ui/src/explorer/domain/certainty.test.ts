// Certain and possible facts are counted apart.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countByCertainty, isShown } from './certainty';

const undated = { since: null, until: null };
const dated = { since: '2007', until: null };

test('certain and possible facts, dated and undated, are counted apart', () => {
  const counts = countByCertainty([
    { affiliation: dated, certainty: 'CERTAIN' }, { affiliation: undated, certainty: 'CERTAIN' }, { affiliation: undated, certainty: 'POSSIBLE' },
    { affiliation: dated, certainty: 'POSSIBLE' }, { affiliation: undated, certainty: null },
  ]);
  assert.deepEqual(counts, { dated: 1, undated: 1, possibleUndated: 1, possibleDated: 1 });
});

test('possible facts are shown on request, and facts that did not hold never', () => {
  assert.deepEqual([isShown('CERTAIN', false), isShown('POSSIBLE', false), isShown('POSSIBLE', true), isShown(null, true)], [true, false, true, false]);
});
