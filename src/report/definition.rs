//! The reports: the persisted documents whose comments say which table they make.
//!
//! A document is a report if the comments at its start have lines `# @table NAME=VALUE`, each a parameter of
//! a table; lines `# @example NAME=VALUE` give example values of its variables. Because they are comments,
//! the document is plain GraphQL, which any client can send as it is.

use std::sync::Arc;

use super::options::TableOptions;
use crate::graphql::{Error, tabular::DeclaredVariable};

/// A report.
#[derive(Clone, Debug)]
pub struct Report {
    /// Its name in addresses: the name of the file without the number at its start.
    pub name: String,
    /// Its title for people.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub description: String,
    /// The GraphQL document.
    pub query: Arc<str>,
    /// The options of its table. An address can override them.
    pub options: TableOptions,
    /// Names and values of variables that give a good example.
    pub example: Vec<(String, String)>,
}

impl Report {
    /// A parameter that sets a variable to its example value, for error messages.
    #[must_use]
    pub fn example_of(&self, variable: &DeclaredVariable) -> String {
        let example = self.example.iter().find(|(name, _)| variable.is_set_by(name));
        match example {
            Some((name, value)) => format!("{name}={value}"),
            None => format!("{}=... ({})", variable.name, variable.ty),
        }
    }
}

/// The comments of a report are not valid.
#[derive(Debug, thiserror::Error)]
#[error("{name}.graphql: {rule}")]
pub struct InvalidHeader {
    name: String,
    rule: String,
}

/// The reports among some documents, given as names and texts, in the same order.
///
/// # Errors
/// When the comments of one are not valid.
pub fn reports(documents: &[(&str, &Arc<str>)]) -> Result<Vec<Report>, InvalidHeader> {
    let mut reports = Vec::new();
    for (file, text) in documents {
        let invalid =
            |error: Error| InvalidHeader { name: (*file).to_owned(), rule: error.message };
        let header = ReportHeader::parse(text).map_err(invalid)?;
        if !header.is_report {
            continue;
        }
        // The number at the start of a file's name orders the list.
        let name = file.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-');
        reports.push(Report {
            name: name.to_owned(),
            title: header.title,
            description: header.description,
            query: (*text).clone(),
            options: header.options,
            example: header.example,
        });
    }
    Ok(reports)
}

/// What the comments at the start of a document say.
#[derive(Debug, Default)]
pub struct ReportHeader {
    /// The first line.
    pub title: String,
    /// The other lines up to the first empty one.
    pub description: String,
    /// Whether there are `@table` lines.
    pub is_report: bool,
    /// The options that the `@table` lines set.
    pub options: TableOptions,
    /// Names and values of the `@example` lines.
    pub example: Vec<(String, String)>,
}

impl ReportHeader {
    /// Parses the comments before the first line that is neither empty nor a comment.
    ///
    /// # Errors
    /// When a `@table` or `@example` line is not `NAME=VALUE`, or sets no option of a table.
    pub fn parse(document: &str) -> Result<Self, Error> {
        let mut header = Self::default();
        let mut prose = Vec::new();
        let mut in_prose = true;
        let lines = document.lines().take_while(|line| line.is_empty() || line.starts_with('#'));
        for line in lines {
            let text = line.trim_start_matches('#').trim();
            if let Some(rest) = text.strip_prefix("@table ") {
                let (name, value) = pair("@table", rest)?;
                header.is_report = true;
                if !header.options.set(name, value)? {
                    let rule = format!("tables have no parameter `{name}`");
                    return Err(Error::bad_input("@table", rule));
                }
            } else if let Some(rest) = text.strip_prefix("@example ") {
                let (name, value) = pair("@example", rest)?;
                header.example.push((name.to_owned(), value.to_owned()));
            } else if line.is_empty() {
                in_prose = false;
            } else if in_prose {
                prose.push(text);
            }
        }
        if let Some((title, rest)) = prose.split_first() {
            (*title).clone_into(&mut header.title);
            header.description = rest.join(" ");
        }
        Ok(header)
    }
}

fn pair<'t>(line: &str, text: &'t str) -> Result<(&'t str, &'t str), Error> {
    let parts = text.split_once('=').map(|(name, value)| (name.trim(), value.trim()));
    parts.ok_or_else(|| Error::bad_input(line, format!("write NAME=VALUE, not `{text}`")))
}
