//! A row of the register as an organization.

use super::{
    institution::Institutions,
    place::{self, Cities},
    row::{Row, column},
};
use crate::{
    domain::{
        date::PartialDate,
        identifier::canonical,
        origin::RNSR,
        rank::FIRST_IMPORTED,
        record::{Identifier, ImportedRecord, Name, Organization, Relation, RelationEnd},
        web_address,
    },
    import::line::text,
    limits::imports::MAX_TEXT_CHARS,
};

/// What the register calls the types of structures, and what they are here.
const KINDS: [(&str, &str); 11] = [
    ("1", "RESEARCH_UNIT"), // équipe interne: a team of one institution, as its laboratories are
    ("21", "RESEARCH_UNIT"), // unité propre
    ("22", "RESEARCH_UNIT"), // unité mixte
    ("23", "RESEARCH_UNIT"), // unité mixte internationale
    ("3", "NETWORK"),       // structure fédérative de recherche: units linked by an agreement
    ("31", "NETWORK"),      // groupement d'intérêt scientifique
    ("32", "NETWORK"),      // groupement de recherche
    ("33", "NETWORK"),      // collaboration internationale de recherche
    ("34", "NETWORK"),      // groupement d'intérêt public
    ("35", "FOUNDATION"),   // fondation de coopération scientifique
    ("37", "COMPANY"),      // société privée
];

/// Ranks of structures, of institutions and of structures that are only mentioned, each after those before.
pub const STRUCTURE_RANKS: i64 = FIRST_IMPORTED + (1 << 32);
const MENTIONED_RANKS: i64 = FIRST_IMPORTED + (3 << 32);

/// The number of the structure.
///
/// # Errors
/// When it is missing or not a number of the register: without it, the row cannot be imported.
pub fn number(row: &Row<'_>) -> Result<String, String> {
    let text = row.cell(column::NUMBER).unwrap_or_default();
    canonical(RNSR_SCHEME, text).map_err(|rule| format!("{} {text:?}: {rule}", column::NUMBER))
}

/// The scheme of the numbers.
pub const RNSR_SCHEME: &str = "RNSR";

/// The slug of the structure with a number.
pub fn slug(number: &str) -> String {
    format!("{RNSR}-{}", number.to_lowercase())
}

/// Converts a row of a release of this date. Parts that break a rule are left out, and `omit` is told why.
///
/// # Errors
/// Why the row as a whole cannot be imported.
pub fn convert(
    row: &Row<'_>,
    (institutions, cities): (&Institutions, &Cities),
    released: PartialDate,
    omit: &mut dyn FnMut(String),
) -> Result<ImportedRecord, String> {
    let number = number(row)?;
    let names = names(row, omit);
    if names.first().is_none_or(|name| name.kind != "LABEL") {
        return Err(format!(
            "{}: no name with a letter or digit and at most {MAX_TEXT_CHARS} characters",
            column::NAME
        ));
    }
    let organization = Organization {
        names,
        kinds: vec![kind(row, omit).to_owned()],
        founded: year(column::CREATED, row.cell(column::CREATED), released, omit).map(Into::into),
        website: website(row, omit),
        place: place::of_structure(row, cities, omit),
        identifiers: vec![Identifier::new(RNSR_SCHEME, number.clone())],
        ..Organization::new(slug(&number))
    };
    Ok(ImportedRecord {
        rank: rank(STRUCTURE_RANKS, &number),
        locator: row.page(&number),
        organization,
        relations: relations(row, &number, institutions, omit),
        key: number,
        ..ImportedRecord::default()
    })
}

/// A structure that others name as their predecessor and that has no row.
pub fn mentioned(number: &str) -> ImportedRecord {
    let name = format!("RNSR {number}");
    let note = "The register names this structure as a predecessor of others and says no more of it: it is not in the file of \
                active structures.";
    ImportedRecord {
        rank: rank(MENTIONED_RANKS, number),
        locator: format!("{} {number}", column::PREDECESSORS),
        organization: Organization {
            names: vec![Name::new(name, None, "CURATOR")],
            kinds: vec!["RESEARCH_UNIT".to_owned()],
            identifiers: vec![Identifier::new(RNSR_SCHEME, number)],
            note: Some(note.to_owned()),
            ..Organization::new(slug(number))
        },
        key: number.to_owned(),
        ..ImportedRecord::default()
    }
}

