//! Kinds of programs, events and sources, and the status of events.

use super::definition::Vocabulary;

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
        (
            "MERGER",
            "Several organizations became one. Each original is replaced by the result: a `SUCCESSOR` affiliation follows from the event.",
        ),
        ("SPLIT", "One organization became several, each of which is a successor of it."),
        (
            "TRANSFER",
            "Organizations handed over to others what they did, and may go on themselves. The others are successors in that.",
        ),
        (
            "SPIN_OFF",
            "A new organization was made of a part of another one, which goes on. The new one is a successor of the other.",
        ),
        (
            "INTEGRATION",
            "An organization took in others. It is a successor of each, and goes on under its own name.",
        ),
        (
            "RENEWAL",
            "An organization was set up anew, often for another term. The new one is the successor of the old one.",
        ),
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

/// Statuses of events.
pub static EVENT_STATUS: Vocabulary = Vocabulary {
    name: "EventStatus",
    doc: "Whether the event took place, according to its document.",
    words: &[
        ("HAPPENED", "The document reports that it took place."),
        ("ANNOUNCED", "The document reports that someone announced it."),
        ("PLANNED", "The document expects it to take place."),
        (
            "CANCELLED",
            "It was announced or planned, and a later document says that it will not take place.",
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
