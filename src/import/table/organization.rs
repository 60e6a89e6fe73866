//! Reads the organization that a row describes.

use super::{
    findings::Findings,
    map::{InvalidValues, OrganizationMap},
    row::Row,
};
use crate::{
    digest::sha256,
    domain::{
        country,
        date::StatedDate,
        entity_type::EntityType,
        identifier::{self, canonical},
        rank::FIRST_IMPORTED,
        record::{Identifier, ImportedRecord, Organization, Place, Relation, RelationEnd},
        text::{self, is_placeholder, is_slug},
        vocabulary::{IDENTIFIER_SCHEME, ORGANIZATION_KIND},
    },
};

/// The organization that a row describes.
///
/// Rules that the row breaks, and parts of it that are left out, are added to `found`; the organization is valid only if no rule is
/// broken and it is not absent.
pub fn read(row: &Row<'_>, map: &OrganizationMap, found: &mut Findings) -> ImportedRecord {
    let key = key(row, found);
    let organization = Organization {
        names: if found.is_absent { Vec::new() } else { row.names(found) },
        kinds: kinds(row, map, found),
        description: row.lines("description", found),
        founded: founded(row, found),
        dissolved: dissolved(row, found),
        website: row.website("website", found),
        telephone: row.text("telephone", found),
        place: Place {
            address: row.lines("address", found),
            postcode: row.text("postcode", found),
            city: row.text("city", found),
            region: row.text("region", found),
            country: country(row, found),
            ..Place::default()
        },
        identifiers: identifiers(row, found),
        ..Organization::new(row.map.slug_of(EntityType::Organization, &key))
    };
    check_period(row, &organization, found);
    let relations = relations(row, map, &key, found);
    let stored_key = row.map.stored_key(&key);
    ImportedRecord {
        locator: format!("row {key:?}"),
        rank: rank(&stored_key),
        organization,
        relations,
        key: stored_key,
        is_institution: row.map.institutions,
        ..ImportedRecord::default()
    }
}

fn key(row: &Row<'_>, found: &mut Findings) -> String {
    if !row.map.is_single_table {
        return row.key(found);
    }
    let key = row.value("key", found).unwrap_or_default();
    if let Err(error) = text::check(&key) {
        row.refuse("key", &key, error, found);
    } else if is_placeholder(&key) || !is_slug(&row.map.slug_of(EntityType::Organization, &key)) {
        let rule = "a key needs a Latin letter or a digit, and has at most about 80 characters";
        found.problems.push(row.problem("key", rule));
    }
    key.into_owned()
}

fn kinds(row: &Row<'_>, map: &OrganizationMap, found: &mut Findings) -> Vec<String> {
    let rule = match row.value("kind", found) {
        Some(kind) if ORGANIZATION_KIND.has(&kind) => return vec![kind.into_owned()],
        Some(kind) => {
            let rule = format!("{kind:?} is not a kind; use one of {}", ORGANIZATION_KIND.list());
            if row.map.invalid_values == InvalidValues::Omit {
                found.omitted.push(row.problem("kind", &rule));
                return map.kinds.clone();
            }
            rule
        }
        None if map.kinds.is_empty() && row.map.is_single_table => {
            "the kind is missing, and the map has no `kinds` for such rows".to_owned()
        }
        None => return map.kinds.clone(),
    };
    found.problems.push(row.problem("kind", &rule));
    Vec::new()
}

fn founded(row: &Row<'_>, found: &mut Findings) -> Option<StatedDate> {
    let date = row.date("founded", found);
    if let Some(date) = date.as_ref().filter(|date| row.is_ahead(Some(date))) {
        let rule = format!("later than the date of the table ({})", row.released);
        row.refuse("founded", &date.to_string(), rule, found);
    }
    date
}

/// When the organization was dissolved. A date after that of the table is planned or a placeholder, and is left out.
fn dissolved(row: &Row<'_>, found: &mut Findings) -> Option<StatedDate> {
    let date = row.date("dissolved", found)?;
    if !row.is_ahead(Some(&date)) {
        return Some(date);
    }
    let reason = format!("later than the date of the table ({})", row.released);
    row.omit("dissolved", &date.to_string(), &reason, found);
    None
}

