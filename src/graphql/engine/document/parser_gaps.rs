//! What the GraphQL specification of September 2025 allows in a document and async-graphql's parser (7.2.1) refuses or
//! reads wrongly, rewritten into what it reads.
//!
//! - Strings: surrogate pairs (`\uD83D\uDE00`) and escapes of variable width (`\u{1F600}`).
//! - Block strings: `\"""` stands for `"""`; the parser keeps the backslash.
//! - Descriptions of operations, fragments and variables.
//! - White space within a type (`[Int !]`), and comments where the parser expects white space only.
//!
//! Whatever follows a rewritten part keeps its line and column, so errors name places in the text of the client.

use std::borrow::Cow;

use super::text::{
    comment_end, is_block_string, is_name_byte, name_end, next_token, position, string_end,
};
use crate::graphql::engine::error::{Code, Error};

/// The text that the parser reads in place of `text`.
///
/// # Errors
/// When an escape in a string stands for no Unicode character, with its place.
pub fn close_parser_gaps(text: &str) -> Result<Cow<'_, str>, Error> {
    let mut rewriter = Rewriter { text, out: String::new(), copied: 0 };
    let mut place = Place::default();
    let bytes = text.as_bytes();
    let mut at = next_token(bytes, 0);
    rewriter.blank_comments(0, at);
    while at < bytes.len() {
        let end = match bytes[at] {
            b'"' => rewriter.string(at, place)?,
            b':' if place.is_variable_definition() => rewriter.variable_type(at + 1),
            byte if is_name_byte(byte) => name_end(bytes, at),
            _ => at + text[at..].chars().next().map_or(1, char::len_utf8),
        };
        place.pass(bytes[at]);
        at = next_token(bytes, end);
        rewriter.blank_comments(end, at);
    }
    Ok(rewriter.finish())
}

/// Where in a document a token stands, as far as descriptions and types of variables need it.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Braces, parentheses and brackets that are open.
    braces: u32,
    parentheses: u32,
    brackets: u32,
    /// The first byte of the token before; 0 at the start.
    before: u8,
}

impl Place {
    /// Whether the token stands between the parentheses after the name of an operation.
    fn is_variable_definition(self) -> bool {
        (self.braces, self.parentheses, self.brackets) == (0, 1, 0)
    }

    /// Whether a string before the token `next` is a description.
    fn has_description(self, next: &[u8]) -> bool {
        if self.is_variable_definition() {
            return !b"=:".contains(&self.before) && next.starts_with(b"$");
        }
        let word = &next[..name_end(next, 0)];
        (self.braces, self.parentheses) == (0, 0)
            && [&b"query"[..], b"mutation", b"subscription", b"fragment"].contains(&word)
    }

    fn pass(&mut self, token: u8) {
        match token {
            b'{' => self.braces += 1,
            b'}' => self.braces = self.braces.saturating_sub(1),
            b'(' => self.parentheses += 1,
            b')' => self.parentheses = self.parentheses.saturating_sub(1),
            b'[' => self.brackets += 1,
            b']' => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
        self.before = token;
    }
}

/// Copies a text with parts of it replaced.
struct Rewriter<'t> {
    text: &'t str,
    out: String,
    /// How many bytes of the text are in `out`, or replaced there.
    copied: usize,
}

impl<'t> Rewriter<'t> {
    /// Rewrites the string that begins at `at`, and gives its end.
    fn string(&mut self, at: usize, place: Place) -> Result<usize, Error> {
        let bytes = self.text.as_bytes();
        // A string that is not closed is left to the parser, which refuses it.
        let end = (string_end(bytes, at) + 1).min(bytes.len());
        let whole = &self.text[at..self.text.floor_char_boundary(end)];
        if place.has_description(&bytes[next_token(bytes, end)..]) {
            self.replace(at, end, "");
        } else if is_block_string(bytes, at) {
            if whole.contains("\\\"\"\"") {
                self.replace(at, end, &quoted(&block_string_value(whole)));
            }
        } else if whole.contains("\\u") {
            self.replace(at, end, &decoded(whole).map_err(|error| error.at_in(self.text, at))?);
        }
        Ok(end)
    }

    /// Removes white space from the type of a variable that follows `at`, and gives its end.
    fn variable_type(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let start = next_token(bytes, at);
        self.blank_comments(at, start);
        let (mut ty, mut end, mut next) = (String::new(), start, start);
        while let Some(byte) = bytes.get(next) {
            let has_name = ty.bytes().last().is_some_and(is_name_byte);
            end = match byte {
                b'[' | b']' | b'!' => next + 1,
                byte if is_name_byte(*byte) && !has_name => name_end(bytes, next),
                _ => break,
            };
            ty.push_str(&self.text[next..end]);
            next = next_token(bytes, end);
        }
        if ty.len() < end - start {
            self.replace(start, end, &ty);
        }
        end
    }

