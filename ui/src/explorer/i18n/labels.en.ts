// Labels of the vocabularies in English. The type makes sure that none is missing.

import type { Labels } from './labels';

export const labels: Labels = {
  directedRoles: {
    'FOUNDER.in': 'Founders', 'FOUNDER.out': 'Founded',
    'SUCCESSOR.in': 'Successors', 'SUCCESSOR.out': 'Predecessors',
    'PARENT.in': 'Part of', 'PARENT.out': 'Parts',
    'SUPERVISOR.in': 'Supervised by', 'SUPERVISOR.out': 'Supervises',
    'PARTICIPANT.in': 'Participating institutions', 'PARTICIPANT.out': 'Takes part in research units',
    'MEMBER.in': 'Members', 'MEMBER.out': 'Member of',
    'STEERING.in': 'Steered by', 'STEERING.out': 'Steers',
    'REPRESENTATIVE.in': 'Represented by', 'REPRESENTATIVE.out': 'Represents',
    'HOST.in': 'Hosted by', 'HOST.out': 'Hosts',
    'FUNDER.in': 'Funders', 'FUNDER.out': 'Funds',
    'LABELLED_BY.in': 'Holders of its label', 'LABELLED_BY.out': 'Label from',
    'SIGNATORY.in': 'Signatories', 'SIGNATORY.out': 'Signed with',
    'PARTNER.with': 'Partners', 'COLLABORATOR.with': 'Collaborators', 'RELATED.with': 'Related organizations',
    'OBSERVER.in': 'Observers', 'OBSERVER.out': 'Observes',
  },
  sentences: {
    FOUNDER: 'founded', SUCCESSOR: 'took over from', PARENT: 'has as a part', MEMBER: 'is a member of',
    SUPERVISOR: 'supervises', PARTICIPANT: 'takes part in',
    STEERING: 'steers', REPRESENTATIVE: 'represents', HOST: 'hosts', FUNDER: 'funds',
    LABELLED_BY: 'has a label from', SIGNATORY: 'signed with', PARTNER: 'is a partner of',
    COLLABORATOR: 'works with', OBSERVER: 'observes', RELATED: 'is related to',
  },
  roles: {
    FOUNDER: 'founder', SUCCESSOR: 'successor', PARENT: 'part of', MEMBER: 'member', STEERING: 'steering',
    SUPERVISOR: 'supervisor', PARTICIPANT: 'participating institution',
    REPRESENTATIVE: 'representative', HOST: 'host', FUNDER: 'funder', LABELLED_BY: 'label', SIGNATORY: 'signatory',
    PARTNER: 'partner', COLLABORATOR: 'collaborator', OBSERVER: 'observer', RELATED: 'related',
  },
  kindGroups: {
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
    CREATION: 'creation', MERGER: 'merger', SPLIT: 'split', TRANSFER: 'transfer', SPIN_OFF: 'spin-off', INTEGRATION: 'integration', RENEWAL: 'renewal', ANNOUNCEMENT: 'announcement', AWARD: 'award', LABELLING: 'award of a label', MOVE: 'move',
    CONFERENCE: 'conference', LAUNCH: 'launch', AGREEMENT: 'agreement', DISCOVERY: 'discovery', OPENING: 'opening',
    ACCESSION: 'new member', MILESTONE: 'milestone',
  },
  topics: { RESEARCH_FIELD: 'field of research', DISEASE: 'disease', TECHNOLOGY: 'technology', SECTOR: 'sector' },
  degrees: { MAIN: 'main', PRIVILEGED: 'privileged', LONG_STANDING: 'long-standing' },
  statuses: { HAPPENED: 'happened', ANNOUNCED: 'announced', PLANNED: 'planned', CANCELLED: 'cancelled' },
  organizationStatuses: { INACTIVE: 'no longer active', WITHDRAWN: 'withdrawn record' },
  stages: { ANNOUNCED: 'announced', PLANNED: 'planned', CANCELLED: 'cancelled' },
  programs: {
    PLAN: 'plan', LABEL: 'label', CALL: 'call for projects', STUDY: 'study', EUROPEAN_PROJECT: 'European project', PROJECT: 'project',
    THEME: 'theme', CHARTER: 'charter', CONTRACT: 'contract', AWARD: 'award', INITIATIVE: 'initiative', TRAINING: 'training',
  },
  participations: {
    FUNDER: 'funder', COORDINATOR: 'coordinator', LAUREATE: 'winner', HOST: 'host', LABELLED: 'label holder',
    PARTICIPANT: 'participant', FOUNDER: 'founder', ORGANIZER: 'organizer', LAUNCHER: 'initiator', PARTNER: 'partner',
    LEADER: 'leader', DEVELOPER: 'developer', SIGNATORY: 'signatory', SUBJECT: 'subject', PREDECESSOR: 'predecessor',
    RESULT: 'resulting organization', AWARDER: 'awarded by', ANNOUNCER: 'announced by', AUTHOR: 'author',
  },
  positions: {
    CHAIR: 'chair', PRESIDENT: 'president', DIRECTOR: 'director', LEADER: 'leader', PROFESSOR: 'professor',
    RESEARCHER: 'researcher', FOUNDER: 'founder', PATRON: 'namesake or patron', MEMBER: 'member', EMPLOYEE: 'employee',
  },
  qualifiers: {
    EXACT: '', ABOUT: 'about', NEARLY: 'nearly', MORE_THAN: 'more than', AT_LEAST: 'at least', LESS_THAN: 'less than',
    UP_TO: 'up to', SEVERAL: 'several',
  },
  documents: { WEB_PAGE: 'web page', PRESS_RELEASE: 'press release', REPORT: 'report', ARTICLE: 'article', DATASET: 'dataset' },
  names: { LABEL: 'name', ALIAS: 'also called', ACRONYM: 'acronym', FORMER: 'former name', CURATOR: 'label given by the registry' },
  types: { Organization: 'organization', Person: 'person', Program: 'programme', Event: 'event', Topic: 'topic' },
  facts: {
    Organization: 'Organizations', Person: 'People', Program: 'Programmes', Event: 'Events', Affiliation: 'Ties',
    Position: 'Positions', Participation: 'Participations', Figure: 'Figures',
    Topic: 'Topics', TopicAssignment: 'Topics of organizations, programmes and events',
  },
};
