//! The map of a table: what its columns mean, and which document it is. `docs/import.md` describes the format.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;

use super::same_as::{self, SameAs};
use crate::{
    domain::{
        country,
        date::{DateError, Day, PartialDate},
        invalid_value::InvalidValue,
        language,
        origin::{ROR, SEED},
        record::{Decision, Source},
        role::is_symmetric,
        text::{self, fold, is_placeholder, is_slug},
        vocabulary::{AFFILIATION_ROLE, IDENTIFIER_SCHEME, ORGANIZATION_KIND},
        web_address,
    },
    import::error::Error,
};

/// The part of a map that breaks a rule, and the rule.
type Problem = (&'static str, String);

/// A map, as its file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// The name of the list, the same for all its releases. Slugs of its rows begin with it.
    pub list: String,
    /// The character between two columns; a comma by default.
    #[serde(default = "comma")]
    pub delimiter: char,
    /// The table as a document.
    source: SourceMap,
    /// The header of the column for each field.
    pub columns: BTreeMap<String, String>,
    /// Values for rows that have none of their own.
    #[serde(default)]
    pub constants: Constants,
    /// Whether the rows are institutions, which their full name and country identify.
    #[serde(default)]
    pub institutions: bool,
    /// The relations of each row.
    #[serde(default)]
    pub relation: Vec<RelationMap>,
    /// Decisions of a curator on which row is which organization.
    #[serde(default)]
    same_as: Vec<SameAs>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceMap {
    slug: String,
    title: String,
    publisher: String,
    language: String,
    date: String,
    url: Option<String>,
    note: Option<String>,
}

/// Values for rows that have none of their own.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constants {
    /// Words of the vocabulary `OrganizationKind`.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// Tag of BCP 47 of the language of the names.
    pub language: Option<String>,
}

/// A relation of each row: to one organization, or to the row that a column names.
#[derive(Debug, PartialEq, Deserialize)]
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

fn comma() -> char {
    ','
}

