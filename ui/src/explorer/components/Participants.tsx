// Who took part in an event or a programme, in which role, and who says so.

import type { EventPageQuery } from '../api/operations.generated';
import { thingAt } from '../address';
import { useSpeech } from '../i18n';
import { Link } from '../router';
import { isDated, periodText } from '../domain/certainty';
import { Section } from '../organization/OrganizationProfile';
import { KindMark } from '../diagram/symbols/Icons';
import { Sourced } from './FactList';

type Participant = NonNullable<EventPageQuery['event']>['participants']['edges'][number];

export function Participants({ edges, title }: { edges: readonly Participant[]; title: string }) {
  const { t, w } = useSpeech();
  if (edges.length === 0) return null;
  return (
    <Section title={title} count={edges.length}>
      <Sourced
        items={edges} keyOf={({ participation }) => participation.id} evidenceOf={({ participation }) => participation}
        row={({ node, participation }) => (
          <>
            {'kinds' in node ? <KindMark kinds={node.kinds} /> : <span class="mark none" />}
            <Link to={thingAt(node.__typename ?? '', node.slug)}>{node.name}</Link>
            <span class="role">{w.parts[participation.role]}</span>
            {isDated(participation) && <span class="when">{periodText(participation, t)}</span>}
          </>
        )}
      />
    </Section>
  );
}

/** Other names of a thing, each with what sort of name it is. */
export function OtherNames({ names, name }: { names: readonly { value: string; kind: 'LABEL' | 'ALIAS' | 'ACRONYM' | 'FORMER' }[]; name: string }) {
  const { w } = useSpeech();
  const others = names.filter(({ value }) => value !== name);
  if (others.length === 0) return null;
  return <p class="other-names">{others.map(({ value, kind }) => <span key={value} class="other-name">{value} <small>{w.names[kind]}</small></span>)}</p>;
}
