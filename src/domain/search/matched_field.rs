//! What of a thing matches a search.

/// What matches the query, as the vocabulary `MatchedField` has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedField {
    /// A key.
    Key,
    /// A name.
    Name,
    /// A name of a topic of the thing.
    Topic,
    /// The description.
    Description,
}

impl MatchedField {
    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Key => "KEY",
            Self::Name => "NAME",
            Self::Topic => "TOPIC",
            Self::Description => "DESCRIPTION",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::vocabulary::MATCHED_FIELD;

    #[test]
    fn the_vocabulary_has_every_field() {
        let fields =
            [MatchedField::Key, MatchedField::Name, MatchedField::Topic, MatchedField::Description];
        let words: Vec<_> = MATCHED_FIELD.words.iter().map(|(word, _)| *word).collect();
        assert_eq!(fields.map(MatchedField::word).to_vec(), words);
    }
}
