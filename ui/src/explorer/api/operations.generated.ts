// Written by scripts/operations.mjs from operations/*.graphql and schema.graphql. Do not edit.

import type { Operation } from './client';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** What the subject of an affiliation is to its object. Read it as a sentence: subject, role, object. */
export type AffiliationRole =
  /** The subject founded the object or initiated its creation. Founding is an act: it stays true from its date on. */
  | 'FOUNDER'
  /** The subject is a member of the object, or takes part in it if the object is a working group. */
  | 'MEMBER'
  /** Subject and object work together as partners. Symmetric: stored once, shown for both organizations. */
  | 'PARTNER'
  /** Subject and object work together without a formal partnership, for example in joint activities or exchanges. Symmetric: stored once, shown for both organizations. */
  | 'COLLABORATOR'
  /** The subject funds the object. */
  | 'FUNDER'
  /** The object is a part of the subject. Example: a hospital group and one of its hospitals. */
  | 'PARENT'
  /** The subject hosts the object on its premises. */
  | 'HOST'
  /** The subject holds a label that the object awards. */
  | 'LABELLED_BY'
  /** The subject signed a charter or a contract of the object, or one with the object. */
  | 'SIGNATORY'
  /** The subject steers the object. Example: a steering committee and the network it steers. */
  | 'STEERING'
  /** The subject speaks or acts on behalf of the object. */
  | 'REPRESENTATIVE'
  /** The subject is invited to meetings of the object and is not a member. */
  | 'OBSERVER'
  /** The subject replaced the object, for example after a merger. Succession is an act: it stays true from its date on. */
  | 'SUCCESSOR'
  /** The source says that the two are related and does not say how, as `related` in ROR. Symmetric: stored once, shown for both organizations. */
  | 'RELATED';

/** Whether the document states the fact or implies it. */
export type Basis =
  /** The document states it. */
  | 'STATED'
  /** The document implies it: by a heading, by the order of words, or by a statement about a whole group. */
  | 'IMPLIED';

/** Whether a relation held on the date that the query asks about (`asOf`). As an argument: which relations to return. */
export type Certainty =
  /** It held on at least one day of that date, whatever the exact days are that the sources do not give. */
  | 'CERTAIN'
  /** It may have held: the sources neither confirm nor exclude it. As an argument: return certain and possible relations. */
  | 'POSSIBLE';

/** What sort of event it is. */
export type EventKind =
  /** An organization, a unit or a program was created. */
  | 'CREATION'
  /** Several organizations became one. */
  | 'MERGER'
  /** Something was made public. */
  | 'ANNOUNCEMENT'
  /** Someone won a prize, a grant or another distinction. */
  | 'AWARD'
  /** A label was awarded or confirmed. */
  | 'LABELLING'
  /** An organization moved to another place. */
  | 'MOVE'
  /** A conference or another meeting took place. */
  | 'CONFERENCE'
  /** A program, a project or a service started. */
  | 'LAUNCH'
  /** Several parties signed or agreed on something. */
  | 'AGREEMENT'
  /** A scientific discovery was made. */
  | 'DISCOVERY'
  /** A building or a site opened. */
  | 'OPENING'
  /** An organization joined another. */
  | 'ACCESSION'
  /** Another step that a document mentions. */
  | 'MILESTONE';

/** Whether the event took place, according to its document. */
export type EventStatus =
  /** The document reports that it took place. */
  | 'HAPPENED'
  /** The document reports that someone announced it. */
  | 'ANNOUNCED'
  /** The document expects it to take place. */
  | 'PLANNED';

/** What sort of fact rests on a document. */
export type FactType =
  /** Descriptive fields of an organization. */
  | 'ORGANIZATION'
  /** Descriptive fields of a person. */
  | 'PERSON'
  /** Descriptive fields of a program. */
  | 'PROGRAM'
  /** An event. */
  | 'EVENT'
  /** A relation between two organizations. */
  | 'AFFILIATION'
  /** What a person is to an organization. */
  | 'POSITION'
  /** A part in a program or event. */
  | 'PARTICIPATION'
  /** A number. */
  | 'FIGURE';

/** A key in another registry. */
export type IdentifierKey = {
  /** The registry. */
  scheme: IdentifierScheme;
  /** The key in it. Example: "Q1139" in WIKIDATA. */
  value: string;
};

/** A registry that assigns identifiers to organizations. */
export type IdentifierScheme =
  /** Research Organization Registry, without the address. Example: `03xjwb503` for https://ror.org/03xjwb503. */
  | 'ROR'
  /** Wikidata item. Example: `Q42`. */
  | 'WIKIDATA'
  /** International Standard Name Identifier: 16 characters, without spaces. Example: `0000000123412128`. */
  | 'ISNI'
  /** Global Research Identifier Database, closed in 2021. Example: `grid.5842.b`. */
  | 'GRID'
  /** Crossref Open Funder Registry: the digits after `10.13039/`. Example: `501100001665`. */
  | 'FUNDREF'
  /** French register of legal units: 9 digits. Example: `180089013`. */
  | 'SIREN'
  /** French register of establishments: 14 digits. Example: `18008901300361`. */
  | 'SIRET'
  /** French national directory of research structures. Example: `199812965F`. */
  | 'RNSR';

/** What sort of name it is. The words follow ROR schema v2. */
export type NameKind =
  /** The full name in a language. */
  | 'LABEL'
  /** Another spelling or wording in use. */
  | 'ALIAS'
  /** A short form made of initials. Example: AP-HP. */
  | 'ACRONYM'
  /** A previous name. */
  | 'FORMER';

