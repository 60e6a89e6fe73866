//! Writes JSON: keys are literals, values are escaped.

use std::fmt::Write;

use rusqlite::Row;

use super::Failure;

/// Appends a key, which is given with its quotes and punctuation, and the value of a column: a string or null.
///
/// # Errors
/// When the column has another type.
pub fn text(out: &mut String, key: &str, row: &Row<'_>, column: usize) -> Result<(), Failure> {
    out.push_str(key);
    match row.get_ref(column)?.as_str_or_null()? {
        Some(text) => string(out, text),
        None => out.push_str("null"),
    }
    Ok(())
}

/// Appends `text` as a JSON string. Because few texts need escaping, the whole text is checked first.
pub fn string(out: &mut String, text: &str) {
    out.reserve(text.len() + 2);
    out.push('"');
    if text.bytes().fold(false, |any, byte| any | is_special(byte)) {
        push_escaped(out, text);
    } else {
        out.push_str(text);
    }
    out.push('"');
}

const fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

fn push_escaped(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Writing to a String cannot fail.
            '\0'..=' ' if letter != ' ' => drop(write!(out, "\\u{:04x}", u32::from(letter))),
            _ => out.push(letter),
        }
    }
}
