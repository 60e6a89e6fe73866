// Where documents disagree: the question, and each side with its document.

import { Disputes as DisputesOperation, type DisputeFragment } from '../api/operations.generated';
import { useAnswer } from '../api/useAnswer';
import { figureText } from '../figures';
import { useSpeech, type Speech } from '../i18n';
import { Cite } from './Cites';

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
          <h3>{dispute.question}</h3>
          <ul class="sides">
            {dispute.facts.map((fact) => (
              <li key={fact.id}>
                <p class="what">{sideText(fact, speech)}</p>
                {fact.citations.slice(0, 1).map((citation) => <Cite key={citation.locator} source={citation.source} places={[citation.locator]} />)}
              </li>
            ))}
          </ul>
          <p class="note">{dispute.note}</p>
        </article>
      ))}
    </section>
  );
}

function sideText(fact: DisputeFragment['facts'][number], speech: Speech): string {
  const { w } = speech;
  switch (fact.__typename) {
    case 'Figure':
      return `${fact.measure}: ${figureText(fact, speech)}`;
    case 'Affiliation':
      return `${fact.subject.name} ${w.sentences[fact.affiliationRole]} ${fact.object.name}${fact.since ? ` (${fact.since})` : ''}`;
    case 'Event':
      return [fact.name, fact.date, w.statuses[fact.status]].filter(Boolean).join(', ');
    case 'Position':
      return `${fact.person.name}, ${fact.title ?? w.positions[fact.positionRole]}, ${fact.organization.name}`;
    case 'Participation':
      return `${fact.participant.name}, ${w.parts[fact.participationRole]}`;
    default:
      return [fact.name, fact.description].filter(Boolean).join(': ');
  }
}
