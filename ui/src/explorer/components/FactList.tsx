// Facts with their evidence. Those that follow each other and rest on the same place in the same documents
// share one note of it: nine times the same two lines hide what differs.

import type { ComponentChildren } from 'preact';
import { useSpeech } from '../i18n';
import { runsOf, type Evidence } from '../domain/evidence';
import { Cites } from './CitationList';

interface Props<Item> {
  items: readonly Item[];
  keyOf: (item: Item) => string;
  evidenceOf: (item: Item) => Evidence;
  /** What a fact says, before where it stands. */
  row: (item: Item) => ComponentChildren;
}

export function Sourced<Item>({ items, keyOf, evidenceOf, row }: Props<Item>) {
  const { t } = useSpeech();
  return (
    <ul>
      {runsOf(items, evidenceOf).flatMap((run) => run.map((item, i) => {
        const last = i === run.length - 1;
        return (
          <li key={keyOf(item)} class={last ? 'fact' : 'fact shares'}>
            <p class="what">{row(item)}</p>
            {last && (
              <div class={run.length > 1 ? 'together' : undefined}>
                {run.length > 1 && <p class="these">{t.these(run.length)}</p>}
                <Cites {...evidenceOf(item)} />
              </div>
            )}
          </li>
        );
      }))}
    </ul>
  );
}
