// What a network shows when the roles of its centre are filtered.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reachableLinks } from './reachable';

const link = (id: string): { id: string; subject: { slug: string }; object: { slug: string } } => ({ id, subject: { slug: id[0] as string }, object: { slug: id[1] as string } });
const LINKS = ['ac', 'bc', 'ab', 'bd', 'de', 'dc'].map(link);
const shown = (steps: number, hidden: readonly string[]): string[] => reachableLinks(LINKS, 'c', steps, ({ id }) => !hidden.includes(id)).map(({ id }) => id);

test('without a filter, all links between the organizations within reach are shown', () => {
  assert.deepEqual(shown(1, []), ['ac', 'bc', 'ab', 'bd', 'dc']);
  assert.deepEqual(shown(2, []), ['ac', 'bc', 'ab', 'bd', 'de', 'dc']);
});

test('an organization whose links to the centre are hidden is shown only if others lead to it', () => {
  assert.deepEqual(shown(1, ['bc', 'dc']), ['ac']);
  assert.deepEqual(shown(2, ['bc', 'dc']), ['ac', 'ab']);
});
