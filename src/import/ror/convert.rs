//! A record of ROR in the terms of this registry.

use super::{
    places::places,
    schema::{Name as RorName, Record, Relationship, Revision as RorRevision},
};
use crate::{
    domain::{
        date::PartialDate,
        identifier::{canonical, number_of_ror},
        language,
        rank::FIRST_IMPORTED,
        record::{
            History, Identifier, ImportedRecord, Link, Name, Organization, Relation, RelationEnd,
            Revision, Status,
        },
        web_address,
    },
    import::line::text,
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
    let mut places = places(record, omit).into_iter();
    let (website, links) = links(record, omit);
    let organization = Organization {
        names,
        kinds,
        founded: founded(record, released, omit).map(Into::into),
        website,
        place: places.next().unwrap_or_default(),
        further_places: places.collect(),
        links,
        domains: domains(record, omit),
        identifiers: identifiers(record, &key, omit),
        ..Organization::new(format!("ror-{key}"))
    };
    Ok(ImportedRecord {
        rank: FIRST_IMPORTED + number_of_ror(&key).unwrap_or_default(),
        locator: format!("https://ror.org/{key}"),
        status: Some(status),
        history: History {
            created: revision("created", &record.admin.created, omit),
            modified: revision("last_modified", &record.admin.last_modified, omit),
        },
        organization,
        relations: relations(record, &key, omit),
        is_institution: false,
        key,
    })
}

fn status(record: &Record) -> Result<Status, String> {
    match record.status.as_str() {
        "active" => Ok(Status::Active),
        "inactive" => Ok(Status::Inactive),
        "withdrawn" => Ok(Status::Withdrawn),
        other => Err(format!("status {other:?}: expected active, inactive or withdrawn")),
    }
}

/// What ROR calls the kinds of names, and what they are here.
const NAME_TYPES: [(&str, &str); 3] =
    [("label", "LABEL"), ("acronym", "ACRONYM"), ("alias", "ALIAS")];
const DISPLAYED: &str = "ror_display";

/// The names: first the one to display, then the others in ROR's order. A name of several types is there once as each.
fn names(record: &Record, omit: &mut dyn FnMut(String)) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let (displayed, others): (Vec<_>, Vec<_>) =
        record.names.iter().partition(|name| name.is(DISPLAYED));
    for name in displayed.into_iter().chain(others) {
        let Some(value) = text("name", &name.value, omit) else { continue };
        let language = language(name, omit);
        for kind in name_kinds(name, omit) {
            let converted = Name::new(value.clone(), language.clone(), kind);
            if names.contains(&converted) {
                omit(format!("name {:?}: duplicate value", name.value));
            } else {
                names.push(converted);
            }
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

/// The kinds of a name. A name of an unknown type is kept as an alias, since it is not known to be the full name.
fn name_kinds(name: &RorName, omit: &mut dyn FnMut(String)) -> Vec<&'static str> {
    for ty in &name.types {
        if ty != DISPLAYED && NAME_TYPES.iter().all(|(known, _)| known != ty) {
            omit(format!(
                "type {ty:?} of the name {:?}: not a type of ROR's schema v2; without another type the name is an alias",
                name.value
            ));
        }
    }
    let kinds = NAME_TYPES.iter().filter(|(ty, _)| name.is(ty)).map(|(_, kind)| *kind);
    let kinds: Vec<_> = kinds.collect();
    match kinds.is_empty() {
        true if name.is(DISPLAYED) => vec!["LABEL"],
        true => vec!["ALIAS"],
        false => kinds,
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

/// The first website, and the other links. Pages link to them, so they have to be web addresses.
fn links(record: &Record, omit: &mut dyn FnMut(String)) -> (Option<String>, Vec<Link>) {
    let (mut website, mut links) = (None, Vec::<Link>::new());
    for link in &record.links {
        let kind = match &*link.r#type {
            "website" => "WEBSITE",
            "wikipedia" => "WIKIPEDIA",
            unknown => {
                omit(format!("link of type {unknown:?}: not a type of ROR's schema v2"));
                continue;
            }
        };
        let url = match web_address::parse(&link.value) {
            Ok(url) => url,
            Err(error) => {
                omit(format!("{} {:?}: {error}", link.r#type, link.value));
                continue;
            }
        };
        let is_known = |it: &Link| it.kind == kind && it.url == url;
        if links.iter().any(is_known) || kind == "WEBSITE" && website.as_ref() == Some(&url) {
            omit(format!("{} {:?}: duplicate value", link.r#type, link.value));
        } else if kind == "WEBSITE" && website.is_none() {
            website = Some(url);
        } else {
            links.push(Link { kind: kind.to_owned(), url });
        }
    }
    (website, links)
}

fn domains(record: &Record, omit: &mut dyn FnMut(String)) -> Vec<String> {
    let mut domains = Vec::new();
    for text in &record.domains {
        match web_address::domain(text) {
            Ok(domain) if domains.contains(&domain) => {
                omit(format!("domain {text:?}: duplicate value"));
            }
            Ok(domain) => domains.push(domain),
            Err(error) => omit(format!("domain {text:?}: {error}")),
        }
    }
    domains
}

/// When ROR created or changed the record.
fn revision(field: &str, revision: &RorRevision, omit: &mut dyn FnMut(String)) -> Revision {
    let date = revision.date.as_deref().and_then(|date| {
        let refused = |error| omit(format!("date {date:?} of {field}: {error}"));
        date.parse::<PartialDate>().map_err(refused).ok()
    });
    let schema = revision.schema_version.as_deref();
    Revision { date, schema: schema.and_then(|schema| text("schema_version", schema, omit)) }
}

/// The ROR id, then the identifiers of the other registries, of each the preferred one first.
fn identifiers(record: &Record, key: &str, omit: &mut dyn FnMut(String)) -> Vec<Identifier> {
    let mut identifiers = vec![Identifier::new("ROR", key)];
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
                    let mut identifier = Identifier::new(scheme, canonical);
                    identifier.is_preferred = external.preferred.as_ref() == Some(value);
                    let is_same = |it: &Identifier| {
                        it.scheme == identifier.scheme && it.value == identifier.value
                    };
                    if identifiers.iter().any(is_same) {
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
                let label = relationship.label.as_deref();
                let label = label.and_then(|label| text("label", label, omit));
                let other = RelationEnd::Record(other);
                let relation = Relation { label, ..Relation::new(role, other, is_subject) };
                if relations.iter().any(|it: &Relation| it.is_same(&relation)) {
                    let Relationship { r#type, id, .. } = relationship;
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
