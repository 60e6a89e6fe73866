// Too many to draw one by one: a disc for each role and kind, with its number, which opens as a list.

import { useMemo } from 'preact/hooks';
import type { Relation } from './useOrganizationData';
import { kindWord, readingWord, useSpeech } from '../i18n';
import { familyOf } from '../domain/organizationKind';
import type { Graph } from '../diagram/layout/graph';
import { FittedPicture } from './OrganizationNetwork';
import { Picture } from '../diagram/NetworkDiagram';
import { rankOf, roleOf, type Reading } from '../domain/affiliationRole';
import { isDated, type Standing } from '../domain/certainty';

export interface Group {
  id: string;
  reading: Reading;
  /** The kind that is listed first. */
  kind: string;
  count: number;
  dated: boolean;
}

/** Groups that are drawn; the smallest beyond them are in the table only. */
const MOST_GROUPS = 120;

export function groupOf({ reading, other }: Relation): string {
  return `${reading}:${other.kinds[0] ?? ''}`;
}

interface Props {
  slug: string;
  name: string;
  year: string;
  /** Those in sight. */
  relations: readonly Relation[];
  chosen: string | undefined;
  onGroup: (id: string | undefined) => void;
}

export function Crowd({ slug, name, year, relations, chosen, onGroup }: Props) {
  const { t, w } = useSpeech();
  const groups = useMemo(() => groupsOf(relations), [relations]);
  const graph = useMemo(() => graphOfGroups(groups, slug, name, ({ kind, reading }) => `${readingWord(w, reading)}: ${kindWord(w, kind)}`), [groups, slug, name, w]);
  const standings = useMemo(() => new Map<string, Standing>(graph.links.map(({ id }) => [id, 'CERTAIN'])), [graph]);
  const others = new Set(relations.map(({ other }) => other.slug)).size;
  const group = groups.find(({ id }) => id === chosen);
  return (
    <>
      <p class="crowd-note">{t.tooMany(others)} {t.grouped}</p>
      <figure class="network">
        <FittedPicture graph={graph}>
          {(layout) => (
            <Picture layout={layout} standings={standings} undated label={t.pictureLabel(name, others, relations.length, year)} onGroup={onGroup} />
          )}
        </FittedPicture>
      </figure>
      {group && <p class="chosen"><button type="button" class="button" onClick={() => onGroup(undefined)}>{readingWord(w, group.reading)}: {kindWord(w, group.kind)} ({group.count}) ×</button></p>}
    </>
  );
}

function groupsOf(relations: readonly Relation[]): Group[] {
  const groups = new Map<string, Group>();
  for (const relation of relations) {
    const id = groupOf(relation);
    const group = groups.get(id) ?? { id, reading: relation.reading, kind: relation.other.kinds[0] ?? '', count: 0, dated: false };
    groups.set(id, { ...group, count: group.count + 1, dated: group.dated || isDated(relation.fact) });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)).slice(0, MOST_GROUPS);
}

function graphOfGroups(groups: readonly Group[], slug: string, name: string, label: (group: Group) => string): Graph {
  const middle = { id: slug, name, label: name, family: 'group' as const, hops: 0, degree: groups.length, sector: 0, dated: true };
  const nodes = [...groups].sort((a, b) => (a.id < b.id ? -1 : 1)).map((group) => ({
    id: group.id, name: `${label(group)}, ${group.count}`, label: label(group), family: familyOf([group.kind]), hops: 1, degree: 1,
    sector: rankOf(group.reading), count: group.count, dated: true,
  }));
  const links = groups.map(({ id, reading, dated }) => ({
    id: `link ${id}`, from: reading.endsWith('.out') ? slug : id, to: reading.endsWith('.out') ? id : slug, role: roleOf(reading), dated,
  }));
  return { nodes: [middle, ...nodes], links };
}
