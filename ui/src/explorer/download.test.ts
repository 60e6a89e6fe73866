// Tables as CSV.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCsv } from './download';

test('a cell that a spreadsheet would run as a formula is quoted', () => {
  assert.equal(formatCsv(['a', 'b'], [['=1+1', 'x "y", z']]), '\uFEFFa,b\r\n\'=1+1,"x ""y"", z"\r\n');
});
