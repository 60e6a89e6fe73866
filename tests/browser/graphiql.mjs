// Opens GraphiQL in a real Chromium that can reach nothing but the server, and uses it.
// usage: node graphiql.mjs http://127.0.0.1:8080 graphiql.png
// Prints one line per check and `N passed, N failed` last. CHROMIUM names another browser.

import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [address, picture] = process.argv.slice(2);
if (!address) {
  console.error('usage: node graphiql.mjs ADDRESS [PICTURE.png]');
  process.exit(2);
}
const { origin, host } = new URL(address);
const PATIENCE = 30_000;

// What is looked at.
const ACTIVE_TAB = '.graphiql-tab-active .graphiql-tab-button';
const QUERY = '.graphiql-query-editor .view-lines';
const VARIABLES = '.graphiql-editor-tool .graphiql-editor:not(.hidden) .view-lines';
const ANSWER = '.graphiql-response .view-lines';

const tally = { passed: 0, failed: 0 };
const profile = await mkdtemp(join(tmpdir(), 'consortia-chromium-'));
const browser = await launch();
browser.setDefaultTimeout(PATIENCE);
await browser.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
const seen = watch(browser);
const examples = await readExamples();
const page = await browser.newPage();

try {
  await check('the page comes with a policy that names no other host', async () => {
    const response = await page.goto(`${origin}/graphiql`, { waitUntil: 'load' });
    equal(response.status(), 200);
    const policy = response.headers()['content-security-policy'] ?? '';
    holds(policy, "default-src 'none'");
    if (/https?:|unsafe-eval/.test(policy)) throw new Error(policy);
  });
  await check('the first tab holds an example with its variables', () => showsExample(page));
  await check('Run shows the answer', async () => {
    const answer = await runOperation(page);
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    await untilText(page, ANSWER, '"data"');
    await untilText(page, ANSWER, `"${Object.keys(answer.data)[0]}"`);
  });
  await check('the documentation opens', async () => {
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).first().waitFor();
  });
  await snap('');
  await check('the query builder lists the root fields', async () => {
    await page.getByRole('button', { name: 'Show Query builder' }).click();
    await page.locator('.graphiql-explorer-node').first().waitFor();
  });
  await snap('-builder');
  await check('the menu offers the examples', async () => {
    const items = await openMenu(page);
    equal(await items.count(), examples.length);
    await snap('-menu');
    await items.last().click();
    await showsExample(page);
  });
  await check('a reload keeps the tab and its contents', async () => {
    // GraphiQL stores its tabs half a second after the last change.
    await page.waitForTimeout(1500);
    const before = await page.locator(ACTIVE_TAB).innerText();
    await page.reload();
    await showsExample(page);
    equal(await page.locator(ACTIVE_TAB).innerText(), before);
  });
  await check('a link opens as a tab beside the others, no dash boxed as ambiguous', () => followLink(browser));
  await check('a link followed on the open page opens as a tab', async () => {
    const tabs = await tabCount(page);
    await page.evaluate(() => { location.hash = `query=${encodeURIComponent('query FromHash { __typename }')}`; });
    await untilText(page, QUERY, 'query FromHash');
    equal(await tabCount(page), tabs + 1);
  });
  await check('Copy link gives a link to what is in the editor', async () => {
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Link copied' }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    holds(decodeURIComponent(link), '/graphiql#query=query FromHash');
  });
  await check('nothing was asked of another host', () => none(seen.foreign));
  await check('no request failed', () => none(seen.failed));
  await check('no error on the console', () => none(seen.errors));
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;

// --- steps ---

async function launch() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // No name resolves, so that a page which needs another host fails here too.
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
  ];
  const viewport = { width: 1280, height: 800 };
  try {
    return await chromium.launchPersistentContext(profile, { executablePath, headless: true, viewport, args });
  } catch (error) {
    console.log(`FAILED  ${executablePath} does not start (CHROMIUM names another): ${firstLines(error)}`);
    console.log('0 passed, 1 failed');
    process.exit(1);
  }
}

