//! The reports that ship: those documents of `queries/` that say what table they make.
//!
//! A document is a report if its header has lines `# @table NAME=VALUE`, each a parameter as an address
//! has it; `# @example NAME=VALUE` gives its variables good values. They stand in comments, so the document stays plain GraphQL that any client sends as it is;
//! docs/decisions says more.

use std::sync::Arc;

use super::options::Ask;
use crate::graphql::Error;

/// A report.
#[derive(Clone, Debug)]
pub struct Report {
    /// What it is called in addresses: the file's name without its number.
    pub name: String,
    /// For people.
    pub title: String,
    /// What it shows.
    pub description: String,
    /// The document.
    pub query: Arc<str>,
    /// What it asks of the table unless an address asks otherwise.
    pub ask: Ask,
    /// Parameters that give a good example.
    pub example: Vec<(String, String)>,
}

impl Report {
    /// A good value for a parameter, for messages.
    #[must_use]
    pub fn example_of(&self, parameter: &str) -> &str {
        self.example.iter().find(|(name, _)| name == parameter).map_or("...", |(_, value)| value)
    }
}

/// A header that is no header of a report.
#[derive(Debug, thiserror::Error)]
#[error("{name}.graphql: {rule}")]
pub struct BadHeader {
    name: String,
    rule: String,
}

/// The reports among documents with these names and texts, in their order.
///
/// # Errors
/// When a header says something unknown.
pub fn reports(documents: &[(&str, &Arc<str>)]) -> Result<Vec<Report>, BadHeader> {
    let mut reports = Vec::new();
    for (file, text) in documents {
        let bad = |error: Error| BadHeader { name: (*file).to_owned(), rule: error.message };
        let header = Header::read(text).map_err(bad)?;
        if !header.is_report {
            continue;
        }
        // What a number before the name is for is the order of the list.
        let name = file.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-');
        reports.push(Report {
            name: name.to_owned(),
            title: header.title,
            description: header.description,
            query: (*text).clone(),
            ask: header.ask,
            example: header.example,
        });
    }
    Ok(reports)
}

/// What the comments of a document say.
#[derive(Debug, Default)]
pub struct Header {
    /// Its first line.
    pub title: String,
    /// The other lines up to the first empty one.
    pub description: String,
    /// Whether it has `@table` lines, and so is a report.
    pub is_report: bool,
    /// What its `@table` lines ask.
    pub ask: Ask,
    /// What its `@example` lines give.
    pub example: Vec<(String, String)>,
}

impl Header {
    /// Reads the comments before the first line that is neither comment nor empty.
    ///
    /// # Errors
    /// A `@table` line that says something unknown.
    pub fn read(document: &str) -> Result<Self, Error> {
        let mut header = Self::default();
        let mut words = Vec::new();
        let mut in_words = true;
        let lines = document.lines().take_while(|line| line.is_empty() || line.starts_with('#'));
        for line in lines {
            let text = line.trim_start_matches('#').trim();
            if let Some(rest) = text.strip_prefix("@table ") {
                let (name, value) = pair(rest)?;
                header.is_report = true;
                if !header.ask.take(name, value)? {
                    return Err(Error::bad_input(
                        "@table",
                        format!("there is no parameter `{name}`"),
                    ));
                }
            } else if let Some(rest) = text.strip_prefix("@example ") {
                let (name, value) = pair(rest)?;
                header.example.push((name.to_owned(), value.to_owned()));
            } else if line.is_empty() {
                in_words = false;
            } else if in_words {
                words.push(text);
            }
        }
        if let Some((title, rest)) = words.split_first() {
            (*title).clone_into(&mut header.title);
            header.description = rest.join(" ");
        }
        Ok(header)
    }
}

fn pair(text: &str) -> Result<(&str, &str), Error> {
    let parts = text.split_once('=').map(|(name, value)| (name.trim(), value.trim()));
    parts.ok_or_else(|| Error::bad_input("@table", format!("write NAME=VALUE, not `{text}`")))
}
