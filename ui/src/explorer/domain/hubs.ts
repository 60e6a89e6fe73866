// Organizations whose networks are worth a look: those with ties of many roles.

export interface Hub {
  slug: string;
  affiliations: { totalCount: number; groups: readonly unknown[] };
}

/** Clusters among the organizations picked. Others fill up what is left. */
const MAX_CLUSTERS = 3;

/** Clusters first, then others; of each, those with the most roles, and of these those with the most ties. */
export function pickHubs<H extends Hub>(clusters: readonly H[], others: readonly H[], count: number): H[] {
  const picked = byRoles(clusters).slice(0, MAX_CLUSTERS);
  const slugs = new Set(picked.map(({ slug }) => slug));
  return [...picked, ...byRoles(others).filter(({ slug }) => !slugs.has(slug))].slice(0, count);
}

function byRoles<H extends Hub>(hubs: readonly H[]): H[] {
  return hubs.filter(({ affiliations }) => affiliations.totalCount > 0).sort(({ affiliations: a }, { affiliations: b }) => b.groups.length - a.groups.length || b.totalCount - a.totalCount);
}
