// What the attackers do. Each deed gets `open`, which opens a connection from the attacker's address, and a number that is
// different each time; it ends within some seconds of what the server waits for.

import { setTimeout as sleep } from 'node:timers/promises';

const many = (count, part) => Array.from({ length: count }, (_, n) => part(n)).join(' ');

function head(method, target, headers) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\nhost: localhost\r\n${lines.join('')}\r\n`;
}

const get = (target, headers = {}) => head('GET', target, headers);

function post(target, value) {
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  return head('POST', target, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }) + body;
}

const ask = (query, more = {}) => post('/graphql', { query, ...more });
const announced = (length) => head('POST', '/graphql', { 'content-type': 'application/json', 'content-length': length });

/** Sends bytes, reads what comes for a while, and leaves. */
async function send(socket, bytes, milliseconds = 1_000) {
  socket.resume();
  socket.write(bytes);
  await Promise.race([socket.gone, sleep(milliseconds)]);
}

/** Sends bytes and reads nothing. */
async function ignore(socket, bytes, milliseconds = 8_000) {
  socket.pause();
  socket.write(bytes);
  await Promise.race([socket.gone, sleep(milliseconds)]);
}

/** Sends one byte after the other. */
async function drip(socket, first, bytes = 40) {
  socket.resume();
  socket.write(first);
  for (let sent = 0; sent < bytes && !socket.destroyed; sent += 1) {
    await sleep(250);
    socket.write('a');
  }
}

/** Several connections at once. */
const together = (open, count, deed) => Promise.all(Array.from({ length: count }, (_, n) => deed(open(), n)));

const introspection = (number) =>
  `{ ${many(4, (part) => `a${number}_${part}: __schema { types { name description fields { name description args { name description } } } }`)} }`;
const contains = (count, number) => many(count, (n) => `{ name: { contains: "x${n}y${number}" } }`);
const table = (query, more) => post('/table.csv', { query, ...more });
const page = (number) => `{ organizations { nodes { name kinds description website } } } # ${number}`;

