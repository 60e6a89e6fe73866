//! JSON by hand: keys as they stand in the code, values escaped.

use std::fmt::Write;

use rusqlite::Row;

use super::Failure;

/// Appends `key`, already quoted, with what comes before and after it, and a column: a text or null.
///
/// # Errors
/// When the column is no text.
pub fn text(out: &mut String, key: &str, row: &Row<'_>, column: usize) -> Result<(), Failure> {
    out.push_str(key);
    match row.get_ref(column)?.as_str_or_null()? {
        Some(text) => string(out, text),
        None => out.push_str("null"),
    }
    Ok(())
}

/// Appends `text` as a JSON string. Hardly any has something to escape, so that is asked of all of it first.
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
