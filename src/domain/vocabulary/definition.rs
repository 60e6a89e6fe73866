//! The types of a vocabulary and of its labels.

/// Words, each with its label in English and in French.
pub struct Labels(pub(super) &'static [(&'static str, &'static str, &'static str)]);

/// A closed list of words, each with its meaning.
#[derive(Debug)]
pub struct Vocabulary {
    /// The name of its enum in the GraphQL schema.
    pub name: &'static str,
    /// The description of the enum.
    pub doc: &'static str,
    /// Each word with its meaning, which is its description in the schema.
    pub words: &'static [(&'static str, &'static str)],
}

impl Vocabulary {
    /// Whether the vocabulary has `word`.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|(known, _)| *known == word)
    }

    /// All words, separated by commas, for error messages.
    #[must_use]
    pub fn list(&self) -> String {
        let words: Vec<_> = self.words.iter().map(|(word, _)| *word).collect();
        words.join(", ")
    }
}
