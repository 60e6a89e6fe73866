//! Labels of the words of the vocabularies. The Explorer shows the same; a test compares them.

use super::definition::Labels;

/// Kinds of organizations.
pub static KIND_LABELS: Labels = Labels(&[
    ("INSTITUTE", "institute", "institut"),
    ("RESEARCH_ORGANIZATION", "research organization", "organisme de recherche"),
    ("RESEARCH_UNIT", "research unit", "unité de recherche"),
    ("UNIVERSITY", "university", "université"),
    ("SCHOOL", "school", "école"),
    ("HOSPITAL", "hospital", "hôpital"),
    ("HOSPITAL_GROUP", "hospital group", "groupe hospitalier"),
    ("CANCER_CENTRE", "cancer centre", "centre de lutte contre le cancer"),
    ("CLUSTER", "cluster", "pôle"),
    ("NETWORK", "network", "réseau"),
    ("FEDERATION", "federation", "fédération"),
    ("ASSOCIATION", "association", "association"),
    ("LEARNED_SOCIETY", "learned society", "société savante"),
    ("FOUNDATION", "foundation", "fondation"),
    ("FUNDER", "funder", "financeur"),
    ("COMPANY", "company", "entreprise"),
    ("INCUBATOR", "incubator", "incubateur"),
    ("MINISTRY", "ministry", "ministère"),
    ("AGENCY", "agency", "agence"),
    ("STATE", "state", "État"),
    ("LOCAL_AUTHORITY", "local authority", "collectivité locale"),
    ("INTERNATIONAL_ORGANIZATION", "international organization", "organisation internationale"),
    ("WORKING_GROUP", "working group", "groupe de travail"),
    ("COMMITTEE", "committee", "comité"),
    ("INFRASTRUCTURE", "infrastructure", "infrastructure"),
    ("COLLECTIVE", "collective", "collectif"),
    ("EDUCATION", "education", "enseignement"),
    ("HEALTHCARE", "healthcare", "santé"),
    ("FACILITY", "facility", "équipement"),
    ("GOVERNMENT", "government", "secteur public"),
    ("NONPROFIT", "non-profit", "organisme à but non lucratif"),
    ("ARCHIVE", "archive", "archives"),
    ("OTHER", "other", "autre"),
]);

/// Roles of affiliations.
pub static ROLE_LABELS: Labels = Labels(&[
    ("FOUNDER", "founder", "fondateur"),
    ("SUCCESSOR", "successor", "successeur"),
    ("PARENT", "part of", "composante"),
    ("MEMBER", "member", "membre"),
    ("STEERING", "steering", "pilotage"),
    ("SUPERVISOR", "supervisor", "tutelle"),
    ("PARTICIPANT", "participating institution", "participant"),
    ("REPRESENTATIVE", "representative", "représentant"),
    ("HOST", "host", "hébergeur"),
    ("FUNDER", "funder", "financeur"),
    ("LABELLED_BY", "label", "label"),
    ("SIGNATORY", "signatory", "signataire"),
    ("PARTNER", "partner", "partenaire"),
    ("COLLABORATOR", "collaborator", "collaboration"),
    ("OBSERVER", "observer", "observateur"),
    ("RELATED", "related", "lien"),
]);

/// Roles of positions.
pub static POSITION_LABELS: Labels = Labels(&[
    ("CHAIR", "chair", "présidence"),
    ("PRESIDENT", "president", "président"),
    ("DIRECTOR", "director", "directeur"),
    ("LEADER", "leader", "responsable"),
    ("PROFESSOR", "professor", "professeur"),
    ("RESEARCHER", "researcher", "chercheur"),
    ("FOUNDER", "founder", "fondateur"),
    ("PATRON", "namesake or patron", "parrain ou éponyme"),
    ("MEMBER", "member", "membre"),
    ("EMPLOYEE", "employee", "employé"),
]);

/// Roles of participations.
pub static PARTICIPATION_LABELS: Labels = Labels(&[
    ("FUNDER", "funder", "financeur"),
    ("COORDINATOR", "coordinator", "coordinateur"),
    ("LAUREATE", "winner", "lauréat"),
    ("HOST", "host", "hôte"),
    ("LABELLED", "label holder", "titulaire du label"),
    ("PARTICIPANT", "participant", "participant"),
    ("FOUNDER", "founder", "fondateur"),
    ("ORGANIZER", "organizer", "organisateur"),
    ("LAUNCHER", "initiator", "initiateur"),
    ("PARTNER", "partner", "partenaire"),
    ("LEADER", "leader", "responsable"),
    ("DEVELOPER", "developer", "concepteur"),
    ("SIGNATORY", "signatory", "signataire"),
    ("SUBJECT", "subject", "objet"),
    ("PREDECESSOR", "predecessor", "prédécesseur"),
    ("RESULT", "resulting organization", "organisation issue"),
    ("AWARDER", "awarded by", "décerné par"),
    ("ANNOUNCER", "announced by", "annoncé par"),
    ("AUTHOR", "author", "auteur"),
]);

