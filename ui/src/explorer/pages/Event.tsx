// Something that happened, was announced or is planned: when, who took part, and which document says so.

import { EventPage as EventOperation } from '../api/operations.generated';
import { useAnswer } from '../api/useQuery';
import { Actions } from '../components/Actions';
import { Cites } from '../components/CitationList';
import { Disputes } from '../components/Discrepancies';
import { EventDate, Figures } from '../organization/OrganizationProfile';
import { OtherNames, Participants } from '../components/Participants';
import { Loading, Problem } from '../components/RequestState';
import { useHead } from '../hooks/useDocumentHead';
import { REGISTRY, useSpeech } from '../i18n';
import { NotFound } from './NotFound';

export function EventPage({ slug }: { slug: string }) {
  const { t, w } = useSpeech();
  const variables = { slug };
  const asked = useAnswer(EventOperation, variables);
  const event = asked.data?.event;
  useHead(event?.name ?? '', event?.description);
  if (asked.fresh && event === null) return <NotFound wanted={slug} />;
  return (
    <article class="page">
      <Problem asked={asked} alone />
      {!event && !asked.error && <Loading />}
      {event && (
        <>
          <header class="heading">
            <p class="kind">{w.things.Event} · {w.events[event.kind]} · {w.statuses[event.status]}</p>
            <h1 tabIndex={-1}>{event.name}</h1>
            <Actions operation={EventOperation} variables={variables} />
          </header>
          <p class="date-line"><EventDate event={event} /></p>
          <OtherNames names={event.names} name={event.name} />
          {event.description && <p class="description" lang={REGISTRY}>{event.description}</p>}
          <Cites {...event} />
          <Participants edges={event.participants.edges} title={t.participants} />
          {event.figures.length > 0 && <Figures figures={event.figures} />}
          <Disputes ids={event.discrepancies.map(({ id }) => id)} />
        </>
      )}
    </article>
  );
}
