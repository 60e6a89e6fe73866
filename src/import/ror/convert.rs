//! A record of ROR in the terms of this registry.

use super::schema::{Location, Name as RorName, Record, Relationship};
use crate::{
    domain::{
        country,
        date::PartialDate,
        identifier::{canonical, number_of_ror},
        language,
        rank::FIRST_IMPORTED,
        record::{
            Identifier, ImportedRecord, Name, Organization, Place, Relation, RelationEnd, Status,
        },
        text::{is_placeholder, without_unsafe_characters},
        web_address,
    },
    limits::imports::MAX_TEXT_CHARS,
};

/// Converts a record of a release of this date. Parts that break a rule are left out, and `omit` is told why.
///
/// # Errors
/// Why the record as a whole cannot be imported.
pub fn convert(
    record: &Record,
    released: PartialDate,
    omit: &mut dyn FnMut(String),
) -> Result<ImportedRecord, String> {
    let key = canonical("ROR", &record.id).map_err(|rule| format!("id {:?}: {rule}", record.id))?;
    let status = status(record)?;
    let names = names(record, omit);
    if names.is_empty() {
        return Err(format!(
            "no name has a letter or digit and at most {MAX_TEXT_CHARS} characters"
        ));
    }
    let kinds = kinds(record, omit);
    if kinds.is_empty() {
        return Err("no type is one of ROR's schema v2".to_owned());
    }
    let organization = Organization {
        names,
        kinds,
        founded: founded(record, released, omit).map(Into::into),
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
pub fn unsupported(record: &Record) -> [(&'static str, usize); 7] {
    let links = |ty: &str| record.links.iter().filter(|link| link.r#type == ty).count();
    let types =
        |name: &RorName| name.types.iter().filter(|ty| NAME_TYPES.contains(&ty.as_str())).count();
    let further_types = record.names.iter().map(|name| types(name).saturating_sub(1)).sum();
    [
        ("domains", record.domains.len()),
        ("links to Wikipedia", links("wikipedia")),
        ("websites beyond the first", links("website").saturating_sub(1)),
        ("coordinates and GeoNames ids", record.locations.len()),
        ("locations beyond the first", record.locations.len().saturating_sub(1)),
        ("types of names beyond the first", further_types),
        ("dates of records", usize::from(record.admin.is_some())),
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

/// What ROR calls the kinds of names. The first that a name has is its kind here.
const NAME_TYPES: [&str; 3] = ["label", "acronym", "alias"];
const DISPLAYED: &str = "ror_display";

/// The names: first the one to display, then the others in ROR's order.
fn names(record: &Record, omit: &mut dyn FnMut(String)) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let (displayed, others): (Vec<_>, Vec<_>) =
        record.names.iter().partition(|name| name.is(DISPLAYED));
    for name in displayed.into_iter().chain(others) {
        let Some(value) = text("name", &name.value, omit) else { continue };
        let (language, kind) = (language(name, omit), name_kind(name, omit));
        let converted = Name { value, language, kind: kind.to_owned() };
        if names.contains(&converted) {
            omit(format!("name {:?}: duplicate value", name.value));
        } else {
            names.push(converted);
        }
    }
    names
}

fn language(name: &RorName, omit: &mut dyn FnMut(String)) -> Option<String> {
    let language = language::parse(name.lang.as_deref()?);
    let refused =
        |error| omit(format!("language {:?} of the name {:?}: {error}", name.lang, name.value));
    language.map_err(refused).ok()
}

/// The kind of a name. A name of an unknown type is kept as an alias, since it is not known to be the full name.
fn name_kind(name: &RorName, omit: &mut dyn FnMut(String)) -> &'static str {
    for ty in &name.types {
        if ty != DISPLAYED && !NAME_TYPES.contains(&ty.as_str()) {
            omit(format!(
                "type {ty:?} of the name {:?}: not a type of ROR's schema v2; without another type the name is an alias",
                name.value
            ));
        }
    }
    match () {
        () if name.is("label") => "LABEL",
        () if name.is("acronym") => "ACRONYM",
        () if name.is("alias") => "ALIAS",
        () if name.is(DISPLAYED) => "LABEL",
        () => "ALIAS",
    }
}

/// A text without characters that could take effect in a terminal or on a page; None if nothing is left.
fn text(field: &str, text: &str, omit: &mut dyn FnMut(String)) -> Option<String> {
    let cleaned = without_unsafe_characters(text);
    if is_placeholder(&cleaned) {
        let has_letters = cleaned.chars().any(char::is_alphanumeric);
        let reason =
            if has_letters { "a placeholder for a missing value" } else { "no letter or digit" };
        omit(format!("{field} {text:?}: {reason}; left out"));
        return None;
    }
    if cleaned.chars().nth(MAX_TEXT_CHARS).is_some() {
        omit(format!("{field} {text:?}: longer than {MAX_TEXT_CHARS} characters; left out"));
        return None;
    }
    if cleaned != text.trim() {
        omit(format!("{field} {text:?}: control characters were replaced by spaces"));
    }
    Some(cleaned)
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
        if kinds.iter().any(|known| known == kind) {
            omit(format!("type {ty:?}: duplicate value"));
        } else {
            kinds.push(kind.to_owned());
        }
    }
    kinds.sort_by_key(|kind| kind == "FUNDER");
    kinds
}

fn founded(
    record: &Record,
    released: PartialDate,
    omit: &mut dyn FnMut(String),
) -> Option<PartialDate> {
    let year = record.established?;
    let date = format!("{year:04}").parse::<PartialDate>().ok();
    let reason = match date {
        Some(date) if date.is_placeholder() => "a placeholder for an unknown year",
        Some(date) if date.span().first > released.span().first => {
            "the year is after the date of the release"
        }
        Some(_) if (1..=9999).contains(&year) => return date,
        _ => "a year is from 1 to 9999",
    };
    omit(format!("established {year}: {reason}"));
    None
}

/// The first website. Pages link to it, so it has to be a web address.
fn website(record: &Record, omit: &mut dyn FnMut(String)) -> Option<String> {
    for link in &record.links {
        if !matches!(&*link.r#type, "website" | "wikipedia") {
            omit(format!("link of type {:?}: not a type of ROR's schema v2", link.r#type));
        }
    }
    let website = &record.links.iter().find(|link| link.r#type == "website")?.value;
    let refused = |error| omit(format!("website {website:?}: {error}"));
    web_address::parse(website).map_err(refused).ok()
}

/// The first location; few records have another.
fn place(record: &Record, omit: &mut dyn FnMut(String)) -> Place {
    let Some(Location { geonames_details: location }) = record.locations.first() else {
        return Place::default();
    };
    let country = location.country_code.as_deref().and_then(|code| {
        let refused = |error| omit(format!("country {code:?}: {error}"));
        country::parse(code).map_err(refused).ok()
    });
    let city = location.name.as_deref().and_then(|city| text("city", city, omit));
    let region = location.country_subdivision_name.as_deref();
    let region = region.and_then(|region| text("region", region, omit));
    Place { city, region, country: country.map(str::to_owned), ..Place::default() }
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
                Ok(canonical) => {
                    let identifier = Identifier { scheme: scheme.to_owned(), value: canonical };
                    if identifiers.contains(&identifier) {
                        omit(format!("{scheme} {value:?}: duplicate value"));
                    } else {
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
                let relation = Relation { role, other: RelationEnd::Record(other), is_subject };
                if relations.contains(&relation) {
                    let Relationship { r#type, id } = relationship;
                    omit(format!("relationship {type:?} to {id:?}: duplicate value"));
                } else {
                    relations.push(relation);
                }
            }
            Err(rule) => omit(format!("relationship to {:?}: {rule}", relationship.id)),
        }
    }
    relations
}
