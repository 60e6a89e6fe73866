//! Refuses documents that would cost more to look at than they are worth, before anything looks at them.
//!
//! The framework recurses over values without a limit and follows every fragment spread again, so a
//! small document can end the process or a thread. Two passes close that: a scan of the bytes before
//! parsing, and one walk of the parsed document that remembers what each fragment costs.

use std::collections::HashMap;

use async_graphql::{
    Positioned,
    parser::types::{ExecutableDocument, FragmentDefinition, Selection, SelectionSet},
};

use super::error::{Code, Error};

/// What one document may ask for.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the document.
    pub bytes: usize,
    /// Brackets, braces and parentheses open at once.
    pub nesting: usize,
    /// Fields, with every fragment opened.
    pub fields: u64,
    /// Levels of fields, with every fragment opened.
    pub depth: u64,
    /// Rows that all pages together ask for, pages within pages multiplied.
    pub rows: u64,
    /// Lists of introspection within each other; what `GraphiQL` and code generators ask has three.
    pub schema_depth: u64,
    /// Fields of introspection at the root.
    pub schemas: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 20_000,
            nesting: 64,
            fields: 2_000,
            depth: 24,
            rows: 200_000,
            schema_depth: 3,
            schemas: 10,
        }
    }
}

impl Limits {
    /// The scan of the text, before it is parsed.
    ///
    /// # Errors
    /// The limit it passes.
    pub fn scan(&self, text: &str) -> Result<(), Error> {
        within("bytes of the document", text.len() as u64, self.bytes as u64)?;
        within("brackets open at once", nesting(text.as_bytes()), self.nesting as u64)
    }

    /// The walk of the document, before it is validated.
    ///
    /// # Errors
    /// The limit it passes, or a fragment that contains itself.
    pub fn walk(&self, document: &ExecutableDocument) -> Result<(), Error> {
        let mut walk = Walk { fragments: &document.fragments, known: HashMap::new() };
        let mut cost = Cost::default();
        for (_, operation) in document.operations.iter() {
            cost = cost.beside(walk.set(&operation.node.selection_set.node)?);
        }
        within("fields", cost.fields, self.fields)?;
        within("levels of fields", cost.depth, self.depth)?;
        within("lists of the schema within each other", cost.schema_depth, self.schema_depth)?;
        within("questions to the schema", cost.schemas, self.schemas)
    }

    /// The rows that a plan asks for.
    ///
    /// # Errors
    /// When they are too many.
    pub fn rows(&self, rows: u64) -> Result<(), Error> {
        within("rows of all pages", rows, self.rows)
    }
}

fn within(what: &str, asked: u64, allowed: u64) -> Result<(), Error> {
    if asked <= allowed {
        return Ok(());
    }
    let rule = format!(
        "This document asks for {asked} {what}; {allowed} are allowed. Ask for less, or in several requests."
    );
    let error = Error::new(Code::TooComplex, rule);
    Err(error.with("limit", what).with("asked", asked).with("allowed", allowed))
}

/// How many brackets are open at once at most, outside of strings and comments.
fn nesting(text: &[u8]) -> u64 {
    let (mut open, mut most, mut at) = (0_u64, 0, 0);
    while at < text.len() {
        match text[at] {
            b'[' | b'{' | b'(' => {
                open += 1;
                most = most.max(open);
            }
            b']' | b'}' | b')' => open = open.saturating_sub(1),
            b'#' => at += text[at..].iter().take_while(|byte| !b"\n\r".contains(byte)).count(),
            b'"' => at = string_end(text, at),
            _ => {}
        }
        at += 1;
    }
    most
}