/// Kinds of programs.
pub static PROGRAM_LABELS: Labels = Labels(&[
    ("PLAN", "plan", "plan"),
    ("LABEL", "label", "label"),
    ("CALL", "call for projects", "appel à projets"),
    ("STUDY", "study", "étude"),
    ("EUROPEAN_PROJECT", "European project", "projet européen"),
    ("PROJECT", "project", "projet"),
    ("THEME", "theme", "thème"),
    ("CHARTER", "charter", "charte"),
    ("CONTRACT", "contract", "contrat"),
    ("AWARD", "award", "prix"),
    ("INITIATIVE", "initiative", "initiative"),
    ("TRAINING", "training", "formation"),
]);

/// Kinds of events.
pub static EVENT_LABELS: Labels = Labels(&[
    ("CREATION", "creation", "création"),
    ("MERGER", "merger", "fusion"),
    ("SPLIT", "split", "scission"),
    ("TRANSFER", "transfer", "transfert"),
    ("SPIN_OFF", "spin-off", "essaimage"),
    ("INTEGRATION", "integration", "intégration"),
    ("RENEWAL", "renewal", "renouvellement"),
    ("ANNOUNCEMENT", "announcement", "annonce"),
    ("AWARD", "award", "prix"),
    ("LABELLING", "award of a label", "labellisation"),
    ("MOVE", "move", "déménagement"),
    ("CONFERENCE", "conference", "conférence"),
    ("LAUNCH", "launch", "lancement"),
    ("AGREEMENT", "agreement", "accord"),
    ("DISCOVERY", "discovery", "découverte"),
    ("OPENING", "opening", "ouverture"),
    ("ACCESSION", "new member", "adhésion"),
    ("MILESTONE", "milestone", "étape"),
]);

/// Kinds of sources.
pub static DOCUMENT_LABELS: Labels = Labels(&[
    ("WEB_PAGE", "web page", "page web"),
    ("PRESS_RELEASE", "press release", "communiqué de presse"),
    ("REPORT", "report", "rapport"),
    ("ARTICLE", "article", "article"),
    ("DATASET", "dataset", "jeu de données"),
]);

/// Kinds of topics.
pub static TOPIC_LABELS: Labels = Labels(&[
    ("RESEARCH_FIELD", "field of research", "domaine de recherche"),
    ("DISEASE", "disease", "maladie"),
    ("TECHNOLOGY", "technology", "technologie"),
    ("SECTOR", "sector", "secteur"),
]);

/// Statuses of events.
pub static STATUS_LABELS: Labels = Labels(&[
    ("HAPPENED", "happened", "a eu lieu"),
    ("ANNOUNCED", "announced", "annoncé"),
    ("PLANNED", "planned", "prévu"),
    ("CANCELLED", "cancelled", "annulé"),
]);

/// Statuses of organizations.
pub static ORGANIZATION_STATUS_LABELS: Labels = Labels(&[
    ("ACTIVE", "active", "active"),
    ("INACTIVE", "no longer active", "n’est plus active"),
    ("WITHDRAWN", "withdrawn record", "notice retirée"),
]);

/// Stages.
pub static STAGE_LABELS: Labels = Labels(&[
    ("REALIZED", "realized", "réalisé"),
    ("ANNOUNCED", "announced", "annoncé"),
    ("PLANNED", "planned", "prévu"),
    ("CANCELLED", "cancelled", "annulé"),
]);

/// Whether a document states a fact.
pub static BASIS_LABELS: Labels =
    Labels(&[("STATED", "stated", "énoncé"), ("IMPLIED", "implied", "implicite")]);

/// Who found a discrepancy.
pub static ORIGIN_LABELS: Labels =
    Labels(&[("CURATOR", "curator", "documentaliste"), ("SOFTWARE", "software", "logiciel")]);

