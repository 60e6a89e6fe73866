//! Things whose description has the words of a text.

use super::{
    super::{super::Error, snapshot::Snapshot},
    best_matches::{BestMatches, Match},
    found_thing::{FoundThing, THING_COLUMNS},
};
use crate::domain::search::{
    matched_field::MatchedField,
    query::{QueryWord, SearchQuery},
};
use crate::limits::search::MIN_BEGINNING_LETTERS;

/// The score of a description that has the words next to each other.
const SAME_WORDS: f64 = 0.95;
/// The score of a description that has the words apart.
const ALL_WORDS: f64 = 0.6;
/// The part of it that is kept: descriptions come after all names that have every word.
const IN_DESCRIPTION: f64 = 0.3;

/// Adds things of some types whose description has all words of the text.
pub(super) fn find_in_descriptions(
    best: &mut BestMatches,
    snapshot: &Snapshot<'_>,
    types: &[&'static str],
    query: &SearchQuery,
) -> Result<(), Error> {
    let words: Vec<_> = query.significant().map(|(_, word)| alternatives(word)).collect();
    let sql = format!(
        "SELECT {THING_COLUMNS}, instr(' ' || d.folded || ' ', ' ' || ?2 || ' ') > 0,
             (SELECT value FROM name WHERE owner_id = node.id ORDER BY rank LIMIT 1)
         FROM description_words AS w JOIN description AS d ON d.owner_id = w.rowid
         JOIN node ON node.id = w.rowid WHERE description_words MATCH ?1"
    );
    let mut statement = snapshot.prepare(&sql)?;
    let mut rows = statement.query([&words.join(" AND "), &query.folded])?;
    while let Some(row) = rows.next()? {
        let Some(thing) = FoundThing::from_row(row, types)? else { continue };
        let are_together: bool = row.get(4)?;
        best.add(
            thing.row,
            Match {
                ty: thing.ty,
                field: MatchedField::Description,
                name: row.get(5)?,
                score: if are_together { SAME_WORDS } else { ALL_WORDS },
                share: IN_DESCRIPTION,
                ignored: 0,
                place: thing.place,
                is_curated: thing.is_curated,
            },
        );
    }
    Ok(())
}

/// Words of a description that match a word of the text.
fn alternatives(word: &QueryWord) -> String {
    let is_long = word.text.chars().count() >= MIN_BEGINNING_LETTERS;
    let others = word.spellings.iter().chain(&word.transliteration);
    let others = others.map(|other| format!(" OR \"{other}\""));
    format!("(\"{}\"{}{})", word.text, if is_long { "*" } else { "" }, others.collect::<String>())
}
