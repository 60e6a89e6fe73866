// What a language must have a word for: every value of the schema's closed vocabularies.

import type {
  AffiliationRole, EventKind, EventStatus, FactKind, NameKind, OrganizationKind, ParticipationRole, PositionRole,
  ProgramKind, Qualifier, SourceKind,
} from '../api/operations.generated';
import type { Family } from '../kinds';
import type { Reading } from '../roles';

/** `ORGANIZATION` is `Organization` in `__typename`. */
type TypeName<Kind extends string> = Capitalize<Lowercase<Kind>>;

export interface Words {
  /** Headings of groups, seen from the one in the middle. */
  readings: Record<Exclude<Reading, `${'PARTNER' | 'COLLABORATOR'}.${'in' | 'out'}` | `${Exclude<AffiliationRole, 'PARTNER' | 'COLLABORATOR'>}.with`>, string>;
  /** What stands between subject and object. */
  sentences: Record<AffiliationRole, string>;
  roles: Record<AffiliationRole, string>;
  families: Record<Family, string>;
  kinds: Record<OrganizationKind, string>;
  events: Record<EventKind, string>;
  statuses: Record<EventStatus, string>;
  programs: Record<ProgramKind, string>;
  parts: Record<ParticipationRole, string>;
  positions: Record<PositionRole, string>;
  qualifiers: Record<Qualifier, string>;
  documents: Record<SourceKind, string>;
  names: Record<NameKind, string>;
  things: Record<'Organization' | 'Person' | 'Program' | 'Event', string>;
  facts: Record<TypeName<FactKind>, string>;
}
