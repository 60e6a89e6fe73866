// A section of a page with its heading.

import type { ComponentChildren } from 'preact';

export function Section({ title, count, class: className = '', children }: { title: string; count?: number; class?: string; children: ComponentChildren }) {
  return (
    <section class={`block ${className}`}>
      <h2>{title} {count !== undefined && <span class="count">{count}</span>}</h2>
      {children}
    </section>
  );
}
