// The facts around one organization at one time: asks for them once, and for each further year only which
// of them held then, so that a picture keeps its places while the year moves.

import { useMemo, useRef } from 'preact/hooks';
import { Explore, ExploreYear, MoreAffiliations, MoreAffiliationsYear, type ExploreQuery } from '../api/operations.generated';
import { useAnswer, type Asked } from '../api/useQuery';
import type { OrganizationView } from '../address';
import { readingOf, type Reading } from '../domain/affiliationRole';
import type { Standing } from '../domain/certainty';
import { useRest } from '../api/useRemainingAffiliations';

export type Organization = NonNullable<ExploreQuery['organization']>;
export type AffiliationEdge = Organization['affiliations']['edges'][number];
export type Network = NonNullable<ExploreQuery['network']>;

/** More than this is not drawn: nobody can read it. */
export const MOST_DRAWN = 150;

/** A relation of the organization in the middle, and how it stands to the year shown. */
export interface Relation {
  reading: Reading;
  standing: Standing;
  other: AffiliationEdge['otherOrganization'];
  fact: AffiliationEdge['node'];
}

export interface Explored {
  asked: Asked<ExploreQuery>;
  organization: Organization | null | undefined;
  network: Network | null | undefined;
  relations: Relation[];
  /** How each link of the picture stands, by its id. */
  links: ReadonlyMap<string, Standing>;
  /** The same for positions and parts. */
  standings: ReadonlyMap<string, Standing>;
  /** The date that all this is about: the one asked for, or the one before while its answer is not there. */
  asOf: string | undefined;
  /** Whether it is the one asked for. */
  settled: boolean;
  variables: { slug: string; asOf: string | undefined; hops: number; most: number };
}

export function useExplored(view: OrganizationView): Explored {
  const { slug, asOf, steps } = view;
  // The year the page opened at; other years are asked for beside it.
  const key = `${slug} ${steps}`;
  const opened = useRef({ key: '', asOf });
  if (opened.current.key !== key) opened.current = { key, asOf };
  const places = { slug, hops: steps, most: MOST_DRAWN };
  const asked = useAnswer(Explore, { ...places, asOf: opened.current.asOf });
  const moved = asOf !== opened.current.asOf;
  const year = useAnswer(ExploreYear, moved ? { ...places, asOf } : undefined);

  const current = asked.data?.organization?.slug === slug ? asked.data : undefined;
  const inYear = moved && year.fresh ? year.data : undefined;
  const answer = inYear ?? current;
  const { hasNextPage, endCursor } = current?.organization?.affiliations.pageInfo ?? {};
  const after = hasNextPage ? endCursor ?? undefined : undefined;
  const rest = useRest(MoreAffiliations, slug, opened.current.asOf, after);
  const restOfYear = useRest(MoreAffiliationsYear, slug, asOf, inYear ? after : undefined);
  const settled = asked.fresh && (!moved || inYear !== undefined) && rest.whole && restOfYear.whole;
  const newest = useMemo(() => {
    const standings = new Map<string, Standing>();
    const links = new Map<string, Standing>();
    for (const { id } of answer?.possible?.links ?? []) links.set(id, 'POSSIBLE');
    for (const { id } of answer?.certain?.links ?? []) links.set(id, 'CERTAIN');
    const { affiliations, people, programs } = answer?.organization ?? {};
    for (const { certainty, node } of affiliations?.edges ?? []) standings.set(node.id, certainty);
    for (const { certainty, node } of inYear ? restOfYear.edges : rest.edges) standings.set(node.id, certainty);
    for (const { certainty, position } of people?.edges ?? []) standings.set(position.id, certainty);
    for (const { certainty, participation } of programs?.edges ?? []) standings.set(participation.id, certainty);
    return { standings, links, asOf: inYear ? asOf : opened.current.asOf };
  }, [answer, inYear, rest, restOfYear]);
  // Until all of another year's answer is there, or where it never comes, what is shown is about the year before.
  const before = useRef({ key: '', explored: newest });
  if (settled) before.current = { key, explored: newest };
  const explored = before.current.key === key ? before.current.explored : newest;

  const relations = useMemo(() => [...(current?.organization?.affiliations.edges ?? []), ...rest.edges].map((edge): Relation => ({
    reading: readingOf(slug, edge.node),
    standing: explored.standings.get(edge.node.id) ?? null,
    other: edge.otherOrganization,
    fact: edge.node,
  })), [current, rest, explored, slug]);

  const problem = asked.error ? asked : year.error && moved ? { ...asked, error: year.error, retry: year.retry, at: year.at ?? asked.at } : asked;
  return {
    asked: problem,
    organization: asked.fresh && asked.data && !asked.data.organization ? null : current?.organization,
    network: current?.network,
    relations,
    ...explored,
    settled,
    variables: { ...places, asOf },
  };
}
