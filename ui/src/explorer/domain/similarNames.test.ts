// Similar names.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editDistance, nameDistance, searchPrefixes } from './similarNames';

test('a text is searched by the first letters of its words', () => {
  assert.deepEqual(searchPrefixes('Gustav Roussi'), ['gust', 'rous']);
  assert.deepEqual(searchPrefixes('l’Île-de-France'), ['fran', 'ile']);
});

test('names are ranked by the letters that differ', () => {
  assert.equal(editDistance('roussi', 'roussy'), 1);
  assert.ok(nameDistance('gustav roussi', 'Gustave Roussy') < nameDistance('gustav roussi', 'Institut Curie'));
});
