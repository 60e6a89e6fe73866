//! A record of ROR in the terms of this registry.

use super::schema::{Location, Name as RorName, Record};
use crate::domain::{
    date::PartialDate,
    identifier::{canonical, number_of_ror},
    rank::FIRST_IMPORTED,
    record::{
        Identifier, ImportedRecord, Name, Organization, Place, Relation, RelationEnd, Status,
    },
    text::fold,
};

/// Converts a record. Parts that break a rule are left out, and `omit` is told why.
///
/// # Errors
/// Why the record as a whole cannot be imported.
pub fn convert(record: &Record, omit: &mut dyn FnMut(String)) -> Result<ImportedRecord, String> {
    let key = canonical("ROR", &record.id).map_err(|rule| format!("id {:?}: {rule}", record.id))?;
    let status = status(record)?;
    let names = names(record, omit);
    if names.is_empty() {
        return Err("no name has a letter or digit".to_owned());
    }
    let kinds = kinds(record, omit);
    if kinds.is_empty() {
        return Err("no type is one of ROR's schema v2".to_owned());
    }
    let organization = Organization {
        names,
        kinds,
        founded: founded(record, omit),
        website: website(record, omit),
        place: place(record, omit),
        identifiers: identifiers(record, &key, omit),
        ..Organization::new(format!("ror-{key}"))
    };
    Ok(ImportedRecord {
        rank: FIRST_IMPORTED + number_of_ror(&key).unwrap_or_default(),
        locator: format!("https://ror.org/{key}"),
        status: Some(status),
        organization,
        relations: relations(record, &key, omit),
        key,
    })
}

