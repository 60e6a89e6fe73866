// What a language must have a word for: every value of the schema's closed vocabularies.

import type {
  EventKind, EventStatus, FactType, NameKind, OrganizationKind, ParticipationRole, PositionRole,
  ProgramKind, Qualifier, SourceKind,
} from '../api/operations.generated';
import type { Family } from '../domain/organizationKind';
import type { AnyRole, Reading } from '../domain/affiliationRole';

/** The kinds, and those of ROR's own that only a registry with an import of it has. */
export type AnyKind = OrganizationKind | 'EDUCATION' | 'HEALTHCARE' | 'FACILITY' | 'GOVERNMENT' | 'NONPROFIT' | 'ARCHIVE' | 'OTHER';

/** `ORGANIZATION` is `Organization` in `__typename`. */
type TypeName<Kind extends string> = Capitalize<Lowercase<Kind>>;

type Symmetric = 'PARTNER' | 'COLLABORATOR' | 'RELATED';

export interface Words {
  /** Headings of groups, seen from the one in the middle. */
  readings: Record<Exclude<Reading, `${Symmetric}.${'in' | 'out'}` | `${Exclude<AnyRole, Symmetric>}.with`>, string>;
  /** What stands between subject and object. */
  sentences: Record<AnyRole, string>;
  roles: Record<AnyRole, string>;
  families: Record<Family, string>;
  kinds: Record<AnyKind, string>;
  events: Record<EventKind, string>;
  statuses: Record<EventStatus, string>;
  programs: Record<ProgramKind, string>;
  parts: Record<ParticipationRole, string>;
  positions: Record<PositionRole, string>;
  qualifiers: Record<Qualifier, string>;
  documents: Record<SourceKind, string>;
  names: Record<NameKind, string>;
  things: Record<'Organization' | 'Person' | 'Program' | 'Event', string>;
  facts: Record<TypeName<FactType>, string>;
}
