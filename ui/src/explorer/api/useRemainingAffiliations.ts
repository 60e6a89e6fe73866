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
  /** Why not all of them could be received. */
  error?: Error;
  retry?: () => void;
}

// Constants rather than new objects, so that memoized results stay valid.
const NONE = { edges: [], complete: true } as const;
const PENDING = { edges: [], complete: false } as const;

/** Requests all pages after the cursor `after`; nothing while that is undefined. */
export function useRemainingAffiliations<Edge>(
  operation: Operation<Data<Edge>, Variables>,
  slug: string,
  asOf: string,
  after: string | undefined,
): RemainingAffiliations<Edge> {
  const key = after === undefined ? '' : `${slug} ${asOf} ${after}`;
  const [received, setReceived] = useState<RemainingAffiliations<Edge> & { key: string }>({ key: '', ...NONE });

  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (after === undefined) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const requestAll = async (): Promise<void> => {
      const edges: Edge[] = [];
      let cursor: string | null = after;
      while (cursor !== null) {
        const data: Data<Edge> = await request(operation, { slug, asOf, after: cursor }, signal);
        const affiliations: Page<Edge> | undefined = data.organization?.affiliations;
        edges.push(...(affiliations?.edges ?? []));
        cursor = affiliations?.pageInfo.hasNextPage ? affiliations.pageInfo.endCursor : null;
      }
      if (!signal.aborted) setReceived({ key, edges, complete: true });
    };
    requestAll().catch((error: Error) => {
      if (!signal.aborted) setReceived({ key, edges: [], complete: false, error, retry: () => setAttempt((n) => n + 1) });
    });
    return () => controller.abort();
  }, [key, attempt]);

  if (received.key === key) return received;
  return after === undefined ? NONE : PENDING;
}