export const deeds = {
  // Connections
  silent: (open) => together(open, 10, (socket) => send(socket, '', 12_000)),
  'slow heads': (open) => together(open, 5, (socket) => drip(socket, 'GET /healthz HTTP/1.1\r\nx: ')),
  'large heads': (open) => together(open, 10, (socket) => send(socket, `GET / HTTP/1.1\r\nx: ${'a'.repeat(60_000)}`, 5_000)),
  'huge heads': (open) => send(open(), `GET / HTTP/1.1\r\nx: ${'a'.repeat(1 << 20)}\r\n\r\n`),
  junk: (open, number) => send(open(), Buffer.from(Array.from({ length: 4_000 }, (_, n) => (n * 7 + number * 13) % 256))),
  'two lengths': (open) => send(open(), `${head('POST', '/graphql', { 'transfer-encoding': 'gzip, chunked', 'content-length': 5 })}0\r\n\r\n${get('/healthz')}`),
  'many connections': async (open) => {
    for (let count = 0; count < 100; count += 1) open().destroy();
    await sleep(200);
  },
  // Bodies
  'slow bodies': (open) => together(open, 10, (socket) => drip(socket, announced(90_000))),
  'bodies that stall': (open) => together(open, 20, (socket) => send(socket, `${announced(90_000)}{"query":"`, 11_000)),
  'bodies of tiny chunks': (open) =>
    together(open, 5, (socket) => send(socket, head('POST', '/graphql', { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }) + '1\r\n \r\n'.repeat(95_000), 5_000)),
  'huge bodies': async (open) => {
    const socket = open();
    socket.resume();
    socket.write(announced(1 << 30));
    const piece = Buffer.alloc(1 << 16, '[');
    for (let sent = 0; sent < 200 && !socket.destroyed; sent += 1) {
      if (!socket.write(piece)) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), socket.gone, sleep(500)]);
    }
  },
  'leaves within a request': async (open, number) => {
    const request = ask(introspection(number));
    const socket = open();
    socket.write(request.slice(0, request.length / 2));
    await sleep(20);
    socket.destroy();
  },
  // Answers
  'answers that nobody reads': (open, number) => together(open, 5, (socket, n) => ignore(socket, ask(introspection(number * 10 + n)).repeat(4))),
  'pages that nobody reads': (open) => together(open, 5, (socket) => ignore(socket, get('/schema.graphql', { 'accept-encoding': 'br' }).repeat(50))),
  'leaves within an answer': async (open, number) => {
    const socket = open();
    socket.write(ask(introspection(number)).repeat(3));
    await Promise.race([new Promise((resolve) => socket.once('data', resolve)), sleep(3_000)]);
    socket.resetAndDestroy();
  },
  pipelined: (open) => send(open(), ask('{ __typename }').repeat(200)),
  // Documents
  'refused documents': (open, number) =>
    send(open(), Array.from({ length: 40 }, (_, n) => ask(`{ ${many(20, (a) => `a${a}: organizations(first: 100) { nodes { b${number}_${n}: slug members(first: 100) { nodes { members(first: 100) { nodes { name } } } } } }`)} }`)).join('')),
  'hostile documents': (open) =>
    send(open(), [`{ ...F0 } ${many(30, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)}`, `{ organizations(first: ${'['.repeat(3_000)}`, `{ ${many(1_000, (n) => `a${n}: __typename`)} }`].map((query) => ask(query)).join('')),
  'registered documents': (open, number) => send(open(), many(5, (n) => ask(`{ __typename } # ${number} ${n} ${'x'.repeat(15_000)}`)).replaceAll('\r\n {', '\r\n{')),
  'shapes of variables': (open, number) =>
    send(open(), ask('query ($v: OrganizationFilter) { organizations(first: 1, filter: $v) { totalCount } }', { variables: { v: { and: Array.from({ length: 14 }, (_, bit) => ((number >> bit) & 1 ? { not: {} } : { kinds: {} })) } } })),
  // What costs much
  'heavy filters': (open, number) => send(open(), ask(`{ organizations(filter: { or: [${contains(99, number)}] }) { totalCount } }`), 6_000),
  'many searches': (open, number) =>
    send(open(), ask(`{ ${many(28, (n) => `a${n}: search(query: "universty instiute nationl reserch centr ${number} ${n}") { edges { score } }`)} }`), 3_000),
  'slow with a long name': (open, number) =>
    send(open(), ask(`query N${number}${'n'.repeat(9_000)} { organizations(filter: { or: [${contains(40, number)}] }) { totalCount } }`), 4_000),
  'deep pages': (open, number) =>
    send(open(), ask(`{ organizations(first: 100) { nodes { a${number}: name members(first: 100) { nodes { name description } } partners(first: 100) { nodes { name description } } } } }`), 3_000),
  catalogs: (open) => together(open, 10, (socket) => send(socket, get('/data'), 2_000)),
  'long keys': (open, number) => send(open(), get(`/o/${'A'.repeat(50_000)}${number}`) + get(`/search?q=${'a'.repeat(50_000)}`)),
  // Tables and the disk
  'tables that nobody reads': (open, number) => together(open, 4, (socket, n) => ignore(socket, table(page(number * 10 + n)), 10_000)),
  'workbooks': (open, number) => send(open(), post('/table.xlsx', { query: page(number) }), 5_000),
  'copies that nobody reads': (open) => together(open, 6, (socket) => ignore(socket, get('/data/snapshot.sqlite'), 10_000)),
  'a long separator': (open, number) => send(open(), table(page(number), { join: `organizations.nodes.kinds:${'x'.repeat(60_000)}` }), 5_000),
  'many parameters': (open) => send(open(), table('{ organizations(first: 1) { nodes { name } } }', { x: Array(40_000).fill(0) }), 3_000),
  'many lists': (open) => send(open(), table('{ organizations(first: 1) { nodes { name } } }', { join: Array.from({ length: 12_000 }, (_, n) => n.toString(16)) }), 3_000),
  'small ranges': (open, number) => send(open(), many(50, (n) => get('/data/snapshot.sqlite', { range: `bytes=${number + n * 999}-${number + n * 999}` })).replaceAll(' GET', 'GET'), 3_000),
};
