//! The closed vocabularies: every word with its meaning, written once.
//!
//! One table feeds the enum of the schema, the check of the seed and the CHECK of the database.
//! Terms follow the W3C Organization Ontology, ROR schema v2, schema.org and PROV where they have one.

/// A closed list of words.
#[derive(Debug)]
pub struct Vocabulary {
    /// Name of the enum in the schema.
    pub name: &'static str,
    /// What the words are about.
    pub doc: &'static str,
    /// Each word with its meaning.
    pub words: &'static [(&'static str, &'static str)],
}

impl Vocabulary {
    /// Whether `word` belongs to it.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|(known, _)| *known == word)
    }

    /// All words, for a message that lists the choice.
    #[must_use]
    pub fn list(&self) -> String {
        let words: Vec<_> = self.words.iter().map(|(word, _)| *word).collect();
        words.join(", ")
    }
}

/// What an organization is; it can have several kinds.
pub static ORGANIZATION_KIND: Vocabulary = Vocabulary {
    name: "OrganizationKind",
    doc: "What an organization is. An organization can have several kinds; the first one is its main kind.",
    words: &[
        ("INSTITUTE", "A research or care institute. Example: Institut Pasteur."),
        (
            "RESEARCH_ORGANIZATION",
            "An organization that does research at many sites. Examples: CNRS, Inserm.",
        ),
        (
            "RESEARCH_UNIT",
            "A laboratory, a research department, or a joint research unit of several institutions.",
        ),
        ("UNIVERSITY", "A university, or a group of institutions that acts as one university."),
        ("SCHOOL", "A school, grande école or graduate school."),
        ("HOSPITAL", "A single hospital."),
        ("HOSPITAL_GROUP", "Several hospitals under one management. Example: AP-HP."),
        ("CANCER_CENTRE", "A centre for cancer care and cancer research. Example: Gustave Roussy."),
        (
            "CLUSTER",
            "A site or an alliance where care, research and industry work together. Example: PSCC.",
        ),
        ("NETWORK", "Organizations linked by an agreement, not by ownership."),
        ("FEDERATION", "An organization that represents its member organizations."),
        ("ASSOCIATION", "A non-profit association, for example a patients' association."),
        ("LEARNED_SOCIETY", "A society of the professionals of one discipline."),
        (
            "FOUNDATION",
            "A body that spends an endowment or donations on a purpose in the public interest.",
        ),
        ("FUNDER", "An organization whose purpose is to fund the work of others."),
        ("COMPANY", "A business."),
        ("INCUBATOR", "An organization that helps new companies to start."),
        ("MINISTRY", "A ministry of a national government."),
        (
            "AGENCY",
            "A public body that carries out government policy. Example: a regional health agency.",
        ),
        ("STATE", "A state, or a union of states such as the European Union."),
        (
            "LOCAL_AUTHORITY",
            "The authority of a region, a department, a city or a group of cities.",
        ),
        (
            "INTERNATIONAL_ORGANIZATION",
            "An organization of several states, or one with members in many countries. Example: WHO.",
        ),
        ("WORKING_GROUP", "People from several organizations who work on one subject."),
        ("COMMITTEE", "A body within another organization that decides, advises or evaluates."),
        ("INFRASTRUCTURE", "A platform, site or facility that other organizations use."),
        (
            "COLLECTIVE",
            "A group that a document counts or describes without naming its members. Example: \"the six other Cancéropôles\".",
        ),
        (
            "EDUCATION",
            "ROR type `education`: a university or a similar institution of teaching and research. Broader than UNIVERSITY and SCHOOL.",
        ),
        (
            "HEALTHCARE",
            "ROR type `healthcare`: a hospital, a clinic or another provider of care. Broader than HOSPITAL.",
        ),
        (
            "FACILITY",
            "ROR type `facility`: a place where research is done. Examples: a laboratory, a telescope.",
        ),
        (
            "GOVERNMENT",
            "ROR type `government`: part of a government, or run by one. Broader than MINISTRY and AGENCY.",
        ),
        (
            "NONPROFIT",
            "ROR type `nonprofit`: an organization that does not aim at profit. Broader than ASSOCIATION.",
        ),
        (
            "ARCHIVE",
            "ROR type `archive`: an organization that keeps collections. Examples: a library, a museum, a zoo.",
        ),
        ("OTHER", "ROR type `other`: none of the other ROR types fits."),
    ],
};

/// What sort of name it is.
pub static NAME_KIND: Vocabulary = Vocabulary {
    name: "NameKind",
    doc: "What sort of name it is. The words follow ROR schema v2.",
    words: &[
        ("LABEL", "The full name in a language."),
        ("ALIAS", "Another spelling or wording in use."),
        ("ACRONYM", "A short form made of initials. Example: AP-HP."),
        ("FORMER", "A previous name."),
    ],
};

