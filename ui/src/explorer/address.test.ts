// Addresses are read as they were written, and typing errors are reported.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAddress, organizationAddress, parseAddress, type Address } from './address';

const ALL: Address[] = [
  { page: 'home' }, { page: 'about' }, { page: 'search', text: 'île de France' },
  organizationAddress('pscc'),
  organizationAddress('canceropole-ile-de-france', { asOf: '2007', includePossible: true, steps: 2, roles: ['FOUNDER.in', 'PARTNER.with'], view: 'table' }),
  { page: 'changes', slug: 'pscc', from: '2007', to: '2023-02' },
  { page: 'path', from: 'sanofi', to: 'ihf' },
  { page: 'event', slug: 'a' }, { page: 'program', slug: 'b' }, { page: 'person', slug: 'c' }, { page: 'source', slug: 'd' },
];

for (const address of ALL) {
  const text = formatAddress(address);
  test(`${text} is read as it was written`, () => {
    const [path = '', query = ''] = text.split('?');
    assert.deepEqual(parseAddress(path, query), { address, ignored: [], language: undefined });
  });
}

test('unknown parameters and invalid values are reported', () => {
  const { address, ignored, language } = parseAddress('/o/pscc', '?asOf=2007-13&role=founder&roles=founder.in,nobody&possible=yes&lang=fr');
  assert.deepEqual(address, organizationAddress('pscc'));
  assert.deepEqual(ignored, ['asOf=2007-13', 'possible=yes', 'roles=founder.in,nobody', 'role=founder']);
  assert.equal(language, 'fr');
});

test('the language is a tag in any case, and its region is not needed', () => {
  const languageOf = (tag: string): unknown => parseAddress('/', `?lang=${tag}`);
  for (const [tag, language] of [['FR', 'fr'], ['fr-CA', 'fr'], ['en-GB', 'en'], ['EN', 'en']] as const) {
    assert.deepEqual(languageOf(tag), { address: { page: 'home' }, ignored: [], language });
  }
  for (const tag of ['de', 'french', 'fr_CA']) {
    assert.deepEqual(languageOf(tag), { address: { page: 'home' }, ignored: [`lang=${tag}`], language: undefined });
  }
});

test('slugs in capitals and the former name of a parameter are read', () => {
  const expected = organizationAddress('pscc', { asOf: '2007', includePossible: true });
  assert.deepEqual(parseAddress('/o/PSCC', '?asOf=2007&undated=1'), { address: expected, ignored: [], language: undefined });
});

test('an unknown path is no page', () => {
  for (const path of ['/x/y', '/o/pscc/nothing', '/o', '/about/us']) {
    assert.deepEqual(parseAddress(path, '').address, { page: 'notFound', path });
  }
});
