// Uses the Explorer in Chromium: the example questions by mouse and by keyboard, what it shows while loading and
// on failure, accessibility, speed, and reference pictures.
//
// usage: node explorer.mjs http://127.0.0.1:8080 [FOLDER]
// FOLDER takes the pictures. BLESS=1 writes the reference pictures anew. Prints `N passed, N failed` last.

import { checkAccessibility } from './explorer/accessibility.mjs';
import { checkCounts } from './explorer/counts.mjs';
import { checkKeyboard } from './explorer/keyboard.mjs';
import { checkMeaning } from './explorer/meaning.mjs';
import { checkPerformance } from './explorer/performance.mjs';
import { checkQuestions } from './explorer/questions.mjs';
import { compareReferences } from './explorer/reference.mjs';
import { Site } from './explorer/site.mjs';
import { checkStates } from './explorer/states.mjs';
import { newContext, withBrowser } from './harness/browser.mjs';
import { assertEmpty, check, summarize } from './harness/checks.mjs';

const [address, artefacts] = process.argv.slice(2);
if (!address) {
  console.error('usage: node explorer.mjs ADDRESS [FOLDER]');
  process.exit(2);
}

await withBrowser(async (browser) => {
  const site = new Site(browser, address);
  const context = await site.newContext({ permissions: ['clipboard-read', 'clipboard-write'], acceptDownloads: true });
  const page = await context.newPage();

  await checkQuestions(site, page);
  await checkCounts(site, page);
  await checkMeaning(site, page);
  await checkKeyboard(site, page);
  // In a context whose failures are not recorded: requests fail there on purpose.
  await checkStates(site, await newContext(browser));
  await checkAccessibility(site, page);
  await checkPerformance(site);
  await compareReferences(site, artefacts);

  const { foreign, failed, console } = site.failures;
  await check('no request goes to another host', () => assertEmpty(foreign));
  // The page of an unknown organization has the status 404, which the browser reports on the console.
  await check('no request fails', () => assertEmpty(failed.filter((request) => !request.includes('/o/nobody-at-all'))));
  await check('the console has no errors and no warnings', () => assertEmpty(console.filter((message) => !message.includes('404 (Not Found)'))));
});
summarize();
