//! What the names of two organizations have in common.

use std::collections::BTreeSet;

use crate::domain::{
    record::{Name, Organization},
    search::similarity::is_kind_word,
    text::{fold, significant_words},
};

/// Words that do not distinguish organizations because many names have them, like [kind words](is_kind_word).
const COMMON_WORDS: [&str; 40] = [
    "and",
    "applied",
    "appliquee",
    "appliquees",
    "au",
    "aux",
    "centres",
    "clinical",
    "clinique",
    "delegation",
    "development",
    "developpement",
    "direction",
    "division",
    "en",
    "equipe",
    "etude",
    "etudes",
    "federation",
    "in",
    "innovation",
    "international",
    "internationale",
    "mixte",
    "national",
    "nationale",
    "plateforme",
    "pole",
    "programme",
    "recherche",
    "recherches",
    "research",
    "science",
    "sciences",
    "service",
    "studies",
    "superieur",
    "superieure",
    "unit",
    "unite",
];
/// How many words, besides common words and those of its city, make a name distinctive.
const DISTINCTIVE_WORDS: usize = 3;
/// Longer words with this many letters in common at the start count as forms of one word: `cancers` and `cancérologie`,
/// `genetics` and `génétique`.
const STEM_LETTERS: usize = 5;

/// A name that two organizations share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SharedName {
    /// A name of both, in full.
    Full(String),
    /// A name of one, which the other had before.
    Former(String),
    /// The acronym of at least one.
    Acronym(String),
}

impl SharedName {
    /// The name, as the record writes it.
    pub fn value(&self) -> &str {
        let (Self::Full(value) | Self::Former(value) | Self::Acronym(value)) = self;
        value
    }

    /// Whether it is a name of both, in full.
    pub fn is_full(&self) -> bool {
        matches!(self, Self::Full(_))
    }
}

/// The most distinctive of the names that two organizations share.
pub fn shared_name(record: &Organization, other: &Organization) -> Option<SharedName> {
    let shared = shared_names(record, other);
    let rank = |name: &SharedName| match name {
        SharedName::Full(value) => (2, distinctive_words_besides_city(value, record, other).len()),
        SharedName::Former(_) => (1, 0),
        SharedName::Acronym(_) => (0, 0),
    };
    // `max_by_key` returns the last maximum; of equally distinctive names, the first is preferred.
    shared.into_iter().rev().max_by_key(rank)
}

/// Every name that two organizations share, each spelling once.
pub fn shared_names(record: &Organization, other: &Organization) -> Vec<SharedName> {
    let mut seen = BTreeSet::new();
    let mut shared = Vec::new();
    for one in &record.names {
        let folded = fold(&one.value);
        for two in other.names.iter().filter(|two| fold(&two.value) == folded) {
            let name = kind(one, two)(one.value.clone());
            if seen.insert((folded.clone(), name.is_full())) {
                shared.push(name);
            }
        }
    }
    shared
}

fn kind(one: &Name, two: &Name) -> fn(String) -> SharedName {
    match (&*one.kind, &*two.kind) {
        ("ACRONYM", _) | (_, "ACRONYM") => SharedName::Acronym,
        ("FORMER", "FORMER") => SharedName::Full,
        ("FORMER", _) | (_, "FORMER") => SharedName::Former,
        _ => SharedName::Full,
    }
}

/// Whether few organizations of a country can have this name: it has at least three words that are neither common nor
/// part of the name of the city.
pub fn is_distinctive(name: &str, record: &Organization, other: &Organization) -> bool {
    distinctive_words_besides_city(name, record, other).len() >= DISTINCTIVE_WORDS
}

/// The words of a name that are neither common nor part of the name of a city of either.
pub fn distinctive_words_besides_city(
    name: &str,
    record: &Organization,
    other: &Organization,
) -> BTreeSet<String> {
    let places = [record, other].map(|it| fold(it.place.city.as_deref().unwrap_or_default()));
    let is_place = |word: &str| places.iter().any(|place| place.split(' ').any(|it| it == word));
    let mut words = distinctive_words(&fold(name));
    words.retain(|word| !is_place(word));
    words
}

/// Whether many names have a folded word.
pub fn is_common(word: &str) -> bool {
    is_kind_word(word) || COMMON_WORDS.contains(&word)
}

/// The words of a folded name that are not common.
fn distinctive_words(folded: &str) -> BTreeSet<String> {
    let words = significant_words(folded).into_iter().filter(|word| !is_common(word));
    words.map(str::to_owned).collect()
}

/// Whether the names of two organizations share a word that is not a common one, or a word of one is the initials of the
/// other. Returns true for names in different scripts, since they cannot be compared.
pub fn have_word_in_common(one: &Organization, other: &Organization) -> bool {
    let [one, other] = [one, other].map(|it| Words::of(&it.names));
    if one.words.is_empty() || other.words.is_empty() || one.is_latin() != other.is_latin() {
        return true;
    }
    let alike = |a: &String, b: &String| a == b || stem(a).is_some_and(|it| stem(b) == Some(it));
    one.words.iter().any(|a| other.words.iter().any(|b| alike(a, b)))
        || one.initials.iter().any(|it| other.words.contains(it))
        || other.initials.iter().any(|it| one.words.contains(it))
}

/// The first letters of a word; None if the word is not longer.
fn stem(word: &str) -> Option<&str> {
    let (end, _) = word.char_indices().nth(STEM_LETTERS)?;
    word.get(..end)
}

struct Words {
    words: BTreeSet<String>,
    initials: BTreeSet<String>,
}

impl Words {
    fn of(names: &[Name]) -> Self {
        let folded: Vec<_> = names.iter().map(|name| fold(&name.value)).collect();
        let initials = |name: &String| -> String {
            significant_words(name).iter().filter_map(|word| word.chars().next()).collect()
        };
        Self {
            words: folded.iter().flat_map(|name| distinctive_words(name)).collect(),
            initials: folded.iter().map(initials).filter(|it| it.len() > 1).collect(),
        }
    }

    fn is_latin(&self) -> bool {
        self.words.iter().any(|word| word.bytes().any(|byte| byte.is_ascii_alphabetic()))
    }
}
