//! Reads a row of a table as an organization.

use csv::StringRecord;

use super::map::{Map, RelationMap};
use crate::{
    digest::sha256,
    domain::{
        date::PartialDate,
        identifier::canonical,
        rank::FIRST_IMPORTED,
        record::{Identifier, ImportedRecord, Name, Organization, Place, Relation, RelationEnd},
        text::{fold, is_slug},
        vocabulary::{IDENTIFIER_SCHEME, ORGANIZATION_KIND},
    },
};

/// The names that a row can have, and their kinds.
const NAME_KINDS: [(&str, &str); 4] =
    [("name", "LABEL"), ("acronym", "ACRONYM"), ("alias", "ALIAS"), ("former", "FORMER")];

/// The index of the column of each field, and of each relation to another row.
pub struct Columns(Vec<(String, usize)>);

impl Columns {
    /// Finds every column that the map names.
    ///
    /// # Errors
    /// When the header has no such column, or two.
    pub fn find(map: &Map, header: &StringRecord) -> Result<Self, String> {
        let fields = map.columns.iter().map(|(field, title)| (field.clone(), title));
        let relations = map.relation.iter().filter_map(|relation| relation.column.as_ref());
        let relations = relations.map(|title| (relation_field(title), title));
        let find = |(field, title): (String, &String)| {
            let mut found = (0..).zip(header).filter(|(_, it)| it.trim() == title);
            match (found.next(), found.next()) {
                (Some((index, _)), None) => Ok((field, index)),
                (None, _) => Err(format!(
                    "there is no column {title:?}; correct the map, or its `delimiter`"
                )),
                _ => Err(format!("there are two columns {title:?}; rename one of them")),
            }
        };
        Ok(Self(fields.chain(relations).map(find).collect::<Result<_, _>>()?))
    }

    fn index(&self, field: &str) -> Option<usize> {
        self.0.iter().find(|(known, _)| known == field).map(|(_, index)| *index)
    }
}

/// The name under which [`Columns`] knows the column of a relation.
fn relation_field(title: &str) -> String {
    format!("relation {title}")
}

/// A row, and what is needed to understand it.
pub struct Row<'r> {
    /// The map of the table.
    pub map: &'r Map,
    /// The columns that the map names.
    pub columns: &'r Columns,
    /// The header of the table.
    pub header: &'r StringRecord,
    /// The row.
    pub cells: &'r StringRecord,
}

