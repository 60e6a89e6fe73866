// Uses the Explorer in a real Chromium: the worked questions by mouse and by keyboard, each state, axe on each
// page, and pictures compared with those in reference/.
// usage: node explorer.mjs http://127.0.0.1:8080 [FOLDER for pictures]
// BLESS=1 writes the reference pictures anew. Prints `N passed, N failed` last.

import { readFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { gzipSync } from 'node:zlib';
import { axeProblems } from './axe.mjs';
import { check, equal, holds, launch, none, tally, watch } from './harness.mjs';
import { keyboard } from './keyboard.mjs';
import { comparePictures } from './pictures.mjs';
import { states } from './states.mjs';

const [address, pictures] = process.argv.slice(2);
if (!address) {
  console.error('usage: node explorer.mjs ADDRESS [FOLDER]');
  process.exit(2);
}
const { origin, host } = new URL(address);
const CLUSTER = '/o/canceropole-ile-de-france';

const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US', permissions: ['clipboard-read', 'clipboard-write'], acceptDownloads: true });
context.setDefaultTimeout(30_000);
const seen = watch(context, host);
const page = await context.newPage();

const api = async (query, variables = {}) => {
  const response = await fetch(`${origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};
const open = async (path, on = page) => {
  const response = await on.goto(origin + path);
  await on.locator('main h1').waitFor();
  return response;
};
const settled = (on = page) => on.locator('.organization[data-settled="true"]').waitFor();
const nodes = (on = page) => on.locator('svg.picture a.node:not(.middle)');
const status = (on = page) => on.locator('.stage .status').innerText();
const oneLine = (text) => text.replace(/\s+/g, ' ').trim();

try {
  // --- the worked questions, by mouse ---
  await check('the first page counts what the API counts and lists its documents', async () => {
    const response = await open('/');
    const policy = response.headers()['content-security-policy'] ?? '';
    if (!policy.includes("script-src 'self'") || /unsafe-eval|https?:/.test(policy)) throw new Error(policy);
    const data = await api('{ organizations { totalCount } affiliations(history: true) { totalCount } sources { nodes { title } } }');
    await page.locator('.counts dd').first().waitFor();
    const counts = await page.locator('.counts dd').allInnerTexts();
    equal(counts.slice(0, 2), [data.organizations.totalCount.toLocaleString('en'), data.affiliations.totalCount.toLocaleString('en')]);
    const listed = await page.locator('.documents a').allInnerTexts();
    const titles = data.sources.nodes.map(({ title }) => title);
    if (listed.length < 5 || !listed.every((title) => titles.includes(title))) throw new Error(`${listed}`);
  });
  await check('question 1 by mouse: the eight founders of 2007, in the picture and as facts with their places', async () => {
    await page.locator('.questions a').first().click();
    await settled();
    holds(page.url(), `${CLUSTER}?asOf=2007`);
    const data = await api('{ organization(by: { slug: "canceropole-ile-de-france" }) { founders(asOf: "2007") { edges { node { name } affiliation { citations { source { title } locator } } } } } }');
    const { edges } = data.organization.founders;
    equal(await nodes().count(), edges.length);
    const facts = await page.locator('aside.facts').innerText();
    for (const { node, affiliation } of edges) {
      holds(facts, node.name);
      holds(facts, affiliation.citations[0].locator);
      await page.locator(`svg.picture a.node[aria-label*="${node.name}"]`).waitFor();
    }
    holds(oneLine(await status()), `${edges.length} in force in 2007`);
  });
  await check('undated facts are counted apart, and dotted once they are included', async () => {
    const before = await nodes().count();
    equal(await page.locator('svg.picture .link.dotted').count(), 0);
    holds(oneLine(await status()), 'not shown');
    await page.getByLabel(/^include undated/).check();
    await page.waitForURL(/undated=1/);
    if (await nodes().count() <= before) throw new Error('nothing was added');
    if (await page.locator('svg.picture .link.dotted').count() === 0) throw new Error('nothing is dotted');
    holds(oneLine(await status()), 'shown dotted');
    await page.getByLabel(/^include undated/).uncheck();
    await page.waitForURL((url) => !url.search.includes('undated'));
  });
  await check('nothing moves while the year does', async () => {
    const places = () => page.locator('svg.picture a.node').evaluateAll((all) => Object.fromEntries(all.map((node) => [node.dataset.id, node.querySelector('.shape, .pill').outerHTML.match(/translate\([^)]*\)|x="[^"]*"/)[0]])));
    const before = await places();
    await page.getByRole('slider').fill('2023');
    await page.waitForURL(/asOf=2023/);
    await settled();
    const after = await places();
    if (Object.keys(after).length <= Object.keys(before).length) throw new Error('2023 shows no more than 2007');
    for (const [id, place] of Object.entries(before)) equal([id, after[id]], [id, place]);
  });
  await check('an address restores its view, and the same address gives the same picture', async () => {
    const address = page.url();
    const drawn = () => page.locator('svg.picture').evaluate((svg) => svg.outerHTML);
    const before = await drawn();
    await page.goto('about:blank');
    await page.goto(address);
    await settled();
    equal(await page.getByLabel('Year shown').inputValue(), '2023');
    equal((await drawn()) === before, true);
  });
  await check('the table holds the facts of the picture', async () => {
    const facts = await page.locator('aside.facts > .group .fact').count();
    await page.getByRole('button', { name: 'Table' }).click();
    await page.waitForURL(/view=table/);
    await page.locator('.table-frame tbody tr').first().waitFor();
    equal(await page.locator('.table-frame tbody tr').count(), facts);
    equal(await page.locator('aside.facts').count(), 0);
    await page.getByRole('button', { name: 'Organization' }).click();
    const names = await page.locator('.table-frame tbody th a').allInnerTexts();
    equal(names, [...names].sort(new Intl.Collator('en').compare));
  });
  await check('the very operation opens in GraphiQL and runs there', async () => {
    const link = page.getByRole('link', { name: 'Open this query in GraphiQL' });
    const href = await link.getAttribute('href');
    const values = new URLSearchParams(href.split('#')[1]);
    equal(JSON.parse(values.get('variables')).asOf, '2023');
    const data = await api(values.get('query'), JSON.parse(values.get('variables')));
    equal(data.organization.slug, 'canceropole-ile-de-france');
    const other = await context.newPage();
    await other.goto(origin + href);
    await other.locator('.graphiql-tab-active', { hasText: 'Explore' }).waitFor({ timeout: 30_000 });
    await other.close();
  });
  await check('the address is copied', async () => {
    await page.getByRole('button', { name: 'Copy address' }).click();
    await page.getByRole('button', { name: 'Address copied' }).waitFor();
    equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
  });
  await check('picture and table are downloaded: SVG, PNG, CSV', async () => {
    await open(`${CLUSTER}?asOf=2007`);
    await settled();
    const download = async (name) => {
      await page.locator('.menu summary').click();
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
      return [file.suggestedFilename(), await readFile(await file.path())];
    };
    const [svgName, svg] = await download('Picture (SVG)');
    equal(svgName, 'canceropole-ile-de-france_2007.svg');
    holds(svg.toString(), 'Gustave Roussy');
    if (/class=|var\(/.test(svg.toString())) throw new Error('the SVG leans on the page');
    const [, png] = await download('Picture (PNG)');
    equal(png.subarray(1, 4).toString(), 'PNG');
    const [, csv] = await download('Table (CSV)');
    equal(csv.toString().trim().split('\r\n').length, 9);
  });
  await check('reports of the server are offered where one fits, and hold the same links', async () => {
    await page.locator('.menu summary').click();
    const [workbook] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Spreadsheet (XLSX)' }).click()]);
    equal((await readFile(await workbook.path())).subarray(0, 2).toString(), 'PK');
    const graphml = await page.locator('.menu a', { hasText: 'GraphML' }).getAttribute('href');
    const answer = await fetch(origin + graphml);
    equal(answer.status, 200);
    const { network } = await api('{ network(around: { slug: "canceropole-ile-de-france" }, asOf: "2007") { links { id } } }');
    equal((await answer.text()).match(/<edge /g)?.length, network.links.length);
    const changes = await fetch(`${origin}/reports/changes.xlsx?organization=${encodeURIComponent('Cancéropôle Île-de-France')}&from=2007&to=2023`);
    equal(changes.status, 200);
    equal(await page.locator('.top nav a[href="/data"]').count(), 1);
  });
  await check('question 2 by mouse: what changed, as the API has it', async () => {
    await open('/');
    await page.locator('.questions a').nth(1).click();
    await page.waitForURL(/changes\?from=2007&to=2023/);
    const { changes } = await api('{ changes(organization: { slug: "canceropole-ile-de-france" }, from: "2007", to: "2023") { joined { affiliation { id } } left { affiliation { id } } stayed { affiliation { id } } undetermined { affiliation { id } } } }');
    const counts = await page.locator('.change h2 .count').allInnerTexts();
    equal(counts, ['joined', 'left', 'stayed', 'undetermined'].map((part) => String(changes[part].length)));
  });
  await check('question 3 by mouse: the chain with its evidence', async () => {
    await open('/');
    await page.locator('.questions a').nth(2).click();
    await page.waitForURL(/path\?from=sanofi&to=ihf/);
    const { path } = await api('{ path(from: { slug: "sanofi" }, to: { slug: "ihf" }, history: true) { length steps { organization { name } affiliation { citations { locator } } } } }');
    await page.locator('.chain').first().waitFor();
    equal(await page.locator('.chain').first().locator('.stop a').allInnerTexts(), path.steps.map(({ organization }) => organization.name));
    const chain = await page.locator('.chain').first().innerText();
    for (const { affiliation } of path.steps) if (affiliation) holds(chain, affiliation.citations[0].locator);
  });
  await check('a disagreement has as many sides as there are, not as many as there are facts', async () => {
    await open(`${CLUSTER}?asOf=2007`);
    const sides = page.locator('.disputes article', { hasText: 'How many institutions founded' }).locator('.sides li');
    await sides.first().waitFor();
    equal(await sides.count(), 2);
    holds(await sides.nth(1).innerText(), 'Founders in 2007: 8');
  });
  await check('a disagreement shows both sides', async () => {
    await open('/o/gustave-roussy');
    await settled();
    const dispute = page.locator('.disputes article', { hasText: 'How many professionals' });
    await dispute.waitFor();
    equal(await dispute.locator('.sides li').count(), 2);
    holds(await dispute.innerText(), '3,000');
    holds(await dispute.innerText(), 'more than 2,100');
  });
  await check('from a fact to its document, and to what else rests on it', async () => {
    await page.locator('aside.facts .cite a').first().click();
    await page.waitForURL(/\/s\//);
    await page.locator('.rests li').first().waitFor();
    const slug = new URL(page.url()).pathname.split('/').pop();
    const { source } = await api('query ($slug: String!) { source(by: { slug: $slug }) { title facts { totalCount } } }', { slug });
    equal(await page.locator('h1').innerText(), source.title);
    equal(await page.locator('.rests li').count(), Math.min(100, source.facts.totalCount));
  });

  // --- the same by keyboard alone ---
  await keyboard({ page, open, settled });

  // --- states ---
  const stage = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
  stage.setDefaultTimeout(30_000);
  // Apart from the rest: here requests fail on purpose.
  await states({ context: stage, origin, open, settled, api });
  await stage.close();

  // --- both languages, all eyes, all sizes ---
  await check('French by the browser’s language, switched and remembered', async () => {
    const french = await browser.newContext({ locale: 'fr-FR' });
    const other = await french.newPage();
    await open(`${CLUSTER}?asOf=2007`, other);
    await settled(other);
    holds(await other.locator('aside.facts').innerText(), 'Fondateurs');
    equal(await other.locator('html').getAttribute('lang'), 'fr');
    // What the registry itself says stays in its language, and is marked so.
    equal(await other.locator('.about-organization > p').first().getAttribute('lang'), 'en');
    await other.getByRole('button', { name: 'English' }).click();
    await other.getByText('Facts and sources').waitFor();
    await other.reload();
    await other.getByText('Facts and sources').waitFor();
    await french.close();
  });
  for (const path of ['/', `${CLUSTER}?asOf=2007`, `${CLUSTER}?asOf=2023&undated=1`, `${CLUSTER}?view=table`, `${CLUSTER}/changes?from=2007&to=2023`, '/path?from=sanofi&to=ihf', '/e/creation-of-pscc', '/g/france-2030', '/p/eric-vivier', '/s/pscc-french-cancer-cluster', '/about', '/search?q=curie', '/o/nobody-at-all']) {
    await check(`axe: ${path}`, async () => {
      for (const colorScheme of ['light', 'dark']) {
        const other = await context.newPage();
        await other.emulateMedia({ colorScheme });
        await open(path, other);
        await other.waitForTimeout(400);
        none((await axeProblems(other)).map((problem) => `${colorScheme} ${problem}`));
        await other.close();
      }
    });
  }
  await check('reduced motion: nothing plays; forced colours: the picture stays', async () => {
    const calm = await browser.newContext({ reducedMotion: 'reduce', forcedColors: 'active', viewport: { width: 1280, height: 900 } });
    const other = await calm.newPage();
    await open(`${CLUSTER}?asOf=2007`, other);
    await settled(other);
    equal(await other.getByRole('button', { name: 'Play the years' }).count(), 0);
    equal(await nodes(other).count(), 8);
    const ground = (name) => other.getByRole('button', { name, exact: true }).evaluate((button) => getComputedStyle(button).backgroundColor);
    if (await ground('Picture') === await ground('Table')) throw new Error('nothing shows which view is on');
    await calm.close();
  });
  await check('playing goes from mark to mark', async () => {
    await open(`${CLUSTER}?asOf=2007`);
    await settled();
    await page.getByRole('button', { name: 'Play the years' }).click();
    await page.waitForURL(/asOf=201\d/);
    await page.getByRole('button', { name: 'Pause' }).click();
  });
  await check('360 px: nothing is wider than the page', async () => {
    const phone = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const other = await phone.newPage();
    for (const path of ['/', `${CLUSTER}?asOf=2007`, `${CLUSTER}?asOf=2007&view=picture`, `${CLUSTER}/changes?from=2007&to=2023`, '/path?from=sanofi&to=ihf', '/s/pscc-french-cancer-cluster', '/e/creation-of-pscc', '/g/france-2030', '/p/eric-vivier', '/about', '/search?q=institut', '/o/nobody-at-all']) {
      await open(path, other);
      await other.waitForTimeout(300);
      const width = await other.evaluate(() => document.documentElement.scrollWidth);
      if (width > 360) throw new Error(`${path} is ${width} px wide`);
    }
    await phone.close();
  });
  await check('text of the picture is never under 11 px', async () => {
    for (const width of [360, 800, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      await open(`${CLUSTER}?undated=1&asOf=2010&view=picture`);
      await settled();
      const least = await page.locator('svg.picture').evaluate((svg) => Math.min(...[...svg.querySelectorAll('text')].map((text) => (Number(text.getAttribute('font-size')) * svg.getBoundingClientRect().width) / svg.viewBox.baseVal.width)));
      if (least < 11) throw new Error(`${least} px at ${width}`);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });
  await check('print: A4, all facts, the address', async () => {
    await open(`${CLUSTER}?asOf=2007`);
    await settled();
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    if (sheets < 2 || sheets > 12) throw new Error(`${sheets} pages`);
  });

  // --- light ---
  await check('the script is under 60 KB, packed by gzip', async () => {
    const html = await (await fetch(`${origin}/`)).text();
    const scripts = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => path);
    const sizes = await Promise.all(scripts.map(async (path) => gzipSync(Buffer.from(await (await fetch(origin + path)).arrayBuffer()), { level: 9 }).length));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    console.log(`        ${total} bytes`);
    if (total >= 60_000) throw new Error(`${total} bytes`);
  });
  await check('the first picture of a cold load stands within a second', async () => {
    const [times, work] = [[], []];
    for (let i = 0; i < 3; i += 1) {
      const cold = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const other = await cold.newPage();
      const meter = await cold.newCDPSession(other);
      await meter.send('Performance.enable', { timeDomain: 'threadTicks' });
      await other.addInitScript(() => {
        new MutationObserver((_, observer) => {
          if (!document.querySelector('svg.picture a.node')) return;
          observer.disconnect();
          requestAnimationFrame(() => { window.drawnAt = performance.now(); });
        }).observe(document, { childList: true, subtree: true });
      });
      await other.goto(`${origin}${CLUSTER}?asOf=2007`);
      await other.waitForFunction(() => window.drawnAt);
      times.push(Math.round(await other.evaluate(() => window.drawnAt)));
      const { metrics } = await meter.send('Performance.getMetrics');
      work.push(Math.round(metrics.find(({ name }) => name === 'TaskDuration').value * 1000));
      await cold.close();
    }
    console.log(`        ${times.join(', ')} ms; work of the page ${work.join(', ')} ms`);
    // On a machine that others keep busy the clock says nothing of the page: then its own work decides.
    const busy = loadavg()[0] > availableParallelism();
    if (Math.min(...times) >= 1000 && !(busy && Math.min(...work) < 700)) throw new Error(`${times.join(', ')} ms`);
  });

  // --- pictures ---
  await comparePictures({ browser, open, check, pictures });

  await check('nothing was asked of another host', () => none(seen.foreign));
  // The page of a thing that is not there has that status; browsers say so on the console.
  await check('no error or warning on the console', () => none(seen.errors.filter((error) => !error.includes('404 (Not Found)'))));
  await check('no request failed but for what is not there', () => none(seen.failed.filter((request) => !request.includes('/o/nobody-at-all'))));
} finally {
  await browser.close();
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;
