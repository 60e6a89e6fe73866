// The page of a topic: what it is, the topics above and below it, and who works on it, with the sources that say so.

import { recordAddress } from '../address';
import { TopicPageDocument, type TopicNameFragment, type TopicPageQuery } from '../api/operations.generated';
import { useQuery } from '../api/useQuery';
import { CitationList } from '../components/CitationList';
import { FactList } from '../components/FactList';
import { RecordPage } from '../components/RecordPage';
import { Section } from '../components/Section';
import { StandingBadge } from '../components/StageBadge';
import { KindIcon } from '../diagram/symbols/Icons';
import { useCanonicalAddress } from '../hooks/useCanonicalAddress';
import { useI18n } from '../i18n';
import { Link } from '../router';
import { NotFoundPage } from './NotFound';

type Topic = NonNullable<TopicPageQuery['topic']>;

export function TopicPage({ slug }: { slug: string }) {
  const { t, labels, language } = useI18n();
  const variables = { slug };
  const result = useQuery(TopicPageDocument, variables);
  const topic = result.data?.topic;
  useCanonicalAddress({ page: 'topic', slug }, topic?.slug);
  if (result.isCurrent && topic === null) return <NotFoundPage wanted={slug} />;
  return (
    <RecordPage
      result={result} record={topic && { ...topic, name: topic[language] }} operation={TopicPageDocument} variables={variables}
      kind={topic && [labels.types.Topic, labels.topics[topic.kind]]}
      subtitle={topic?.broader && <p>{t.profile.partOf} <TopicLink topic={topic.broader} /></p>}
    >
      {topic && (
        <>
          <CitationList citations={topic.citations} note={topic.note} />
          {topic.narrower.length > 0 && (
            <Section title={t.profile.narrower} count={topic.narrower.length}>
              <ul>{topic.narrower.map((narrower) => <li key={narrower.slug}><TopicLink topic={narrower} /></li>)}</ul>
            </Section>
          )}
          <Assignments {...topic.assignments} ofTopic={topic.slug} />
        </>
      )}
    </RecordPage>
  );
}

function TopicLink({ topic }: { topic: TopicNameFragment }) {
  const { language } = useI18n();
  return <Link to={{ page: 'topic', slug: topic.slug }}>{topic[language]}</Link>;
}

/** What works on the topic, or on one that it includes: then with its name. */
function Assignments({ nodes, totalCount, ofTopic }: Topic['assignments'] & { ofTopic: string }) {
  const { t, language } = useI18n();
  if (nodes.length === 0) return null;
  return (
    <Section title={t.profile.assignments} count={nodes.length} received={{ count: nodes.length, total: totalCount }}>
      <FactList
        items={nodes} keyOf={({ id }) => id} evidenceOf={(assignment) => assignment}
        row={({ thing, topic }) => (
          <>
            {'kinds' in thing ? <KindIcon kinds={thing.kinds} /> : <span class="icon none" />}
            <Link to={recordAddress(thing.__typename ?? '', thing.slug)}>{thing.name}</Link>
            <StandingBadge of={thing} />
            {topic.slug !== ofTopic && <span class="role">{topic[language]}</span>}
          </>
        )}
      />
    </Section>
  );
}
