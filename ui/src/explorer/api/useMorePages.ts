// A list whose further pages are requested when the reader asks for them.

import { useEffect, useState } from 'preact/hooks';

interface Page {
  pageInfo: { endCursor: string | null };
}

export interface MorePages<P> {
  /** The first page and those requested after it. */
  pages: readonly P[];
  showMore: () => void;
  /** Why the last request for more failed. */
  error: Error | undefined;
}

/** @param key Changes with the list. */
export function useMorePages<P extends Page>(key: string, first: P | undefined, requestPage: (after: string | null) => Promise<P | undefined>): MorePages<P> {
  const [state, setState] = useState<{ key: string; more: P[]; error: Error | undefined }>({ key, more: [], error: undefined });
  useEffect(() => setState({ key, more: [], error: undefined }), [key]);
  const more = state.key === key ? state.more : [];
  const pages = first ? [first, ...more] : [];
  const showMore = (): void => {
    requestPage(pages.at(-1)?.pageInfo.endCursor ?? null).then(
      (page) => page && setState({ key, more: [...more, page], error: undefined }),
      (error: Error) => setState({ key, more, error }),
    );
  };
  return { pages, showMore, error: state.error };
}
