// Organizations that are alike are one node; nothing else changes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { graphOfNetwork, type Graph, type GraphNode } from './graph';
import { canOpen, groupAlike, type GroupLabel } from './grouping';
import { computeLayout, countLabelOverlaps } from './layout';

// Node.js 20 does not have it; browsers do.
Map.groupBy ??= <K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index);
    index += 1;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};

interface Tie { from: string; role: 'PARENT' | 'MEMBER' | 'PARTNER' | 'SUPERVISOR'; to: string }

/** A network around `hub` of so many organizations of a kind, each with these roles, and further ties. */
function networkOf(parts: readonly { prefix: string; kind: string; count: number; roles: readonly Tie['role'][] }[], more: readonly Tie[] = [], behind: readonly string[] = []): Graph {
  const nodes = parts.flatMap(({ prefix, kind, count }) => Array.from({ length: count }, (_, i) => ({ slug: `${prefix}-${String(i).padStart(4, '0')}`, kinds: [kind] })));
  const ties = parts.flatMap(({ prefix, roles }) => nodes.filter(({ slug }) => slug.startsWith(`${prefix}-`)).flatMap(({ slug }) => roles.map((role): Tie => ({ from: 'hub', role, to: slug }))));
  const organization = (slug: string, kinds: string[]) => ({ slug, name: `The ${slug}`, kinds });
  return graphOfNetwork({
    nodes: [
      { hops: 0, degree: nodes.length, organization: organization('hub', ['CLUSTER']) },
      ...nodes.map(({ slug, kinds }) => ({ hops: 1, degree: 1, organization: organization(slug, kinds) })),
      ...behind.map((slug) => ({ hops: 2, degree: 1, organization: organization(slug, ['COMPANY']) })),
    ],
    links: [...ties, ...more].map(({ from, role, to }) => ({ id: `${from} ${role} ${to}`, role, since: null, until: null, subject: { slug: from }, object: { slug: to } })),
  }, 'hub');
}

const label: GroupLabel = (roles, kind) => `${roles.join('+')}: ${kind}`;
const group = (graph: Graph, open: readonly string[] = []) => groupAlike(graph, new Set(open), label);
const groupsIn = (graph: Graph): GraphNode[] => graph.nodes.filter(({ members }) => members);

test('a picture of few organizations has no groups', () => {
  const graph = networkOf([{ prefix: 'unit', kind: 'RESEARCH_UNIT', count: 40, roles: ['PARENT'] }]);
  assert.deepEqual(group(graph), { ...graph, omitted: 0 });
});

test('many organizations of one kind with the same roles are one node, and the others stay', () => {
  const graph = networkOf([
    { prefix: 'unit', kind: 'RESEARCH_UNIT', count: 38, roles: ['SUPERVISOR'] },
    { prefix: 'both', kind: 'RESEARCH_UNIT', count: 13, roles: ['SUPERVISOR', 'PARENT'] },
    { prefix: 'school', kind: 'SCHOOL', count: 12, roles: ['SUPERVISOR'] },
  ]);
  const grouped = group(graph);
  assert.deepEqual(groupsIn(grouped).map(({ label: text, members }) => [text, members?.length]).sort(), [
    ['PARENT.out+SUPERVISOR.out: RESEARCH_UNIT', 13], ['SUPERVISOR.out: RESEARCH_UNIT', 38],
  ].sort());
  assert.equal(grouped.nodes.length, 1 + 2 + 12);
  // Every link stands in one of those that are drawn.
  const ids = grouped.links.flatMap((link) => link.ids ?? [link.id]);
  assert.deepEqual(ids.sort(), graph.links.map(({ id }) => id).sort());
  assert.equal(grouped.links.length, 1 + 2 + 12);
});

test('a group that is opened is drawn one by one, and ties of others lead to its organizations', () => {
  const ties: Tie[] = Array.from({ length: 20 }, (_, i) => ({ from: 'school-0000', role: 'PARTNER', to: `unit-${String(i).padStart(4, '0')}` }));
  const graph = networkOf([{ prefix: 'unit', kind: 'RESEARCH_UNIT', count: 45, roles: ['SUPERVISOR'] }, { prefix: 'school', kind: 'SCHOOL', count: 2, roles: ['MEMBER'] }], ties);
  const closed = group(graph);
  const [units] = groupsIn(closed);
  assert.equal(closed.links.find(({ role }) => role === 'PARTNER')?.ids?.length, 20);
  assert.ok(units && canOpen(closed, units));
  const open = group(graph, [units.id]);
  assert.deepEqual(groupsIn(open), []);
  assert.deepEqual(open.nodes.map(({ id }) => id), graph.nodes.map(({ id }) => id));
  assert.equal(open.links.length, graph.links.length);
});

test('organizations behind the same neighbour are a group, too', () => {
  const behind = Array.from({ length: 50 }, (_, i) => `far-${String(i).padStart(2, '0')}`);
  const ties = behind.map((to, i): Tie => ({ from: i < 30 ? 'unit-0000' : 'unit-0001', role: 'PARENT', to }));
  const grouped = group(networkOf([{ prefix: 'unit', kind: 'RESEARCH_UNIT', count: 5, roles: ['MEMBER'] }], ties, behind));
  assert.deepEqual(groupsIn(grouped).map(({ members }) => members?.length).sort(), [20, 30]);
});

test('a hub of thousands is a readable picture, the same each time', () => {
  const kinds = ['RESEARCH_UNIT', 'INSTITUTE', 'SCHOOL', 'FACILITY', 'UNIVERSITY', 'COMPANY', 'NETWORK', 'OTHER'];
  const graph = networkOf(kinds.flatMap((kind, i) => (['PARENT', 'SUPERVISOR', 'PARTNER'] as const).map((role, j) => ({ prefix: `${kind.toLowerCase()}${j}`, kind, count: i === 0 ? 1500 : 3 + i * 3, roles: [role] }))));
  const started = process.cpuUsage().user;
  const grouped = group(graph);
  const layout = computeLayout(grouped, 840);
  const time = (process.cpuUsage().user - started) / 1000;
  console.log(`${graph.nodes.length} organizations, ${grouped.nodes.length} nodes: ${Math.round(time)} ms`);
  assert.ok(grouped.nodes.length <= 51, `${grouped.nodes.length} nodes`);
  assert.equal(countLabelOverlaps(layout), 0);
  assert.equal(JSON.stringify(group(graph)), JSON.stringify(grouped));
  assert.equal(grouped.omitted, 0);
  assert.ok(groupsIn(grouped).some((node) => !canOpen(grouped, node)));
});
