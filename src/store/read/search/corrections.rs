//! Other readings of a query: misspelled words, words written as one or apart.

use super::super::{super::Error, snapshot::Snapshot};
use crate::{
    domain::search::{
        edit_distance::differ_by_one_edit,
        query::{QueryWord, SearchQuery},
    },
    limits::search::{MAX_CORRECTED_WORDS, MAX_CORRECTIONS},
};

/// The query with corrections for its misspelled words; None if no word has any.
pub(super) fn corrected(
    snapshot: &Snapshot<'_>,
    query: &SearchQuery,
) -> Result<Option<SearchQuery>, Error> {
    let is_short = query.significant().count() <= MAX_CORRECTED_WORDS;
    let mut corrected = query.clone();
    for word in &mut corrected.words {
        // Of many words only those that no name has are taken for misspelled: each takes some time.
        if !word.is_stop_word && (is_short || !is_word(snapshot, &word.text)?) {
            word.corrections = corrections(snapshot, &word.text)?;
        }
    }
    let has_any = corrected.words.iter().any(|word| !word.corrections.is_empty());
    Ok(has_any.then_some(corrected))
}

/// The query with words written otherwise: dotted acronyms as one word, two words as one, one word as two. Only words
/// that names have are made.
pub(super) fn respelled(
    snapshot: &Snapshot<'_>,
    query: &SearchQuery,
) -> Result<Vec<SearchQuery>, Error> {
    let mut found: Vec<_> = query.with_joined_acronyms().into_iter().collect();
    let mut words = Vec::new();
    let mut rest = &query.words[..];
    while let [word, after @ ..] = rest {
        rest = after;
        if let [next, after @ ..] = rest {
            let joined = word.joined_with(next, " ");
            if word.part == next.part && is_word(snapshot, &joined.text)? {
                words.push(joined);
                rest = after;
                continue;
            }
        }
        match split(snapshot, word)? {
            Some(two) => words.extend(two),
            None => words.push(word.clone()),
        }
    }
    if words.len() != query.words.len()
        || words.iter().zip(&query.words).any(|(a, b)| a.text != b.text)
    {
        found.push(SearchQuery { left_over: query.left_over.clone(), ..SearchQuery::of(words) });
    }
    Ok(found)
}

/// A word that no name has as the words of names that it is made of: `iledefrance`, `umr8104`.
fn split(snapshot: &Snapshot<'_>, word: &QueryWord) -> Result<Option<Vec<QueryWord>>, Error> {
    const LETTERS: std::ops::RangeInclusive<usize> = 5..=30;
    if !LETTERS.contains(&word.text.chars().count()) || is_word(snapshot, &word.text)? {
        return Ok(None);
    }
    for (middle, _) in word.text.char_indices().skip(2) {
        let (start, end) = word.text.split_at(middle);
        if !is_word(snapshot, start)? {
            continue;
        }
        for (inner, _) in end.char_indices() {
            let (one, two) = end.split_at(inner);
            let is_made =
                (one.is_empty() || is_word(snapshot, one)?) && two.chars().nth(1).is_some();
            if is_made && is_word(snapshot, two)? {
                let words = [start, one, two].into_iter().filter(|it| !it.is_empty());
                let words = words
                    .map(|it| QueryWord { part: word.part, ..QueryWord::new(it, &word.written) });
                return Ok(Some(words.collect()));
            }
        }
    }
    Ok(None)
}

/// Whether a name has the folded word.
fn is_word(snapshot: &Snapshot<'_>, word: &str) -> Result<bool, Error> {
    Ok(snapshot.prepare("SELECT 1 FROM word WHERE word = ?1")?.exists([word])?)
}

/// Words of names that are one edit away from `word`. Short words and numbers have none: too many words are
/// one edit away from them.
fn corrections(snapshot: &Snapshot<'_>, word: &str) -> Result<Vec<String>, Error> {
    let letters: Vec<_> = word.chars().collect();
    if letters.len() < 4 || letters.iter().any(char::is_ascii_digit) {
        return Ok(Vec::new());
    }
    // One edit leaves the first half of a word or the second as it is.
    let half = (letters.len() - 1) / 2;
    let beginning: String = letters[..half].iter().collect();
    let end_backwards: String = letters.iter().rev().take(half).collect();
    let mut found = Vec::new();
    for (sql, from) in [
        ("SELECT word FROM word WHERE word >= ?1 AND word < ?2", beginning),
        ("SELECT word FROM word WHERE backwards >= ?1 AND backwards < ?2", end_backwards),
    ] {
        let to = format!("{from}\u{10ffff}");
        let mut statement = snapshot.prepare(sql)?;
        let mut rows = statement.query([&from, &to])?;
        while let Some(row) = rows.next()? {
            let candidate = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            if differ_by_one_edit(word, candidate) && !found.iter().any(|it| it == candidate) {
                found.push(candidate.to_owned());
            }
        }
    }
    found.truncate(MAX_CORRECTIONS);
    Ok(found)
}
