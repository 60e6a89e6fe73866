//! What records of several kinds have: names and citations.

use rusqlite::params;

use super::{Error, Writer, item::Item};
use crate::domain::{
    entity::EntityType,
    record::{Citation, Name},
    text::fold,
};

/// The name to display and the form it sorts by.
pub(super) fn display(names: &[Name]) -> (&str, String) {
    let name = names.first().map_or("", |name| name.value.as_str());
    (name, fold(name))
}

/// All names of a thing, in order, with the folded city it is in. Triggers put their words into the search.
pub(super) fn names(writer: &Writer, owner: i64, names: &[Name], place: &str) -> Result<(), Error> {
    let mut insert = writer.connection.prepare_cached(
        "INSERT INTO name (owner_id, rank, value, language, kind, folded, place)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let mut word = writer
        .connection
        .prepare_cached("INSERT OR IGNORE INTO word (word, backwards) VALUES (?1, ?2)")?;
    let mut note = |folded: &str| -> Result<(), Error> {
        for it in folded.split(' ').filter(|it| !it.is_empty()) {
            word.execute(params![it, it.chars().rev().collect::<String>()])?;
        }
        Ok(())
    };
    note(place)?;
    for (rank, name) in writer.origin.ranks().zip(names) {
        let folded = fold(&name.value);
        note(&folded)?;
        let Name { value, language, kind } = name;
        insert.execute(params![owner, rank, value, language, kind, folded, place])?;
    }
    Ok(())
}

/// Which documents say it, in order.
pub(super) fn citations(
    writer: &Writer,
    item: &Item,
    fact: i64,
    cite: &[Citation],
) -> Result<(), Error> {
    let mut insert = writer.connection.prepare_cached(
        "INSERT INTO citation (fact_id, rank, source_id, locator, about)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (rank, citation) in writer.origin.ranks().zip(cite) {
        let source = writer.id(item, EntityType::Source, &citation.source)?;
        let about = citation.about.join(" ");
        insert.execute(params![fact, rank, source, citation.locator, about])?;
    }
    Ok(())
}
