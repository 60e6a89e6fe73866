// What a reader can take away from a page: its query, its link, and files.

import { useState } from 'preact/hooks';
import type { OperationText } from '../api/client';
import { useI18n } from '../i18n';
import type { Download } from './downloads';

interface Props {
  operation: OperationText;
  variables: unknown;
  downloads?: readonly Download[];
}

/** How long the button says that the link is copied, in ms. */
const COPIED_DURATION = 2500;

export function Actions({ operation, variables, downloads = [] }: Props) {
  const { t } = useI18n();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      setCopied(true);
      setTimeout(() => setCopied(false), COPIED_DURATION);
    } catch {
      // Browsers have no clipboard outside https and localhost.
      prompt(t.actions.copyManually, location.href);
    }
  };
  return (
    <div class="actions" role="group" aria-label={t.actions.label}>
      <a class="button" href={graphiqlHref(operation, variables)}>{t.actions.graphiql}</a>
      <button type="button" class="button" onClick={copy}>{copied ? t.actions.copied : t.actions.copy}</button>
      <DownloadMenu downloads={downloads} />
      <span class="visually-hidden" role="status">{copied ? t.actions.copied : ''}</span>
    </div>
  );
}

function DownloadMenu({ downloads }: { downloads: readonly Download[] }) {
  const { t } = useI18n();
  const onItem = (event: MouseEvent, run?: () => void): void => {
    closeMenu((event.currentTarget as HTMLElement).closest('details'));
    run?.();
  };
  return (
    <details class="menu" onKeyDown={(event) => { if (event.key === 'Escape') closeMenu(event.currentTarget); }}>
      <summary class="button">{t.actions.download}</summary>
      <div class="menu-list">
        {downloads.map((download) => ('href' in download
          ? <a key={download.label} href={download.href} onClick={(event) => onItem(event)}>{download.label}</a>
          : <button key={download.label} type="button" onClick={(event) => onItem(event, download.save)}>{download.label}</button>
        ))}
        <a href="/data">{t.actions.data}</a>
        <button type="button" onClick={(event) => onItem(event, print)}>{t.actions.print}</button>
      </div>
    </details>
  );
}

function closeMenu(details: HTMLDetailsElement | null): void {
  if (!details) return;
  details.open = false;
  details.querySelector('summary')?.focus();
}

/** GraphiQL with an operation in the fragment, which servers do not log. ui/src/graphiql/link.ts reads it. */
function graphiqlHref(operation: OperationText, variables: unknown): string {
  return `/graphiql#query=${encodeURIComponent(operation.text)}&variables=${encodeURIComponent(JSON.stringify(variables))}`;
}
