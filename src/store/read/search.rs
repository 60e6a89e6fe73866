//! Search by words of names: whatever people remember of a name, best match first.
//!
//! Three questions, each asked only where the one before found nothing that answers all of it: names that
//! have all words or words that begin so, a city counting beside the name; the same with words one slip
//! away; the same with one word left out.

use std::collections::HashMap;

use crate::domain::{
    likeness::{Asked, likeness, one_slip},
    text,
};

use super::{super::Error, network::Ties, snapshot::Snapshot};

/// Names looked at for one question; far more than anybody pages through.
const MOST_NAMES: i64 = 2_000;
/// Words of a query that are used; who remembers more is found by these.
const MOST_WORDS: usize = 12;
/// Words of a place, at most.
const PLACE_WORDS: usize = 4;
/// Words that one word may be a slip of, at most.
const MOST_NEAR: usize = 12;
/// What answers all of a query scores at least this.
const ENOUGH: f64 = 0.6;

/// Who has so many ties is as well known as can be.
const MANY_TIES: f64 = 300.0;
/// The same for draws, where ties are counted.
const MANY: i64 = (1 << 17) - 1;
/// Bits of a place among all: type and rank.
const PLACE_BITS: u32 = 44;
/// Every tie, whenever it held.
const EVER: Ties = Ties { readings: Ties::EVERY, held: None };

/// A thing found, and the name it was found by.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Type of the thing.
    pub ty: String,
    /// Its row.
    pub row: i64,
    /// Settles draws: who is known better first, then the place among all.
    pub place: i64,
    /// The name that matched, as written.
    pub matched: String,
    /// From 0 to 1: 1 is the very name.
    pub score: f64,
    /// Whether a curator wrote it down.
    pub curated: bool,
}

/// Things of the given types by the folded query, best first.
///
/// # Errors
/// When the database cannot be read.
pub fn search(snapshot: &Snapshot<'_>, folded: &str, types: &[&str]) -> Result<Vec<Hit>, Error> {
    let mut asked: Vec<_> =
        text::words(folded).into_iter().take(MOST_WORDS).map(Asked::of).collect();
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let mut search = Search { snapshot, folded, types, best: HashMap::new() };
    search.squeezed()?;
    search.having(&asked, &asked)?;
    if search.highest() < ENOUGH {
        for word in &mut asked {
            word.near = near(snapshot, &word.word)?;
        }
        if asked.iter().any(|word| !word.near.is_empty()) {
            search.having(&asked, &asked)?;
        }
    }
    if search.best.is_empty() && asked.len() > 1 {
        for left_out in 0..asked.len() {
            let mut others = asked.clone();
            others.remove(left_out);
            search.having(&others, &asked)?;
        }
    }
    search.settle()?;
    let mut hits: Vec<_> = search.best.into_values().collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.place, a.row).cmp(&(b.place, b.row))));
    Ok(hits)
}

/// A search at work.
struct Search<'s, 'c> {
    snapshot: &'s Snapshot<'c>,
    folded: &'s str,
    types: &'s [&'s str],
    best: HashMap<i64, Hit>,
}

impl Search<'_, '_> {
    /// Names with the very letters of the query, whatever parts them: `P.S.C.C.` for what is written `PSCC`.
    fn squeezed(&mut self) -> Result<(), Error> {
        let asked = [];
        self.collect(
            "SELECT node.type, n.owner_id, n.value, n.kind, n.folded, n.place, node.place, node.origin FROM name AS n
             JOIN node ON node.id = n.owner_id
             WHERE replace(n.folded, ' ', '') = replace(?1, ' ', '')
             AND node.type IN (SELECT value FROM json_each(?2)) LIMIT ?3",
            self.folded,
            &asked,
        )
    }

    /// Names that have all of `words`, at least one of them in the name itself, scored by all of `asked`.
    fn having(&mut self, words: &[Asked], asked: &[Asked]) -> Result<(), Error> {
        let all_asked = words.len() == asked.len();
        let forms: Vec<_> = words.iter().map(|word| forms(word, all_asked)).collect();
        let all = forms.iter().map(|form| format!("({form})")).collect::<Vec<_>>().join(" AND ");
        // What only its place answers is no hit, and would crowd out others; hardly a place has more words.
        let expression = match words.len() {
            ..=PLACE_WORDS => format!("({all}) AND folded : ({})", forms.join(" OR ")),
            _ => all,
        };
        self.collect(
            "SELECT node.type, n.owner_id, n.value, n.kind, n.folded, n.place, node.place, node.origin FROM name_words AS w
             JOIN name AS n ON n.id = w.rowid JOIN node ON node.id = n.owner_id
             WHERE name_words MATCH ?1 AND node.type IN (SELECT value FROM json_each(?2))
             ORDER BY length(n.folded), node.place, n.owner_id, n.rank LIMIT ?3",
            &expression,
            asked,
        )
    }

