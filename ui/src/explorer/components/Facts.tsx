// The relations of an organization as a list, grouped by role: the full equivalent of the picture.

import { useState } from 'preact/hooks';
import type { Relation } from '../explore';
import { organizationAt } from '../address';
import { readingWord, useSpeech } from '../i18n';
import { Link } from '../router';
import { READINGS, roleOf, type Reading } from '../roles';
import { isDated, isShown, periodText } from '../time';
import { Cites } from './Cites';
import { KindMark, LineMark } from './Mark';

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
  const { t } = useSpeech();
  const shown = relations.filter(({ standing }) => isShown(standing, undated));
  const past = relations.filter(({ standing }) => standing === null);
  return (
    <>
      {grouped(shown).map(({ reading, relations: group }) => (
        <Group key={reading} reading={reading} relations={group} asOf={asOf} />
      ))}
      {past.length > 0 && (
        <details class="past">
          <summary>{t.notInForce(past.length, year)}</summary>
          {grouped(past).map(({ reading, relations: group }) => (
            <Group key={reading} reading={reading} relations={group} asOf={asOf} />
          ))}
        </details>
      )}
    </>
  );
}

function Group({ reading, relations, asOf }: { reading: Reading; relations: readonly Relation[]; asOf: string | undefined }) {
  const { t, w } = useSpeech();
  const [most, setMost] = useState(FACTS);
  return (
    <section class="group">
      <h3>
        <LineMark role={roleOf(reading)} />
        {readingWord(w, reading)} <span class="count">{relations.length}</span>
      </h3>
      <ul>
        {relations.slice(0, most).map((relation) => <Fact key={relation.fact.id} relation={relation} asOf={asOf} />)}
      </ul>
      {relations.length > most && <button type="button" class="button" onClick={() => setMost(most + FACTS)}>{t.more1(Math.min(FACTS, relations.length - most))}</button>}
    </section>
  );
}

function Fact({ relation: { other, fact, standing }, asOf }: { relation: Relation; asOf: string | undefined }) {
  const { t } = useSpeech();
  return (
    <li class="fact">
      <p class="what">
        <KindMark kinds={other.kinds} />
        <Link to={organizationAt(other.slug, { asOf })}>{other.name}</Link>
        <span class={isDated(fact) ? 'when' : 'when undated'}>
          {periodText(fact, t)}
          {standing === 'POSSIBLE' && <span class="standing">{t.certainty.POSSIBLE}</span>}
        </span>
      </p>
      <Cites citations={fact.citations} basis={fact.basis} contests={fact.contests} note={fact.note} />
    </li>
  );
}
