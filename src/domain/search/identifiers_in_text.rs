//! Keys of other registries within a text, as people paste them: alone, with a label, beside a name, as an address.

use std::ops::Range;

use super::super::identifier::canonical;

/// A key that a text may hold. Whether an organization has it decides whether it is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextIdentifier {
    /// The scheme of the key.
    pub scheme: &'static str,
    /// Its canonical form.
    pub value: String,
    /// The bytes of the text that hold it.
    pub range: Range<usize>,
}

/// What the addresses of a registry contain.
const ADDRESSES: [(&str, &str); 6] = [
    ("ror.org/", "ROR"),
    ("wikidata.org/", "WIKIDATA"),
    ("isni.org/", "ISNI"),
    ("grid.ac/", "GRID"),
    ("10.13039/", "FUNDREF"),
    ("idref.fr/", "IDREF"),
];

/// Words that label a key.
const LABELS: [(&str, &str); 14] = [
    ("ror", "ROR"),
    ("grid", "GRID"),
    ("isni", "ISNI"),
    ("wikidata", "WIKIDATA"),
    ("wd", "WIKIDATA"),
    ("fundref", "FUNDREF"),
    ("funder", "FUNDREF"),
    ("siren", "SIREN"),
    ("siret", "SIRET"),
    ("rnsr", "RNSR"),
    ("uai", "UAI"),
    ("finess", "FINESS"),
    ("rna", "RNA"),
    ("idref", "IDREF"),
];

/// Digits of the shortest number beside other words that is taken for a key without a label: shorter ones are years and
/// parts of names.
const SHORTEST_NUMBER: usize = 6;

/// The keys in a text, longest first.
#[must_use]
pub fn identifiers_in(text: &str) -> Vec<TextIdentifier> {
    let tokens: Vec<_> = tokens(text).collect();
    let mut found: Vec<_> = tokens.iter().flat_map(|range| in_token(text, range)).collect();
    found.extend(spaced_numbers(text, &tokens));
    found.sort_by_key(|it| std::cmp::Reverse(it.range.len()));
    found
}

/// Whether a folded word only labels a key, as in "ROR ID: 02feahw73".
#[must_use]
pub fn is_label(word: &str) -> bool {
    matches!(word, "id" | "crossref" | "doi") || LABELS.iter().any(|(label, _)| *label == word)
}

/// The pieces of a text between spaces and brackets, without punctuation around them.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    let separates = |letter: char| {
        letter.is_whitespace()
            || matches!(
                letter,
                '(' | ')' | '[' | ']' | '<' | '>' | ',' | ';' | '"' | '«' | '»' | '|'
            )
    };
    text.split(separates).filter_map(move |piece| {
        let token = piece.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '/');
        let start = token.as_ptr() as usize - text.as_ptr() as usize;
        (!token.is_empty()).then(|| start..start + token.len())
    })
}

fn in_token(text: &str, range: &Range<usize>) -> Vec<TextIdentifier> {
    let token = &text[range.clone()];
    // Every key has a digit. Most words have none, and need not be tried as keys of ten registries.
    if !token.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let key = |scheme, text: &str| {
        let value = canonical(scheme, text).ok()?;
        Some(TextIdentifier { scheme, value, range: range.clone() })
    };
    let lower = token.to_ascii_lowercase();
    let address = lower.split(['?', '#']).next().unwrap_or_default();
    if let Some((_, scheme)) = ADDRESSES.iter().find(|(part, _)| address.contains(part)) {
        return key(scheme, address).into_iter().collect();
    }
    if let Some((label, value)) = token.split_once([':', '='])
        && let Some((_, scheme)) = LABELS.iter().find(|(it, _)| label.eq_ignore_ascii_case(it))
    {
        return key(scheme, value).into_iter().collect();
    }
    if lower.bytes().all(|byte| byte.is_ascii_digit()) {
        let schemes = ["FUNDREF", "SIREN", "SIRET", "ISNI", "ROR", "FINESS", "IDREF"];
        let is_long = lower.len() >= SHORTEST_NUMBER || token.len() == text.trim().len();
        return schemes
            .iter()
            .filter(|_| is_long)
            .filter_map(|scheme| key(scheme, &lower))
            .collect();
    }
    let is_wikidata = lower.starts_with('q') && lower.len() > 2;
    let schemes =
        ["ROR", "GRID", "RNSR", "ISNI", "SIREN", "SIRET", "UAI", "FINESS", "RNA", "IDREF"]
            .into_iter()
            .chain(is_wikidata.then_some("WIKIDATA"));
    // An address of something else ends in no key.
    let is_plain = !lower.contains('/');
    schemes.filter(|_| is_plain).filter_map(|scheme| key(scheme, &lower)).collect()
}

