// Written by scripts/operations.mjs from operations/*.graphql and schema.graphql. Do not edit.

import type { Operation } from './client';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** What the subject of an affiliation is to its object. Read it as a sentence: subject, role, object. */
export type AffiliationRole =
  /** The subject founded the object or took the initiative for it. An act: it holds for good from its date on. */
  | 'FOUNDER'
  /** The subject is a member of the object, or takes part in the working group that the object is. */
  | 'MEMBER'
  /** The two work with each other as partners. Symmetric: stored once, seen from both ends. */
  | 'PARTNER'
  /** The two work with each other less formally: joint activities, exchanges. Symmetric: stored once, seen from both ends. */
  | 'COLLABORATOR'
  /** The subject pays for the object. */
  | 'FUNDER'
  /** The subject is the whole that the object is a part of. */
  | 'PARENT'
  /** The subject houses the object. */
  | 'HOST'
  /** The subject holds a label given by the object. */
  | 'LABELLED_BY'
  /** The subject signed a charter or contract of the object or with it. */
  | 'SIGNATORY'
  /** The subject steers the object. */
  | 'STEERING'
  /** The subject speaks or acts for the object. */
  | 'REPRESENTATIVE'
  /** The subject is invited to the meetings of the object without being a member. */
  | 'OBSERVER'
  /** The subject took over from the object. An act: it holds for good from its date on. */
  | 'SUCCESSOR'
  /** The two belong together in a way that the source does not name, as `related` in ROR. Symmetric: stored once, seen from both ends. */
  | 'RELATED';

/** Whether the document says it or only lets it be concluded. */
export type Basis =
  /** The document says so. */
  | 'STATED'
  /** Concluded from a heading, a word order, or a statement about a whole class. */
  | 'IMPLIED';

/** How sure it is that a relation held at the date asked for. As an argument: which relations to return. */
export type Certainty =
  /** It held at some moment of that date, whatever the unknown days were. */
  | 'CERTAIN'
  /** Nothing rules out that it held. As an argument: return these as well as the certain ones. */
  | 'POSSIBLE';

/** What sort of thing happened. */
export type EventKind =
  /** An organization, unit or programme came into being. */
  | 'CREATION'
  /** Several organizations became one. */
  | 'MERGER'
  /** Something was made public. */
  | 'ANNOUNCEMENT'
  /** Something was won. */
  | 'AWARD'
  /** A label was given or confirmed. */
  | 'LABELLING'
  /** An organization changed its place. */
  | 'MOVE'
  /** People met. */
  | 'CONFERENCE'
  /** Work began. */
  | 'LAUNCH'
  /** Parties signed or agreed on something. */
  | 'AGREEMENT'
  /** Something was found out. */
  | 'DISCOVERY'
  /** A place opened. */
  | 'OPENING'
  /** An organization joined another. */
  | 'ACCESSION'
  /** Any other step that a document counts. */
  | 'MILESTONE';

/** Whether the event took place, as its document speaks of it. */
export type EventStatus =
  /** The document speaks of it as done. */
  | 'HAPPENED'
  /** The document says that somebody said it would happen. */
  | 'ANNOUNCED'
  /** The document expects it. */
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

/** A registry whose key identifies an organization. */
export type IdentifierScheme =
  /** Research Organization Registry. Example: https://ror.org/03xjwb503 is written 03xjwb503. */
  | 'ROR'
  /** Wikidata. Example: Q42. */
  | 'WIKIDATA'
  /** International Standard Name Identifier: 16 characters without spaces. */
  | 'ISNI'
  /** Global Research Identifier Database, closed since 2021. Example: grid.5842.b. */
  | 'GRID'
  /** Crossref Open Funder Registry, the digits after 10.13039/. */
  | 'FUNDREF'
  /** French register of legal units: 9 digits. */
  | 'SIREN'
  /** French register of establishments: 14 digits. */
  | 'SIRET'
  /** French national directory of research structures. Example: 199812965F. */
  | 'RNSR';

/** What a name is to the thing it names, after ROR schema v2. */
export type NameKind =
  /** A full name in some language. */
  | 'LABEL'
  /** Another spelling or wording in use. */
  | 'ALIAS'
  /** A short form made of initials. Example: AP-HP. */
  | 'ACRONYM'
  /** A name it had before. */
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

