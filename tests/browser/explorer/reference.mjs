// Pages compared with reference pictures, on a desktop and on a phone.

import { check } from '../harness/checks.mjs';
import { compareWithReference } from '../harness/screenshots.mjs';
import { CANCEROPOLE } from './site.mjs';

const REFERENCES = new URL('../reference/', import.meta.url);
const PAGES = {
  home: ['/', '.counts dd'],
  'organization-2007': [`${CANCEROPOLE}?asOf=2007`, '.organization[data-complete="true"]'],
  'organization-2023': [`${CANCEROPOLE}?asOf=2023&possible=1`, '.organization[data-complete="true"]'],
  changes: [`${CANCEROPOLE}/changes?from=2007&to=2023`, '.change'],
  path: ['/path?from=sanofi&to=ihf', '.steps'],
};
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
/** The pages end their line of years with the present. */
const TODAY = new Date('2026-11-26T12:00:00Z');

export async function compareReferences(site, artefacts) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await site.withPage({ viewport, reducedMotion: 'reduce' }, async (page) => {
      await page.clock.setFixedTime(TODAY);
      for (const [name, [path, loaded]] of Object.entries(PAGES)) {
        const file = `${name}-${size}.png`;
        await check(`looks as in reference/${file}`, async () => {
          await site.open(page, path);
          await page.locator(loaded).first().waitFor();
          await compareWithReference(page, file, REFERENCES, artefacts);
        });
      }
    });
  }
}