/// Types of records, by their words and by their names in the schema.
pub static TYPE_LABELS: Labels = Labels(&[
    ("Source", "source", "source"),
    ("Organization", "organization", "organisation"),
    ("Person", "person", "personne"),
    ("Program", "programme", "programme"),
    ("Event", "event", "événement"),
    ("Topic", "topic", "thème"),
    ("Affiliation", "tie", "lien"),
    ("Position", "position", "fonction"),
    ("Participation", "participation", "participation"),
    ("Figure", "figure", "chiffre"),
    ("TopicAssignment", "assignment of a topic", "attribution d’un thème"),
    ("Discrepancy", "discrepancy", "désaccord"),
    ("SOURCE", "source", "source"),
    ("ORGANIZATION", "organization", "organisation"),
    ("PERSON", "person", "personne"),
    ("PROGRAM", "programme", "programme"),
    ("EVENT", "event", "événement"),
    ("TOPIC", "topic", "thème"),
    ("AFFILIATION", "tie", "lien"),
    ("POSITION", "position", "fonction"),
    ("PARTICIPATION", "participation", "participation"),
    ("FIGURE", "figure", "chiffre"),
    ("TOPIC_ASSIGNMENT", "assignment of a topic", "attribution d’un thème"),
    ("DISCREPANCY", "discrepancy", "désaccord"),
]);

/// Directions of affiliations, as headings of lists.
pub static DIRECTION_LABELS: Labels = Labels(&[
    ("FOUNDERS", "Founders", "Fondateurs"),
    ("FOUNDED", "Founded", "Organisations fondées"),
    ("SUCCESSORS", "Successors", "Successeurs"),
    ("PREDECESSORS", "Predecessors", "Prédécesseurs"),
    ("PARENTS", "Part of", "Fait partie de"),
    ("CHILDREN", "Parts", "Composantes"),
    ("SUPERVISORS", "Supervised by", "Tutelles"),
    ("SUPERVISES", "Supervises", "Tutelle de"),
    ("PARTICIPATING_INSTITUTIONS", "Participating institutions", "Établissements participants"),
    (
        "PARTICIPATES_IN_UNITS",
        "Takes part in research units",
        "Participe à des unités de recherche",
    ),
    ("MEMBERS", "Members", "Membres"),
    ("MEMBER_OF", "Member of", "Membre de"),
    ("STEERED_BY", "Steered by", "Pilotée par"),
    ("STEERS", "Steers", "Pilote"),
    ("REPRESENTATIVES", "Represented by", "Représentée par"),
    ("REPRESENTS", "Represents", "Représente"),
    ("HOSTS", "Hosted by", "Hébergée par"),
    ("HOSTED", "Hosts", "Héberge"),
    ("FUNDERS", "Funders", "Financeurs"),
    ("FUNDED", "Funds", "Finance"),
    ("LABELLED", "Holders of its label", "Titulaires de son label"),
    ("LABELLED_BY", "Label from", "Labellisée par"),
    ("SIGNATORIES", "Signatories", "Signataires"),
    ("SIGNED", "Signed with", "Cosignataire de"),
    ("PARTNERS", "Partners", "Partenaires"),
    ("COLLABORATORS", "Collaborators", "Collaborations"),
    ("RELATED_TO", "Related organizations", "Organisations liées"),
    ("OBSERVERS", "Observers", "Observateurs"),
    ("OBSERVES", "Observes", "Observe"),
]);

/// Measures of figures.
pub static MEASURE_LABELS: Labels = Labels(&[
    ("STAFF", "staff", "personnel"),
    ("RESEARCHERS", "researchers", "chercheurs"),
    ("STUDENTS", "students", "étudiants"),
    ("PATIENTS", "patients", "patients"),
    ("PARTICIPANTS", "participants", "participants"),
    ("MEMBERS", "members", "membres"),
    ("FOUNDERS", "founders", "fondateurs"),
    ("PARTNERS", "partners", "partenaires"),
    ("COMPONENTS", "components", "composantes"),
    ("SITES", "sites", "sites"),
    ("BEDS", "beds", "lits"),
    ("BUDGET", "budget", "budget"),
    ("FUNDING", "funding", "financement"),
    ("JOBS", "jobs", "emplois"),
    ("COMPANIES", "companies", "entreprises"),
    ("PROJECTS", "projects", "projets"),
    ("TRIALS", "clinical trials", "essais cliniques"),
    ("PUBLICATIONS", "publications", "publications"),
    ("PATENTS", "patents", "brevets"),
    ("FIELDS", "fields", "domaines"),
    ("MISSIONS", "missions", "missions"),
    ("DISEASES", "diseases", "maladies"),
    ("COUNTRIES", "countries", "pays"),
    ("LAUREATES", "laureates", "lauréats"),
    ("SHARE", "share", "part"),
    ("RANK", "rank", "rang"),
    ("FIVE_YEAR_SURVIVAL", "five-year survival", "survie à cinq ans"),
    ("LIFETIME_RISK", "lifetime risk", "risque au cours de la vie"),
    ("AGE", "age", "âge"),
    ("DURATION", "duration", "durée"),
    ("TRAVEL_TIME", "travel time", "temps de trajet"),
    ("OTHER", "other", "autre"),
]);