    /// Replaces comments between two tokens by spaces.
    fn blank_comments(&mut self, mut at: usize, end: usize) {
        let bytes = self.text.as_bytes();
        while let Some(start) = self.text[at..end].find('#').map(|found| at + found) {
            at = comment_end(bytes, start);
            self.replace(start, at, "");
        }
    }

    /// Replaces a part of the text by a shorter one, followed by so much white space that what comes next keeps its line
    /// and column.
    fn replace(&mut self, start: usize, end: usize, by: &str) {
        let part = &self.text[start..end];
        self.out.push_str(&self.text[self.copied..start]);
        self.out.push_str(by);
        let (lines, width) = match part.rsplit_once('\n') {
            Some((before, last)) => (before.matches('\n').count() + 1, last.chars().count()),
            None => (0, part.chars().count().saturating_sub(by.chars().count())),
        };
        self.out.extend(std::iter::repeat_n('\n', lines));
        self.out.extend(std::iter::repeat_n(' ', width));
        self.copied = end;
    }

    fn finish(mut self) -> Cow<'t, str> {
        if self.copied == 0 {
            return Cow::Borrowed(self.text);
        }
        self.out.push_str(&self.text[self.copied..]);
        Cow::Owned(self.out)
    }
}

/// An escape that stands for no character.
struct InvalidEscape {
    /// Its place in the string.
    at: usize,
    rule: String,
}

impl InvalidEscape {
    /// The error for an escape in the string of `text` that begins at `string`.
    fn at_in(self, text: &str, string: usize) -> Error {
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
                "is no Unicode character; it is at most \\u{10FFFF}, without surrogates",
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

    use super::*;

    /// The argument `b` of the first field of a document, as text.
    fn argument(text: &str) -> String {
        let rewritten =
            close_parser_gaps(text).unwrap_or_else(|error| panic!("{text}: {}", error.message));
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
            (r"\u{D83D}", "no Unicode character"),
            (r"\u{110000}", "no Unicode character"),
            (r"\u{11111111111111111111}", "no Unicode character"),
        ] {
            let text = format!("{{\n  a(b: \"é{escape}\") }}");
            let error = close_parser_gaps(&text).unwrap_err();
            assert!(error.message.contains(named), "{escape}: {}", error.message);
            assert_eq!(error.at, Some(async_graphql::Pos { line: 2, column: 10 }), "{escape}");
        }
        for escape in [r"\u{}", r"\u{zz}", r"\u{12", r"\u12", r"\x41", "\\"] {
            let text = format!("{{ a(b: \"{escape}\") }}");
            let rewritten = close_parser_gaps(&text).unwrap();
            assert!(parse_query(rewritten.as_ref()).is_err(), "{escape}");
        }
    }

    #[test]
    fn descriptions_comments_and_spaces_in_types_are_read() {
        for text in [
            "\"What it is for.\" query A { a(b: \"x\") }",
            "\"\"\"\nWhat \\\"\"\" it { is ( for.\n\"\"\"\nquery A { ...F } \"Its fields.\" fragment F on A { a }",
            "query A(\"A number.\" $a: Int = 1, \"\"\"A text\"\"\" $b: String = \"x\" \"Another\" $c: [Int]) { a }",
            "query A($a: [ Int ! ] !, $b :[# a comment ]\n String]) { a }",
            "{ ... on # a comment {\n A { a } }",
            "\u{feff}{ a }",
        ] {
            let rewritten = close_parser_gaps(text).unwrap();
            parse_query(rewritten.as_ref()).unwrap_or_else(|error| panic!("{rewritten}: {error}"));
        }
        for text in [
            "\"Not here\" { a }",
            "{ \"Not here\" a }",
            "query A { a } \"At the end\"",
            "query \"Not\" A { a }",
        ] {
            assert!(parse_query(close_parser_gaps(text).unwrap().as_ref()).is_err(), "{text}");
        }
    }

    #[test]
    fn what_follows_keeps_its_place() {
        for text in [
            "{ a(b: \"\\uD83D\\uDE00 \\u{1F600}\") @here }",
            "\"\"\"\nTwo\nlines\"\"\" query A { a @here }",
            "query A($a: [ Int\n ! ], $b: Int) { a @here }",
            "{ a(b: \"\"\"\n one \\\"\"\" two \n \"\"\") @here }",
            "# é comment\n{ a # another\n @here }",
        ] {
            let rewritten = close_parser_gaps(text).unwrap();
            let place = |text: &str| position(text, text.find("@here").unwrap());
            assert_eq!(place(&rewritten), place(text), "{rewritten}");
            assert!(parse_query(rewritten.as_ref()).is_ok(), "{rewritten}");
        }
        assert!(matches!(close_parser_gaps("{ a(b: \"plain\") }"), Ok(Cow::Borrowed(_))));
    }
}
