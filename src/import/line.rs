//! Texts of one line in imported records, which cannot be corrected here.

use crate::{
    domain::text::{is_placeholder, without_unsafe_characters},
    limits::imports::MAX_TEXT_CHARS,
};

/// A text without characters that could take effect in a terminal or on a page; None if nothing is left.
pub fn text(field: &str, text: &str, omit: &mut dyn FnMut(String)) -> Option<String> {
    let cleaned = without_unsafe_characters(text);
    if is_placeholder(&cleaned) {
        let has_letters = cleaned.chars().any(char::is_alphanumeric);
        let reason =
            if has_letters { "a placeholder for a missing value" } else { "no letter or digit" };
        omit(format!("{field} {text:?}: {reason}; left out"));
        return None;
    }
    if cleaned.chars().nth(MAX_TEXT_CHARS).is_some() {
        omit(format!("{field} {text:?}: longer than {MAX_TEXT_CHARS} characters; left out"));
        return None;
    }
    if cleaned != text.trim() {
        omit(format!("{field} {text:?}: control characters were replaced by spaces"));
    }
    Some(cleaned)
}
