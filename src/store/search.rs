//! Search by words of names: whatever people remember of a name, best match first.

use std::collections::HashMap;

use crate::domain::text;

use super::{Error, snapshot::Snapshot};

/// Names looked at for one search; far more than anybody pages through.
const MOST_NAMES: i64 = 2_000;

/// A thing found, and the name it was found by.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Type of the thing.
    pub ty: String,
    /// Its row.
    pub row: i64,
    /// Its place among all, which settles draws.
    pub place: i64,
    /// The name that matched, as written.
    pub matched: String,
    /// From 0 to 1: 1 is the very name.
    pub score: f64,
}

/// Things of the given types with a name that has all words of the folded query, or words that begin so.
///
/// The very name comes first, then acronyms, then names that begin so, then the rest; within each the
/// shorter name first.
///
/// # Errors
/// When the database cannot be read.
pub fn search(snapshot: &Snapshot<'_>, folded: &str, types: &[&str]) -> Result<Vec<Hit>, Error> {
    let words = text::words(folded);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let terms: Vec<_> = words.iter().map(|word| format!("\"{word}\"*")).collect();
    let mut statement = snapshot.prepare(
        "SELECT node.type, n.owner_id, n.value, n.kind, n.folded, node.place FROM name_words AS w \
         JOIN name AS n ON n.id = w.rowid JOIN node ON node.id = n.owner_id \
         WHERE w.folded MATCH ?1 AND node.type IN (SELECT value FROM json_each(?2)) \
         ORDER BY length(n.folded), node.place, n.owner_id, n.rank LIMIT ?3",
    )?;
    let types = serde_json::Value::from(types).to_string();
    let mut rows = statement.query((terms.join(" AND "), types, MOST_NAMES))?;
    let mut best: HashMap<i64, Hit> = HashMap::new();
    while let Some(row) = rows.next()? {
        let (kind, name): (String, String) = (row.get(3)?, row.get(4)?);
        let score = score(folded, &words, &kind, &name);
        let (ty, matched) = (row.get(0)?, row.get(2)?);
        let hit = Hit { ty, row: row.get(1)?, place: row.get(5)?, matched, score };
        let known = best.entry(hit.row).or_insert_with(|| hit.clone());
        if hit.score > known.score {
            *known = hit;
        }
    }
    let mut hits: Vec<_> = best.into_values().collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.place, a.row).cmp(&(b.place, b.row))));
    Ok(hits)
}

/// How well a name answers the query; three decimals, so that the number reads well.
fn score(query: &str, words: &[&str], kind: &str, name: &str) -> f64 {
    let tier = match () {
        () if name == query => 1.0,
        () if text::words(name) == words => 0.95,
        () if kind == "ACRONYM" && name.starts_with(query) => 0.8,
        () if name.starts_with(query) => 0.7,
        () => 0.4,
    };
    let room = if tier < 0.9 { 0.2 } else { 0.0 };
    #[expect(clippy::cast_precision_loss, reason = "lengths of names are small")]
    let share = query.len().min(name.len()) as f64 / name.len().max(1) as f64;
    ((tier + room * share) * 1_000.0).round() / 1_000.0
}
