// Uses GraphiQL in Chromium: examples, documentation, query builder, tabs and links.
//
// usage: node graphiql.mjs http://127.0.0.1:8080 [PICTURE.png]
// PICTURE.png names the screenshots to take. Prints `N passed, N failed` last.

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { newContext, recordFailures, TIMEOUT, withBrowser } from './harness/browser.mjs';
import { assert, assertEmpty, assertEqual, assertIncludes, check, summarize } from './harness/checks.mjs';
import { stableScreenshot } from './harness/screenshots.mjs';

const [address, picture] = process.argv.slice(2);
if (!address) {
  console.error('usage: node graphiql.mjs ADDRESS [PICTURE.png]');
  process.exit(2);
}
const { origin, host } = new URL(address);

const ACTIVE_TAB = '.graphiql-tab-active .graphiql-tab-button';
const QUERY = '.graphiql-query-editor .view-lines';
const VARIABLES = '.graphiql-editor-tool .graphiql-editor:not(.hidden) .view-lines';
const BUILDER = '.graphiql-plugin';
const RESPONSE = '.graphiql-response .view-lines';

const examples = await readExamples();

await withBrowser(async (browser) => {
  const context = await newContext(browser, { viewport: { width: 1280, height: 800 }, permissions: ['clipboard-read', 'clipboard-write'] });
  const failures = recordFailures(context, host);
  const page = await context.newPage();

  await checkEditor(page);
  await checkTabs(page);

  await check('no request goes to another host', () => assertEmpty(failures.foreign));
  await check('no request fails', () => assertEmpty(failures.failed));
  await check('the console has no errors', () => assertEmpty(failures.console.filter((message) => !message.startsWith('warning'))));
});
summarize();

async function checkEditor(page) {
  await check('the content security policy names no other host', async () => {
    const response = await page.goto(`${origin}/graphiql`, { waitUntil: 'load' });
    assertEqual(response.status(), 200);
    const policy = response.headers()['content-security-policy'] ?? '';
    assertIncludes(policy, "default-src 'none'");
    assert(!/https?:|unsafe-eval/.test(policy), policy);
  });
  await check('the first tab has an example with its variables', () => showsExample(page));
  await check('Run shows the response', async () => {
    const response = await runOperation(page);
    assert(!response.errors, JSON.stringify(response.errors));
    await textAppears(page, RESPONSE, '"data"');
    await textAppears(page, RESPONSE, `"${Object.keys(response.data)[0]}"`);
  });
  await check('the documentation opens', async () => {
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).first().waitFor();
  });
  await takePicture(page, '');
  await check('the query builder lists the root fields', async () => {
    await page.getByRole('button', { name: 'Show Query builder' }).click();
    await page.locator('.graphiql-explorer-node').first().waitFor();
  });
  await takePicture(page, '-builder');
  await check('the menu lists the examples, and one opens', async () => {
    await page.getByRole('button', { name: 'Examples' }).click();
    const items = page.getByRole('menuitem');
    await items.first().waitFor();
    assertEqual(await items.count(), examples.length);
    await takePicture(page, '-menu');
    await items.last().click();
    await showsExample(page);
  });
  await check('the query builder takes every example and shows its lists', () => showsLists(page));
}

/** Opens each example beside the query builder: one that it does not understand is told to the console. It shows no defaults of variables. */
async function showsLists(page) {
  for (let index = 0; index < examples.length; index += 1) {
    await page.getByRole('button', { name: 'Examples' }).click();
    await page.getByRole('menuitem').nth(index).click();
    await showsExample(page);
    const title = await page.locator(ACTIVE_TAB).innerText();
    const { query } = examples.find((example) => new RegExp(`^query ${title}\\b`, 'm').test(example.query));
    for (const [list] of query.matchAll(/(?<!= )\[[A-Z_]+(, [A-Z_]+)*\]/g)) await textAppears(page, BUILDER, list);
  }
}

