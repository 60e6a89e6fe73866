// What is known of an organization besides its relations: description, figures, timeline, people, programmes.

import type { ComponentChildren } from 'preact';
import type { EventRowFragment, FigureFactFragment } from '../api/operations.generated';
import type { Organization } from './useOrganizationData';
import { figureText } from '../i18n/format';
import { REGISTRY, useSpeech } from '../i18n';
import { Link } from '../router';
import { isDated, isShown, periodText, type Dated, type Standing } from '../domain/certainty';
import { Cites } from '../components/CitationList';
import { Sourced } from '../components/FactList';

interface Props {
  organization: Organization;
  standings: ReadonlyMap<string, Standing>;
}

export function Dossier({ organization, standings }: Props) {
  const { t, w } = useSpeech();
  const people = organization.people.edges.filter(({ position }) => isShown(standings.get(position.id) ?? null, true));
  const programs = organization.programs.edges.filter(({ participation }) => isShown(standings.get(participation.id) ?? null, true));
  return (
    <div class="dossier">
      <About organization={organization} />
      {organization.timeline.nodes.length > 0 && <Timeline events={organization.timeline.nodes} />}
      {people.length > 0 && (
        <Section title={t.people} count={people.length}>
          <Sourced
            items={people} keyOf={({ position }) => position.id} evidenceOf={({ position }) => position}
            row={({ node, position }) => (
              <>
                <Link to={{ page: 'person', slug: node.slug }}>{node.name}</Link>
                <span class="role">{position.title ?? w.positions[position.role]}</span>
                <Period of={position} />
              </>
            )}
          />
        </Section>
      )}
      {programs.length > 0 && (
        <Section title={t.programs} count={programs.length}>
          <Sourced
            items={programs} keyOf={({ participation }) => participation.id} evidenceOf={({ participation }) => participation}
            row={({ node, participation }) => (
              <>
                <Link to={{ page: 'program', slug: node.slug }}>{node.name}</Link>
                <span class="role">{w.parts[participation.role]}</span>
                <Period of={participation} />
              </>
            )}
          />
        </Section>
      )}
      {organization.figures.length > 0 && <Figures figures={organization.figures} />}
    </div>
  );
}

function About({ organization }: { organization: Organization }) {
  const { t, w } = useSpeech();
  const { location, names, name } = organization;
  const others = names.filter(({ value }) => value !== name);
  const place = [location?.city, location?.region, location?.country?.name].filter(Boolean).join(', ');
  const known = organization.description || others.length > 0 || place || organization.website || organization.identifiers.length > 0;
  if (!known) return null;
  return (
    <section class="about-organization">
      <h2>{t.about}</h2>
      {organization.description && <p lang={REGISTRY}>{organization.description}</p>}
      {organization.description && <Cites citations={organization.citations} discrepancies={organization.discrepancies} note={organization.note} />}
      <dl>
        {others.length > 0 && (
          <>
            <dt>{t.names}</dt>
            <dd>{others.map(({ value, kind, language }, i) => <span key={i} lang={language ?? undefined} class="other-name">{value} <small>{w.names[kind]}</small></span>)}</dd>
          </>
        )}
        {place && <><dt>{t.place}</dt><dd>{place}</dd></>}
        {organization.website && <><dt>{t.website}</dt><dd><a href={organization.website} rel="noopener noreferrer">{organization.website}</a></dd></>}
        {organization.identifiers.length > 0 && (
          <>
            <dt>{t.identifiers}</dt>
            <dd>{organization.identifiers.map(({ scheme, value, url }) => (
              <span key={scheme + value} class="other-name">{scheme} {url ? <a href={url} rel="noopener noreferrer">{value}</a> : value}</span>
            ))}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

export function Timeline({ events }: { events: readonly EventRowFragment[] }) {
  const { t, w } = useSpeech();
  return (
    <Section title={t.timeline} count={events.length} kind="timeline">
      <Sourced
        items={events} keyOf={({ id }) => id} evidenceOf={(event) => event}
        row={(event) => (
          <>
            <EventDate event={event} />
            <Link to={{ page: 'event', slug: event.slug }}>{event.name}</Link>
            {event.status !== 'HAPPENED' && <span class="badge">{w.statuses[event.status]}</span>}
          </>
        )}
      />
    </Section>
  );
}

/** When something happened, as far as that is known. */
export function EventDate({ event: { date, until } }: { event: { date: string | null; until: string | null } }) {
  const { t } = useSpeech();
  return <span class={date ? 'when' : 'when undated'}>{date ? (until ? t.span(date, until) : t.date(date)) : t.noDate}</span>;
}

export function Period({ of: fact }: { of: Dated }) {
  const { t } = useSpeech();
  return <span class={isDated(fact) ? 'when' : 'when undated'}>{periodText(fact, t)}</span>;
}

export function Figures({ figures }: { figures: readonly FigureFactFragment[] }) {
  const speech = useSpeech();
  const { t } = speech;
  return (
    <Section title={t.figures} count={figures.length} kind="figures">
      <Sourced
        items={figures} keyOf={({ id }) => id} evidenceOf={(figure) => figure}
        row={(figure) => (
          <>
            <strong class="number">{figureText(figure, speech)}</strong>
            <span class="measure" lang={REGISTRY}>{[figure.topic, figure.measure].filter(Boolean).join(': ')}</span>
            {figure.isForecast && <span class="badge">{t.forecast}</span>}
            <span class={figure.date ? 'when' : 'when undated'}>{figure.date ? t.on(figure.date) : t.noDate}</span>
          </>
        )}
      />
    </Section>
  );
}

export function Section({ title, count, kind = '', children }: { title: string; count?: number; kind?: string; children: ComponentChildren }) {
  return (
    <section class={`block ${kind}`}>
      <h2>{title} {count !== undefined && <span class="count">{count}</span>}</h2>
      {children}
    </section>
  );
}
