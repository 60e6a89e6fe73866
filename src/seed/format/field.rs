//! What describes a format: records, their fields, and the types of values.

use crate::domain::vocabulary::Vocabulary;

/// The format of the records of one file.
pub struct RecordFormat {
    /// Name of the TOML table; one record is called so in messages.
    pub table: &'static str,
    /// Name of the file.
    pub file: &'static str,
    /// The content of that file in the seed that is part of the program.
    pub embedded: &'static str,
    /// What a record is.
    pub description: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
    /// Groups of fields of which a record has exactly one.
    pub exactly_one_of: &'static [&'static [&'static str]],
    /// Pairs of dates of which the first is not after the second.
    pub date_order: &'static [(&'static str, &'static str)],
    /// The fields that make up the key of a record that has none of its own.
    pub key_parts: &'static [&'static str],
}

/// A field of a record, which is a key in TOML.
#[derive(Clone, Copy)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// The type of its value.
    pub value_type: ValueType,
    /// Whether a record needs it.
    pub required: bool,
    /// What it means.
    pub description: &'static str,
}

/// The type of a value.
#[derive(Clone, Copy)]
pub enum ValueType {
    /// A string that is not blank.
    Text,
    /// The stable public key of a thing.
    Slug,
    /// The key of a fact.
    Key,
    /// A date that is known to the year, month or day.
    PartialDate,
    /// A date as a document states it: known to the year, month or day, or with bounds.
    Date,
    /// Language tag of BCP 47.
    Language,
    /// ISO 3166-1 alpha-2 code.
    Country,
    /// Web address.
    Url,
    /// Code of a unit, in UCUM or ISO 4217.
    Unit,
    /// A finite number.
    Number,
    /// True or false.
    Boolean,
    /// A word of a vocabulary.
    Word(&'static Vocabulary),
    /// The slug of a record of this table.
    Reference(&'static str),
    /// A fact that can be part of a discrepancy, such as `figure:KEY`.
    Fact,
    /// The name of a field of the same record.
    FieldName,
    /// A list with at least one entry of this type.
    List(&'static ValueType),
    /// A table with these fields.
    Table(&'static [Field]),
}

impl RecordFormat {
    /// Whether its records relate things to each other and have a period: affiliations, positions, participations.
    pub fn is_relation(&self) -> bool {
        Field::find(self.fields, "since").is_some()
    }
}

impl Field {
    /// The field with this name.
    pub fn find(fields: &'static [Self], name: &str) -> Option<&'static Self> {
        fields.iter().find(|field| field.name == name)
    }
}

impl ValueType {
    /// What is expected, in words that can follow "write".
    pub fn expected(&self) -> String {
        match self {
            Self::Text => "a string in quotes".to_owned(),
            Self::Slug => "a slug such as \"ap-hp\"".to_owned(),
            Self::Key => "a key such as \"sanofi.founder.pscc\"".to_owned(),
            Self::PartialDate => {
                "a date such as \"2022\", \"2022-02\" or \"2006-12-09\", in quotes".to_owned()
            }
            Self::Date => {
                "a date such as \"2022\", \"2022-02\", \"2006-12-09\" or \"[..2021]\", in quotes"
                    .to_owned()
            }
            Self::Language => "a language tag such as \"fr\"".to_owned(),
            Self::Country => "a country code such as \"FR\"".to_owned(),
            Self::Url => "an address that starts with https:// or http://".to_owned(),
            Self::Unit => "the code of a unit such as \"1\", \"%\" or \"EUR\"".to_owned(),
            Self::Number => "a number such as 3000 or 0.5".to_owned(),
            Self::Boolean => "true or false".to_owned(),
            Self::Word(vocabulary) => format!("one of {}", vocabulary.list()),
            Self::Reference(table) => format!("the slug of {} in quotes", with_article(table)),
            Self::Fact => "a fact such as \"figure:KEY\" or \"event:SLUG\"".to_owned(),
            Self::FieldName => "the name of a key of this record".to_owned(),
            Self::List(Self::Table(fields)) => format!("a list such as [{}]", example(fields)),
            Self::List(of) => format!("a list in brackets, each entry {}", of.expected()),
            Self::Table(fields) => format!("a table such as {}", example(fields)),
        }
    }
}

/// A table with the required fields, or with all if none is required: `{ value = ..., kind = ... }`.
fn example(fields: &[Field]) -> String {
    let any_required = fields.iter().any(|field| field.required);
    let shown = fields.iter().filter(|field| field.required || !any_required);
    let keys: Vec<_> = shown.map(|field| format!("{} = ...", field.name)).collect();
    format!("{{ {} }}", keys.join(", "))
}

/// A noun after its indefinite article: "an organization", "a person".
pub fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}
