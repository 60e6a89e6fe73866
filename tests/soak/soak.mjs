// A soak test: 20 well-behaved clients beside all attacks of deeds.mjs at once, from other addresses, on a server in a group
// of 512 MB of memory with a disk of 1 GB.
// usage: node tests/soak/soak.mjs [--minutes 10] [--clients 20] [--attackers 60] [--binary target/release/consortia]
//        [--import RELEASE_OF_ROR] [--memory MB] [--disk MB] [--busy]
// Passes if the server never dies, the well-behaved clients get their responses (at most one in a hundred is told with 503 to
// retry) with a 99th percentile under 250 ms, memory stays under the promise, and disk and memory are given back.
// What this machine does not allow is SKIPPED. On a machine that does other work, `--busy` reports the times without judging them.

import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

import { disk, memoryGroup, usage } from './place.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    clients: { type: 'string', default: '20' },
    attackers: { type: 'string', default: '60' },
    memory: { type: 'string', default: '512' },
    disk: { type: 'string', default: '1024' },
    binary: { type: 'string', default: path.join(root, 'target/release/consortia') },
    import: { type: 'string' },
    busy: { type: 'boolean', default: false },
  },
});
const [minutes, clients, attackers, megabytes] = [values.minutes, values.clients, values.attackers, values.memory].map(Number);

/** Milliseconds that anybody thinks between two deeds, at most. */
const THINKING = 1_000;
/** Who is not answered in so many milliseconds was not served. */
const PATIENCE = 10_000;
/** Milliseconds within which 99 of 100 responses must come. */
const MAX_WAIT = 250;
/** The share of well-behaved requests that may be told to retry. */
const MAX_RETRIES = 0.01;
/** Milliseconds after which the server has given back what clients left behind: it waits 20 s for those that do not read. */
const CALM = 25_000;
/** Megabytes by which the disk may differ from before, once the server has stopped. */
const DISK_SLACK = 24;
/** The part of the promise that caches may still fill when everybody has left. */
const KEPT = 0.75;
/** Files that the server may still have open: recent tables, connections to the database. */
const KEPT_FILES = 100;
/** Bytes that the log may have for each minute. */
const MAX_LOG_BYTES = 100_000;

const [group, place] = [memoryGroup(megabytes), disk(Number(values.disk))];
if (!group) console.log(`SKIPPED: no memory group can be made here; memory is measured against the promise alone`);
if (!place.isOwn) console.log(`SKIPPED: no disk of ${values.disk} MB can be mounted here; what has a name in the folder of the database is measured`);
const promise = megabytes / 2;
const database = path.join(place.folder, 'soak.db');
const failures = [];
let server;
process.on('exit', () => {
  server?.kill('SIGKILL');
  for (const id of seen.processes) kill(id);
  place.remove();
  group?.remove();
});
process.on('SIGINT', () => process.exit(1));
process.on('SIGTERM', () => process.exit(1));

const seen = { waits: [], retries: 0, samples: [], processes: new Set(), logBytes: 0 };
prepare();
const port = await start();
const questions = published();
await behaveAll(Date.now() + 3_000);
const calibration = percentile(seen.waits, 0.99);
seen.waits = [];
const before = { ...usage(server.pid), disk: place.used() };

const until = Date.now() + minutes * 60_000;
const worker = new Worker(new URL('./attackers.mjs', import.meta.url), { workerData: { port, count: attackers, until, thinking: THINKING } });
const deeds = new Promise((resolve) => worker.once('message', resolve));
const watching = watch(until);
await Promise.all([behaveAll(until), watching]);
const counts = await Promise.race([deeds, sleep(60_000, [])]);
await worker.terminate();
const quietAt = Date.now() + CALM;
const [waits, retries] = [seen.waits, seen.retries];
while (Date.now() < quietAt) await sleep(500);
const calm = { ...usage(server.pid), disk: place.used() };
await stop();
const after = { disk: place.used() };
report();

// --- the server ---

