// Screenshots that can be compared: taken when the page has come to rest, and compared pixel by pixel.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Share of pixels that may differ: edges of shapes and letters do, from one version of Chromium to the next. */
const TOLERANCE = 0.01;
/** Difference of a pixel's red, green and blue together, of 765, below which it counts as equal. */
const PIXEL_TOLERANCE = 96;

/** Takes a screenshot once fonts are loaded and two screenshots in a row are equal. */
export async function stableScreenshot(page) {
  await page.evaluate(() => document.fonts.ready);
  let before = Buffer.alloc(0);
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const screenshot = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    if (screenshot.equals(before)) return screenshot;
    before = screenshot;
    await page.waitForTimeout(150);
  }
  throw new Error('the page does not come to rest');
}

/**
 * Compares a screenshot with `reference/NAME`, or writes that file if `BLESS` is set. With `artefacts`, a folder,
 * the screenshot and a picture of what differs are kept there.
 */
export async function compareWithReference(page, name, references, artefacts) {
  const screenshot = await stableScreenshot(page);
  if (artefacts) await save(join(artefacts, name), screenshot);
  if (process.env.BLESS) return writeFile(new URL(name, references), screenshot);
  const reference = await readFile(new URL(name, references));
  const { share, picture } = await difference(page, reference, screenshot);
  if (share <= TOLERANCE) return undefined;
  if (artefacts) await save(join(artefacts, name.replace('.png', '.difference.png')), picture);
  throw new Error(`${(share * 100).toFixed(1)} % of the pixels differ; BLESS=1 accepts the new picture`);
}

async function save(path, bytes) {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, bytes);
}

/** The share of pixels that differ, and a picture that marks them. Computed by the browser, which reads PNG. */
async function difference(page, reference, screenshot) {
  const blank = await page.context().newPage();
  const { share, url } = await blank.evaluate(async ({ sources, pixelTolerance }) => {
    const [a, b] = await Promise.all(sources.map(async (source) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const drawing = new OffscreenCanvas(image.width, image.height).getContext('2d');
      drawing.drawImage(image, 0, 0);
      return drawing.getImageData(0, 0, image.width, image.height);
    }));
    if (a.width !== b.width || a.height !== b.height) return { share: 1, url: '' };
    let count = 0;
    for (let i = 0; i < a.data.length; i += 4) {
      const distance = [0, 1, 2].reduce((sum, channel) => sum + Math.abs(a.data[i + channel] - b.data[i + channel]), 0);
      const differs = distance > pixelTolerance;
      count += Number(differs);
      // Red where it differs, the screenshot in pale elsewhere.
      for (let channel = 0; channel < 3; channel += 1) a.data[i + channel] = differs ? [220, 0, 0][channel] : 170 + b.data[i + channel] / 3;
    }
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [a.width, a.height];
    canvas.getContext('2d').putImageData(a, 0, 0);
    return { share: count / (a.width * a.height), url: canvas.toDataURL('image/png') };
  }, { sources: [reference, screenshot].map((bytes) => bytes.toString('base64')), pixelTolerance: PIXEL_TOLERANCE });
  await blank.close();
  return { share, picture: Buffer.from(url.split(',')[1] ?? '', 'base64') };
}
