// What the browser tests share: a Chromium that reaches nothing but the server, a watch on what goes wrong
// in it, and the keeping of count.

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export const tally = { passed: 0, failed: 0 };

export async function check(what, run) {
  try {
    await run();
    tally.passed += 1;
    console.log(`ok      ${what}`);
  } catch (error) {
    tally.failed += 1;
    console.log(`FAILED  ${what}: ${String(error.message ?? error).split('\n', 4).join(' ')}`);
  }
}

export function equal(found, wanted) {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
}

export function holds(text, part) {
  if (!text.includes(part)) throw new Error(`"${part}" is not in "${text.slice(0, 300)}"`);
}

export function none(list) {
  if (list.length > 0) throw new Error(list.slice(0, 5).join(' | '));
}

export async function launch() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const args = [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--font-render-hinting=none', '--disable-lcd-text',
    // No name resolves, so that a page which needs another host fails here too.
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
  ];
  return chromium.launch({ executablePath, headless: true, args });
}

export function folder() {
  return mkdtemp(join(tmpdir(), 'consortia-explorer-'));
}

/** Notes requests to other hosts, failed ones and errors of the page. */
export function watch(context, host) {
  const seen = { foreign: [], failed: [], errors: [] };
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(http|ws)s?:$/.test(url.protocol) && url.host !== host) seen.foreign.push(request.url());
  });
  context.on('response', (response) => {
    if (response.status() >= 400) seen.failed.push(`${response.url()} ${response.status()}`);
  });
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.errors.push(message.text());
  });
  context.on('weberror', (error) => seen.errors.push(String(error.error())));
  return seen;
}
