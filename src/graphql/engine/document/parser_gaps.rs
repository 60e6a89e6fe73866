//! Rewrites documents that are valid by the GraphQL specification of September 2025, but that async-graphql's parser
//! (7.2.1) rejects or misreads, into an equivalent form that it reads correctly.
//!
//! - Strings: escapes of characters beyond 16 bits, and quotes in block strings; see [`super::strings`].
//! - Descriptions of operations, fragments and variables.
//! - White space within a type (`[Int !]`), and comments where the parser expects white space only.
//! - Invalid tokens that the parser would split in two, such as `truebasis` and `queryBooks`, are errors.
//!
//! Whatever follows a rewritten part keeps its line and column, so errors name places in the text of the client.

use std::borrow::Cow;

use super::{
    strings::rewrite_string,
    text::{comment_end, is_name_byte, name_end, next_token, position, string_end},
};
use crate::graphql::engine::error::{Code, Error};

/// The words that begin a definition, unless it is a selection set.
const DEFINITIONS: [&str; 4] = ["query", "mutation", "subscription", "fragment"];
/// Values that are words of the language.
const LITERALS: [&str; 3] = ["true", "false", "null"];

/// The text that the parser reads in place of `text`.
///
/// # Errors
/// When an escape in a string is not a Unicode character, or a token is invalid. The error has the position.
pub fn rewrite_unsupported_syntax(text: &str) -> Result<Cow<'_, str>, Error> {
    let mut rewriter = Rewriter { text, out: String::new(), copied: 0 };
    let mut context = TokenContext::default();
    let bytes = text.as_bytes();
    let mut at = next_token(bytes, 0);
    rewriter.erase_comments(0, at);
    while at < bytes.len() {
        let end = match bytes[at] {
            b'"' => rewriter.string(at, context)?,
            b':' if context.is_variable_definition() => rewriter.variable_type(at + 1),
            byte if is_name_byte(byte) => {
                let end = name_end(bytes, at);
                context.check_token(text, at, end)?;
                end
            }
            _ => at + text[at..].chars().next().map_or(1, char::len_utf8),
        };
        context.advance(bytes[at]);
        at = next_token(bytes, end);
        rewriter.erase_comments(end, at);
    }
    Ok(rewriter.finish())
}

/// Where in a document a token stands, as far as descriptions and types of variables need it.
#[derive(Clone, Copy, Default)]
struct TokenContext {
    /// Braces, parentheses and brackets that are open.
    braces: u32,
    parentheses: u32,
    brackets: u32,
    /// The first byte of the token before; 0 at the start.
    before: u8,
}

impl TokenContext {
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
            && DEFINITIONS.iter().any(|definition| definition.as_bytes() == word)
    }

    /// Rejects a name or number that the parser would split into several tokens.
    fn check_token(self, text: &str, at: usize, end: usize) -> Result<(), Error> {
        let (token, next) = (&text[at..end], text.as_bytes().get(next_token(text.as_bytes(), end)));
        let is_longer = |word: &&str| token.len() > word.len() && token.starts_with(word);
        let is_definition =
            (self.braces, self.parentheses) == (0, 0) && b"\0}\"".contains(&self.before);
        let is_item = self.brackets > 0 && self.before != b'$' && next != Some(&b':');
        let is_value = b":=".contains(&self.before) || is_item;
        let rule = if is_definition && DEFINITIONS.iter().any(is_longer) {
            format!("unexpected `{token}`; expected one of {}", DEFINITIONS.join(", "))
        } else if self.parentheses > 0 && is_value && LITERALS.iter().any(is_longer) {
            format!("unexpected `{token}`; separate it by a space or a comma")
        } else if token.starts_with('0')
            && is_longer(&"0")
            && self.before != b'.'
            && is_digits(token)
        {
            format!("the number `{token}` must not begin with 0")
        } else {
            return Ok(());
        };
        Err(Error::new(Code::ParseFailed, format!("Syntax error: {rule}")).at(position(text, at)))
    }

    fn advance(&mut self, token: u8) {
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
    fn string(&mut self, at: usize, context: TokenContext) -> Result<usize, Error> {
        let bytes = self.text.as_bytes();
        // A string that is not closed is left to the parser, which refuses it.
        let end = (string_end(bytes, at) + 1).min(bytes.len());
        let whole = &self.text[at..self.text.floor_char_boundary(end)];
        if context.has_description(&bytes[next_token(bytes, end)..]) {
            self.replace(at, end, "");
        } else if let Some(string) = rewrite_string(self.text, at, whole)? {
            self.replace(at, end, &string);
        }
        Ok(end)
    }

    /// Removes white space from the type of a variable that follows `at`, and gives its end.
    fn variable_type(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let start = next_token(bytes, at);
        self.erase_comments(at, start);
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
    fn erase_comments(&mut self, mut at: usize, end: usize) {
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

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

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
            let rewritten = rewrite_unsupported_syntax(text).unwrap();
            parse_query(rewritten.as_ref()).unwrap_or_else(|error| panic!("{rewritten}: {error}"));
        }
        for text in [
            "\"Not here\" { a }",
            "{ \"Not here\" a }",
            "query A { a } \"At the end\"",
            "query \"Not\" A { a }",
        ] {
            assert!(
                parse_query(rewrite_unsupported_syntax(text).unwrap().as_ref()).is_err(),
                "{text}"
            );
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
            let rewritten = rewrite_unsupported_syntax(text).unwrap();
            let place = |text: &str| position(text, text.find("@here").unwrap());
            assert_eq!(place(&rewritten), place(text), "{rewritten}");
            assert!(parse_query(rewritten.as_ref()).is_ok(), "{rewritten}");
        }
        assert!(matches!(rewrite_unsupported_syntax("{ a(b: \"plain\") }"), Ok(Cow::Borrowed(_))));
    }

    #[test]
    fn tokens_that_the_parser_takes_apart_are_refused() {
        for (text, column) in [
            ("queryBooks { a }", 1),
            ("{ ...F } fragmentF on A { a }", 10),
            ("{ a(b: truec: D) }", 8),
            ("{ a(b: [truefalse]) }", 9),
            ("{ a(b: [true nullnull]) }", 14),
            ("query ($a: Boolean = truefalse) { a }", 22),
            ("{ a(b: [00]) }", 9),
            ("{ a(b: -012) }", 9),
        ] {
            let error = rewrite_unsupported_syntax(text).unwrap_err();
            assert!(error.message.starts_with("Syntax error: "), "{text}: {}", error.message);
            assert_eq!(error.at, Some(async_graphql::Pos { line: 1, column }), "{text}");
        }
        for text in [
            "{ a(nullable: true, trueish: [{ falsehood: 1 }], c: [0 0.01 1.001e01]) { nullable query querys } }",
            "query querys($trueish: Int = 0) { a(b: [$trueish]) }",
        ] {
            let rewritten = rewrite_unsupported_syntax(text)
                .unwrap_or_else(|error| panic!("{text}: {}", error.message));
            assert!(parse_query(rewritten.as_ref()).is_ok(), "{text}");
        }
    }
}