/// The fields that a column can hold. The others are `country` and the schemes of identifiers in lower case.
const FIELDS: [&str; 15] = [
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

/// The fields that a map needs a column for.
const REQUIRED_FIELDS: [&str; 2] = ["key", "name"];

/// Names that a list cannot have, because they are origins of other records.
const RESERVED_LISTS: [&str; 2] = [SEED, ROR];

impl Map {
    /// Reads and checks a map.
    ///
    /// # Errors
    /// When the file cannot be read, is not TOML, or breaks a rule of the format.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path)
            .map_err(|cause| Error::Unreadable { path: path.to_owned(), cause })?;
        let text = text.trim_start_matches('\u{feff}');
        let malformed = |place: &str, reason: String| Error::Malformed {
            path: path.to_owned(),
            place: place.to_owned(),
            reason,
        };
        let mut map: Self = toml::from_str(text).map_err(|error| {
            let before = &text[..error.span().map_or(0, |span| span.start)];
            let place = format!("line {}", before.matches('\n').count() + 1);
            malformed(&place, format!("{}; see docs/import.md for the format", error.message()))
        })?;
        map.check().map_err(|(place, reason)| malformed(place, reason))?;
        Ok(map)
    }

    /// The slug of the row with this key.
    #[must_use]
    pub fn slug_of(&self, key: &str) -> String {
        format!("{}-{}", self.list, fold(key).replace(' ', "-"))
    }

    /// Checks every value, and brings codes and addresses to their canonical form.
    fn check(&mut self) -> Result<(), Problem> {
        self.check_list()?;
        self.check_columns()?;
        self.check_constants()?;
        self.decisions()?;
        self.check_relations()?;
        self.source.check()?;
        self.source(None).map(|_| ())
    }

    fn check_relations(&self) -> Result<(), Problem> {
        for (index, relation) in self.relation.iter().enumerate() {
            relation.check()?;
            if self.relation[..index].contains(relation) {
                let reason = format!("two relations are the same ({}); remove one", relation.role);
                return Err(("relation", reason));
            }
        }
        Ok(())
    }

    fn check_list(&self) -> Result<(), Problem> {
        let list = &self.list;
        if !is_slug(list) {
            let reason = format!(
                "{list:?} cannot be the name of a list; use lower-case letters, digits and hyphens"
            );
            return Err(("list", reason));
        }
        if RESERVED_LISTS.contains(&list.as_str()) {
            return Err(("list", format!("{list:?} is reserved; choose another name")));
        }
        let delimiter = self.delimiter;
        let is_delimiter = delimiter == '\t' || delimiter.is_ascii_punctuation();
        if !is_delimiter || delimiter == '"' {
            let reason = format!("{delimiter:?} cannot separate columns; use ; , | or \\t (a tab)");
            return Err(("delimiter", reason));
        }
        Ok(())
    }

    fn check_columns(&self) -> Result<(), Problem> {
        for field in self.columns.keys() {
            let is_scheme = IDENTIFIER_SCHEME.has(&field.to_uppercase());
            if !is_scheme && field != "country" && !FIELDS.contains(&field.as_str()) {
                let reason = format!(
                    "there is no field `{field}`; the fields are {}, country, and the schemes of identifiers in lower case, such as ror",
                    FIELDS.join(", ")
                );
                return Err(("columns", reason));
            }
        }
        let missing = REQUIRED_FIELDS.iter().find(|field| !self.columns.contains_key(**field));
        match missing {
            Some(field) => Err((
                "columns",
                format!("`{field}` is missing; add it with the header of its column"),
            )),
            None => Ok(()),
        }
    }

    /// What a curator has decided about rows.
    ///
    /// # Errors
    /// When a decision contradicts another, or names no organization.
    pub fn decisions(&self) -> Result<Vec<Decision>, Problem> {
        same_as::decisions(&self.same_as).map_err(|rule| ("same_as", rule))
    }

    fn check_constants(&mut self) -> Result<(), Problem> {
        canonicalize("country", &mut self.constants.country, |text| {
            country::parse(text).map(str::to_owned)
        })
        .map_err(|reason| ("constants", reason))?;
        canonicalize("language", &mut self.constants.language, language::parse)
            .map_err(|reason| ("constants", reason))?;
        let kinds = &self.constants.kinds;
        if let Some(kind) = kinds.iter().find(|kind| !ORGANIZATION_KIND.has(kind)) {
            let reason = format!("{kind:?} is not a kind; use one of {}", ORGANIZATION_KIND.list());
            return Err(("constants", reason));
        }
        if kinds.is_empty() && !self.columns.contains_key("kind") {
            let reason = "rows have no kind; add `kinds` here, or `kind` to the columns";
            return Err(("constants", reason.to_owned()));
        }
        Ok(())
    }

    /// The table as a source that its rows cite. A table that is read `today` had been written by then: with a date such as
    /// the present year, `today` is the latest day.
    ///
    /// # Errors
    /// When its date is not a date.
    pub fn source(&self, today: Option<Day>) -> Result<Source, Problem> {
        let SourceMap { slug, title, publisher, language, date, url, note } = &self.source;
        let invalid = |rule: String| ("source", format!("date: {date:?}: {rule}"));
        let date: PartialDate =
            date.parse().map_err(|rule: DateError| invalid(rule.to_string()))?;
        if date.is_placeholder() {
            return Err(invalid(
                "this is a placeholder for an unknown date; write the date of the table".to_owned(),
            ));
        }
        let latest_by = today.filter(|today| date.span().end > today + 1);
        let read_on = latest_by.map(|today| PartialDate::of_day(today.max(date.span().first)));
        let dating = "The map of the table gives the date.";
        Ok(Source {
            slug: slug.clone(),
            title: title.clone(),
            publisher: publisher.clone(),
            kind: "DATASET".to_owned(),
            language: language.clone(),
            earliest: date,
            latest: read_on.unwrap_or(date),
            dating: read_on.map_or_else(
                || dating.to_owned(),
                |day| format!("{dating} It was imported on {day}."),
            ),
            retrieved: None,
            url: url.clone(),
            note: note.clone(),
            parts: Vec::new(),
        })
    }
}

impl SourceMap {
    /// Checks every value but the date, and brings language and address to their canonical form.
    fn check(&mut self) -> Result<(), Problem> {
        for (name, slug) in [("slug", &self.slug), ("publisher", &self.publisher)] {
            if !is_slug(slug) {
                return Err(("source", format!("{name}: {slug:?} is not a slug")));
            }
        }
        let texts = [("title", Some(&self.title)), ("note", self.note.as_ref())];
        for (name, text) in texts.into_iter().filter_map(|(name, text)| Some((name, text?))) {
            text::check(text).map_err(|error| ("source", format!("{name}: {text:?}: {error}")))?;
            if is_placeholder(text) {
                return Err((
                    "source",
                    format!("{name}: {text:?} is a placeholder; write a {name}"),
                ));
            }
        }
        let mut language = Some(std::mem::take(&mut self.language));
        canonicalize("language", &mut language, language::parse)
            .and_then(|()| canonicalize("url", &mut self.url, web_address::parse))
            .map_err(|reason| ("source", reason))?;
        self.language = language.unwrap_or_default();
        Ok(())
    }
}

/// Brings a value to its canonical form.
fn canonicalize(
    name: &str,
    value: &mut Option<String>,
    parse: fn(&str) -> Result<String, InvalidValue>,
) -> Result<(), String> {
    if let Some(text) = value {
        *text = parse(text).map_err(|error| format!("{name}: {text:?}: {error}"))?;
    }
    Ok(())
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