/// Registries that identify organizations.
pub static IDENTIFIER_SCHEME: Vocabulary = Vocabulary {
    name: "IdentifierScheme",
    doc: "A registry that assigns identifiers to organizations.",
    words: &[
        (
            "ROR",
            "Research Organization Registry, without the address. Example: `03xjwb503` for https://ror.org/03xjwb503.",
        ),
        ("WIKIDATA", "Wikidata item. Example: `Q42`."),
        (
            "ISNI",
            "International Standard Name Identifier: 16 characters, without spaces. Example: `0000000123412128`.",
        ),
        ("GRID", "Global Research Identifier Database, closed in 2021. Example: `grid.5842.b`."),
        (
            "FUNDREF",
            "Crossref Open Funder Registry: the digits after `10.13039/`. Example: `501100001665`.",
        ),
        ("SIREN", "French register of legal units: 9 digits. Example: `180089013`."),
        ("SIRET", "French register of establishments: 14 digits. Example: `18008901300361`."),
        ("RNSR", "French national directory of research structures. Example: `199812965F`."),
    ],
};

/// Roles of an affiliation.
pub static AFFILIATION_ROLE: Vocabulary = Vocabulary {
    name: "AffiliationRole",
    doc: "What the subject of an affiliation is to its object. Read it as a sentence: subject, role, object.",
    words: &[
        (
            "FOUNDER",
            "The subject founded the object or initiated its creation. Founding is an act: it stays true from its date on.",
        ),
        (
            "MEMBER",
            "The subject is a member of the object, or takes part in it if the object is a working group.",
        ),
        (
            "PARTNER",
            "Subject and object work together as partners. Symmetric: stored once, shown for both organizations.",
        ),
        (
            "COLLABORATOR",
            "Subject and object work together without a formal partnership, for example in joint activities or exchanges. Symmetric: stored once, shown for both organizations.",
        ),
        ("FUNDER", "The subject funds the object."),
        (
            "PARENT",
            "The object is a part of the subject. Example: a hospital group and one of its hospitals.",
        ),
        ("HOST", "The subject hosts the object on its premises."),
        ("LABELLED_BY", "The subject holds a label that the object awards."),
        (
            "SIGNATORY",
            "The subject signed a charter or a contract of the object, or one with the object.",
        ),
        (
            "STEERING",
            "The subject steers the object. Example: a steering committee and the network it steers.",
        ),
        ("REPRESENTATIVE", "The subject speaks or acts on behalf of the object."),
        ("OBSERVER", "The subject is invited to meetings of the object and is not a member."),
        (
            "SUCCESSOR",
            "The subject replaced the object, for example after a merger. Succession is an act: it stays true from its date on.",
        ),
        (
            "RELATED",
            "The source says that the two are related and does not say how, as `related` in ROR. Symmetric: stored once, shown for both organizations.",
        ),
    ],
};

/// Roles of a position.
pub static POSITION_ROLE: Vocabulary = Vocabulary {
    name: "PositionRole",
    doc: "What a person is to an organization.",
    words: &[
        ("CHAIR", "Chairs it or one of its boards."),
        ("PRESIDENT", "Is its president. Example: the president of a state."),
        ("DIRECTOR", "Directs it."),
        ("LEADER", "Leads a team or a subject within it."),
        ("PROFESSOR", "Is a professor there."),
        ("RESEARCHER", "Does research there."),
        ("FOUNDER", "Founded it or had the idea for it."),
        ("PATRON", "Is its patron, or the person it is named after."),
        ("MEMBER", "Is a member of it."),
        ("EMPLOYEE", "Works there in a role that the document does not specify."),
    ],
};

/// Kinds of programs.
pub static PROGRAM_KIND: Vocabulary = Vocabulary {
    name: "ProgramKind",
    doc: "What sort of program it is.",
    words: &[
        ("PLAN", "A plan of a state or an organization. Example: France 2030."),
        ("LABEL", "A label that is awarded by fixed criteria. Example: SIRIC."),
        ("CALL", "A call for projects."),
        ("STUDY", "A clinical study or another study."),
        ("EUROPEAN_PROJECT", "A project with partners in several European countries."),
        ("PROJECT", "Any other project."),
        ("THEME", "A subject that groups several activities."),
        ("CHARTER", "Rules that the signatories agree to follow."),
        ("CONTRACT", "Objectives that several parties agree on by contract."),
        ("AWARD", "A prize, a ranking or another distinction."),
        ("INITIATIVE", "Activities with a common purpose that fit none of the other kinds."),
        ("TRAINING", "A course or another form of education."),
    ],
};

/// Kinds of events.
pub static EVENT_KIND: Vocabulary = Vocabulary {
    name: "EventKind",
    doc: "What sort of event it is.",
    words: &[
        ("CREATION", "An organization, a unit or a program was created."),
        ("MERGER", "Several organizations became one."),
        ("ANNOUNCEMENT", "Something was made public."),
        ("AWARD", "Someone won a prize, a grant or another distinction."),
        ("LABELLING", "A label was awarded or confirmed."),
        ("MOVE", "An organization moved to another place."),
        ("CONFERENCE", "A conference or another meeting took place."),
        ("LAUNCH", "A program, a project or a service started."),
        ("AGREEMENT", "Several parties signed or agreed on something."),
        ("DISCOVERY", "A scientific discovery was made."),
        ("OPENING", "A building or a site opened."),
        ("ACCESSION", "An organization joined another."),
        ("MILESTONE", "Another step that a document mentions."),
    ],
};

