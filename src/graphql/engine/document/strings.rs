//! Strings of documents: escapes that async-graphql's parser (7.2.1) refuses or reads wrongly, rewritten into what it reads.
//!
//! - It refuses surrogate pairs (`\uD83D\uDE00`) and escapes of variable width (`\u{1F600}`).
//! - In block strings `\"""` stands for `"""`; it keeps the backslash.

use super::text::{is_block_string, position};
use crate::graphql::engine::error::{Code, Error};

/// A string for the parser in place of the string `whole`, which begins at `at` in `text`; None if the parser reads it right.
///
/// # Errors
/// When an escape stands for no Unicode character, with its place.
pub(super) fn rewrite_string(text: &str, at: usize, whole: &str) -> Result<Option<String>, Error> {
    if is_block_string(text.as_bytes(), at) {
        return Ok(whole.contains("\\\"\"\"").then(|| quoted(&block_string_value(whole))));
    }
    if !whole.contains("\\u") {
        return Ok(None);
    }
    decoded(whole).map(Some).map_err(|error| error.in_text(text, at))
}

/// An escape that stands for no character.
struct InvalidEscape {
    /// Its place in the string.
    at: usize,
    rule: String,
}

impl InvalidEscape {
    /// The error for an escape in the string of `text` that begins at `string`.
    fn in_text(self, text: &str, string: usize) -> Error {
        let message = format!("Syntax error: {}", self.rule);
        Error::new(Code::ParseFailed, message).at(position(text, string + self.at))
    }
}

/// A quoted string whose escapes the parser reads. Escapes that are not well-formed stay, for the parser to refuse.
fn decoded(string: &str) -> Result<String, InvalidEscape> {
    let (mut out, mut at) = (String::with_capacity(string.len()), 0);
    while let Some(next) = string[at..].find('\\').map(|found| at + found) {
        out.push_str(&string[at..next]);
        let escape = &string[next..];
        if let Some((character, length)) = character(escape, next)? {
            push_character(&mut out, character);
            at = next + length;
        } else {
            // The character after the backslash may be another backslash, or the end of what is no string.
            at = next + 1 + escape[1..].chars().next().map_or(0, char::len_utf8);
            out.push_str(&string[next..at]);
        }
    }
    out.push_str(&string[at..]);
    Ok(out)
}

/// The character of the escape that `text` begins with, and the length of the escape; None for other escapes and those
/// that the parser reads. `at` is the place of the escape.
fn character(text: &str, at: usize) -> Result<Option<(char, usize)>, InvalidEscape> {
    let invalid = |length: usize, rule: &str| {
        Err(InvalidEscape { at, rule: format!("`{}` {rule}", &text[..length]) })
    };
    if let Some(digits) = text.strip_prefix("\\u{") {
        let Some(length) = digits.find('}') else { return Ok(None) };
        if length == 0 || !digits[..length].bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(None);
        }
        // More digits than a number has room for are beyond every character, unless they are zeros.
        let code = u32::from_str_radix(digits[..length].trim_start_matches('0'), 16);
        let code = if digits[..length].bytes().all(|byte| byte == b'0') { Ok(0) } else { code };
        let whole = "\\u{".len() + length + 1;
        return match code.ok().and_then(char::from_u32) {
            Some(character) => Ok(Some((character, whole))),
            None => invalid(
                whole,
                "is not a Unicode character; the largest is \\u{10FFFF}, and surrogates are not allowed",
            ),
        };
    }
    let (Some(first), rest) = (unit(text), text.get(6..).unwrap_or_default()) else {
        return Ok(None);
    };
    match (first, unit(rest)) {
        (0xD800..=0xDBFF, Some(second @ 0xDC00..=0xDFFF)) => {
            let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            Ok(char::from_u32(code).map(|character| (character, 12)))
        }
        (0xD800..=0xDFFF, _) => invalid(
            6,
            "is half of a surrogate pair; write both halves, as \\uD83D\\uDE00, or the character itself",
        ),
        _ => Ok(None),
    }
}

/// The number of an escape with four digits that `text` begins with.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    all_digits.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

/// Adds a character to a quoted string, as itself where that is allowed.
fn push_character(out: &mut String, character: char) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        other => out.push(other),
    }
}

