//! Kinds of topics, and what a search looks in.

use super::definition::Vocabulary;

/// Kinds of topics.
pub static TOPIC_KIND: Vocabulary = Vocabulary {
    name: "TopicKind",
    doc: "What sort of topic it is.",
    words: &[
        ("RESEARCH_FIELD", "A field of research, study or care. Example: genomics."),
        ("DISEASE", "A disease, or a group of diseases. Example: breast cancer."),
        ("TECHNOLOGY", "A technology or a method. Example: high-throughput sequencing."),
        ("SECTOR", "A sector of the economy. Example: pharmacy."),
    ],
};

/// What of a thing matches a search.
pub static MATCHED_FIELD: Vocabulary = Vocabulary {
    name: "MatchedField",
    doc: "What matches the query of a search.",
    words: &[
        ("KEY", "A key of the thing: a slug, an identifier of another registry, a global ID."),
        ("NAME", "A name of the thing."),
        ("TOPIC", "A name of a topic that the thing works on or is about."),
        ("DESCRIPTION", "The description of the thing."),
    ],
};
