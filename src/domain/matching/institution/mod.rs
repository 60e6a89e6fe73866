//! Whether the names of two institutions are spellings of one.
//!
//! The full name and the country of a university, an agency or a company identify it, so that they decide a match without further
//! facts; those of a laboratory do not.

mod doubt;
mod numbered;

use std::collections::BTreeSet;

use self::numbered::city_and_number;
use super::{
    country::is_same_country,
    name_words::{NameWords, UNIVERSITY, city_words, name_words},
    names::is_common,
    office::{is_same_body, same_office},
};
use crate::domain::{
    country_names, record::Organization, search::similarity::is_kind_word, text::fold,
};

/// Letters that an acronym needs in order to identify an institution of its city.
const ACRONYM_LETTERS: usize = 4;
/// Letters that a name needs in order to be the same without spaces: `Télécom Paris Tech`.
const LETTERS_WITHOUT_SPACES: usize = 8;
/// Words in brackets that say what kind of institution a name means, so that it is another one without them.
const DISTINGUISHING_BRACKETS: [&str; 2] = ["comue", "pres"];
/// Words outside of a bracket with an acronym that nobody else mentions.
const WORDS_BESIDE_ACRONYM: usize = 3;
/// Words that a bracket needs in order to stand for the rest of the name: `(Joseph Fourier)`, not `(Diderot)`.
const BRACKET_WORDS: usize = 2;
/// The weight of a common word in a comparison; other words weigh 1.
const COMMON_WORD_WEIGHT: f64 = 0.3;

pub use self::doubt::doubt;

/// How a name of one institution agrees with a name of another: the first form is the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameForm {
    /// The same name.
    Exact,
    /// The same words, in another order or with other articles.
    SameWords,
    /// The same words but for those of the city in which both are: `Ecole Polytechnique Palaiseau`.
    City,
    /// Both are the body of the regional offices that the names of others name.
    Body,
    /// The same regional office of one body, in the same city: `CNRS Aquitaine`.
    Office,
    /// The same city and number of a French university: `Université Paris Nord Paris 13`.
    CityAndNumber,
    /// The same words but for the number of a university that has another name, too: `Université Paris 7 Diderot`.
    Number,
    /// The same words but for a bracket that is another name, or in which the other name stands.
    Bracket,
    /// A name with more words, which stand together in another name: `Université Perpignan Via Domitia`.
    TwoNames,
    /// A name is the same as an acronym of several words, such as `CHU de Limoges`.
    LongAcronym,
    /// A name is the acronym of an institution of the same city.
    Acronym,
}

/// A name of an institution that agrees with one of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstitutionName {
    /// How it agrees.
    pub form: NameForm,
    /// The name, as the institution has it.
    pub value: String,
}

impl InstitutionName {
    /// What agrees, for a report.
    #[must_use]
    pub fn evidence(&self) -> String {
        let Self { form, value } = self;
        match form {
            NameForm::Exact => "name".to_owned(),
            NameForm::SameWords => format!("words of the name {value:?}"),
            NameForm::City => format!("name {value:?} and its city"),
            NameForm::Body => format!("body {value:?}"),
            NameForm::Office => format!("office {value:?}"),
            NameForm::CityAndNumber => format!("city and number of {value:?}"),
            NameForm::TwoNames => format!("words of {value:?} and of another name"),
            NameForm::Number => format!("name {value:?} and a number"),
            NameForm::Bracket => format!("name {value:?} and what its brackets say"),
            NameForm::LongAcronym => format!("acronym and name {value:?}"),
            NameForm::Acronym => format!("acronym {value}, same city"),
        }
    }
}

