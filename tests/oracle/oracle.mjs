// Compares the server's responses with those of graphql-js, the reference implementation of GraphQL.
// usage: node oracle.mjs ADDRESS [--seed N] [--count N] [--seconds N]
//
// The documents are random (generate.mjs), random with one change (mutate.mjs) or written by hand (cases.mjs).
// Each is sent to the server, and executed by graphql-js with resolvers that ask the server for one field at a
// time (naive.mjs). Prints each difference with the smallest document that shows it, and at the end
// `N passed, N failed`.

import { parseArgs } from 'node:util';

import { checkCases } from './cases.mjs';
import { difference, minimized } from './compare.mjs';
import { generate } from './generate.mjs';
import { mutants } from './mutate.mjs';
import { Chains, schemaOf, Server } from './naive.mjs';
import { fill } from './pool.mjs';
import { Random } from './random.mjs';

const PATIENCE = 15_000;
const MOST_REPORTS = 10;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    count: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '60' },
  },
});
if (positionals.length !== 1) {
  console.error('usage: node oracle.mjs ADDRESS [--seed N] [--count N] [--seconds N]');
  process.exit(2);
}
const [seed, count, seconds] = [values.seed, values.count, values.seconds].map(Number);
const tally = { passed: 0, failed: 0, tooComplex: 0 };
const server = new Server(positionals[0]);
const chains = new Chains(server);
const world = { server, chains, schema: schemaOf(await server.sdl()) };

console.log(`seed ${seed}`);
await checkCases(world, tally);
const { documents, changed } = await walk();
console.log(`${documents} random documents, ${changed} changed ones, ${tally.tooComplex} too complex to compare, ${server.asked} requests`);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 ? 1 : 0;

/** Random documents until there are enough or time is up. */
async function walk() {
  const pool = await fill(server);
  const until = Date.now() + seconds * 1000;
  let [documents, changed] = [0, 0];
  while (documents < count && Date.now() < until && tally.failed < MOST_REPORTS) {
    const own = new Random(seed * 100_003 + documents);
    const request = await generate(world.schema, chains, pool, own);
    documents += 1;
    await check(request, `document ${documents}`);
    for (const mutant of mutants(world.schema, request, own)) {
      changed += 1;
      await check(mutant, `document ${documents}, changed (${mutant.change})`);
    }
  }
  return { documents, changed };
}

async function check(request, title) {
  const found = await difference(world, request);
  if (found?.tooComplex) {
    tally.tooComplex += 1;
    return;
  }
  if (found === null) {
    tally.passed += 1;
    return;
  }
  tally.failed += 1;
  const least = await minimized(world, request, PATIENCE);
  const again = await difference(world, least);
  console.log(`\nFAILED ${title}: ${again?.sentence ?? found.sentence}`);
  console.log(least.query);
  console.log(`variables ${JSON.stringify(least.variables)}\n`);
}
