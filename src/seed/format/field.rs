//! What a record can be made of: keys, the rule of each value, and the rules between them.

use crate::domain::vocabulary::Vocabulary;

/// One kind of record.
pub struct Shape {
    /// Name of the table, which is what one record is called.
    pub table: &'static str,
    /// Name of the file.
    pub file: &'static str,
    /// What a record is.
    pub doc: &'static str,
    /// Its keys.
    pub fields: &'static [Field],
    /// Groups of keys of which exactly one is written.
    pub one_of: &'static [&'static [&'static str]],
    /// Pairs of dates of which the first is not after the second.
    pub ordered: &'static [(&'static str, &'static str)],
    /// The keys whose values make the key of a fact that has none of its own.
    pub parts: &'static [&'static str],
}

/// One key of a record.
#[derive(Clone, Copy)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// The rule of its value.
    pub kind: Kind,
    /// Whether it has to be there.
    pub required: bool,
    /// What it says.
    pub doc: &'static str,
}

/// The rule of a value.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A text that is not blank.
    Text,
    /// The stable public key of a thing.
    Slug,
    /// The key of a fact.
    Key,
    /// A date known to the year, month or day.
    Date,
    /// ISO 639-1 code.
    Language,
    /// ISO 3166-1 alpha-2 code.
    Country,
    /// Address on the web.
    Url,
    /// A finite number.
    Number,
    /// True or false.
    Flag,
    /// A word of a closed list.
    Word(&'static Vocabulary),
    /// The slug of a record of the table.
    Reference(&'static str),
    /// A fact that a discrepancy is about, such as `figure:KEY`.
    Fact,
    /// A key of the record itself.
    FieldName,
    /// One or more of the same.
    List(&'static Kind),
    /// A table with keys of its own.
    Table(&'static [Field]),
}

impl Field {
    /// The field of that name.
    pub fn find(fields: &'static [Self], name: &str) -> Option<&'static Self> {
        fields.iter().find(|field| field.name == name)
    }
}

impl Kind {
    /// What to write, in words that follow "write".
    pub fn form(&self) -> String {
        match self {
            Self::Text => "a text in quotes".to_owned(),
            Self::Slug => "a slug such as \"ap-hp\"".to_owned(),
            Self::Key => "a key such as \"sanofi.founder.pscc\"".to_owned(),
            Self::Date => {
                "a date such as \"2022\", \"2022-02\" or \"2006-12-09\", in quotes".to_owned()
            }
            Self::Language => "two lower-case letters such as \"fr\"".to_owned(),
            Self::Country => "two capital letters such as \"FR\"".to_owned(),
            Self::Url => "an address that starts with https:// or http://".to_owned(),
            Self::Number => "a number such as 3000 or 0.5".to_owned(),
            Self::Flag => "true or false".to_owned(),
            Self::Word(vocabulary) => format!("one of {}", vocabulary.list()),
            Self::Reference(table) => format!("the slug of {} in quotes", with_article(table)),
            Self::Fact => "a fact such as \"figure:KEY\" or \"event:SLUG\"".to_owned(),
            Self::FieldName => "the name of a key of this record".to_owned(),
            Self::List(Self::Table(fields)) => format!("a list such as [{}]", braces(fields)),
            Self::List(of) => format!("a list in brackets, each entry {}", of.form()),
            Self::Table(fields) => format!("a table such as {}", braces(fields)),
        }
    }
}

/// The keys of a table as they are written: `{ value = ..., kind = ... }`.
fn braces(fields: &[Field]) -> String {
    let needed = fields.iter().any(|field| field.required);
    let shown = fields.iter().filter(|field| field.required || !needed);
    let keys: Vec<_> = shown.map(|field| format!("{} = ...", field.name)).collect();
    format!("{{ {} }}", keys.join(", "))
}

/// A word after its article: "an organization", "a person".
pub fn with_article(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {word}")
}
