// Which facts rest on the same evidence.

import type { Basis, CitedFragment } from '../api/operations.generated';

export interface Evidence {
  citations: readonly CitedFragment[];
  basis?: Basis;
  discrepancies?: readonly { id: string }[];
  note?: string | null;
}

/** The same for facts that stand at the same places, with the same reservations. */
export function signatureOf({ citations, basis, discrepancies, note }: Evidence): string {
  return JSON.stringify([citations.map(({ locator, source }) => [source.slug, locator]), basis, discrepancies?.map(({ id }) => id), note]);
}

/** Splits a list where the evidence changes. */
export function runsOf<Item>(items: readonly Item[], evidenceOf: (item: Item) => Evidence): Item[][] {
  const runs: Item[][] = [];
  let before: string | undefined;
  for (const item of items) {
    const signature = signatureOf(evidenceOf(item));
    if (signature === before) runs.at(-1)?.push(item);
    else runs.push([item]);
    before = signature;
  }
  return runs;
}

/** Brings together what rests on the same evidence, in the order in which it first comes. */
export function gathered<Item>(items: readonly Item[], evidenceOf: (item: Item) => Evidence): Item[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const signature = signatureOf(evidenceOf(item));
    const group = groups.get(signature);
    if (group) group.push(item);
    else groups.set(signature, [item]);
  }
  return [...groups.values()].flat();
}
