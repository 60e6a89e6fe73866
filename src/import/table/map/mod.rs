//! The map of one or several tables: what their columns mean, and which document they are. `docs/import.md` describes the
//! format.

mod checks;
mod field;
mod record_map;
mod record_type;
mod relation;
mod same_as;
mod single_table;
mod source;

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;

pub use self::{
    checks::Problem,
    field::FieldMap,
    record_map::{OrganizationMap, RecordMap, Table},
    record_type::{FieldType, RECORD_TYPES, RecordType},
    relation::RelationMap,
    source::SourceMap,
};
use self::{
    record_map::TableInput,
    same_as::SameAs,
    single_table::{Constants, SingleTable},
};
use crate::{
    digest::sha256_hex,
    domain::{
        entity_type::EntityType,
        origin::{RNSR, ROR, SEED},
        record::Decision,
        text::{fold, is_slug},
    },
    import::error::Error,
};

/// A map, as its file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MapInput {
    list: String,
    delimiter: Option<char>,
    source: SourceMap,
    columns: Option<BTreeMap<String, String>>,
    constants: Option<Constants>,
    #[serde(default)]
    relation: Vec<RelationMap>,
    #[serde(default)]
    same_as: Vec<SameAs>,
    #[serde(default)]
    institutions: bool,
    #[serde(default)]
    offices: bool,
    #[serde(default)]
    omit_invalid: bool,
    #[serde(default)]
    placeholders: Vec<String>,
    #[serde(default)]
    slugs: BTreeMap<String, String>,
    #[serde(default)]
    table: Vec<TableInput>,
}

/// A map.
#[derive(Debug)]
pub struct Map {
    /// The name of the list, the same for all its releases. Slugs of its rows begin with it.
    pub list: String,
    /// Whether the organizations are institutions, which their full name and country identify.
    pub institutions: bool,
    /// Whether regional offices of French research bodies become parts of these.
    pub offices: bool,
    /// What becomes of a value that breaks a rule.
    pub invalid_values: InvalidValues,
    /// Texts that mean that there is no value, in every column.
    pub placeholders: Vec<String>,
    /// The tables.
    pub tables: Vec<Table>,
    /// Whether the map describes one table of organizations, each of which has one row.
    pub is_single_table: bool,
    /// The tables as a document.
    pub source: SourceMap,
    /// What the slugs of a type begin with, instead of the name of the list.
    slugs: BTreeMap<String, String>,
    /// Decisions of a curator on which row is which organization.
    same_as: Vec<SameAs>,
}

/// What becomes of a value that breaks a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidValues {
    /// Its record is refused.
    Refuse,
    /// It is left out, if the record can do without it.
    Omit,
}

/// Names that a list cannot have, because they are origins of other records.
const RESERVED_LISTS: [&str; 3] = [SEED, ROR, RNSR];
/// The longest key that stands in a slug as it is.
const WHOLE_KEY_BYTES: usize = 64;
/// Digits of the hash with which the slug of a longer key ends.
const HASH_DIGITS: usize = 8;

