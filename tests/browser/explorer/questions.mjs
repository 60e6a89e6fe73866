// The networks and the three example questions of the home page, by mouse, each compared with what the API answers.

import { readFile } from 'node:fs/promises';
import { assert, assertEqual, assertIncludes, check } from '../harness/checks.mjs';
import { CANCEROPOLE, neighbours, organizationLoaded, statusText } from './site.mjs';

export async function checkQuestions(site, page) {
  await checkHome(site, page);
  await checkYears(site, page);
  await checkTakingAway(site, page);
  await checkChangesAndPath(site, page);
  await checkEvidence(site, page);
}

async function checkHome(site, page) {
  await check('the home page has the counts of the API and lists its documents', async () => {
    const response = await site.open(page, '/');
    const policy = response.headers()['content-security-policy'] ?? '';
    assert(policy.includes("script-src 'self'") && !/unsafe-eval|https?:/.test(policy), policy);
    const data = await site.query('{ organizations { totalCount } affiliations(history: true) { totalCount } sources { nodes { title } } }');
    await page.locator('.counts dd').first().waitFor();
    const counts = await page.locator('.counts dd').allInnerTexts();
    assertEqual(counts.slice(0, 2), [data.organizations.totalCount.toLocaleString('en'), data.affiliations.totalCount.toLocaleString('en')]);
    const listed = await page.locator('.documents a').allInnerTexts();
    const titles = data.sources.nodes.map(({ title }) => title);
    assert(listed.length >= 5 && listed.every((title) => titles.includes(title)), `${listed}`);
  });
  await check('the cards of the home page lead to networks, with the number of ties that the page has', async () => {
    const cards = page.locator('.networks a');
    await cards.first().waitFor();
    const texts = await cards.allInnerTexts();
    assertEqual(texts.length, 6);
    const addresses = await cards.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    assertEqual(new Set(addresses).size, texts.length);
    assertEqual(addresses[0], CANCEROPOLE);
    for (const [i, address] of addresses.entries()) {
      const { organization } = await site.query('query ($slug: String!) { organization(by: { slug: $slug }) { name affiliations { totalCount } } }', { slug: address.split('/').pop() });
      assertIncludes(texts[i], organization.name);
      assertIncludes(texts[i], `${organization.affiliations.totalCount} ties`);
    }
    await cards.first().click();
    await organizationLoaded(page);
    assertIncludes(await statusText(page), texts[0].match(/\d+ ties/)[0]);
    await site.open(page, '/');
  });
  await check('question 1: the picture and the list have the eight founders of 2007, with their sources', async () => {
    await page.locator('.questions a').first().click();
    await organizationLoaded(page);
    assertIncludes(page.url(), `${CANCEROPOLE}?asOf=2007`);
    const data = await site.query('{ organization(by: { slug: "canceropole-ile-de-france" }) { founders(asOf: "2007") { edges { node { name } affiliation { citations { source { title } locator } } } } } }');
    const { edges } = data.organization.founders;
    assertEqual(await neighbours(page).count(), edges.length);
    const facts = await page.locator('aside.facts').innerText();
    for (const { node, affiliation } of edges) {
      assertIncludes(facts, node.name);
      assertIncludes(facts, affiliation.citations[0].locator);
      await page.locator(`svg.picture a.node[aria-label*="${node.name}"]`).waitFor();
    }
    assertIncludes(await statusText(page), `${edges.length} ties in 2007, all dated`);
  });
}

