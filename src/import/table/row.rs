//! Reads a row of a table as an organization.

use csv::StringRecord;

use super::map::Map;
use crate::{
    digest::sha256,
    domain::{
        country,
        date::{PartialDate, StatedDate},
        identifier::{self, canonical},
        rank::FIRST_IMPORTED,
        record::{Identifier, ImportedRecord, Name, Organization, Place, Relation, RelationEnd},
        text::{self, is_placeholder, is_slug},
        vocabulary::{IDENTIFIER_SCHEME, ORGANIZATION_KIND},
        web_address,
    },
    limits::imports::{MAX_LONG_TEXT_CHARS, MAX_TEXT_CHARS},
};

/// The names that a row can have, and their kinds.
const NAME_KINDS: [(&str, &str); 4] =
    [("name", "LABEL"), ("acronym", "ACRONYM"), ("alias", "ALIAS"), ("former", "FORMER")];

/// Common delimiters of CSV files, with their names.
const DELIMITERS: [(char, &str); 4] =
    [(',', "commas"), (';', "semicolons"), ('\t', "tabs"), ('|', "vertical bars")];

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
                (None, _) => Err(missing_column(title, header, map.delimiter)),
                _ => Err(format!("there are two columns {title:?}; rename one of them")),
            }
        };
        Ok(Self(fields.chain(relations).map(find).collect::<Result<_, _>>()?))
    }

    /// Says which columns of the table the map does not name.
    #[must_use]
    pub fn unused(&self, header: &StringRecord) -> Option<String> {
        let is_unused = |index: &usize| self.0.iter().all(|(_, used)| used != index);
        let titles =
            (0..header.len()).filter(is_unused).map(|index| format!("{:?}", &header[index]));
        let titles: Vec<_> = titles.collect();
        let noun = if titles.len() == 1 { "column" } else { "columns" };
        (!titles.is_empty()).then(|| {
            format!("{} {noun} that the map does not name: {}", titles.len(), titles.join(", "))
        })
    }

    fn index(&self, field: &str) -> Option<usize> {
        self.0.iter().find(|(known, _)| known == field).map(|(_, index)| *index)
    }
}

/// A broken rule, with the column that it concerns.
pub fn problem_in(header: &StringRecord, index: usize, rule: &str) -> String {
    format!("column {} ({}): {rule}", index + 1, header.get(index).unwrap_or("no header"))
}

fn missing_column(title: &str, header: &StringRecord, delimiter: char) -> String {
    let other = DELIMITERS.iter().find(|(other, _)| {
        *other != delimiter && header.iter().any(|cell| cell.split(*other).any(|it| it == title))
    });
    match other {
        Some((_, name)) => format!(
            "there is no column {title:?}; the columns are separated by {name}: correct `delimiter` in the map"
        ),
        None => format!("there is no column {title:?}; correct the map, or its `delimiter`"),
    }
}

/// The name under which [`Columns`] knows the column of a relation.
fn relation_field(title: &str) -> String {
    format!("relation {title}")
}

/// A row, and what is needed to convert it.
pub struct Row<'r> {
    /// The map of the table.
    pub map: &'r Map,
    /// The columns that the map names.
    pub columns: &'r Columns,
    /// The header of the table.
    pub header: &'r StringRecord,
    /// The row.
    pub cells: &'r StringRecord,
    /// The latest date on which the table can have been written.
    pub released: PartialDate,
}

/// What is wrong with a row.
#[derive(Default)]
struct Findings {
    /// Rules that the row breaks, each with its column.
    problems: Vec<String>,
    /// Parts that are left out, each with its column and the reason.
    omitted: Vec<String>,
}

