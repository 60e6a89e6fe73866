// A fact taken from a document, in one line.

import { organizationAddress, recordAddress, type Address } from '../address';
import type { SourcePageQuery } from '../api/operations.generated';
import type { I18n } from '../i18n';
import { formatFigure, formatPeriod } from '../i18n/format';
import type { Labels } from '../i18n/labels';

export type SourceFact = NonNullable<SourcePageQuery['source']>['facts']['nodes'][number];

export function typeOf(fact: SourceFact): keyof Labels['facts'] {
  return fact.__typename as keyof Labels['facts'];
}

/** The places in the document `slug` that state the fact. */
export function locatorsIn(fact: SourceFact, slug: string): string {
  return [...new Set(fact.citations.filter(({ source }) => source.slug === slug).map(({ locator }) => locator))].join('; ');
}

export function describeFact(fact: SourceFact, i18n: I18n): string {
  const { labels, t } = i18n;
  switch (fact.__typename) {
    case 'Affiliation':
      return `${fact.subject.name} ${labels.sentences[fact.affiliationRole]} ${fact.object.name}, ${formatPeriod(fact, t)}`;
    case 'Position':
      return `${fact.person.name}, ${fact.title ?? labels.positions[fact.positionRole]}, ${fact.organization.name}`;
    case 'Participation':
      return `${fact.participant.name}, ${labels.participations[fact.participationRole]}: ${(fact.program ?? fact.event)?.name ?? ''}`;
    case 'Figure':
      return `${[fact.about?.name ?? fact.aboutText, fact.measure].filter(Boolean).join(', ')}: ${formatFigure(fact, i18n)}`;
    case 'Event':
      return [fact.name, fact.date && t.date(fact.date)].filter(Boolean).join(', ');
    case 'TopicAssignment':
      return `${fact.thing.name}: ${fact.assigned.name}`;
    default:
      return fact.name;
  }
}

/** The page that shows the fact. */
export function factAddress(fact: SourceFact): Address | undefined {
  switch (fact.__typename) {
    case 'Affiliation':
      return organizationAddress(fact.object.slug);
    case 'Position':
      return { page: 'person', slug: fact.person.slug };
    case 'Participation':
      if (fact.program) return { page: 'program', slug: fact.program.slug };
      return fact.event ? { page: 'event', slug: fact.event.slug } : undefined;
    case 'Figure':
      return fact.about ? recordAddress(fact.about.__typename ?? '', fact.about.slug) : undefined;
    case 'TopicAssignment':
      return recordAddress(fact.thing.__typename ?? '', fact.thing.slug);
    case 'Topic':
      return undefined;
    default:
      return recordAddress(fact.__typename ?? '', fact.slug);
  }
}
