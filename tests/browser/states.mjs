// What stands where an answer should: each state is brought about and looked at.

import { check, equal, holds } from './harness.mjs';

const CLUSTER = '/o/canceropole-ile-de-france';

export async function states({ context, origin, open, settled, api }) {
  /** A page whose requests to the API a test may answer itself. */
  const staged = async (answer) => {
    const page = await context.newPage();
    await page.route('**/graphql', async (route) => answer(route, JSON.parse(route.request().postData() ?? '{}')));
    return page;
  };
  const json = (route, body, more = {}) => route.fulfill({ status: 200, contentType: 'application/json', body: JSON.stringify(body), ...more });

  await check('state: loading, felt after a moment, with no spinner', async () => {
    const page = await staged(async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 900));
      await route.continue();
    });
    await page.goto(`${origin}${CLUSTER}`);
    await page.getByRole('status', { name: 'Loading …' }).waitFor();
    await settled(page);
    await page.close();
  });
  await check('state: nothing found, with near names', async () => {
    const page = await context.newPage();
    await open('/search?q=gustov+roussiu', page);
    await page.getByRole('heading', { name: 'Nothing matches “gustov roussiu”' }).waitFor();
    await page.locator('.near a', { hasText: 'Gustave Roussy' }).first().waitFor();
    await open('/search?q=xqzw', page);
    await page.getByText('No name comes near either').waitFor();
    await page.close();
  });
  await check('state: nothing at this address, with status 404 and near names', async () => {
    const page = await context.newPage();
    const response = await open('/o/gustave-rousy', page);
    equal(response.status(), 404);
    await page.getByRole('heading', { name: 'Nothing at this address' }).waitFor();
    await page.locator('.near a', { hasText: 'Gustave Roussy' }).first().waitFor();
    await page.close();
  });
  await check('state: nothing in that year, with ways out', async () => {
    const page = await context.newPage();
    await open(`${CLUSTER}?asOf=1995`, page);
    await page.getByText('No relation is known to have been in force in 1995.').waitFor();
    await page.getByRole('button', { name: 'Go to 2007' }).click();
    await page.waitForURL(/asOf=2007/);
    await page.locator('svg.picture a.node').nth(8).waitFor();
    await page.close();
  });
  await check('state: too many, grouped by role and kind, a group opens as a list', async () => {
    const page = await staged(async (route, { operationName }) => {
      const response = await route.fetch();
      const body = await response.json();
      if (operationName === 'Explore') body.data.network.truncated = true;
      await json(route, body);
    });
    await page.goto(`${origin}${CLUSTER}`);
    await page.getByText('too many to draw one by one').waitFor();
    const group = page.locator('svg.picture a.node', { hasText: 'company' }).first();
    await group.waitFor();
    const { affiliations } = (await api('{ organization(by: { slug: "canceropole-ile-de-france" }) { affiliations { totalCount } } }')).organization;
    const counts = await page.locator('svg.picture .group-count').allTextContents();
    equal(counts.reduce((sum, count) => sum + Number(count), 0), affiliations.totalCount);
    await group.click();
    const count = Number((await page.locator('.chosen').innerText()).match(/\((\d+)\)/)[1]);
    equal(await page.locator('.table-frame tbody tr').count(), count);
    await page.close();
  });
  await check('state: the API refuses, with the id of the request, and answers again', async () => {
    let broken = true;
    const page = await staged((route) => (broken
      ? json(route, { errors: [{ message: 'the request took longer than a request may', extensions: { code: 'TIMEOUT' } }] }, { headers: { 'x-request-id': 'abc-42' } })
      : route.continue()));
    await page.goto(`${origin}${CLUSTER}?asOf=2007`);
    const alert = page.getByRole('alert');
    await alert.waitFor();
    holds(await alert.innerText(), 'longer than a request may');
    holds(await alert.innerText(), 'abc-42');
    // There is nothing else yet: the page is headed by what went wrong.
    equal(await page.locator('h1').allInnerTexts(), ['The registry could not answer']);
    broken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await settled(page);
    equal(await alert.count(), 0);
    await page.close();
  });
  await check('state: the server is gone, the last answer stays', async () => {
    let gone = false;
    const page = await staged((route) => (gone ? route.abort() : route.continue()));
    await page.goto(`${origin}${CLUSTER}?asOf=2007`);
    await settled(page);
    gone = true;
    await page.getByLabel('Year shown').fill('2015');
    await page.getByRole('alert').filter({ hasText: 'The server does not answer' }).waitFor();
    holds(await page.getByRole('alert').innerText(), 'Last answer at');
    // The last answer is that of 2007: nothing may be said of 2015, least of all that nothing was in force.
    holds(await page.locator('.stage .status').innerText(), '8 in force in 2007');
    equal(await page.locator('svg.picture a.node:not(.middle)').count(), 8);
    holds(await page.locator('aside.facts .lead').innerText(), 'As of 2007');
    gone = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.locator('.stage .status', { hasText: 'in force in 2015' }).waitFor();
    await page.close();
  });
  await check('state: a parameter that is not known is named, not passed over', async () => {
    const page = await context.newPage();
    await open(`${CLUSTER}?asof=2007&steps=9`, page);
    const notice = await page.locator('.notice').innerText();
    holds(notice, 'asof=2007');
    holds(notice, 'steps=9');
    await page.close();
  });
}