/** A database from the seed, with a release of ROR if there is one. */
function prepare() {
  const run = (...words) => {
    const ended = spawnSync(values.binary, ['--db', database, ...words], { encoding: 'utf8' });
    if (ended.status !== 0) throw new Error(`${words.join(' ')}: ${ended.stderr}`);
  };
  run('seed');
  if (values.import) run('import', 'ror', path.resolve(values.import), '--release', 'v2.0-2026-01-01');
}

function start() {
  const command = [values.binary, '--db', database, '--listen', '127.0.0.1:0'];
  // Without a group the server would take its promise from the whole machine.
  if (!group) command.push('--memory', `${promise}MiB`);
  const words = group ? ['sh', '-c', group.prefix, 'sh', ...command] : command;
  server = spawn(words[0], words.slice(1), { env: { ...process.env, CONSORTIA_LOG: 'error' }, stdio: ['ignore', 'pipe', 'pipe'] });
  server.stderr.on('data', (part) => {
    seen.logBytes += part.length;
    if (seen.logBytes < 2_000) process.stderr.write(part);
  });
  return new Promise((resolve, reject) => {
    let text = '';
    server.stdout.on('data', (part) => {
      text += part;
      const found = text.match(/http:\/\/127\.0\.0\.1:(\d+)\/graphql/);
      if (found) resolve(Number(found[1]));
    });
    server.on('exit', () => reject(new Error(`the server did not start: ${text}`)));
  });
}

async function stop() {
  server.kill('SIGTERM');
  for (let waited = 0; waited < 150 && server.exitCode === null && server.signalCode === null; waited += 1) await sleep(100);
  if (server.exitCode !== 0) failures.push(`the server ended with ${server.exitCode ?? server.signalCode ?? 'nothing'} instead of 0`);
}

function kill(id) {
  try {
    if (readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(database)) process.kill(id, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** Looks at the server twice a second. */
async function watch(end) {
  for (const id of usage(server.pid).processes) seen.processes.add(id);
  while (Date.now() < end) {
    await sleep(500);
    const now = { ...usage(server.pid), disk: place.used() };
    seen.samples.push(now);
    if (server.exitCode !== null || server.signalCode !== null) {
      failures.push(`the server ended: ${server.exitCode ?? server.signalCode}`);
      return;
    }
    for (const id of now.processes) {
      if (!seen.processes.has(id)) failures.push(`the server died and was started again as process ${id}`);
      seen.processes.add(id);
    }
  }
}

// --- well-behaved clients ---

function behaveAll(end) {
  return Promise.all(Array.from({ length: clients }, (_, number) => behave(number, end)));
}

/** Asks one question after the other over one connection, with a thought in between. */
async function behave(number, end) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1, localAddress: `127.0.1.${1 + number}` });
  await sleep((number * THINKING) / clients);
  for (let turn = number; Date.now() < end; turn += 1) {
    const began = performance.now();
    try {
      const status = await ask(agent, questions[turn % questions.length]);
      if (status === 503) seen.retries += 1;
      else seen.waits.push(performance.now() - began);
    } catch (error) {
      failures.push(`a well-behaved client: ${String(error.message ?? error).slice(0, 300)}`);
    }
    await sleep(Math.random() * THINKING);
  }
  agent.destroy();
}

/** The status of a response: 200, or 503 with `Retry-After`. Others are errors. */
function ask(agent, { method, target, body }, retried = false) {
  return new Promise((resolve, reject) => {
    const headers = body ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {};
    const request = http.request({ port, host: '127.0.0.1', path: target, method, agent, headers });
    request.setTimeout(PATIENCE, () => request.destroy(new Error(`${target}: no answer in ${PATIENCE} ms`)));
    // A connection that was idle may be closed just when it is used again (RFC 9110, section 9.2.2).
    request.on('error', (error) => (request.reusedSocket && !retried ? resolve(ask(agent, { method, target, body }, true)) : reject(error)));
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => (text += part));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status, headers: told } = response;
        const isGood = status === 200 && !(target === '/graphql' && JSON.parse(text).errors);
        if (isGood || (status === 503 && told['retry-after'])) resolve(status);
        else reject(new Error(`${target}: ${status} ${text}`));
      });
    });
    request.end(body);
  });
}