/// The rank of a structure: by its number.
fn rank(first: i64, number: &str) -> i64 {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    first + digits.parse::<i64>().unwrap_or_default()
}

/// The name, the acronym, and the labels such as `UMR 8104`, which a structure has from its institutions.
fn names(row: &Row<'_>, omit: &mut dyn FnMut(String)) -> Vec<Name> {
    let french = Some("fr".to_owned());
    let label = row.cell(column::NAME).and_then(|cell| text(column::NAME, cell, omit));
    let mut names: Vec<_> =
        label.map(|value| Name::new(value, french, "LABEL")).into_iter().collect();
    let mut add = |title, cell, kind| {
        let Some(value) = text(title, cell, omit) else { return };
        if names.iter().all(|name| name.value != value) {
            names.push(Name::new(value, None, kind));
        }
    };
    if let Some(acronym) = row.cell(column::ACRONYM) {
        add(column::ACRONYM, acronym, "ACRONYM");
    }
    for label in row.list(column::LABELS).into_iter().filter(|label| !label.is_empty()) {
        add(column::LABELS, label, "ALIAS");
    }
    names
}

fn kind(row: &Row<'_>, omit: &mut dyn FnMut(String)) -> &'static str {
    let code = row.cell(column::TYPE).unwrap_or_default();
    let known = KINDS.iter().find(|(known, _)| *known == code);
    known.map_or_else(
        || {
            omit(format!("{} {code:?}: not a type of the register", column::TYPE));
            "RESEARCH_UNIT"
        },
        |(_, kind)| *kind,
    )
}

/// A year of the register.
pub fn year(
    title: &str,
    cell: Option<&str>,
    released: PartialDate,
    omit: &mut dyn FnMut(String),
) -> Option<PartialDate> {
    const YEAR_DIGITS: usize = 4;
    let cell = cell?;
    let date = cell.parse::<PartialDate>().ok().filter(|_| cell.len() == YEAR_DIGITS);
    let reason = match date {
        None => "not a year of four digits",
        Some(date) if date.is_placeholder() => "a placeholder for an unknown year",
        Some(date) if date.span().first >= released.span().end => {
            "the year is after the date of the release"
        }
        Some(date) => return Some(date),
    };
    omit(format!("{title} {cell:?}: {reason}"));
    None
}

fn website(row: &Row<'_>, omit: &mut dyn FnMut(String)) -> Option<String> {
    let cell = row.cell(column::WEBSITE)?;
    let refused = |error| omit(format!("{} {cell:?}: {error}", column::WEBSITE));
    web_address::parse(cell).map_err(refused).ok()
}

/// The numbers of the structures that a row names as its parents and children.
pub fn relatives(row: &Row<'_>) -> Vec<String> {
    let named = [column::PARENTS, column::CHILDREN].into_iter().flat_map(|title| row.list(title));
    named.filter_map(|text| canonical(RNSR_SCHEME, text).ok()).collect()
}

fn relations(
    row: &Row<'_>,
    number: &str,
    institutions: &Institutions,
    omit: &mut dyn FnMut(String),
) -> Vec<Relation> {
    let mut relations: Vec<Relation> = Vec::new();
    for mention in institutions.mentions(row, omit) {
        let Some(role) = mention.role else { continue };
        let other = RelationEnd::Record(mention.key.to_owned());
        let label = Some(mention.name.to_owned());
        let relation = Relation { label, ..Relation::new(role, other, false) };
        if relations.iter().any(|it| it.is_same(&relation)) {
            omit(format!("{} {:?}: duplicate value", column::INSTITUTIONS, mention.name));
        } else {
            relations.push(relation);
        }
    }
    for (title, is_subject) in [(column::PARENTS, false), (column::CHILDREN, true)] {
        for text in row.list(title) {
            match canonical(RNSR_SCHEME, text) {
                Ok(other) if other == number => {
                    omit(format!("{title} {text:?}: a structure cannot be a part of itself"));
                }
                Ok(other) => {
                    let relation = Relation::new("PARENT", RelationEnd::Record(other), is_subject);
                    if relations.contains(&relation) {
                        omit(format!("{title} {text:?}: duplicate value"));
                    } else {
                        relations.push(relation);
                    }
                }
                Err(rule) => omit(format!("{title} {text:?}: {rule}")),
            }
        }
    }
    relations
}
