// The page of an event: when it happened, who took part, and its sources.

import { EventPageDocument } from '../api/operations.generated';
import { useQuery } from '../api/useQuery';
import { CitationList } from '../components/CitationList';
import { Discrepancies } from '../components/Discrepancies';
import { Figures } from '../components/Figures';
import { Participants } from '../components/Participants';
import { EventDate } from '../components/PeriodText';
import { RecordPage } from '../components/RecordPage';
import { Topics } from '../components/Topics';
import { useCanonicalAddress } from '../hooks/useCanonicalAddress';
import { useI18n } from '../i18n';
import { NotFoundPage } from './NotFound';

export function EventPage({ slug }: { slug: string }) {
  const { labels } = useI18n();
  const variables = { slug };
  const result = useQuery(EventPageDocument, variables);
  const event = result.data?.event;
  useCanonicalAddress({ page: 'event', slug }, event?.slug);
  if (result.isCurrent && event === null) return <NotFoundPage wanted={slug} />;
  return (
    <RecordPage
      result={result} record={event} operation={EventPageDocument} variables={variables}
      kind={event && [labels.types.Event, labels.events[event.kind], labels.statuses[event.status]]}
      subtitle={event && <p class="date-line"><EventDate date={event.date} until={event.until} /></p>}
    >
      {event && (
        <>
          <CitationList {...event} />
          <Participants {...event.participants} />
          <Topics {...event.topics} />
          <Figures figures={event.figures} />
          <Discrepancies ids={event.discrepancies.map(({ id }) => id)} />
        </>
      )}
    </RecordPage>
  );
}
