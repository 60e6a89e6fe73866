//! The tables of a map, and the records that each of their rows describes.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{
    checks::{Problem, delimiter},
    field::{FieldInput, FieldMap},
    record_type::{FieldType, RECORD_TYPES, RecordType},
    relation::{self, RelationMap},
};
use crate::domain::{
    country,
    entity_type::EntityType,
    language,
    text::is_slug,
    vocabulary::{IDENTIFIER_SCHEME, ORGANIZATION_KIND, Vocabulary},
};

/// The fields of an organization that a column can hold. The others are `country` and the schemes of identifiers in lower case.
pub(super) const ORGANIZATION_FIELDS: [&str; 15] = [
    "key",
    "name",
    "acronym",
    "alias",
    "former",
    "kind",
    "description",
    "founded",
    "dissolved",
    "website",
    "telephone",
    "address",
    "postcode",
    "city",
    "region",
];

/// A table of a map, as its file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableInput {
    file: String,
    delimiter: Option<char>,
    #[serde(default)]
    organization: Vec<OrganizationInput>,
    #[serde(default)]
    topic: Vec<RecordInput>,
    #[serde(default)]
    program: Vec<RecordInput>,
    #[serde(default)]
    event: Vec<RecordInput>,
    #[serde(default)]
    person: Vec<RecordInput>,
    #[serde(default)]
    affiliation: Vec<RecordInput>,
    #[serde(default)]
    position: Vec<RecordInput>,
    #[serde(default)]
    participation: Vec<RecordInput>,
    #[serde(default)]
    figure: Vec<RecordInput>,
    #[serde(default)]
    topic_assignment: Vec<RecordInput>,
}

/// An organization of each row, as the map has it.
#[derive(Debug, Deserialize)]
struct OrganizationInput {
    #[serde(default)]
    relation: Vec<RelationMap>,
    #[serde(flatten)]
    record: RecordInput,
}

/// A record of each row, as the map has it.
#[derive(Debug, Deserialize)]
struct RecordInput {
    #[serde(default)]
    only: BTreeMap<String, Texts>,
    #[serde(default)]
    optional: bool,
    #[serde(flatten)]
    fields: BTreeMap<String, FieldInput>,
}

/// A text or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Texts {
    One(String),
    Several(Vec<String>),
}

/// A table: its file, and what its rows describe.
#[derive(Debug)]
pub struct Table {
    /// The name of its file; None in a map of one table.
    pub file: Option<String>,
    /// The character between two columns.
    pub delimiter: u8,
    /// The organizations of each row.
    pub organizations: Vec<OrganizationMap>,
    /// Its other records.
    pub records: Vec<RecordMap>,
}

/// An organization of each row.
#[derive(Debug)]
pub struct OrganizationMap {
    /// Its fields.
    pub record: RecordMap,
    /// The kinds of those without a kind of their own.
    pub kinds: Vec<String>,
    /// Its relations.
    pub relations: Vec<RelationMap>,
}

/// A record of each row.
#[derive(Debug)]
pub struct RecordMap {
    /// What it is.
    pub ty: EntityType,
    /// The rows that describe such a record: those that have one of these texts in these columns.
    pub only: BTreeMap<String, Vec<String>>,
    /// Whether a row whose key or references are blank has no such record; otherwise the row is invalid.
    pub is_optional: bool,
    /// Where each field comes from.
    pub fields: BTreeMap<String, FieldMap>,
}

impl OrganizationMap {
    /// The organization of each row, all of which have these fields.
    pub(super) fn new(
        fields: BTreeMap<String, FieldMap>,
        kinds: Vec<String>,
        relations: Vec<RelationMap>,
    ) -> Self {
        let (ty, only) = (EntityType::Organization, BTreeMap::new());
        Self { record: RecordMap { ty, only, is_optional: false, fields }, kinds, relations }
    }
}

impl RecordMap {
    /// The type of the record, with its fields; None for an organization.
    #[must_use]
    pub fn record_type(&self) -> Option<&'static RecordType> {
        RECORD_TYPES.iter().find(|it| it.ty == self.ty)
    }

    /// Whether the record has to have the field.
    #[must_use]
    pub fn needs(&self, field: &str) -> bool {
        let is_required = self.record_type().is_some_and(|record_type| record_type.needs(field));
        is_required || ["key", "name"].contains(&field)
    }

    /// The headers of the columns that it reads.
    pub fn columns(&self) -> impl Iterator<Item = &String> {
        self.only.keys().chain(self.fields.values().flat_map(|field| &field.columns))
    }
}

impl TableInput {
    /// Checks the table.
    ///
    /// # Errors
    /// When it breaks a rule.
    pub(super) fn table(self, default: Option<char>) -> Result<Table, Problem> {
        let delimiter = delimiter(self.delimiter.or(default))?;
        let file = self.file;
        let in_file = |(place, reason): Problem| (place, format!("{file}: {reason}"));
        let organizations = self.organization.into_iter().map(OrganizationInput::map);
        let organizations = organizations.collect::<Result<Vec<_>, _>>().map_err(in_file)?;
        let inputs = [
            self.topic,
            self.program,
            self.event,
            self.person,
            self.affiliation,
            self.position,
            self.participation,
            self.figure,
            self.topic_assignment,
        ];
        let mut records = Vec::new();
        for (ty, inputs) in RECORD_TYPES.iter().zip(inputs) {
            for input in inputs {
                records.push(input.map(ty).map_err(in_file)?);
            }
        }
        if organizations.is_empty() && records.is_empty() {
            let reason = "no record is described; add a part such as [[table.organization]]";
            return Err(in_file(("table", reason.to_owned())));
        }
        Ok(Table { file: Some(file), delimiter, organizations, records })
    }
}

