// Labels of nodes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortName, textWidth, wrapLabel } from './nodeLabels';

test('a long name is replaced by its acronym', () => {
  assert.equal(shortName('Centre national de la recherche scientifique', [{ value: 'CNRS', kind: 'ACRONYM' }]), 'CNRS');
  assert.equal(shortName('Sanofi', [{ value: 'SAN', kind: 'ACRONYM' }]), 'Sanofi');
});

test('a label breaks into two lines of similar length, and ends with an ellipsis if it is longer', () => {
  assert.deepEqual(wrapLabel('Cancéropôle Île-de-France', 13, 120, 2), ['Cancéropôle', 'Île-de-France']);
  const long = wrapLabel('Groupement des Entreprises Françaises dans la Lutte contre le Cancer', 12, 110, 2);
  assert.equal(long.length, 2);
  assert.ok(long[1]?.endsWith('…') && long.every((line) => textWidth(line, 12) <= 130));
});
