// Where sources disagree: the question, and each side with its source.

import { DiscrepanciesDocument, type DiscrepancyFragment } from '../api/operations.generated';
import { useQuery } from '../api/useQuery';
import { REGISTRY_LANGUAGE, useI18n, type I18n } from '../i18n';
import { directedRoleLabel, formatFigure } from '../i18n/format';
import { SourceReference } from './CitationList';
import { ErrorMessage } from './RequestState';

export function Discrepancies({ ids }: { ids: readonly string[] }) {
  const i18n = useI18n();
  const result = useQuery(DiscrepanciesDocument, ids.length > 0 ? { ids: [...ids] } : undefined);
  const discrepancies = (result.data?.nodes ?? []).filter((node): node is DiscrepancyFragment => node !== null && 'question' in node);
  if (result.error) return <ErrorMessage result={result} />;
  if (ids.length === 0 || discrepancies.length === 0) return null;
  return (
    <section class="discrepancies">
      <h2>{i18n.t.discrepancies}</h2>
      {discrepancies.map(({ id, question, note, facts }) => (
        <article key={id} id={`discrepancy-${id}`}>
          <h3 lang={REGISTRY_LANGUAGE}>{question}</h3>
          <ul class="sides">
            {sidesOf(facts).map((side) => side[0] && (
              <li key={side[0].id}>
                <p class="what">{side.length > 1 ? summaryOf(side, i18n) : describe(side[0], i18n)}</p>
                {side[0].citations.slice(0, 1).map((citation) => <SourceReference key={citation.locator} citation={citation} locators={[citation.locator]} />)}
              </li>
            ))}
          </ul>
          <p class="note" lang={REGISTRY_LANGUAGE}>{note}</p>
        </article>
      ))}
    </section>
  );
}

type Fact = DiscrepancyFragment['facts'][number];

/** Groups facts by side: affiliations of one role with one organization, stated in one place, are one side. */
function sidesOf(facts: readonly Fact[]): Fact[][] {
  return [...Map.groupBy(facts, (fact) => (fact.__typename === 'Affiliation'
    ? JSON.stringify([fact.affiliationRole, fact.since, fact.object.slug, fact.citations[0]?.source.slug, fact.citations[0]?.locator])
    : fact.id)).values()];
}

/** `Founders in 2007: 8 (…)`. */
function summaryOf(side: readonly Fact[], { labels, t }: I18n): string {
  const affiliations = side.filter((fact) => fact.__typename === 'Affiliation');
  const [first] = affiliations;
  if (!first) return '';
  const role = directedRoleLabel(labels, `${first.affiliationRole}.in`);
  const names = affiliations.map(({ subject }) => subject.name).join(', ');
  return `${role}${first.since ? ` ${t.on(first.since)}` : ''}: ${affiliations.length} (${names})`;
}

function describe(fact: Fact, i18n: I18n): string {
  const { labels, t } = i18n;
  switch (fact.__typename) {
    case 'Figure':
      return [`${fact.measure}: ${formatFigure(fact, i18n)}`, fact.isForecast && t.profile.forecast].filter(Boolean).join(', ');
    case 'Affiliation':
      return `${fact.subject.name} ${labels.sentences[fact.affiliationRole]} ${fact.object.name}${fact.since ? ` (${t.date(fact.since)})` : ''}`;
    case 'Event':
      return [fact.name, fact.date && t.date(fact.date), labels.statuses[fact.status]].filter(Boolean).join(', ');
    case 'Position':
      return `${fact.person.name}, ${fact.title ?? labels.positions[fact.positionRole]}, ${fact.organization.name}`;
    case 'Participation':
      return `${fact.participant.name}, ${labels.participations[fact.participationRole]}`;
    case 'TopicAssignment':
      return `${fact.thing.name}: ${fact.assigned.name}`;
    default:
      return [fact.name, fact.description].filter(Boolean).join(': ');
  }
}