impl Row<'_> {
    /// The organization that the row describes.
    ///
    /// # Errors
    /// Every problem of the row, each with its column.
    pub fn imported(&self) -> Result<ImportedRecord, Vec<String>> {
        if self.cells.len() != self.header.len() {
            let (cells, columns) = (self.cells.len(), self.header.len());
            return Err(vec![format!("{cells} cells, but the header has {columns} columns")]);
        }
        let mut problems = Vec::new();
        let key = self.owned("key").unwrap_or_default();
        let slug = format!("{}-{}", self.map.list, fold(&key).replace(' ', "-"));
        if key.is_empty() || !is_slug(&slug) {
            let rule = "a key needs a Latin letter or a digit, and has at most about 80 characters";
            problems.push(self.problem("key", rule));
        }
        let names = self.names(&mut problems);
        if self.text("name").is_none() {
            problems.push(self.problem("name", "the name is missing"));
        }
        let organization = Organization {
            names,
            kinds: self.kinds(&mut problems),
            description: self.owned("description"),
            founded: self.date("founded", &mut problems),
            dissolved: self.date("dissolved", &mut problems),
            website: self.website(&mut problems),
            telephone: self.owned("telephone"),
            place: Place {
                address: self.owned("address"),
                postcode: self.owned("postcode"),
                city: self.owned("city"),
                region: self.owned("region"),
                country: self.country(&mut problems),
            },
            identifiers: self.identifiers(&mut problems),
            ..Organization::new(slug)
        };
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(ImportedRecord {
            locator: format!("row {key:?}"),
            rank: rank(&key),
            status: None,
            organization,
            relations: self.relations(&key),
            key,
        })
    }

    /// The text of a field; None if its cell is blank or it has no column.
    fn text(&self, field: &str) -> Option<&str> {
        let cell = self.cells.get(self.columns.index(field)?)?;
        Some(cell.trim()).filter(|text| !text.is_empty())
    }

    fn owned(&self, field: &str) -> Option<String> {
        self.text(field).map(str::to_owned)
    }

    /// A broken rule, with the column of the field.
    fn problem(&self, field: &str, rule: &str) -> String {
        let index = self.columns.index(field).unwrap_or_default();
        format!("column {} ({}): {rule}", index + 1, self.header.get(index).unwrap_or_default())
    }

    fn names(&self, problems: &mut Vec<String>) -> Vec<Name> {
        let mut names = Vec::new();
        for (field, kind) in NAME_KINDS {
            let Some(value) = self.owned(field) else { continue };
            if value.chars().any(char::is_control) {
                let rule = format!("{value:?} has control characters; remove them");
                problems.push(self.problem(field, &rule));
            } else if fold(&value).is_empty() {
                let rule = format!("{value:?} is not a name; a name needs a letter or digit");
                problems.push(self.problem(field, &rule));
            } else {
                let language = self.map.constants.language.clone().filter(|_| kind == "LABEL");
                names.push(Name { value, language, kind: kind.to_owned() });
            }
        }
        names
    }

    fn kinds(&self, problems: &mut Vec<String>) -> Vec<String> {
        let rule = match self.text("kind") {
            Some(kind) if ORGANIZATION_KIND.has(kind) => return vec![kind.to_owned()],
            Some(kind) => {
                format!("{kind:?} is not a kind; use one of {}", ORGANIZATION_KIND.list())
            }
            None if self.map.constants.kinds.is_empty() => {
                "the kind is missing, and the map has no `kinds` for such rows".to_owned()
            }
            None => return self.map.constants.kinds.clone(),
        };
        problems.push(self.problem("kind", &rule));
        Vec::new()
    }

    fn date(&self, field: &str, problems: &mut Vec<String>) -> Option<PartialDate> {
        let text = self.text(field)?;
        let date = text.parse::<PartialDate>();
        date.map_err(|rule| problems.push(self.problem(field, &format!("{text:?}: {rule}")))).ok()
    }

    fn website(&self, problems: &mut Vec<String>) -> Option<String> {
        let text = self.text("website")?;
        if text.starts_with("https://") || text.starts_with("http://") {
            return Some(text.to_owned());
        }
        let rule = format!("{text:?} does not start with https:// or http://");
        problems.push(self.problem("website", &rule));
        None
    }

    fn country(&self, problems: &mut Vec<String>) -> Option<String> {
        let code = self.text("country").or(self.map.constants.country.as_deref())?;
        if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Some(code.to_owned());
        }
        let rule = format!("{code:?} is not an ISO 3166-1 alpha-2 code such as FR");
        problems.push(self.problem("country", &rule));
        None
    }

    fn identifiers(&self, problems: &mut Vec<String>) -> Vec<Identifier> {
        let mut identifiers = Vec::new();
        for (scheme, _) in IDENTIFIER_SCHEME.words {
            let field = scheme.to_lowercase();
            let Some(text) = self.text(&field) else { continue };
            match canonical(scheme, text) {
                Ok(value) => identifiers.push(Identifier { scheme: (*scheme).to_owned(), value }),
                Err(rule) => problems.push(self.problem(&field, &format!("{text:?}: {rule}"))),
            }
        }
        identifiers
    }

    fn relations(&self, key: &str) -> Vec<Relation> {
        let relation = |it: &RelationMap| {
            let other = match (&it.organization, &it.column) {
                (Some(slug), _) => RelationEnd::Slug(slug.clone()),
                (_, Some(title)) => RelationEnd::Record(self.owned(&relation_field(title))?),
                _ => return None,
            };
            let is_own_row = other == RelationEnd::Record(key.to_owned());
            (!is_own_row).then(|| Relation { role: it.role(), other, is_subject: !it.reversed })
        };
        self.map.relation.iter().filter_map(relation).collect()
    }
}

/// The rank of the row with this key: after all records of ROR, and the same however rows come and go.
fn rank(key: &str) -> i64 {
    const HASH_BITS: u32 = 36;
    let digest = sha256(key.as_bytes());
    let first = digest.first_chunk().copied().unwrap_or_default();
    let hash = u64::from_be_bytes(first) >> (u64::BITS - HASH_BITS);
    2 * FIRST_IMPORTED + hash.cast_signed()
}
