//! Relations of each row of a table of organizations, without dates.

use serde::Deserialize;

use super::checks::Problem;
use crate::domain::{role::is_symmetric, text::is_slug, vocabulary::AFFILIATION_ROLE};

/// A relation of each row: to one organization, or to the row that a column names.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelationMap {
    /// Word of the vocabulary `AffiliationRole`. The row is the subject unless `reversed` is true.
    role: String,
    /// Slug of the other organization.
    pub organization: Option<String>,
    /// Header of the column that holds the key of the other row.
    pub column: Option<String>,
    /// Whether the row is the object.
    #[serde(default)]
    pub reversed: bool,
}

impl RelationMap {
    /// The role as the vocabulary has it.
    #[must_use]
    pub fn role(&self) -> &'static str {
        let words = AFFILIATION_ROLE.words.iter().map(|(word, _)| *word);
        words.into_iter().find(|word| *word == self.role).unwrap_or_default()
    }

    fn check(&self) -> Result<(), Problem> {
        let role = &self.role;
        let reason = if !AFFILIATION_ROLE.has(role) {
            format!("{role:?} is not a role; use one of {}", AFFILIATION_ROLE.list())
        } else if self.organization.is_some() == self.column.is_some() {
            "a relation needs either `organization` or `column`".to_owned()
        } else if let Some(slug) = self.organization.as_ref().filter(|slug| !is_slug(slug)) {
            format!("organization: {slug:?} is not a slug")
        } else if self.reversed && is_symmetric(role) {
            format!("{role} is symmetric; remove `reversed`")
        } else {
            return Ok(());
        };
        Err(("relation", reason))
    }
}

/// Checks the relations of a table.
pub(super) fn check(relations: &[RelationMap]) -> Result<(), Problem> {
    for (index, relation) in relations.iter().enumerate() {
        relation.check()?;
        if relations[..index].contains(relation) {
            let reason = format!("two relations are the same ({}); remove one", relation.role);
            return Err(("relation", reason));
        }
    }
    Ok(())
}
