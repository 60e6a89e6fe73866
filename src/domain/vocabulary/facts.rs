//! Words about facts and queries for them: how precise, how certain, in which order.

use super::definition::Vocabulary;

/// How precise the number of a figure is.
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

/// How far a thing or a relation has come.
pub static STAGE: Vocabulary = Vocabulary {
    name: "Stage",
    doc: "How far a thing or a relation has come, according to its sources. It does not follow from dates: a relation that ended is still REALIZED, and a plan for a past year stays PLANNED until a source says that it came true.",
    words: &[
        ("REALIZED", "A fact: it exists or existed, holds or held."),
        ("ANNOUNCED", "Someone has announced it. No source says that it came true."),
        ("PLANNED", "A source expects it. No source says that it came true."),
        (
            "CANCELLED",
            "It was announced or planned, and a later source says that it will not come true.",
        ),
    ],
};

/// Whether a relation held on a date.
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

/// Who found that facts contradict each other.
pub static DISCREPANCY_ORIGIN: Vocabulary = Vocabulary {
    name: "DiscrepancyOrigin",
    doc: "Who found that facts contradict each other.",
    words: &[
        ("CURATOR", "A curator, who has read the sources."),
        (
            "SOFTWARE",
            "The registry's software, which compares figures and the directions of affiliations. No curator has confirmed it.",
        ),
    ],
};

/// What the items of a list can be grouped by.
pub static GROUP_KEY: Vocabulary = Vocabulary {
    name: "GroupKey",
    doc: "What the items of a list can be grouped by. Each list has some of these keys. In a list of relations, the keys of \
          organizations are those of the organization at the other end.",
    words: &[
        ("KIND", "The kind. An organization with several kinds is in the group of each."),
        ("COUNTRY", "The country of an organization, as ISO 3166-1 alpha-2 code."),
        ("REGION", "The region of an organization, under one name whatever its sources call it."),
        ("CITY", "The city of an organization."),
        (
            "TOPIC",
            "The topic, by its slug: each that is assigned, and the topics that include it. In a list of topic assignments: the assigned topic only.",
        ),
        ("STATUS", "The status of an event, or of an organization according to ROR."),
        ("ROLE", "The role of a relation."),
        (
            "STAGE",
            "The stage of a relation; in a list of organizations or programs, that of the item itself.",
        ),
        ("DIRECTION", "The `RoleDirection` of the affiliation, such as MEMBER_OF."),
        ("BASIS", "Whether the source states the fact or implies it."),
        ("MEASURE_CODE", "What a figure counts or measures."),
        ("ORIGIN", "Who found a discrepancy."),
        (
            "TYPE",
            "The type, in a list whose items have several; of a figure, the type of what it is about.",
        ),
        (
            "YEAR",
            "The year of the date: of the founding of an organization, of the start of a relation or program, of an event or a figure, of the latest day of a source. No value if the sources leave several years open.",
        ),
        ("DECADE", "The decade of the same date. Example: `2010s`."),
    ],
};

/// Orders of groups.
pub static GROUP_ORDER: Vocabulary = Vocabulary {
    name: "GroupOrder",
    doc: "How groups are sorted.",
    words: &[
        ("COUNT", "The largest group first. Groups of the same size are sorted by their values."),
        ("VALUE", "By the value of the first key, then of the next; groups without a value last."),
    ],
};

/// Directions of a sort order.
pub static DIRECTION: Vocabulary = Vocabulary {
    name: "OrderDirection",
    doc: "The direction of a sort order.",
    words: &[
        ("ASC", "Ascending: the smallest, the earliest, or the first in the alphabet comes first."),
        ("DESC", "Descending: the largest, the latest, or the last in the alphabet comes first."),
    ],
};
