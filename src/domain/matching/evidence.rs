//! What two records agree on besides their names, and where they contradict each other.

use std::{collections::BTreeSet, fmt};

use super::names::{SharedName, shared_names};
use crate::domain::{
    date::StatedDate,
    record::{Identifier, Organization},
    text::fold,
};

/// Schemes whose identifiers belong to one organization only.
const ONE_OWNER_SCHEMES: [&str; 8] =
    ["FUNDREF", "GRID", "IDREF", "ISNI", "RNA", "RNSR", "ROR", "WIKIDATA"];
/// Schemes of which an organization has at most one identifier, so that different identifiers mean different
/// organizations. ISNI and FUNDREF give one organization several, and a company has a SIRET for each establishment.
const ONE_PER_ORGANIZATION_SCHEMES: [&str; 5] = ["GRID", "RNSR", "ROR", "SIREN", "WIKIDATA"];
/// Number of digits at the start of a SIRET that are the SIREN of its company.
const SIREN_DIGITS: usize = 9;
/// Institutions of one name whose years differ by more than this many are two, or one of the years needs a look.
const YEARS_APART: u64 = 10;
/// Hosts with pages of many organizations. Addresses there are compared as a whole, not by host.
const SHARED_HOSTS: [&str; 10] = [
    "facebook.com",
    "github.com",
    "instagram.com",
    "linkedin.com",
    "fr.linkedin.com",
    "sites.google.com",
    "twitter.com",
    "x.com",
    "youtube.com",
    "wikipedia.org",
];

/// An identifier that two records share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedIdentifier {
    scheme: String,
    value: String,
    /// Whether only one organization can have it.
    pub is_exclusive: bool,
}

impl fmt::Display for SharedIdentifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.scheme, self.value)
    }
}

/// Whether only one organization can have a key of this scheme. The parts of a company or public body share its SIREN, and
/// often a SIRET.
#[must_use]
pub fn is_exclusive(scheme: &str) -> bool {
    ONE_OWNER_SCHEMES.contains(&scheme)
}

/// The identifiers that two records share, those of one organization first.
pub fn shared_identifiers(record: &Organization, other: &Organization) -> Vec<SharedIdentifier> {
    let known: BTreeSet<_> = other.identifiers.iter().flat_map(keys).collect();
    let shared = record.identifiers.iter().flat_map(keys).filter(|key| known.contains(key));
    let mut shared: Vec<_> = shared
        .map(|(scheme, value)| {
            let is_exclusive = is_exclusive(scheme);
            SharedIdentifier { scheme: scheme.to_owned(), value: value.to_owned(), is_exclusive }
        })
        .collect();
    shared.sort_by_key(|it| !it.is_exclusive);
    shared
}

/// Scheme and value of an identifier. A SIRET also has the SIREN of its company.
fn keys(identifier: &Identifier) -> Vec<(&str, &str)> {
    let (scheme, value) = (&*identifier.scheme, &*identifier.value);
    let siren = (scheme == "SIRET").then(|| value.get(..SIREN_DIGITS)).flatten();
    [(scheme, value)].into_iter().chain(siren.map(|siren| ("SIREN", siren))).collect()
}

/// Why two records cannot describe the same organization, if they cannot.
pub fn contradiction(record: &Organization, other: &Organization) -> Option<String> {
    let values = |it: &Organization, scheme: &str| -> Vec<String> {
        let of_scheme = it.identifiers.iter().filter(|it| it.scheme == scheme);
        of_scheme.map(|it| it.value.clone()).collect()
    };
    for scheme in ONE_PER_ORGANIZATION_SCHEMES {
        let (one, two) = (values(record, scheme), values(other, scheme));
        if let (Some(a), Some(b)) = (one.first(), two.first())
            && !one.iter().any(|value| two.contains(value))
        {
            return Some(format!("their {scheme} differs ({a}, {b})"));
        }
    }
    let ended_before = |one: &Organization, two: &Organization| {
        let (end, start) = (one.dissolved.as_ref()?, two.founded.as_ref()?);
        (end.span().end <= start.span().first)
            .then(|| format!("one ended ({end}) before the other began ({start})"))
    };
    ended_before(record, other).or_else(|| ended_before(other, record))
}

