// What the registry knows about an organization besides its affiliations.

import { FactList } from '../components/FactList';
import { CitationList } from '../components/CitationList';
import { Figures } from '../components/Figures';
import { OtherNames } from '../components/OtherNames';
import { EventDate, PeriodText } from '../components/PeriodText';
import { Section } from '../components/Section';
import { Topics } from '../components/Topics';
import { isShown, type CertaintyInYear } from '../domain/certainty';
import { isDated, type Period } from '../domain/period';
import { REGISTRY_LANGUAGE, useI18n } from '../i18n';
import { Link } from '../router';
import { Plans } from './Plans';
import type { Organization } from './useOrganizationData';

interface Props {
  organization: Organization;
  /** By the id of a position or participation. */
  certainties: ReadonlyMap<string, CertaintyInYear>;
}

export function OrganizationProfile({ organization, certainties }: Props) {
  const isPossible = ({ id }: { id: string }): boolean => isShown(certainties.get(id) ?? null, true);
  // As in the list of affiliations, one without a date already says so.
  const isUncertain = (fact: Period & { id: string }): boolean => certainties.get(fact.id) === 'POSSIBLE' && isDated(fact);
  return (
    <div class="profile">
      <About organization={organization} />
      <Plans organization={organization} />
      <Timeline events={organization.timeline.nodes} total={organization.timeline.totalCount} />
      <People edges={organization.people.edges.filter(({ position }) => isPossible(position))} received={received(organization.people)} isUncertain={isUncertain} />
      <Programs edges={organization.programs.edges.filter(({ participation }) => isPossible(participation))} received={received(organization.programs)} isUncertain={isUncertain} />
      <Topics {...organization.topics} />
      <Figures figures={organization.figures} />
    </div>
  );
}

function received({ edges, totalCount }: { edges: readonly unknown[]; totalCount: number }): { count: number; total: number } {
  return { count: edges.length, total: totalCount };
}

interface RelationProps<Edge> {
  /** Those that certainly or possibly held in the year shown. */
  edges: readonly Edge[];
  received: { count: number; total: number };
  isUncertain: (fact: Period & { id: string }) => boolean;
}

function About({ organization }: { organization: Organization }) {
  const { t } = useI18n();
  const { description, location, names, name, website, identifiers, citations, discrepancies, note } = organization;
  const hasOtherNames = names.some(({ value }) => value !== name);
  const place = [location?.city, location?.region, location?.country?.name].filter(Boolean).join(', ');
  if (!description && !hasOtherNames && !place && !website && identifiers.length === 0) return null;
  return (
    <section class="about-organization">
      <h2>{t.profile.about}</h2>
      {description && <p lang={REGISTRY_LANGUAGE}>{description}</p>}
      {description && <CitationList citations={citations} discrepancies={discrepancies} note={note} />}
      <dl>
        {hasOtherNames && <><dt>{t.profile.names}</dt><dd><OtherNames names={names} name={name} /></dd></>}
        {place && <><dt>{t.profile.location}</dt><dd>{place}</dd></>}
        {website && <><dt>{t.profile.website}</dt><dd><a href={website} rel="noopener noreferrer">{website}</a></dd></>}
        {identifiers.length > 0 && (
          <>
            <dt>{t.profile.identifiers}</dt>
            <dd>
              {identifiers.map(({ scheme, value, url }) => (
                <span key={scheme + value} class="other-name">{scheme} {url ? <a href={url} rel="noopener noreferrer">{value}</a> : value}</span>
              ))}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Timeline({ events, total }: { events: Organization['timeline']['nodes']; total: number }) {
  const { t, labels } = useI18n();
  if (events.length === 0) return null;
  return (
    <Section title={t.profile.timeline} count={events.length} received={{ count: events.length, total }} class="timeline">
      <FactList
        items={events} keyOf={({ id }) => id} evidenceOf={(event) => event}
        row={(event) => (
          <>
            <EventDate date={event.date} until={event.until} />
            <Link to={{ page: 'event', slug: event.slug }}>{event.name}</Link>
            {event.status !== 'HAPPENED' && <span class="badge">{labels.statuses[event.status]}</span>}
          </>
        )}
      />
    </Section>
  );
}

function People({ edges, received: ofAll, isUncertain }: RelationProps<Organization['people']['edges'][number]>) {
  const { t, labels } = useI18n();
  if (edges.length === 0) return null;
  return (
    <Section title={t.profile.people} count={edges.length} received={ofAll}>
      <FactList
        items={edges} keyOf={({ position }) => position.id} evidenceOf={({ position }) => position}
        row={({ node, position }) => (
          <>
            <Link to={{ page: 'person', slug: node.slug }}>{node.name}</Link>
            <span class="role">{position.title ?? labels.positions[position.role]}</span>
            <PeriodText of={position} possible={isUncertain(position)} />
          </>
        )}
      />
    </Section>
  );
}

function Programs({ edges, received: ofAll, isUncertain }: RelationProps<Organization['programs']['edges'][number]>) {
  const { t, labels } = useI18n();
  if (edges.length === 0) return null;
  return (
    <Section title={t.profile.programs} count={edges.length} received={ofAll}>
      <FactList
        items={edges} keyOf={({ participation }) => participation.id} evidenceOf={({ participation }) => participation}
        row={({ node, participation }) => (
          <>
            <Link to={{ page: 'program', slug: node.slug }}>{node.name}</Link>
            <span class="role">{labels.participations[participation.role]}</span>
            <PeriodText of={participation} possible={isUncertain(participation)} />
          </>
        )}
      />
    </Section>
  );
}
