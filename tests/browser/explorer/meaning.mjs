// Pages say no more than the sources: plans stand apart from ties, nothing ahead is certain, dates with bounds stay so.

import { assert, assertEqual, assertIncludes, check } from '../harness/checks.mjs';
import { organizationLoaded, statusText } from './site.mjs';

export async function checkMeaning(site, page) {
  await check('what is planned stands in a place of its own and counts as no tie', async () => {
    await site.open(page, '/o/paris-kids-cancer?possible=1');
    await organizationLoaded(page);
    const { organization } = await site.query(`{ organization(by: { slug: "paris-kids-cancer" }) {
      affiliations(history: true, stages: [ANNOUNCED, PLANNED]) { totalCount nodes { subject { slug name } object { slug name } } } } }`);
    assert(organization.affiliations.totalCount > 0, 'nothing is planned');
    const plans = await page.locator('section.plans').innerText();
    for (const { subject, object } of organization.affiliations.nodes) {
      const { name } = subject.slug === 'paris-kids-cancer' ? object : subject;
      assertIncludes(plans, name);
      assertEqual(await page.locator('aside.facts').getByText(name, { exact: true }).count(), 0);
    }
    assertIncludes(plans, 'planned');
    assertIncludes(plans, 'from 2023');
  });
  await check('an organization that is only planned says so beside its name', async () => {
    await site.open(page, '/o/prospective-oncology-center');
    await organizationLoaded(page);
    assertIncludes(await page.locator('h1').innerText(), 'planned');
    assertIncludes(await page.locator('.timeline').innerText(), '2023–2024');
  });
  await check('wherever a plan or a forecast is named, it is marked', async () => {
    const marked = async (address, name, mark) => {
      await site.open(page, address);
      const row = page.locator('li', { hasText: name }).first();
      await row.waitFor();
      assertIncludes(await row.innerText(), mark);
    };
    await marked('/s/gustave-roussy-biocluster', 'Opening of the Prospective Oncology Center', 'planned');
    await marked('/s/gustave-roussy-biocluster', 'direct jobs to be created', 'forecast');
    await marked('/search?q=prospective oncology', 'Prospective Oncology Center', 'planned');
    await marked('/t/oncology', 'Prospective Oncology Center', 'planned');
  });
  await check('nothing is certain about a year ahead', async () => {
    await site.open(page, '/o/pscc?asOf=2099');
    await organizationLoaded(page);
    assertIncludes(await statusText(page), 'Nothing is certain about 2099 yet');
    await site.open(page, '/o/pscc?asOf=2099&lang=fr');
    await organizationLoaded(page);
    assertIncludes(await statusText(page), 'Rien n’est encore certain pour 2099');
    await site.open(page, '/o/pscc/changes?from=2007&to=2099');
    await page.locator('section.undetermined').waitFor();
    assertIncludes(await page.locator('section.undetermined').innerText(), 'Nothing is certain about the second date yet');
  });
  await check('search finds who works on a topic, and the page of the topic lists them with their sources', async () => {
    await site.open(page, '/search?q=genomics');
    await page.locator('.result-list a').first().waitFor();
    const results = await page.locator('.result-list').innerText();
    assertIncludes(results, 'topic: Genomics');
    await page.locator('.result-list a[href^="/t/"]').first().click();
    await page.locator('.fact').first().waitFor();
    const { topic } = await site.query('{ topic(by: { slug: "genomics" }) { assignments { nodes { thing { name } } } } }');
    const listed = await page.locator('article.page').innerText();
    for (const { thing } of topic.assignments.nodes) assertIncludes(listed, thing.name);
  });
  await check('topics have their names in the language of the page', async () => {
    await site.open(page, '/t/genomics?lang=fr');
    await page.locator('.fact').first().waitFor();
    assertEqual(await page.locator('h1').innerText(), 'Génomique');
    await site.open(page, '/search?q=genomics&lang=fr');
    await page.locator('.result-list a[href^="/t/"]').first().waitFor();
    assertIncludes(await page.locator('.result-list a[href^="/t/"]').first().innerText(), 'Génomique');
  });
}
