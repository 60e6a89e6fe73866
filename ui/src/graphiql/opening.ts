// What the editor shows when the page opens: what a link carries, else the tab that was open last,
// else the examples.

import type { GraphiQLProps } from 'graphiql';
import { EXAMPLES, type Operation } from './examples';
import { takeFromAddress } from './link';

type Opening = Pick<GraphiQLProps, 'defaultTabs' | 'initialQuery' | 'initialVariables'>;

/** More tabs than this do not fit beside the header; the menu has all examples. */
const TABS_AT_FIRST = 4;

const BLANK: Operation = {
  query: '# Ctrl+Space completes, Ctrl+Enter runs, the book on the left is the documentation.\n{\n  __typename\n}',
  variables: '',
};

/**
 * GraphiQL fills the editors from initialQuery and initialVariables only, never from the tab it
 * makes active (graphql/graphiql issue 3392), so both must name that tab's contents. Given contents
 * that no stored tab has, it opens a new tab beside the stored ones.
 */
export function openingTabs(storage: Storage): Opening {
  const linked = takeFromAddress();
  const examples: readonly Operation[] = EXAMPLES.length > 0 ? EXAMPLES : [BLANK];
  const defaultTabs = [...(linked ? [linked] : []), ...examples.slice(0, TABS_AT_FIRST)];
  const shown = linked ?? lastActive(storage) ?? defaultTabs[0] ?? BLANK;
  return {
    defaultTabs: defaultTabs.map(({ query, variables }) => ({ query, variables })),
    initialQuery: shown.query,
    initialVariables: shown.variables,
  };
}

/** The active tab as GraphiQL stored it, if it did and if it is still what we take it for. */
function lastActive(storage: Storage): Operation | undefined {
  try {
    const stored = JSON.parse(storage.getItem('graphiql:tabState') ?? 'null') as StoredTabs | null;
    const tab = stored?.tabs?.[stored.activeTabIndex ?? 0];
    return tab && { query: text(tab.query), variables: text(tab.variables) };
  } catch {
    return undefined;
  }
}

interface StoredTabs {
  activeTabIndex?: number;
  tabs?: { query?: unknown; variables?: unknown }[];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