/** What they ask: the published queries, searches, a table. */
function published() {
  const place = path.join(root, 'queries');
  const variables = (name) => {
    try {
      return JSON.parse(readFileSync(path.join(place, name.replace('.graphql', '.variables.json')), 'utf8'));
    } catch (error) {
      if (error.code === 'ENOENT') return {};
      throw error;
    }
  };
  const queries = readdirSync(place).filter((name) => name.endsWith('.graphql')).map((name) => {
    const query = readFileSync(path.join(place, name), 'utf8');
    return { method: 'POST', target: '/graphql', body: JSON.stringify({ query, variables: variables(name) }) };
  });
  return [...queries, { method: 'GET', target: '/reports/counts.csv' }, { method: 'GET', target: '/graphql?query=%7Bsearch(query:%22cancer%22)%7Bedges%7Bscore%7D%7D%7D' }];
}

// --- the report ---

function percentile(numbers, share) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function report() {
  const most = (what) => Math.max(...seen.samples.map((sample) => sample[what]), 0);
  const p99 = percentile(waits, 0.99);
  const check = (holds, what) => holds || failures.push(what);
  check(group === null || group.kills() === 0, `the system killed ${group?.kills()} processes of the group`);
  check(waits.length > 0, 'no well-behaved client was served');
  check(retries <= (waits.length + retries) * MAX_RETRIES, `${retries} of ${waits.length + retries} well-behaved requests were told to retry`);
  check(values.busy || p99 <= MAX_WAIT, `the 99th percentile is ${p99.toFixed(0)} ms`);
  check(most('private') <= promise, `memory: ${most('private').toFixed(0)} MB, ${promise} MB are promised`);
  check(calm.private <= promise * KEPT, `memory after the attack: ${calm.private.toFixed(0)} MB, ${before.private.toFixed(0)} MB before`);
  check(calm.files <= before.files + KEPT_FILES, `open files after the attack: ${calm.files}, ${before.files} before`);
  check(seen.logBytes <= (minutes + 1) * MAX_LOG_BYTES, `${seen.logBytes} bytes of log`);
  check(after.disk <= before.disk + DISK_SLACK, `disk after the attack: ${after.disk.toFixed(0)} MB, ${before.disk.toFixed(0)} MB before`);

  const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);
  console.log(`\n${minutes} minutes, ${clients} clients that behave, ${attackers} attackers`);
  row('served', 'told to retry', 'p50', 'p90', 'p99', 'p99.9', 'longest', 'p99 without attack');
  row(...Array(8).fill('---'));
  row(waits.length, retries, ...[0.5, 0.9, 0.99, 0.999, 1].map((share) => `${percentile(waits, share).toFixed(1)} ms`), `${calibration.toFixed(1)} ms`);
  console.log('');
  row('', 'before', 'most', 'after the attack', 'bound');
  row(...Array(5).fill('---'));
  for (const [name, what, bound] of [['memory of its own, MB', 'private', promise], ['with mapped files, MB', 'resident', ''], ['open files', 'files', ''], ['threads', 'threads', ''], ['disk, MB', 'disk', place.isOwn ? values.disk : '']]) {
    row(name, before[what].toFixed(0), most(what).toFixed(0), calm[what].toFixed(0), bound);
  }
  console.log(`disk after the server has stopped: ${after.disk.toFixed(0)} MB; log: ${seen.logBytes} bytes${group ? `; most in the memory group: ${group.peak().toFixed(0)} MB` : ''}\n`);
  row('deed', 'times');
  row('---', '---');
  counts.sort(([one], [other]) => one.localeCompare(other)).forEach(([name, count]) => row(name, count));
  console.log('');
  const told = new Map();
  for (const failure of failures) told.set(failure, (told.get(failure) ?? 0) + 1);
  for (const [failure, count] of [...told].slice(0, 15)) console.log(`FAILED ${failure}${count > 1 ? ` (${count} times)` : ''}`);
  console.log(failures.length === 0 ? 'passed' : `FAILED: ${failures.length} failures`);
  process.exit(failures.length === 0 ? 0 : 1);
}
