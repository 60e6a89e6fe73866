// The relations of an organization as a list, grouped by role: the full equivalent of the picture.

import { useMemo, useState } from 'preact/hooks';
import type { Relation } from './useOrganizationData';
import { organizationAt } from '../address';
import { readingWord, useSpeech } from '../i18n';
import { Link } from '../router';
import { READINGS, roleOf, type Reading } from '../domain/affiliationRole';
import { gathered } from '../domain/evidence';
import { isDated, isShown, periodText } from '../domain/certainty';
import { KindMark, LineMark } from '../diagram/symbols/Icons';
import { Sourced } from '../components/FactList';

interface Props {
  relations: readonly Relation[];
  undated: boolean;
  year: string;
  asOf: string | undefined;
}

/** Facts of a role that are listed at first. */
const FACTS = 100;

export function grouped(relations: readonly Relation[]): { reading: Reading; relations: Relation[] }[] {
  return READINGS
    .map((reading) => ({ reading, relations: relations.filter((relation) => relation.reading === reading) }))
    .filter((group) => group.relations.length > 0);
}

export function Facts({ relations, undated, year, asOf }: Props) {
  const shown = relations.filter(({ standing }) => isShown(standing, undated));
  return (
    <>
      {grouped(shown).map(({ reading, relations: group }) => (
        <Group key={reading} reading={reading} relations={group} asOf={asOf} />
      ))}
      <Past relations={relations} year={year} asOf={asOf} />
    </>
  );
}

/** What is recorded but did not hold in that year. */
export function Past({ relations, year, asOf }: Omit<Props, 'undated'>) {
  const { t } = useSpeech();
  const past = relations.filter(({ standing }) => standing === null);
  if (past.length === 0) return null;
  return (
    <details class="past">
      <summary>{t.notInForce(past.length, year)}</summary>
      {grouped(past).map(({ reading, relations: group }) => (
        <Group key={reading} reading={reading} relations={group} asOf={asOf} />
      ))}
    </details>
  );
}

function Group({ reading, relations, asOf }: { reading: Reading; relations: readonly Relation[]; asOf: string | undefined }) {
  const { t, w } = useSpeech();
  const [most, setMost] = useState(FACTS);
  const ordered = useMemo(() => gathered(relations, ({ fact }) => fact), [relations]);
  return (
    <section class="group">
      <h3>
        <LineMark role={roleOf(reading)} />
        {readingWord(w, reading)} <span class="count">{relations.length}</span>
      </h3>
      <Sourced
        items={ordered.slice(0, most)} keyOf={({ fact }) => fact.id} evidenceOf={({ fact }) => fact}
        row={(relation) => <Fact relation={relation} asOf={asOf} />}
      />
      {relations.length > most && <button type="button" class="button" onClick={() => setMost(most + FACTS)}>{t.more1(Math.min(FACTS, relations.length - most))}</button>}
    </section>
  );
}

function Fact({ relation: { other, fact, standing }, asOf }: { relation: Relation; asOf: string | undefined }) {
  const { t } = useSpeech();
  return (
    <>
      <KindMark kinds={other.kinds} />
      <Link to={organizationAt(other.slug, { asOf })}>{other.name}</Link>
      <span class={isDated(fact) ? 'when' : 'when undated'}>
        {periodText(fact, t)}
        {standing === 'POSSIBLE' && isDated(fact) && <span class="standing">{t.certainty.POSSIBLE}</span>}
      </span>
    </>
  );
}
