// A small network above the title of the home page. Decoration: it shows no data.

import { shapePath } from '../diagram/symbols/shapes';
import type { KindGroup } from '../domain/organizationKind';

/** x, y, radius and shape. */
const NODES: readonly (readonly [number, number, number, KindGroup])[] = [
  [300, 96, 13, 'network'], [150, 44, 8, 'university'], [74, 128, 7, 'care'], [206, 158, 6, 'research'], [412, 36, 8, 'company'],
  [474, 128, 9, 'research'], [390, 166, 6, 'association'], [560, 70, 7, 'care'], [34, 52, 5, 'funder'], [600, 160, 5, 'public'], [262, 22, 5, 'association'],
];
/** Two nodes, and the dashes of the line between them. */
const LINKS: readonly (readonly [number, number, string])[] = [
  [0, 1, ''], [0, 3, '6 5'], [0, 4, ''], [0, 5, ''], [0, 6, '0 6'], [1, 2, '0 6'], [1, 8, '6 5'], [2, 3, ''], [4, 7, '0 6'], [5, 7, ''], [5, 9, '6 5'], [0, 10, ''], [5, 6, ''],
];

export function HeroIllustration() {
  return (
    <svg class="illustration" viewBox="0 0 640 190" aria-hidden="true">
      {LINKS.map(([a, b, dash]) => {
        const [from, to] = [NODES[a], NODES[b]];
        return from && to && <path key={`${a} ${b}`} class="link" stroke-dasharray={dash} d={`M${from[0]} ${from[1]}L${to[0]} ${to[1]}`} />;
      })}
      {NODES.map(([x, y, radius, kindGroup]) => <path key={x} class={`shape ${kindGroup}`} transform={`translate(${x} ${y})`} d={shapePath(kindGroup, radius)} />)}
    </svg>
  );
}
