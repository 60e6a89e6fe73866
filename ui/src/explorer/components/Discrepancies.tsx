// Where documents disagree: the question, and each side with its document.

import { Disputes as DisputesOperation, type DisputeFragment } from '../api/operations.generated';
import { useAnswer } from '../api/useQuery';
import { figureText } from '../i18n/format';
import { readingWord, REGISTRY, useSpeech, type Speech } from '../i18n';
import { Cite } from './CitationList';

export function Disputes({ ids }: { ids: readonly string[] }) {
  const speech = useSpeech();
  const { t } = speech;
  const asked = useAnswer(DisputesOperation, ids.length > 0 ? { ids: [...ids] } : undefined);
  const disputes = (asked.data?.nodes ?? []).filter((node): node is DisputeFragment => node !== null && 'question' in node);
  if (ids.length === 0 || disputes.length === 0) return null;
  return (
    <section class="disputes">
      <h2>{t.disputes}</h2>
      {disputes.map((dispute) => (
        <article key={dispute.id} id={`dispute-${dispute.id}`}>
          <h3 lang={REGISTRY}>{dispute.question}</h3>
          <ul class="sides">
            {sidesOf(dispute.facts).map((side) => side[0] && (
              <li key={side[0].id}>
                <p class="what">{side.length > 1 ? togetherText(side, speech) : sideText(side[0], speech)}</p>
                {side[0].citations.slice(0, 1).map((citation) => <Cite key={citation.locator} source={citation.source} places={[citation.locator]} />)}
              </li>
            ))}
          </ul>
          <p class="note" lang={REGISTRY}>{dispute.note}</p>
        </article>
      ))}
    </section>
  );
}

type Side = DisputeFragment['facts'][number];

/** Relations of one role to one organization, said in one place, are one side of a disagreement. */
function sidesOf(facts: readonly Side[]): Side[][] {
  return [...Map.groupBy(facts, (fact) => (fact.__typename === 'Affiliation'
    ? JSON.stringify([fact.affiliationRole, fact.since, fact.object.slug, fact.citations[0]?.source.slug, fact.citations[0]?.locator])
    : fact.id)).values()];
}

function togetherText(side: readonly Side[], { w, t }: Speech): string {
  const relations = side.filter((fact) => fact.__typename === 'Affiliation');
  const [first] = relations;
  if (!first) return '';
  const head = `${readingWord(w, `${first.affiliationRole}.in`)}${first.since ? ` ${t.on(first.since)}` : ''}: ${relations.length}`;
  return `${head} (${relations.map(({ subject }) => subject.name).join(', ')})`;
}

function sideText(fact: Side, speech: Speech): string {
  const { w } = speech;
  switch (fact.__typename) {
    case 'Figure':
      return `${fact.measure}: ${figureText(fact, speech)}`;
    case 'Affiliation':
      return `${fact.subject.name} ${w.sentences[fact.affiliationRole]} ${fact.object.name}${fact.since ? ` (${speech.t.date(fact.since)})` : ''}`;
    case 'Event':
      return [fact.name, fact.date && speech.t.date(fact.date), w.statuses[fact.status]].filter(Boolean).join(', ');
    case 'Position':
      return `${fact.person.name}, ${fact.title ?? w.positions[fact.positionRole]}, ${fact.organization.name}`;
    case 'Participation':
      return `${fact.participant.name}, ${w.parts[fact.participationRole]}`;
    default:
      return [fact.name, fact.description].filter(Boolean).join(': ');
  }
}
