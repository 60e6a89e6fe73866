// Files that the page makes.

export function saveFile(name: string, content: Blob | string, mediaType = ''): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The name of a file from what it holds, as the server names its files: `cnrs_network_2026_founders.svg`. */
export function fileName(parts: readonly (string | false | undefined)[], extension: string): string {
  const words = parts.filter((part): part is string => Boolean(part)).map((part) => part.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-'));
  return `${words.join('_')}.${extension}`;
}