/** One of the ways to name an organization. */
export type OrganizationKey =
  {   /** Stable public key. Example: "pscc". */
  slug: string; id?: never; name?: never; ror?: never; identifier?: never; }
  |  { slug?: never;   /** Global id, from an `id` field. */
  id: string; name?: never; ror?: never; identifier?: never; }
  |  { slug?: never; id?: never;   /** Any of its names, ignoring case, accents, punctuation and the kind of dash. Of several things with the name the one that a curator wrote down, with a warning; else an error that lists them. */
  name: string; ror?: never; identifier?: never; }
  |  { slug?: never; id?: never; name?: never;   /** ROR id, short or as an address. Example: "03xjwb503". */
  ror: string; identifier?: never; }
  |  { slug?: never; id?: never; name?: never; ror?: never;   /** Its key in any registry that the API knows. */
  identifier: IdentifierKey; };

/** What an organization is. An organization can have several kinds; the first one is its main kind. */
export type OrganizationKind =
  /** A research or care institute. Example: Institut Pasteur. */
  | 'INSTITUTE'
  /** An organization that does research at many sites. Examples: CNRS, Inserm. */
  | 'RESEARCH_ORGANIZATION'
  /** A laboratory, a research department, or a joint research unit of several institutions. */
  | 'RESEARCH_UNIT'
  /** A university, or a group of institutions that acts as one university. */
  | 'UNIVERSITY'
  /** A school, grande école or graduate school. */
  | 'SCHOOL'
  /** A single hospital. */
  | 'HOSPITAL'
  /** Several hospitals under one management. Example: AP-HP. */
  | 'HOSPITAL_GROUP'
  /** A centre for cancer care and cancer research. Example: Gustave Roussy. */
  | 'CANCER_CENTRE'
  /** A site or an alliance where care, research and industry work together. Example: PSCC. */
  | 'CLUSTER'
  /** Organizations linked by an agreement, not by ownership. */
  | 'NETWORK'
  /** An organization that represents its member organizations. */
  | 'FEDERATION'
  /** A non-profit association, for example a patients' association. */
  | 'ASSOCIATION'
  /** A society of the professionals of one discipline. */
  | 'LEARNED_SOCIETY'
  /** A body that spends an endowment or donations on a purpose in the public interest. */
  | 'FOUNDATION'
  /** An organization whose purpose is to fund the work of others. */
  | 'FUNDER'
  /** A business. */
  | 'COMPANY'
  /** An organization that helps new companies to start. */
  | 'INCUBATOR'
  /** A ministry of a national government. */
  | 'MINISTRY'
  /** A public body that carries out government policy. Example: a regional health agency. */
  | 'AGENCY'
  /** A state, or a union of states such as the European Union. */
  | 'STATE'
  /** The authority of a region, a department, a city or a group of cities. */
  | 'LOCAL_AUTHORITY'
  /** An organization of several states, or one with members in many countries. Example: WHO. */
  | 'INTERNATIONAL_ORGANIZATION'
  /** People from several organizations who work on one subject. */
  | 'WORKING_GROUP'
  /** A body within another organization that decides, advises or evaluates. */
  | 'COMMITTEE'
  /** A platform, site or facility that other organizations use. */
  | 'INFRASTRUCTURE'
  /** A group that a document counts or describes without naming its members. Example: "the six other Cancéropôles". */
  | 'COLLECTIVE'
  /** ROR type `education`: a university or a similar institution of teaching and research. Broader than UNIVERSITY and SCHOOL. */
  | 'EDUCATION'
  /** ROR type `healthcare`: a hospital, a clinic or another provider of care. Broader than HOSPITAL. */
  | 'HEALTHCARE'
  /** ROR type `facility`: a place where research is done. Examples: a laboratory, a telescope. */
  | 'FACILITY'
  /** ROR type `government`: part of a government, or run by one. Broader than MINISTRY and AGENCY. */
  | 'GOVERNMENT'
  /** ROR type `nonprofit`: an organization that does not aim at profit. Broader than ASSOCIATION. */
  | 'NONPROFIT'
  /** ROR type `archive`: an organization that keeps collections. Examples: a library, a museum, a zoo. */
  | 'ARCHIVE'
  /** ROR type `other`: none of the other ROR types fits. */
  | 'OTHER';

/** What an organization or a person does in a program or an event. */
export type ParticipationRole =
  /** Funds it. */
  | 'FUNDER'
  /** Coordinates it. */
  | 'COORDINATOR'
  /** Won it, or was selected for it. */
  | 'LAUREATE'
  /** Hosts it: it takes place there. */
  | 'HOST'
  /** Holds the label that the program stands for. */
  | 'LABELLED'
  /** Takes part in it. */
  | 'PARTICIPANT'
  /** Founded what the event created. */
  | 'FOUNDER'
  /** Organizes it. */
  | 'ORGANIZER'
  /** Launched it. */
  | 'LAUNCHER'
  /** Supports it as a partner. */
  | 'PARTNER'
  /** Leads it. */
  | 'LEADER'
  /** Develops or builds it. */
  | 'DEVELOPER'
  /** Signed it. */
  | 'SIGNATORY'
  /** Is the organization or person that it is about. */
  | 'SUBJECT'
  /** Merged into a new organization at this event. */
  | 'PREDECESSOR'
  /** Was created by this event, for example by a merger. */
  | 'RESULT'
  /** Awards the prize, grant or label. */
  | 'AWARDER'
  /** Announced it. */
  | 'ANNOUNCER'
  /** Wrote or designed it. */
  | 'AUTHOR';

/** What a person is to an organization. */
export type PositionRole =
  /** Chairs it or one of its boards. */
  | 'CHAIR'
  /** Is its president. Example: the president of a state. */
  | 'PRESIDENT'
  /** Directs it. */
  | 'DIRECTOR'
  /** Leads a team or a subject within it. */
  | 'LEADER'
  /** Is a professor there. */
  | 'PROFESSOR'
  /** Does research there. */
  | 'RESEARCHER'
  /** Founded it or had the idea for it. */
  | 'FOUNDER'
  /** Is its patron, or the person it is named after. */
  | 'PATRON'
  /** Is a member of it. */
  | 'MEMBER'
  /** Works there in a role that the document does not specify. */
  | 'EMPLOYEE';

