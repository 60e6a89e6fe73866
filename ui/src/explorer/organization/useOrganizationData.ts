// The data of the page of an organization. It is requested once, and for every further year only what held
// then, so that the picture keeps its places while the year changes.

import { useMemo, useRef } from 'preact/hooks';
import type { OrganizationAddress } from '../address';
import {
  MoreAffiliationsDocument, MoreAffiliationsInYearDocument, NetworkInYearDocument, OrganizationInYearDocument, OrganizationPageDocument,
  type OrganizationInYearQuery, type OrganizationPageQuery, type OrganizationPageQueryVariables,
} from '../api/operations.generated';
import { useQuery, type QueryResult } from '../api/useQuery';
import { useRemainingAffiliations } from '../api/useRemainingAffiliations';
import type { NetworkData } from '../diagram/layout/graph';
import { directedRoleOfDirection, directionsOf, type DirectedRole } from '../domain/affiliationRole';
import type { CertaintyInYear } from '../domain/certainty';

export type Organization = NonNullable<OrganizationPageQuery['organization']>;
export type Network = NonNullable<OrganizationPageQuery['network']>;
type AffiliationEdge = Organization['affiliations']['edges'][number];

/** Organizations that are drawn at most. A larger network is unreadable, and is grouped instead. */
export const MAX_NODES = 150;

/** An affiliation as seen from the organization that the page is about. */
export interface OrganizationAffiliation {
  directedRole: DirectedRole;
  certainty: CertaintyInYear;
  other: AffiliationEdge['otherOrganization'];
  affiliation: AffiliationEdge['node'];
}

/** What held in a year. */
interface YearData {
  /** The year or date. */
  asOf: string;
  /** By the id of an affiliation, position or participation. */
  certainties: ReadonlyMap<string, CertaintyInYear>;
  /** By the id of a link of the network. */
  links: ReadonlyMap<string, CertaintyInYear>;
}

export interface OrganizationData extends YearData {
  result: QueryResult<OrganizationPageQuery>;
  /** Null if the registry has no such organization, undefined while that is unknown. */
  organization: Organization | null | undefined;
  /** The network of all years; that of the year, if all years are too much to draw. */
  network: Network | null | undefined;
  /** Whether `network` is of the year: all of its links are shown. */
  isNetworkOfYear: boolean;
  affiliations: OrganizationAffiliation[];
  /** The number of affiliations, with those that are not received yet. */
  total: number;
  /** Whether all data for the requested year is there. Until then, everything here is about the year before. */
  isComplete: boolean;
  /** The variables of the operation for the requested year. */
  variables: OrganizationPageQueryVariables;
}

