// Names of files.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileName } from './download';

test('the name of a file says what it holds', () => {
  assert.equal(fileName(['cnrs', 'network', '2026', undefined, false], 'svg'), 'cnrs_network_2026.svg');
  assert.equal(fileName(['cnrs', 'network', '2026', 'founders,member_of', 'possible'], 'png'), 'cnrs_network_2026_founders-member-of_possible.png');
});
