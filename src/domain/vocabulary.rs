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

/// What an organization is; it can be several.
pub static ORGANIZATION_KIND: Vocabulary = Vocabulary {
    name: "OrganizationKind",
    doc: "What an organization is. One organization can be of several kinds; the first listed is its main one.",
    words: &[
        ("INSTITUTE", "A research or care institute. Example: Institut Pasteur."),
        (
            "RESEARCH_ORGANIZATION",
            "A body whose purpose is research across many sites. Example: CNRS, Inserm.",
        ),
        (
            "RESEARCH_UNIT",
            "A laboratory, joint unit or department. Example: a joint research unit of a university.",
        ),
        ("UNIVERSITY", "A university or a group that acts as one."),
        ("SCHOOL", "A school, grande école or graduate school."),
        ("HOSPITAL", "A single hospital."),
        ("HOSPITAL_GROUP", "Hospitals run as one. Example: AP-HP."),
        (
            "CANCER_CENTRE",
            "A centre whose purpose is cancer care and research. Example: Gustave Roussy.",
        ),
        (
            "CLUSTER",
            "A place or alliance where care, research and industry work together. Example: PSCC.",
        ),
        ("NETWORK", "Organizations tied by agreement rather than ownership."),
        ("FEDERATION", "A body that speaks for its member organizations."),
        ("ASSOCIATION", "A non-profit association, patients' associations among them."),
        ("LEARNED_SOCIETY", "A society of professionals of a discipline."),
        ("FOUNDATION", "A foundation."),
        ("FUNDER", "A body whose purpose is to pay for the work of others."),
        ("COMPANY", "A business."),
        ("INCUBATOR", "A structure that helps companies start."),
        ("MINISTRY", "A ministry of a state."),
        ("AGENCY", "A public body that carries out policy. Example: a regional health agency."),
        ("STATE", "A state or a union of states."),
        ("LOCAL_AUTHORITY", "A region, department, city or group of cities."),
        (
            "INTERNATIONAL_ORGANIZATION",
            "A body of many states or of members in many countries. Example: WHO.",
        ),
        ("WORKING_GROUP", "People of several organizations who work on one subject."),
        ("COMMITTEE", "A body that decides, advises or evaluates within another organization."),
        ("INFRASTRUCTURE", "A platform, site or facility that others use."),
        (
            "COLLECTIVE",
            "A group that a document counts or describes without naming its members. Example: the other six Cancéropôles.",
        ),
        (
            "EDUCATION",
            "ROR's type `education`: a university or a like place of teaching and research. Wider than UNIVERSITY and SCHOOL.",
        ),
        (
            "HEALTHCARE",
            "ROR's type `healthcare`: a hospital, clinic or other place of care. Wider than HOSPITAL.",
        ),
        (
            "FACILITY",
            "ROR's type `facility`: a place where research is done. Example: a laboratory or a telescope.",
        ),
        (
            "GOVERNMENT",
            "ROR's type `government`: part of a state or region, or run by one. Wider than MINISTRY and AGENCY.",
        ),
        ("NONPROFIT", "ROR's type `nonprofit`: not run for profit. Wider than ASSOCIATION."),
        (
            "ARCHIVE",
            "ROR's type `archive`: keeps collections. Example: a library, a museum or a zoo.",
        ),
        ("OTHER", "ROR's type `other`: none of its other types."),
    ],
};

/// What a name is to the thing it names.
pub static NAME_KIND: Vocabulary = Vocabulary {
    name: "NameKind",
    doc: "What a name is to the thing it names, after ROR schema v2.",
    words: &[
        ("LABEL", "A full name in some language."),
        ("ALIAS", "Another spelling or wording in use."),
        ("ACRONYM", "A short form made of initials. Example: AP-HP."),
        ("FORMER", "A name it had before."),
    ],
};

/// Registries that identify organizations.
pub static IDENTIFIER_SCHEME: Vocabulary = Vocabulary {
    name: "IdentifierScheme",
    doc: "A registry whose key identifies an organization.",
    words: &[
        (
            "ROR",
            "Research Organization Registry. Example: https://ror.org/03xjwb503 is written 03xjwb503.",
        ),
        ("WIKIDATA", "Wikidata. Example: Q42."),
        ("ISNI", "International Standard Name Identifier: 16 characters without spaces."),
        ("GRID", "Global Research Identifier Database, closed since 2021. Example: grid.5842.b."),
        ("FUNDREF", "Crossref Open Funder Registry, the digits after 10.13039/."),
        ("SIREN", "French register of legal units: 9 digits."),
        ("SIRET", "French register of establishments: 14 digits."),
        ("RNSR", "French national directory of research structures. Example: 199812965F."),
    ],
};

