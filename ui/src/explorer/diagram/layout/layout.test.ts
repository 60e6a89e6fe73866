// What every layout must satisfy: no label overlaps another, no link runs through a node, and the same graph gives
// the same layout.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KindGroup } from '../../domain/organizationKind';
import { countOverlaps } from './geometry';
import type { Graph, GraphLink, GraphNode } from './graph';
import { computeLayout, countLabelOverlaps, layoutWidth } from './layout';
import { countLinksThroughNodes } from './linkRouting';

const NAMES = ['Institut Curie', 'AP-HP', 'Assistance Publique – Hôpitaux de Paris', 'INCa', 'Université Paris-Saclay', 'CNRS',
  'Groupement des Entreprises Françaises dans la Lutte contre le Cancer', 'UPMC', 'Sanofi', 'Institut universitaire d’hématologie'];
const ROLES = ['FOUNDER', 'MEMBER', 'PARTNER', 'FUNDER', 'COLLABORATOR', 'SUCCESSOR'] as const;
const KIND_GROUPS: readonly KindGroup[] = ['research', 'care', 'university', 'company', 'network'];

/** The id of the nth node. */
const nth = (n: number): string => `n${String(n).padStart(3, '0')}`;

/** A centre with so many neighbours, some of them connected to each other, and so many nodes behind them. */
function star(neighbours: number, behind = 0): Graph {
  const node = (id: string, i: number, more: Partial<GraphNode>): GraphNode => {
    const name = NAMES[i % NAMES.length] as string;
    return { id, name, label: name, kind: 'INSTITUTE', kindGroup: KIND_GROUPS[i % KIND_GROUPS.length] as KindGroup, hops: 1, degree: 1 + (i % 4), sector: i % 5, dated: i % 6 === 0, ...more };
  };
  const link = (from: string, to: string, i: number): GraphLink => ({ id: `${from} ${to}`, from, to, role: ROLES[i % ROLES.length] as GraphLink['role'], dated: i % 2 === 0 });
  const centre = node('centre', 0, { label: 'Cancéropôle Île-de-France', kindGroup: 'network', hops: 0, degree: neighbours, sector: 0, dated: true });
  const nodes = Array.from({ length: neighbours + behind }, (_, i) => node(nth(i), i, { hops: i < neighbours ? 1 : 2 }));
  const links = nodes.map(({ id }, i) => link(id, i < neighbours ? 'centre' : nth((i * 7) % neighbours), i));
  for (let i = 0; i + 9 < neighbours; i += 8) links.push(link(nth(i), nth(i + 9), i));
  return { nodes: [centre, ...nodes], links };
}

const CASES: readonly { neighbours: number; behind: number; width: number }[] = [
  { neighbours: 1, behind: 0, width: 840 },
  { neighbours: 8, behind: 0, width: 840 },
  { neighbours: 8, behind: 0, width: 320 },
  { neighbours: 24, behind: 0, width: 640 },
  { neighbours: 40, behind: 0, width: 1000 },
  { neighbours: 66, behind: 0, width: 840 },
  { neighbours: 30, behind: 40, width: 840 },
  { neighbours: 100, behind: 49, width: 1160 },
];
for (const { neighbours, behind, width } of CASES) {
  test(`${neighbours} neighbours, ${behind} nodes behind them, ${width} px wide`, () => {
    const layout = computeLayout(star(neighbours, behind), width);
    assert.equal(countLabelOverlaps(layout), 0, 'labels overlap');
    for (const { box, node } of layout.nodes) {
      assert.ok(box.left >= 0 && box.right <= layout.width && box.top >= 0 && box.bottom <= layout.height, `${node.id} is cut off`);
    }
    assert.equal(countLinksThroughNodes(layout.links, layout.nodes), 0, 'links run through nodes');
    assert.ok(layout.nodes.every(({ size }) => size >= 11), 'text below 11 px');
  });
}

test('the same graph gives the same layout', () => {
  const graph = star(30, 10);
  const layout = (): string => JSON.stringify(computeLayout(graph, 840));
  assert.equal(layout(), layout());
});

test('two links between the same two nodes take different routes', () => {
  const graph = star(3);
  graph.links.push({ id: 'second', from: nth(0), to: 'centre', role: 'MEMBER', dated: true });
  const [first, second] = computeLayout(graph, 840).links.filter(({ link }) => link.from === nth(0) && link.to === 'centre');
  assert.ok(first && second && first.d !== second.d);
});

test('boxes that only touch do not overlap', () => {
  const box = (left: number, top: number) => ({ left, top, right: left + 10, bottom: top + 10 });
  assert.equal(countOverlaps([box(0, 0), box(10, 0), box(20, 20)]), 0);
  assert.equal(countOverlaps([box(0, 0), box(5, 5), box(6, 6)]), 3);
});

test('a diagram is never wider than the space it has', () => {
  for (const available of [320, 333, 860, 1399, 3000]) assert.ok(layoutWidth(available) <= available);
});