    fn collect(&mut self, sql: &str, expression: &str, asked: &[Asked]) -> Result<(), Error> {
        let mut statement = self.snapshot.prepare(sql)?;
        let types = serde_json::Value::from(self.types).to_string();
        let mut rows = statement.query((expression, types, MOST_NAMES))?;
        while let Some(row) = rows.next()? {
            let (kind, name, place): (String, String, String) =
                (row.get(3)?, row.get(4)?, row.get(5)?);
            let score = likeness(self.folded, asked, &name, &place, kind == "ACRONYM");
            let score = rounded(score);
            if score <= 0.0 {
                continue;
            }
            let id: i64 = row.get(1)?;
            if self.best.get(&id).is_none_or(|known| known.score < score) {
                let (ty, matched, place) = (row.get(0)?, row.get(2)?, row.get(6)?);
                let curated = row.get_ref(7)?.as_bytes().is_ok_and(|origin| origin == b"seed");
                self.best.insert(id, Hit { ty, row: id, place, matched, score, curated });
            }
        }
        Ok(())
    }

    /// Lifts what is well known: of two that answer about as well, it is what most people mean.
    fn settle(&mut self) -> Result<(), Error> {
        let network = self.snapshot.network()?;
        for hit in self.best.values_mut() {
            let number = network.number(hit.row).filter(|_| hit.ty == "Organization");
            let ties = number.map_or(0, |number| network.ties(number, EVER).count());
            hit.score = lifted(hit.score, ties, hit.curated);
            hit.place += (MANY - i64::try_from(ties).unwrap_or(MANY).min(MANY)) << PLACE_BITS;
            hit.place += i64::from(!hit.curated) << 62;
        }
        Ok(())
    }

    fn highest(&self) -> f64 {
        self.best.values().map(|hit| hit.score).fold(0.0, f64::max)
    }
}

/// How well a name answers, with how well known its bearer is: what is left to the very name is halved at
/// most.
fn lifted(score: f64, ties: usize, curated: bool) -> f64 {
    let ties = f64::from(u32::try_from(ties).unwrap_or(u32::MAX));
    let tied = ties.ln_1p() / MANY_TIES.ln_1p();
    let known = (tied + if curated { 0.5 } else { 0.0 }).min(1.0);
    rounded(score + (1.0 - score) * 0.5 * known)
}

/// As scores are told.
fn rounded(score: f64) -> f64 {
    (score * 1_000.0).round() / 1_000.0
}

/// A word as FTS5 asks for it: whatever begins so, or one of the words it may be a slip of. Half the names have
/// a word that begins with one letter or two: where words are left out in turn, those stand for themselves.
fn forms(asked: &Asked, all_asked: bool) -> String {
    let beginning = if all_asked || asked.word.chars().count() > 2 { "*" } else { "" };
    let same = asked.same.iter().copied();
    let others = same.chain(asked.near.iter().map(String::as_str));
    let others = others.map(|word| format!(" OR \"{word}\""));
    format!("\"{}\"{beginning}{}", asked.word, others.collect::<String>())
}

/// Words of names that are one slip from `word`. Short words and numbers are taken as they are: too much
/// is one slip from them.
fn near(snapshot: &Snapshot<'_>, word: &str) -> Result<Vec<String>, Error> {
    let letters: Vec<_> = word.chars().collect();
    if letters.len() < 4 || letters.iter().any(char::is_ascii_digit) {
        return Ok(Vec::new());
    }
    let half = (letters.len() - 1) / 2;
    let start: String = letters[..half].iter().collect();
    let end: String = letters.iter().rev().take(half).collect();
    let mut found = Vec::new();
    for (sql, from) in [
        ("SELECT word FROM word WHERE word >= ?1 AND word < ?2", start),
        ("SELECT word FROM word WHERE backwards >= ?1 AND backwards < ?2", end),
    ] {
        let to = format!("{from}\u{10ffff}");
        let mut statement = snapshot.prepare(sql)?;
        let mut rows = statement.query([&from, &to])?;
        while let Some(row) = rows.next()? {
            let candidate = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            if one_slip(word, candidate) && !found.iter().any(|it| it == candidate) {
                found.push(candidate.to_owned());
            }
        }
    }
    found.truncate(MOST_NEAR);
    Ok(found)
}
