// The words of the closed vocabularies, in English. The types make sure that none is missing.

import type { Words } from './labels';

export const words: Words = {
  readings: {
    'FOUNDER.in': 'Founders', 'FOUNDER.out': 'Founded',
    'SUCCESSOR.in': 'Successors', 'SUCCESSOR.out': 'Predecessors',
    'PARENT.in': 'Part of', 'PARENT.out': 'Parts',
    'MEMBER.in': 'Members', 'MEMBER.out': 'Member of',
    'STEERING.in': 'Steered by', 'STEERING.out': 'Steers',
    'REPRESENTATIVE.in': 'Represented by', 'REPRESENTATIVE.out': 'Represents',
    'HOST.in': 'Housed by', 'HOST.out': 'Houses',
    'FUNDER.in': 'Funders', 'FUNDER.out': 'Funds',
    'LABELLED_BY.in': 'Gave its label to', 'LABELLED_BY.out': 'Holds the label of',
    'SIGNATORY.in': 'Signatories', 'SIGNATORY.out': 'Signed with',
    'PARTNER.with': 'Partners', 'COLLABORATOR.with': 'Collaborators', 'RELATED.with': 'Related',
    'OBSERVER.in': 'Observers', 'OBSERVER.out': 'Observes',
  },
  sentences: {
    FOUNDER: 'founded', SUCCESSOR: 'took over from', PARENT: 'is the whole of', MEMBER: 'is a member of',
    STEERING: 'steers', REPRESENTATIVE: 'speaks or acts for', HOST: 'houses', FUNDER: 'funds',
    LABELLED_BY: 'holds a label of', SIGNATORY: 'signed with', PARTNER: 'is a partner of',
    COLLABORATOR: 'works with', OBSERVER: 'observes', RELATED: 'is related to',
  },
  roles: {
    FOUNDER: 'founder', SUCCESSOR: 'successor', PARENT: 'whole and part', MEMBER: 'member', STEERING: 'steering',
    REPRESENTATIVE: 'representative', HOST: 'host', FUNDER: 'funder', LABELLED_BY: 'label', SIGNATORY: 'signatory',
    PARTNER: 'partner', COLLABORATOR: 'collaborator', OBSERVER: 'observer', RELATED: 'related',
  },
  families: {
    research: 'research', university: 'university, school', care: 'hospital, cancer centre', network: 'cluster, network',
    association: 'association', funder: 'funder, foundation', company: 'company', public: 'public authority', group: 'group, committee',
  },
  kinds: {
    INSTITUTE: 'institute', RESEARCH_ORGANIZATION: 'research organization', RESEARCH_UNIT: 'research unit', UNIVERSITY: 'university',
    SCHOOL: 'school', HOSPITAL: 'hospital', HOSPITAL_GROUP: 'hospital group', CANCER_CENTRE: 'cancer centre', CLUSTER: 'cluster',
    NETWORK: 'network', FEDERATION: 'federation', ASSOCIATION: 'association', LEARNED_SOCIETY: 'learned society',
    FOUNDATION: 'foundation', FUNDER: 'funder', COMPANY: 'company', INCUBATOR: 'incubator', MINISTRY: 'ministry', AGENCY: 'agency',
    STATE: 'state', LOCAL_AUTHORITY: 'local authority', INTERNATIONAL_ORGANIZATION: 'international organization',
    WORKING_GROUP: 'working group', COMMITTEE: 'committee', INFRASTRUCTURE: 'infrastructure', COLLECTIVE: 'collective',
    EDUCATION: 'education', HEALTHCARE: 'healthcare', FACILITY: 'facility', GOVERNMENT: 'government', NONPROFIT: 'non-profit', ARCHIVE: 'archive', OTHER: 'other',
  },
  events: {
    CREATION: 'creation', MERGER: 'merger', ANNOUNCEMENT: 'announcement', AWARD: 'award', LABELLING: 'label', MOVE: 'move',
    CONFERENCE: 'conference', LAUNCH: 'launch', AGREEMENT: 'agreement', DISCOVERY: 'discovery', OPENING: 'opening',
    ACCESSION: 'accession', MILESTONE: 'milestone',
  },
  statuses: { HAPPENED: 'happened', ANNOUNCED: 'announced', PLANNED: 'planned' },
  programs: {
    PLAN: 'plan', LABEL: 'label', CALL: 'call', STUDY: 'study', EUROPEAN_PROJECT: 'European project', PROJECT: 'project',
    THEME: 'theme', CHARTER: 'charter', CONTRACT: 'contract', AWARD: 'award', INITIATIVE: 'initiative', TRAINING: 'training',
  },
  parts: {
    FUNDER: 'funder', COORDINATOR: 'coordinator', LAUREATE: 'laureate', HOST: 'host', LABELLED: 'holder of the label',
    PARTICIPANT: 'participant', FOUNDER: 'founder', ORGANIZER: 'organizer', LAUNCHER: 'launcher', PARTNER: 'partner',
    LEADER: 'leader', DEVELOPER: 'developer', SIGNATORY: 'signatory', SUBJECT: 'subject', PREDECESSOR: 'predecessor',
    RESULT: 'result', AWARDER: 'awarder', ANNOUNCER: 'announcer', AUTHOR: 'author',
  },
  positions: {
    CHAIR: 'chair', PRESIDENT: 'president', DIRECTOR: 'director', LEADER: 'leader', PROFESSOR: 'professor',
    RESEARCHER: 'researcher', FOUNDER: 'founder', PATRON: 'namesake or patron', MEMBER: 'member', EMPLOYEE: 'employee',
  },
  qualifiers: {
    EXACT: '', ABOUT: 'about', NEARLY: 'nearly', MORE_THAN: 'more than', AT_LEAST: 'at least', LESS_THAN: 'less than',
    UP_TO: 'up to', SEVERAL: 'several times',
  },
  documents: { WEB_PAGE: 'web page', PRESS_RELEASE: 'press release', REPORT: 'report', ARTICLE: 'article', DATASET: 'dataset' },
  names: { LABEL: 'name', ALIAS: 'also called', ACRONYM: 'acronym', FORMER: 'former name' },
  things: { Organization: 'organization', Person: 'person', Program: 'programme', Event: 'event' },
  facts: {
    Organization: 'Organizations', Person: 'People', Program: 'Programmes', Event: 'Events', Affiliation: 'Relations',
    Position: 'Positions', Participation: 'Parts in programmes and events', Figure: 'Figures',
  },
};