/// Why two institutions of one name may be different ones: they were founded or dissolved in years far from each other.
pub fn years_apart(record: &Organization, other: &Organization) -> Option<String> {
    let differ = |what: &str, one: Option<&StatedDate>, two: Option<&StatedDate>| {
        let [one, two] = [year(one?)?, year(two?)?];
        let apart = one.parse::<i64>().ok()?.abs_diff(two.parse().ok()?);
        (apart > YEARS_APART).then(|| format!("their years of {what} differ ({one}, {two})"))
    };
    differ("founding", record.founded.as_ref(), other.founded.as_ref())
        .or_else(|| differ("dissolution", record.dissolved.as_ref(), other.dissolved.as_ref()))
}

/// What two records agree on besides the name that they share.
pub fn evidence(
    record: &Organization,
    other: &Organization,
    parent: Option<&str>,
    name: &SharedName,
) -> Vec<String> {
    let company = shared_identifiers(record, other).into_iter().next();
    [
        city(record, other),
        founding_year(record, other),
        website(record, other),
        parent.map(|parent| format!("part of {parent}")),
        company.map(|company| company.to_string()),
        code(record, other, name),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What two records say differently, for the curator who has to decide.
pub fn disagreements(record: &Organization, other: &Organization) -> Vec<String> {
    let differ = |what: &str, one: Option<String>, two: Option<String>| match (one, two) {
        (Some(one), Some(two)) if one != two => Some(format!("{what} ({one}, {two})")),
        _ => None,
    };
    let cities = match city(record, other) {
        Some(_) => None,
        None => differ("city", record.place.city.clone(), other.place.city.clone()),
    };
    let year = |it: &Organization| it.founded.as_ref().and_then(year);
    let host = |it: &Organization| it.website.as_deref().and_then(host).map(str::to_owned);
    let years = differ("founding year", year(record), year(other));
    [cities, years, differ("website", host(record), host(other))].into_iter().flatten().collect()
}

pub fn city(record: &Organization, other: &Organization) -> Option<String> {
    let [one, two] = [record, other].map(|it| city_key(it.place.city.as_deref()?));
    let name = record.place.city.as_deref()?.trim();
    (one.is_some() && one == two).then(|| format!("city {name}"))
}

/// A city without postal additions: `PARIS CEDEX 13`, `Nice cedex3`, `Lyon 3e`, `St-Denis`.
fn city_key(city: &str) -> Option<String> {
    let folded = fold(city);
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let words = folded.split(' ').take_while(|word| !word.starts_with("cedex") && !is_number(word));
    let spelled = words.map(|word| match word {
        "st" => "saint",
        "ste" => "sainte",
        word => word,
    });
    let key = spelled.collect::<Vec<_>>().join(" ");
    (!key.is_empty()).then_some(key)
}

pub fn founding_year(record: &Organization, other: &Organization) -> Option<String> {
    let (one, two) = (year(record.founded.as_ref()?)?, year(other.founded.as_ref()?)?);
    (one == two).then(|| format!("founded {one}"))
}

/// The year of a date; None if a source gives no more than bounds.
fn year(date: &StatedDate) -> Option<String> {
    date.partial().map(|date| date.to_string().chars().take_while(char::is_ascii_digit).collect())
}

fn website(record: &Organization, other: &Organization) -> Option<String> {
    let (one, two) = (record.website.as_deref()?, other.website.as_deref()?);
    let shared = host(one).filter(|host| host_is(two, host))?;
    if SHARED_HOSTS.contains(&shared) {
        let address = |text: &str| text.trim_end_matches('/').to_lowercase();
        return (address(one) == address(two)).then(|| format!("website {one}"));
    }
    Some(format!("website {}", shared.to_lowercase()))
}

fn host_is(address: &str, expected: &str) -> bool {
    host(address).is_some_and(|host| host.eq_ignore_ascii_case(expected))
}

/// The host of a web address, without `www.` and port.
fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let www = host.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    Some(if www { &host[4..] } else { host }).filter(|host| !host.is_empty())
}

/// A second name that both have and that holds a number, such as `UMR 8104`.
fn code(record: &Organization, other: &Organization, name: &SharedName) -> Option<String> {
    let shared = shared_names(record, other);
    let with_number = |value: &str| value.bytes().filter(u8::is_ascii_digit).count() >= 3;
    let is_code =
        |it: &&SharedName| fold(it.value()) != fold(name.value()) && with_number(it.value());
    shared.iter().find(is_code).map(|it| format!("code {}", it.value()))
}
