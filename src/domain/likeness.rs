//! How well a name answers what somebody typed: which words it has, in which form, and how much more.

use super::text;

/// A word of a query with what it may have meant: itself, and the words of names that are one slip away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The word as typed, folded.
    pub word: String,
    /// Words it may be a slip of.
    pub near: Vec<String>,
    /// Other spellings of it, which are no slip: `saint` for `st`, `vii` for `7`.
    pub same: &'static [&'static str],
}

impl Asked {
    /// A folded word as typed, with its other spellings.
    #[must_use]
    pub fn of(word: &str) -> Self {
        Self { word: word.to_owned(), near: Vec::new(), same: spellings(word) }
    }
}

/// Words that people write short or in figures in one place and not in the other.
const SPELLINGS: [[&str; 2]; 21] = [
    ["st", "saint"],
    ["ste", "sainte"],
    ["1", "i"],
    ["2", "ii"],
    ["3", "iii"],
    ["4", "iv"],
    ["5", "v"],
    ["6", "vi"],
    ["7", "vii"],
    ["8", "viii"],
    ["9", "ix"],
    ["10", "x"],
    ["11", "xi"],
    ["12", "xii"],
    ["13", "xiii"],
    ["14", "xiv"],
    ["15", "xv"],
    ["16", "xvi"],
    ["18", "xviii"],
    ["19", "xix"],
    ["20", "xx"],
];

/// The other spellings of a word. A single letter is no number: it is the beginning of a word.
fn spellings(word: &str) -> &'static [&'static str] {
    let found = SPELLINGS.iter().find_map(|pair| match pair {
        [short, long] if *short == word => Some(&pair[1..]),
        [_, long] if *long == word && word.len() > 1 => Some(&pair[..1]),
        _ => None,
    });
    found.unwrap_or_default()
}

/// Words that say what sort of thing is named: people leave them out and still mean the name.
const SORTS: [&str; 35] = [
    "academie",
    "academy",
    "agence",
    "agency",
    "association",
    "center",
    "centre",
    "clinic",
    "clinique",
    "college",
    "department",
    "departement",
    "ecole",
    "faculte",
    "faculty",
    "fondation",
    "foundation",
    "group",
    "groupe",
    "hopital",
    "hopitaux",
    "hospital",
    "institut",
    "institute",
    "instituto",
    "laboratoire",
    "laboratory",
    "network",
    "reseau",
    "school",
    "societe",
    "society",
    "universidad",
    "universite",
    "university",
];
/// What such a word weighs in a name when nobody asked for it, beside 1 for any other.
const LIGHT: f64 = 0.3;

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
    let found = real(used.iter().filter(|used| **used).count());
    if found == 0.0 {
        return 0.0;
    }
    let (heavy, light) = left_over(&words, &used, &places);
    let covered = found / (found + real(heavy) + LIGHT * real(light));
    let all = missing == 0 && weight > count - 0.001;
    let whole = missing == 0 && heavy + light == 0;
    let score = match () {
        () if whole && all && in_place == 0 => 0.95,
        () if whole && all => 0.9,
        () if whole && in_place == 0 => 0.88,
        () if all && heavy == 0 => 0.77 + 0.13 * covered,
        () if is_acronym && begins(name, query) => 0.7 + 0.1 * covered,
        () if begins(name, query) => 0.65 + 0.2 * covered,
        () => 0.35 * weight / count + 0.45 * covered * weight / count,
    };
    score * 0.92_f64.powi(small(slips)) * 0.55_f64.powi(small(missing))
}

/// How many words of a name nobody asked for: those that tell it from others, and those that say little: its
/// sort, its place, or a word again that was asked for.
fn left_over(words: &[&str], used: &[bool], places: &[&str]) -> (usize, usize) {
    let with = |asked_for| words.iter().zip(used).filter(move |(_, used)| **used == asked_for);
    let light = |word: &str| {
        let again = with(true).any(|(known, _)| *known == word);
        again || SORTS.contains(&word) || places.contains(&word)
    };
    let lights = with(false).filter(|(word, _)| light(word)).count();
    (with(false).count() - lights, lights)
}

/// The best of the unused words for what was asked: where, how well, and whether with a slip.
fn best(asked: &Asked, words: &[&str], used: &[bool]) -> Option<(usize, f64, bool)> {
    let free = || words.iter().enumerate().filter(|(at, _)| !used[*at]);
    let find = |fits: &dyn Fn(&str) -> bool| free().find(|(_, word)| fits(word)).map(|(at, _)| at);
    let typed = asked.word.as_str();
    // Who types a number mostly means that number, not one that begins so.
    let beginning = if typed.bytes().all(|byte| byte.is_ascii_digit()) { 0.5 } else { 0.85 };
    find(&|word| word == typed)
        .map(|at| (at, 1.0, false))
        .or_else(|| find(&|word| asked.same.contains(&word)).map(|at| (at, 1.0, false)))
        .or_else(|| find(&|word| word.starts_with(typed)).map(|at| (at, beginning, false)))
        .or_else(|| find(&|word| asked.near.iter().any(|it| it == word)).map(|at| (at, 1.0, true)))
}

/// Whether a name begins with what was typed, and not in the middle of a number.
fn begins(name: &str, query: &str) -> bool {
    let digit = |letter: Option<char>| letter.is_some_and(|it| it.is_ascii_digit());
    name.strip_prefix(query)
        .is_some_and(|rest| !(digit(query.chars().last()) && digit(rest.chars().next())))
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
    // Thousands of words are looked at for one that was typed, so nothing is copied.
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let head = one.floor_char_boundary(same).min(other.floor_char_boundary(same));
    let (one, other) = (one[head..].chars(), other[head..].chars());
    let (mut one_rest, mut other_rest) = (one.clone(), other.clone());
    let (a, c) = (one_rest.next(), other_rest.next());
    let less = one_rest.as_str() == other.as_str() || one.as_str() == other_rest.as_str();
    let (Some(a), Some(c)) = (a, c) else { return a != c && less };
    if less || one_rest.as_str() == other_rest.as_str() {
        return true;
    }
    let swapped = one_rest.next() == Some(c) && other_rest.next() == Some(a);
    swapped && one_rest.as_str() == other_rest.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one() {
        for (one, other) in [
            ("roussy", "rousy"),
            ("roussy", "rouss"),
            ("curie", "cuire"),
            ("lyon", "lyom"),
            ("สม", "สำม"),
            ("", "a"),
        ] {
            assert!(one_slip(one, other) && one_slip(other, one), "{one} {other}");
        }
        for (one, other) in
            [("lyon", "lyon"), ("lyon", "ly"), ("caen", "cane s"), ("abcd", "badc"), ("", "")]
        {
            assert!(!one_slip(one, other), "{one} {other}");
        }
    }

    #[test]
    fn the_very_name_is_best_and_a_place_helps() {
        let like = |query: &str, name: &str, place: &str, acronym| {
            let asked = text::words(query).into_iter().map(Asked::of);
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
        assert!(
            like("pasteur paris", "institut pasteur", "paris", false)
                > like("pasteur paris", "pasteur mutuelle", "paris", false),
            "the sort of a thing is left out, its name is not"
        );
        assert!(like("st antoine", "hopital saint antoine", "paris", false) > 0.8);
        assert!(like("lyon 2", "lyon ii", "", false) > 0.9);
        assert!(
            like("paris 1", "universite paris 1", "", false)
                > like("paris 1", "paris 13", "", false),
            "a number is no beginning of another"
        );
    }
}
