// What a reader leaves with: the query itself, the address, a file.

import { useState } from 'preact/hooks';
import type { Named } from '../api/client';
import { useSpeech } from '../i18n';

export interface Download {
  label: string;
  run: () => void;
}

interface Props {
  operation: Named;
  variables: unknown;
  downloads?: readonly Download[];
}

export function Actions({ operation, variables, downloads = [] }: Props) {
  const { t } = useSpeech();
  const [said, say] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      say(t.copied);
      setTimeout(() => say(''), 2500);
    } catch {
      // No clipboard outside https and localhost.
      prompt(t.copyThis, location.href);
    }
  };
  return (
    <div class="actions" role="group" aria-label={t.actions}>
      <a class="button" href={graphiqlLink(operation, variables)}>{t.graphiql}</a>
      <button type="button" class="button" onClick={copy}>{said || t.copy}</button>
      <details class="menu" onKeyDown={(event) => { if (event.key === 'Escape') closeMenu(event.currentTarget); }}>
        <summary class="button">{t.download}</summary>
        <div class="menu-list">
          {downloads.map(({ label, run }) => (
            <button key={label} type="button" onClick={(event) => { closeMenu(event.currentTarget.closest('details')); run(); }}>{label}</button>
          ))}
          <button type="button" onClick={(event) => { closeMenu(event.currentTarget.closest('details')); print(); }}>{t.downloads.print}</button>
        </div>
      </details>
      <span class="hearable" role="status">{said}</span>
    </div>
  );
}

function closeMenu(details: HTMLDetailsElement | null): void {
  if (!details) return;
  details.open = false;
  details.querySelector('summary')?.focus();
}

/** In the hash, where no server's log sees it; ui/src/graphiql/link.ts reads it. */
export function graphiqlLink(operation: { text: string }, variables: unknown): string {
  return `/graphiql#query=${encodeURIComponent(operation.text)}&variables=${encodeURIComponent(JSON.stringify(variables))}`;
}
