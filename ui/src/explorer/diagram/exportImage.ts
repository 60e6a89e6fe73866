// The diagram as a file of its own: the whole of it, with the styles that the page shows, its title and its address.

/** Styles that become attributes, since the file has no style sheet. */
const STYLES = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'fill-rule',
  'opacity', 'font-family', 'font-weight', 'paint-order', 'stroke-opacity'] as const;
const FOOTER_HEIGHT = 46;

export function exportSvg(diagram: SVGSVGElement, title: string, address: string): string {
  const copy = diagram.cloneNode(true) as SVGSVGElement;
  const originals = diagram.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, i) => {
    const style = getComputedStyle(originals[i] as Element);
    for (const name of STYLES) element.setAttribute(name, style.getPropertyValue(name));
    for (const name of ['class', 'tabindex', 'data-id', 'aria-current']) element.removeAttribute(name);
    const href = element.getAttribute('href');
    if (href) element.setAttribute('href', new URL(href, location.href).href);
  });
  // Touch targets are invisible.
  copy.querySelectorAll('circle[r]').forEach((circle) => circle.remove());
  const [width, height] = [Number(diagram.getAttribute('width')), Number(diagram.getAttribute('height'))];
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `0 0 ${width} ${height + FOOTER_HEIGHT}`);
  copy.setAttribute('height', String(height + FOOTER_HEIGHT));
  for (const name of ['class', 'style']) copy.removeAttribute(name);
  const { backgroundColor } = getComputedStyle(diagram.parentElement ?? document.body);
  copy.prepend(svgElement('title', {}, title), svgElement('rect', { width: '100%', height: '100%', fill: backgroundColor }));
  const { fontFamily, color } = getComputedStyle(document.body);
  const text = { 'font-family': fontFamily, fill: color, x: '16' };
  copy.append(
    svgElement('text', { ...text, y: String(height + 16), 'font-size': '14', 'font-weight': '600' }, title),
    svgElement('text', { ...text, y: String(height + 34), 'font-size': '11' }, address),
  );
  return new XMLSerializer().serializeToString(copy);
}

function svgElement(name: string, attributes: Record<string, string>, text = ''): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

/** @param scale Pixels of the file for each pixel of the screen; two are enough for slides. */
export async function renderPng(svg: string, scale = 2): Promise<Blob> {
  const image = new Image();
  // A data URL: the content security policy allows no other for images.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.naturalWidth * scale, image.naturalHeight * scale];
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the browser could not write the picture'))), 'image/png'));
}