/// Roles of an affiliation.
pub static AFFILIATION_ROLE: Vocabulary = Vocabulary {
    name: "AffiliationRole",
    doc: "What the subject of an affiliation is to its object. Read it as a sentence: subject, role, object.",
    words: &[
        (
            "FOUNDER",
            "The subject founded the object or took the initiative for it. An act: it holds for good from its date on.",
        ),
        (
            "MEMBER",
            "The subject is a member of the object, or takes part in the working group that the object is.",
        ),
        (
            "PARTNER",
            "The two work with each other as partners. Symmetric: stored once, seen from both ends.",
        ),
        (
            "COLLABORATOR",
            "The two work with each other less formally: joint activities, exchanges. Symmetric: stored once, seen from both ends.",
        ),
        ("FUNDER", "The subject pays for the object."),
        ("PARENT", "The subject is the whole that the object is a part of."),
        ("HOST", "The subject houses the object."),
        ("LABELLED_BY", "The subject holds a label given by the object."),
        ("SIGNATORY", "The subject signed a charter or contract of the object or with it."),
        ("STEERING", "The subject steers the object."),
        ("REPRESENTATIVE", "The subject speaks or acts for the object."),
        (
            "OBSERVER",
            "The subject is invited to the meetings of the object without being a member.",
        ),
        (
            "SUCCESSOR",
            "The subject took over from the object. An act: it holds for good from its date on.",
        ),
        (
            "RELATED",
            "The two belong together in a way that the source does not name, as `related` in ROR. Symmetric: stored once, seen from both ends.",
        ),
    ],
};

/// Roles of a position.
pub static POSITION_ROLE: Vocabulary = Vocabulary {
    name: "PositionRole",
    doc: "What a person is to an organization.",
    words: &[
        ("CHAIR", "Chairs it or one of its boards."),
        ("PRESIDENT", "Presides over it. Example: the president of a state."),
        ("DIRECTOR", "Directs it."),
        ("LEADER", "Leads a team or subject within it."),
        ("PROFESSOR", "Is a professor there."),
        ("RESEARCHER", "Does research there."),
        ("FOUNDER", "Founded it or conceived it."),
        ("PATRON", "Is its namesake or patron."),
        ("MEMBER", "Is a member of it."),
        ("EMPLOYEE", "Works there."),
    ],
};

/// Kinds of programs.
pub static PROGRAM_KIND: Vocabulary = Vocabulary {
    name: "ProgramKind",
    doc: "What sort of frame the work has.",
    words: &[
        ("PLAN", "A plan or programme of a state or body. Example: France 2030."),
        ("LABEL", "A label awarded by criteria. Example: SIRIC."),
        ("CALL", "A call for projects."),
        ("STUDY", "A clinical or other study."),
        ("EUROPEAN_PROJECT", "A project of several European countries."),
        ("PROJECT", "Any other project."),
        ("THEME", "A subject that work is gathered under."),
        ("CHARTER", "Rules that signatories hold to."),
        ("CONTRACT", "Objectives that parties agree on."),
        ("AWARD", "A prize, ranking or distinction."),
        ("INITIATIVE", "Activities with a common purpose and no narrower frame."),
        ("TRAINING", "Courses and education."),
    ],
};

/// Kinds of events.
pub static EVENT_KIND: Vocabulary = Vocabulary {
    name: "EventKind",
    doc: "What sort of thing happened.",
    words: &[
        ("CREATION", "An organization, unit or programme came into being."),
        ("MERGER", "Several organizations became one."),
        ("ANNOUNCEMENT", "Something was made public."),
        ("AWARD", "Something was won."),
        ("LABELLING", "A label was given or confirmed."),
        ("MOVE", "An organization changed its place."),
        ("CONFERENCE", "People met."),
        ("LAUNCH", "Work began."),
        ("AGREEMENT", "Parties signed or agreed on something."),
        ("DISCOVERY", "Something was found out."),
        ("OPENING", "A place opened."),
        ("ACCESSION", "An organization joined another."),
        ("MILESTONE", "Any other step that a document counts."),
    ],
};

