//! Texts of arguments that stand for values of a closed or a checked kind: their canonical form.

use crate::domain::{
    country as countries, language as languages,
    quantity::unit as units,
    text::{fold, is_slug},
};

/// The code of a country.
///
/// # Errors
/// When there is no country with this code.
pub fn country(text: &str) -> Result<String, String> {
    countries::parse(text).map(str::to_owned).map_err(|rule| rule.to_string())
}

/// A language tag.
///
/// # Errors
/// When the text is no tag of BCP 47, or of no known language.
pub fn language(text: &str) -> Result<String, String> {
    languages::parse(text).map_err(|rule| rule.to_string())
}

/// The code of a unit.
///
/// # Errors
/// When it is no code of UCUM or ISO 4217 that the registry knows.
pub fn unit(text: &str) -> Result<String, String> {
    units::parse(text).map(|unit| unit.code).map_err(|rule| rule.to_string())
}

/// A public key.
///
/// # Errors
/// When no record can have this key.
pub fn slug(text: &str) -> Result<String, String> {
    const RULE: &str = "not a public key, which has lower-case ASCII letters and digits, and single hyphens between them";
    if is_slug(text) {
        return Ok(text.to_owned());
    }
    let similar = fold(text).replace(' ', "-");
    let cure = if is_slug(&similar) {
        format!("did you mean {similar}?")
    } else {
        "use the value of a field `slug`".to_owned()
    };
    Err(format!("{RULE}; {cure}"))
}
