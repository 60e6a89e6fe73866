// What a reader leaves with: the query itself, the address, a file.

import { useState } from 'preact/hooks';
import type { Named } from '../api/client';
import { useSpeech } from '../i18n';

/** A file that the page makes, or a report that the server does. */
export type Download = { label: string } & ({ run: () => void } | { href: string });

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
          {downloads.map((download) => ('href' in download
            ? <a key={download.label} href={download.href} onClick={(event) => closeMenu(event.currentTarget.closest('details'))}>{download.label}</a>
            : <button key={download.label} type="button" onClick={(event) => { closeMenu(event.currentTarget.closest('details')); download.run(); }}>{download.label}</button>
          ))}
          <a class="more-data" href="/data">{t.downloads.data}</a>
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

/** The address of a report, with what is known of its parameters. */
export function reportLink(name: string, format: 'xlsx' | 'graphml', values: Record<string, string | undefined>): string {
  const known = Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `/reports/${name}.${format}?${new URLSearchParams(known)}`;
}

/** In the hash, where no server's log sees it; ui/src/graphiql/link.ts reads it. */
export function graphiqlLink(operation: { text: string }, variables: unknown): string {
  return `/graphiql#query=${encodeURIComponent(operation.text)}&variables=${encodeURIComponent(JSON.stringify(variables))}`;
}
