// The affiliations after the first page. An organization may have a thousand, and a page of the API has a
// hundred. The pages come one after the other, since each begins at the cursor of the one before.

import { useEffect, useState } from 'preact/hooks';
import { request, type Operation } from './client';

interface Data<Edge> {
  organization: { affiliations: Page<Edge> } | null;
}

interface Page<Edge> {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: Edge[];
}

interface Variables {
  slug: string;
  asOf?: string | null | undefined;
  after: string;
}

export interface RemainingAffiliations<Edge> {
  edges: readonly Edge[];
  /** Whether all of them have been received. */
  complete: boolean;
}

/** Pages requested at most. No view can show more. */
const MAX_PAGES = 50;

// Constants rather than new objects, so that memoized results stay valid.
const NONE = { edges: [], complete: true } as const;
const PENDING = { edges: [], complete: false } as const;

/** Requests all pages after the cursor `after`; nothing while that is undefined. */
export function useRemainingAffiliations<Edge>(
  operation: Operation<Data<Edge>, Variables>,
  slug: string,
  asOf: string | undefined,
  after: string | undefined,
): RemainingAffiliations<Edge> {
  const key = after === undefined ? '' : `${slug} ${asOf ?? ''} ${after}`;
  const [received, setReceived] = useState<RemainingAffiliations<Edge> & { key: string }>({ key: '', ...NONE });

  useEffect(() => {
    if (after === undefined) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const requestAll = async (): Promise<void> => {
      const edges: Edge[] = [];
      let cursor: string | null = after;
      for (let page = 0; cursor !== null && page < MAX_PAGES; page += 1) {
        const data: Data<Edge> = await request(operation, { slug, asOf, after: cursor }, signal);
        const affiliations: Page<Edge> | undefined = data.organization?.affiliations;
        edges.push(...(affiliations?.edges ?? []));
        cursor = affiliations?.pageInfo.hasNextPage ? affiliations.pageInfo.endCursor : null;
      }
      if (!signal.aborted) setReceived({ key, edges, complete: true });
    };
    // What fails here fails for the first page too, which shows the error.
    requestAll().catch(() => undefined);
    return () => controller.abort();
  }, [key]);

  if (received.key === key) return received;
  return after === undefined ? NONE : PENDING;
}
