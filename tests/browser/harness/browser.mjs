// Starts a Chromium that shows the same pages on every machine and reaches nothing but the server under test.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { writeFontconfig } from './fonts.mjs';

/** How long to wait for anything on a page. Generous, since other programs may keep the machine busy. */
export const TIMEOUT = 60_000;

/** What a page may find out about its machine, the same everywhere. Override with `browser.newContext({ ...MACHINE, ... })`. */
export const MACHINE = {
  viewport: { width: 1280, height: 900 },
  deviceScaleFactor: 1,
  locale: 'en-US',
  timezoneId: 'UTC',
  colorScheme: 'light',
  contrast: 'no-preference',
  forcedColors: 'none',
  reducedMotion: 'no-preference',
};

const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--no-proxy-server',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  // The same pixels whatever screen, processor and fonts the machine has.
  '--hide-scrollbars', '--force-color-profile=srgb', '--font-render-hinting=none', '--disable-lcd-text',
  '--disable-font-subpixel-positioning', '--disable-partial-raster', '--disable-skia-runtime-opts',
  // No name resolves, so that a page that needs another host fails here too.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

/** Runs `use(browser)` and closes the browser. `CHROMIUM` names another executable. */
export async function withBrowser(use) {
  const home = await mkdtemp(join(tmpdir(), 'consortia-browser-'));
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  try {
    const browser = await chromium.launch({ executablePath, headless: true, args: ARGUMENTS, env: await environment(home) });
    try {
      return await use(browser);
    } finally {
      await browser.close();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** The environment of the browser, without what the user has configured: language, time zone, fonts, theme, proxy. */
async function environment(home) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(LC_|LANG|GTK|QT_|XDG_|DBUS_|FONTCONFIG_|(https?|all|no)_proxy$)/i.test(name));
  return { ...Object.fromEntries(inherited), HOME: home, LANG: 'C.UTF-8', TZ: 'UTC', FONTCONFIG_FILE: await writeFontconfig(home) };
}

/** Opens a context on such a machine. */
export async function newContext(browser, options = {}) {
  const context = await browser.newContext({ ...MACHINE, ...options });
  context.setDefaultTimeout(TIMEOUT);
  return context;
}

/** Adds to `failures` requests to other hosts, failed requests and messages on the console, as they happen. */
export function recordFailures(context, host, failures = { foreign: [], failed: [], console: [] }) {
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(http|ws)s?:$/.test(url.protocol) && url.host !== host) failures.foreign.push(request.url());
  });
  context.on('requestfailed', (request) => {
    // A page that is left or asks anew aborts its own requests.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') failures.failed.push(`${request.url()} ${request.failure()?.errorText}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) failures.failed.push(`${response.url()} ${response.status()}`);
  });
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) failures.console.push(`${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => failures.console.push(String(error.error())));
  return failures;
}
