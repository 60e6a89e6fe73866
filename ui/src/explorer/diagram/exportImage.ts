// The picture as a file that stands by itself: colours, lines and letters as the page shows them, the whole
// of it whatever part is zoomed to, with its title and its address.

const STYLES = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'fill-rule',
  'opacity', 'font-family', 'font-weight', 'paint-order', 'stroke-opacity'] as const;
const FOOT = 46;

export function svgText(picture: SVGSVGElement, title: string, address: string): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const [shown, copied] = [picture.querySelectorAll('*'), copy.querySelectorAll('*')];
  copied.forEach((element, i) => {
    const style = getComputedStyle(shown[i] as Element);
    for (const name of STYLES) element.setAttribute(name, style.getPropertyValue(name));
    for (const name of ['class', 'tabindex', 'data-id', 'aria-current']) element.removeAttribute(name);
    const href = element.getAttribute('href');
    if (href) element.setAttribute('href', new URL(href, location.href).href);
  });
  copy.querySelectorAll('circle[r]').forEach((touch) => touch.remove());
  const page = getComputedStyle(document.body);
  const [width, height] = [Number(picture.getAttribute('width')), Number(picture.getAttribute('height'))];
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `0 0 ${width} ${height + FOOT}`);
  copy.setAttribute('height', String(height + FOOT));
  for (const name of ['class', 'style']) copy.removeAttribute(name);
  const paper = getComputedStyle(picture.parentElement ?? document.body).backgroundColor;
  copy.prepend(element('rect', { width: '100%', height: '100%', fill: paper }));
  copy.prepend(element('title', {}, title));
  const words = { 'font-family': page.fontFamily, fill: page.color, x: '16' };
  copy.append(element('text', { ...words, y: String(height + 16), 'font-size': '14', 'font-weight': '600' }, title));
  copy.append(element('text', { ...words, y: String(height + 34), 'font-size': '11' }, address));
  return new XMLSerializer().serializeToString(copy);
}

function element(name: string, attributes: Record<string, string>, text = ''): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

/** Twice as fine as the screen, for slides. */
export async function pngBlob(svg: string, scale = 2): Promise<Blob> {
  const image = new Image();
  // A data address: the page's policy allows no other for images.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.naturalWidth * scale, image.naturalHeight * scale];
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'));
}

export function save(name: string, content: Blob | string, type = ''): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** For spreadsheets: with the mark that tells them the encoding, and no cell that they would take for a formula. */
export function csvText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (value: string): string => {
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
