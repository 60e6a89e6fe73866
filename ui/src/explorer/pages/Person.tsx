// The page of a person: positions, programmes and events, with their sources.

import { organizationAddress } from '../address';
import { PersonPageDocument, type PersonPageQuery } from '../api/operations.generated';
import { useQuery } from '../api/useQuery';
import { CitationList } from '../components/CitationList';
import { Discrepancies } from '../components/Discrepancies';
import { FactList } from '../components/FactList';
import { Figures } from '../components/Figures';
import { EventDate, PeriodText } from '../components/PeriodText';
import { RecordPage } from '../components/RecordPage';
import { Section } from '../components/Section';
import { StageBadge, StandingBadge } from '../components/StageBadge';
import { KindIcon } from '../diagram/symbols/Icons';
import { useCanonicalAddress } from '../hooks/useCanonicalAddress';
import { useI18n } from '../i18n';
import { Link } from '../router';
import { NotFoundPage } from './NotFound';

type Person = NonNullable<PersonPageQuery['person']>;

export function PersonPage({ slug }: { slug: string }) {
  const { labels } = useI18n();
  const variables = { slug };
  const result = useQuery(PersonPageDocument, variables);
  const person = result.data?.person;
  useCanonicalAddress({ page: 'person', slug }, person?.slug);
  if (result.isCurrent && person === null) return <NotFoundPage wanted={slug} />;
  return (
    <RecordPage result={result} record={person} operation={PersonPageDocument} variables={variables} kind={[labels.types.Person]}>
      {person && (
        <>
          <CitationList citations={person.citations} discrepancies={person.discrepancies} note={person.note} />
          <Positions {...person.positions} />
          <Programs {...person.programs} />
          <Events {...person.events} />
          <Figures figures={person.figures} />
          <Discrepancies ids={person.discrepancies.map(({ id }) => id)} />
        </>
      )}
    </RecordPage>
  );
}

function Positions({ edges, totalCount }: Person['positions']) {
  const { t, labels } = useI18n();
  if (edges.length === 0) return null;
  return (
    <Section title={t.profile.positions} count={edges.length} received={{ count: edges.length, total: totalCount }}>
      <FactList
        items={edges} keyOf={({ node }) => node.id} evidenceOf={({ node }) => node}
        row={({ node }) => (
          <>
            <KindIcon kinds={node.organization.kinds} />
            <Link to={organizationAddress(node.organization.slug)}>{node.organization.name}</Link>
            <span class="role">{node.title ?? labels.positions[node.role]}</span>
            <StageBadge stage={node.stage} />
            <PeriodText of={node} />
          </>
        )}
      />
    </Section>
  );
}

function Programs({ edges, totalCount }: Person['programs']) {
  const { t, labels } = useI18n();
  if (edges.length === 0) return null;
  return (
    <Section title={t.profile.programs} count={edges.length} received={{ count: edges.length, total: totalCount }}>
      <FactList
        items={edges} keyOf={({ participation }) => participation.id} evidenceOf={({ participation }) => participation}
        row={({ node, participation }) => (
          <>
            <Link to={{ page: 'program', slug: node.slug }}>{node.name}</Link><span class="role">{labels.participations[participation.role]}</span>
            <StageBadge stage={participation.stage} />
          </>
        )}
      />
    </Section>
  );
}

function Events({ edges, totalCount }: Person['events']) {
  const { t, labels } = useI18n();
  if (edges.length === 0) return null;
  return (
    <Section title={t.profile.events} count={edges.length} received={{ count: edges.length, total: totalCount }}>
      <FactList
        items={edges} keyOf={({ participation }) => participation.id} evidenceOf={({ participation }) => participation}
        row={({ node, participation }) => (
          <>
            <Link to={{ page: 'event', slug: node.slug }}>{node.name}</Link><span class="role">{labels.participations[participation.role]}</span>
            <EventDate date={node.date} />
            <StandingBadge of={node} />
          </>
        )}
      />
    </Section>
  );
}