/** What sort of program it is. */
export type ProgramKind =
  /** A plan of a state or an organization. Example: France 2030. */
  | 'PLAN'
  /** A label that is awarded by fixed criteria. Example: SIRIC. */
  | 'LABEL'
  /** A call for projects. */
  | 'CALL'
  /** A clinical study or another study. */
  | 'STUDY'
  /** A project with partners in several European countries. */
  | 'EUROPEAN_PROJECT'
  /** Any other project. */
  | 'PROJECT'
  /** A subject that groups several activities. */
  | 'THEME'
  /** Rules that the signatories agree to follow. */
  | 'CHARTER'
  /** Objectives that several parties agree on by contract. */
  | 'CONTRACT'
  /** A prize, a ranking or another distinction. */
  | 'AWARD'
  /** Activities with a common purpose that fit none of the other kinds. */
  | 'INITIATIVE'
  /** A course or another form of education. */
  | 'TRAINING';

/** How precise the number is, in the words of the document. */
export type Qualifier =
  /** The document gives the number without a qualifying word. */
  | 'EXACT'
  /** The document says "about", "around" or "some". */
  | 'ABOUT'
  /** The document says "nearly" or "almost": the true number is a little lower. */
  | 'NEARLY'
  /** The document says "more than" or "over". */
  | 'MORE_THAN'
  /** The document says "at least" or "from". */
  | 'AT_LEAST'
  /** The document says "less than" or "under". */
  | 'LESS_THAN'
  /** The document says "up to" or "at most". */
  | 'UP_TO'
  /** The true number is several times the value: "several thousand" has the value 1000. */
  | 'SEVERAL';

/** What sort of document a source is. */
export type SourceKind =
  /** A page on the web. */
  | 'WEB_PAGE'
  /** An announcement to the public. */
  | 'PRESS_RELEASE'
  /** A report. */
  | 'REPORT'
  /** An article in a journal or newspaper. */
  | 'ARTICLE'
  /** A published data set. Example: a ROR release. */
  | 'DATASET';

export type CompareQueryVariables = Exact<{
  slug: string;
  from: string;
  to: string;
}>;


export type CompareQuery = { organization: (
    { foundedOn: string | null, names: Array<{ value: string, kind: NameKind }> }
    & OrganizationRefFragment
  ) | null, changes: { joined: Array<ChangeRowFragment>, left: Array<ChangeRowFragment>, stayed: Array<ChangeRowFragment>, undetermined: Array<ChangeRowFragment> } | null };

export type ChangeRowFragment = { organization: (
    { names: Array<{ value: string, kind: NameKind }> }
    & OrganizationRefFragment
  ), affiliation: AffiliationFactFragment };

export type CitedFragment = { locator: string, fields: Array<string>, source: { slug: string, title: string, publisher: string, retrievedOn: string | null, dated: { earliest: string, latest: string } } };

export type OrganizationRefFragment = { id: string, slug: string, name: string, kinds: Array<OrganizationKind> };

export type AffiliationFactFragment = { id: string, role: AffiliationRole, since: string | null, until: string | null, basis: Basis, note: string | null, subject: OrganizationRefFragment, object: OrganizationRefFragment, citations: Array<CitedFragment>, discrepancies: Array<{ id: string, question: string }> };

export type FigureFactFragment = { id: string, measure: string, topic: string | null, value: number, valueMax: number | null, outOf: number | null, unit: string, qualifier: Qualifier, date: string | null, isForecast: boolean, basis: Basis, note: string | null, citations: Array<CitedFragment>, discrepancies: Array<{ id: string, question: string }> };

export type EventRowFragment = { id: string, slug: string, name: string, kind: EventKind, status: EventStatus, date: string | null, until: string | null, basis: Basis, citations: Array<CitedFragment>, discrepancies: Array<{ id: string, question: string }> };

export type DisputeFragment = { id: string, slug: string, question: string, note: string, facts: Array<
    | { __typename: 'Affiliation', since: string | null, until: string | null, id: string, affiliationRole: AffiliationRole, subject: { slug: string, name: string }, object: { slug: string, name: string }, citations: Array<CitedFragment> }
    | { __typename: 'Event', slug: string, name: string, date: string | null, status: EventStatus, id: string, citations: Array<CitedFragment> }
    | { __typename: 'Figure', measure: string, value: number, valueMax: number | null, outOf: number | null, unit: string, qualifier: Qualifier, date: string | null, id: string, citations: Array<CitedFragment> }
    | { __typename: 'Organization', slug: string, name: string, description: string | null, id: string, citations: Array<CitedFragment> }
    | { __typename: 'Participation', id: string, participationRole: ParticipationRole, participant:
        | { name: string }
        | { name: string }
      , citations: Array<CitedFragment> }
    | { __typename: 'Person', slug: string, name: string, description: string | null, id: string, citations: Array<CitedFragment> }
    | { __typename: 'Position', title: string | null, id: string, positionRole: PositionRole, person: { name: string }, organization: { name: string }, citations: Array<CitedFragment> }
    | { __typename: 'Program', slug: string, name: string, description: string | null, id: string, citations: Array<CitedFragment> }
  > };

export type HomeQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeQuery = { organizations: { totalCount: number }, affiliations: { totalCount: number }, people: { totalCount: number }, programs: { totalCount: number }, events: { totalCount: number }, sources: { totalCount: number, nodes: Array<{ slug: string, title: string, publisher: string, kind: SourceKind, language: string, retrievedOn: string | null, citationCount: number, dated: { earliest: string, latest: string } }> }, discrepancies: { totalCount: number } };

export type ExploreQueryVariables = Exact<{
  slug: string;
  asOf?: string | null | undefined;
  hops: number;
  most: number;
}>;