impl OrganizationInput {
    fn map(self) -> Result<OrganizationMap, Problem> {
        const PLACE: &str = "table.organization";
        let wrong = |reason: String| (PLACE, reason);
        relation::check(&self.relation)?;
        let (only, is_optional) = (only(self.record.only), self.record.optional);
        let fields = fields(self.record.fields).map_err(wrong)?;
        for (name, field) in &fields {
            if name != "language" && !is_organization_field(name) {
                return Err(wrong(format!(
                    "there is no field `{name}`; the fields are {}, country, language, and the schemes of identifiers in lower case, such as ror",
                    ORGANIZATION_FIELDS.join(", ")
                )));
            }
            let checked = match name.as_str() {
                "kind" => check_words(field, &ORGANIZATION_KIND),
                "country" => check_texts(field, |it| country::parse(it).map(|_| ())),
                "language" => check_texts(field, |it| language::parse(it).map(|_| ())),
                _ => Ok(()),
            };
            checked.map_err(|rule| wrong(format!("{name}: {rule}")))?;
        }
        if let Some(name) = ["key", "name"].iter().find(|name| !fields.contains_key(**name)) {
            return Err(wrong(format!("`{name}` is missing")));
        }
        let record = RecordMap { ty: EntityType::Organization, only, is_optional, fields };
        Ok(OrganizationMap { record, kinds: Vec::new(), relations: self.relation })
    }
}

impl RecordInput {
    fn map(self, ty: &'static RecordType) -> Result<RecordMap, Problem> {
        let noun = ty.ty.noun();
        let wrong = |reason: String| ("table", format!("{noun}: {reason}"));
        let (only, is_optional) = (only(self.only), self.optional);
        let fields = fields(self.fields).map_err(wrong)?;
        for (name, field) in &fields {
            let Some(field_type) = ty.field(name) else {
                let names = ty.field_names();
                return Err(wrong(format!("there is no field `{name}`; the fields are {names}")));
            };
            check_field(field, field_type).map_err(|rule| wrong(format!("{name}: {rule}")))?;
        }
        if let Some(name) = ty.required.iter().find(|name| !fields.contains_key(**name)) {
            return Err(wrong(format!("`{name}` is missing")));
        }
        for names in ty.one_of {
            if names.iter().filter(|name| fields.contains_key(**name)).count() != 1 {
                return Err(wrong(format!("exactly one of {} is needed", names.join(", "))));
            }
        }
        Ok(RecordMap { ty: ty.ty, only, is_optional, fields })
    }
}

/// Whether an organization has this field, other than `language`.
pub(super) fn is_organization_field(name: &str) -> bool {
    let is_scheme = IDENTIFIER_SCHEME.has(&name.to_uppercase());
    is_scheme || name == "country" || ORGANIZATION_FIELDS.contains(&name)
}

fn only(only: BTreeMap<String, Texts>) -> BTreeMap<String, Vec<String>> {
    let texts = |texts| match texts {
        Texts::One(text) => vec![text],
        Texts::Several(texts) => texts,
    };
    only.into_iter().map(|(column, it)| (column, texts(it))).collect()
}

fn fields(inputs: BTreeMap<String, FieldInput>) -> Result<BTreeMap<String, FieldMap>, String> {
    let field = |(name, input)| match FieldMap::new(input) {
        Ok(field) => Ok((name, field)),
        Err(rule) => Err(format!("{name}: {rule}")),
    };
    inputs.into_iter().map(field).collect()
}

fn check_field(field: &FieldMap, ty: FieldType) -> Result<(), String> {
    let is_reference = matches!(ty, FieldType::Reference(_));
    if field.is_slug && !is_reference {
        return Err("`slug` and `slugs` are for references to records of the database".to_owned());
    }
    match ty {
        FieldType::Word(vocabulary) => check_words(field, vocabulary),
        FieldType::Reference(_) if field.is_slug => {
            let wrong = field.texts().find(|it| !is_slug(it));
            wrong.map_or(Ok(()), |text| Err(format!("{text:?} is not a slug")))
        }
        FieldType::Flag => {
            let wrong = field.texts().find(|it| !["true", "false"].contains(it));
            wrong.map_or(Ok(()), |text| Err(format!("{text:?} is neither true nor false")))
        }
        FieldType::Text | FieldType::Reference(_) => Ok(()),
    }
}

fn check_words(field: &FieldMap, vocabulary: &Vocabulary) -> Result<(), String> {
    let words: BTreeSet<_> = field.texts().collect();
    match words.into_iter().find(|word| !vocabulary.has(word)) {
        Some(word) => Err(format!("{word:?} is none of {}", vocabulary.list())),
        None => Ok(()),
    }
}

fn check_texts<E: std::fmt::Display>(
    field: &FieldMap,
    check: impl Fn(&str) -> Result<(), E>,
) -> Result<(), String> {
    for text in field.texts() {
        check(text).map_err(|error| format!("{text:?}: {error}"))?;
    }
    Ok(())
}
