//! The scientific domains of the register and the panels of the ERC, as topics.

use super::{
    row::{Row, column},
    structure,
};
use crate::domain::{
    origin::RNSR,
    record::{Assigned, Evidence, ImportedFact, Name, Topic, TopicAssignment},
    text,
};

/// A topic of a structure.
pub struct RowTopic {
    /// The topic.
    pub topic: Topic,
    /// Where the file has it.
    pub locator: String,
}

/// The topics of a row: its domains, then its panels.
pub fn topics(row: &Row<'_>, omit: &mut dyn FnMut(String)) -> Vec<RowTopic> {
    let domains = row.list(column::DOMAINS);
    let names: Vec<_> = row.list(column::DOMAIN_NAMES).into_iter().map(str::to_owned).collect();
    let panels = panel_names(&row.list(column::PANEL_NAMES));
    let mut found = coded(column::DOMAINS, &domains, &names, domain, omit);
    let more = coded(column::PANELS, &row.list(column::PANELS), &panels, panel, omit);
    for it in more {
        if found.iter().all(|known| known.topic.slug != it.topic.slug) {
            found.push(it);
        }
    }
    found
}

/// The assignment of a topic to the structure with a number.
pub fn assignment(number: &str, topic: &Topic) -> ImportedFact {
    let structure = structure::slug(number);
    ImportedFact::TopicAssignment(TopicAssignment {
        key: format!("{structure}.topic.{}", topic.slug),
        thing: Assigned::Organization(structure),
        topic: topic.slug.clone(),
        evidence: Evidence { basis: "STATED".to_owned(), note: None, cite: Vec::new() },
    })
}

/// The topics with these codes and names, which stand in two cells.
fn coded(
    title: &str,
    codes: &[&str],
    names: &[String],
    topic: fn(&str, &str) -> Topic,
    omit: &mut dyn FnMut(String),
) -> Vec<RowTopic> {
    if codes.len() != names.len() {
        omit(format!("{title} has {} codes beside {} names; left out", codes.len(), names.len()));
        return Vec::new();
    }
    let mut found: Vec<RowTopic> = Vec::new();
    for (code, name) in codes.iter().zip(names) {
        if text::is_placeholder(code) || text::is_placeholder(name) {
            omit(format!("{title} {code:?}: without a code or a name; left out"));
        } else if found.iter().any(|known| known.topic.slug == topic(code, name).slug) {
            omit(format!("{title} {code:?}: duplicate value"));
        } else {
            let locator = format!("{title} {code}");
            found.push(RowTopic { topic: topic(code, name), locator });
        }
    }
    found
}

fn domain(code: &str, name: &str) -> Topic {
    topic(&format!("{RNSR}-domain-{code}"), name, "fr", None)
}

/// A panel: its name, and after a colon what belongs to it.
fn panel(code: &str, text: &str) -> Topic {
    let (name, scope) = text.split_once(PANEL_SCOPE).unzip();
    let description = scope.map(|scope| format!("ERC panel {code}: {}", scope.trim()));
    topic(&format!("{RNSR}-erc-{code}"), name.unwrap_or(text), "en", description)
}

fn topic(key: &str, name: &str, language: &str, description: Option<String>) -> Topic {
    Topic {
        slug: text::slug(key),
        names: vec![Name::new(
            text::without_unsafe_characters(name),
            Some(language.to_owned()),
            "LABEL",
        )],
        kind: "RESEARCH_FIELD".to_owned(),
        broader: None,
        description: description.map(|it| text::without_unsafe_characters(&it)),
        note: None,
        cite: Vec::new(),
    }
}

/// What stands between the name of a panel and its scope.
const PANEL_SCOPE: &str = " : ";

/// The names of panels. The scope of PE9 has semicolons, which part it into several values: only the first has a name.
fn panel_names(values: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for value in values {
        match names.last_mut().filter(|_| !value.contains(PANEL_SCOPE)) {
            Some(last) => {
                last.push_str("; ");
                last.push_str(value);
            }
            None => names.push((*value).to_owned()),
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_with_semicolons_belongs_to_its_panel() {
        let values = ["A : b, c", "Universe : stars", "planets", "D : e"];
        let names = panel_names(&values);
        assert_eq!(names, ["A : b, c", "Universe : stars; planets", "D : e"]);
        let topic = panel("PE9", &names[1]);
        assert_eq!(topic.slug, "rnsr-erc-pe9");
        assert_eq!(topic.names[0].value, "Universe");
        assert_eq!(topic.description.as_deref(), Some("ERC panel PE9: stars; planets"));
    }
}