/** What an organization is. One organization can be of several kinds; the first listed is its main one. */
export type OrganizationKind =
  /** A research or care institute. Example: Institut Pasteur. */
  | 'INSTITUTE'
  /** A body whose purpose is research across many sites. Example: CNRS, Inserm. */
  | 'RESEARCH_ORGANIZATION'
  /** A laboratory, joint unit or department. Example: a joint research unit of a university. */
  | 'RESEARCH_UNIT'
  /** A university or a group that acts as one. */
  | 'UNIVERSITY'
  /** A school, grande école or graduate school. */
  | 'SCHOOL'
  /** A single hospital. */
  | 'HOSPITAL'
  /** Hospitals run as one. Example: AP-HP. */
  | 'HOSPITAL_GROUP'
  /** A centre whose purpose is cancer care and research. Example: Gustave Roussy. */
  | 'CANCER_CENTRE'
  /** A place or alliance where care, research and industry work together. Example: PSCC. */
  | 'CLUSTER'
  /** Organizations tied by agreement rather than ownership. */
  | 'NETWORK'
  /** A body that speaks for its member organizations. */
  | 'FEDERATION'
  /** A non-profit association, patients' associations among them. */
  | 'ASSOCIATION'
  /** A society of professionals of a discipline. */
  | 'LEARNED_SOCIETY'
  /** A foundation. */
  | 'FOUNDATION'
  /** A body whose purpose is to pay for the work of others. */
  | 'FUNDER'
  /** A business. */
  | 'COMPANY'
  /** A structure that helps companies start. */
  | 'INCUBATOR'
  /** A ministry of a state. */
  | 'MINISTRY'
  /** A public body that carries out policy. Example: a regional health agency. */
  | 'AGENCY'
  /** A state or a union of states. */
  | 'STATE'
  /** A region, department, city or group of cities. */
  | 'LOCAL_AUTHORITY'
  /** A body of many states or of members in many countries. Example: WHO. */
  | 'INTERNATIONAL_ORGANIZATION'
  /** People of several organizations who work on one subject. */
  | 'WORKING_GROUP'
  /** A body that decides, advises or evaluates within another organization. */
  | 'COMMITTEE'
  /** A platform, site or facility that others use. */
  | 'INFRASTRUCTURE'
  /** A group that a document counts or describes without naming its members. Example: the other six Cancéropôles. */
  | 'COLLECTIVE'
  /** ROR's type `education`: a university or a like place of teaching and research. Wider than UNIVERSITY and SCHOOL. */
  | 'EDUCATION'
  /** ROR's type `healthcare`: a hospital, clinic or other place of care. Wider than HOSPITAL. */
  | 'HEALTHCARE'
  /** ROR's type `facility`: a place where research is done. Example: a laboratory or a telescope. */
  | 'FACILITY'
  /** ROR's type `government`: part of a state or region, or run by one. Wider than MINISTRY and AGENCY. */
  | 'GOVERNMENT'
  /** ROR's type `nonprofit`: not run for profit. Wider than ASSOCIATION. */
  | 'NONPROFIT'
  /** ROR's type `archive`: keeps collections. Example: a library, a museum or a zoo. */
  | 'ARCHIVE'
  /** ROR's type `other`: none of its other types. */
  | 'OTHER';

/** The part somebody has in a program or event. */
export type ParticipationRole =
  /** Pays for it. */
  | 'FUNDER'
  /** Coordinates it. */
  | 'COORDINATOR'
  /** Won it or was selected. */
  | 'LAUREATE'
  /** Is where it takes place. */
  | 'HOST'
  /** Holds the label. */
  | 'LABELLED'
  /** Takes part. */
  | 'PARTICIPANT'
  /** Created what the event is the creation of. */
  | 'FOUNDER'
  /** Organizes it. */
  | 'ORGANIZER'
  /** Launched it. */
  | 'LAUNCHER'
  /** Supports it as a partner. */
  | 'PARTNER'
  /** Leads it. */
  | 'LEADER'
  /** Builds it. */
  | 'DEVELOPER'
  /** Signed it. */
  | 'SIGNATORY'
  /** Is whom or what it is about. */
  | 'SUBJECT'
  /** Merged into what came of it. */
  | 'PREDECESSOR'
  /** Is what came of it. */
  | 'RESULT'
  /** Awards it. */
  | 'AWARDER'
  /** Announced it. */
  | 'ANNOUNCER'
  /** Wrote or devised it. */
  | 'AUTHOR';