export type ExploreQuery = { organization: (
    { description: string | null, foundedOn: string | null, dissolvedOn: string | null, website: string | null, note: string | null, names: Array<{ value: string, language: string | null, kind: NameKind }>, location: { city: string | null, region: string | null, country: { code: string, name: string } | null } | null, identifiers: Array<{ scheme: IdentifierScheme, value: string, url: string | null }>, citations: Array<CitedFragment>, discrepancies: Array<{ id: string, question: string }>, figures: Array<FigureFactFragment>, affiliations: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ certainty: Certainty | null, otherOrganization: OrganizationRefFragment, node: AffiliationFactFragment }> }, people: { edges: Array<{ certainty: Certainty | null, node: { slug: string, name: string }, position: { id: string, role: PositionRole, title: string | null, since: string | null, until: string | null, basis: Basis, note: string | null, citations: Array<CitedFragment>, discrepancies: Array<{ id: string, question: string }> } }> }, programs: { edges: Array<{ certainty: Certainty | null, node: { slug: string, name: string, kind: ProgramKind }, participation: { id: string, role: ParticipationRole, since: string | null, until: string | null, basis: Basis, note: string | null, citations: Array<CitedFragment>, discrepancies: Array<{ id: string, question: string }> } }> }, timeline: { totalCount: number, nodes: Array<EventRowFragment> } }
    & OrganizationRefFragment
  ) | null, network: { truncated: boolean, nodes: Array<{ hops: number, degree: number, organization: (
        { names: Array<{ value: string, kind: NameKind }> }
        & OrganizationRefFragment
      ) }>, links: Array<{ id: string, role: AffiliationRole, since: string | null, until: string | null, subject: { slug: string }, object: { slug: string } }> } | null, certain: { links: Array<{ id: string }> } | null, possible: { links: Array<{ id: string }> } | null };

export type ExploreYearQueryVariables = Exact<{
  slug: string;
  asOf?: string | null | undefined;
  hops: number;
  most: number;
}>;


export type ExploreYearQuery = { organization: { affiliations: { edges: Array<{ certainty: Certainty | null, node: { id: string } }> }, people: { edges: Array<{ certainty: Certainty | null, position: { id: string } }> }, programs: { edges: Array<{ certainty: Certainty | null, participation: { id: string } }> } } | null, certain: { links: Array<{ id: string }> } | null, possible: { links: Array<{ id: string }> } | null };

export type MoreAffiliationsQueryVariables = Exact<{
  slug: string;
  asOf?: string | null | undefined;
  after: string;
}>;


export type MoreAffiliationsQuery = { organization: { affiliations: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ certainty: Certainty | null, otherOrganization: OrganizationRefFragment, node: AffiliationFactFragment }> } } | null };

export type MoreAffiliationsYearQueryVariables = Exact<{
  slug: string;
  asOf?: string | null | undefined;
  after: string;
}>;


export type MoreAffiliationsYearQuery = { organization: { affiliations: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ certainty: Certainty | null, node: { id: string } }> } } | null };

export type DisputesQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type DisputesQuery = { nodes: Array<
    | DisputeFragment
    | Record<PropertyKey, never>
   | null> };

export type ConnectionQueryVariables = Exact<{
  from: OrganizationKey;
  to: OrganizationKey;
}>;


export type ConnectionQuery = { start: OrganizationRefFragment | null, end: OrganizationRefFragment | null, path: (
    { alternatives: Array<ChainFragment> }
    & ChainFragment
  ) | null };

export type ChainFragment = { length: number, steps: Array<{ organization: (
      { names: Array<{ value: string, kind: NameKind }> }
      & OrganizationRefFragment
    ), affiliation: AffiliationFactFragment | null }> };

export type FindQueryVariables = Exact<{
  text: string;
  first: number;
}>;


export type FindQuery = { search: { totalCount: number, edges: Array<{ matchedName: string, node:
        | { __typename: 'Event', name: string, date: string | null, id: string, slug: string, eventKind: EventKind, names: Array<{ value: string, kind: NameKind }> }
        | { __typename: 'Organization', name: string, id: string, slug: string, organizationKinds: Array<OrganizationKind>, location: { city: string | null, country: { name: string } | null } | null, names: Array<{ value: string, kind: NameKind }> }
        | { __typename: 'Person', name: string, id: string, slug: string, names: Array<{ value: string, kind: NameKind }> }
        | { __typename: 'Program', name: string, id: string, slug: string, programKind: ProgramKind, names: Array<{ value: string, kind: NameKind }> }
       }> } };

export type EventPageQueryVariables = Exact<{
  slug: string;
}>;


export type EventPageQuery = { event: (
    { description: string | null, note: string | null, names: Array<{ value: string, language: string | null, kind: NameKind }>, figures: Array<FigureFactFragment>, participants: { edges: Array<{ certainty: Certainty | null, node:
          | { __typename: 'Organization', name: string, kinds: Array<OrganizationKind>, id: string, slug: string }
          | { __typename: 'Person', name: string, id: string, slug: string }
        , participation: ParticipationFactFragment }> } }
    & EventRowFragment
  ) | null };

export type ProgramPageQueryVariables = Exact<{
  slug: string;
}>;


export type ProgramPageQuery = { program: { id: string, slug: string, name: string, kind: ProgramKind, description: string | null, startsOn: string | null, endsOn: string | null, website: string | null, note: string | null, names: Array<{ value: string, language: string | null, kind: NameKind }>, partOf: { slug: string, name: string } | null, parts: Array<{ slug: string, name: string, kind: ProgramKind }>, citations: Array<CitedFragment>, discrepancies: Array<{ id: string, question: string }>, figures: Array<FigureFactFragment>, participants: { edges: Array<{ certainty: Certainty | null, node:
          | { __typename: 'Organization', name: string, kinds: Array<OrganizationKind>, id: string, slug: string }
          | { __typename: 'Person', name: string, id: string, slug: string }
        , participation: ParticipationFactFragment }> } } | null };

