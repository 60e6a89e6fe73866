//! Whether two records describe the same organization: a few rules that a curator can check, and no scores.
//!
//! `docs/import.md` states the rules. A curator decides on the pairs that the rules leave open.

mod country;
mod evidence;
mod institution;
mod name_words;
mod names;
mod office;
mod score;
mod unit_label;

use std::fmt::Write as _;

use self::{
    country::Countries,
    evidence::{
        SharedIdentifier, contradiction, disagreements, evidence, shared_identifiers, years_apart,
    },
    names::{SharedName, have_word_in_common, is_distinctive, shared_name},
    unit_label::{have_other_words_in_common, unit_label},
};
use super::{record::Organization, text::fold};

pub use self::{
    country::{codes_of_country, is_same_country},
    evidence::is_exclusive,
    institution::{InstitutionName, NameForm, institution_name, lookup_keys, similarity},
    name_words::{NameWords, city_words, name_words},
    office::{ResearchBody, body_named, office_of},
    score::score,
    unit_label::{shared_unit_label, unit_label_spellings},
};

/// Two records that may describe the same organization, and what is known of their relatives and namesakes.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'p> {
    /// The imported record.
    pub record: &'p Organization,
    /// The organization that existed before.
    pub other: &'p Organization,
    /// The name of an organization of which both are parts, or that supervises them.
    pub parent: Option<&'p str>,
    /// Whether another record or organization of the country has the name that they share.
    pub has_namesakes: bool,
    /// Whether another record has the identifier that they share.
    pub shares_identifier_with_others: bool,
    /// Whether both have a label such as `UMR 8104` that no other record or organization has.
    pub shares_unit_label: bool,
    /// What the record is, if it is an institution. None for a laboratory, and if that is not known.
    pub institution: Option<Institution<'p>>,
}

/// What is known of a pair whose record is an institution: a university, an agency or a company.
#[derive(Clone, Copy, Debug)]
pub struct Institution<'p> {
    /// The strongest agreement of their names.
    pub name: Option<&'p InstitutionName>,
    /// Whether the name of another organization of the country agrees as strongly.
    pub has_rivals: bool,
}

/// Whether two records describe the same organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MatchVerdict {
    /// They do, because of this evidence.
    Same(String),
    /// A curator has to decide; the text says what agrees and what does not.
    Uncertain(String),
    /// They share a company number (SIREN or SIRET), which the parts of a body have in common, and no word of a name.
    SharesCompanyNumber,
    /// They share an acronym and nothing else.
    SharesAcronym,
}

/// How many facts must agree besides name and country if the name is distinctive.
const NEEDED_IF_DISTINCTIVE: usize = 1;
/// How many facts must agree besides name and country if the name is not distinctive.
const NEEDED: usize = 2;
/// How similar two names must be if only an acronym is the same, or the cities of two units with one label differ.
const SIMILAR: f64 = 0.6;
/// Letters that an acronym needs in order to count beside a similar name.
const ACRONYM_LETTERS: usize = 3;

/// Applies the rules to a pair.
#[must_use]
pub fn judge(pair: &Pair<'_>) -> MatchVerdict {
    let Pair { record, other, .. } = *pair;
    let shared = shared_identifiers(record, other);
    let identifier = shared.iter().find(|it| it.is_exclusive);
    let contradiction = contradiction(record, other);
    let name = shared_name(record, other);
    if let Some(identifier) = identifier {
        return by_identifier(pair, identifier, contradiction, name.as_ref());
    }
    if let Some(verdict) = by_unit_label(pair, contradiction.as_deref(), name.as_ref()) {
        return verdict;
    }
    let contradiction =
        contradiction.or_else(|| pair.institution.and_then(|_| years_apart(record, other)));
    let as_institution = pair.institution.and_then(|institution| {
        by_institution(pair, institution, contradiction.as_deref(), &shared)
    });
    if let Some(verdict @ MatchVerdict::Same(_)) = as_institution {
        return verdict;
    }
    let by_facts = match name {
        Some(name) => by_name(pair, &name, contradiction),
        None => by_company_number(pair, &shared),
    };
    match (by_facts, as_institution) {
        (same @ MatchVerdict::Same(_), _) => same,
        (_, Some(uncertain)) => uncertain,
        (other, None) => other,
    }
}

