// Files that the page makes: saving them, and tables as CSV.

export function saveFile(name: string, content: Blob | string, mediaType = ''): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** CSV for spreadsheets: with a byte order mark, and no cell that they would run as a formula. */
export function formatCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const formatCell = (value: string): string => {
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${[header, ...rows].map((row) => row.map(formatCell).join(',')).join('\r\n')}\r\n`;
}

export function saveCsv(name: string, header: readonly string[], rows: readonly (readonly string[])[]): void {
  saveFile(name, formatCsv(header, rows), 'text/csv');
}