/** @param asOf The year or date to show. */
export function useOrganizationData({ slug, steps, roles, includePossible }: OrganizationAddress, asOf: string): OrganizationData {
  const key = `${slug} ${steps}`;
  // The year in which the page was opened; other years are requested in addition.
  const opened = useRef({ key: '', asOf });
  if (opened.current.key !== key) opened.current = { key, asOf };
  const isOtherYear = asOf !== opened.current.asOf;

  const variables = { slug, hops: steps, maxNodes: MAX_NODES };
  const page = useQuery(OrganizationPageDocument, { ...variables, asOf: opened.current.asOf });
  const year = useQuery(OrganizationInYearDocument, isOtherYear ? { ...variables, asOf } : undefined);
  const pageData = page.data;
  const inYear = isOtherYear && year.isCurrent ? year.data : undefined;

  const { hasNextPage, endCursor } = pageData?.organization?.affiliations.pageInfo ?? {};
  const after = hasNextPage ? endCursor ?? undefined : undefined;
  const rest = useRemainingAffiliations(MoreAffiliationsDocument, slug, opened.current.asOf, after);
  const restInYear = useRemainingAffiliations(MoreAffiliationsInYearDocument, slug, asOf, inYear ? after : undefined);
  // Links between all organizations of all years may be too many, and those of a year not.
  const isNetworkOfYear = pageData?.network?.truncated === true;
  const ofYear = useQuery(NetworkInYearDocument, isNetworkOfYear ? {
    ...variables, asOf, certainty: includePossible ? 'POSSIBLE' : 'CERTAIN', ...(roles && { directions: directionsOf(roles) }),
  } : undefined);
  const isComplete = page.isCurrent && (!isOtherYear || inYear !== undefined) && rest.complete && restInYear.complete
    && (!isNetworkOfYear || ofYear.isCurrent);

  const latest = useMemo(
    () => (inYear ? yearDataOf(inYear, restInYear.edges, asOf) : yearDataOf(pageData, rest.edges, opened.current.asOf)),
    [pageData, inYear, rest, restInYear],
  );
  const lastComplete = useRef({ key: '', yearData: latest });
  if (isComplete) lastComplete.current = { key, yearData: latest };
  const yearData = lastComplete.current.key === key ? lastComplete.current.yearData : latest;

  const affiliations = useMemo(
    () => [...(pageData?.organization?.affiliations.edges ?? []), ...rest.edges].map((edge): OrganizationAffiliation => ({
      directedRole: directedRoleOfDirection(edge.direction),
      certainty: yearData.certainties.get(edge.node.id) ?? null,
      other: edge.otherOrganization,
      affiliation: edge.node,
    })),
    [pageData, rest, yearData],
  );
  const failed = [rest, restInYear].find(({ error }) => error);
  const incomplete = year.error ? year : ofYear.error ? ofYear : failed;
  return {
    ...yearData,
    result: page.error || !incomplete?.error ? page : { ...page, error: incomplete.error, retry: incomplete.retry ?? page.retry },
    organization: page.isCurrent && page.data && !page.data.organization ? null : pageData?.organization,
    network: isNetworkOfYear ? ofYear.data?.network : pageData?.network,
    isNetworkOfYear,
    affiliations,
    total: pageData?.organization?.affiliations.totalCount ?? 0,
    isComplete,
    variables: { ...variables, asOf },
  };
}

/** Whether there are more neighbours than the API's network has room for: the picture is made of all affiliations then, in groups. */
export function isOfAffiliations({ network }: OrganizationData, { steps }: OrganizationAddress): boolean {
  // A second step is drawn as far as it fits.
  return network?.truncated === true && (steps === 1 || network.nodes.every(({ hops }) => hops < 2));
}

/** The network of the affiliations of an organization, without those between the others. */
export function networkOfAffiliations(organization: Organization, affiliations: readonly OrganizationAffiliation[]): NetworkData {
  const others = new Map(affiliations.map(({ other }) => [other.slug, other]));
  return {
    nodes: [{ hops: 0, degree: others.size, organization }, ...[...others.values()].map((other) => ({ hops: 1, degree: 1, organization: other }))],
    links: affiliations.map(({ affiliation }) => affiliation),
  };
}

/** @param moreEdges Affiliations after the first page. */
function yearDataOf(
  data: OrganizationInYearQuery | undefined,
  moreEdges: readonly { certainty: CertaintyInYear; node: { id: string } }[],
  asOf: string,
): YearData {
  const links = new Map<string, CertaintyInYear>();
  for (const { id } of data?.possible?.links ?? []) links.set(id, 'POSSIBLE');
  for (const { id } of data?.certain?.links ?? []) links.set(id, 'CERTAIN');
  const { affiliations, people, programs } = data?.organization ?? {};
  const certainties = new Map<string, CertaintyInYear>();
  for (const { certainty, node } of [...(affiliations?.edges ?? []), ...moreEdges]) certainties.set(node.id, certainty);
  for (const { certainty, position } of people?.edges ?? []) certainties.set(position.id, certainty);
  for (const { certainty, participation } of programs?.edges ?? []) certainties.set(participation.id, certainty);
  return { asOf, certainties, links };
}