/// The place of the quote that ends the string or block string that begins at `at`.
pub(super) fn string_end(text: &[u8], mut at: usize) -> usize {
    let block = text[at..].starts_with(b"\"\"\"");
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

#[derive(Clone, Copy, Default)]
struct Cost {
    fields: u64,
    depth: u64,
    /// Lists of the schema within lists of the schema.
    schema_depth: u64,
    /// Fields that ask for the schema.
    schemas: u64,
}

/// Fields of introspection that are lists: each within another multiplies the answer by tens.
const SCHEMA_LISTS: [&str; 7] =
    ["types", "fields", "args", "inputFields", "possibleTypes", "interfaces", "enumValues"];

impl Cost {
    /// Of a field with what is selected below it.
    fn of_field(name: &str, inner: Self) -> Self {
        Self {
            fields: inner.fields.saturating_add(1),
            depth: inner.depth.saturating_add(1),
            schema_depth: inner.schema_depth + u64::from(SCHEMA_LISTS.contains(&name)),
            schemas: inner.schemas.saturating_add(u64::from(matches!(name, "__schema" | "__type"))),
        }
    }

    /// Of both, one beside the other.
    fn beside(self, other: Self) -> Self {
        Self {
            fields: self.fields.saturating_add(other.fields),
            depth: self.depth.max(other.depth),
            schema_depth: self.schema_depth.max(other.schema_depth),
            schemas: self.schemas.saturating_add(other.schemas),
        }
    }
}

struct Walk<'d> {
    fragments: &'d HashMap<async_graphql::Name, Positioned<FragmentDefinition>>,
    /// Cost of each fragment walked; None while it is being walked.
    known: HashMap<&'d str, Option<Cost>>,
}

impl<'d> Walk<'d> {
    fn set(&mut self, set: &'d SelectionSet) -> Result<Cost, Error> {
        let mut total = Cost::default();
        for item in &set.items {
            let cost = match &item.node {
                Selection::Field(field) => {
                    let inner = self.set(&field.node.selection_set.node)?;
                    Cost::of_field(&field.node.name.node, inner)
                }
                Selection::InlineFragment(fragment) => {
                    self.set(&fragment.node.selection_set.node)?
                }
                Selection::FragmentSpread(spread) => {
                    self.fragment(spread.node.fragment_name.node.as_str())?
                }
            };
            total = total.beside(cost);
        }
        Ok(total)
    }

    fn fragment(&mut self, name: &str) -> Result<Cost, Error> {
        let Some((name, fragment)) = self.fragments.get_key_value(name) else {
            return Ok(Cost::default());
        };
        match self.known.get(name.as_str()) {
            Some(Some(cost)) => return Ok(*cost),
            Some(None) => {
                let rule = format!("The fragment `{name}` contains itself");
                return Err(Error::new(Code::ValidationFailed, rule).at(fragment.pos));
            }
            None => {}
        }
        self.known.insert(name, None);
        let cost = self.set(&fragment.node.selection_set.node)?;
        self.known.insert(name, Some(cost));
        Ok(cost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::parser::parse_query;

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        assert_eq!(nesting(b"{ a(b: [[1]]) }"), 4);
        assert_eq!(nesting(br#"{ a(b: "[[[\"[[") } # [[[[["#), 2);
        assert_eq!(nesting(br#"{ a(b: """[[ \""" [[ " """) }"#), 2);
        assert_eq!(nesting(b"]]]"), 0);
        assert_eq!(nesting(b"\"unterminated ["), 0);
    }

    #[test]
    fn doubling_fragments_are_refused_at_once() {
        let doubling =
            (0..99).map(|n| format!("fragment F{n} on Query {{ ...F{m} ...F{m} }}", m = n + 1));
        let text = "query { ...F0 } fragment F99 on Query { __typename }".to_owned()
            + &doubling.collect::<String>();
        let error = Limits::default().walk(&parse_query(text).unwrap()).unwrap_err();
        assert_eq!(error.code, Code::TooComplex);
    }

    #[test]
    fn the_schema_is_not_asked_for_within_itself() {
        let limits = Limits::default();
        let nested = "{ __schema { types { possibleTypes { ...F } } } } fragment F on __Type { interfaces { fields { name } } }";
        assert!(limits.walk(&parse_query(nested).unwrap()).is_err());
        let usual = "{ __schema { types { fields { args { name } } inputFields { name } } directives { args { name } } } }";
        assert!(limits.walk(&parse_query(usual).unwrap()).is_ok());
    }

    #[test]
    fn a_fragment_that_contains_itself_is_refused() {
        let text = "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }";
        let error = Limits::default().walk(&parse_query(text).unwrap()).unwrap_err();
        assert!(error.message.contains("contains itself"), "{}", error.message);
    }
}