/// Whether an event took place.
pub static EVENT_STATUS: Vocabulary = Vocabulary {
    name: "EventStatus",
    doc: "Whether the event took place, according to its document.",
    words: &[
        ("HAPPENED", "The document reports that it took place."),
        ("ANNOUNCED", "The document reports that someone announced it."),
        ("PLANNED", "The document expects it to take place."),
    ],
};

/// Roles of a participation.
pub static PARTICIPATION_ROLE: Vocabulary = Vocabulary {
    name: "ParticipationRole",
    doc: "What an organization or a person does in a program or an event.",
    words: &[
        ("FUNDER", "Funds it."),
        ("COORDINATOR", "Coordinates it."),
        ("LAUREATE", "Won it, or was selected for it."),
        ("HOST", "Hosts it: it takes place there."),
        ("LABELLED", "Holds the label that the program stands for."),
        ("PARTICIPANT", "Takes part in it."),
        ("FOUNDER", "Founded what the event created."),
        ("ORGANIZER", "Organizes it."),
        ("LAUNCHER", "Launched it."),
        ("PARTNER", "Supports it as a partner."),
        ("LEADER", "Leads it."),
        ("DEVELOPER", "Develops or builds it."),
        ("SIGNATORY", "Signed it."),
        ("SUBJECT", "Is the organization or person that it is about."),
        ("PREDECESSOR", "Merged into a new organization at this event."),
        ("RESULT", "Was created by this event, for example by a merger."),
        ("AWARDER", "Awards the prize, grant or label."),
        ("ANNOUNCER", "Announced it."),
        ("AUTHOR", "Wrote or designed it."),
    ],
};

/// How precise a document's number is.
pub static QUALIFIER: Vocabulary = Vocabulary {
    name: "Qualifier",
    doc: "How precise the number is, in the words of the document.",
    words: &[
        ("EXACT", "The document gives the number without a qualifying word."),
        ("ABOUT", "The document says \"about\", \"around\" or \"some\"."),
        (
            "NEARLY",
            "The document says \"nearly\" or \"almost\": the true number is a little lower.",
        ),
        ("MORE_THAN", "The document says \"more than\" or \"over\"."),
        ("AT_LEAST", "The document says \"at least\" or \"from\"."),
        ("LESS_THAN", "The document says \"less than\" or \"under\"."),
        ("UP_TO", "The document says \"up to\" or \"at most\"."),
        (
            "SEVERAL",
            "The true number is several times the value: \"several thousand\" has the value 1000.",
        ),
    ],
};

/// Whether a document states a fact or implies it.
pub static BASIS: Vocabulary = Vocabulary {
    name: "Basis",
    doc: "Whether the document states the fact or implies it.",
    words: &[
        ("STATED", "The document states it."),
        (
            "IMPLIED",
            "The document implies it: by a heading, by the order of words, or by a statement about a whole group.",
        ),
    ],
};

/// Kinds of sources.
pub static SOURCE_KIND: Vocabulary = Vocabulary {
    name: "SourceKind",
    doc: "What sort of document a source is.",
    words: &[
        ("WEB_PAGE", "A page on the web."),
        ("PRESS_RELEASE", "An announcement to the public."),
        ("REPORT", "A report."),
        ("ARTICLE", "An article in a journal or newspaper."),
        ("DATASET", "A published data set. Example: a ROR release."),
    ],
};

/// Whether an organization is active.
pub static ORGANIZATION_STATUS: Vocabulary = Vocabulary {
    name: "OrganizationStatus",
    doc: "Whether an organization is active, according to ROR.",
    words: &[
        ("ACTIVE", "It is active."),
        ("INACTIVE", "It has closed, or another organization has replaced it."),
        (
            "WITHDRAWN",
            "ROR withdrew the record, because it is a duplicate or was created by mistake.",
        ),
    ],
};

/// A curator's decision on two records that may describe the same organization.
pub static VERDICT: Vocabulary = Vocabulary {
    name: "Verdict",
    doc: "Whether two records are one organization.",
    words: &[
        ("SAME", "They are one organization."),
        ("DIFFERENT", "They are two organizations, although their names are similar."),
    ],
};

/// Certainty of an answer about a date.
pub static CERTAINTY: Vocabulary = Vocabulary {
    name: "Certainty",
    doc: "Whether a relation held on the date that the query asks about (`asOf`). As an argument: which relations to return.",
    words: &[
        (
            "CERTAIN",
            "It held on at least one day of that date, whatever the exact days are that the sources do not give.",
        ),
        (
            "POSSIBLE",
            "It may have held: the sources neither confirm nor exclude it. As an argument: return certain and possible relations.",
        ),
    ],
};

/// Directions of an order.
pub static DIRECTION: Vocabulary = Vocabulary {
    name: "OrderDirection",
    doc: "The direction of a sort order.",
    words: &[
        ("ASC", "Ascending: the smallest, the earliest, or the first in the alphabet comes first."),
        ("DESC", "Descending: the largest, the latest, or the last in the alphabet comes first."),
    ],
};