/// The strongest agreement of the names of two institutions. Former names do not count.
#[must_use]
pub fn institution_name(record: &Organization, other: &Organization) -> Option<InstitutionName> {
    let (ours, theirs) = (Names::of(record), Names::of(other));
    let mut found: Option<InstitutionName> = None;
    for two in &theirs.full {
        let form = ours.full.iter().filter_map(|one| ours.form(one, two, &theirs)).min();
        if let Some(form) = form.filter(|form| found.as_ref().is_none_or(|it| *form < it.form)) {
            found = Some(InstitutionName { form, value: two.value.to_owned() });
        }
    }
    let body = || {
        let value = theirs.full.first().filter(|_| is_same_body(record, other))?.value.to_owned();
        Some(InstitutionName { form: NameForm::Body, value })
    };
    let office = || {
        let value = same_office(record, other)?.to_owned();
        Some(InstitutionName { form: NameForm::Office, value })
    };
    let found = match found {
        Some(found) if found.form < NameForm::Body => Some(found),
        weaker => body().or_else(office).or(weaker),
    };
    found.or_else(|| acronym(&ours, &theirs))
}

/// Keys of which two institutions share one if [`institution_name`] finds an agreement between their names `value`, of which
/// one may be an acronym. `city` are the words of its city. Names of the forms [`NameForm::TwoNames`] and
/// [`NameForm::Office`] have no key in common; they are [similar](similarity).
#[must_use]
pub fn lookup_keys(value: &str, is_acronym: bool, city: &NameWords) -> BTreeSet<String> {
    let letters = letters(value);
    let is_word = !value.contains(' ');
    let is_long = letters.len() >= LETTERS_WITHOUT_SPACES;
    let letters = Some(letters).filter(|_| is_acronym || is_word || is_long);
    let mut keys: BTreeSet<_> = letters.map(|it| format!("={it}")).into_iter().collect();
    if is_acronym && is_word {
        return keys;
    }
    let name = FullName::of(value, is_acronym);
    keys.extend(name.numbered.as_ref().map(|(city, number)| format!("#{city} {number}")));
    let parts = name.bracket.iter().flat_map(|it| [Some(&it.rest), it.head_and_content.as_ref()]);
    for words in [&name.words, &name.unnumbered].into_iter().chain(parts.flatten()) {
        keys.extend([key(words), key(&(words | city))].into_iter().filter(|key| !key.is_empty()));
    }
    keys
}

/// How similar two names are, from 0 to 1: the share of the words that they have in common, in which a word such as `institut`
/// or `national` counts little.
#[must_use]
pub fn similarity(one: &NameWords, other: &NameWords) -> f64 {
    let weight = |words: &mut dyn Iterator<Item = &String>| -> f64 {
        words.map(|word| if is_common(word) { COMMON_WORD_WEIGHT } else { 1.0 }).sum()
    };
    let all = weight(&mut one.iter()) + weight(&mut other.iter());
    if all > 0.0 { 2.0 * weight(&mut one.intersection(other)) / all } else { 0.0 }
}

/// The names of an institution, prepared for comparing.
struct Names<'n> {
    /// Its full names, and acronyms of several words.
    full: Vec<FullName<'n>>,
    /// Its acronyms, letters only.
    acronyms: BTreeSet<String>,
    city: NameWords,
    country: Option<&'n str>,
}

/// A full name.
struct FullName<'n> {
    value: &'n str,
    folded: String,
    words: NameWords,
    /// Its words without numbers.
    unnumbered: NameWords,
    /// The city and the number of a university.
    numbered: Option<(String, u8)>,
    bracket: Option<Bracket<'n>>,
    is_acronym: bool,
}

/// A bracket in a name.
struct Bracket<'n> {
    content: &'n str,
    /// The words outside, and what they are as a text.
    rest: NameWords,
    rest_letters: String,
    /// The kind of institution with which the name begins, and the words in the bracket: `Université Joseph Fourier` in
    /// `Université de Grenoble I (Joseph Fourier)`. A bracket with a kind of institution is the name of another one, such as the parent.
    head_and_content: Option<NameWords>,
}

impl<'n> FullName<'n> {
    fn of(value: &'n str, is_acronym: bool) -> Self {
        let words = name_words(value);
        Self {
            value,
            folded: fold(value),
            unnumbered: words.iter().filter(|word| !is_number(word)).cloned().collect(),
            words,
            numbered: city_and_number(value),
            bracket: Bracket::of(value),
            is_acronym,
        }
    }

