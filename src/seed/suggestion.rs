//! The known word nearest to one that is not known, for "write `x`" in a cure.

/// The candidate that takes the fewest letters changed, added or dropped, unless that is most of the word.
///
/// Case does not count, and a beginning is near to its whole. The first of several equally near ones wins.
pub(super) fn nearest<'c>(word: &str, known: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 2).max(1);
    let distances = known.into_iter().map(|candidate| {
        let lower = candidate.to_lowercase();
        let begins = word.len() > 2 && lower.starts_with(&word) && lower != word;
        (if begins { 1 } else { distance(&word, &lower) }, candidate)
    });
    let (fewest, nearest) = distances.min_by_key(|(distance, _)| *distance)?;
    (fewest <= limit).then_some(nearest)
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, other) in b.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_letters() {
        for (a, b, letters) in [("", "", 0), ("", "ab", 2), ("kitten", "sitting", 3), ("é", "e", 1)]
        {
            assert_eq!(distance(a, b), letters, "{a} {b}");
        }
    }

    #[test]
    fn the_nearest_is_named_only_where_it_is_near() {
        let known = ["FOUNDER", "FUNDER", "MEMBER"];
        assert_eq!(nearest("founder", known), Some("FOUNDER"));
        assert_eq!(nearest("FONDER", known), Some("FOUNDER"));
        assert_eq!(nearest("memb", known), Some("MEMBER"));
        assert_eq!(nearest("xyz", known), None);
        assert_eq!(nearest("xyz", []), None);
    }
}
