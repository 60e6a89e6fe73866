//! Keys in other registries: the one form in which each is kept, and the checks that catch a slip.
//!
//! People write the same key in many ways: `https://ror.org/03xjwb503`, `0000 0001 2171 2558`. All of them
//! are brought to the form that the registry itself calls canonical, before they are stored or looked up.

use super::text::fold;

/// Words that people write where an organization has no key.
const NONE_WORDS: [&str; 17] = [
    "",
    "0",
    "aucun",
    "inconnu",
    "n a",
    "na",
    "nan",
    "nc",
    "nd",
    "neant",
    "nil",
    "non renseigne",
    "none",
    "null",
    "sans objet",
    "tbd",
    "unknown",
];

/// Why a text is no key of its registry: the rule it breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidIdentifier(&'static str);

/// Whether a text is a placeholder for a missing key: a word such as `N/A`, or a number of zeros or of one repeated digit,
/// which can even have a valid check digit.
#[must_use]
pub fn is_placeholder(scheme: &str, text: &str) -> bool {
    if NONE_WORDS.contains(&&*fold(text)) {
        return true;
    }
    let id = last(text.trim()).to_ascii_lowercase();
    let compact = compact(&id);
    // What is left of a key without its check digits and without the parts that an owner numbers itself.
    let number = match scheme {
        "ROR" | "UAI" => compact.get(..7),
        "ISNI" => compact.get(..15),
        "SIREN" | "SIRET" | "RNSR" | "FINESS" => compact.get(..9),
        "IDREF" => compact.get(..8),
        "RNA" => compact.strip_prefix('w'),
        "WIKIDATA" => compact.strip_prefix('q'),
        "GRID" => id.strip_prefix("grid.").and_then(|number| number.split('.').next()),
        _ => Some(&*compact),
    };
    let number = number.unwrap_or_default().as_bytes();
    let has_fixed_length =
        matches!(scheme, "ISNI" | "SIREN" | "SIRET" | "RNSR" | "FINESS" | "UAI" | "IDREF" | "RNA");
    match number.first() {
        Some(first) if number.iter().all(|byte| byte == first) => {
            *first == b'0' || has_fixed_length && first.is_ascii_digit()
        }
        _ => false,
    }
}

/// The canonical form of a key.
///
/// # Errors
/// The rule of the registry that the text breaks: its characters, its length or its check digits. And texts that
/// [are placeholders](is_placeholder).
pub fn canonical(scheme: &str, text: &str) -> Result<String, InvalidIdentifier> {
    let text = text.trim();
    if is_placeholder(scheme, text) {
        return Err(InvalidIdentifier("this is a placeholder, not an identifier; leave it out"));
    }
    match scheme {
        "ROR" => ror(&last(text).to_ascii_lowercase()),
        "WIKIDATA" => wikidata(&last(text).to_ascii_uppercase()),
        "ISNI" => isni(&compact(last(text)).to_ascii_uppercase()),
        "GRID" => grid(&last(text).to_ascii_lowercase()),
        "FUNDREF" => fundref(last(text)),
        "SIREN" => siren(&compact(text)),
        "SIRET" => siret(&compact(text)),
        "RNSR" => rnsr(&compact(text).to_ascii_uppercase()),
        "UAI" => uai(&compact(text).to_ascii_uppercase()),
        "FINESS" => finess(&compact(text).to_ascii_uppercase()),
        "RNA" => rna(&compact(text).to_ascii_uppercase()),
        "IDREF" => idref(&compact(last(without_id(text))).to_ascii_uppercase()),
        _ => Ok(text.to_owned()),
    }
}

/// The number that the six characters after the leading zero of a canonical ROR id spell.
#[must_use]
pub fn number_of_ror(id: &str) -> Option<i64> {
    id.get(1..7)?.bytes().try_fold(0, |number, byte| Some(number * 32 + base32(byte)?))
}

/// What follows the last slash: an address of a key ends in the key.
fn last(text: &str) -> &str {
    let text = text.trim_end_matches('/');
    text.rsplit('/').next().unwrap_or(text)
}

