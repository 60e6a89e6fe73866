// Options of the editors that GraphiQL has no properties for.

import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

const OPTIONS = {
  fontSize: 14,
  // Names in the registry have typographic dashes and accents. By default the editor puts a box around each of
  // them, as an "ambiguous character" that may be an attack.
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false },
  wordWrap: 'on',
} as const;

export function EditorOptions() {
  const editors = useGraphiQL(({ queryEditor, variableEditor, responseEditor }) => ({
    queryEditor,
    variableEditor,
    responseEditor,
  }));

  useEffect(() => {
    for (const editor of Object.values(editors)) editor?.updateOptions(OPTIONS);
  }, [editors]);

  return null;
}
