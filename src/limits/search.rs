//! Searches by text.

/// Things that one search lists. If there are more, the total count is this number, a lower bound.
pub const MAX_RESULTS: usize = 10_000;
/// Words of a search that must all be found, before some are left out.
pub const MAX_REQUIRED_WORDS: usize = 24;
/// Words of a search of which each is left out in turn.
pub const MAX_WORDS_LEFT_OUT_IN_TURN: usize = 6;
/// Words of the longest name that is looked for within a longer text.
pub const MAX_NAME_WORDS: usize = 16;
/// Words that the name of a place can have.
pub const MAX_PLACE_WORDS: usize = 4;
/// Words of a search of which each may be misspelled. Of more words, those that no name has may be.
pub const MAX_CORRECTED_WORDS: usize = 8;
/// Corrections of one misspelled word.
pub const MAX_CORRECTIONS: usize = 12;
/// Names that have a word, above which names are not looked for by that word alone.
pub const MAX_NAMES_OF_RARE_WORD: u32 = 1_500;
/// Names that are compared with a text of which not all words are found.
pub const MAX_PARTIAL_NAMES: usize = 6_000;
/// Things that are compared in full with such a text: all their names, their place and their relations.
pub const MAX_PARTIAL_THINGS: usize = 300;
/// Topics named by a text whose things are found.
pub const MAX_TOPICS: usize = 8;
/// Keys of other registries in a text that are looked up.
pub const MAX_IDENTIFIERS: usize = 8;
/// Letters from which a text also stands for longer words of a description, and for a part of the name of a topic: shorter
/// ones begin too many.
pub const MIN_BEGINNING_LETTERS: usize = 4;