fn check_period(row: &Row<'_>, organization: &Organization, found: &mut Findings) {
    if let (Some(founded), Some(dissolved)) = (&organization.founded, &organization.dissolved)
        && founded.span().first >= dissolved.span().end
    {
        let rule = format!("the organization was founded later, in {founded}");
        row.refuse("dissolved", &dissolved.to_string(), rule, found);
    }
}

fn country(row: &Row<'_>, found: &mut Findings) -> Option<String> {
    let text = row.value("country", found)?;
    if is_placeholder(&text) {
        row.omit("country", &text, "a placeholder for a missing value", found);
        return None;
    }
    if text.to_lowercase() == "na" && text != "NA" {
        let rule = "ambiguous: Namibia or \"not available\"; write NA for Namibia, or leave the cell blank";
        row.invalid("country", &text, rule, found);
        return None;
    }
    let refused = |error| row.invalid("country", &text, error, found);
    country::parse(&text).map_err(refused).ok().map(str::to_owned)
}

fn identifiers(row: &Row<'_>, found: &mut Findings) -> Vec<Identifier> {
    let mut identifiers = Vec::new();
    for (scheme, _) in IDENTIFIER_SCHEME.words {
        let field = scheme.to_lowercase();
        let Some(text) = row.value(&field, found) else { continue };
        if identifier::is_placeholder(scheme, &text) {
            row.omit(&field, &text, "this is a placeholder, not an identifier", found);
            continue;
        }
        match canonical(scheme, &text) {
            Ok(value) => identifiers.push(Identifier::new(*scheme, value)),
            Err(rule) => row.invalid(&field, &text, rule, found),
        }
    }
    identifiers
}

fn relations(
    row: &Row<'_>,
    map: &OrganizationMap,
    key: &str,
    found: &mut Findings,
) -> Vec<Relation> {
    let mut relations = Vec::new();
    for it in &map.relations {
        let title = it.column.as_deref();
        let text = title.and_then(|title| row.column(title)).unwrap_or_default();
        let index = title.and_then(|title| row.columns.index(title));
        let omitted = |reason: &str| match index {
            Some(index) => row.columns.problem(index, &format!("{text:?}: {reason}")),
            None => row.problem("key", &format!("{key:?}: {reason}")),
        };
        let refused = text::check_line(text, crate::limits::imports::MAX_TEXT_CHARS);
        let other = match &it.organization {
            Some(slug) => RelationEnd::Slug(slug.clone()),
            None if text.is_empty() => continue,
            None if refused.is_err() => {
                let rule = refused.map_err(|error| error.to_string()).err().unwrap_or_default();
                found.problems.push(omitted(&rule));
                continue;
            }
            None if is_placeholder(text) => {
                found.omitted.push(omitted("a placeholder for a missing value"));
                continue;
            }
            None => RelationEnd::Record(row.map.stored_key(text)),
        };
        let is_itself = match &other {
            RelationEnd::Record(other) => *other == row.map.stored_key(key),
            RelationEnd::Slug(slug) => *slug == row.map.slug_of(EntityType::Organization, key),
        };
        let relation = Relation::new(it.role(), other, !it.reversed);
        if is_itself {
            found.omitted.push(omitted("a relation of the row to itself"));
        } else if relations.contains(&relation) {
            found.omitted.push(omitted("duplicate relation"));
        } else {
            relations.push(relation);
        }
    }
    relations
}

/// The rank of the organization with this key: after all records of ROR, and independent of the other rows.
pub fn rank(key: &str) -> i64 {
    const HASH_BITS: u32 = 36;
    let digest = sha256(key.as_bytes());
    let first = digest.first_chunk().copied().unwrap_or_default();
    let hash = u64::from_be_bytes(first) >> (u64::BITS - HASH_BITS);
    2 * FIRST_IMPORTED + hash.cast_signed()
}
