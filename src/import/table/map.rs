//! The map of a table: which column says what, and which document the table is.
//!
//! `docs/import.md` has the format in words.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;

use crate::{
    domain::{
        date::PartialDate,
        record::Source,
        role::is_symmetric,
        text::is_slug,
        vocabulary::{AFFILIATION_ROLE, IDENTIFIER_SCHEME, ORGANIZATION_KIND},
    },
    import::error::Error,
};

/// A map as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// What the list is called, over all its editions.
    pub list: String,
    /// What parts the columns; a comma unless given.
    #[serde(default = "comma")]
    pub delimiter: char,
    /// The document that this edition is.
    source: MapSource,
    /// What a column says, and its header.
    pub columns: BTreeMap<String, String>,
    /// What holds for all rows.
    #[serde(default)]
    pub constants: Constants,
    /// What each row is tied to.
    #[serde(default)]
    pub relation: Vec<MapRelation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MapSource {
    slug: String,
    title: String,
    publisher: String,
    language: String,
    date: String,
    url: Option<String>,
    note: Option<String>,
}

/// What holds for all rows that do not say otherwise.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constants {
    /// Kinds.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// Language of the names.
    pub language: Option<String>,
}

/// What each row is tied to: always the same organization, or the row that a column names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapRelation {
    /// Word of the vocabulary `AffiliationRole`; the row is the subject unless `reversed`.
    pub role: String,
    /// Slug of the organization at the other end.
    pub organization: Option<String>,
    /// Header of the column with the key of another row.
    pub column: Option<String>,
    /// Whether the row is the object.
    #[serde(default)]
    pub reversed: bool,
}

fn comma() -> char {
    ','
}

/// What a column can say, beside identifiers by their scheme in lower case.
pub const COLUMNS: [&str; 15] = [
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

impl Map {
    /// Reads a map.
    ///
    /// # Errors
    /// The place, the rule and the cure.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path)
            .map_err(|cause| Error::Unreadable { path: path.to_owned(), cause })?;
        let wrong = |place: &str, reason: String| Error::Malformed {
            path: path.to_owned(),
            place: place.to_owned(),
            reason,
        };
        let map: Self = toml::from_str(&text).map_err(|error| {
            let before = &text[..error.span().map_or(0, |span| span.start)];
            let line = format!("line {}", before.matches('\n').count() + 1);
            wrong(&line, format!("{}; docs/import.md has the format", error.message()))
        })?;
        map.check().map_err(|(place, what)| wrong(place, what))?;
        Ok(map)
    }

    fn check(&self) -> Result<(), (&'static str, String)> {
        let list = &self.list;
        if !is_slug(list) || ["seed", "ror"].contains(&list.as_str()) {
            return Err((
                "list",
                format!(
                    "{list:?} is no name of a list; write lower-case letters, digits and hyphens, other than seed and ror"
                ),
            ));
        }
        if !self.delimiter.is_ascii() {
            return Err(("delimiter", "one ASCII character parts columns".to_owned()));
        }
        for column in self.columns.keys() {
            let scheme = IDENTIFIER_SCHEME.has(&column.to_uppercase());
            if !scheme && column != "country" && !COLUMNS.contains(&column.as_str()) {
                return Err((
                    "columns",
                    format!(
                        "`{column}` is nothing that a column can say; choose of {}, country, or a scheme of identifiers in lower case",
                        COLUMNS.join(", ")
                    ),
                ));
            }
        }
        for needed in ["key", "name"] {
            if !self.columns.contains_key(needed) {
                return Err((
                    "columns",
                    format!("`{needed}` is missing: say which column holds it"),
                ));
            }
        }
        if let Some(kind) = self.constants.kinds.iter().find(|kind| !ORGANIZATION_KIND.has(kind)) {
            return Err((
                "constants",
                format!("{kind:?} is no kind; choose of {}", ORGANIZATION_KIND.list()),
            ));
        }
        if self.constants.kinds.is_empty() && !self.columns.contains_key("kind") {
            return Err((
                "constants",
                "say `kinds` here, or which column holds the `kind`".to_owned(),
            ));
        }
        for relation in &self.relation {
            if !AFFILIATION_ROLE.has(&relation.role) {
                return Err((
                    "relation",
                    format!(
                        "{:?} is no role; choose of {}",
                        relation.role,
                        AFFILIATION_ROLE.list()
                    ),
                ));
            }
            if relation.organization.is_some() == relation.column.is_some() {
                return Err(("relation", "give either `organization` or `column`".to_owned()));
            }
            if relation.reversed && is_symmetric(&relation.role) {
                return Err((
                    "relation",
                    format!("{} reads the same from both ends; remove `reversed`", relation.role),
                ));
            }
        }
        if !is_slug(&self.source.slug) {
            return Err(("source", format!("{:?} is no slug", self.source.slug)));
        }
        self.source().map(|_| ())
    }

    /// The table as a document to cite.
    ///
    /// # Errors
    /// Where its date is none.
    pub fn source(&self) -> Result<Source, (&'static str, String)> {
        let it = &self.source;
        let date: PartialDate =
            it.date.parse().map_err(|rule| ("source", format!("date {:?}: {rule}", it.date)))?;
        Ok(Source {
            slug: it.slug.clone(),
            title: it.title.clone(),
            publisher: it.publisher.clone(),
            kind: "DATASET".to_owned(),
            language: it.language.clone(),
            earliest: date,
            latest: date,
            dating: "Whoever imported it named the date.".to_owned(),
            retrieved: None,
            url: it.url.clone(),
            note: it.note.clone(),
        })
    }

    /// The role of a relation as the vocabulary has it.
    #[must_use]
    pub fn role(relation: &MapRelation) -> &'static str {
        AFFILIATION_ROLE
            .words
            .iter()
            .map(|(word, _)| *word)
            .find(|word| *word == relation.role)
            .unwrap_or_default()
    }
}
