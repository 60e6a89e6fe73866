// What the editor shows when the page opens: the operation of a link, else the tab that was open last, else the
// examples.

import type { GraphiQLProps } from 'graphiql';
import { EXAMPLES, type Operation } from './examples';
import { takeOperationFromAddress } from './link';

type InitialTabs = Pick<GraphiQLProps, 'defaultTabs' | 'initialQuery' | 'initialVariables'>;

/** More tabs do not fit beside the header. The menu has all examples. */
const MAX_EXAMPLE_TABS = 4;

const BLANK: Operation = {
  query: '# Ctrl+Space completes, Ctrl+Enter runs. The book icon on the left opens the documentation.\n{\n  __typename\n}',
  variables: '',
};

/**
 * GraphiQL fills the editors from initialQuery and initialVariables, not from the active tab (graphql/graphiql
 * issue 3392), so both must have the contents of that tab. With contents that no stored tab has, it opens a
 * further tab.
 */
export function initialTabs(storage: Storage): InitialTabs {
  const linked = takeOperationFromAddress();
  const examples: readonly Operation[] = EXAMPLES.length > 0 ? EXAMPLES : [BLANK];
  const defaultTabs = [...(linked ? [linked] : []), ...examples.slice(0, MAX_EXAMPLE_TABS)];
  const shown = linked ?? storedTab(storage) ?? defaultTabs[0] ?? BLANK;
  return {
    defaultTabs: defaultTabs.map(({ query, variables }) => ({ query, variables })),
    initialQuery: shown.query,
    initialVariables: shown.variables,
  };
}

/** The active tab as GraphiQL stored it; undefined if there is none or its format has changed. */
function storedTab(storage: Storage): Operation | undefined {
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
