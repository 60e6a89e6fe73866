// The part of a network within some steps of its centre, as `network` of the API finds it.

export interface Link {
  id: string;
  subject: { slug: string };
  object: { slug: string };
}

/**
 * The links between organizations at most `steps` links from the centre. Of the links of the centre itself, only those
 * count that `isOwnShown` accepts.
 */
export function reachableLinks<L extends Link>(links: readonly L[], centre: string, steps: number, isOwnShown: (link: L) => boolean): L[] {
  const counted = links.filter((link) => (link.subject.slug !== centre && link.object.slug !== centre) || isOwnShown(link));
  let reached = new Set([centre]);
  for (let step = 0; step < steps; step += 1) {
    const touching = counted.filter(({ subject, object }) => reached.has(subject.slug) || reached.has(object.slug));
    reached = new Set([...reached, ...touching.flatMap(({ subject, object }) => [subject.slug, object.slug])]);
  }
  return counted.filter(({ subject, object }) => reached.has(subject.slug) && reached.has(object.slug));
}
