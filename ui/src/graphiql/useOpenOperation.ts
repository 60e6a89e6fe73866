// Shows an operation in a tab: the tab that already holds it, else a new one.

import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useCallback } from 'react';
import type { Operation } from './examples';

export function useOpenOperation(): (operation: Operation) => void {
  const { addTab, changeTab, updateActiveTabValues } = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor } = useGraphiQL(({ tabs, queryEditor, variableEditor }) => ({
    tabs,
    queryEditor,
    variableEditor,
  }));

  return useCallback(
    ({ query, variables }: Operation) => {
      const held = tabs.findIndex((tab) => tab.query === query && (tab.variables ?? '') === variables);
      if (held >= 0) {
        changeTab(held);
        return;
      }
      addTab();
      queryEditor?.setValue(query);
      variableEditor?.setValue(variables);
      // The editors tell the tab after a pause only; until then its title would be wrong.
      updateActiveTabValues({ query, variables });
    },
    [tabs, queryEditor, variableEditor, addTab, changeTab, updateActiveTabValues],
  );
}
