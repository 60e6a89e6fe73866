// The files that the page of an organization offers. Tables and networks come from the server, with the date, the
// certainty and the roles of the page; pictures are made here.

import type { OrganizationAddress } from '../address';
import { reportDownload, tableDownloads, type Download } from '../components/downloads';
import { exportSvg, renderPng } from '../diagram/exportImage';
import { directionsOf } from '../domain/affiliationRole';
import { fileName, saveFile } from '../download';
import type { I18n } from '../i18n';
import { MAX_NODES, type Network } from './useOrganizationData';

/** Organizations of a network in a file at most. */
const MAX_REPORT_NODES = 1000;

interface Content {
  slug: string;
  address: OrganizationAddress;
  /** The year or date shown. */
  year: string;
  title: string;
  network: Network | null | undefined;
  /** Whether the network is grouped, since it is too large to draw. */
  isGrouped: boolean;
  /** Finds the picture, if the page shows one. */
  picture: (() => SVGSVGElement | undefined) | undefined;
}

export function organizationDownloads({ slug, address, year, title, network, isGrouped, picture }: Content, i18n: I18n): Download[] {
  const { t } = i18n;
  const directions = address.roles && directionsOf(address.roles).join(',').toLowerCase();
  const parameters = { 'organization.slug': slug, asOf: year, certainty: address.includePossible ? 'possible' : 'certain', directions };
  const svg = (): string => {
    const element = picture?.();
    return element ? exportSvg(element, title, location.href) : '';
  };
  const isDrawnInPart = network?.truncated === true && !isGrouped;
  const name = (extension: string): string => fileName([
    slug, isGrouped ? 'network-by-kind' : 'network', year, directions, address.includePossible && 'possible', address.steps === 2 && 'hops-2',
    isDrawnInPart && `first-${network.nodes.length}-of-${network.totalCount}`,
  ], extension);
  const pictures: Download[] = picture ? [
    { label: t.actions.svg, save: () => saveFile(name('svg'), svg(), 'image/svg+xml') },
    { label: t.actions.png, save: () => void renderPng(svg()).then((blob) => saveFile(name('png'), blob)) },
  ] : [];
  // A network of the server has fewer organizations than some reach; its name and its label say so.
  const isCut = !isDrawnInPart && (network?.totalCount ?? 0) > MAX_REPORT_NODES;
  const part = isDrawnInPart ? network.nodes.length : isCut ? MAX_REPORT_NODES : undefined;
  const label = (text: string): string => (part === undefined ? text : text + t.actions.firstOf(part, network?.totalCount ?? 0));
  const ofNetwork = { ...parameters, hops: address.steps === 2 ? '2' : undefined, maxNodes: isDrawnInPart ? String(MAX_NODES) : undefined };
  return [
    ...pictures,
    ...tableDownloads('organization-affiliations', parameters, i18n),
    reportDownload(label(t.actions.graphml), 'network', 'graphml', ofNetwork),
    reportDownload(label(t.actions.gexf), 'network', 'gexf', ofNetwork),
  ];
}
