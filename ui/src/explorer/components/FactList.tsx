// Facts with their sources. Facts that follow each other and have the same sources show them once.

import type { ComponentChildren } from 'preact';
import { groupConsecutive, type Evidence } from '../domain/evidence';
import { useI18n } from '../i18n';
import { CitationList } from './CitationList';

interface Props<Item> {
  items: readonly Item[];
  keyOf: (item: Item) => string;
  evidenceOf: (item: Item) => Evidence;
  /** The fact itself, above its sources. */
  row: (item: Item) => ComponentChildren;
}

export function FactList<Item>({ items, keyOf, evidenceOf, row }: Props<Item>) {
  const { t } = useI18n();
  return (
    <ul>
      {groupConsecutive(items, evidenceOf).flatMap((group) => group.map((item, i) => {
        const isLast = i === group.length - 1;
        return (
          <li key={keyOf(item)} class={isLast ? 'fact' : 'fact shares-source'}>
            <p class="what">{row(item)}</p>
            {isLast && (
              <div class={group.length > 1 ? 'shared-source' : undefined}>
                {group.length > 1 && <p class="lead">{t.facts.sharedSource(group.length)}</p>}
                <CitationList {...evidenceOf(item)} />
              </div>
            )}
          </li>
        );
      }))}
    </ul>
  );
}