/** What a person is to an organization. */
export type PositionRole =
  /** Chairs it or one of its boards. */
  | 'CHAIR'
  /** Presides over it. Example: the president of a state. */
  | 'PRESIDENT'
  /** Directs it. */
  | 'DIRECTOR'
  /** Leads a team or subject within it. */
  | 'LEADER'
  /** Is a professor there. */
  | 'PROFESSOR'
  /** Does research there. */
  | 'RESEARCHER'
  /** Founded it or conceived it. */
  | 'FOUNDER'
  /** Is its namesake or patron. */
  | 'PATRON'
  /** Is a member of it. */
  | 'MEMBER'
  /** Works there. */
  | 'EMPLOYEE';

/** What sort of frame the work has. */
export type ProgramKind =
  /** A plan or programme of a state or body. Example: France 2030. */
  | 'PLAN'
  /** A label awarded by criteria. Example: SIRIC. */
  | 'LABEL'
  /** A call for projects. */
  | 'CALL'
  /** A clinical or other study. */
  | 'STUDY'
  /** A project of several European countries. */
  | 'EUROPEAN_PROJECT'
  /** Any other project. */
  | 'PROJECT'
  /** A subject that work is gathered under. */
  | 'THEME'
  /** Rules that signatories hold to. */
  | 'CHARTER'
  /** Objectives that parties agree on. */
  | 'CONTRACT'
  /** A prize, ranking or distinction. */
  | 'AWARD'
  /** Activities with a common purpose and no narrower frame. */
  | 'INITIATIVE'
  /** Courses and education. */
  | 'TRAINING';

/** How the document hedges the number. */
export type Qualifier =
  /** Stated without a hedge. */
  | 'EXACT'
  /** About, around, some. */
  | 'ABOUT'
  /** Nearly, almost: a little less. */
  | 'NEARLY'
  /** More than, over. */
  | 'MORE_THAN'
  /** At least, from. */
  | 'AT_LEAST'
  /** Less than, under. */
  | 'LESS_THAN'
  /** Up to, at most. */
  | 'UP_TO'
  /** Several times the value: "several thousand" has the value 1000. */
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
  /** Data published as such. Example: a release of ROR. */
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

export type AffiliationFactFragment = { id: string, role: AffiliationRole, since: string | null, until: string | null, basis: Basis, note: string | null, subject: OrganizationRefFragment, object: OrganizationRefFragment, citations: Array<CitedFragment>, contests: Array<{ id: string, question: string }> };

export type FigureFactFragment = { id: string, measure: string, topic: string | null, value: number, valueMax: number | null, outOf: number | null, unit: string, qualifier: Qualifier, date: string | null, isForecast: boolean, basis: Basis, note: string | null, citations: Array<CitedFragment>, contests: Array<{ id: string, question: string }> };

export type EventRowFragment = { id: string, slug: string, name: string, kind: EventKind, status: EventStatus, date: string | null, until: string | null, basis: Basis, citations: Array<CitedFragment>, contests: Array<{ id: string, question: string }> };

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


export type HomeQuery = { organizations: { totalCount: number }, affiliations: { totalCount: number }, people: { totalCount: number }, programs: { totalCount: number }, events: { totalCount: number }, sources: { totalCount: number, nodes: Array<{ slug: string, title: string, publisher: string, kind: SourceKind, language: string, retrievedOn: string | null, citationCount: number, dated: { earliest: string, latest: string } }> }, contested: { totalCount: number } };

export type ExploreQueryVariables = Exact<{
  slug: string;
  asOf?: string | null | undefined;
  hops: number;
  most: number;
}>;


export type ExploreQuery = { organization: (
    { description: string | null, foundedOn: string | null, dissolvedOn: string | null, website: string | null, note: string | null, names: Array<{ value: string, language: string | null, kind: NameKind }>, location: { city: string | null, region: string | null, country: { code: string, name: string } | null } | null, identifiers: Array<{ scheme: IdentifierScheme, value: string, url: string | null }>, citations: Array<CitedFragment>, contests: Array<{ id: string, question: string }>, figures: Array<FigureFactFragment>, affiliations: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ certainty: Certainty | null, otherOrganization: OrganizationRefFragment, node: AffiliationFactFragment }> }, people: { edges: Array<{ certainty: Certainty | null, node: { slug: string, name: string }, position: { id: string, role: PositionRole, title: string | null, since: string | null, until: string | null, basis: Basis, note: string | null, citations: Array<CitedFragment>, contests: Array<{ id: string, question: string }> } }> }, programs: { edges: Array<{ certainty: Certainty | null, node: { slug: string, name: string, kind: ProgramKind }, participation: { id: string, role: ParticipationRole, since: string | null, until: string | null, basis: Basis, note: string | null, citations: Array<CitedFragment>, contests: Array<{ id: string, question: string }> } }> }, timeline: { totalCount: number, nodes: Array<EventRowFragment> } }
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


