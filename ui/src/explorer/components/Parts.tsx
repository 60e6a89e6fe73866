// Who took part in an event or a programme, in which role, and who says so.

import type { EventPageQuery } from '../api/operations.generated';
import { thingAt } from '../address';
import { useSpeech } from '../i18n';
import { Link } from '../router';
import { periodText } from '../time';
import { Cites } from './Cites';
import { Section } from './Dossier';
import { KindMark } from './Mark';

type Participant = NonNullable<EventPageQuery['event']>['participants']['edges'][number];

export function Participants({ edges, title }: { edges: readonly Participant[]; title: string }) {
  const { t, w } = useSpeech();
  if (edges.length === 0) return null;
  return (
    <Section title={title} count={edges.length}>
      {edges.map(({ node, participation }) => (
        <li key={participation.id} class="fact">
          <p class="what">
            {'kinds' in node && <KindMark kinds={node.kinds} />}
            <Link to={thingAt(node.__typename ?? '', node.slug)}>{node.name}</Link>
            <span class="role">{w.parts[participation.role]}</span>
            {(participation.since !== null || participation.until !== null) && <span class="when">{periodText(participation, t)}</span>}
          </p>
          <Cites {...participation} />
        </li>
      ))}
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
