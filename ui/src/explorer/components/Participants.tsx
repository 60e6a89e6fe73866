// The participants of an event or a programme with their roles and sources.

import { recordAddress } from '../address';
import type { EventPageQuery } from '../api/operations.generated';
import { KindIcon } from '../diagram/symbols/Icons';
import { isDated } from '../domain/period';
import { useI18n } from '../i18n';
import { Link } from '../router';
import { FactList } from './FactList';
import { PeriodText } from './PeriodText';
import { Section } from './Section';
import { StageBadge } from './StageBadge';

type ParticipantEdge = NonNullable<EventPageQuery['event']>['participants']['edges'][number];

export function Participants({ edges, totalCount }: { edges: readonly ParticipantEdge[]; totalCount: number }) {
  const { t, labels } = useI18n();
  if (edges.length === 0) return null;
  return (
    <Section title={t.profile.participants} count={edges.length} received={{ count: edges.length, total: totalCount }}>
      <FactList
        items={edges} keyOf={({ participation }) => participation.id} evidenceOf={({ participation }) => participation}
        row={({ node, participation }) => (
          <>
            {'kinds' in node ? <KindIcon kinds={node.kinds} /> : <span class="icon none" />}
            <Link to={recordAddress(node.__typename ?? '', node.slug)}>{node.name}</Link>
            <span class="role">{labels.participations[participation.role]}</span>
            <StageBadge stage={participation.stage} />
            {isDated(participation) && <PeriodText of={participation} />}
          </>
        )}
      />
    </Section>
  );
}