    /// Whether both names have the same words, however they are divided.
    fn has_words_of(&self, other: &Self) -> bool {
        let letters = letters(self.value);
        self.words == other.words && !self.words.is_empty()
            || letters.len() >= LETTERS_WITHOUT_SPACES && letters == self::letters(other.value)
    }
}

impl<'n> Bracket<'n> {
    fn of(name: &'n str) -> Option<Self> {
        let (before, after) = name.split_once('(')?;
        let (content, after) = after.split_once(')')?;
        let rest = format!("{before} {after}");
        let head = fold(before).split(' ').next().filter(|word| is_kind_word(word)).map(name_words);
        let words = name_words(content);
        let completes =
            words.len() >= BRACKET_WORDS && !words.iter().any(|word| is_kind_word(word));
        let head_and_content = head.filter(|_| completes).map(|head| &head | &words);
        Some(Self {
            content,
            rest: name_words(&rest),
            rest_letters: letters(&rest),
            head_and_content,
        })
    }
}

impl<'n> Names<'n> {
    fn of(organization: &'n Organization) -> Self {
        let names = &organization.names;
        // The acronym of a company is often that of its group.
        let is_company = organization.kinds.iter().any(|kind| kind == "COMPANY");
        let full = names.iter().filter(|it| match &*it.kind {
            "FORMER" => false,
            "ACRONYM" => !is_company && it.value.contains(' '),
            _ => true,
        });
        let acronyms = names.iter().filter(|name| name.kind == "ACRONYM");
        Self {
            full: full.map(|it| FullName::of(&it.value, it.kind == "ACRONYM")).collect(),
            acronyms: acronyms.map(|name| letters(&name.value)).collect(),
            city: organization.place.city.as_deref().map(city_words).unwrap_or_default(),
            country: organization.place.country.as_deref(),
        }
    }

    /// How a name of this institution agrees with one of another.
    fn form(&self, one: &FullName<'_>, two: &FullName<'_>, other: &Self) -> Option<NameForm> {
        if one.is_acronym || two.is_acronym {
            let agree = one.is_acronym != two.is_acronym && one.has_words_of(two);
            return agree.then_some(NameForm::LongAcronym);
        }
        if one.folded == two.folded {
            return Some(NameForm::Exact);
        }
        if one.has_words_of(two) {
            return Some(NameForm::SameWords);
        }
        if self.agree_with_city(one, two, other) {
            return Some(NameForm::City);
        }
        if self.is_same_number(one, two, other) {
            return Some(NameForm::CityAndNumber);
        }
        if one.words != one.unnumbered || two.words != two.unnumbered {
            let is_numbered = |name: &FullName<'_>| name.words != name.unnumbered;
            let rest = one.unnumbered.difference(&other.city);
            if is_numbered(one) != is_numbered(two)
                && one.words.contains(UNIVERSITY)
                && one.unnumbered == two.unnumbered
                && rest.into_iter().any(|word| !is_common(word))
            {
                return Some(NameForm::Number);
            }
        }
        let in_brackets = self.agree_with_bracket(one, &two.words, other)
            || other.agree_with_bracket(two, &one.words, self);
        if in_brackets {
            return Some(NameForm::Bracket);
        }
        let in_two_names = self.may_be_in_city_of(other) && other.has_words_in_two_names(one, two);
        in_two_names.then_some(NameForm::TwoNames)
    }

    /// Whether both are the university of France with this city and number. An organization with several numbers is none of them.
    fn is_same_number(&self, one: &FullName<'_>, two: &FullName<'_>, other: &Self) -> bool {
        let is_french = |it: &Self| it.country.is_some_and(|code| is_same_country(code, "FR"));
        let number = |name: &FullName<'_>| name.numbered.as_ref().map(|(_, number)| *number);
        let has_one = |it: &Self| {
            let numbers: BTreeSet<_> = it.full.iter().filter_map(number).collect();
            numbers.len() == 1
        };
        one.numbered.is_some()
            && one.numbered == two.numbered
            && [self, other].into_iter().all(|it| is_french(it) && has_one(it))
    }

