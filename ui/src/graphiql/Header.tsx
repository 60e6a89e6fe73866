// The right end of the tab bar: examples, a link to the query in the editor, and the schema.

import { Button, DropdownMenu, useGraphiQL } from '@graphiql/react';
import { useEffect, useState } from 'react';
import { EXAMPLES } from './examples';
import { linkTo, takeOperationFromAddress } from './link';
import { useOpenOperation } from './useOpenOperation';

export function Header() {
  const open = useOpenOperation();

  // A link that is followed while the page is open changes only the fragment: the page does not reload.
  useEffect(() => {
    const onHashChange = () => {
      const operation = takeOperationFromAddress();
      if (operation) open(operation);
    };
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, [open]);

  return (
    <nav className="consortia-header" aria-label="consortia">
      {EXAMPLES.length > 0 && <ExamplesMenu open={open} />}
      <CopyLink />
      <a href="/schema.graphql">Schema</a>
    </nav>
  );
}

function ExamplesMenu({ open }: { open: ReturnType<typeof useOpenOperation> }) {
  return (
    <DropdownMenu>
      <DropdownMenu.Button className="consortia-examples">Examples ▾</DropdownMenu.Button>
      <DropdownMenu.Content align="end" className="consortia-menu">
        {EXAMPLES.map((example) => (
          <DropdownMenu.Item key={example.title} onSelect={() => open(example)}>
            <strong>{example.title}</strong>
            {example.description && <span>{example.description}</span>}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  );
}

function CopyLink() {
  const { queryEditor, variableEditor } = useGraphiQL(({ queryEditor, variableEditor }) => ({
    queryEditor,
    variableEditor,
  }));
  const [copied, setCopied] = useState(false);

  async function copy() {
    const link = linkTo({
      query: queryEditor?.getValue() ?? '',
      variables: variableEditor?.getValue() ?? '',
    });
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    } catch {
      // Browsers have no clipboard outside https and localhost: put the link into the address bar.
      history.replaceState(history.state, '', link);
    }
  }

  return (
    <Button className="consortia-copy" onClick={copy} aria-live="polite">
      {copied ? 'Link copied' : 'Copy link'}
    </Button>
  );
}
