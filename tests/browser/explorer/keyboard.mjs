// The Explorer by keyboard alone: search, the line of years, the picture, filters, tables, changes and paths.

import { assertEqual, assertIncludes, check } from '../harness/checks.mjs';
import { CANCEROPOLE, organizationLoaded } from './site.mjs';

export async function checkKeyboard(site, page) {
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** The accessible name of the element that has the focus, roughly. */
  const focusedName = () => page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
  });
  /** Presses Tab until a condition holds in the page. */
  const tabTo = async (condition) => {
    for (let i = 0; i < 80; i += 1) {
      if (await page.evaluate(condition)) return;
      await press('Tab');
    }
    throw new Error('Tab does not lead there');
  };
  await check('by keyboard: / goes to the search; accents are optional; arrows choose, Enter opens, Esc closes', async () => {
    await site.open(page, '/');
    await press('/');
    await page.keyboard.type('canceropole ile de france');
    await page.getByRole('option').first().waitFor();
    await press('ArrowDown', 'ArrowUp', 'Enter');
    await page.waitForURL(/\/o\/canceropole-ile-de-france/);
    await organizationLoaded(page);
    await press('/');
    await page.keyboard.type('upmc');
    await page.getByRole('option', { name: /acronym: UPMC/ }).waitFor();
    await page.getByRole('combobox').fill('gustave roussy');
    await page.getByRole('option', { name: /Gustave Roussy.*cancer centre, Villejuif/ }).waitFor();
    await press('Escape');
    assertEqual(await page.getByRole('option').count(), 0);
    await press('Escape');
  });
  await check('by keyboard: a year is typed, and the slider moves', async () => {
    const year = page.getByLabel('Year shown');
    await year.focus();
    await year.fill('2007');
    await page.waitForURL(/asOf=2007/);
    await organizationLoaded(page);
    await tabTo(() => document.activeElement?.getAttribute('type') === 'range');
    await press('ArrowRight');
    await page.waitForURL(/asOf=2008/);
    await organizationLoaded(page);
    assertIncludes(await page.getByRole('slider').getAttribute('aria-valuetext'), '2008, 8 ties');
    await press('ArrowLeft');
    await page.waitForURL(/asOf=2007/);
  });
  await check('by keyboard: the picture is one tab stop; arrows go to neighbours, Enter opens', async () => {
    assertEqual(await page.locator('svg.picture a[tabindex="0"]').count(), 1);
    assertEqual(await page.locator('svg.picture a:not([tabindex])').count(), 0);
    await tabTo(() => document.activeElement?.matches('svg.picture a'));
    assertIncludes(await focusedName(), 'Cancéropôle');
    await press('ArrowUp');
    const name = await focusedName();
    assertIncludes(name, 'Founders');
    assertEqual(await page.locator('svg.picture.highlighting').count(), 1);
    await press('Enter');
    await page.waitForURL((url) => !url.pathname.endsWith('canceropole-ile-de-france'));
    await organizationLoaded(page);
    assertIncludes(name, await page.locator('main h1').innerText());
  });
  await check('by keyboard: a group opens, the focus goes to its first organization, and back when it closes', async () => {
    await site.openOrganization(page, '/o/canceropole-ile-de-france?asOf=2023&possible=1');
    const group = page.locator('svg.picture a[role="button"]').first();
    const name = await group.getAttribute('aria-label');
    await group.focus();
    await press(' ');
    await page.locator('.open-groups button').waitFor();
    assertEqual(await page.evaluate(() => document.activeElement?.matches('svg.picture a.node[href^="/o/"]')), true);
    await page.locator('.open-groups button').focus();
    await press('Enter');
    await page.locator('.open-groups').waitFor({ state: 'detached' });
    assertEqual(await focusedName(), name);
  });
  await check('by keyboard: an example question opens, and changes are compared for other dates', async () => {
    await site.open(page, '/');
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
  await check('by keyboard: a role is switched off, the table opens and sorts', async () => {
    await site.open(page, `${CANCEROPOLE}?asOf=2023`);
    await organizationLoaded(page);
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
  await check('by keyboard: a path is found', async () => {
    await site.open(page, '/path');
    await page.getByRole('combobox', { name: 'From' }).focus();
    for (const [text, parameter] of [['sanofi', 'from='], ['international hospital', 'to=']]) {
      await page.keyboard.type(text);
      await page.getByRole('option').first().waitFor();
      await press('Enter');
      await page.waitForURL((url) => url.search.includes(parameter));
      if (parameter === 'from=') await tabTo(() => document.activeElement?.getAttribute('aria-label') === 'To');
    }
    await page.locator('.steps .step').nth(4).waitFor();
  });
  await check('by keyboard: the first tab stop skips to the content', async () => {
    await site.open(page, '/about');
    await page.evaluate(() => document.activeElement?.blur());
    await press('Tab');
    assertEqual(await focusedName(), 'Skip to the content');
  });
}