export type PersonPageQueryVariables = Exact<{
  slug: string;
}>;


export type PersonPageQuery = { person: { id: string, slug: string, name: string, description: string | null, note: string | null, names: Array<{ value: string, language: string | null, kind: NameKind }>, citations: Array<CitedFragment>, discrepancies: Array<{ id: string, question: string }>, figures: Array<FigureFactFragment>, positions: { edges: Array<{ certainty: Certainty | null, node: { id: string, role: PositionRole, title: string | null, since: string | null, until: string | null, basis: Basis, note: string | null, organization: OrganizationRefFragment, citations: Array<CitedFragment>, discrepancies: Array<{ id: string, question: string }> } }> }, programs: { edges: Array<{ certainty: Certainty | null, node: { slug: string, name: string, kind: ProgramKind }, participation: ParticipationFactFragment }> }, events: { edges: Array<{ certainty: Certainty | null, node: { slug: string, name: string, kind: EventKind, date: string | null }, participation: ParticipationFactFragment }> } } | null };

export type ParticipationFactFragment = { id: string, role: ParticipationRole, since: string | null, until: string | null, basis: Basis, note: string | null, citations: Array<CitedFragment>, discrepancies: Array<{ id: string, question: string }> };

export type SourcePageQueryVariables = Exact<{
  slug: string;
  after?: string | null | undefined;
  types?: Array<FactType> | FactType | null | undefined;
}>;


export type SourcePageQuery = { source: { slug: string, title: string, publisher: string, kind: SourceKind, language: string, retrievedOn: string | null, url: string | null, note: string | null, citationCount: number, publishedBy: { slug: string, name: string }, dated: { earliest: string, latest: string, reason: string }, facts: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<
        | { __typename: 'Affiliation', since: string | null, until: string | null, id: string, affiliationRole: AffiliationRole, subject: { slug: string, name: string }, object: { slug: string, name: string }, citations: Array<{ locator: string, fields: Array<string>, source: { slug: string } }> }
        | { __typename: 'Event', slug: string, name: string, date: string | null, id: string, citations: Array<{ locator: string, fields: Array<string>, source: { slug: string } }> }
        | { __typename: 'Figure', measure: string, topic: string | null, value: number, valueMax: number | null, outOf: number | null, unit: string, qualifier: Qualifier, date: string | null, id: string, about:
            | { __typename: 'Event', slug: string, name: string }
            | { __typename: 'Organization', slug: string, name: string }
            | { __typename: 'Person', slug: string, name: string }
            | { __typename: 'Program', slug: string, name: string }
           | null, citations: Array<{ locator: string, fields: Array<string>, source: { slug: string } }> }
        | { __typename: 'Organization', slug: string, name: string, id: string, citations: Array<{ locator: string, fields: Array<string>, source: { slug: string } }> }
        | { __typename: 'Participation', since: string | null, until: string | null, id: string, participationRole: ParticipationRole, participant:
            | { __typename: 'Organization', slug: string, name: string }
            | { __typename: 'Person', slug: string, name: string }
          , program: { slug: string, name: string } | null, event: { slug: string, name: string } | null, citations: Array<{ locator: string, fields: Array<string>, source: { slug: string } }> }
        | { __typename: 'Person', slug: string, name: string, id: string, citations: Array<{ locator: string, fields: Array<string>, source: { slug: string } }> }
        | { __typename: 'Position', title: string | null, since: string | null, until: string | null, id: string, positionRole: PositionRole, person: { slug: string, name: string }, organization: { slug: string, name: string }, citations: Array<{ locator: string, fields: Array<string>, source: { slug: string } }> }
        | { __typename: 'Program', slug: string, name: string, id: string, citations: Array<{ locator: string, fields: Array<string>, source: { slug: string } }> }
      > } } | null };

export const Compare: Operation<CompareQuery, CompareQueryVariables> = {
  name: "Compare",
  text: "query Compare($slug: String!, $from: PartialDate!, $to: PartialDate!) {\n  organization(by: {slug: $slug}) {\n    ...OrganizationRef\n    foundedOn\n    names {\n      value\n      kind\n    }\n  }\n  changes(organization: {slug: $slug}, from: $from, to: $to) {\n    joined {\n      ...ChangeRow\n    }\n    left {\n      ...ChangeRow\n    }\n    stayed {\n      ...ChangeRow\n    }\n    undetermined {\n      ...ChangeRow\n    }\n  }\n}\n\nfragment OrganizationRef on Organization {\n  id\n  slug\n  name\n  kinds\n}\n\nfragment ChangeRow on Change {\n  organization {\n    ...OrganizationRef\n    names {\n      value\n      kind\n    }\n  }\n  affiliation {\n    ...AffiliationFact\n  }\n}\n\nfragment AffiliationFact on Affiliation {\n  id\n  role\n  since\n  until\n  basis\n  note\n  subject {\n    ...OrganizationRef\n  }\n  object {\n    ...OrganizationRef\n  }\n  citations {\n    ...Cited\n  }\n  discrepancies {\n    id\n    question\n  }\n}\n\nfragment Cited on Citation {\n  locator\n  fields\n  source {\n    slug\n    title\n    publisher\n    dated {\n      earliest\n      latest\n    }\n    retrievedOn\n  }\n}",
};

export const Home: Operation<HomeQuery, HomeQueryVariables> = {
  name: "Home",
  text: "query Home {\n  organizations {\n    totalCount\n  }\n  affiliations(history: true) {\n    totalCount\n  }\n  people {\n    totalCount\n  }\n  programs {\n    totalCount\n  }\n  events {\n    totalCount\n  }\n  sources(first: 5, orderBy: {field: DATE, direction: DESC}) {\n    totalCount\n    nodes {\n      slug\n      title\n      publisher\n      kind\n      language\n      dated {\n        earliest\n        latest\n      }\n      retrievedOn\n      citationCount\n    }\n  }\n  discrepancies {\n    totalCount\n  }\n}",
};

