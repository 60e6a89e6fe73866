//! Suggestions for misspelt words: the known word that is most similar.

/// The known word with the smallest edit distance, unless that is more than half of the word's characters.
///
/// Case is ignored. A word that a known one begins with has distance 1. Of several equally similar words
/// the first is returned.
pub(super) fn nearest<'c>(word: &str, known: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.to_lowercase();
    let max_distance = (word.chars().count() / 2).max(1);
    let distances = known.into_iter().map(|candidate| {
        let lower = candidate.to_lowercase();
        let is_beginning = word.len() > 2 && lower.starts_with(&word) && lower != word;
        (if is_beginning { 1 } else { levenshtein(&word, &lower) }, candidate)
    });
    let (distance, nearest) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= max_distance).then_some(nearest)
}

/// The Levenshtein distance in characters.
fn levenshtein(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, other) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_counts_characters() {
        for (a, b, distance) in
            [("", "", 0), ("", "ab", 2), ("kitten", "sitting", 3), ("é", "e", 1)]
        {
            assert_eq!(levenshtein(a, b), distance, "{a} {b}");
        }
    }

    #[test]
    fn a_word_is_suggested_only_if_it_is_similar() {
        let known = ["FOUNDER", "FUNDER", "MEMBER"];
        assert_eq!(nearest("founder", known), Some("FOUNDER"));
        assert_eq!(nearest("FONDER", known), Some("FOUNDER"));
        assert_eq!(nearest("memb", known), Some("MEMBER"));
        assert_eq!(nearest("xyz", known), None);
        assert_eq!(nearest("xyz", []), None);
    }
}
