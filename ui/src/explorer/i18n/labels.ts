// Which labels a language must have: one for every value of the vocabularies of the schema.

import type {
  AffiliationDegree, EventKind, EventStatus, FactType, NameKind, OrganizationStatus, ParticipationRole, PositionRole, ProgramKind, Qualifier, SourceKind, Stage, TopicKind,
} from '../api/operations.generated';
import type { AnyRole, DirectedRole } from '../domain/affiliationRole';
import type { AnyKind, KindGroup } from '../domain/organizationKind';

/** `TOPIC_ASSIGNMENT` is `TopicAssignment` in `__typename`. */
type TypeName<Word extends string> = Word extends `${infer First}_${infer Rest}`
  ? `${TypeName<First>}${TypeName<Rest>}`
  : Capitalize<Lowercase<Word>>;

type Symmetric = 'PARTNER' | 'COLLABORATOR' | 'RELATED';

export interface Labels {
  /** Headings of lists of organizations, seen from the organization that the page is about. */
  directedRoles: Record<Exclude<DirectedRole, `${Symmetric}.${'in' | 'out'}` | `${Exclude<AnyRole, Symmetric>}.with`>, string>;
  /** The verb between subject and object: `Sanofi FUNDS the foundation`. */
  sentences: Record<AnyRole, string>;
  roles: Record<AnyRole, string>;
  kindGroups: Record<KindGroup, string>;
  kinds: Record<AnyKind, string>;
  events: Record<EventKind, string>;
  topics: Record<TopicKind, string>;
  /** How close or how strong a tie is. */
  degrees: Record<AffiliationDegree, string>;
  statuses: Record<EventStatus, string>;
  /** What a registry says of an organization that is not active. */
  organizationStatuses: Record<Exclude<OrganizationStatus, 'ACTIVE'>, string>;
  /** What has not come about, as far as sources say. */
  stages: Record<Exclude<Stage, 'REALIZED'>, string>;
  programs: Record<ProgramKind, string>;
  participations: Record<ParticipationRole, string>;
  positions: Record<PositionRole, string>;
  /** What stands before a number. */
  qualifiers: Record<Qualifier, string>;
  documents: Record<SourceKind, string>;
  names: Record<NameKind, string>;
  types: Record<'Organization' | 'Person' | 'Program' | 'Event' | 'Topic', string>;
  facts: Record<TypeName<FactType>, string>;
}
