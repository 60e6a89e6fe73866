// The counts of the page of an organization are those of its table, its files and the API: for random organizations,
// years, roles and certainties. tests/it/reports/same_rows.rs compares files and API for many more of them.

import { assert, assertEqual, assertIncludes, check } from '../harness/checks.mjs';

/** Organizations of a network that the page asks for at most. */
const MAX_NODES = 150;
const ORGANIZATIONS = Number(process.env.ORGANIZATIONS ?? 12);

export async function checkCounts(site, page) {
  const random = randomNumbers(20_26);
  const { organizations } = await site.query('{ organizations(first: 100, orderBy: { field: AFFILIATION_COUNT, direction: DESC }) { nodes { slug } } }');
  for (let i = 0; i < ORGANIZATIONS; i += 1) {
    const { slug } = organizations.nodes[random(organizations.nodes.length)];
    const asOf = ['', '2007', '2018', '2023', String(1990 + random(40))][random(5)];
    const includePossible = random(2) === 0;
    await check(`the counts of /o/${slug} ${asOf || 'this year'}${includePossible ? ', possible ones too' : ''} are those of its table, its files and the API`, async () => {
      await checkView(site, page, slug, asOf, includePossible, random);
    });
  }
  await check('the files of changes, paths and sources have the rows of their pages', async () => {
    const rowsOf = async () => {
      const hrefs = await page.locator('.menu-list a[href^="/reports/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      const files = await Promise.all(hrefs.map((href) => fetch(site.origin + href)));
      assertEqual(files.map(({ status }) => status), [200, 200, 200]);
      return files.map(({ headers }) => Number(headers.get('consortia-rows')));
    };
    await page.goto(`${site.origin}/o/canceropole-ile-de-france/changes?from=2007&to=2023`);
    await page.locator('.change h2 .count').nth(3).waitFor();
    const changes = await page.locator('.change h2 .count').allInnerTexts();
    const sum = changes.reduce((total, text) => total + Number(text), 0);
    assertEqual(await rowsOf(), [sum, sum, sum]);
    await page.goto(`${site.origin}/path?from=sanofi&to=ihf`);
    await page.locator('.steps').first().waitFor();
    const steps = await page.locator('.steps').first().locator('.step').count();
    assertEqual(await rowsOf(), [steps, steps, steps]);
    await page.goto(`${site.origin}/s/canceropole-idf-members`);
    for (const type of ['All', 'Ties', 'People']) {
      await page.locator('.fact-types').getByRole('button', { name: type, exact: true }).click();
      await page.waitForTimeout(300);
      const heading = await page.locator('h2', { hasText: 'Facts taken from this document' }).innerText();
      const facts = Number(heading.match(/\(([\d,]+)\)/)[1].replaceAll(',', ''));
      assertEqual(await rowsOf(), [facts, facts, facts]);
    }
  });
  await check('an address that leads on is replaced by the one that it leads to', async () => {
    await page.goto(`${site.origin}/o/PSCC?asOf=2023&view=table`);
    await page.waitForURL(`${site.origin}/o/pscc?asOf=2023&view=table`);
    await page.goto(`${site.origin}/path?from=PSCC&to=Unicancer`);
    await page.waitForURL(`${site.origin}/path?from=pscc&to=unicancer`);
  });
  await check('files of the French page open in French Excel', async () => {
    await page.goto(`${site.origin}/o/pscc?lang=fr`);
    await page.locator('.menu summary').waitFor();
    const href = await page.locator('.menu-list a', { hasText: 'CSV' }).getAttribute('href');
    const text = await (await fetch(site.origin + href)).text();
    assertIncludes(href, 'sep=semicolon');
    assertIncludes(text.split('\n')[0], 'direction;organization.name;');
  });
}

async function checkView(site, page, slug, asOf, includePossible, random) {
  const open = async (roles) => {
    const values = Object.entries({ asOf, possible: includePossible ? '1' : '', roles, view: 'table' }).filter(([, value]) => value);
    await page.goto(`${site.origin}/o/${slug}?${new URLSearchParams(values)}`);
    await page.locator('article.organization[data-complete=true]').waitFor();
  };
  await open('');
  const chips = await page.locator('.chips input').evaluateAll((inputs) => inputs.map(({ name }) => name));
  const roles = chips.length > 1 && random(2) === 0 ? chips.filter((_, at) => at % 2 === random(2)).join(',').toLowerCase() : '';
  if (roles) await open(roles);
  const more = page.locator('.table-frame .more button');
  while (await more.count() > 0) await more.click();
  const rows = await page.locator('.table-frame tbody tr').count();
  const checked = await page.locator('.chips .chip:has(input:checked) .count').allInnerTexts();
  assertEqual(checked.reduce((sum, text) => sum + Number(text), 0), rows);
  assertEqual(await certainAndPossible(page, includePossible), rows);
  const hrefs = await page.locator('.menu-list a[href^="/reports/organization-affiliations"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  assertEqual(hrefs.length, 3);
  for (const href of hrefs) {
    const file = await fetch(site.origin + href);
    assertEqual([file.status, Number(file.headers.get('consortia-rows'))], [200, rows]);
    // A part of a file name has 40 characters at most.
    assertIncludes(file.headers.get('content-disposition'), `${slug.slice(0, 40)}_organization-affiliations_`);
  }
  const parameters = new URLSearchParams(hrefs[0].split('?')[1]);
  const names = await page.locator('.table-frame tbody th a').allInnerTexts();
  const json = await (await fetch(site.origin + hrefs[2])).json();
  assertEqual(json.map((row) => row['organization.name']), names);
  const data = await site.query(
    'query ($slug: String!, $asOf: PartialDate, $certainty: Certainty, $directions: [RoleDirection!]) { organization(by: { slug: $slug }, asOf: $asOf) { affiliations(certainty: $certainty, filter: { directions: $directions }) { totalCount } } }',
    {
      slug, asOf: parameters.get('asOf'), certainty: parameters.get('certainty').toUpperCase(),
      ...(parameters.get('directions') && { directions: parameters.get('directions').toUpperCase().split(',') }),
    },
  );
  assertEqual(data.organization.affiliations.totalCount, rows);
  await checkPicture(site, page, rows, random);
}

/** The numbers of the line above the table: those that certainly held and, if they are shown, those that may have. */
async function certainAndPossible(page, includePossible) {
  const parts = await page.locator('.tools .status span').allInnerTexts();
  const number = (text) => Number(text.match(/[\d,]+/)?.[0].replaceAll(',', '') ?? 0);
  const [certain, ...possible] = parts.map((text) => (/^No(thing is certain|.known ties)/.test(text) ? 0 : number(text)));
  return certain + (includePossible ? possible.reduce((sum, count) => sum + count, 0) : 0);
}

/** The ties and organizations that the picture has by its name, and those of the network file. */
async function checkPicture(site, page, rows, random) {
  await page.getByRole('button', { name: 'Picture' }).click();
  if (random(2) === 0) {
    await page.getByRole('button', { name: 'Two steps' }).click();
    await page.waitForURL(/steps=2/);
  }
  await page.locator('article.organization[data-complete=true] svg.picture').waitFor();
  const label = await page.locator('svg.picture').getAttribute('aria-label');
  const count = (pattern) => Number(label.match(pattern)?.[1].replaceAll(',', '') ?? 0);
  // A picture of more organizations is made of the direct ties alone; the file also has those between the others.
  if (count(/: ([\d,]+) organization/) > MAX_NODES) return;
  const href = await page.locator('.menu-list a', { hasText: 'GraphML' }).getAttribute('href');
  const file = await fetch(site.origin + href);
  const graph = await file.text();
  // A symmetric affiliation has an edge each way.
  const symmetric = graph.match(/<data key="edgesymmetric">true/g)?.length ?? 0;
  const edges = (graph.match(/<edge /g)?.length ?? 0) - symmetric / 2;
  const ownTies = count(/, ([\d,]+) ties?(?:,|\.)/);
  assertEqual(ownTies + count(/and ([\d,]+) ties? between/), edges);
  // A picture of two steps may have no room for all direct ties; it says so, and so does the name of the file.
  const isCut = /_first-/.test(file.headers.get('content-disposition'));
  assert(isCut ? ownTies <= rows : ownTies === rows, `${ownTies} ties in the picture, ${rows} rows`);
  assertEqual(isCut, await page.locator('.diagram-note:not(.groups)').count() > 0);
  const nodes = graph.match(/<node /g)?.length ?? 0;
  assert(nodes === count(/: ([\d,]+) organization/) + 1, `${nodes} nodes in the file; ${label}`);
}

/** Pseudo-random numbers below an end, the same in every run. */
function randomNumbers(seed) {
  let state = seed;
  return (end) => {
    state = (state * 48_271) % 0x7fffffff;
    return state % end;
  };
}