/// The values of a record that this registry does not store, and how many of each there are.
pub fn unsupported(record: &Record) -> [(&'static str, usize); 4] {
    let websites = record.links.iter().filter(|link| link.r#type == "website").count();
    let types = |name: &RorName| name.types.iter().filter(|ty| *ty != "ror_display").count();
    let further_types = record.names.iter().map(|name| types(name).saturating_sub(1)).sum();
    [
        ("domains", record.domains.len()),
        ("websites beyond the first", websites.saturating_sub(1)),
        ("locations beyond the first", record.locations.len().saturating_sub(1)),
        ("types of names beyond the first", further_types),
    ]
}

fn status(record: &Record) -> Result<Status, String> {
    match record.status.as_str() {
        "active" => Ok(Status::Active),
        "inactive" => Ok(Status::Inactive),
        "withdrawn" => Ok(Status::Withdrawn),
        other => Err(format!("status {other:?}: expected active, inactive or withdrawn")),
    }
}

/// The names: first the one to display, then the others in ROR's order.
fn names(record: &Record, omit: &mut dyn FnMut(String)) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let (displayed, others): (Vec<_>, Vec<_>) =
        record.names.iter().partition(|name| name.is("ror_display"));
    for name in displayed.into_iter().chain(others) {
        let value = without_control_characters(&name.value);
        if fold(&value).is_empty() {
            omit(format!("name {:?}: a name needs a letter or digit", name.value));
            continue;
        }
        if value != name.value.trim() {
            omit(format!("name {:?}: control characters were replaced by spaces", name.value));
        }
        let language = name.lang.as_ref().filter(|code| code.len() == 2).cloned();
        let name = Name { value, language, kind: name_kind(name).to_owned() };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn name_kind(name: &RorName) -> &'static str {
    match () {
        () if name.is("label") => "LABEL",
        () if name.is("acronym") => "ACRONYM",
        () if name.is("alias") => "ALIAS",
        () => "LABEL",
    }
}

/// The types as kinds. The first kind is the main one, and ROR does not order its types. FUNDER comes last,
/// since most funders are primarily something else.
fn kinds(record: &Record, omit: &mut dyn FnMut(String)) -> Vec<String> {
    let mut kinds = Vec::new();
    for ty in &record.types {
        let kind = match ty.as_str() {
            "education" => "EDUCATION",
            "healthcare" => "HEALTHCARE",
            "company" => "COMPANY",
            "archive" => "ARCHIVE",
            "nonprofit" => "NONPROFIT",
            "government" => "GOVERNMENT",
            "facility" => "FACILITY",
            "funder" => "FUNDER",
            "other" => "OTHER",
            unknown => {
                omit(format!("type {unknown:?}: not a type of ROR's schema v2"));
                continue;
            }
        };
        if !kinds.iter().any(|known| known == kind) {
            kinds.push(kind.to_owned());
        }
    }
    kinds.sort_by_key(|kind| kind == "FUNDER");
    kinds
}

fn founded(record: &Record, omit: &mut dyn FnMut(String)) -> Option<PartialDate> {
    let year = record.established?;
    let date = format!("{year:04}").parse();
    if date.is_err() || !(1..=9999).contains(&year) {
        omit(format!("established {year}: a year is from 1 to 9999"));
    }
    date.ok()
}

/// The first website. Pages link to it, so it has to be a web address.
fn website(record: &Record, omit: &mut dyn FnMut(String)) -> Option<String> {
    let website = &record.links.iter().find(|link| link.r#type == "website")?.value;
    let is_address = website.starts_with("https://") || website.starts_with("http://");
    if !is_address {
        omit(format!("website {website:?}: an address starts with https:// or http://"));
    }
    is_address.then(|| website.clone())
}

/// The first location; few records have another.
fn place(record: &Record, omit: &mut dyn FnMut(String)) -> Place {
    let Some(Location { geonames_details: location }) = record.locations.first() else {
        return Place::default();
    };
    let is_code =
        |code: &&String| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let country = location.country_code.as_ref().filter(is_code);
    if let (Some(code), None) = (&location.country_code, country) {
        omit(format!("country {code:?}: a code has two capital letters, such as FR"));
    }
    Place {
        city: location.name.clone(),
        region: location.country_subdivision_name.clone(),
        country: country.cloned(),
        ..Place::default()
    }
}

/// The ROR id, then the identifiers of the other registries, of each the preferred one first.
fn identifiers(record: &Record, key: &str, omit: &mut dyn FnMut(String)) -> Vec<Identifier> {
    let mut identifiers = vec![Identifier { scheme: "ROR".to_owned(), value: key.to_owned() }];
    for external in &record.external_ids {
        let scheme = match external.r#type.as_str() {
            "grid" => "GRID",
            "isni" => "ISNI",
            "wikidata" => "WIKIDATA",
            "fundref" => "FUNDREF",
            unknown => {
                omit(format!("external id of type {unknown:?}: this registry has no such scheme"));
                continue;
            }
        };
        let others = external.all.iter().filter(|it| Some(*it) != external.preferred.as_ref());
        for value in external.preferred.iter().chain(others) {
            match canonical(scheme, value) {
                Ok(value) => {
                    let identifier = Identifier { scheme: scheme.to_owned(), value };
                    if !identifiers.contains(&identifier) {
                        identifiers.push(identifier);
                    }
                }
                Err(rule) => omit(format!("{scheme} {value:?}: {rule}")),
            }
        }
    }
    identifiers
}

fn relations(record: &Record, key: &str, omit: &mut dyn FnMut(String)) -> Vec<Relation> {
    let mut relations = Vec::new();
    for relationship in &record.relationships {
        let (role, is_subject) = match relationship.r#type.as_str() {
            "parent" => ("PARENT", false),
            "child" => ("PARENT", true),
            "related" => ("RELATED", true),
            "successor" => ("SUCCESSOR", false),
            "predecessor" => ("SUCCESSOR", true),
            unknown => {
                omit(format!("relationship of type {unknown:?}: not a type of ROR's schema v2"));
                continue;
            }
        };
        match canonical("ROR", &relationship.id) {
            Ok(other) if other == key => omit("relationship of the record to itself".to_owned()),
            Ok(other) => {
                relations.push(Relation { role, other: RelationEnd::Record(other), is_subject });
            }
            Err(rule) => omit(format!("relationship to {:?}: {rule}", relationship.id)),
        }
    }
    relations
}

/// The text with control characters replaced by spaces: they could take effect in a terminal or on a page.
fn without_control_characters(text: &str) -> String {
    if !text.chars().any(char::is_control) {
        return text.trim().to_owned();
    }
    let words = text.split(|letter: char| letter.is_control() || letter.is_whitespace());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
