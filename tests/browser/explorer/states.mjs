// What the Explorer shows while it loads, when it finds nothing, and when a request fails.

import { assertEqual, assertIncludes, check } from '../harness/checks.mjs';
import { CANCEROPOLE, neighbours, organizationLoaded, statusText } from './site.mjs';

/** Organizations of a kind that a hub has in a check. */
const UNITS = 190;

export async function checkStates(site, context) {
  /** Opens a page whose requests to the API are handled by `handle(route, request body)`. */
  const pageWithApi = async (handle) => {
    const page = await context.newPage();
    await page.route('**/graphql', async (route) => handle(route, JSON.parse(route.request().postData() ?? '{}')));
    return page;
  };
  const respond = (route, body, more = {}) => route.fulfill({ status: 200, contentType: 'application/json', body: JSON.stringify(body), ...more });

  await check('while loading: a placeholder after a moment', async () => {
    const page = await pageWithApi(async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 900));
      await route.continue();
    });
    await page.goto(`${site.origin}${CANCEROPOLE}`);
    await page.getByRole('status', { name: 'Loading …' }).waitFor();
    await organizationLoaded(page);
    await page.close();
  });
  await check('no search result: similar names are offered', async () => {
    const page = await context.newPage();
    await site.open(page, '/search?q=gustov+roussiu');
    await page.getByRole('heading', { name: 'No results for “gustov roussiu”' }).waitFor();
    await page.locator('.similar-names a', { hasText: 'Gustave Roussy' }).first().waitFor();
    await site.open(page, '/search?q=xqzw');
    await page.getByText('There are no similar names either').waitFor();
    await page.close();
  });
  await check('unknown organization: status 404 and similar names', async () => {
    const page = await context.newPage();
    const response = await site.open(page, '/o/gustave-rousy');
    assertEqual(response.status(), 404);
    await page.getByRole('heading', { name: 'Page not found' }).waitFor();
    await page.locator('.similar-names a', { hasText: 'Gustave Roussy' }).first().waitFor();
    await page.close();
  });
  await check('a year without ties: a button goes to the first known year', async () => {
    const page = await context.newPage();
    await site.open(page, `${CANCEROPOLE}?asOf=1995`);
    await page.getByText('No ties are known in 1995.').waitFor();
    await page.getByRole('button', { name: 'Go to 2007' }).click();
    await page.waitForURL(/asOf=2007/);
    await page.locator('svg.picture a.node').nth(8).waitFor();
    await page.close();
  });
  await check('a hub of hundreds: those that are alike are one node, which opens as a list', async () => {
    const page = await pageWithApi(async (route, { operationName }) => {
      const response = await route.fetch();
      const body = await response.json();
      if (['OrganizationPage', 'NetworkInYear'].includes(operationName)) body.data.network.truncated = true;
      if (operationName === 'OrganizationPage') {
        const { affiliations } = body.data.organization;
        const like = affiliations.edges.find(({ direction }) => direction === 'CHILDREN');
        const units = Array.from({ length: UNITS }, (_, i) => {
          const organization = { ...like.otherOrganization, id: `unit ${i}`, slug: `unit-${i}`, name: `Unit ${i}`, kinds: ['RESEARCH_UNIT'] };
          return { ...like, otherOrganization: organization, node: { ...like.node, id: `tie ${i}`, object: organization } };
        });
        affiliations.edges.push(...units);
        affiliations.totalCount += UNITS;
      }
      await respond(route, body);
    });
    await page.goto(`${site.origin}${CANCEROPOLE}`);
    const group = page.getByRole('button', { name: `Parts: research units, ${UNITS}` });
    await group.waitFor();
    const { affiliations } = (await site.query('{ organization(by: { slug: "canceropole-ile-de-france" }) { affiliations { totalCount } } }')).organization;
    assertIncludes(await page.locator('svg.picture').getAttribute('aria-label'), `, ${affiliations.totalCount + UNITS} ties.`);
    await group.click({ force: true });
    assertEqual(await group.getAttribute('aria-expanded'), 'true');
    assertEqual(await page.locator('.table-frame tbody tr').count(), UNITS);
    assertEqual(await page.evaluate(() => document.activeElement?.className), 'table-frame');
    await page.getByRole('button', { name: 'Close the list: Parts: research units' }).click();
    assertEqual(await page.locator('.table-frame').count(), 0);
    assertEqual(await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded')), 'false');
    await page.close();
  });
  await check('the API fails: the page shows the message and the request id, and tries again', async () => {
    let failing = true;
    const page = await pageWithApi((route) => (failing
      ? respond(route, { errors: [{ message: 'The request exceeded the time limit of 5 s.', extensions: { code: 'TIMEOUT' } }] }, { headers: { 'x-request-id': 'abc-42' } })
      : route.continue()));
    await page.goto(`${site.origin}${CANCEROPOLE}?asOf=2007`);
    const alert = page.getByRole('alert');
    await alert.waitFor();
    assertIncludes(await alert.innerText(), 'exceeded the time limit');
    assertIncludes(await alert.innerText(), 'abc-42');
    // With no data yet, the error is the heading of the page.
    assertEqual(await page.locator('h1').allInnerTexts(), ['The request failed']);
    failing = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await organizationLoaded(page);
    assertEqual(await alert.count(), 0);
    await page.close();
  });
  await check('no connection: the last data stays and keeps its year', async () => {
    let offline = false;
    const page = await pageWithApi((route) => (offline ? route.abort() : route.continue()));
    await page.goto(`${site.origin}${CANCEROPOLE}?asOf=2007`);
    await organizationLoaded(page);
    // They have a request of their own, which would fail beside the one that is tried here.
    await page.locator('section.discrepancies').waitFor();
    offline = true;
    await page.getByLabel('Year shown').fill('2015');
    await page.getByRole('alert').filter({ hasText: 'Connection lost' }).waitFor();
    assertIncludes(await page.getByRole('alert').innerText(), 'data received at');
    // The data is that of 2007: the page must not claim anything about 2015.
    assertIncludes(await statusText(page), '8 ties in 2007');
    assertEqual(await neighbours(page).count(), 8);
    assertIncludes(await page.locator('aside.facts > .lead').innerText(), 'As of 2007');
    offline = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.locator('.stage .status', { hasText: 'ties in 2015' }).waitFor();
    await page.close();
  });
  await check('an unknown parameter of the address is reported', async () => {
    const page = await context.newPage();
    await site.open(page, `${CANCEROPOLE}?asof=2007&steps=9`);
    const notice = await page.locator('.notice').innerText();
    assertIncludes(notice, 'asof=2007');
    assertIncludes(notice, 'steps=9');
    await page.close();
  });
}