export type ProgramPageQuery = { program: { id: string, slug: string, name: string, kind: ProgramKind, description: string | null, startsOn: string | null, endsOn: string | null, website: string | null, note: string | null, names: Array<{ value: string, language: string | null, kind: NameKind }>, partOf: { slug: string, name: string } | null, parts: Array<{ slug: string, name: string, kind: ProgramKind }>, citations: Array<CitedFragment>, contests: Array<{ id: string, question: string }>, figures: Array<FigureFactFragment>, participants: { edges: Array<{ certainty: Certainty | null, node:
          | { __typename: 'Organization', name: string, kinds: Array<OrganizationKind>, id: string, slug: string }
          | { __typename: 'Person', name: string, id: string, slug: string }
        , participation: ParticipationFactFragment }> } } | null };

export type PersonPageQueryVariables = Exact<{
  slug: string;
}>;


export type PersonPageQuery = { person: { id: string, slug: string, name: string, description: string | null, note: string | null, names: Array<{ value: string, language: string | null, kind: NameKind }>, citations: Array<CitedFragment>, contests: Array<{ id: string, question: string }>, figures: Array<FigureFactFragment>, positions: { edges: Array<{ certainty: Certainty | null, node: { id: string, role: PositionRole, title: string | null, since: string | null, until: string | null, basis: Basis, note: string | null, organization: OrganizationRefFragment, citations: Array<CitedFragment>, contests: Array<{ id: string, question: string }> } }> }, programs: { edges: Array<{ certainty: Certainty | null, node: { slug: string, name: string, kind: ProgramKind }, participation: ParticipationFactFragment }> }, events: { edges: Array<{ certainty: Certainty | null, node: { slug: string, name: string, kind: EventKind, date: string | null }, participation: ParticipationFactFragment }> } } | null };

export type ParticipationFactFragment = { id: string, role: ParticipationRole, since: string | null, until: string | null, basis: Basis, note: string | null, citations: Array<CitedFragment>, contests: Array<{ id: string, question: string }> };

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
  text: "query Compare($slug: String!, $from: PartialDate!, $to: PartialDate!) {\n  organization(by: {slug: $slug}) {\n    ...OrganizationRef\n    foundedOn\n    names {\n      value\n      kind\n    }\n  }\n  changes(organization: {slug: $slug}, from: $from, to: $to) {\n    joined {\n      ...ChangeRow\n    }\n    left {\n      ...ChangeRow\n    }\n    stayed {\n      ...ChangeRow\n    }\n    undetermined {\n      ...ChangeRow\n    }\n  }\n}\n\nfragment OrganizationRef on Organization {\n  id\n  slug\n  name\n  kinds\n}\n\nfragment ChangeRow on Change {\n  organization {\n    ...OrganizationRef\n    names {\n      value\n      kind\n    }\n  }\n  affiliation {\n    ...AffiliationFact\n  }\n}\n\nfragment AffiliationFact on Affiliation {\n  id\n  role\n  since\n  until\n  basis\n  note\n  subject {\n    ...OrganizationRef\n  }\n  object {\n    ...OrganizationRef\n  }\n  citations {\n    ...Cited\n  }\n  contests {\n    id\n    question\n  }\n}\n\nfragment Cited on Citation {\n  locator\n  fields\n  source {\n    slug\n    title\n    publisher\n    dated {\n      earliest\n      latest\n    }\n    retrievedOn\n  }\n}",
};

export const Home: Operation<HomeQuery, HomeQueryVariables> = {
  name: "Home",
  text: "query Home {\n  organizations {\n    totalCount\n  }\n  affiliations(history: true) {\n    totalCount\n  }\n  people {\n    totalCount\n  }\n  programs {\n    totalCount\n  }\n  events {\n    totalCount\n  }\n  sources(first: 5, orderBy: {field: DATE, direction: DESC}) {\n    totalCount\n    nodes {\n      slug\n      title\n      publisher\n      kind\n      language\n      dated {\n        earliest\n        latest\n      }\n      retrievedOn\n      citationCount\n    }\n  }\n  contested {\n    totalCount\n  }\n}",
};