impl Row<'_> {
    /// The organization that the row describes, and the parts of the row that are left out, each with its column.
    ///
    /// # Errors
    /// Every problem of the row, each with its column.
    pub fn imported(&self) -> Result<(ImportedRecord, Vec<String>), Vec<String>> {
        if self.cells.len() != self.header.len() {
            let (cells, columns) = (self.cells.len(), self.header.len());
            return Err(vec![format!("{cells} cells, but the header has {columns} columns")]);
        }
        let mut findings = Findings::default();
        let found = &mut findings;
        let key = self.key(found);
        let organization = Organization {
            names: self.names(found),
            kinds: self.kinds(found),
            description: self.lines("description", found),
            founded: self.founded(found),
            dissolved: self.dissolved(found),
            website: self.website(found),
            telephone: self.text("telephone", found),
            place: Place {
                address: self.lines("address", found),
                postcode: self.text("postcode", found),
                city: self.text("city", found),
                region: self.text("region", found),
                country: self.country(found),
                ..Place::default()
            },
            identifiers: self.identifiers(found),
            ..Organization::new(self.map.slug_of(&key))
        };
        self.check_period(&organization, found);
        let relations = self.relations(&key, found);
        if !findings.problems.is_empty() {
            return Err(findings.problems);
        }
        let record = ImportedRecord {
            locator: format!("row {key:?}"),
            rank: rank(&key),
            organization,
            relations,
            key,
            is_institution: self.map.institutions,
            ..ImportedRecord::default()
        };
        Ok((record, findings.omitted))
    }

    /// The text of a field; None if its cell is blank or it has no column.
    fn cell(&self, field: &str) -> Option<&str> {
        let cell = self.cells.get(self.columns.index(field)?)?;
        Some(cell.trim()).filter(|text| !text.is_empty())
    }

    /// A broken rule, with the column of the field.
    fn problem(&self, field: &str, rule: &str) -> String {
        problem_in(self.header, self.columns.index(field).unwrap_or_default(), rule)
    }

    /// Refuses the row, because the text of this field is not what it should be.
    fn refuse(&self, field: &str, text: &str, rule: impl std::fmt::Display, found: &mut Findings) {
        found.problems.push(self.problem(field, &format!("{text:?}: {rule}")));
    }

    /// Leaves the text of a field out.
    fn omit(&self, field: &str, text: &str, reason: &str, found: &mut Findings) {
        found.omitted.push(self.problem(field, &format!("{text:?}: {reason}")));
    }

    /// The text of a field. A placeholder is left out.
    fn text(&self, field: &str, found: &mut Findings) -> Option<String> {
        self.text_within(field, MAX_TEXT_CHARS, found)
    }

    fn text_within(&self, field: &str, max_chars: usize, found: &mut Findings) -> Option<String> {
        let text = self.cell(field)?;
        if let Err(error) = text::check_line(text, max_chars) {
            self.refuse(field, text, error, found);
        } else if is_placeholder(text) {
            self.omit(field, text, "a placeholder for a missing value", found);
        } else {
            return Some(text.to_owned());
        }
        None
    }

    /// The text of a field that people write on several lines. Line breaks and tabs become spaces.
    fn lines(&self, field: &str, found: &mut Findings) -> Option<String> {
        let text = self.cell(field)?;
        if !text.contains(['\n', '\r', '\t']) {
            return self.text_within(field, MAX_LONG_TEXT_CHARS, found);
        }
        let words: Vec<_> =
            text.split(['\n', '\r', '\t', ' ']).filter(|it| !it.is_empty()).collect();
        let line = words.join(" ");
        if let Err(error) = text::check_line(&line, MAX_LONG_TEXT_CHARS) {
            self.refuse(field, text, error, found);
            return None;
        }
        self.omit(field, text, "line breaks and tabs were replaced by spaces", found);
        Some(line)
    }

    fn key(&self, found: &mut Findings) -> String {
        let key = self.cell("key").unwrap_or_default();
        if let Err(error) = text::check(key) {
            self.refuse("key", key, error, found);
        } else if is_placeholder(key) || !is_slug(&self.map.slug_of(key)) {
            let rule = "a key needs a Latin letter or a digit, and has at most about 80 characters";
            found.problems.push(self.problem("key", rule));
        }
        key.to_owned()
    }

    fn names(&self, found: &mut Findings) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        for (field, kind) in NAME_KINDS {
            if let Some(rule) = self.missing_name().filter(|_| field == "name") {
                found.problems.push(self.problem(field, &rule));
                continue;
            }
            let Some(value) = self.text(field, found) else { continue };
            if names.iter().any(|name| name.value == value) {
                self.omit(field, &value, "duplicate name", found);
                continue;
            }
            let language = self.map.constants.language.clone().filter(|_| kind == "LABEL");
            names.push(Name::new(value, language, kind));
        }
        names
    }

    /// Why the row has no name; None if it has one.
    fn missing_name(&self) -> Option<String> {
        match self.cell("name") {
            None => Some("the name is missing".to_owned()),
            Some(text) if is_placeholder(text) => {
                Some(format!("{text:?} is not a name; a name needs a letter or digit"))
            }
            Some(_) => None,
        }
    }

    fn kinds(&self, found: &mut Findings) -> Vec<String> {
        let rule = match self.cell("kind") {
            Some(kind) if ORGANIZATION_KIND.has(kind) => return vec![kind.to_owned()],
            Some(kind) => {
                format!("{kind:?} is not a kind; use one of {}", ORGANIZATION_KIND.list())
            }
            None if self.map.constants.kinds.is_empty() => {
                "the kind is missing, and the map has no `kinds` for such rows".to_owned()
            }
            None => return self.map.constants.kinds.clone(),
        };
        found.problems.push(self.problem("kind", &rule));
        Vec::new()
    }

    fn date(&self, field: &str, found: &mut Findings) -> Option<StatedDate> {
        let text = self.cell(field)?;
        if is_placeholder(text) {
            self.omit(field, text, "a placeholder for a missing value", found);
            return None;
        }
        match text.parse::<StatedDate>() {
            Ok(date) if date.is_placeholder() => {
                self.omit(field, text, "a placeholder for an unknown date", found);
                None
            }
            Ok(date) => Some(date),
            Err(rule) => {
                self.refuse(field, text, rule, found);
                None
            }
        }
    }

    fn founded(&self, found: &mut Findings) -> Option<StatedDate> {
        let date = self.date("founded", found)?;
        if date.unqualified().first >= self.released.span().end {
            let rule = format!("later than the date of the table ({})", self.released);
            self.refuse("founded", &date.to_string(), rule, found);
        }
        Some(date)
    }

    /// When the organization was dissolved. A date after that of the table is planned or a placeholder, and is left out.
    fn dissolved(&self, found: &mut Findings) -> Option<StatedDate> {
        let date = self.date("dissolved", found)?;
        if date.unqualified().first < self.released.span().end {
            return Some(date);
        }
        let reason = format!("later than the date of the table ({})", self.released);
        self.omit("dissolved", &date.to_string(), &reason, found);
        None
    }

    fn check_period(&self, organization: &Organization, found: &mut Findings) {
        if let (Some(founded), Some(dissolved)) = (&organization.founded, &organization.dissolved)
            && founded.span().first >= dissolved.span().end
        {
            let rule = format!("the organization was founded later, in {founded}");
            self.refuse("dissolved", &dissolved.to_string(), rule, found);
        }
    }

    fn website(&self, found: &mut Findings) -> Option<String> {
        let text = self.cell("website")?;
        if is_placeholder(text) {
            self.omit("website", text, "a placeholder for a missing value", found);
            return None;
        }
        let refused = |error| self.refuse("website", text, error, found);
        web_address::parse(text).map_err(refused).ok()
    }

    fn country(&self, found: &mut Findings) -> Option<String> {
        let Some(text) = self.cell("country") else { return self.map.constants.country.clone() };
        if is_placeholder(text) {
            self.omit("country", text, "a placeholder for a missing value", found);
            return None;
        }
        if text.to_lowercase() == "na" && text != "NA" {
            let rule = "ambiguous: Namibia or \"not available\"; write NA for Namibia, or leave the cell blank";
            self.refuse("country", text, rule, found);
            return None;
        }
        let refused = |error| self.refuse("country", text, error, found);
        country::parse(text).map_err(refused).ok().map(str::to_owned)
    }

    fn identifiers(&self, found: &mut Findings) -> Vec<Identifier> {
        let mut identifiers = Vec::new();
        for (scheme, _) in IDENTIFIER_SCHEME.words {
            let field = scheme.to_lowercase();
            let Some(text) = self.cell(&field) else { continue };
            if identifier::is_placeholder(scheme, text) {
                self.omit(&field, text, "this is a placeholder, not an identifier", found);
                continue;
            }
            match canonical(scheme, text) {
                Ok(value) => identifiers.push(Identifier::new(*scheme, value)),
                Err(rule) => self.refuse(&field, text, rule, found),
            }
        }
        identifiers
    }

    fn relations(&self, key: &str, found: &mut Findings) -> Vec<Relation> {
        let mut relations = Vec::new();
        for it in &self.map.relation {
            let (other, field) = match (&it.organization, &it.column) {
                (Some(slug), _) => (Some(RelationEnd::Slug(slug.clone())), "key".to_owned()),
                (_, title) => {
                    let field = relation_field(title.as_deref().unwrap_or_default());
                    (self.text(&field, found).map(RelationEnd::Record), field)
                }
            };
            let Some(other) = other else { continue };
            let is_itself = match &other {
                RelationEnd::Record(other) => other == key,
                RelationEnd::Slug(slug) => *slug == self.map.slug_of(key),
            };
            let relation = Relation::new(it.role(), other, !it.reversed);
            let text = self.cell(&field).unwrap_or_default();
            if is_itself {
                self.omit(&field, text, "a relation of the row to itself", found);
            } else if relations.contains(&relation) {
                self.omit(&field, text, "duplicate relation", found);
            } else {
                relations.push(relation);
            }
        }
        relations
    }
}

/// The rank of the row with this key: after all records of ROR, and independent of the other rows.
fn rank(key: &str) -> i64 {
    const HASH_BITS: u32 = 36;
    let digest = sha256(key.as_bytes());
    let first = digest.first_chunk().copied().unwrap_or_default();
    let hash = u64::from_be_bytes(first) >> (u64::BITS - HASH_BITS);
    2 * FIRST_IMPORTED + hash.cast_signed()
}
