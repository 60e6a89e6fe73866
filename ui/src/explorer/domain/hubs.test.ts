// Organizations whose networks are worth a look.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pickHubs, type Hub } from './hubs';

const hub = (slug: string, totalCount: number, roles: number): Hub => ({ slug, affiliations: { totalCount, groups: Array.from({ length: roles }) } });
const slugs = (hubs: readonly Hub[]): string[] => hubs.map(({ slug }) => slug);

test('clusters come first, and ties of many roles before many ties of one role', () => {
  const clusters = [hub('large', 100, 10), hub('small', 16, 6), hub('empty', 0, 0)];
  const others = [hub('parts only', 900, 1), hub('large', 100, 10), hub('of several roles', 200, 7)];
  assert.deepEqual(slugs(pickHubs(clusters, others, 6)), ['large', 'small', 'of several roles', 'parts only']);
});

test('a registry without clusters has other organizations', () => {
  assert.deepEqual(slugs(pickHubs([], [hub('a', 1, 1), hub('b', 3, 1), hub('c', 2, 2)], 2)), ['c', 'b']);
});
