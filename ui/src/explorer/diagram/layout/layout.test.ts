// What every layout is held to: no label over another, no line through a node, the same picture each time.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overlaps } from './geometry';
import type { Graph, GraphLink, GraphNode } from './graph';
import { labelOverlaps, layOut, widthFor } from './layout';
import { linesThroughNodes } from './linkRouting';
import { neighbourIn } from '../keyboard';

const NAMES = ['Institut Curie', 'AP-HP', 'Assistance Publique – Hôpitaux de Paris', 'INCa', 'Université Paris-Saclay', 'CNRS',
  'Groupement des Entreprises Françaises dans la Lutte contre le Cancer', 'UPMC', 'Sanofi', 'Institut universitaire d’hématologie'];
const ROLES = ['FOUNDER', 'MEMBER', 'PARTNER', 'FUNDER', 'COLLABORATOR', 'SUCCESSOR'] as const;
const FAMILIES = ['research', 'care', 'university', 'company', 'network'] as const;

/** A wheel of so many neighbours, some of them tied to each other, and some further out. */
function wheel(count: number, further = 0): Graph {
  const middle: GraphNode = { id: 'middle', name: 'Cancéropôle Île-de-France', label: 'Cancéropôle Île-de-France', family: 'network', hops: 0, degree: count, sector: 0, dated: true };
  const nodes = Array.from({ length: count + further }, (_, i): GraphNode => ({
    id: `n${String(i).padStart(3, '0')}`, name: NAMES[i % NAMES.length] as string, label: NAMES[i % NAMES.length] as string,
    family: FAMILIES[i % FAMILIES.length] as GraphNode['family'], hops: i < count ? 1 : 2, degree: 1 + (i % 4), sector: i % 5, dated: i % 6 === 0,
  }));
  const link = (from: string, to: string, i: number): GraphLink => ({ id: `${from} ${to}`, from, to, role: ROLES[i % ROLES.length] as GraphLink['role'], dated: i % 2 === 0 });
  const links = nodes.map((node, i) => link(node.id, i < count ? 'middle' : `n${String((i * 7) % count).padStart(3, '0')}`, i));
  for (let i = 0; i + 9 < count; i += 8) links.push(link(`n${String(i).padStart(3, '0')}`, `n${String(i + 9).padStart(3, '0')}`, i));
  return { nodes: [middle, ...nodes], links };
}

for (const [count, further, width] of [[1, 0, 840], [8, 0, 840], [8, 0, 320], [24, 0, 640], [40, 0, 1000], [66, 0, 840], [30, 40, 840], [100, 49, 1160]] as const) {
  test(`${count} neighbours and ${further} further out, ${width} wide`, () => {
    const layout = layOut(wheel(count, further), width);
    assert.equal(labelOverlaps(layout), 0, 'labels lie over each other');
    for (const { box, node } of layout.nodes) {
      assert.ok(box.left >= 0 && box.right <= layout.width && box.top >= 0 && box.bottom <= layout.height, `${node.id} sticks out`);
    }
    assert.equal(linesThroughNodes(layout.lines, layout.nodes), 0, 'lines run through nodes');
    assert.ok(layout.nodes.every(({ size }) => size >= 11), 'text below 11 px');
  });
}

test('the same facts give the same picture, in whatever order they come', () => {
  const graph = wheel(30, 10);
  const draw = (one: Graph): string => JSON.stringify(layOut(one, 840));
  assert.equal(draw(graph), draw(graph));
});

test('two lines between the same two keep apart', () => {
  const graph = wheel(3);
  graph.links.push({ id: 'second', from: 'n000', to: 'middle', role: 'MEMBER', dated: true });
  const [first, second] = layOut(graph, 840).lines.filter(({ link }) => link.from === 'n000' && link.to === 'middle');
  assert.ok(first && second && first.path !== second.path);
});

test('the measure counts what overlaps and nothing that only touches', () => {
  const box = (left: number, top: number) => ({ left, top, right: left + 10, bottom: top + 10 });
  assert.equal(overlaps([box(0, 0), box(10, 0), box(20, 20)]), 0);
  assert.equal(overlaps([box(0, 0), box(5, 5), box(6, 6)]), 3);
});

test('text is never scaled down: the width taken is never wider than the room', () => {
  for (const room of [320, 333, 860, 1399, 3000]) assert.ok(widthFor(room) <= room);
});

test('arrows go to what lies in that direction', () => {
  const at = (x: number, y: number) => ({ x, y });
  const all = [at(0, 0), at(10, 1), at(4, -9), at(-3, 12), at(-20, 0)];
  assert.equal(neighbourIn('east', at(0, 0), all), all[1]);
  assert.equal(neighbourIn('north', at(0, 0), all), all[2]);
  assert.equal(neighbourIn('south', at(0, 0), all), all[3]);
  assert.equal(neighbourIn('west', at(0, 0), all), all[4]);
  assert.equal(neighbourIn('east', at(50, 0), all), undefined);
});
