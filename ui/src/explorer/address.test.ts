// Addresses: what is written is read again, and a typo never passes for an answer.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { organizationAt, readAddress, writeAddress, type Address } from './address';

const ALL: Address[] = [
  { page: 'home' }, { page: 'about' }, { page: 'search', text: 'île de France' },
  organizationAt('pscc'),
  organizationAt('canceropole-ile-de-france', { asOf: '2007', undated: true, steps: 2, roles: ['FOUNDER.in', 'PARTNER.with'], view: 'table' }),
  { page: 'changes', slug: 'pscc', from: '2007', to: '2023-02' },
  { page: 'path', from: 'sanofi', to: 'ihf' },
  { page: 'event', slug: 'a' }, { page: 'program', slug: 'b' }, { page: 'person', slug: 'c' }, { page: 'source', slug: 'd' },
];

for (const address of ALL) {
  const path = writeAddress(address);
  test(`${path} is read as it was written`, () => {
    const [before = '', after = ''] = path.split('?');
    assert.deepEqual(readAddress(before, after), { address, ignored: [], language: undefined });
  });
}

test('what is not understood is reported', () => {
  const read = readAddress('/o/pscc', '?asOf=2007-13&role=founder&roles=founder.in,nobody&undated=yes&lang=fr');
  assert.deepEqual(read.address, organizationAt('pscc'));
  assert.deepEqual(read.ignored, ['asOf=2007-13', 'undated=yes', 'roles=founder.in,nobody', 'role=founder']);
  assert.equal(read.language, 'fr');
});

test('an address of nothing is no page', () => {
  assert.deepEqual(readAddress('/x/y', '').address, { page: 'nowhere', path: '/x/y' });
  assert.deepEqual(readAddress('/o/pscc/nothing', '').address, { page: 'nowhere', path: '/o/pscc/nothing' });
});
