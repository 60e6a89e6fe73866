// The pages after the first: an organization may have a thousand relations, and a page of the API has a
// hundred. They come one after the other, since each begins where the one before it ended.

import { useEffect, useState } from 'preact/hooks';
import { ask, type Operation } from './client';

interface Page<Edge> {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: Edge[];
}

interface Variables {
  slug: string;
  asOf?: string | null | undefined;
  after: string;
}

/** Pages that are fetched at most; what no page of ours could show is not asked for. */
const MOST_PAGES = 50;

export interface Rest<Edge> {
  edges: readonly Edge[];
  /** Whether all of them are there. */
  whole: boolean;
}

// The same objects each time: what is worked out from them is then not worked out anew.
const NOTHING = { edges: [], whole: true } as const;
const COMING = { edges: [], whole: false } as const;

/** What follows `after`; nothing is asked while that is undefined. */
export function useRest<Edge>(
  operation: Operation<{ organization: { affiliations: Page<Edge> } | null }, Variables>,
  slug: string,
  asOf: string | undefined,
  after: string | undefined,
): Rest<Edge> {
  const key = after === undefined ? '' : `${slug} ${asOf ?? ''} ${after}`;
  const [held, hold] = useState<Rest<Edge> & { key: string }>({ key: '', edges: [], whole: true });

  useEffect(() => {
    if (after === undefined) return undefined;
    const stop = new AbortController();
    const fetchAll = async (): Promise<void> => {
      const edges: Edge[] = [];
      let next: string | null = after;
      for (let page = 0; next !== null && page < MOST_PAGES; page += 1) {
        const answer: { organization: { affiliations: Page<Edge> } | null } = await ask(operation, { slug, asOf, after: next }, stop.signal);
        const list: Page<Edge> | undefined = answer.organization?.affiliations;
        edges.push(...(list?.edges ?? []));
        next = list?.pageInfo.hasNextPage ? list.pageInfo.endCursor : null;
      }
      if (!stop.signal.aborted) hold({ key, edges, whole: true });
    };
    // What fails here fails for the first page too, which says so.
    fetchAll().catch(() => undefined);
    return () => stop.abort();
  }, [key]);

  return held.key === key ? held : after === undefined ? NOTHING : COMING;
}
