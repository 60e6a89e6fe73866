//! Writes JSON directly into the text of a response.

use std::fmt::Write;

use crate::store::sql::{ColumnType, ValueRef};

use crate::graphql::engine::global_id;

/// Writes `text` as a JSON string.
pub fn string(out: &mut String, text: &str) {
    out.reserve(text.len() + 2);
    out.push('"');
    if has_special(text.as_bytes()) {
        escaped(out, text);
    } else {
        out.push_str(text);
    }
    out.push('"');
}

/// Whether any byte must be escaped in a JSON string. Few texts have one, and most are short: eight bytes are tested at once,
/// and the bytes at the end together with some before them.
fn has_special(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk::<8>() {
        let words = bytes.as_chunks::<8>().0.iter().chain([last]);
        return words.fold(0, |any, word| any | special_bytes(u64::from_le_bytes(*word))) != 0;
    }
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            let half = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
            special_bytes((half(first) << 32) | half(last)) != 0
        }
        _ => bytes.iter().any(|byte| is_special(*byte)),
    }
}

/// Not 0 if one of the bytes of `word` must be escaped in a JSON string.
const fn special_bytes(word: u64) -> u64 {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    // The highest bit of a byte is set if the byte is less than `limit`, at most 0x80, or if such a byte comes before it.
    const fn less_than(word: u64, limit: u64) -> u64 {
        word.wrapping_sub(EACH * limit) & !word & (EACH << 7)
    }
    // Exchanging 0x20 and 0x22 puts the quotation mark next to the control characters.
    less_than(word ^ (EACH * 2), 0x21) | less_than(word ^ (EACH * b'\\' as u64), 1)
}

/// Whether a byte must be escaped in a JSON string.
const fn is_special(byte: u8) -> bool {
    (byte ^ 2) < 0x21 || byte == b'\\'
}

fn escaped(out: &mut String, text: &str) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !is_special(byte) {
            continue;
        }
        out.push_str(&text[done..at]);
        done = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            // Writing to a String cannot fail.
            _ => {
                let _ = write!(out, "\\u{byte:04x}");
            }
        }
    }
    out.push_str(&text[done..]);
}

/// Writes a cell of a column of the given type.
pub fn cell(out: &mut String, cell: ValueRef<'_>, ty: ColumnType) {
    match (ty, cell) {
        (_, ValueRef::Null) => out.push_str("null"),
        (ColumnType::Bool, ValueRef::Int(number)) => {
            out.push_str(if number == 0 { "false" } else { "true" });
        }
        (_, ValueRef::Int(number)) => out.push_str(itoa::Buffer::new().format(number)),
        (_, ValueRef::Real(number)) => real(out, number),
        (ColumnType::Json, ValueRef::Text(json)) => out.push_str(json),
        (ColumnType::Id(name), ValueRef::Text(key)) => id(out, name, key),
        (_, ValueRef::Text(text)) => string(out, text),
    }
}

/// Writes the global id of a row of type `ty`.
fn id(out: &mut String, ty: &str, key: &str) {
    out.push('"');
    global_id::encode(out, ty, key);
    out.push('"');
}

/// Writes a number: a whole one without a fraction, and null for infinity and NaN, which JSON cannot hold.
fn real(out: &mut String, number: f64) {
    if number.is_finite() {
        // `Display` of a float writes the shortest text that parses to the same number.
        let _ = write!(out, "{number}");
    } else {
        out.push_str("null");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_parses_to_the_same_text() {
        for text in ["", "plain", "é œ \u{1f600}", "\"\\/\n\r\t\u{0}\u{1f}\u{7f}\u{2028}"] {
            let mut out = String::new();
            string(&mut out, text);
            assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
        }
    }

    #[test]
    fn every_byte_that_must_be_escaped_is_found_wherever_it_is() {
        for byte in 0..=u8::MAX {
            let must = byte < 0x20 || byte == b'"' || byte == b'\\';
            assert_eq!(is_special(byte), must, "{byte}");
            for (length, at) in (1..20).flat_map(|length| (0..length).map(move |at| (length, at))) {
                for other in [b' ', b'!', b'#', b'[', b']', 0x7f, 0xff] {
                    let mut bytes = vec![other; length];
                    bytes[at] = byte;
                    assert_eq!(has_special(&bytes), must, "{byte} at {at} of {length}");
                }
            }
        }
    }

    #[test]
    fn whole_numbers_have_no_fraction_and_nan_is_null() {
        let written = |number| {
            let mut out = String::new();
            cell(&mut out, ValueRef::Real(number), ColumnType::Number);
            out
        };
        assert_eq!(written(7.0), "7");
        assert_eq!(written(0.5), "0.5");
        assert_eq!(written(f64::NAN), "null");
    }
}
