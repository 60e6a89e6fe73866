// Options that GraphiQL does not hand through to its editors, set in all panes. Names in this registry
// hold typographic dashes and accents: the editor takes such letters for an attack ("ambiguous
// character") and boxes each of them. And its lines end at the toolbar rather than wrap.

import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

const CALM = {
  fontSize: 14,
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false },
  wordWrap: 'on',
} as const;

export function CalmEditors() {
  const editors = useGraphiQL(({ queryEditor, variableEditor, responseEditor }) => ({
    queryEditor,
    variableEditor,
    responseEditor,
  }));

  useEffect(() => {
    for (const editor of Object.values(editors)) editor?.updateOptions(CALM);
  }, [editors]);

  return null;
}
