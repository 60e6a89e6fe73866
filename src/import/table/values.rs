//! Values in the forms that tables have: dates, numbers, flags.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::date::StatedDate;

/// Characters that separate groups of digits.
const GROUP_SEPARATORS: [char; 5] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\''];
/// Digits of a group.
const GROUP_DIGITS: usize = 3;

/// Reads a date of this form, such as `DD/MM/YYYY`; without a form, one of ISO 8601 or EDTF.
///
/// # Errors
/// When the text has another form, or is no date.
pub fn date(text: &str, form: &str) -> Result<StatedDate, String> {
    if form.is_empty() {
        return text.parse().map_err(|error| format!("{error}"));
    }
    let iso = iso_date(text, form).ok_or_else(|| format!("not a date of the form {form}"))?;
    iso.parse().map_err(|error| format!("{error}"))
}

/// A text of this form as ISO 8601 writes it.
fn iso_date(text: &str, form: &str) -> Option<String> {
    let (mut year, mut month, mut day) = (String::new(), String::new(), String::new());
    if text.chars().count() != form.chars().count() {
        return None;
    }
    for (letter, part) in text.chars().zip(form.chars()) {
        match part {
            'Y' | 'M' | 'D' if !letter.is_ascii_digit() => return None,
            'Y' => year.push(letter),
            'M' => month.push(letter),
            'D' => day.push(letter),
            separator if separator != letter => return None,
            _ => {}
        }
    }
    let parts = [year, month, day];
    Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-"))
}

/// Reads a number; `decimal` has the characters that can stand before its decimals: `.`, `,` or both. Spaces separate groups of
/// digits, and so does the other of the two characters.
///
/// # Errors
/// When it is no such number.
pub fn number(text: &str, decimal: &str) -> Result<f64, String> {
    let not_a_number = || {
        let cure = match decimal {
            "." if text.contains(',') => {
                "; set `decimal = \",\"` in the map if a comma stands before the decimals"
            }
            "," if text.contains('.') => {
                "; set `decimal = \".\"` in the map if a point stands before the decimals"
            }
            _ => "",
        };
        format!("not a number{cure}")
    };
    let (whole, decimals) = match text.rfind(|letter| decimal.contains(letter)) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let (sign, whole) = match whole.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest),
        None => ("", whole),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let is_separator = |letter: char| {
        GROUP_SEPARATORS.contains(&letter)
            || decimal.len() == 1 && [',', '.'].contains(&letter) && !decimal.contains(letter)
    };
    let groups: Vec<_> = whole.split(is_separator).collect();
    let is_grouped = groups.len() == 1
        || groups[0].len() <= GROUP_DIGITS
            && groups[1..].iter().all(|group| group.len() == GROUP_DIGITS);
    let is_number =
        is_grouped && groups.iter().all(|it| is_digits(it)) && decimals.is_none_or(is_digits);
    if !is_number {
        return Err(not_a_number());
    }
    let number = format!("{sign}{}.{}", groups.concat(), decimals.unwrap_or("0"));
    number.parse().ok().filter(|it: &f64| it.is_finite()).ok_or_else(not_a_number)
}

/// Reads a flag.
///
/// # Errors
/// When it is neither true nor false.
pub fn flag(text: &str) -> Result<bool, String> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "1" | "oui" | "vrai" => Ok(true),
        "false" | "no" | "0" | "non" | "faux" => Ok(false),
        _ => Err("neither true nor false; give what it means in `values`".to_owned()),
    }
}

/// A hash of a text, of which many are kept.
#[must_use]
pub fn text_hash(text: Option<&str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_separators_of_their_country() {
        for (text, decimal, value) in [
            ("1500000", ".", 1_500_000.0),
            ("960619,95", ",", 960_619.95),
            ("284812.5", ".", 284_812.5),
            ("1 200 000,50", ",", 1_200_000.5),
            ("1.200.000,5", ",", 1_200_000.5),
            ("1,200,000", ".", 1_200_000.0),
            ("1\u{a0}200", ".", 1_200.0),
            ("-3,5", ".,", -3.5),
            ("1500.25", ".,", 1_500.25),
            ("1,500", ".,", 1.5),
        ] {
            let read = number(text, decimal).unwrap();
            assert!((read - value).abs() < 1e-9, "{text}: {read}");
        }
        for (text, decimal) in
            [("1,5", "."), ("1.5", ","), ("12 34", "."), ("", "."), ("1e5", "."), ("5 €", ".")]
        {
            assert!(number(text, decimal).is_err(), "{text}");
        }
        assert!(number("1,5", ".").unwrap_err().contains("decimal = \",\""));
    }

    #[test]
    fn dates_have_the_form_that_the_map_says() {
        let read = |text: &str, form: &str| date(text, form).map(|date| date.to_string());
        assert_eq!(read("31/12/2021", "DD/MM/YYYY").unwrap(), "2021-12-31");
        assert_eq!(read("12/31/2021", "MM/DD/YYYY").unwrap(), "2021-12-31");
        assert_eq!(read("20211231", "YYYYMMDD").unwrap(), "2021-12-31");
        assert_eq!(read("09/2021", "MM/YYYY").unwrap(), "2021-09");
        assert_eq!(read("2021~", "").unwrap(), "2021~");
        assert!(read("31/12/21", "DD/MM/YYYY").unwrap_err().contains("DD/MM/YYYY"));
        assert!(read("31/13/2021", "DD/MM/YYYY").is_err());
    }
}
