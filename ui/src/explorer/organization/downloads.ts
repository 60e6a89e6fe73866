// The files that the page of an organization offers.

import type { OrganizationAddress } from '../address';
import { reportHref, type Download } from '../components/Actions';
import { exportSvg, renderPng } from '../diagram/exportImage';
import { saveCsv, saveFile } from '../download';
import type { I18n } from '../i18n';
import { affiliationRows, COLUMNS } from './affiliationRows';
import type { OrganizationAffiliation } from './useOrganizationData';

interface Content {
  organization: { slug: string; name: string };
  address: OrganizationAddress;
  year: string;
  title: string;
  /** The affiliations that are shown. */
  affiliations: readonly OrganizationAffiliation[];
  /** The response of the API. */
  response: unknown;
  /** Finds the picture, if the page shows one. */
  picture: (() => SVGSVGElement | undefined) | undefined;
}

export function organizationDownloads({ organization, address, year, title, affiliations, response, picture }: Content, i18n: I18n): Download[] {
  const { t } = i18n;
  const name = `${organization.slug}_${year}`;
  const svg = (): string => {
    const element = picture?.();
    return element ? exportSvg(element, title, location.href) : '';
  };
  const parameters = {
    organization: organization.name,
    hops: address.steps === 2 ? '2' : undefined,
    asOf: address.asOf,
    certainty: address.includePossible ? 'POSSIBLE' : undefined,
  };
  const pictures: Download[] = picture ? [
    { label: t.actions.svg, save: () => saveFile(`${name}.svg`, svg(), 'image/svg+xml') },
    { label: t.actions.png, save: () => void renderPng(svg()).then((blob) => saveFile(`${name}.png`, blob)) },
  ] : [];
  return [
    ...pictures,
    {
      label: t.actions.csv,
      save: () => saveCsv(`${name}.csv`, COLUMNS.map((column) => t.columns[column]), affiliationRows(affiliations, i18n).map(({ cells }) => COLUMNS.map((column) => cells[column]))),
    },
    { label: t.actions.xlsx, href: reportHref('network', 'xlsx', parameters) },
    { label: t.actions.graphml, href: reportHref('network', 'graphml', parameters) },
    { label: t.actions.json, save: () => saveFile(`${name}.json`, JSON.stringify(response, undefined, 2), 'application/json') },
  ];
}