/// The rule for units with the same label: a word of their other names is the same, and one more fact, or two if a country is not
/// known. A parent in common is such a fact only if the cities do not differ or the names are similar. None if it does not apply.
fn by_unit_label(
    pair: &Pair<'_>,
    contradiction: Option<&str>,
    name: Option<&SharedName>,
) -> Option<MatchVerdict> {
    let Pair { record, other, parent, .. } = *pair;
    let label = shared_unit_label(record, other).filter(|_| pair.shares_unit_label)?;
    let countries = Countries::of(record, other);
    if matches!(countries, Countries::Different)
        || contradiction.is_some()
        || !have_other_words_in_common(record, other)
    {
        return None;
    }
    let parent =
        parent.filter(|_| !cities_differ(record, other) || are_names_similar(record, other));
    let mut facts = evidence(record, other, parent, &SharedName::Full(label.clone()));
    facts.extend(
        name.filter(|it| fold(it.value()) != fold(&label)).map(|it| format!("name {}", it.value())),
    );
    if facts.len() < 1 + usize::from(countries == Countries::Unknown) {
        return None;
    }
    let list = [Some(format!("unit {label}")), countries.evidence()];
    let list = list.into_iter().flatten().chain(facts);
    Some(MatchVerdict::Same(list.collect::<Vec<_>>().join(", ")))
}

fn cities_differ(record: &Organization, other: &Organization) -> bool {
    let are_known = [record, other].into_iter().all(|it| it.place.city.is_some());
    are_known && evidence::city(record, other).is_none()
}

/// Whether a full name of one is similar to one of the other.
fn are_names_similar(record: &Organization, other: &Organization) -> bool {
    let words = |it: &Organization| -> Vec<NameWords> {
        let full = it.names.iter().filter(|name| !matches!(&*name.kind, "ACRONYM" | "FORMER"));
        let full = full.filter(|name| unit_label(&name.value).is_none());
        full.map(|name| name_words(&name.value)).collect()
    };
    let theirs = words(other);
    let is_similar = |one: &NameWords| theirs.iter().any(|two| similarity(one, two) >= SIMILAR);
    words(record).iter().any(is_similar)
}

/// The rules for institutions, which their full name and country identify, and a company number that no other record has.
/// None if neither agrees.
fn by_institution(
    pair: &Pair<'_>,
    institution: Institution<'_>,
    contradiction: Option<&str>,
    shared: &[SharedIdentifier],
) -> Option<MatchVerdict> {
    let Pair { record, other, .. } = *pair;
    let (one, two) = (record.place.country.as_deref(), other.place.country.as_deref());
    let Some(name) = institution.name else {
        let number = shared.first().filter(|_| have_word_in_common(record, other))?;
        let is_decided = contradiction.is_none() && !pair.shares_identifier_with_others;
        return is_decided.then(|| MatchVerdict::Same(number.to_string()));
    };
    let (Some(one), Some(two)) = (one, two) else { return None };
    let objection = match contradiction {
        _ if !is_same_country(one, two) => "the countries differ".to_owned(),
        Some(contradiction) => contradiction.to_owned(),
        None if institution.has_rivals => {
            "several organizations of this country have such a name".to_owned()
        }
        None if name.form == NameForm::Office && pair.parent.is_none() => {
            "they are not known as parts of one body".to_owned()
        }
        None => {
            let Some(doubt) = institution::doubt(record, other, &name.value) else {
                let city = evidence::city(record, other);
                let number = shared.first().map(ToString::to_string);
                let facts = [Some(name.evidence()), Some(format!("country {two}")), city, number];
                let facts: Vec<_> = facts.into_iter().flatten().collect();
                return Some(MatchVerdict::Same(facts.join(", ")));
            };
            doubt
        }
    };
    Some(MatchVerdict::Uncertain(format!("agreeing: {}; but {objection}", name.evidence())))
}

/// Whether two organizations have no word of their names in common, although an identifier says that they are one.
#[must_use]
pub fn are_names_unrelated(one: &Organization, other: &Organization) -> bool {
    !have_word_in_common(one, other)
}

/// Whether two organizations have a name in full in common, not only an acronym.
#[must_use]
pub fn have_full_name_in_common(one: &Organization, other: &Organization) -> bool {
    shared_name(one, other).is_some_and(|name| name.is_full())
}

/// Whether two organizations have an identifier in common that only one organization can have.
#[must_use]
pub fn have_exclusive_identifier_in_common(one: &Organization, other: &Organization) -> bool {
    shared_identifiers(one, other).iter().any(|it| it.is_exclusive)
}

