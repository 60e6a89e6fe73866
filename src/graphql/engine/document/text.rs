//! The text of a document before it is parsed: where strings and comments end, and positions.

use async_graphql::Pos;

/// Where the string or block string ends that begins at `at`: the place of its last quote.
pub(super) fn string_end(text: &[u8], mut at: usize) -> usize {
    let block = is_block_string(text, at);
    at += if block { 3 } else { 1 };
    while at < text.len() {
        match text[at] {
            b'\\' if !block => at += 1,
            b'\\' if text[at..].starts_with(b"\\\"\"\"") => at += 3,
            b'"' | b'\n' | b'\r' if !block => return at,
            b'"' if text[at..].starts_with(b"\"\"\"") => return at + 2,
            _ => {}
        }
        at += 1;
    }
    at
}

/// Whether the string that begins at `at` is a block string.
pub(super) fn is_block_string(text: &[u8], at: usize) -> bool {
    text[at..].starts_with(b"\"\"\"")
}

/// Where the comment ends that begins at `at`: the end of its line.
pub(super) fn comment_end(text: &[u8], at: usize) -> usize {
    at + text[at..].iter().take_while(|byte| !b"\n\r".contains(byte)).count()
}

/// Where the name ends that begins at `at`.
pub(super) fn name_end(text: &[u8], at: usize) -> usize {
    at + text[at..].iter().take_while(|byte| is_name_byte(**byte)).count()
}

/// Whether names can have this byte.
pub(super) fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The place of the next token from `at` on: behind white space, commas, byte order marks and comments.
pub(super) fn next_token(text: &[u8], mut at: usize) -> usize {
    while let Some(byte) = text.get(at) {
        at = match byte {
            b' ' | b'\t' | b'\n' | b'\r' | b',' => at + 1,
            b'#' => comment_end(text, at),
            0xEF if text[at..].starts_with("\u{feff}".as_bytes()) => at + 3,
            _ => break,
        }
    }
    at
}

/// The line and column of a byte of the text, both counted from 1.
pub(super) fn position(text: &str, at: usize) -> Pos {
    let before = &text[..at];
    let line = before.rsplit('\n').next().unwrap_or_default();
    Pos { line: before.matches('\n').count() + 1, column: line.chars().count() + 1 }
}
