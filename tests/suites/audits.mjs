// The audits of GraphQL over HTTP in the npm package graphql-http. usage: node audits.mjs URL
// The audits of SHOULD and MAY must pass too, not only those of MUST.

import { serverAudits } from 'graphql-http';

import { Tally } from './tally.mjs';

const AUDITS = 61;

const [url] = process.argv.slice(2);
const tally = new Tally();
const audits = serverAudits({ url, fetchFn: fetch });
await tally.check('the package has the expected number of audits', () => {
  if (audits.length !== AUDITS) throw new Error(`${audits.length} audits, expected ${AUDITS}`);
});
for (const audit of audits) {
  await tally.check(`${audit.id} ${audit.name}`, async () => {
    const result = await audit.fn();
    if (result.status !== 'ok') throw new Error(`${result.status}: ${result.reason}`);
  });
}
tally.end();