async function checkTabs(page) {
  await check('a reload keeps the tab and its contents', async () => {
    const before = await page.locator(ACTIVE_TAB).innerText();
    // GraphiQL stores its tabs half a second after the last change.
    await page.waitForFunction((title) => localStorage.getItem('graphiql:tabState')?.includes(`"title":${JSON.stringify(title)}`), before);
    await page.waitForTimeout(1000);
    await page.reload();
    await showsExample(page);
    assertEqual(await page.locator(ACTIVE_TAB).innerText(), before);
  });
  await check('a link opens as a further tab, and no dash is boxed as ambiguous', () => followLink(page.context()));
  await check('a link followed on the open page opens as a tab', async () => {
    const tabs = await tabCount(page);
    await page.evaluate(() => { location.hash = `query=${encodeURIComponent('query FromHash { __typename }')}`; });
    await textAppears(page, QUERY, 'query FromHash');
    assertEqual(await tabCount(page), tabs + 1);
  });
  await check('Copy link copies a link to the query in the editor', async () => {
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Link copied' }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    assertIncludes(decodeURIComponent(link), '/graphiql#query=query FromHash');
  });
}

async function followLink(context) {
  const values = {
    query: 'query Linked($unused: String) { name: __typename @include(if: true) }',
    variables: '{"unused":"Île‑de‑France & more"}',
  };
  const hash = Object.entries(values).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const page = await context.newPage();
  await page.goto(`${origin}/graphiql#${hash}`);
  await textAppears(page, QUERY, values.query);
  await textAppears(page, VARIABLES, 'Île‑de‑France & more');
  assert(await tabCount(page) >= 2, 'the stored tabs are gone');
  assertEqual(await page.locator(ACTIVE_TAB).innerText(), 'Linked');
  assertEqual(new URL(page.url()).hash, '');
  // A worker of the editor draws its boxes a moment later.
  await page.waitForTimeout(1500);
  assertEqual(await page.locator('.unicode-highlight').count(), 0);
  await page.close();
}

async function runOperation(page) {
  const isRun = (request) => request.method() === 'POST' && !/IntrospectionQuery/.test(request.postData() ?? '');
  const [response] = await Promise.all([
    page.waitForResponse((response) => isRun(response.request())),
    page.locator('.graphiql-execute-button').click(),
  ]);
  return response.json();
}

function tabCount(page) {
  return page.locator('.graphiql-tab').count();
}

async function takePicture(page, suffix) {
  if (picture) await writeFile(picture.replace(/(\.png)?$/, `${suffix}.png`), await stableScreenshot(page));
}

/** Waits until a pane shows a text. The editor draws spaces as no-break spaces, so all white space is equal. */
async function textAppears(page, pane, text) {
  const normalized = (some) => some.replace(/\s+/g, ' ').trim();
  const end = Date.now() + TIMEOUT;
  for (;;) {
    const shown = await page.locator(pane).first().innerText().then(normalized, () => '');
    if (shown.includes(normalized(text))) return;
    assert(Date.now() < end, `${pane} shows "${shown.slice(0, 120)}", expected "${text.slice(0, 120)}"`);
    await page.waitForTimeout(200);
  }
}

/** Waits until the active tab shows one of the examples with its variables. */
async function showsExample(page) {
  await page.locator(ACTIVE_TAB).waitFor();
  const title = await page.locator(ACTIVE_TAB).innerText();
  const example = examples.find(({ query }) => new RegExp(`^query ${title}\\b`, 'm').test(query));
  assert(example, `no file in queries/ has the operation "${title}" of the active tab`);
  // The editor renders only the lines in sight.
  await textAppears(page, QUERY, example.query.split('\n').slice(0, 2).join('\n'));
  if (example.variables) await textAppears(page, VARIABLES, example.variables.split('\n').slice(0, 4).join('\n'));
}

async function readExamples() {
  const folder = new URL('../../queries/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.graphql'));
  return Promise.all(names.map(async (name) => ({
    query: await readFile(new URL(name, folder), 'utf8'),
    variables: await readFile(new URL(name.replace(/graphql$/, 'variables.json'), folder), 'utf8').catch(() => ''),
  })));
}
