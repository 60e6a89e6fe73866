//! Writes the parts that records of several types have: names and citations.

use rusqlite::params;

use super::{ranked::RankedRecord, writer::Writer};
use crate::{
    domain::{
        date::StatedDate,
        entity_type::EntityType,
        record::{Citation, Identifier, Name, Validity, public_field_name},
        text::fold,
    },
    store::error::Error,
};

/// A date as it was written.
pub fn date_text(date: Option<&StatedDate>) -> Option<String> {
    date.map(StatedDate::to_string)
}

/// The name to display, and its folded form for sorting.
pub fn display(names: &[Name]) -> (&str, String) {
    let name = names.first().map_or("", |name| name.value.as_str());
    (name, fold(name))
}

/// The names of a thing, in order, each with the folded city of the thing. Triggers add their words to the full-text
/// index.
pub fn names(writer: &Writer, owner: i64, names: &[Name], city: &str) -> Result<(), Error> {
    let mut insert = writer.connection.prepare_cached(
        "INSERT INTO name (owner_id, rank, value, language, kind, folded, place, since, until)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    let mut word = writer
        .connection
        .prepare_cached("INSERT OR IGNORE INTO word (word, backwards) VALUES (?1, ?2)")?;
    let mut add_words = |folded: &str| -> Result<(), Error> {
        for it in folded.split(' ').filter(|it| !it.is_empty()) {
            word.execute(params![it, it.chars().rev().collect::<String>()])?;
        }
        Ok(())
    };
    add_words(city)?;
    for (rank, name) in writer.origin.part_ranks().zip(names) {
        let folded = fold(&name.value);
        add_words(&folded)?;
        let Name { value, language, kind, validity } = name;
        let (since, until) =
            (date_text(validity.since.as_ref()), date_text(validity.until.as_ref()));
        insert.execute(params![owner, rank, value, language, kind, folded, city, since, until])?;
    }
    Ok(())
}

/// The description of a thing, folded, in place of the one before. Triggers keep the full-text index.
pub fn description(writer: &Writer, owner: i64, text: Option<&str>) -> Result<(), Error> {
    let delete = "DELETE FROM description WHERE owner_id = ?1";
    writer.connection.prepare_cached(delete)?.execute([owner])?;
    if let Some(text) = text {
        let insert = "INSERT INTO description (owner_id, folded) VALUES (?1, ?2)";
        writer.connection.prepare_cached(insert)?.execute(params![owner, fold(text)])?;
    }
    Ok(())
}

/// What every thing but an organization has beside its own row: names, a description and citations.
pub fn parts_of_thing(
    writer: &Writer,
    record: &RankedRecord,
    thing: i64,
    of_thing: &[Name],
    text: Option<&str>,
    cite: &[Citation],
) -> Result<(), Error> {
    names(writer, thing, of_thing, "")?;
    description(writer, thing, text)?;
    citations_of_thing(writer, record, thing, cite, of_thing, &[])
}

/// The citations of a fact, in order.
pub fn citations(
    writer: &Writer,
    record: &RankedRecord,
    fact: i64,
    cite: &[Citation],
) -> Result<(), Error> {
    insert_citations(writer, record, fact, cite.iter().map(of_record))
}

/// The citations of a thing, in order, and after them those of its names and identifiers.
pub fn citations_of_thing(
    writer: &Writer,
    record: &RankedRecord,
    thing: i64,
    cite: &[Citation],
    names: &[Name],
    identifiers: &[Identifier],
) -> Result<(), Error> {
    let ranks = || writer.origin.part_ranks();
    let names = ranks().zip(names.iter().map(|it| &it.validity));
    let names = names.flat_map(|(rank, it)| of_part("names", rank, it));
    let identifiers = ranks().zip(identifiers.iter().map(|it| &it.validity));
    let identifiers = identifiers.flat_map(|(rank, it)| of_part("identifiers", rank, it));
    let all = cite.iter().map(of_record).chain(names).chain(identifiers);
    insert_citations(writer, record, thing, all)
}

/// A citation, the fields that it supports, and the rank of the one name or identifier that it supports.
type Cited<'a> = (&'a Citation, String, Option<i64>);

/// A citation of a record or of some of its fields. The fields have the names of the schema, so that reading does not have to
/// translate.
fn of_record(citation: &Citation) -> Cited<'_> {
    let fields: Vec<_> = citation.about.iter().map(|key| public_field_name(key)).collect();
    (citation, fields.join(" "), None)
}

/// The citations of the one name or identifier with this rank.
fn of_part<'a>(
    field: &'static str,
    rank: i64,
    part: &'a Validity,
) -> impl Iterator<Item = Cited<'a>> + use<'a> {
    part.cite.iter().map(move |citation| (citation, field.to_owned(), Some(rank)))
}

fn insert_citations<'a>(
    writer: &Writer,
    record: &RankedRecord,
    fact: i64,
    cited: impl Iterator<Item = Cited<'a>>,
) -> Result<(), Error> {
    let mut insert = writer.connection.prepare_cached(
        "INSERT INTO citation (fact_id, rank, source_id, source_part, locator, about, part_rank)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (rank, (citation, fields, part)) in writer.origin.part_ranks().zip(cited) {
        let source = writer.id(record, EntityType::Source, &citation.source)?;
        let (source_part, locator) = (&citation.part, &citation.locator);
        insert.execute(params![fact, rank, source, source_part, locator, fields, part])?;
    }
    Ok(())
}
