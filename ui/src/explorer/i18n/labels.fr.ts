// Labels of the vocabularies in French.

import type { Labels } from './labels';

export const labels: Labels = {
  directedRoles: {
    'FOUNDER.in': 'Fondateurs', 'FOUNDER.out': 'Organisations fondées',
    'SUCCESSOR.in': 'Successeurs', 'SUCCESSOR.out': 'Prédécesseurs',
    'PARENT.in': 'Fait partie de', 'PARENT.out': 'Composantes',
    'SUPERVISOR.in': 'Tutelles', 'SUPERVISOR.out': 'Tutelle de',
    'PARTICIPANT.in': 'Établissements participants', 'PARTICIPANT.out': 'Participe à des unités de recherche',
    'MEMBER.in': 'Membres', 'MEMBER.out': 'Membre de',
    'STEERING.in': 'Pilotée par', 'STEERING.out': 'Pilote',
    'REPRESENTATIVE.in': 'Représentée par', 'REPRESENTATIVE.out': 'Représente',
    'HOST.in': 'Hébergée par', 'HOST.out': 'Héberge',
    'FUNDER.in': 'Financeurs', 'FUNDER.out': 'Finance',
    'LABELLED_BY.in': 'Titulaires de son label', 'LABELLED_BY.out': 'Labellisée par',
    'SIGNATORY.in': 'Signataires', 'SIGNATORY.out': 'Cosignataire de',
    'PARTNER.with': 'Partenaires', 'COLLABORATOR.with': 'Collaborations', 'RELATED.with': 'Organisations liées',
    'OBSERVER.in': 'Observateurs', 'OBSERVER.out': 'Observe',
  },
  sentences: {
    FOUNDER: 'a fondé', SUCCESSOR: 'a pris la suite de', PARENT: 'comprend', MEMBER: 'est membre de',
    SUPERVISOR: 'est tutelle de', PARTICIPANT: 'participe à',
    STEERING: 'pilote', REPRESENTATIVE: 'représente', HOST: 'héberge', FUNDER: 'finance',
    LABELLED_BY: 'a un label de', SIGNATORY: 'a signé avec', PARTNER: 'est partenaire de',
    COLLABORATOR: 'travaille avec', OBSERVER: 'observe', RELATED: 'est liée à',
  },
  roles: {
    FOUNDER: 'fondateur', SUCCESSOR: 'successeur', PARENT: 'composante', MEMBER: 'membre', STEERING: 'pilotage',
    SUPERVISOR: 'tutelle', PARTICIPANT: 'participant',
    REPRESENTATIVE: 'représentant', HOST: 'hébergeur', FUNDER: 'financeur', LABELLED_BY: 'label', SIGNATORY: 'signataire',
    PARTNER: 'partenaire', COLLABORATOR: 'collaboration', OBSERVER: 'observateur', RELATED: 'lien',
  },
  kindGroups: {
    research: 'recherche', university: 'université, école', care: 'hôpital, centre anticancer', network: 'pôle, réseau',
    association: 'association', funder: 'financeur, fondation', company: 'entreprise', public: 'autorité publique', group: 'groupe, comité',
  },
  kinds: {
    INSTITUTE: 'institut', RESEARCH_ORGANIZATION: 'organisme de recherche', RESEARCH_UNIT: 'unité de recherche', UNIVERSITY: 'université',
    SCHOOL: 'école', HOSPITAL: 'hôpital', HOSPITAL_GROUP: 'groupe hospitalier', CANCER_CENTRE: 'centre de lutte contre le cancer',
    CLUSTER: 'pôle', NETWORK: 'réseau', FEDERATION: 'fédération', ASSOCIATION: 'association', LEARNED_SOCIETY: 'société savante',
    FOUNDATION: 'fondation', FUNDER: 'financeur', COMPANY: 'entreprise', INCUBATOR: 'incubateur', MINISTRY: 'ministère', AGENCY: 'agence',
    STATE: 'État', LOCAL_AUTHORITY: 'collectivité locale', INTERNATIONAL_ORGANIZATION: 'organisation internationale',
    WORKING_GROUP: 'groupe de travail', COMMITTEE: 'comité', INFRASTRUCTURE: 'infrastructure', COLLECTIVE: 'collectif',
    EDUCATION: 'enseignement', HEALTHCARE: 'santé', FACILITY: 'équipement', GOVERNMENT: 'secteur public', NONPROFIT: 'organisme à but non lucratif', ARCHIVE: 'archives', OTHER: 'autre',
  },
  events: {
    CREATION: 'création', MERGER: 'fusion', SPLIT: 'scission', TRANSFER: 'transfert', SPIN_OFF: 'essaimage', INTEGRATION: 'intégration', RENEWAL: 'renouvellement', ANNOUNCEMENT: 'annonce', AWARD: 'prix', LABELLING: 'labellisation', MOVE: 'déménagement',
    CONFERENCE: 'conférence', LAUNCH: 'lancement', AGREEMENT: 'accord', DISCOVERY: 'découverte', OPENING: 'ouverture',
    ACCESSION: 'adhésion', MILESTONE: 'étape',
  },
  topics: { RESEARCH_FIELD: 'domaine de recherche', DISEASE: 'maladie', TECHNOLOGY: 'technologie', SECTOR: 'secteur' },
  degrees: { MAIN: 'à titre principal', PRIVILEGED: 'privilégié', LONG_STANDING: 'de longue date' },
  statuses: { HAPPENED: 'a eu lieu', ANNOUNCED: 'annoncé', PLANNED: 'prévu', CANCELLED: 'annulé' },
  organizationStatuses: { INACTIVE: 'n’est plus active', WITHDRAWN: 'notice retirée' },
  stages: { ANNOUNCED: 'annoncé', PLANNED: 'prévu', CANCELLED: 'annulé' },
  programs: {
    PLAN: 'plan', LABEL: 'label', CALL: 'appel à projets', STUDY: 'étude', EUROPEAN_PROJECT: 'projet européen', PROJECT: 'projet',
    THEME: 'thème', CHARTER: 'charte', CONTRACT: 'contrat', AWARD: 'prix', INITIATIVE: 'initiative', TRAINING: 'formation',
  },
  participations: {
    FUNDER: 'financeur', COORDINATOR: 'coordinateur', LAUREATE: 'lauréat', HOST: 'hôte', LABELLED: 'titulaire du label',
    PARTICIPANT: 'participant', FOUNDER: 'fondateur', ORGANIZER: 'organisateur', LAUNCHER: 'initiateur', PARTNER: 'partenaire',
    LEADER: 'responsable', DEVELOPER: 'concepteur', SIGNATORY: 'signataire', SUBJECT: 'objet', PREDECESSOR: 'prédécesseur',
    RESULT: 'organisation issue', AWARDER: 'décerné par', ANNOUNCER: 'annoncé par', AUTHOR: 'auteur',
  },
  positions: {
    CHAIR: 'présidence', PRESIDENT: 'président', DIRECTOR: 'directeur', LEADER: 'responsable', PROFESSOR: 'professeur',
    RESEARCHER: 'chercheur', FOUNDER: 'fondateur', PATRON: 'parrain ou éponyme', MEMBER: 'membre', EMPLOYEE: 'employé',
  },
  qualifiers: {
    EXACT: '', ABOUT: 'environ', NEARLY: 'près de', MORE_THAN: 'plus de', AT_LEAST: 'au moins', LESS_THAN: 'moins de',
    UP_TO: 'jusqu’à', SEVERAL: 'plusieurs',
  },
  documents: { WEB_PAGE: 'page web', PRESS_RELEASE: 'communiqué de presse', REPORT: 'rapport', ARTICLE: 'article', DATASET: 'jeu de données' },
  names: { LABEL: 'nom', ALIAS: 'aussi appelé', ACRONYM: 'sigle', FORMER: 'ancien nom', CURATOR: 'libellé du registre' },
  types: { Organization: 'organisation', Person: 'personne', Program: 'programme', Event: 'événement', Topic: 'thème' },
  facts: {
    Organization: 'Organisations', Person: 'Personnes', Program: 'Programmes', Event: 'Événements', Affiliation: 'Liens',
    Position: 'Fonctions', Participation: 'Participations', Figure: 'Chiffres',
    Topic: 'Thèmes', TopicAssignment: 'Thèmes des organisations, programmes et événements',
  },
};
