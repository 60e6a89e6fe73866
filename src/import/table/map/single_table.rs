//! The map of one table of organizations: `[columns]`, `[constants]` and `[[relation]]`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    checks::{Problem, canonicalize, delimiter},
    field::FieldMap,
    record_map::{ORGANIZATION_FIELDS, OrganizationMap, Table, is_organization_field},
    relation::{self, RelationMap},
};
use crate::domain::{country, language, vocabulary::ORGANIZATION_KIND};

/// Values for rows that have none of their own.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constants {
    /// Words of the vocabulary `OrganizationKind`.
    #[serde(default)]
    kinds: Vec<String>,
    /// ISO 3166-1 alpha-2 code.
    country: Option<String>,
    /// Tag of BCP 47 of the language of the names.
    language: Option<String>,
}

/// The parts of a map of one table.
pub struct SingleTable {
    /// The header of the column for each field.
    pub columns: Option<BTreeMap<String, String>>,
    /// Values for rows that have none of their own.
    pub constants: Constants,
    /// The relations of each row.
    pub relations: Vec<RelationMap>,
}

/// The fields that a map needs a column for.
const REQUIRED_FIELDS: [&str; 2] = ["key", "name"];

impl SingleTable {
    /// Checks the map, and makes the table of it.
    ///
    /// # Errors
    /// When it breaks a rule.
    pub fn table(mut self, given: Option<char>) -> Result<Table, Problem> {
        let delimiter = delimiter(given)?;
        let Some(columns) = self.columns.take() else {
            let reason = "the map has neither `columns` nor a [[table]]";
            return Err(("columns", reason.to_owned()));
        };
        check_columns(&columns)?;
        self.check_constants(columns.contains_key("kind"))?;
        relation::check(&self.relations)?;
        let Constants { kinds, country, language } = self.constants;
        let mut fields: BTreeMap<_, _> =
            columns.iter().map(|(field, title)| (field.clone(), FieldMap::column(title))).collect();
        for (field, constant) in [("country", country), ("language", language)] {
            if constant.is_some() {
                fields.entry(field.to_owned()).or_default().default = constant;
            }
        }
        let organization = OrganizationMap::new(fields, kinds, self.relations);
        Ok(Table { file: None, delimiter, organizations: vec![organization], records: Vec::new() })
    }

    fn check_constants(&mut self, has_kinds: bool) -> Result<(), Problem> {
        let Constants { kinds, country, language } = &mut self.constants;
        canonicalize("country", country, |text| country::parse(text).map(str::to_owned))
            .map_err(|reason| ("constants", reason))?;
        canonicalize("language", language, language::parse)
            .map_err(|reason| ("constants", reason))?;
        if let Some(kind) = kinds.iter().find(|kind| !ORGANIZATION_KIND.has(kind)) {
            let reason = format!("{kind:?} is not a kind; use one of {}", ORGANIZATION_KIND.list());
            return Err(("constants", reason));
        }
        if kinds.is_empty() && !has_kinds {
            let reason = "rows have no kind; add `kinds` here, or `kind` to the columns";
            return Err(("constants", reason.to_owned()));
        }
        Ok(())
    }
}

fn check_columns(columns: &BTreeMap<String, String>) -> Result<(), Problem> {
    for field in columns.keys() {
        if !is_organization_field(field) {
            let reason = format!(
                "there is no field `{field}`; the fields are {}, country, and the schemes of identifiers in lower case, such as ror",
                ORGANIZATION_FIELDS.join(", ")
            );
            return Err(("columns", reason));
        }
    }
    match REQUIRED_FIELDS.iter().find(|field| !columns.contains_key(**field)) {
        Some(field) => {
            Err(("columns", format!("`{field}` is missing; add it with the header of its column")))
        }
        None => Ok(()),
    }
}
