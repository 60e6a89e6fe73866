//! How well a name answers what somebody typed: which words it has, in which form, and how much more.

use super::text;

/// A word of a query with what it may have meant: itself, and the words of names that are one slip away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The word as typed, folded.
    pub word: String,
    /// Words it may be a slip of.
    pub near: Vec<String>,
}

/// From 0 to 1: 1 is the very name. `place` is where the named thing is; words of it count when they
/// stand beside the name, not instead of it.
#[must_use]
pub fn likeness(query: &str, asked: &[Asked], name: &str, place: &str, is_acronym: bool) -> f64 {
    if name == query {
        return 1.0;
    }
    if squeezed(name) == squeezed(query) {
        return 0.97;
    }
    let words = text::words(name);
    let places = text::words(place);
    let mut used = vec![false; words.len()];
    let (mut weight, mut slips, mut missing, mut in_place) = (0.0, 0, 0, 0);
    for asked in asked {
        if let Some((at, quality, slip)) = best(asked, &words, &used) {
            used[at] = true;
            weight += quality;
            slips += usize::from(slip);
        } else if let Some((_, quality, slip)) = best(asked, &places, &vec![false; places.len()]) {
            in_place += 1;
            weight += quality;
            slips += usize::from(slip);
        } else {
            missing += 1;
        }
    }
    let count = real(asked.len().max(1));
    let covered = real(used.iter().filter(|used| **used).count()) / real(words.len().max(1));
    if covered == 0.0 {
        return 0.0;
    }
    let whole = missing == 0 && used.iter().all(|used| *used);
    let exact = whole && weight > count - 0.001;
    let score = match () {
        () if exact && in_place == 0 => 0.95,
        () if exact => 0.9,
        () if whole && in_place == 0 => 0.88,
        () if is_acronym && name.starts_with(query) => 0.7 + 0.1 * covered,
        () if name.starts_with(query) => 0.65 + 0.2 * covered,
        () => 0.35 * weight / count + 0.45 * covered * weight / count,
    };
    score * 0.92_f64.powi(small(slips)) * 0.55_f64.powi(small(missing))
}

/// The best of the unused words for what was asked: where, how well, and whether with a slip.
fn best(asked: &Asked, words: &[&str], used: &[bool]) -> Option<(usize, f64, bool)> {
    let free = || words.iter().enumerate().filter(|(at, _)| !used[*at]);
    let find = |fits: &dyn Fn(&str) -> bool| free().find(|(_, word)| fits(word)).map(|(at, _)| at);
    let typed = asked.word.as_str();
    find(&|word| word == typed)
        .map(|at| (at, 1.0, false))
        .or_else(|| find(&|word| word.starts_with(typed)).map(|at| (at, 0.85, false)))
        .or_else(|| find(&|word| asked.near.iter().any(|it| it == word)).map(|at| (at, 1.0, true)))
}

fn squeezed(folded: &str) -> String {
    folded.replace(' ', "")
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
fn real(count: usize) -> f64 {
    count as f64
}

fn small(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// Whether two words are one slip apart: a letter more, less, other, or two that changed places.
#[must_use]
pub fn one_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<_>, Vec<_>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let head = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[head..], &long[head..]);
    if short.len() < long.len() {
        return short == &long[1..];
    }
    match (short, long) {
        ([a, b, rest @ ..], [c, d, other @ ..]) if a == d && b == c && rest == other => true,
        ([_, rest @ ..], [_, other @ ..]) => rest == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one() {
        for (one, other) in
            [("roussy", "rousy"), ("roussy", "rouss"), ("curie", "cuire"), ("lyon", "lyom")]
        {
            assert!(one_slip(one, other) && one_slip(other, one), "{one} {other}");
        }
        for (one, other) in [("lyon", "lyon"), ("lyon", "ly"), ("caen", "cane s"), ("abcd", "badc")]
        {
            assert!(!one_slip(one, other), "{one} {other}");
        }
    }

    #[test]
    fn the_very_name_is_best_and_a_place_helps() {
        let like = |query: &str, name: &str, place: &str, acronym| {
            let asked = text::words(query)
                .into_iter()
                .map(|word| Asked { word: word.to_owned(), near: vec![] });
            likeness(query, &asked.collect::<Vec<_>>(), name, place, acronym)
        };
        assert!(like("chu rennes", "chu rennes", "rennes", false) > 0.99);
        assert!(
            like("chu rennes", "chu", "rennes", true)
                > like("chu rennes", "chu nord", "rennes", false)
        );
        assert!(like("chu rennes", "chu", "caen", true) < 0.5);
        assert!(like("rennes", "chu", "rennes", true) < 0.001, "a place alone names nothing");
        assert!(like("ap hp", "aphp", "", true) > 0.96);
        assert!(
            like("institut cur", "institut curie", "", false)
                > like("institut cur", "institut curie de lyon", "", false)
        );
    }
}
