//! Labels of French research units, such as `UMR 8104`: a type of unit and a number. A number can be given again, so that a label
//! needs other facts beside it.

use std::collections::BTreeSet;

use super::names::have_word_in_common;
use crate::domain::{
    record::{Name, Organization},
    text::fold,
};

/// Types of units, folded, without spaces.
const TYPES: [&str; 21] = [
    "ea", "emr", "erl", "esp", "fr", "fre", "gdr", "irl", "je", "u", "uar", "umi", "umr", "umrs",
    "ums", "upr", "ups", "ur", "ura", "us", "usr",
];
/// Types that were renamed or are written in two ways, and keep their numbers: the first stands for the others.
const RENAMED: [&[&str]; 4] = [
    &["ur", "ea"],
    &["uar", "ums", "usr"],
    &["irl", "umi"],
    // `UMR_S 1016` is the unit U 1016 of Inserm.
    &["u", "umrs"],
];
/// Digits of the number of a unit.
const DIGITS: std::ops::RangeInclusive<usize> = 2..=5;

/// The label in one spelling, if a name is one: `umr8104` for `UMR 8104` and `UMR_8104`, `ur349` for `EA 349` and `UR 0349`.
#[must_use]
pub fn unit_label(name: &str) -> Option<String> {
    let letters = fold(name).replace(' ', "");
    let digits = letters.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let kind = letters.strip_suffix(digits)?;
    let is_number = DIGITS.contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit());
    if !is_number || !TYPES.contains(&kind) {
        return None;
    }
    let first = types(kind).first().copied()?;
    Some(format!("{first}{}", digits.trim_start_matches('0')))
}

/// Every way in which a name with this label can be written, as its letters and digits.
#[must_use]
pub fn unit_label_spellings(name: &str) -> Vec<String> {
    let Some(label) = unit_label(name) else { return Vec::new() };
    let digits = label.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let kind = label.strip_suffix(digits).unwrap_or_default();
    let numbers = BTreeSet::from([digits.to_owned(), format!("{digits:0>4}")]);
    let spellings = types(kind).into_iter();
    spellings.flat_map(|kind| numbers.iter().map(move |number| format!("{kind}{number}"))).collect()
}

/// The types of units that are one: `ea` and `ur`.
fn types(kind: &str) -> Vec<&str> {
    let renamed = RENAMED.iter().find(|types| types.contains(&kind));
    renamed.map_or_else(|| vec![kind], |types| types.to_vec())
}

/// A label that two units have, as the first writes it.
#[must_use]
pub fn shared_unit_label(record: &Organization, other: &Organization) -> Option<String> {
    let theirs: BTreeSet<_> = other.names.iter().filter_map(|it| unit_label(&it.value)).collect();
    let is_shared = |it: &&Name| unit_label(&it.value).is_some_and(|it| theirs.contains(&it));
    record.names.iter().find(is_shared).map(|it| it.value.clone())
}

/// Whether the names of two units that are no labels have a word in common.
pub fn have_other_words_in_common(record: &Organization, other: &Organization) -> bool {
    let unlabelled = |it: &Organization| -> Organization {
        let names = it.names.iter().filter(|name| unit_label(&name.value).is_none());
        Organization { names: names.cloned().collect(), ..Organization::new(it.slug.clone()) }
    };
    let [one, two] = [record, other].map(unlabelled);
    !one.names.is_empty() && !two.names.is_empty() && have_word_in_common(&one, &two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_have_a_type_and_a_number() {
        for (name, label) in [
            ("UMR 8104", Some("umr8104")),
            ("UMR8104", Some("umr8104")),
            ("UMR_S 1016", Some("u1016")),
            ("U 1016", Some("u1016")),
            ("EA 3188", Some("ur3188")),
            ("UR 0349", Some("ur349")),
            ("USR 3258", Some("uar3258")),
            ("UMR 144", Some("umr144")),
            ("UMR", None),
            ("UMR IRHS", None),
            ("Paris 8", None),
            ("U 2", None),
            ("UMR 8104 CNRS", None),
            ("2022", None),
        ] {
            assert_eq!(unit_label(name).as_deref(), label, "{name}");
        }
        assert!(TYPES.is_sorted());
        assert!(RENAMED.iter().flat_map(|types| types.iter()).all(|it| TYPES.contains(it)));
        let spellings = unit_label_spellings("EA 349");
        assert_eq!(spellings, ["ur0349", "ur349", "ea0349", "ea349"]);
        assert!(unit_label_spellings("Chimie").is_empty());
    }
}