async function checkYears(site, page) {
  await check('organizations that are alike are one node, which opens in the picture and closes again', async () => {
    await site.openOrganization(page, `${CANCEROPOLE}?asOf=2023&possible=1`);
    const groups = page.locator('svg.picture a[role="button"]');
    const names = await groups.evaluateAll((all) => all.map((group) => group.getAttribute('aria-label')));
    assert(names.length >= 2, `${names}`);
    const label = await page.locator('svg.picture').getAttribute('aria-label');
    const inGroups = names.reduce((sum, name) => sum + Number(name.match(/, (\d+)$/)[1]), 0);
    const single = await neighbours(page).count() - names.length;
    assertEqual(single + inGroups, Number(label.match(/: (\d+) organizations/)[1]));
    const companies = page.getByRole('button', { name: /companies, \d+$/ });
    const companyCount = Number((await companies.getAttribute('aria-label')).match(/\d+$/)[0]);
    assert(companyCount > 5, `${companyCount} companies`);
    await companies.click({ force: true });
    const groupAgain = page.getByRole('button', { name: /^Group again: .*companies$/ });
    await groupAgain.waitFor();
    assertEqual(await neighbours(page).count(), single + companyCount + names.length - 1);
    assertEqual(await page.locator('svg.picture').getAttribute('aria-label'), label);
    await groupAgain.click();
    await companies.waitFor();
    assertEqual(await neighbours(page).count(), single + names.length);
    await site.openOrganization(page, `${CANCEROPOLE}?asOf=2007`);
  });
  await check('possible ties are counted apart, and drawn as dotted lines on request', async () => {
    const before = await neighbours(page).count();
    assertEqual(await page.locator('svg.picture .link.dotted').count(), 0);
    assertIncludes(await statusText(page), 'not shown');
    await page.getByLabel(/^Show possible ties/).check();
    await page.waitForURL(/possible=1/);
    assert(await neighbours(page).count() > before, 'nothing was added');
    assert(await page.locator('svg.picture .link.dotted').count() > 0, 'nothing is dotted');
    assertIncludes(await statusText(page), 'dotted lines');
    await page.getByLabel(/^Show possible ties/).uncheck();
    await page.waitForURL((url) => !url.search.includes('possible'));
  });
  await check('nodes keep their places when the year changes', async () => {
    const places = () => page.locator('svg.picture a.node').evaluateAll((all) => Object.fromEntries(all.map((node) => [node.dataset.id, node.querySelector('.shape, .centre-box').outerHTML.match(/translate\([^)]*\)|x="[^"]*"/)[0]])));
    const before = await places();
    await page.getByRole('slider').fill('2023');
    await page.waitForURL(/asOf=2023/);
    await organizationLoaded(page);
    const after = await places();
    assert(Object.keys(after).length > Object.keys(before).length, '2023 shows no more than 2007');
    for (const [id, place] of Object.entries(before)) assertEqual([id, after[id]], [id, place]);
  });
  await check('an address restores its view, and the same address gives the same picture', async () => {
    const address = page.url();
    const picture = () => page.locator('svg.picture').evaluate((svg) => svg.outerHTML);
    const before = await picture();
    await page.goto('about:blank');
    await page.goto(address);
    await organizationLoaded(page);
    assertEqual(await page.getByLabel('Year shown').inputValue(), '2023');
    assert(await picture() === before, 'another picture');
  });
  await check('the table has the facts of the picture, and sorts by name', async () => {
    const facts = await page.locator('aside.facts > .role-group .fact').count();
    await page.getByRole('button', { name: 'Table' }).click();
    await page.waitForURL(/view=table/);
    await page.locator('.table-frame tbody tr').first().waitFor();
    assertEqual(await page.locator('.table-frame tbody tr').count(), facts);
    assertEqual(await page.locator('aside.facts').count(), 0);
    await page.getByRole('button', { name: 'Organization' }).click();
    const names = await page.locator('.table-frame tbody th a').allInnerTexts();
    assertEqual(names, [...names].sort(new Intl.Collator('en').compare));
  });
}

async function checkTakingAway(site, page) {
  await check('the query of the page opens in GraphiQL', async () => {
    const href = await page.getByRole('link', { name: 'Open this query in GraphiQL' }).getAttribute('href');
    const values = new URLSearchParams(href.split('#')[1]);
    assertEqual(JSON.parse(values.get('variables')).asOf, '2023');
    const data = await site.query(values.get('query'), JSON.parse(values.get('variables')));
    assertEqual(data.organization.slug, 'canceropole-ile-de-france');
    const other = await page.context().newPage();
    await other.goto(site.origin + href);
    await other.locator('.graphiql-tab-active', { hasText: 'OrganizationPage' }).waitFor();
    await other.close();
  });
  await check('the link is copied', async () => {
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Link copied' }).waitFor();
    assertEqual(await page.evaluate(() => navigator.clipboard.readText()), page.url());
  });
  await check('picture and table are downloaded as SVG, PNG and CSV, with names that say what they hold', async () => {
    await site.openOrganization(page, `${CANCEROPOLE}?asOf=2007`);
    const download = async (name) => {
      await page.locator('.menu summary').click();
      const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.menu-list').getByText(name).click()]);
      return [file.suggestedFilename(), await readFile(await file.path())];
    };
    const [svgName, svg] = await download('Picture (SVG)');
    assertEqual(svgName, 'canceropole-ile-de-france_network_2007.svg');
    assertIncludes(svg.toString(), 'Gustave Roussy');
    assert(!/class=|var\(/.test(svg.toString()), 'the SVG needs the style sheets of the page');
    const [, png] = await download('Picture (PNG)');
    assertEqual(png.subarray(1, 4).toString(), 'PNG');
    const [csvName, csv] = await download('Table for spreadsheets (CSV)');
    assertEqual(csvName, 'canceropole-ile-de-france_organization-affiliations_2007.csv');
    assertEqual(csv.toString().trim().split('\n').length, 9);
  });
  await check('reports of the server are offered, and have the same links', async () => {
    await page.locator('.menu summary').click();
    const [workbook] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Table for Excel (XLSX)' }).click()]);
    assertEqual((await readFile(await workbook.path())).subarray(0, 2).toString(), 'PK');
    const response = await fetch(site.origin + await page.locator('.menu a', { hasText: 'GraphML' }).getAttribute('href'));
    assertEqual(response.status, 200);
    const { network } = await site.query('{ network(around: { slug: "canceropole-ile-de-france" }, asOf: "2007") { links { id } } }');
    assertEqual((await response.text()).match(/<edge /g)?.length, network.links.length);
    const changes = await fetch(`${site.origin}/reports/changes.xlsx?organization.slug=canceropole-ile-de-france&from=2007&to=2023`);
    assertEqual(changes.status, 200);
    assertEqual(changes.headers.get('content-disposition').match(/filename="([^_]*_[^_]*)/)[1], 'canceropole-ile-de-france_changes');
    assertEqual(await page.locator('.site-header nav a[href="/data"]').count(), 1);
  });
}

async function checkChangesAndPath(site, page) {
  await check('question 2: the changes are those of the API', async () => {
    await site.open(page, '/');
    await page.locator('.questions a').nth(1).click();
    await page.waitForURL(/changes\?from=2007&to=2023/);
    const { changes } = await site.query('{ changes(organization: { slug: "canceropole-ile-de-france" }, from: "2007", to: "2023") { joined { affiliation { id } } left { affiliation { id } } stayed { affiliation { id } } undetermined { affiliation { id } } } }');
    const counts = page.locator('.change h2 .count');
    await counts.nth(3).waitFor();
    assertEqual(await counts.allInnerTexts(), ['joined', 'left', 'stayed', 'undetermined'].map((part) => String(changes[part].length)));
  });
  await check('question 3: the path, with the source of each step', async () => {
    await site.open(page, '/');
    await page.locator('.questions a').nth(2).click();
    await page.waitForURL(/path\?from=sanofi&to=ihf/);
    const { path } = await site.query('{ path(from: { slug: "sanofi" }, to: { slug: "ihf" }, history: true) { length steps { organization { name } affiliation { citations { locator } } } } }');
    const steps = page.locator('.steps').first();
    await steps.waitFor();
    assertEqual(await steps.locator('.step a').allInnerTexts(), path.steps.map(({ organization }) => organization.name));
    const text = await steps.innerText();
    for (const { affiliation } of path.steps) if (affiliation) assertIncludes(text, affiliation.citations[0].locator);
  });
}

async function checkEvidence(site, page) {
  await check('a discrepancy lists its sides, not each of their facts', async () => {
    await site.open(page, `${CANCEROPOLE}?asOf=2007`);
    const sides = page.locator('.discrepancies article', { hasText: 'How many institutions founded' }).locator('.sides li');
    await sides.first().waitFor();
    assertEqual(await sides.count(), 2);
    assertIncludes(await sides.nth(1).innerText(), 'Founders in 2007: 8');
  });
  await check('a discrepancy between two figures shows both', async () => {
    await site.openOrganization(page, '/o/gustave-roussy');
    const discrepancy = page.locator('.discrepancies article', { hasText: 'How many professionals' });
    await discrepancy.waitFor();
    assertEqual(await discrepancy.locator('.sides li').count(), 2);
    assertIncludes(await discrepancy.innerText(), '3,000');
    assertIncludes(await discrepancy.innerText(), 'more than 2,100');
  });
  await check('a citation leads to its document, which lists all facts taken from it', async () => {
    await page.locator('aside.facts .citation a').first().click();
    await page.waitForURL(/\/s\//);
    await page.locator('.source-facts li').first().waitFor();
    const slug = new URL(page.url()).pathname.split('/').pop();
    const { source } = await site.query('query ($slug: String!) { source(by: { slug: $slug }) { title facts { totalCount } } }', { slug });
    assertEqual(await page.locator('h1').innerText(), source.title);
    assertEqual(await page.locator('.source-facts li').count(), Math.min(100, source.facts.totalCount));
  });
}
