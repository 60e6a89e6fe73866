//! Limits on documents, checked before the code that recurses over them.
//!
//! async-graphql recurses over values without a limit, and follows every fragment at every spread, so a
//! small document can overflow the stack or take minutes. Two passes prevent that: a scan of the text
//! before it is parsed, and a walk of the parsed document that looks at each fragment once.

use std::collections::HashMap;

use async_graphql::{
    Positioned,
    parser::types::{ExecutableDocument, Field, FragmentDefinition, Selection, SelectionSet},
};

use serde_json::{Map, Value as Json};

use crate::limits::{DocumentLimits, RequestLimits};

use super::text::{comment_end, string_end};
use crate::graphql::engine::error::{Code, Error};

/// What a document costs: the counts that limits bound and `extensions.cost` reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DocumentCost {
    /// Fields. Those of a fragment count at each spread.
    pub fields: u64,
    /// Aliases, counted as fields are.
    pub aliases: u64,
    /// Directives, counted as fields are.
    pub directives: u64,
    /// Levels of fields.
    pub depth: u64,
    /// Lists of introspection nested in each other.
    schema_depth: u64,
    /// Fields `__schema` and `__type`.
    schemas: u64,
}

/// Scans the text of a document before it is parsed.
///
/// # Errors
/// The limit that the document exceeds.
pub fn scan(limits: &DocumentLimits, text: &str) -> Result<(), Error> {
    let size = |limit, unit, count, allowed| {
        within(limit, "The document has", count, unit, allowed, Code::LimitExceeded)
    };
    size("document_bytes", "bytes", text.len() as u64, limits.bytes)?;
    let found = scanned(text.as_bytes());
    size("document_nesting", "levels of brackets", found.nesting, limits.nesting)?;
    size("document_tokens", "tokens", found.tokens, limits.tokens)
}

/// Walks a document before it is validated, and gives its cost.
///
/// # Errors
/// The limit that the document exceeds, a fragment that contains itself, or a spread of an unknown one.
pub fn walk(limits: &DocumentLimits, document: &ExecutableDocument) -> Result<DocumentCost, Error> {
    let mut walk = Walk { fragments: &document.fragments, known: HashMap::new() };
    let mut cost = DocumentCost::default();
    for (_, operation) in document.operations.iter() {
        let operation = &operation.node;
        let variables = operation.variable_definitions.iter().map(|it| it.node.directives.len());
        let directives = operation.directives.len() + variables.sum::<usize>();
        let own = DocumentCost { directives: directives as u64, ..DocumentCost::default() };
        cost = cost.beside(own).beside(walk.set(&operation.selection_set.node)?);
    }
    // Fragments that no operation spreads are validated too.
    for name in document.fragments.keys() {
        if !walk.known.contains_key(name.as_str()) {
            cost = cost.beside(walk.fragment(name)?.unwrap_or_default());
        }
    }
    let complexity = |limit, unit, count, allowed| {
        within(limit, "The document has", count, unit, allowed, Code::TooComplex)
    };
    complexity("document_fields", "fields", cost.fields, limits.fields)?;
    complexity("document_aliases", "aliases", cost.aliases, limits.aliases)?;
    complexity("document_directives", "directives", cost.directives, limits.directives)?;
    complexity("document_depth", "levels of fields", cost.depth, limits.depth)?;
    complexity(
        "introspection_depth",
        "levels of introspection lists",
        cost.schema_depth,
        limits.introspection_depth,
    )?;
    complexity(
        "introspection_fields",
        "fields `__schema` and `__type`",
        cost.schemas,
        limits.introspection_fields,
    )?;
    Ok(cost)
}

/// Checks the lists in variables before the variables are coerced.
///
/// # Errors
/// When a list is too long.
pub fn check_variables(limits: &RequestLimits, variables: &Map<String, Json>) -> Result<(), Error> {
    let longest = variables.values().map(longest_list).max().unwrap_or(0);
    within(
        "variable_list_items",
        "A list in the variables has",
        longest,
        "items",
        limits.variable_list_items,
        Code::LimitExceeded,
    )
}

