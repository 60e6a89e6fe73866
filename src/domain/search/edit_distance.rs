//! Whether one word is a likely misspelling of another.

/// Whether two words differ by one edit: a letter inserted, deleted or replaced, or two adjacent letters
/// swapped (a Damerau-Levenshtein distance of exactly 1).
#[must_use]
pub fn differ_by_one_edit(one: &str, other: &str) -> bool {
    // A search compares one word with thousands, so nothing is copied: the common beginning is cut off, and
    // what is left decides.
    let common = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let start = one.floor_char_boundary(common).min(other.floor_char_boundary(common));
    let (one, other) = (one[start..].chars(), other[start..].chars());
    let (mut one_rest, mut other_rest) = (one.clone(), other.clone());
    let (first, second) = (one_rest.next(), other_rest.next());
    let inserted = one_rest.as_str() == other.as_str() || one.as_str() == other_rest.as_str();
    let (Some(first), Some(second)) = (first, second) else {
        return first != second && inserted;
    };
    let replaced = one_rest.as_str() == other_rest.as_str();
    if inserted || replaced {
        return true;
    }
    let swapped = one_rest.next() == Some(second) && other_rest.next() == Some(first);
    swapped && one_rest.as_str() == other_rest.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_found_in_both_directions() {
        for (one, other) in [
            ("roussy", "rousy"),
            ("roussy", "rouss"),
            ("curie", "cuire"),
            ("lyon", "lyom"),
            ("สม", "สำม"),
            ("", "a"),
        ] {
            assert!(differ_by_one_edit(one, other), "{one} {other}");
            assert!(differ_by_one_edit(other, one), "{other} {one}");
        }
    }

    #[test]
    fn no_edit_and_two_edits_are_not_one() {
        for (one, other) in
            [("lyon", "lyon"), ("lyon", "ly"), ("caen", "cane s"), ("abcd", "badc"), ("", "")]
        {
            assert!(!differ_by_one_edit(one, other), "{one} {other}");
        }
    }
}
