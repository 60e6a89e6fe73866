// Reference pictures: the pages as they should look, compared with a tolerance. The comparison runs in the
// browser itself, which reads PNG.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = new URL('reference/', import.meta.url);
const CLUSTER = '/o/canceropole-ile-de-france';
const PAGES = {
  home: '/',
  'organization-2007': `${CLUSTER}?asOf=2007`,
  'organization-2023': `${CLUSTER}?asOf=2023&undated=1`,
  compare: `${CLUSTER}/changes?from=2007&to=2023`,
  path: '/path?from=sanofi&to=ihf',
};
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
/** Share of pixels that may differ: edges of letters do, from one version of the browser to the next. */
const TOLERANCE = 0.02;

export async function comparePictures({ browser, open, check, pictures }) {
  if (process.env.BLESS) await mkdir(FOLDER, { recursive: true });
  if (pictures) await mkdir(pictures, { recursive: true });
  for (const [size, viewport] of Object.entries(SIZES)) {
    const context = await browser.newContext({ viewport, locale: 'en-US', reducedMotion: 'reduce', colorScheme: 'light' });
    const page = await context.newPage();
    for (const [name, path] of Object.entries(PAGES)) {
      const file = `${name}-${size}.png`;
      await check(`looks as before: ${file}`, async () => {
        await open(path, page);
        await page.locator('.counts dd, .organization[data-settled="true"], .change, .chain').first().waitFor();
        await page.waitForTimeout(300);
        const shot = await page.screenshot();
        if (pictures) await writeFile(join(pictures, file), shot);
        if (process.env.BLESS) return writeFile(new URL(file, FOLDER), shot);
        const wanted = await readFile(new URL(file, FOLDER));
        const differs = await difference(browser, wanted, shot);
        if (differs > TOLERANCE) throw new Error(`${(differs * 100).toFixed(1)} % of the picture differs; BLESS=1 accepts it`);
      });
    }
    await context.close();
  }
}

async function difference(browser, wanted, found) {
  const page = await browser.newPage();
  const share = await page.evaluate(async (sources) => {
    const [a, b] = await Promise.all(sources.map(async (source) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const drawing = canvas.getContext('2d');
      drawing.drawImage(image, 0, 0);
      return drawing.getImageData(0, 0, image.width, image.height);
    }));
    if (a.width !== b.width || a.height !== b.height) return 1;
    let differ = 0;
    for (let i = 0; i < a.data.length; i += 4) {
      if (Math.abs(a.data[i] - b.data[i]) + Math.abs(a.data[i + 1] - b.data[i + 1]) + Math.abs(a.data[i + 2] - b.data[i + 2]) > 96) differ += 1;
    }
    return differ / (a.width * a.height);
  }, [wanted, found].map((bytes) => bytes.toString('base64')));
  await page.close();
  return share;
}