export const Explore: Operation<ExploreQuery, ExploreQueryVariables> = {
  name: "Explore",
  text: "query Explore($slug: String!, $asOf: PartialDate, $hops: Int!, $most: Int!) {\n  organization(by: {slug: $slug}, asOf: $asOf) {\n    ...OrganizationRef\n    names {\n      value\n      language\n      kind\n    }\n    description\n    foundedOn\n    dissolvedOn\n    website\n    location {\n      city\n      region\n      country {\n        code\n        name\n      }\n    }\n    identifiers {\n      scheme\n      value\n      url\n    }\n    note\n    citations {\n      ...Cited\n    }\n    discrepancies {\n      id\n      question\n    }\n    figures {\n      ...FigureFact\n    }\n    affiliations(first: 100, history: true) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        certainty\n        otherOrganization {\n          ...OrganizationRef\n        }\n        node {\n          ...AffiliationFact\n        }\n      }\n    }\n    people(first: 100, history: true) {\n      edges {\n        certainty\n        node {\n          slug\n          name\n        }\n        position {\n          id\n          role\n          title\n          since\n          until\n          basis\n          note\n          citations {\n            ...Cited\n          }\n          discrepancies {\n            id\n            question\n          }\n        }\n      }\n    }\n    programs(first: 100, history: true) {\n      edges {\n        certainty\n        node {\n          slug\n          name\n          kind\n        }\n        participation {\n          id\n          role\n          since\n          until\n          basis\n          note\n          citations {\n            ...Cited\n          }\n          discrepancies {\n            id\n            question\n          }\n        }\n      }\n    }\n    timeline(first: 100) {\n      totalCount\n      nodes {\n        ...EventRow\n      }\n    }\n  }\n  network(around: {slug: $slug}, hops: $hops, maxNodes: $most, history: true) {\n    truncated\n    nodes {\n      hops\n      degree\n      organization {\n        ...OrganizationRef\n        names {\n          value\n          kind\n        }\n      }\n    }\n    links {\n      id\n      role\n      since\n      until\n      subject {\n        slug\n      }\n      object {\n        slug\n      }\n    }\n  }\n  certain: network(\n    around: {slug: $slug}\n    hops: $hops\n    maxNodes: $most\n    asOf: $asOf\n  ) {\n    links {\n      id\n    }\n  }\n  possible: network(\n    around: {slug: $slug}\n    hops: $hops\n    maxNodes: $most\n    asOf: $asOf\n    certainty: POSSIBLE\n  ) {\n    links {\n      id\n    }\n  }\n}\n\nfragment OrganizationRef on Organization {\n  id\n  slug\n  name\n  kinds\n}\n\nfragment Cited on Citation {\n  locator\n  fields\n  source {\n    slug\n    title\n    publisher\n    dated {\n      earliest\n      latest\n    }\n    retrievedOn\n  }\n}\n\nfragment FigureFact on Figure {\n  id\n  measure\n  topic\n  value\n  valueMax\n  outOf\n  unit\n  qualifier\n  date\n  isForecast\n  basis\n  note\n  citations {\n    ...Cited\n  }\n  discrepancies {\n    id\n    question\n  }\n}\n\nfragment AffiliationFact on Affiliation {\n  id\n  role\n  since\n  until\n  basis\n  note\n  subject {\n    ...OrganizationRef\n  }\n  object {\n    ...OrganizationRef\n  }\n  citations {\n    ...Cited\n  }\n  discrepancies {\n    id\n    question\n  }\n}\n\nfragment EventRow on Event {\n  id\n  slug\n  name\n  kind\n  status\n  date\n  until\n  basis\n  citations {\n    ...Cited\n  }\n  discrepancies {\n    id\n    question\n  }\n}",
};

export const ExploreYear: Operation<ExploreYearQuery, ExploreYearQueryVariables> = {
  name: "ExploreYear",
  text: "query ExploreYear($slug: String!, $asOf: PartialDate, $hops: Int!, $most: Int!) {\n  organization(by: {slug: $slug}, asOf: $asOf) {\n    affiliations(first: 100, history: true) {\n      edges {\n        certainty\n        node {\n          id\n        }\n      }\n    }\n    people(first: 100, history: true) {\n      edges {\n        certainty\n        position {\n          id\n        }\n      }\n    }\n    programs(first: 100, history: true) {\n      edges {\n        certainty\n        participation {\n          id\n        }\n      }\n    }\n  }\n  certain: network(\n    around: {slug: $slug}\n    hops: $hops\n    maxNodes: $most\n    asOf: $asOf\n  ) {\n    links {\n      id\n    }\n  }\n  possible: network(\n    around: {slug: $slug}\n    hops: $hops\n    maxNodes: $most\n    asOf: $asOf\n    certainty: POSSIBLE\n  ) {\n    links {\n      id\n    }\n  }\n}",
};

export const MoreAffiliations: Operation<MoreAffiliationsQuery, MoreAffiliationsQueryVariables> = {
  name: "MoreAffiliations",
  text: "query MoreAffiliations($slug: String!, $asOf: PartialDate, $after: String!) {\n  organization(by: {slug: $slug}, asOf: $asOf) {\n    affiliations(first: 100, after: $after, history: true) {\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        certainty\n        otherOrganization {\n          ...OrganizationRef\n        }\n        node {\n          ...AffiliationFact\n        }\n      }\n    }\n  }\n}\n\nfragment OrganizationRef on Organization {\n  id\n  slug\n  name\n  kinds\n}\n\nfragment AffiliationFact on Affiliation {\n  id\n  role\n  since\n  until\n  basis\n  note\n  subject {\n    ...OrganizationRef\n  }\n  object {\n    ...OrganizationRef\n  }\n  citations {\n    ...Cited\n  }\n  discrepancies {\n    id\n    question\n  }\n}\n\nfragment Cited on Citation {\n  locator\n  fields\n  source {\n    slug\n    title\n    publisher\n    dated {\n      earliest\n      latest\n    }\n    retrievedOn\n  }\n}",
};

