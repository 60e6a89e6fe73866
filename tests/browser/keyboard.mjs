// The Explorer without a mouse: the worked questions, the picture, the time, the lists, by keys alone.

import { check, equal, holds } from './harness.mjs';

const CLUSTER = '/o/canceropole-ile-de-france';

export async function keyboard({ page, open, settled }) {
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = () => page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
  });
  await check('by keyboard: / searches, accents are optional, arrows choose, Enter opens, Esc closes', async () => {
    await open('/');
    await press('/');
    await page.keyboard.type('canceropole ile de france');
    await page.getByRole('option').first().waitFor();
    await press('ArrowDown', 'ArrowUp', 'Enter');
    await page.waitForURL(/\/o\/canceropole-ile-de-france/);
    await settled();
    await press('/');
    await page.keyboard.type('upmc');
    await page.getByRole('option', { name: /acronym: UPMC/ }).waitFor();
    await page.getByRole('combobox').fill('gustave roussy');
    await page.getByRole('option', { name: /Gustave Roussy.*cancer centre, Villejuif/ }).waitFor();
    await press('Escape');
    equal(await page.getByRole('option').count(), 0);
    await press('Escape');
  });
  await check('by keyboard: a year is typed, and the slider moved', async () => {
    const year = page.getByLabel('Year shown');
    await year.focus();
    await year.fill('2007');
    await page.waitForURL(/asOf=2007/);
    await settled();
    await press('Tab');
    while (await page.evaluate(() => document.activeElement?.getAttribute('type')) !== 'range') await press('Tab');
    await press('ArrowRight');
    await page.waitForURL(/asOf=2008/);
    await settled();
    holds(await page.getByRole('slider').getAttribute('aria-valuetext'), '2008, 8 relations in force');
    await press('ArrowLeft');
    await page.waitForURL(/asOf=2007/);
  });
  await check('by keyboard: one tab stop into the picture, arrows to neighbours, Enter opens', async () => {
    equal(await page.locator('svg.picture a[tabindex="0"]').count(), 1);
    equal(await page.locator('svg.picture a:not([tabindex])').count(), 0);
    for (let i = 0; i < 40 && !(await page.evaluate(() => document.activeElement?.matches('svg.picture a'))); i += 1) await press('Tab');
    holds(await focused(), 'Cancéropôle');
    await press('ArrowUp');
    const name = await focused();
    holds(name, 'Founders');
    equal(await page.locator('svg.picture.lighting').count(), 1);
    await press('Enter');
    await page.waitForURL((url) => !url.pathname.endsWith('canceropole-ile-de-france'));
    await settled();
    holds(name, await page.locator('main h1').innerText());
  });
  const tabTo = async (found) => {
    for (let i = 0; i < 80; i += 1) {
      if (await page.evaluate(found)) return;
      await press('Tab');
    }
    throw new Error('no tab stop leads there');
  };
  await check('by keyboard: the worked questions open, and what changed is asked for other dates', async () => {
    await open('/');
    await page.locator('.questions a').first().waitFor();
    await tabTo(() => document.activeElement?.matches('.questions li:nth-child(2) a'));
    await press('Enter');
    await page.waitForURL(/changes\?from=2007&to=2023/);
    await page.locator('.dates').waitFor();
    await tabTo(() => document.activeElement?.matches('.dates label:nth-of-type(2) input'));
    await press('Control+a');
    await page.keyboard.type('2010');
    await press('Enter');
    await page.waitForURL(/from=2007&to=2010/);
    await page.locator('.status', { hasText: '0 joined' }).waitFor();
  });
  await check('by keyboard: roles are switched, the table is opened and sorted', async () => {
    await open(`${CLUSTER}?asOf=2023`);
    await settled();
    await tabTo(() => document.activeElement?.matches('.chips input[name="FOUNDER.in"]'));
    await press('Space');
    await page.waitForURL((url) => url.search.includes('roles=') && !url.search.includes('founder.in'));
    await tabTo(() => document.activeElement?.textContent === 'Table');
    await press('Enter');
    await page.waitForURL(/view=table/);
    await tabTo(() => document.activeElement?.matches('thead th:nth-child(2) button'));
    await press('Enter');
    await page.locator('thead th:nth-child(2)[aria-sort="ascending"]').waitFor();
  });
  await check('by keyboard: a chain is found', async () => {
    await open('/path');
    await page.getByRole('combobox', { name: 'From' }).focus();
    for (const [text, parameter] of [['sanofi', 'from='], ['international hospital', 'to=']]) {
      await page.keyboard.type(text);
      await page.getByRole('option').first().waitFor();
      await press('Enter');
      await page.waitForURL((url) => url.search.includes(parameter));
      if (parameter === 'from=') while (!(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'To'))) await press('Tab');
    }
    await page.locator('.chain .stop').nth(4).waitFor();
  });
  await check('by keyboard: the first stop of a page leads to its content', async () => {
    await open('/about');
    await page.evaluate(() => document.activeElement?.blur());
    await press('Tab');
    equal(await focused(), 'Skip to the content');
  });
}