export const Explore: Operation<ExploreQuery, ExploreQueryVariables> = {
  name: "Explore",
  text: "query Explore($slug: String!, $asOf: PartialDate, $hops: Int!, $most: Int!) {\n  organization(by: {slug: $slug}, asOf: $asOf) {\n    ...OrganizationRef\n    names {\n      value\n      language\n      kind\n    }\n    description\n    foundedOn\n    dissolvedOn\n    website\n    location {\n      city\n      region\n      country {\n        code\n        name\n      }\n    }\n    identifiers {\n      scheme\n      value\n      url\n    }\n    note\n    citations {\n      ...Cited\n    }\n    contests {\n      id\n      question\n    }\n    figures {\n      ...FigureFact\n    }\n    affiliations(first: 100, history: true) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        certainty\n        otherOrganization {\n          ...OrganizationRef\n        }\n        node {\n          ...AffiliationFact\n        }\n      }\n    }\n    people(first: 100, history: true) {\n      edges {\n        certainty\n        node {\n          slug\n          name\n        }\n        position {\n          id\n          role\n          title\n          since\n          until\n          basis\n          note\n          citations {\n            ...Cited\n          }\n          contests {\n            id\n            question\n          }\n        }\n      }\n    }\n    programs(first: 100, history: true) {\n      edges {\n        certainty\n        node {\n          slug\n          name\n          kind\n        }\n        participation {\n          id\n          role\n          since\n          until\n          basis\n          note\n          citations {\n            ...Cited\n          }\n          contests {\n            id\n            question\n          }\n        }\n      }\n    }\n    timeline(first: 100) {\n      totalCount\n      nodes {\n        ...EventRow\n      }\n    }\n  }\n  network(around: {slug: $slug}, hops: $hops, maxNodes: $most, history: true) {\n    truncated\n    nodes {\n      hops\n      degree\n      organization {\n        ...OrganizationRef\n        names {\n          value\n          kind\n        }\n      }\n    }\n    links {\n      id\n      role\n      since\n      until\n      subject {\n        slug\n      }\n      object {\n        slug\n      }\n    }\n  }\n  certain: network(\n    around: {slug: $slug}\n    hops: $hops\n    maxNodes: $most\n    asOf: $asOf\n  ) {\n    links {\n      id\n    }\n  }\n  possible: network(\n    around: {slug: $slug}\n    hops: $hops\n    maxNodes: $most\n    asOf: $asOf\n    certainty: POSSIBLE\n  ) {\n    links {\n      id\n    }\n  }\n}\n\nfragment OrganizationRef on Organization {\n  id\n  slug\n  name\n  kinds\n}\n\nfragment Cited on Citation {\n  locator\n  fields\n  source {\n    slug\n    title\n    publisher\n    dated {\n      earliest\n      latest\n    }\n    retrievedOn\n  }\n}\n\nfragment FigureFact on Figure {\n  id\n  measure\n  topic\n  value\n  valueMax\n  outOf\n  unit\n  qualifier\n  date\n  isForecast\n  basis\n  note\n  citations {\n    ...Cited\n  }\n  contests {\n    id\n    question\n  }\n}\n\nfragment AffiliationFact on Affiliation {\n  id\n  role\n  since\n  until\n  basis\n  note\n  subject {\n    ...OrganizationRef\n  }\n  object {\n    ...OrganizationRef\n  }\n  citations {\n    ...Cited\n  }\n  contests {\n    id\n    question\n  }\n}\n\nfragment EventRow on Event {\n  id\n  slug\n  name\n  kind\n  status\n  date\n  until\n  basis\n  citations {\n    ...Cited\n  }\n  contests {\n    id\n    question\n  }\n}",
};

