// A soak test: 200 connections for some minutes, half of which misbehave. Starts a server on the loopback address.
// usage: node tests/soak/soak.mjs [--minutes 10] [--connections 200] [--binary target/release/consortia]
// Passes if every well-behaved client gets its responses, and memory grows no more in the second half than in the first.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    connections: { type: 'string', default: '200' },
    binary: { type: 'string', default: path.join(root, 'target/release/consortia') },
  },
});
const [minutes, connections] = [values.minutes, values.connections].map(Number);

/** Megabytes by which memory may peak higher in the second half than in the first. */
const SLACK = 8;
/** How long anybody thinks between two deeds, at most. */
const THINKING = 2_000;
/** Who is not answered in this time was not served. */
const PATIENCE = 10_000;

const questions = published();
const folder = mkdtempSync(path.join(os.tmpdir(), 'consortia-soak-'));
const server = spawn(values.binary, ['--db', path.join(folder, 'soak.db'), '--no-supervisor', '--listen', '127.0.0.1:0'], {
  env: { ...process.env, CONSORTIA_LOG: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
process.on('exit', () => {
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
const port = await listening();
const until = Date.now() + minutes * 60_000;
const seen = { waits: [], errors: [], deeds: new Map(), memory: [] };

const half = Math.floor(connections / 2);
const everybody = [
  ...Array.from({ length: half }, (_, n) => behave(n)),
  ...Array.from({ length: connections - half }, (_, n) => misbehave(n)),
];
const watching = watch();
await Promise.all(everybody);
await watching;
report();

// --- well-behaved clients ---

/** Asks the published queries over one connection, one after the other, with a thought in between. */
async function behave(number) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  await sleep((number * THINKING) / half);
  for (let turn = number; Date.now() < until; turn += 1) {
    const began = performance.now();
    try {
      const answer = JSON.parse(await ask(agent, questions[turn % questions.length]));
      if (answer.errors || !answer.data) throw new Error(JSON.stringify(answer.errors));
    } catch (error) {
      seen.errors.push(String(error.message ?? error));
    }
    seen.waits.push(performance.now() - began);
    await sleep(Math.random() * THINKING);
  }
  agent.destroy();
}

function ask(agent, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const request = http.request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', agent, headers });
    request.setTimeout(PATIENCE, () => request.destroy(new Error('no answer in time')));
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => (text += part));
      response.on('error', reject);
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(`${response.statusCode}: ${text}`))));
    });
    request.end(body);
  });
}

