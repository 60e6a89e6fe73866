// Opens an operation: in the tab that already has it, else in a new one.

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
      const index = tabs.findIndex((tab) => tab.query === query && (tab.variables ?? '') === variables);
      if (index >= 0) {
        changeTab(index);
        return;
      }
      addTab();
      queryEditor?.setValue(query);
      variableEditor?.setValue(variables);
      // The editors update the tab only after a pause. Until then its title would be wrong.
      updateActiveTabValues({ query, variables });
    },
    [tabs, queryEditor, variableEditor, addTab, changeTab, updateActiveTabValues],
  );
}