/// An address of `IdRef` without the `/id` at its end, by which it names the thing and not the page about it.
fn without_id(address: &str) -> &str {
    let address = address.trim_end_matches('/');
    address.strip_suffix("/id").unwrap_or(address)
}

/// Without the spaces, dots and hyphens that make long keys readable.
fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.')).collect()
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Crockford's alphabet: letters that look like digits are left out.
fn base32(byte: u8) -> Option<i64> {
    let place = b"0123456789abcdefghjkmnpqrstvwxyz".iter().position(|known| *known == byte)?;
    i64::try_from(place).ok()
}

fn ror(id: &str) -> Result<String, InvalidIdentifier> {
    const FORM: InvalidIdentifier = InvalidIdentifier(
        "a ROR id is 0, six letters or digits without i, l, o and u, and two digits, such as 03xjwb503",
    );
    if id.len() != 9 || !id.is_ascii() || !id.starts_with('0') || !digits(&id[7..]) {
        return Err(FORM);
    }
    let number = number_of_ror(id).ok_or(FORM)?;
    // ISO 7064 MOD 97-10.
    let check = 98 - number * 100 % 97;
    if id[7..].parse() == Ok(check) {
        Ok(id.to_owned())
    } else {
        Err(InvalidIdentifier("the check digits, its last two, do not fit the rest"))
    }
}

fn wikidata(id: &str) -> Result<String, InvalidIdentifier> {
    match id.strip_prefix('Q') {
        Some(number) if digits(number) && !number.starts_with('0') => Ok(id.to_owned()),
        _ => Err(InvalidIdentifier("a Wikidata id is Q and a number, such as Q42")),
    }
}

