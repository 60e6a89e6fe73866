// Languages, colour schemes, sizes and print: the same pages for every reader.

import { axeViolations } from '../harness/axe.mjs';
import { assert, assertEmpty, assertEqual, assertIncludes, check } from '../harness/checks.mjs';
import { CANCEROPOLE, EVERY_PAGE, neighbours, organizationLoaded } from './site.mjs';

export async function checkAccessibility(site, page) {
  await check('French by the language of the browser; switching to English is remembered', () => site.withPage({ locale: 'fr-FR' }, async (french) => {
    await site.openOrganization(french, `${CANCEROPOLE}?asOf=2007`);
    assertIncludes(await french.locator('aside.facts').innerText(), 'Fondateurs');
    assertEqual(await french.locator('html').getAttribute('lang'), 'fr');
    // Descriptions of the registry are English in either language, and are marked so for screen readers.
    assertEqual(await french.locator('.about-organization > p').first().getAttribute('lang'), 'en');
    await french.getByRole('button', { name: 'English' }).click();
    await french.getByText('Facts and sources').waitFor();
    await french.reload();
    await french.getByText('Facts and sources').waitFor();
  }));
  for (const path of EVERY_PAGE) {
    await check(`axe finds nothing: ${path}`, async () => {
      for (const colorScheme of ['light', 'dark']) {
        await site.withPage({ colorScheme, reducedMotion: 'reduce' }, async (other) => {
          await site.open(other, path);
          await other.waitForLoadState('networkidle');
          assertEmpty((await axeViolations(other)).map((violation) => `${colorScheme} ${violation}`));
        });
      }
    });
  }
  await check('reduced motion: nothing plays; forced colours: the picture stays', () => site.withPage({ reducedMotion: 'reduce', forcedColors: 'active' }, async (other) => {
    await site.openOrganization(other, `${CANCEROPOLE}?asOf=2007`);
    assertEqual(await other.getByRole('button', { name: 'Play the years' }).count(), 0);
    assertEqual(await neighbours(other).count(), 8);
    const background = (name) => other.getByRole('button', { name, exact: true }).evaluate((button) => getComputedStyle(button).backgroundColor);
    assert(await background('Picture') !== await background('Table'), 'nothing shows which view is on');
  }));
  await check('playing goes to the next year in which something changed', async () => {
    await site.openOrganization(page, `${CANCEROPOLE}?asOf=2007`);
    await page.getByRole('button', { name: 'Play the years' }).click();
    await page.waitForURL(/asOf=201\d/);
    await page.getByRole('button', { name: 'Pause' }).click();
  });
  await check('no page is wider than a screen of 360 px', () => site.withPage({ viewport: { width: 360, height: 740 } }, async (phone) => {
    for (const path of EVERY_PAGE) {
      await site.open(phone, path);
      await phone.waitForLoadState('networkidle');
      const width = await phone.evaluate(() => document.documentElement.scrollWidth);
      assert(width <= 360, `${path} is ${width} px wide`);
    }
  }));
  await check('text in the picture is at least 11 px high at any width', async () => {
    for (const width of [360, 800, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      await site.openOrganization(page, `${CANCEROPOLE}?possible=1&asOf=2010&view=picture`);
      const least = await page.locator('svg.picture').evaluate((svg) => Math.min(...[...svg.querySelectorAll('text')].map((text) => (Number(text.getAttribute('font-size')) * svg.getBoundingClientRect().width) / svg.viewBox.baseVal.width)));
      assert(least >= 11, `${least} px at ${width}`);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });
  await check('a page prints on a few sheets of A4', async () => {
    await site.open(page, `${CANCEROPOLE}?asOf=2007`);
    await organizationLoaded(page);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    assert(sheets >= 2 && sheets <= 12, `${sheets} sheets`);
  });
}
