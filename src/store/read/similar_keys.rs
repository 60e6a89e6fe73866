//! Keys that a client may have meant by one that no record has.

use super::{super::Error, lookup, search, snapshot::Snapshot};
use crate::domain::{
    entity_type::{EntityType, Group},
    text::{fold, is_slug},
};
use crate::limits::responses::{MAX_SUGGESTED_BYTES, MAX_SUGGESTIONS};

/// The least score of a name that is suggested, from 0 to 1.
const LEAST_SCORE: f64 = 0.85;

/// The slugs of records that `text` may mean, a slug or a name, best first: the one that differs only in case, accents and
/// punctuation, or else those whose names a search for it finds. It costs as much as a search.
///
/// # Errors
/// When the database cannot be read.
pub fn similar_keys(
    snapshot: &Snapshot<'_>,
    ty: EntityType,
    text: &str,
) -> Result<Vec<String>, Error> {
    if text.len() > MAX_SUGGESTED_BYTES {
        return Ok(Vec::new());
    }
    let words = fold(text);
    let slug = words.replace(' ', "-");
    if is_slug(&slug) && slug != text && lookup::by_key(snapshot, ty.name(), &slug)?.is_some() {
        return Ok(vec![slug]);
    }
    if !EntityType::of_group(Group::Thing).any(|thing| thing == ty) {
        return Ok(Vec::new());
    }
    let found = search::search(snapshot, &words, &[ty.name()], None)?;
    let hits = found.hits.iter().filter(|hit| hit.score >= LEAST_SCORE).take(MAX_SUGGESTIONS);
    let sql = format!("SELECT slug FROM {} WHERE id = ?1", ty.table());
    let mut statement = snapshot.prepare(&sql)?;
    hits.map(|hit| Ok(statement.query_row([hit.row], |row| row.get(0))?)).collect()
}
