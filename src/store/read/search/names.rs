//! The statements that find names.

use rusqlite::{Row, ToSql};

use super::super::{super::Error, snapshot::Snapshot};
use crate::domain::{
    origin::SEED,
    search::query::{QueryWord, SearchQuery},
};
use crate::limits::search::MAX_PLACE_WORDS;

/// A name with the thing that has it.
pub(super) struct NameRow<'r> {
    /// Row id of the thing.
    pub thing: i64,
    /// Name of its type.
    pub ty: &'static str,
    /// The name, folded.
    pub folded: &'r str,
    /// The name, as written.
    pub value: &'r str,
    /// The folded city of the thing.
    pub city: &'r str,
    /// Whether the name is an acronym.
    pub is_acronym: bool,
    /// Place of the thing in the registry.
    pub node_place: i64,
    /// Whether a curator has recorded the thing.
    pub is_curated: bool,
}

/// The columns of [`NameRow`], from `n` and `node`.
const COLUMNS: &str = "n.owner_id, n.folded, n.value, n.place, n.kind = 'ACRONYM', node.type, node.place, node.origin";

/// Finds names of things of some types.
#[derive(Clone, Copy)]
pub(super) struct Names<'s, 'c> {
    /// Where they are read from.
    pub snapshot: &'s Snapshot<'c>,
    /// The types of things.
    pub types: &'s [&'static str],
}

impl Names<'_, '_> {
    /// Names that have these letters, however they are spaced: `P.S.C.C.` finds `PSCC`.
    pub fn with_letters(
        &self,
        folded: &str,
        mut each: impl FnMut(NameRow<'_>),
    ) -> Result<(), Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM name AS n JOIN node ON node.id = n.owner_id
             WHERE replace(n.folded, ' ', '') = replace(?1, ' ', '')"
        );
        self.read(&sql, &[&folded], |row| {
            each(row);
            true
        })
    }

    /// Names that have the letters of one of `texts`, a JSON list; each is given with its index in the list.
    pub fn with_any_letters(
        &self,
        texts: &str,
        mut each: impl FnMut(usize, NameRow<'_>),
    ) -> Result<(), Error> {
        let sql = format!(
            "SELECT {COLUMNS}, wanted.key FROM json_each(?1) AS wanted
             CROSS JOIN name AS n ON replace(n.folded, ' ', '') = wanted.value
             JOIN node ON node.id = n.owner_id"
        );
        let mut statement = self.snapshot.prepare(&sql)?;
        let mut rows = statement.query([texts])?;
        while let Some(row) = rows.next()? {
            if let Some(name) = self.name_row(row)? {
                let index: u32 = row.get(8)?;
                each(index as usize, name);
            }
        }
        Ok(())
    }

    /// Names that match an expression, until `each` returns false.
    pub fn matching(
        &self,
        expression: &str,
        each: impl FnMut(NameRow<'_>) -> bool,
    ) -> Result<(), Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM name_words AS w JOIN name AS n ON n.id = w.rowid
             JOIN node ON node.id = n.owner_id WHERE name_words MATCH ?1"
        );
        self.read(&sql, &[&expression], each)
    }

    /// As [`Names::matching`], of organizations in one country.
    pub fn matching_in_country(
        &self,
        expression: &str,
        country: &str,
        each: impl FnMut(NameRow<'_>) -> bool,
    ) -> Result<(), Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM name_words AS w JOIN name AS n ON n.id = w.rowid
             JOIN node ON node.id = n.owner_id JOIN organization AS o ON o.id = n.owner_id
             WHERE name_words MATCH ?1 AND o.country = ?2"
        );
        self.read(&sql, &[&expression, &country], each)
    }

    /// How many names match an expression, counted up to `limit`.
    pub fn count(&self, expression: &str, limit: u32) -> Result<u32, Error> {
        let sql = "SELECT count(*) FROM
             (SELECT 1 FROM name_words WHERE name_words MATCH ?1 LIMIT ?2)";
        Ok(self.snapshot.prepare(sql)?.query_row((expression, limit), |row| row.get(0))?)
    }

    /// The first name of a thing.
    pub fn first_of(&self, thing: i64, mut each: impl FnMut(NameRow<'_>)) -> Result<(), Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM name AS n JOIN node ON node.id = n.owner_id
             WHERE n.owner_id = ?1 ORDER BY n.rank LIMIT 1"
        );
        self.read(&sql, &[&thing], |row| {
            each(row);
            true
        })
    }

    fn read(
        &self,
        sql: &str,
        parameters: &[&dyn ToSql],
        mut each: impl FnMut(NameRow<'_>) -> bool,
    ) -> Result<(), Error> {
        let mut statement = self.snapshot.prepare(sql)?;
        let mut rows = statement.query(parameters)?;
        while let Some(row) = rows.next()? {
            if let Some(name) = self.name_row(row)?
                && !each(name)
            {
                break;
            }
        }
        Ok(())
    }

    /// A row of [`COLUMNS`]; None if its thing has another type.
    fn name_row<'r>(&self, row: &'r Row<'_>) -> rusqlite::Result<Option<NameRow<'r>>> {
        let text = |column: usize| Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_str()?);
        let ty = text(5)?;
        let Some(ty) = self.types.iter().find(|known| **known == ty) else { return Ok(None) };
        Ok(Some(NameRow {
            thing: row.get(0)?,
            ty,
            folded: text(1)?,
            value: text(2)?,
            city: text(3)?,
            is_acronym: row.get(4)?,
            node_place: row.get(6)?,
            is_curated: text(7)? == SEED,
        }))
    }
}

/// Names that contain every word that counts, or words that begin with it, at least one of them in the name itself.
/// `is_whole` says that these are all words of the search.
pub(super) fn all_words(query: &SearchQuery, is_whole: bool) -> String {
    let words: Vec<_> = query.significant().map(|(_, word)| alternatives(word, is_whole)).collect();
    let conjunction: Vec<_> = words.iter().map(|it| format!("({it})")).collect();
    let conjunction = conjunction.join(" AND ");
    // A match in the place alone is no hit. With more words than a place has, it cannot happen.
    if words.len() <= MAX_PLACE_WORDS {
        format!("({conjunction}) AND folded : ({})", words.join(" OR "))
    } else {
        conjunction
    }
}

/// Words that begin with a word of the search, its other spellings, or its corrections.
///
/// Half of all names have a word that begins with the same one or two letters. So when a word of the search is left out,
/// words that short match only as a whole.
fn alternatives(word: &QueryWord, is_whole: bool) -> String {
    let prefix = if is_whole || word.text.chars().count() > 2 { "*" } else { "" };
    let transliteration = word.transliteration.iter().map(|it| format!(" OR \"{it}\"{prefix}"));
    let others = word.spellings.iter().chain(&word.corrections);
    let others = others.map(|other| format!(" OR \"{other}\"")).chain(transliteration);
    format!("\"{}\"{prefix}{}", word.text, others.collect::<String>())
}

/// The word itself, its other spellings and its corrections, in names.
pub(super) fn same_word(word: &QueryWord) -> String {
    let others = word.spellings.iter().chain(&word.transliteration).chain(&word.corrections);
    let others = others.map(|other| format!(" OR \"{other}\""));
    format!("folded : (\"{}\"{})", word.text, others.collect::<String>())
}