async function followLink(browser) {
  const values = {
    query: 'query Linked($unused: String) { name: __typename @include(if: true) }',
    variables: '{"unused":"Île‑de‑France & more"}',
  };
  const hash = Object.entries(values).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const other = await browser.newPage();
  await other.goto(`${origin}/graphiql#${hash}`);
  await untilText(other, QUERY, values.query);
  await untilText(other, VARIABLES, 'Île‑de‑France & more');
  if (await tabCount(other) < 2) throw new Error('the stored tabs are gone');
  equal(await other.locator(ACTIVE_TAB).innerText(), 'Linked');
  equal(new URL(other.url()).hash, '');
  // The editor's worker draws its boxes a moment later.
  await other.waitForTimeout(1500);
  equal(await other.locator('.unicode-highlight').count(), 0);
  await other.close();
}

async function runOperation(page) {
  const isRun = (request) => request.method() === 'POST' && !/IntrospectionQuery/.test(request.postData() ?? '');
  const [response] = await Promise.all([
    page.waitForResponse((response) => isRun(response.request())),
    page.locator('.graphiql-execute-button').click(),
  ]);
  return response.json();
}

async function openMenu(page) {
  await page.getByRole('button', { name: 'Examples' }).click();
  await page.getByRole('menuitem').first().waitFor();
  return page.getByRole('menuitem');
}

function tabCount(page) {
  return page.locator('.graphiql-tab').count();
}

async function snap(suffix) {
  if (!picture) return;
  await page.waitForTimeout(800);
  await page.screenshot({ path: picture.replace(/(\.png)?$/, `${suffix}.png`) });
}

// --- what is looked at ---

/** Waits until the pane shows the text; the editor draws spaces as no-break spaces. */
async function untilText(page, pane, text) {
  const wanted = squeeze(text);
  const shown = async () => squeeze(await page.locator(pane).first().innerText());
  const end = Date.now() + PATIENCE;
  for (;;) {
    const now = await shown().catch(() => '');
    if (now.includes(wanted)) return;
    if (Date.now() > end) throw new Error(`${pane} shows "${now.slice(0, 120)}", not "${wanted.slice(0, 120)}"`);
    await page.waitForTimeout(200);
  }
}

function squeeze(text) {
  return text.replace(/\s+/g, ' ').trim();
}

async function readExamples() {
  const folder = new URL('../../queries/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.graphql'));
  return Promise.all(names.map(async (name) => ({
    query: await readFile(new URL(name, folder), 'utf8'),
    variables: await readFile(new URL(name.replace(/graphql$/, 'variables.json'), folder), 'utf8').catch(() => ''),
  })));
}

/** The example in the active tab, found by the operation's name that the tab bears. */
async function activeExample(page) {
  const title = await page.locator(ACTIVE_TAB).innerText();
  const example = examples.find(({ query }) => new RegExp(`^query ${title}\\b`, 'm').test(query));
  if (!example) throw new Error(`no file in queries/ has the operation "${title}" of the active tab`);
  return example;
}

async function showsExample(page) {
  await page.locator(ACTIVE_TAB).waitFor();
  const { query, variables } = await activeExample(page);
  // The editor draws what is in sight only.
  await untilText(page, QUERY, query.split('\n').slice(0, 2).join('\n'));
  if (variables) await untilText(page, VARIABLES, variables.split('\n').slice(0, 4).join('\n'));
}

// --- keeping count ---

async function check(what, run) {
  try {
    await run();
    tally.passed += 1;
    console.log(`ok      ${what}`);
  } catch (error) {
    tally.failed += 1;
    console.log(`FAILED  ${what}: ${firstLines(error)}`);
  }
}

function firstLines(error) {
  return String(error.message ?? error).split('\n', 3).join(' ');
}

function watch(browser) {
  const seen = { foreign: [], failed: [], errors: [] };
  browser.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(http|ws)s?:$/.test(url.protocol) && url.host !== host) seen.foreign.push(request.url());
  });
  browser.on('requestfailed', (request) => seen.failed.push(`${request.url()} ${request.failure()?.errorText}`));
  browser.on('response', (response) => {
    if (response.status() >= 400) seen.failed.push(`${response.url()} ${response.status()}`);
  });
  browser.on('console', (message) => {
    if (message.type() === 'error') seen.errors.push(message.text());
  });
  browser.on('weberror', (error) => seen.errors.push(String(error.error())));
  return seen;
}

function equal(found, wanted) {
  if (found !== wanted) throw new Error(`${found}, not ${wanted}`);
}

function holds(text, part) {
  if (!text.includes(part)) throw new Error(`"${part}" is not in "${text.slice(0, 200)}"`);
}

function none(list) {
  if (list.length > 0) throw new Error(list.slice(0, 5).join(' | '));
}