impl Map {
    /// Reads and checks a map.
    ///
    /// # Errors
    /// When the file cannot be read, is not TOML, or breaks a rule of the format.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path)
            .map_err(|cause| Error::Unreadable { path: path.to_owned(), cause })?;
        Self::parse(&text).map_err(|(place, reason)| Error::Malformed {
            path: path.to_owned(),
            place,
            reason,
        })
    }

    /// Reads and checks the text of a map.
    ///
    /// # Errors
    /// When it is not TOML, or breaks a rule of the format: the place and the reason.
    pub fn parse(text: &str) -> Result<Self, (String, String)> {
        let text = text.trim_start_matches('\u{feff}');
        let input: MapInput = toml::from_str(text).map_err(|error| {
            let before = &text[..error.span().map_or(0, |span| span.start)];
            let place = format!("line {}", before.matches('\n').count() + 1);
            (place, format!("{}; see docs/import.md for the format", error.message()))
        })?;
        let map = Self::of_input(input).map_err(|(place, reason)| (place.to_owned(), reason))?;
        map.decisions().map_err(|(place, reason)| (place.to_owned(), reason))?;
        Ok(map)
    }

    fn of_input(input: MapInput) -> Result<Self, Problem> {
        check_list(&input.list)?;
        let is_single_table = input.table.is_empty();
        let has_single =
            input.columns.is_some() || input.constants.is_some() || !input.relation.is_empty();
        if !is_single_table && has_single {
            let reason = "`columns`, `constants` and `relation` describe a map with one table; \
                          move them to [[table.organization]]";
            return Err(("table", reason.to_owned()));
        }
        let tables = if is_single_table {
            let (columns, constants) = (input.columns, input.constants.unwrap_or_default());
            let single = SingleTable { columns, constants, relations: input.relation };
            vec![single.table(input.delimiter)?]
        } else {
            let tables = input.table.into_iter();
            tables.map(|it| it.table(input.delimiter)).collect::<Result<_, _>>()?
        };
        let mut map = Self {
            list: input.list,
            institutions: input.institutions,
            offices: input.offices,
            invalid_values: if input.omit_invalid {
                InvalidValues::Omit
            } else {
                InvalidValues::Refuse
            },
            placeholders: input.placeholders,
            tables,
            is_single_table,
            source: input.source,
            slugs: input.slugs,
            same_as: input.same_as,
        };
        map.check_slugs()?;
        map.source.check()?;
        map.source.source(None)?;
        Ok(map)
    }

    fn check_slugs(&self) -> Result<(), Problem> {
        for (noun, prefix) in &self.slugs {
            if EntityType::of_noun(noun).is_none() {
                return Err(("slugs", format!("there is no type {noun:?}")));
            }
            if !prefix.is_empty() && !is_slug(prefix) {
                return Err(("slugs", format!("{noun}: {prefix:?} is not a slug")));
            }
        }
        Ok(())
    }

    /// The slug of a record with this key. A long key is shortened and gets a hash.
    #[must_use]
    pub fn slug_of(&self, ty: EntityType, key: &str) -> String {
        let prefix = self.slugs.get(ty.noun()).unwrap_or(&self.list);
        let mut key = fold(key).replace(' ', "-");
        if !self.is_single_table && key.len() > WHOLE_KEY_BYTES {
            let hash = sha256_hex(key.as_bytes());
            let end = (0..=WHOLE_KEY_BYTES).rev().find(|end| key.is_char_boundary(*end));
            key.truncate(end.unwrap_or_default());
            key = format!("{}-{}", key.trim_end_matches('-'), &hash[..HASH_DIGITS]);
        }
        if prefix.is_empty() { key } else { format!("{prefix}-{key}") }
    }

    /// The key under which an organization is stored. With several tables, spellings of a key that have one slug are one key.
    #[must_use]
    pub fn stored_key(&self, key: &str) -> String {
        if self.is_single_table { key.to_owned() } else { fold(key) }
    }

    /// What a curator has decided about rows.
    ///
    /// # Errors
    /// When a decision contradicts another, or names no organization.
    pub fn decisions(&self) -> Result<Vec<Decision>, Problem> {
        let mut decisions = same_as::decisions(&self.same_as).map_err(|rule| ("same_as", rule))?;
        for decision in &mut decisions {
            decision.key = self.stored_key(&decision.key);
        }
        Ok(decisions)
    }
}

fn check_list(list: &str) -> Result<(), Problem> {
    if !is_slug(list) {
        let reason = format!(
            "{list:?} cannot be the name of a list; use lower-case letters, digits and hyphens"
        );
        return Err(("list", reason));
    }
    if RESERVED_LISTS.contains(&list) {
        return Err(("list", format!("{list:?} is reserved; choose another name")));
    }
    Ok(())
}
