// The topics that a thing works on or is about, with their sources.

import type { TopicsOfFragment } from '../api/operations.generated';
import { useI18n } from '../i18n';
import { Link } from '../router';
import { FactList } from './FactList';
import { Section } from './Section';

export function Topics({ edges, totalCount }: TopicsOfFragment) {
  const { t, labels, language } = useI18n();
  if (edges.length === 0) return null;
  return (
    <Section title={t.profile.topics} count={edges.length} received={{ count: edges.length, total: totalCount }}>
      <FactList
        items={edges} keyOf={({ assignment }) => assignment.id} evidenceOf={({ assignment }) => assignment}
        row={({ node }) => (
          <><span class="icon none" /><Link to={{ page: 'topic', slug: node.slug }}>{node[language]}</Link><span class="role">{labels.topics[node.kind]}</span></>
        )}
      />
    </Section>
  );
}
