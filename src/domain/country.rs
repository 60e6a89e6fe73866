//! Countries: the codes of ISO 3166-1 alpha-2.

use rust_iso3166::{ALL, from_alpha2, from_alpha3, from_numeric_str, iso3166_3};

use super::{invalid_value::InvalidValue, text::fold};

/// Kosovo has no code in ISO 3166. `GeoNames` and ROR use this one, from the range that ISO reserves for private use.
const KOSOVO: (&str, &str) = ("XK", "Kosovo");

/// Codes in wide use that are not in ISO 3166-1: the European Union uses both, and everyday language the first.
const OTHER_CODES: [(&str, &str); 2] = [("UK", "GB"), ("EL", "GR")];

/// Minimum number of letters to search names by their beginning. With fewer, too many names match.
const SHORTEST_NAME: usize = 4;

/// Every code with the English short name of its country.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    ALL.iter().map(|country| (country.alpha2, country.name)).chain([KOSOVO])
}

/// Reads the code of a country, in either case, and returns it in upper case.
///
/// # Errors
/// When there is no country with this code. The error suggests the code that was probably meant.
pub fn parse(text: &str) -> Result<&'static str, InvalidValue> {
    let code = text.trim().to_ascii_uppercase();
    if let Some(country) = from_alpha2(&code) {
        return Ok(country.alpha2);
    }
    if code == KOSOVO.0 {
        return Ok(KOSOVO.0);
    }
    let withdrawn = iso3166_3::ALL.iter().any(|country| country.former.alpha2 == code);
    let rule = if withdrawn {
        "a code that ISO 3166-1 has withdrawn"
    } else {
        "not a country code of ISO 3166-1 alpha-2"
    };
    let cure = match &similar(&code)[..] {
        [] => "use a code such as FR".to_owned(),
        codes => format!("did you mean {}?", codes.join(" or ")),
    };
    Err(InvalidValue::new(rule, cure))
}

/// The codes of the countries that an upper-case text may stand for: it is another code for them, or their name.
fn similar(text: &str) -> Vec<&'static str> {
    const SUGGESTIONS: usize = 3;
    if let Some((_, code)) = OTHER_CODES.iter().find(|(other, _)| *other == text) {
        return vec![code];
    }
    let other_code = from_alpha3(text).or_else(|| from_numeric_str(text));
    if let Some(country) = other_code {
        return vec![country.alpha2];
    }
    let folded = |name: &str| fold(name).replace(' ', "");
    let wanted = folded(text);
    if let Some((code, _)) = all().find(|(_, name)| folded(name) == wanted) {
        return vec![code];
    }
    if wanted.chars().count() < SHORTEST_NAME {
        return Vec::new();
    }
    let begins = all().filter(|(_, name)| folded(name).starts_with(&wanted));
    begins.map(|(code, _)| code).take(SUGGESTIONS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_in_either_case() {
        for (text, code) in
            [("FR", "FR"), ("fr", "FR"), (" Gb ", "GB"), ("XK", "XK"), ("xk", "XK"), ("NA", "NA")]
        {
            assert_eq!(parse(text), Ok(code), "{text}");
        }
    }

    #[test]
    fn what_is_no_code_is_refused_with_the_one_that_was_meant() {
        let cases = [
            ("UK", "did you mean GB?"),
            ("uk", "did you mean GB?"),
            ("EL", "did you mean GR?"),
            ("FRA", "did you mean FR?"),
            ("250", "did you mean FR?"),
            ("France", "did you mean FR?"),
            ("vietnam", "did you mean VN?"),
            ("Côte d'Ivoire", "did you mean CI?"),
            ("Iran", "did you mean IR?"),
            ("United States", "did you mean US or UM?"),
            ("XX", "use a code such as FR"),
            ("", "use a code such as FR"),
            ("F", "use a code such as FR"),
            ("ＦＲ", "use a code such as FR"),
        ];
        for (text, cure) in cases {
            let error = parse(text).unwrap_err();
            assert_eq!(error.cure, cure, "{text}");
            assert_eq!(error.rule, "not a country code of ISO 3166-1 alpha-2", "{text}");
        }
        assert_eq!(parse("YU").unwrap_err().rule, "a code that ISO 3166-1 has withdrawn");
    }
}
