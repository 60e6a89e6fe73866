// Takes the pictures of the README: docs/images/explorer.png and docs/images/graphiql.png.
// usage: node screenshots.mjs http://127.0.0.1:8080

import { execFileSync } from 'node:child_process';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { newContext, withBrowser } from './harness/browser.mjs';
import { stableScreenshot } from './harness/screenshots.mjs';

const [address] = process.argv.slice(2);
if (!address) {
  console.error('usage: node screenshots.mjs ADDRESS');
  process.exit(2);
}
const { origin } = new URL(address);
const IMAGES = new URL('../../docs/images/', import.meta.url);
const MAX_BYTES = 200_000;

await mkdir(IMAGES, { recursive: true });
await withBrowser(async (browser) => {
  const context = await newContext(browser, { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await takeExplorer(await context.newPage());
  await takeGraphiql(await context.newPage());
});

/** The network of the PSCC in 2023. */
async function takeExplorer(page) {
  await page.clock.setFixedTime(new Date('2026-11-26T12:00:00Z'));
  await page.goto(`${origin}/o/pscc?asOf=2023`);
  await page.locator('.organization[data-complete="true"] svg.picture').waitFor();
  await save(page, 'explorer.png');
}

/** The first example with its response. */
async function takeGraphiql(page) {
  await page.goto(`${origin}/graphiql`);
  await page.locator('.graphiql-query-editor .view-line').nth(3).waitFor();
  await page.locator('.graphiql-execute-button').click();
  await page.locator('.graphiql-response .view-line', { hasText: '"data"' }).waitFor();
  await page.mouse.move(640, 790);
  await save(page, 'graphiql.png');
}

async function save(page, name) {
  const path = fileURLToPath(new URL(name, IMAGES));
  await writeFile(path, await stableScreenshot(page));
  try {
    // 256 colours are enough for these pages, and a third of the size.
    execFileSync('pngquant', ['--force', '--skip-if-larger', '--speed', '1', '--output', path, '256', path]);
  } catch {
    console.log(`${name} is not compressed: install pngquant`);
  }
  const { size } = await stat(path);
  console.log(`${name}: ${size} bytes`);
  if (size > MAX_BYTES) process.exitCode = 1;
}
