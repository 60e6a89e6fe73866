// Files of the server: reports as tables, with the same rows as the page.

import type { I18n } from '../i18n';

/** A file that the page makes, or a report of the server. */
export type Download = { label: string } & ({ save: () => void } | { href: string });

type Parameters = Record<string, string | undefined>;

/** A report in one format. */
export function reportDownload(label: string, report: string, extension: string, parameters: Parameters): Download {
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { label, href: `/reports/${report}.${extension}?${new URLSearchParams(given)}` };
}

/** A report as CSV for spreadsheets of the reader's language, as a workbook, and as JSON. */
export function tableDownloads(report: string, parameters: Parameters, { t, language }: I18n): Download[] {
  // Excel in French expects semicolons between cells, and a comma in numbers.
  const dialect: Parameters = language === 'fr' ? { bom: '1', sep: 'semicolon', decimal: 'comma' } : { bom: '1' };
  return [
    reportDownload(t.actions.csv, report, 'csv', { ...parameters, ...dialect }),
    reportDownload(t.actions.xlsx, report, 'xlsx', parameters),
    reportDownload(t.actions.json, report, 'json', parameters),
  ];
}