export const ExploreYear: Operation<ExploreYearQuery, ExploreYearQueryVariables> = {
  name: "ExploreYear",
  text: "query ExploreYear($slug: String!, $asOf: PartialDate, $hops: Int!, $most: Int!) {\n  organization(by: {slug: $slug}, asOf: $asOf) {\n    affiliations(first: 100, history: true) {\n      edges {\n        certainty\n        node {\n          id\n        }\n      }\n    }\n    people(first: 100, history: true) {\n      edges {\n        certainty\n        position {\n          id\n        }\n      }\n    }\n    programs(first: 100, history: true) {\n      edges {\n        certainty\n        participation {\n          id\n        }\n      }\n    }\n  }\n  certain: network(\n    around: {slug: $slug}\n    hops: $hops\n    maxNodes: $most\n    asOf: $asOf\n  ) {\n    links {\n      id\n    }\n  }\n  possible: network(\n    around: {slug: $slug}\n    hops: $hops\n    maxNodes: $most\n    asOf: $asOf\n    certainty: POSSIBLE\n  ) {\n    links {\n      id\n    }\n  }\n}",
};

export const MoreAffiliations: Operation<MoreAffiliationsQuery, MoreAffiliationsQueryVariables> = {
  name: "MoreAffiliations",
  text: "query MoreAffiliations($slug: String!, $asOf: PartialDate, $after: String!) {\n  organization(by: {slug: $slug}, asOf: $asOf) {\n    affiliations(first: 100, after: $after, history: true) {\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        certainty\n        otherOrganization {\n          ...OrganizationRef\n        }\n        node {\n          ...AffiliationFact\n        }\n      }\n    }\n  }\n}\n\nfragment OrganizationRef on Organization {\n  id\n  slug\n  name\n  kinds\n}\n\nfragment AffiliationFact on Affiliation {\n  id\n  role\n  since\n  until\n  basis\n  note\n  subject {\n    ...OrganizationRef\n  }\n  object {\n    ...OrganizationRef\n  }\n  citations {\n    ...Cited\n  }\n  contests {\n    id\n    question\n  }\n}\n\nfragment Cited on Citation {\n  locator\n  fields\n  source {\n    slug\n    title\n    publisher\n    dated {\n      earliest\n      latest\n    }\n    retrievedOn\n  }\n}",
};

export const MoreAffiliationsYear: Operation<MoreAffiliationsYearQuery, MoreAffiliationsYearQueryVariables> = {
  name: "MoreAffiliationsYear",
  text: "query MoreAffiliationsYear($slug: String!, $asOf: PartialDate, $after: String!) {\n  organization(by: {slug: $slug}, asOf: $asOf) {\n    affiliations(first: 100, after: $after, history: true) {\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        certainty\n        node {\n          id\n        }\n      }\n    }\n  }\n}",
};

export const Disputes: Operation<DisputesQuery, DisputesQueryVariables> = {
  name: "Disputes",
  text: "query Disputes($ids: [ID!]!) {\n  nodes(ids: $ids) {\n    ... on Contest {\n      ...Dispute\n    }\n  }\n}\n\nfragment Dispute on Contest {\n  id\n  slug\n  question\n  note\n  facts {\n    __typename\n    id\n    ... on Affiliation {\n      affiliationRole: role\n      since\n      until\n      subject {\n        slug\n        name\n      }\n      object {\n        slug\n        name\n      }\n    }\n    ... on Figure {\n      measure\n      value\n      valueMax\n      outOf\n      unit\n      qualifier\n      date\n    }\n    ... on Event {\n      slug\n      name\n      date\n      status\n    }\n    ... on Organization {\n      slug\n      name\n      description\n    }\n    ... on Program {\n      slug\n      name\n      description\n    }\n    ... on Person {\n      slug\n      name\n      description\n    }\n    ... on Position {\n      positionRole: role\n      title\n      person {\n        name\n      }\n      organization {\n        name\n      }\n    }\n    ... on Participation {\n      participationRole: role\n      participant {\n        name\n      }\n    }\n    citations {\n      ...Cited\n    }\n  }\n}\n\nfragment Cited on Citation {\n  locator\n  fields\n  source {\n    slug\n    title\n    publisher\n    dated {\n      earliest\n      latest\n    }\n    retrievedOn\n  }\n}",
};

