// A section of a page with its heading.

import type { ComponentChildren } from 'preact';
import { useI18n } from '../i18n';

interface Props {
  title: string;
  count?: number;
  /** How many items were received of how many there are: a page of the API has a hundred. */
  received?: { count: number; total: number };
  class?: string;
  children: ComponentChildren;
}

export function Section({ title, count, received, class: className = '', children }: Props) {
  const { t } = useI18n();
  return (
    <section class={`block ${className}`}>
      <h2>{title} {count !== undefined && <span class="count">{count}</span>}</h2>
      {received && received.total > received.count && <p class="note">{t.facts.firstOf(received.count, received.total)}</p>}
      {children}
    </section>
  );
}