/// Whether two organizations have an identifier in common that several organizations can have, such as a SIREN.
#[must_use]
pub fn have_company_number_in_common(one: &Organization, other: &Organization) -> bool {
    shared_identifiers(one, other).iter().any(|it| !it.is_exclusive)
}

fn by_identifier(
    pair: &Pair<'_>,
    identifier: &SharedIdentifier,
    contradiction: Option<String>,
    name: Option<&SharedName>,
) -> MatchVerdict {
    let objection = match contradiction {
        Some(contradiction) => Some(contradiction),
        None if pair.shares_identifier_with_others && name.is_none_or(|name| !name.is_full()) => {
            Some("other records have it, too".to_owned())
        }
        None if !have_word_in_common(pair.record, pair.other) => {
            Some("their names have no word in common".to_owned())
        }
        None => None,
    };
    match objection {
        Some(objection) => {
            MatchVerdict::Uncertain(format!("they share {identifier}, but {objection}"))
        }
        None => MatchVerdict::Same(identifier.to_string()),
    }
}

fn by_name(pair: &Pair<'_>, name: &SharedName, contradiction: Option<String>) -> MatchVerdict {
    let Pair { record, other, parent, has_namesakes, .. } = *pair;
    let is_distinctive = !has_namesakes && is_distinctive(name.value(), record, other);
    // A body has laboratories of one common name in several cities, and gives the label of one to the next.
    let is_label = unit_label(name.value()).is_some();
    let parent = parent.filter(|_| !is_label && (is_distinctive || !cities_differ(record, other)));
    let evidence = evidence(record, other, parent, name);
    let countries = Countries::of(record, other);
    let needed = if is_distinctive { NEEDED_IF_DISTINCTIVE } else { NEEDED };
    let needed = needed + usize::from(countries == Countries::Unknown);
    let same = |what: String| {
        let list = [Some(what), countries.evidence()].into_iter().flatten();
        let list = list.chain(evidence.iter().cloned());
        MatchVerdict::Same(list.collect::<Vec<_>>().join(", "))
    };
    let objection = match name {
        SharedName::Acronym(_)
            if !matches!(countries, Countries::Same(_)) || evidence.is_empty() =>
        {
            return MatchVerdict::SharesAcronym;
        }
        SharedName::Acronym(acronym) => {
            let is_long = fold(acronym).replace(' ', "").len() >= ACRONYM_LETTERS;
            let is_same = is_long
                && parent.is_some()
                && evidence::city(record, other).is_some()
                && are_names_similar(record, other);
            if is_same && contradiction.is_none() && !has_namesakes {
                return same(format!("acronym {acronym}, similar name"));
            }
            "it is an acronym".to_owned()
        }
        SharedName::Former(_) => "one of them had this name before".to_owned(),
        SharedName::Full(_) if countries == Countries::Different => {
            "the countries differ".to_owned()
        }
        SharedName::Full(_) => match contradiction {
            Some(contradiction) => contradiction,
            None if evidence.len() >= needed => return same("name".to_owned()),
            None if countries == Countries::Unknown => "a country is not known".to_owned(),
            None if has_namesakes => {
                "several organizations in this country have this name".to_owned()
            }
            None if is_distinctive => "nothing else agrees".to_owned(),
            None => "the name is common, so two facts must agree".to_owned(),
        },
    };
    MatchVerdict::Uncertain(reason(pair, name, &objection, &evidence))
}

/// What a curator reads of a pair that has a name in common.
fn reason(pair: &Pair<'_>, name: &SharedName, objection: &str, evidence: &[String]) -> String {
    let mut reason = format!("both are called {:?}, but {objection}", name.value());
    if !evidence.is_empty() {
        let _ = write!(reason, "; agreeing: {}", evidence.join(", "));
    }
    let differing = disagreements(pair.record, pair.other);
    if !differing.is_empty() {
        let _ = write!(reason, "; differing: {}", differing.join(", "));
    }
    reason
}

fn by_company_number(pair: &Pair<'_>, shared: &[SharedIdentifier]) -> MatchVerdict {
    match shared.first() {
        Some(number) if have_word_in_common(pair.record, pair.other) => {
            MatchVerdict::Uncertain(format!(
                "they share {number}, but no name; parts of one organization can share the number"
            ))
        }
        _ => MatchVerdict::SharesCompanyNumber,
    }
}

#[cfg(test)]
mod tests;
