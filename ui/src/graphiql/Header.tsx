// The right end of the tab bar: the examples, a link to what is in the editor, and ways out.

import { Button, DropdownMenu, useGraphiQL } from '@graphiql/react';
import { useEffect, useState } from 'react';
import { EXAMPLES } from './examples';
import { linkTo, takeFromAddress } from './link';
import { useOpenOperation } from './useOpenOperation';

export function Header() {
  const open = useOpenOperation();

  // A link followed while the page is open changes the hash only: nothing reloads.
  useEffect(() => {
    const follow = () => {
      const operation = takeFromAddress();
      if (operation) open(operation);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
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
      // No clipboard outside https and localhost: leave the link where it can be copied by hand.
      history.replaceState(history.state, '', link);
    }
  }

  return (
    <Button className="consortia-copy" onClick={copy} aria-live="polite">
      {copied ? 'Link copied' : 'Copy link'}
    </Button>
  );
}