/// A text as a quoted string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    text.chars().for_each(|character| push_character(&mut out, character));
    out.push('"');
    out
}

/// The value of a block string with its quotes: `BlockStringValue` of the specification.
fn block_string_value(whole: &str) -> String {
    let raw = whole.trim_start_matches("\"\"\"");
    let raw = raw.strip_suffix("\"\"\"").unwrap_or(raw).replace("\\\"\"\"", "\"\"\"");
    let raw = raw.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<_> = raw.split('\n').collect();
    let indent = |line: &str| line.find(|character| !matches!(character, ' ' | '\t'));
    let common = lines.iter().skip(1).filter_map(|line| indent(line)).min().unwrap_or(0);
    let filled = |line: &&str| indent(line).is_some();
    let Some(first) = lines.iter().position(filled) else { return String::new() };
    let last = lines.iter().rposition(filled).unwrap_or(first);
    let value = (first..=last).map(|number| {
        let cut = if number == 0 { 0 } else { common };
        lines[number].get(cut..).unwrap_or_default()
    });
    value.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::{parse_query, types::Selection};

    use super::super::parser_gaps::rewrite_unsupported_syntax;

    /// The argument `b` of the first field of a document, as text.
    fn argument(text: &str) -> String {
        let rewritten = rewrite_unsupported_syntax(text)
            .unwrap_or_else(|error| panic!("{text}: {}", error.message));
        let document =
            parse_query(rewritten.as_ref()).unwrap_or_else(|error| panic!("{rewritten}: {error}"));
        let (_, operation) = document.operations.iter().next().unwrap();
        let Selection::Field(field) = &operation.node.selection_set.node.items[0].node else {
            panic!("{text}")
        };
        field.node.get_argument("b").unwrap().node.to_string()
    }

    #[test]
    fn strings_take_surrogate_pairs_and_escapes_of_any_width() {
        for (text, value) in [
            (r#"{ a(b: "\uD83D\uDE00") }"#, r#""😀""#),
            (r#"{ a(b: "x\u{1F600}y\u{e9}") }"#, r#""x😀yé""#),
            (r#"{ a(b: "\u{0000000041}\u0042") }"#, r#""AB""#),
            (r#"{ a(b: "\u{22}\u{5C}\u{a}\u{D}") }"#, r#""\"\\\n\r""#),
            (r#"{ a(b: "\\u{1F600} \\\u{41}") }"#, r#""\\u{1F600} \\A""#),
            (r#"{ a(b: ["\u{1F600}", """\u{1F600}"""]) }"#, r#"["😀", "\\u{1F600}"]"#),
            (r#"{ a(b: """\uD83D \u{zz}""") }"#, r#""\\uD83D \\u{zz}""#),
            (
                "{ a(b: \"\"\"\n  one \\\"\"\" two\n    three\n\"\"\") }",
                r#""one \"\"\" two\n  three""#,
            ),
        ] {
            assert_eq!(argument(text), value, "{text}");
        }
    }

    #[test]
    fn escapes_of_no_character_are_refused_with_their_place() {
        for (escape, named) in [
            (r"\uD83D", "half of a surrogate pair"),
            (r"\uDE00\uD83D", "half of a surrogate pair"),
            (r"\uD83Dx", "half of a surrogate pair"),
            (r"\uD83D\u0041", "half of a surrogate pair"),
            (r"\u{D83D}", "not a Unicode character"),
            (r"\u{110000}", "not a Unicode character"),
            (r"\u{11111111111111111111}", "not a Unicode character"),
        ] {
            let text = format!("{{\n  a(b: \"é{escape}\") }}");
            let error = rewrite_unsupported_syntax(&text).unwrap_err();
            assert!(error.message.contains(named), "{escape}: {}", error.message);
            assert_eq!(error.at, Some(async_graphql::Pos { line: 2, column: 10 }), "{escape}");
        }
        for escape in [r"\u{}", r"\u{zz}", r"\u{12", r"\u12", r"\x41", "\\"] {
            let text = format!("{{ a(b: \"{escape}\") }}");
            let rewritten = rewrite_unsupported_syntax(&text).unwrap();
            assert!(parse_query(rewritten.as_ref()).is_err(), "{escape}");
        }
    }
}