export const Connection: Operation<ConnectionQuery, ConnectionQueryVariables> = {
  name: "Connection",
  text: "query Connection($from: OrganizationKey!, $to: OrganizationKey!) {\n  start: organization(by: $from) {\n    ...OrganizationRef\n  }\n  end: organization(by: $to) {\n    ...OrganizationRef\n  }\n  path(from: $from, to: $to, history: true, limit: 3) {\n    ...Chain\n    alternatives {\n      ...Chain\n    }\n  }\n}\n\nfragment OrganizationRef on Organization {\n  id\n  slug\n  name\n  kinds\n}\n\nfragment Chain on Path {\n  length\n  steps {\n    organization {\n      ...OrganizationRef\n      names {\n        value\n        kind\n      }\n    }\n    affiliation {\n      ...AffiliationFact\n    }\n  }\n}\n\nfragment AffiliationFact on Affiliation {\n  id\n  role\n  since\n  until\n  basis\n  note\n  subject {\n    ...OrganizationRef\n  }\n  object {\n    ...OrganizationRef\n  }\n  citations {\n    ...Cited\n  }\n  contests {\n    id\n    question\n  }\n}\n\nfragment Cited on Citation {\n  locator\n  fields\n  source {\n    slug\n    title\n    publisher\n    dated {\n      earliest\n      latest\n    }\n    retrievedOn\n  }\n}",
};

export const Find: Operation<FindQuery, FindQueryVariables> = {
  name: "Find",
  text: "query Find($text: String!, $first: Int!) {\n  search(query: $text, first: $first) {\n    totalCount\n    edges {\n      matchedName\n      node {\n        __typename\n        id\n        slug\n        ... on Organization {\n          name\n          organizationKinds: kinds\n          location {\n            city\n            country {\n              name\n            }\n          }\n          names {\n            value\n            kind\n          }\n        }\n        ... on Person {\n          name\n          names {\n            value\n            kind\n          }\n        }\n        ... on Program {\n          name\n          programKind: kind\n          names {\n            value\n            kind\n          }\n        }\n        ... on Event {\n          name\n          eventKind: kind\n          date\n          names {\n            value\n            kind\n          }\n        }\n      }\n    }\n  }\n}",
};

export const EventPage: Operation<EventPageQuery, EventPageQueryVariables> = {
  name: "EventPage",
  text: "query EventPage($slug: String!) {\n  event(by: {slug: $slug}) {\n    ...EventRow\n    names {\n      value\n      language\n      kind\n    }\n    description\n    note\n    figures {\n      ...FigureFact\n    }\n    participants(first: 100) {\n      edges {\n        certainty\n        node {\n          __typename\n          id\n          slug\n          ... on Organization {\n            name\n            kinds\n          }\n          ... on Person {\n            name\n          }\n        }\n        participation {\n          ...ParticipationFact\n        }\n      }\n    }\n  }\n}\n\nfragment EventRow on Event {\n  id\n  slug\n  name\n  kind\n  status\n  date\n  until\n  basis\n  citations {\n    ...Cited\n  }\n  contests {\n    id\n    question\n  }\n}\n\nfragment Cited on Citation {\n  locator\n  fields\n  source {\n    slug\n    title\n    publisher\n    dated {\n      earliest\n      latest\n    }\n    retrievedOn\n  }\n}\n\nfragment FigureFact on Figure {\n  id\n  measure\n  topic\n  value\n  valueMax\n  outOf\n  unit\n  qualifier\n  date\n  isForecast\n  basis\n  note\n  citations {\n    ...Cited\n  }\n  contests {\n    id\n    question\n  }\n}\n\nfragment ParticipationFact on Participation {\n  id\n  role\n  since\n  until\n  basis\n  note\n  citations {\n    ...Cited\n  }\n  contests {\n    id\n    question\n  }\n}",
};

export const ProgramPage: Operation<ProgramPageQuery, ProgramPageQueryVariables> = {
  name: "ProgramPage",
  text: "query ProgramPage($slug: String!) {\n  program(by: {slug: $slug}) {\n    id\n    slug\n    name\n    kind\n    names {\n      value\n      language\n      kind\n    }\n    description\n    startsOn\n    endsOn\n    website\n    note\n    partOf {\n      slug\n      name\n    }\n    parts {\n      slug\n      name\n      kind\n    }\n    citations {\n      ...Cited\n    }\n    contests {\n      id\n      question\n    }\n    figures {\n      ...FigureFact\n    }\n    participants(first: 100, history: true) {\n      edges {\n        certainty\n        node {\n          __typename\n          id\n          slug\n          ... on Organization {\n            name\n            kinds\n          }\n          ... on Person {\n            name\n          }\n        }\n        participation {\n          ...ParticipationFact\n        }\n      }\n    }\n  }\n}\n\nfragment Cited on Citation {\n  locator\n  fields\n  source {\n    slug\n    title\n    publisher\n    dated {\n      earliest\n      latest\n    }\n    retrievedOn\n  }\n}\n\nfragment FigureFact on Figure {\n  id\n  measure\n  topic\n  value\n  valueMax\n  outOf\n  unit\n  qualifier\n  date\n  isForecast\n  basis\n  note\n  citations {\n    ...Cited\n  }\n  contests {\n    id\n    question\n  }\n}\n\nfragment ParticipationFact on Participation {\n  id\n  role\n  since\n  until\n  basis\n  note\n  citations {\n    ...Cited\n  }\n  contests {\n    id\n    question\n  }\n}",
};

