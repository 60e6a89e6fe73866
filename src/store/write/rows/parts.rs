//! Writes the parts that records of several types have: names and citations.

use rusqlite::params;

use super::{ranked::RankedRecord, writer::Writer};
use crate::{
    domain::{
        date::StatedDate,
        entity_type::EntityType,
        record::{Citation, Name, public_field_name},
        text::fold,
    },
    store::error::Error,
};

/// A date as it was written.
pub fn date_text(date: Option<StatedDate>) -> Option<String> {
    date.map(|date| date.to_string())
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
        "INSERT INTO name (owner_id, rank, value, language, kind, folded, place)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
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
        let Name { value, language, kind } = name;
        insert.execute(params![owner, rank, value, language, kind, folded, city])?;
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

/// The citations of a fact, in order.
pub fn citations(
    writer: &Writer,
    record: &RankedRecord,
    fact: i64,
    cite: &[Citation],
) -> Result<(), Error> {
    let mut insert = writer.connection.prepare_cached(
        "INSERT INTO citation (fact_id, rank, source_id, locator, about)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (rank, citation) in writer.origin.part_ranks().zip(cite) {
        let source = writer.id(record, EntityType::Source, &citation.source)?;
        // As the schema names them, so that reading does not have to translate.
        let fields: Vec<_> = citation.about.iter().map(|key| public_field_name(key)).collect();
        insert.execute(params![fact, rank, source, citation.locator, fields.join(" ")])?;
    }
    Ok(())
}