export const MoreAffiliationsYear: Operation<MoreAffiliationsYearQuery, MoreAffiliationsYearQueryVariables> = {
  name: "MoreAffiliationsYear",
  text: "query MoreAffiliationsYear($slug: String!, $asOf: PartialDate, $after: String!) {\n  organization(by: {slug: $slug}, asOf: $asOf) {\n    affiliations(first: 100, after: $after, history: true) {\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        certainty\n        node {\n          id\n        }\n      }\n    }\n  }\n}",
};

export const Disputes: Operation<DisputesQuery, DisputesQueryVariables> = {
  name: "Disputes",
  text: "query Disputes($ids: [ID!]!) {\n  nodes(ids: $ids) {\n    ... on Discrepancy {\n      ...Dispute\n    }\n  }\n}\n\nfragment Dispute on Discrepancy {\n  id\n  slug\n  question\n  note\n  facts {\n    __typename\n    id\n    ... on Affiliation {\n      affiliationRole: role\n      since\n      until\n      subject {\n        slug\n        name\n      }\n      object {\n        slug\n        name\n      }\n    }\n    ... on Figure {\n      measure\n      value\n      valueMax\n      outOf\n      unit\n      qualifier\n      date\n    }\n    ... on Event {\n      slug\n      name\n      date\n      status\n    }\n    ... on Organization {\n      slug\n      name\n      description\n    }\n    ... on Program {\n      slug\n      name\n      description\n    }\n    ... on Person {\n      slug\n      name\n      description\n    }\n    ... on Position {\n      positionRole: role\n      title\n      person {\n        name\n      }\n      organization {\n        name\n      }\n    }\n    ... on Participation {\n      participationRole: role\n      participant {\n        name\n      }\n    }\n    citations {\n      ...Cited\n    }\n  }\n}\n\nfragment Cited on Citation {\n  locator\n  fields\n  source {\n    slug\n    title\n    publisher\n    dated {\n      earliest\n      latest\n    }\n    retrievedOn\n  }\n}",
};

export const Connection: Operation<ConnectionQuery, ConnectionQueryVariables> = {
  name: "Connection",
  text: "query Connection($from: OrganizationKey!, $to: OrganizationKey!) {\n  start: organization(by: $from) {\n    ...OrganizationRef\n  }\n  end: organization(by: $to) {\n    ...OrganizationRef\n  }\n  path(from: $from, to: $to, history: true, limit: 3) {\n    ...Chain\n    alternatives {\n      ...Chain\n    }\n  }\n}\n\nfragment OrganizationRef on Organization {\n  id\n  slug\n  name\n  kinds\n}\n\nfragment Chain on Path {\n  length\n  steps {\n    organization {\n      ...OrganizationRef\n      names {\n        value\n        kind\n      }\n    }\n    affiliation {\n      ...AffiliationFact\n    }\n  }\n}\n\nfragment AffiliationFact on Affiliation {\n  id\n  role\n  since\n  until\n  basis\n  note\n  subject {\n    ...OrganizationRef\n  }\n  object {\n    ...OrganizationRef\n  }\n  citations {\n    ...Cited\n  }\n  discrepancies {\n    id\n    question\n  }\n}\n\nfragment Cited on Citation {\n  locator\n  fields\n  source {\n    slug\n    title\n    publisher\n    dated {\n      earliest\n      latest\n    }\n    retrievedOn\n  }\n}",
};

export const Find: Operation<FindQuery, FindQueryVariables> = {
  name: "Find",
  text: "query Find($text: String!, $first: Int!) {\n  search(query: $text, first: $first) {\n    totalCount\n    edges {\n      matchedName\n      node {\n        __typename\n        id\n        slug\n        ... on Organization {\n          name\n          organizationKinds: kinds\n          location {\n            city\n            country {\n              name\n            }\n          }\n          names {\n            value\n            kind\n          }\n        }\n        ... on Person {\n          name\n          names {\n            value\n            kind\n          }\n        }\n        ... on Program {\n          name\n          programKind: kind\n          names {\n            value\n            kind\n          }\n        }\n        ... on Event {\n          name\n          eventKind: kind\n          date\n          names {\n            value\n            kind\n          }\n        }\n      }\n    }\n  }\n}",
};

export const EventPage: Operation<EventPageQuery, EventPageQueryVariables> = {
  name: "EventPage",
  text: "query EventPage($slug: String!) {\n  event(by: {slug: $slug}) {\n    ...EventRow\n    names {\n      value\n      language\n      kind\n    }\n    description\n    note\n    figures {\n      ...FigureFact\n    }\n    participants(first: 100) {\n      edges {\n        certainty\n        node {\n          __typename\n          id\n          slug\n          ... on Organization {\n            name\n            kinds\n          }\n          ... on Person {\n            name\n          }\n        }\n        participation {\n          ...ParticipationFact\n        }\n      }\n    }\n  }\n}\n\nfragment EventRow on Event {\n  id\n  slug\n  name\n  kind\n  status\n  date\n  until\n  basis\n  citations {\n    ...Cited\n  }\n  discrepancies {\n    id\n    question\n  }\n}\n\nfragment Cited on Citation {\n  locator\n  fields\n  source {\n    slug\n    title\n    publisher\n    dated {\n      earliest\n      latest\n    }\n    retrievedOn\n  }\n}\n\nfragment FigureFact on Figure {\n  id\n  measure\n  topic\n  value\n  valueMax\n  outOf\n  unit\n  qualifier\n  date\n  isForecast\n  basis\n  note\n  citations {\n    ...Cited\n  }\n  discrepancies {\n    id\n    question\n  }\n}\n\nfragment ParticipationFact on Participation {\n  id\n  role\n  since\n  until\n  basis\n  note\n  citations {\n    ...Cited\n  }\n  discrepancies {\n    id\n    question\n  }\n}",
};

