//! Checks of values that several parts of a map have.

use crate::domain::invalid_value::InvalidValue;

/// The part of a map that breaks a rule, and the rule.
pub type Problem = (&'static str, String);

/// Checks the character between two columns; a comma by default.
///
/// # Errors
/// When it cannot separate columns.
pub fn delimiter(given: Option<char>) -> Result<u8, Problem> {
    let delimiter = given.unwrap_or(',');
    let is_delimiter = delimiter == '\t' || delimiter.is_ascii_punctuation();
    match u8::try_from(delimiter) {
        Ok(byte) if is_delimiter && delimiter != '"' => Ok(byte),
        _ => {
            let reason = format!("{delimiter:?} cannot separate columns; use ; , | or \\t (a tab)");
            Err(("delimiter", reason))
        }
    }
}

/// Brings a value to its canonical form.
///
/// # Errors
/// When it has none.
pub fn canonicalize(
    name: &str,
    value: &mut Option<String>,
    parse: fn(&str) -> Result<String, InvalidValue>,
) -> Result<(), String> {
    if let Some(text) = value {
        *text = parse(text).map_err(|error| format!("{name}: {text:?}: {error}"))?;
    }
    Ok(())
}