/// The length of the longest list in a value.
fn longest_list(value: &Json) -> u64 {
    match value {
        Json::Array(items) => {
            let within = items.iter().map(longest_list).max().unwrap_or(0);
            within.max(items.len() as u64)
        }
        Json::Object(fields) => fields.values().map(longest_list).max().unwrap_or(0),
        _ => 0,
    }
}

/// Checks the number of rows that a plan can return.
///
/// # Errors
/// When there are too many.
pub fn check_rows(limits: &RequestLimits, rows: u64) -> Result<(), Error> {
    within("request_rows", "The pages can return", rows, "rows", limits.rows, Code::TooComplex)
}

/// Checks the number of fields that a plan has: those of an interface count for each type that it can have.
///
/// # Errors
/// When there are too many.
pub fn check_expanded_fields(limits: &RequestLimits, fields: u64) -> Result<(), Error> {
    within(
        "expanded_fields",
        "Counted for each type of an interface, the operation has",
        fields,
        "fields",
        limits.expanded_fields,
        Code::TooComplex,
    )
}

/// Compares a count with the limit of that name. `subject` starts the message: "The document has".
fn within(
    limit: &str,
    subject: &str,
    count: u64,
    unit: &str,
    allowed: u64,
    code: Code,
) -> Result<(), Error> {
    if count <= allowed {
        return Ok(());
    }
    let message = format!(
        "{subject} {count} {unit}; the limit is {allowed}. Request less, or split it into several requests."
    );
    Err(Error::new(code, message).limit(limit, count, allowed))
}

/// The result of a scan.
#[derive(Debug, Default, PartialEq, Eq)]
struct Scanned {
    /// Most brackets open at the same time.
    nesting: u64,
    /// Names, numbers, strings and punctuation.
    tokens: u64,
}

/// Counts brackets and tokens outside of strings and comments.
fn scanned(text: &[u8]) -> Scanned {
    let (mut open, mut at, mut in_word) = (0_u64, 0, false);
    let mut found = Scanned::default();
    while at < text.len() {
        let byte = text[at];
        let word = byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
        found.tokens += u64::from(if word { !in_word } else { !b" \t\r\n,#".contains(&byte) });
        in_word = word;
        match byte {
            b'[' | b'{' | b'(' => {
                open += 1;
                found.nesting = found.nesting.max(open);
            }
            b']' | b'}' | b')' => open = open.saturating_sub(1),
            b'#' => at = comment_end(text, at),
            b'"' => at = string_end(text, at),
            _ => {}
        }
        at += 1;
    }
    found
}

/// Fields of introspection that are lists: each level of nesting multiplies the response by tens.
const SCHEMA_LISTS: [&str; 7] =
    ["types", "fields", "args", "inputFields", "possibleTypes", "interfaces", "enumValues"];

impl DocumentCost {
    /// The cost of a field with what is selected below it.
    fn of_field(field: &Field, inner: Self) -> Self {
        let name = field.name.node.as_str();
        Self {
            fields: inner.fields.saturating_add(1),
            aliases: inner.aliases.saturating_add(u64::from(field.alias.is_some())),
            directives: inner.directives,
            depth: inner.depth.saturating_add(1),
            schema_depth: inner.schema_depth + u64::from(SCHEMA_LISTS.contains(&name)),
            schemas: inner.schemas.saturating_add(u64::from(matches!(name, "__schema" | "__type"))),
        }
    }

    /// The cost of two selections beside each other.
    fn beside(self, other: Self) -> Self {
        Self {
            fields: self.fields.saturating_add(other.fields),
            aliases: self.aliases.saturating_add(other.aliases),
            directives: self.directives.saturating_add(other.directives),
            depth: self.depth.max(other.depth),
            schema_depth: self.schema_depth.max(other.schema_depth),
            schemas: self.schemas.saturating_add(other.schemas),
        }
    }
}

struct Walk<'d> {
    fragments: &'d HashMap<async_graphql::Name, Positioned<FragmentDefinition>>,
    /// The cost of each fragment; None while the fragment is being walked.
    known: HashMap<&'d str, Option<DocumentCost>>,
}