function published() {
  const place = path.join(root, 'queries');
  return readdirSync(place).filter((name) => name.endsWith('.graphql')).map((name) => {
    const query = readFileSync(path.join(place, name), 'utf8');
    let variables = {};
    try {
      variables = JSON.parse(readFileSync(path.join(place, name.replace('.graphql', '.variables.json')), 'utf8'));
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    return JSON.stringify({ query, variables });
  });
}

// --- misbehaving clients ---

/** Does one bad deed after the other, each over a connection of its own. */
async function misbehave(number) {
  const deeds = Object.entries(misdeeds());
  for (let turn = number; Date.now() < until; turn += 1) {
    const [name, deed] = deeds[turn % deeds.length];
    seen.deeds.set(name, (seen.deeds.get(name) ?? 0) + 1);
    const socket = net.connect({ port, host: '127.0.0.1' });
    // The outcome of this connection does not matter.
    socket.on('error', () => {});
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await Promise.race([closed, deed(socket, turn)]);
    socket.destroy();
    await sleep(Math.random() * THINKING);
  }
}

/** What they do. Each ends within some seconds of what the server waits for. */
function misdeeds() {
  const head = (method, length) =>
    `${method} /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
  const post = (body) => head('POST', Buffer.byteLength(body)) + body;
  const large = post(JSON.stringify({ query: '{ __schema { types { name fields { name description type { name ofType { name } } } } } }' }));
  const drip = async (socket, first) => {
    socket.resume();
    socket.write(first);
    for (let byte = 0; byte < 60 && !socket.destroyed; byte += 1) {
      await sleep(250);
      socket.write('a');
    }
  };
  return {
    silent: (socket) => socket.resume() && sleep(15_000),
    'slow head': (socket) => drip(socket, 'GET /healthz HTTP/1.1\r\nx: '),
    'slow body': (socket) => drip(socket, head('POST', 90_000)),
    'reads nothing': async (socket) => {
      socket.pause();
      socket.write(large.repeat(100));
      await sleep(25_000);
    },
    'leaves during an answer': async (socket) => {
      socket.write(large.repeat(3));
      await new Promise((resolve) => socket.once('data', resolve));
      socket.resetAndDestroy();
    },
    'leaves during a request': async (socket) => {
      socket.write(large.slice(0, large.length / 2));
      await sleep(20);
    },
    junk: async (socket, turn) => {
      socket.resume();
      socket.write(Buffer.from(Array.from({ length: 4_000 }, (_, n) => (n * 7 + turn * 13) % 256)));
      await sleep(500);
    },
    'a huge body': async (socket) => {
      socket.resume();
      const piece = Buffer.alloc(1 << 16, '[');
      socket.write(head('POST', 1 << 30));
      for (let sent = 0; sent < 400 && !socket.destroyed; sent += 1) {
        socket.write(piece);
        while (socket.writableNeedDrain && !socket.destroyed) await sleep(20);
      }
    },
    'a huge head': async (socket) => {
      socket.resume();
      socket.write(`GET / HTTP/1.1\r\nx: ${'a'.repeat(1 << 20)}\r\n\r\n`);
      await sleep(500);
    },
    pipelined: async (socket) => {
      socket.resume();
      socket.write(post('{"query":"{ __typename }"}').repeat(200));
      await sleep(1_000);
    },
    hostile: async (socket, turn) => {
      socket.resume();
      const doubling = Array.from({ length: 30 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(' ');
      const documents = [
        `{ ...F0 } ${doubling}`,
        `{ organizations(first: ${'['.repeat(3_000)}`,
        `{ ${Array.from({ length: 1_000 }, (_, n) => `a${n}: __typename`).join(' ')} }`,
        `{ search(query: "${'ab '.repeat(5_000)}") { edges { score } } } # ${turn}`,
        `{ organizations(first: 1, filter: { name: { contains: "${turn}" } }) { nodes { name } } }`,
      ];
      for (const query of documents) socket.write(post(JSON.stringify({ query })));
      await sleep(1_000);
    },
  };
}

// --- monitoring ---

function listening() {
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

/** Megabytes of the server, once a second. */
async function watch() {
  while (Date.now() < until) {
    await sleep(1_000);
    if (server.exitCode !== null || server.signalCode !== null) {
      seen.errors.push(`the server ended: ${server.exitCode ?? server.signalCode}`);
      return;
    }
    const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
    seen.memory.push(Number(status.match(/VmRSS:\s+(\d+)/)[1]) / 1024);
  }
}

function report() {
  const waits = seen.waits.sort((one, other) => one - other);
  const at = (share) => `${waits[Math.min(waits.length - 1, Math.floor(waits.length * share))].toFixed(1)} ms`;
  const middle = Math.floor(seen.memory.length / 2);
  const most = (part) => Math.max(...part);
  const [first, second] = [most(seen.memory.slice(0, middle)), most(seen.memory.slice(middle))];
  const tenths = Array.from({ length: 10 }, (_, n) =>
    most(seen.memory.slice((n * seen.memory.length) / 10, Math.max(1, ((n + 1) * seen.memory.length) / 10))).toFixed(0),
  );
  console.log(`${minutes} minutes, ${half} connections that behave, ${connections - half} that do not`);
  console.log(`| answered | errors | p50 | p90 | p99 | p99.9 | longest |`);
  console.log(`| --- | --- | --- | --- | --- | --- | --- |`);
  console.log(`| ${waits.length - seen.errors.length} | ${seen.errors.length} | ${[0.5, 0.9, 0.99, 0.999, 1].map(at).join(' | ')} |`);
  console.log(`memory, highest of each tenth of the time, MB: ${tenths.join(' ')}`);
  console.log(`memory, highest of each half: ${first.toFixed(1)} MB, ${second.toFixed(1)} MB`);
  console.log(`misdeeds: ${[...seen.deeds].map(([name, count]) => `${name} ${count}`).join(', ')}`);
  for (const error of [...new Set(seen.errors)].slice(0, 10)) console.log(`ERROR ${error.slice(0, 300)}`);
  const passed = seen.errors.length === 0 && second <= first + SLACK;
  console.log(passed ? 'passed' : 'FAILED');
  process.exit(passed ? 0 : 1);
}