export const ProgramPage: Operation<ProgramPageQuery, ProgramPageQueryVariables> = {
  name: "ProgramPage",
  text: "query ProgramPage($slug: String!) {\n  program(by: {slug: $slug}) {\n    id\n    slug\n    name\n    kind\n    names {\n      value\n      language\n      kind\n    }\n    description\n    startsOn\n    endsOn\n    website\n    note\n    partOf {\n      slug\n      name\n    }\n    parts {\n      slug\n      name\n      kind\n    }\n    citations {\n      ...Cited\n    }\n    discrepancies {\n      id\n      question\n    }\n    figures {\n      ...FigureFact\n    }\n    participants(first: 100, history: true) {\n      edges {\n        certainty\n        node {\n          __typename\n          id\n          slug\n          ... on Organization {\n            name\n            kinds\n          }\n          ... on Person {\n            name\n          }\n        }\n        participation {\n          ...ParticipationFact\n        }\n      }\n    }\n  }\n}\n\nfragment Cited on Citation {\n  locator\n  fields\n  source {\n    slug\n    title\n    publisher\n    dated {\n      earliest\n      latest\n    }\n    retrievedOn\n  }\n}\n\nfragment FigureFact on Figure {\n  id\n  measure\n  topic\n  value\n  valueMax\n  outOf\n  unit\n  qualifier\n  date\n  isForecast\n  basis\n  note\n  citations {\n    ...Cited\n  }\n  discrepancies {\n    id\n    question\n  }\n}\n\nfragment ParticipationFact on Participation {\n  id\n  role\n  since\n  until\n  basis\n  note\n  citations {\n    ...Cited\n  }\n  discrepancies {\n    id\n    question\n  }\n}",
};

export const PersonPage: Operation<PersonPageQuery, PersonPageQueryVariables> = {
  name: "PersonPage",
  text: "query PersonPage($slug: String!) {\n  person(by: {slug: $slug}) {\n    id\n    slug\n    name\n    names {\n      value\n      language\n      kind\n    }\n    description\n    note\n    citations {\n      ...Cited\n    }\n    discrepancies {\n      id\n      question\n    }\n    figures {\n      ...FigureFact\n    }\n    positions(first: 100, history: true) {\n      edges {\n        certainty\n        node {\n          id\n          role\n          title\n          since\n          until\n          basis\n          note\n          organization {\n            ...OrganizationRef\n          }\n          citations {\n            ...Cited\n          }\n          discrepancies {\n            id\n            question\n          }\n        }\n      }\n    }\n    programs(first: 100, history: true) {\n      edges {\n        certainty\n        node {\n          slug\n          name\n          kind\n        }\n        participation {\n          ...ParticipationFact\n        }\n      }\n    }\n    events(first: 100, history: true) {\n      edges {\n        certainty\n        node {\n          slug\n          name\n          kind\n          date\n        }\n        participation {\n          ...ParticipationFact\n        }\n      }\n    }\n  }\n}\n\nfragment Cited on Citation {\n  locator\n  fields\n  source {\n    slug\n    title\n    publisher\n    dated {\n      earliest\n      latest\n    }\n    retrievedOn\n  }\n}\n\nfragment FigureFact on Figure {\n  id\n  measure\n  topic\n  value\n  valueMax\n  outOf\n  unit\n  qualifier\n  date\n  isForecast\n  basis\n  note\n  citations {\n    ...Cited\n  }\n  discrepancies {\n    id\n    question\n  }\n}\n\nfragment OrganizationRef on Organization {\n  id\n  slug\n  name\n  kinds\n}\n\nfragment ParticipationFact on Participation {\n  id\n  role\n  since\n  until\n  basis\n  note\n  citations {\n    ...Cited\n  }\n  discrepancies {\n    id\n    question\n  }\n}",
};

export const SourcePage: Operation<SourcePageQuery, SourcePageQueryVariables> = {
  name: "SourcePage",
  text: "query SourcePage($slug: String!, $after: String, $types: [FactType!]) {\n  source(by: {slug: $slug}) {\n    slug\n    title\n    publisher\n    publishedBy {\n      slug\n      name\n    }\n    kind\n    language\n    dated {\n      earliest\n      latest\n      reason\n    }\n    retrievedOn\n    url\n    note\n    citationCount\n    facts(first: 100, after: $after, types: $types) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        __typename\n        id\n        ... on Organization {\n          slug\n          name\n        }\n        ... on Person {\n          slug\n          name\n        }\n        ... on Program {\n          slug\n          name\n        }\n        ... on Event {\n          slug\n          name\n          date\n        }\n        ... on Affiliation {\n          affiliationRole: role\n          since\n          until\n          subject {\n            slug\n            name\n          }\n          object {\n            slug\n            name\n          }\n        }\n        ... on Position {\n          positionRole: role\n          title\n          since\n          until\n          person {\n            slug\n            name\n          }\n          organization {\n            slug\n            name\n          }\n        }\n        ... on Participation {\n          participationRole: role\n          since\n          until\n          participant {\n            __typename\n            slug\n            name\n          }\n          program {\n            slug\n            name\n          }\n          event {\n            slug\n            name\n          }\n        }\n        ... on Figure {\n          measure\n          topic\n          value\n          valueMax\n          outOf\n          unit\n          qualifier\n          date\n          about {\n            __typename\n            slug\n            name\n          }\n        }\n        citations {\n          locator\n          fields\n          source {\n            slug\n          }\n        }\n      }\n    }\n  }\n}",
};