impl<'d> Walk<'d> {
    fn set(&mut self, set: &'d SelectionSet) -> Result<DocumentCost, Error> {
        let mut total = DocumentCost::default();
        for item in &set.items {
            let directives = item.node.directives().len() as u64;
            let cost = match &item.node {
                Selection::Field(field) => {
                    let inner = self.set(&field.node.selection_set.node)?;
                    DocumentCost::of_field(&field.node, inner)
                }
                Selection::InlineFragment(fragment) => {
                    self.set(&fragment.node.selection_set.node)?
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name;
                    // The validator would report it once for each way that leads to the spread: too often.
                    self.fragment(&name.node)?.ok_or_else(|| {
                        let rule = format!("Unknown fragment `{}`", name.node);
                        Error::new(Code::ValidationFailed, rule).at(name.pos)
                    })?
                }
            };
            total = total.beside(cost);
            total.directives = total.directives.saturating_add(directives);
        }
        Ok(total)
    }

    /// The cost of a fragment; None where there is none of that name.
    fn fragment(&mut self, name: &str) -> Result<Option<DocumentCost>, Error> {
        let Some((name, fragment)) = self.fragments.get_key_value(name) else { return Ok(None) };
        match self.known.get(name.as_str()) {
            Some(Some(cost)) => return Ok(Some(*cost)),
            Some(None) => {
                let rule = format!("The fragment `{name}` spreads itself");
                return Err(Error::new(Code::ValidationFailed, rule).at(fragment.pos));
            }
            None => {}
        }
        self.known.insert(name, None);
        let mut cost = self.set(&fragment.node.selection_set.node)?;
        cost.directives = cost.directives.saturating_add(fragment.node.directives.len() as u64);
        self.known.insert(name, Some(cost));
        Ok(Some(cost))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::parser::parse_query;

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        let counted = |text: &[u8]| (scanned(text).nesting, scanned(text).tokens);
        assert_eq!(counted(b"{ a(b: [[1]]) }"), (4, 12));
        assert_eq!(counted(br#"{ a(b: "[[[\"[[") } # [[[[["#), (2, 8));
        assert_eq!(counted(br#"{ a(b: """[[ \""" [[ " """) }"#), (2, 8));
        assert_eq!(counted(b"]]]"), (0, 3));
        assert_eq!(counted(b"\"unterminated ["), (0, 1));
        assert_eq!(counted(b"a,b ,c"), (0, 3));
    }

    #[test]
    fn fragments_that_double_are_refused_without_expansion() {
        let doubling =
            (0..99).map(|n| format!("fragment F{n} on Query {{ ...F{m} ...F{m} }}", m = n + 1));
        let text = "query { ...F0 } fragment F99 on Query { __typename }".to_owned()
            + &doubling.collect::<String>();
        let error = walk(&DocumentLimits::default(), &parse_query(&text).unwrap()).unwrap_err();
        assert_eq!(error.code, Code::TooComplex);
        let to_nowhere = text.replace("...F99", "...Nowhere");
        let error =
            walk(&DocumentLimits::default(), &parse_query(to_nowhere).unwrap()).unwrap_err();
        assert!(error.message.contains("Unknown fragment `Nowhere`"), "{}", error.message);
    }

    #[test]
    fn nested_introspection_lists_are_limited() {
        let limits = DocumentLimits::default();
        let nested = "{ __schema { types { possibleTypes { ...F } } } } fragment F on __Type { interfaces { fields { name } } }";
        assert!(walk(&limits, &parse_query(nested).unwrap()).is_err());
        let usual = "{ __schema { types { fields { args { name } } inputFields { name } } directives { args { name } } } }";
        assert!(walk(&limits, &parse_query(usual).unwrap()).is_ok());
    }

    #[test]
    fn a_fragment_that_contains_itself_is_refused() {
        let text = "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }";
        let error = walk(&DocumentLimits::default(), &parse_query(text).unwrap()).unwrap_err();
        assert!(error.message.contains("spreads itself"), "{}", error.message);
    }
}