export const PersonPage: Operation<PersonPageQuery, PersonPageQueryVariables> = {
  name: "PersonPage",
  text: "query PersonPage($slug: String!) {\n  person(by: {slug: $slug}) {\n    id\n    slug\n    name\n    names {\n      value\n      language\n      kind\n    }\n    description\n    note\n    citations {\n      ...Cited\n    }\n    contests {\n      id\n      question\n    }\n    figures {\n      ...FigureFact\n    }\n    positions(first: 100, history: true) {\n      edges {\n        certainty\n        node {\n          id\n          role\n          title\n          since\n          until\n          basis\n          note\n          organization {\n            ...OrganizationRef\n          }\n          citations {\n            ...Cited\n          }\n          contests {\n            id\n            question\n          }\n        }\n      }\n    }\n    programs(first: 100, history: true) {\n      edges {\n        certainty\n        node {\n          slug\n          name\n          kind\n        }\n        participation {\n          ...ParticipationFact\n        }\n      }\n    }\n    events(first: 100, history: true) {\n      edges {\n        certainty\n        node {\n          slug\n          name\n          kind\n          date\n        }\n        participation {\n          ...ParticipationFact\n        }\n      }\n    }\n  }\n}\n\nfragment Cited on Citation {\n  locator\n  fields\n  source {\n    slug\n    title\n    publisher\n    dated {\n      earliest\n      latest\n    }\n    retrievedOn\n  }\n}\n\nfragment FigureFact on Figure {\n  id\n  measure\n  topic\n  value\n  valueMax\n  outOf\n  unit\n  qualifier\n  date\n  isForecast\n  basis\n  note\n  citations {\n    ...Cited\n  }\n  contests {\n    id\n    question\n  }\n}\n\nfragment OrganizationRef on Organization {\n  id\n  slug\n  name\n  kinds\n}\n\nfragment ParticipationFact on Participation {\n  id\n  role\n  since\n  until\n  basis\n  note\n  citations {\n    ...Cited\n  }\n  contests {\n    id\n    question\n  }\n}",
};

export const SourcePage: Operation<SourcePageQuery, SourcePageQueryVariables> = {
  name: "SourcePage",
  text: "query SourcePage($slug: String!, $after: String, $types: [FactType!]) {\n  source(by: {slug: $slug}) {\n    slug\n    title\n    publisher\n    publishedBy {\n      slug\n      name\n    }\n    kind\n    language\n    dated {\n      earliest\n      latest\n      reason\n    }\n    retrievedOn\n    url\n    note\n    citationCount\n    facts(first: 100, after: $after, types: $types) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        __typename\n        id\n        ... on Organization {\n          slug\n          name\n        }\n        ... on Person {\n          slug\n          name\n        }\n        ... on Program {\n          slug\n          name\n        }\n        ... on Event {\n          slug\n          name\n          date\n        }\n        ... on Affiliation {\n          affiliationRole: role\n          since\n          until\n          subject {\n            slug\n            name\n          }\n          object {\n            slug\n            name\n          }\n        }\n        ... on Position {\n          positionRole: role\n          title\n          since\n          until\n          person {\n            slug\n            name\n          }\n          organization {\n            slug\n            name\n          }\n        }\n        ... on Participation {\n          participationRole: role\n          since\n          until\n          participant {\n            __typename\n            slug\n            name\n          }\n          program {\n            slug\n            name\n          }\n          event {\n            slug\n            name\n          }\n        }\n        ... on Figure {\n          measure\n          topic\n          value\n          valueMax\n          outOf\n          unit\n          qualifier\n          date\n          about {\n            __typename\n            slug\n            name\n          }\n        }\n        citations {\n          locator\n          fields\n          source {\n            slug\n          }\n        }\n      }\n    }\n  }\n}",
};