/// Whether an event took place.
pub static EVENT_STATUS: Vocabulary = Vocabulary {
    name: "EventStatus",
    doc: "Whether the event took place, as its document speaks of it.",
    words: &[
        ("HAPPENED", "The document speaks of it as done."),
        ("ANNOUNCED", "The document says that somebody said it would happen."),
        ("PLANNED", "The document expects it."),
    ],
};

/// Roles of a participation.
pub static PARTICIPATION_ROLE: Vocabulary = Vocabulary {
    name: "ParticipationRole",
    doc: "The part somebody has in a program or event.",
    words: &[
        ("FUNDER", "Pays for it."),
        ("COORDINATOR", "Coordinates it."),
        ("LAUREATE", "Won it or was selected."),
        ("HOST", "Is where it takes place."),
        ("LABELLED", "Holds the label."),
        ("PARTICIPANT", "Takes part."),
        ("FOUNDER", "Created what the event is the creation of."),
        ("ORGANIZER", "Organizes it."),
        ("LAUNCHER", "Launched it."),
        ("PARTNER", "Supports it as a partner."),
        ("LEADER", "Leads it."),
        ("DEVELOPER", "Builds it."),
        ("SIGNATORY", "Signed it."),
        ("SUBJECT", "Is whom or what it is about."),
        ("PREDECESSOR", "Merged into what came of it."),
        ("RESULT", "Is what came of it."),
        ("AWARDER", "Awards it."),
        ("ANNOUNCER", "Announced it."),
        ("AUTHOR", "Wrote or devised it."),
    ],
};

/// How a number was hedged.
pub static QUALIFIER: Vocabulary = Vocabulary {
    name: "Qualifier",
    doc: "How the document hedges the number.",
    words: &[
        ("EXACT", "Stated without a hedge."),
        ("ABOUT", "About, around, some."),
        ("NEARLY", "Nearly, almost: a little less."),
        ("MORE_THAN", "More than, over."),
        ("AT_LEAST", "At least, from."),
        ("LESS_THAN", "Less than, under."),
        ("UP_TO", "Up to, at most."),
        ("SEVERAL", "Several times the value: \"several thousand\" has the value 1000."),
    ],
};

/// Whether a document says it or only lets it be concluded.
pub static BASIS: Vocabulary = Vocabulary {
    name: "Basis",
    doc: "Whether the document says it or only lets it be concluded.",
    words: &[
        ("STATED", "The document says so."),
        ("IMPLIED", "Concluded from a heading, a word order, or a statement about a whole class."),
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
        ("DATASET", "Data published as such. Example: a release of ROR."),
    ],
};

/// Whether an organization is at work.
pub static ORGANIZATION_STATUS: Vocabulary = Vocabulary {
    name: "OrganizationStatus",
    doc: "Whether an organization is at work, as ROR says it.",
    words: &[
        ("ACTIVE", "It is at work."),
        ("INACTIVE", "It has ceased, or another took over from it."),
        (
            "WITHDRAWN",
            "ROR took its record back: it was a duplicate or should never have been made.",
        ),
    ],
};

/// What a curator found about two records that may be one organization.
pub static VERDICT: Vocabulary = Vocabulary {
    name: "Verdict",
    doc: "Whether two records are one organization.",
    words: &[
        ("SAME", "They are one organization."),
        ("DIFFERENT", "They are two, however alike their names."),
    ],
};

/// Certainty of an answer about a date.
pub static CERTAINTY: Vocabulary = Vocabulary {
    name: "Certainty",
    doc: "How sure it is that a relation held at the date asked for. As an argument: which relations to return.",
    words: &[
        ("CERTAIN", "It held at some moment of that date, whatever the unknown days were."),
        (
            "POSSIBLE",
            "Nothing rules out that it held. As an argument: return these as well as the certain ones.",
        ),
    ],
};

/// Directions of an order.
pub static DIRECTION: Vocabulary = Vocabulary {
    name: "OrderDirection",
    doc: "Which way to sort.",
    words: &[
        ("ASC", "Smallest, earliest or first in the alphabet first."),
        ("DESC", "Largest, latest or last in the alphabet first."),
    ],
};
