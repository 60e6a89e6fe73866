// A small constellation behind the first page's title: decoration, drawn once, the same each time.

import { shapeOf, type Family } from '../domain/organizationKind';

const STARS: readonly (readonly [number, number, number, Family])[] = [
  [300, 96, 13, 'network'], [150, 44, 8, 'university'], [74, 128, 7, 'care'], [206, 158, 6, 'research'], [412, 36, 8, 'company'],
  [474, 128, 9, 'research'], [390, 166, 6, 'association'], [560, 70, 7, 'care'], [34, 52, 5, 'funder'], [600, 160, 5, 'public'], [262, 22, 5, 'association'],
];
const TIES: readonly (readonly [number, number, string])[] = [
  [0, 1, ''], [0, 3, '6 5'], [0, 4, ''], [0, 5, ''], [0, 6, '0 6'], [1, 2, '0 6'], [1, 8, '6 5'], [2, 3, ''], [4, 7, '0 6'], [5, 7, ''], [5, 9, '6 5'], [0, 10, ''], [5, 6, ''],
];

export function Emblem() {
  return (
    <svg class="emblem" viewBox="0 0 640 190" aria-hidden="true">
      {TIES.map(([a, b, dash]) => {
        const [from, to] = [STARS[a], STARS[b]];
        return from && to && <path key={`${a} ${b}`} class="link" stroke-dasharray={dash} d={`M${from[0]} ${from[1]}L${to[0]} ${to[1]}`} />;
      })}
      {STARS.map(([x, y, r, family]) => <path key={x} class={`shape ${family}`} transform={`translate(${x} ${y})`} d={shapeOf(family, r)} />)}
    </svg>
  );
}