/// Numbers in groups: `0000 0001 2259 7504`, `180 089 013`.
fn spaced_numbers(text: &str, tokens: &[Range<usize>]) -> Vec<TextIdentifier> {
    let is_group = |range: &Range<usize>| {
        let group = text[range.clone()].as_bytes();
        let digits = group.strip_suffix(b"X").or_else(|| group.strip_suffix(b"x")).unwrap_or(group);
        digits.len() <= 5 && digits.iter().all(u8::is_ascii_digit)
    };
    let mut found = Vec::new();
    for first in 0..tokens.len() {
        for last in first + 1..tokens.len().min(first + 6) {
            if !tokens[first..=last].iter().all(is_group) {
                break;
            }
            let range = tokens[first].start..tokens[last].end;
            let number: String =
                text[range.clone()].chars().filter(char::is_ascii_alphanumeric).collect();
            for (scheme, length) in [("ISNI", 16), ("SIRET", 14), ("SIREN", 9)] {
                if number.len() == length
                    && let Ok(value) = canonical(scheme, &number)
                {
                    found.push(TextIdentifier { scheme, value, range: range.clone() });
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_every_form() {
        for (text, scheme, value) in [
            ("02feahw73", "ROR", "02feahw73"),
            ("https://ror.org/02feahw73", "ROR", "02feahw73"),
            ("ror.org/02feahw73/", "ROR", "02feahw73"),
            ("https://www.ror.org/02FEAHW73?x=1", "ROR", "02feahw73"),
            ("https://api.ror.org/v2/organizations/02feahw73", "ROR", "02feahw73"),
            ("ROR: 02feahw73.", "ROR", "02feahw73"),
            ("ror:02feahw73", "ROR", "02feahw73"),
            ("CNRS (https://ror.org/02feahw73), Paris", "ROR", "02feahw73"),
            ("grid.4444.0", "GRID", "grid.4444.0"),
            ("https://www.grid.ac/institutes/grid.4444.0", "GRID", "grid.4444.0"),
            ("0000 0001 2259 7504", "ISNI", "0000000122597504"),
            ("ISNI 0000-0001-2259-7504", "ISNI", "0000000122597504"),
            ("https://isni.org/isni/0000000122597504", "ISNI", "0000000122597504"),
            ("Q280413", "WIKIDATA", "Q280413"),
            ("http://www.wikidata.org/entity/Q280413", "WIKIDATA", "Q280413"),
            ("https://www.wikidata.org/wiki/Q280413#sitelinks", "WIKIDATA", "Q280413"),
            ("501100004794", "FUNDREF", "501100004794"),
            ("https://doi.org/10.13039/501100004794", "FUNDREF", "501100004794"),
            ("doi:10.13039/501100004794", "FUNDREF", "501100004794"),
            ("180 089 013", "SIREN", "180089013"),
            ("SIREN 180089013", "SIREN", "180089013"),
            ("732 829 320 00074", "SIRET", "73282932000074"),
            ("199812965f", "RNSR", "199812965F"),
            ("http://www.idref.fr/026404354/id", "IDREF", "026404354"),
        ] {
            let found = identifiers_in(text);
            let is_expected = |it: &TextIdentifier| it.scheme == scheme && it.value == value;
            assert!(found.iter().any(is_expected), "{text}: {found:?}");
        }
    }

    #[test]
    fn names_and_short_numbers_hold_no_keys() {
        for text in [
            "Université Paris 13",
            "CNRS UMR 8104",
            "Q1",
            "en 2020",
            "75013 Paris",
            "",
            "quebec",
            "/o/cnrs",
        ] {
            assert_eq!(identifiers_in(text), [], "{text}");
        }
    }

    #[test]
    fn the_place_of_a_key_is_told() {
        let text = "CNRS – 02feahw73, Paris";
        let found = identifiers_in(text);
        assert_eq!(&text[found[0].range.clone()], "02feahw73");
    }
}
