// Somebody whom a document names: positions, programmes, events.

import { organizationAt } from '../address';
import { PersonPage as PersonOperation } from '../api/operations.generated';
import { useAnswer } from '../api/useQuery';
import { Actions } from '../components/Actions';
import { Cites } from '../components/CitationList';
import { Disputes } from '../components/Discrepancies';
import { EventDate, Figures, Period, Section } from '../organization/OrganizationProfile';
import { KindMark } from '../diagram/symbols/Icons';
import { OtherNames } from '../components/Participants';
import { Sourced } from '../components/FactList';
import { Loading, Problem } from '../components/RequestState';
import { useHead } from '../hooks/useDocumentHead';
import { REGISTRY, useSpeech } from '../i18n';
import { Link } from '../router';
import { NotFound } from './NotFound';

export function PersonPage({ slug }: { slug: string }) {
  const { t, w } = useSpeech();
  const variables = { slug };
  const asked = useAnswer(PersonOperation, variables);
  const person = asked.data?.person;
  useHead(person?.name ?? '', person?.description);
  if (asked.fresh && person === null) return <NotFound wanted={slug} />;
  return (
    <article class="page">
      <Problem asked={asked} alone />
      {!person && !asked.error && <Loading />}
      {person && (
        <>
          <header class="heading">
            <p class="kind">{w.things.Person}</p>
            <h1 tabIndex={-1}>{person.name}</h1>
            <Actions operation={PersonOperation} variables={variables} />
          </header>
          <OtherNames names={person.names} name={person.name} />
          {person.description && <p class="description" lang={REGISTRY}>{person.description}</p>}
          <Cites citations={person.citations} discrepancies={person.discrepancies} note={person.note} />
          {person.positions.edges.length > 0 && (
            <Section title={t.positions} count={person.positions.edges.length}>
              <Sourced
                items={person.positions.edges} keyOf={({ node }) => node.id} evidenceOf={({ node }) => node}
                row={({ node }) => (
                  <>
                    <KindMark kinds={node.organization.kinds} />
                    <Link to={organizationAt(node.organization.slug)}>{node.organization.name}</Link>
                    <span class="role">{node.title ?? w.positions[node.role]}</span>
                    <Period of={node} />
                  </>
                )}
              />
            </Section>
          )}
          {person.programs.edges.length > 0 && (
            <Section title={t.programsOf} count={person.programs.edges.length}>
              <Sourced
                items={person.programs.edges} keyOf={({ participation }) => participation.id} evidenceOf={({ participation }) => participation}
                row={({ node, participation }) => (
                  <><Link to={{ page: 'program', slug: node.slug }}>{node.name}</Link><span class="role">{w.parts[participation.role]}</span></>
                )}
              />
            </Section>
          )}
          {person.events.edges.length > 0 && (
            <Section title={t.eventsOf} count={person.events.edges.length}>
              <Sourced
                items={person.events.edges} keyOf={({ participation }) => participation.id} evidenceOf={({ participation }) => participation}
                row={({ node, participation }) => (
                  <>
                    <Link to={{ page: 'event', slug: node.slug }}>{node.name}</Link><span class="role">{w.parts[participation.role]}</span>
                    <EventDate event={{ date: node.date, until: null }} />
                  </>
                )}
              />
            </Section>
          )}
          {person.figures.length > 0 && <Figures figures={person.figures} />}
          <Disputes ids={person.discrepancies.map(({ id }) => id)} />
        </>
      )}
    </article>
  );
}
