// Which facts rest on the same evidence, so that a list can cite it once for all of them.

import type { Basis, CitedFragment } from '../api/operations.generated';

/** The sources of a fact, and every reservation that a reader must know. */
export interface Evidence {
  citations: readonly CitedFragment[];
  basis?: Basis;
  discrepancies?: readonly { id: string }[];
  note?: string | null;
}

/** Equal for facts with the same sources, places in them, and reservations. */
function evidenceKey({ citations, basis, discrepancies, note }: Evidence): string {
  return JSON.stringify([citations.map(({ locator, source }) => [source.slug, locator]), basis, discrepancies?.map(({ id }) => id), note]);
}

/** Splits a list wherever the evidence changes from one item to the next. */
export function groupConsecutive<Item>(items: readonly Item[], evidenceOf: (item: Item) => Evidence): Item[][] {
  const groups: Item[][] = [];
  let previous: string | undefined;
  for (const item of items) {
    const key = evidenceKey(evidenceOf(item));
    if (key === previous) groups.at(-1)?.push(item);
    else groups.push([item]);
    previous = key;
  }
  return groups;
}

/** Brings items with the same evidence together, in the order in which each evidence first occurs. */
export function orderByEvidence<Item>(items: readonly Item[], evidenceOf: (item: Item) => Evidence): Item[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = evidenceKey(evidenceOf(item));
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()].flat();
}
