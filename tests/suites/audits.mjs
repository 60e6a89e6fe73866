// The audits of GraphQL over HTTP that npm's graphql-http ships. usage: node audits.mjs URL
// What the specification only recommends or allows counts as much as what it demands.

import { serverAudits } from 'graphql-http';

import { Tally } from './tally.mjs';

const AUDITS = 61;

const [url] = process.argv.slice(2);
const tally = new Tally();
const audits = serverAudits({ url, fetchFn: fetch });
await tally.check('every audit is there', () => {
  if (audits.length !== AUDITS) throw new Error(`${audits.length} audits, not ${AUDITS}`);
});
for (const audit of audits) {
  await tally.check(`${audit.id} ${audit.name}`, async () => {
    const result = await audit.fn();
    if (result.status !== 'ok') throw new Error(`${result.status}: ${result.reason}`);
  });
}
tally.end();