    fn may_be_in_city_of(&self, other: &Self) -> bool {
        self.city.is_empty() || other.city.is_empty() || !self.city.is_disjoint(&other.city)
    }

    /// Whether `longer` is the name `name` of this institution and more words, which stand together in another name of it.
    fn has_words_in_two_names(&self, longer: &FullName<'_>, name: &FullName<'_>) -> bool {
        let more = &longer.words - &name.words;
        let is_plain = |word: &String| !is_kind_word(word) && !is_number(word);
        name.words.is_subset(&longer.words)
            && name.words.iter().any(|word| !is_common(word))
            && !more.is_empty()
            && more.iter().all(is_plain)
            && more.iter().any(|word| !is_common(word))
            && self.full.iter().any(|it| !it.is_acronym && more.is_subset(&it.words))
    }

    /// Whether a name of this record is one of the other with its city, or the reverse if both are in the same city. The city of
    /// this record may be unknown.
    fn agree_with_city(&self, one: &FullName<'_>, two: &FullName<'_>, other: &Self) -> bool {
        let city = &other.city;
        let has_other_words =
            |words: &NameWords| words.difference(city).any(|it| !is_kind_word(it));
        if city.is_empty() || !has_other_words(&one.words) || !has_other_words(&two.words) {
            return false;
        }
        let is_longer =
            one.words == &two.words | city && (self.city.is_empty() || self.city == *city);
        is_longer || self.city == *city && &one.words | city == &two.words | city
    }

    /// Whether `words` are a name with a bracket that is another of its names, an acronym of it or its country; or the kind
    /// of the institution and the bracket, in the same city.
    fn agree_with_bracket(&self, name: &FullName<'_>, words: &NameWords, other: &Self) -> bool {
        let Some(bracket) = &name.bracket else { return false };
        if bracket.rest == *words && !words.is_empty() {
            let content = fold(bracket.content);
            return self.country.is_some_and(|it| country_names::is_named(it, &content))
                || self.acronyms.contains(&bracket.rest_letters)
                || words.len() >= WORDS_BESIDE_ACRONYM && is_acronym_alone(bracket.content)
                || self.has_name(&content)
                || other.has_name(&content);
        }
        let is_same_city = !self.city.is_empty() && self.city == other.city;
        is_same_city && bracket.head_and_content.as_ref() == Some(words)
    }

    fn has_name(&self, folded: &str) -> bool {
        self.acronyms.contains(&letters(folded)) || self.full.iter().any(|it| it.folded == folded)
    }
}

/// A name of the record that is an acronym of the other institution, if both are in the same city.
fn acronym(ours: &Names<'_>, theirs: &Names<'_>) -> Option<InstitutionName> {
    if ours.city.is_empty() || ours.city != theirs.city {
        return None;
    }
    let is_acronym = |it: &&FullName<'_>| {
        let letters = letters(it.value);
        letters.len() >= ACRONYM_LETTERS && theirs.acronyms.contains(&letters)
    };
    let found = ours.full.iter().find(is_acronym)?;
    Some(InstitutionName { form: NameForm::Acronym, value: found.value.to_owned() })
}

/// Whether a bracket holds one acronym, which may be missing among the names of the institution.
fn is_acronym_alone(content: &str) -> bool {
    let is_upper = |letter: char| letter.is_ascii_uppercase();
    let distinguishes = DISTINGUISHING_BRACKETS.contains(&&*fold(content));
    content.len() >= ACRONYM_LETTERS && content.chars().all(is_upper) && !distinguishes
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

fn letters(name: &str) -> String {
    fold(name).replace(' ', "")
}

fn key(words: &NameWords) -> String {
    words.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