fn isni(id: &str) -> Result<String, InvalidIdentifier> {
    let (body, check) = match id.as_bytes() {
        [body @ .., check] if id.len() == 16 => (body, *check),
        _ => (&b""[..], 0),
    };
    let fits = body.iter().all(u8::is_ascii_digit) && (check.is_ascii_digit() || check == b'X');
    if body.is_empty() || !fits {
        return Err(InvalidIdentifier("an ISNI is 15 digits and a last one that may be X"));
    }
    // ISO 7064 MOD 11-2.
    let sum = body.iter().fold(0, |sum, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
    let due = (12 - sum) % 11;
    if due == if check == b'X' { 10 } else { u32::from(check - b'0') } {
        Ok(id.to_owned())
    } else {
        Err(InvalidIdentifier("the check digit, its last character, does not fit the rest"))
    }
}

fn grid(id: &str) -> Result<String, InvalidIdentifier> {
    let parts: Vec<_> = id.split('.').collect();
    match parts[..] {
        ["grid", number, check]
            if digits(number) && matches!(check.len(), 1 | 2) && is_hex(check) =>
        {
            Ok(id.to_owned())
        }
        _ => Err(InvalidIdentifier(
            "a GRID id is grid, a number and one or two hexadecimal digits, such as grid.5842.b",
        )),
    }
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn fundref(id: &str) -> Result<String, InvalidIdentifier> {
    if digits(id) && id.len() <= 15 {
        Ok(id.to_owned())
    } else {
        Err(InvalidIdentifier(
            "a key of the Open Funder Registry is a number, such as 501100001665",
        ))
    }
}

fn siren(id: &str) -> Result<String, InvalidIdentifier> {
    if id.len() != 9 || !digits(id) {
        return Err(InvalidIdentifier("a SIREN is 9 digits"));
    }
    if luhn(id) == 0 { Ok(id.to_owned()) } else { Err(LUHN) }
}

fn siret(id: &str) -> Result<String, InvalidIdentifier> {
    if id.len() != 14 || !digits(id) {
        return Err(InvalidIdentifier("a SIRET is 14 digits"));
    }
    // The offices of La Poste have a rule of their own: the plain sum of digits is a multiple of 5.
    let sum: u32 = id.bytes().map(|byte| u32::from(byte - b'0')).sum();
    let post_office = id.starts_with("356000000") && sum.is_multiple_of(5);
    if luhn(id) == 0 || post_office { Ok(id.to_owned()) } else { Err(LUHN) }
}

const LUHN: InvalidIdentifier =
    InvalidIdentifier("the check digit, its last, does not fit the rest (Luhn)");

/// Luhn's sum modulo 10, which is 0 for a key without a slip.
fn luhn(id: &str) -> u32 {
    let digits = id.bytes().rev().map(|byte| u32::from(byte - b'0'));
    let weighed = digits.enumerate().map(|(place, digit)| match (place % 2, digit) {
        (0, _) => digit,
        (_, 0..=4) => digit * 2,
        _ => digit * 2 - 9,
    });
    weighed.sum::<u32>() % 10
}

fn rnsr(id: &str) -> Result<String, InvalidIdentifier> {
    let rule = "a number of the RNSR is 9 digits and a letter, such as 199812965F";
    with_check_letter(id, 9, rule)
}

fn uai(id: &str) -> Result<String, InvalidIdentifier> {
    with_check_letter(id, 7, "a UAI is 7 digits and a letter, such as 0753639Y")
}

/// A number of so many digits and a letter: the remainder of its division by 23, in the alphabet without I, O and Q.
fn with_check_letter(
    id: &str,
    length: usize,
    rule: &'static str,
) -> Result<String, InvalidIdentifier> {
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPRSTUVWXYZ";
    let (Some(number), Some(letter)) = (id.get(..length), id.get(length..)) else {
        return Err(InvalidIdentifier(rule));
    };
    if !digits(number) || letter.len() != 1 || !letter.as_bytes()[0].is_ascii_uppercase() {
        return Err(InvalidIdentifier(rule));
    }
    let rest = number.bytes().fold(0, |rest, digit| (rest * 10 + usize::from(digit - b'0')) % 23);
    if letter.as_bytes()[0] == LETTERS[rest] {
        Ok(id.to_owned())
    } else {
        Err(InvalidIdentifier("the check letter, its last character, does not fit the rest"))
    }
}

fn finess(id: &str) -> Result<String, InvalidIdentifier> {
    // The numbers of Corsica begin with a letter in the second place; Luhn's sum is of digits only.
    let is_of_corsica = id.starts_with("2A") || id.starts_with("2B");
    if id.len() != 9 || !digits(if is_of_corsica { &id[2..] } else { id }) {
        return Err(InvalidIdentifier(
            "a FINESS number is 9 digits, in Corsica 2A or 2B and 7 digits",
        ));
    }
    if is_of_corsica || luhn(id) == 0 { Ok(id.to_owned()) } else { Err(LUHN) }
}

fn rna(id: &str) -> Result<String, InvalidIdentifier> {
    // The third character is a letter in Corsica and overseas: W2A, W9R.
    let fits = id.len() == 10
        && id.is_ascii()
        && id.starts_with('W')
        && digits(&id[1..2])
        && id.as_bytes()[2].is_ascii_alphanumeric()
        && digits(&id[3..]);
    if fits {
        Ok(id.to_owned())
    } else {
        Err(InvalidIdentifier("a number of the RNA is W and 9 digits, such as W751004076"))
    }
}

fn idref(id: &str) -> Result<String, InvalidIdentifier> {
    let (body, check) = match id.as_bytes() {
        [body @ .., check] if id.len() == 9 => (body, *check),
        _ => (&b""[..], 0),
    };
    let fits = body.iter().all(u8::is_ascii_digit) && (check.is_ascii_digit() || check == b'X');
    if body.is_empty() || !fits {
        return Err(InvalidIdentifier("an IdRef is 8 digits and a last one that may be X"));
    }
    // Weights from 9 to 2, modulo 11.
    let weighed = body.iter().zip((2..=9).rev());
    let sum: u32 = weighed.map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let due = (11 - sum % 11) % 11;
    if due == if check == b'X' { 10 } else { u32::from(check - b'0') } {
        Ok(id.to_owned())
    } else {
        Err(InvalidIdentifier("the check digit, its last character, does not fit the rest"))
    }
}

#[cfg(test)]
mod tests;
