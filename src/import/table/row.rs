//! A row of a table as an organization: every cell is checked.

use csv::StringRecord;

use super::map::{Map, MapRelation};
use crate::domain::{
    date::PartialDate,
    identifier::canonical,
    imported::{End, FIRST_RANK, Imported, Relation},
    record::{Identifier, Name, Organization, Place},
    text::{fold, is_slug},
    vocabulary::{IDENTIFIER_SCHEME, ORGANIZATION_KIND},
};

/// Where each thing that the map speaks of stands.
pub struct Columns(Vec<(String, usize)>);

impl Columns {
    /// The position of every column that the map names.
    ///
    /// # Errors
    /// When the header has no such column, or two.
    pub fn find(map: &Map, header: &StringRecord) -> Result<Self, String> {
        let named = map.columns.iter().map(|(what, title)| (what.clone(), title));
        let related = map.relation.iter().filter_map(|it| it.column.as_ref());
        let related = related.map(|title| (format!("relation {title}"), title));
        let place = |(what, title): (String, &String)| {
            let mut at = (0..).zip(header).filter(|(_, it)| it.trim() == title);
            match (at.next(), at.next()) {
                (Some((at, _)), None) => Ok((what, at)),
                (None, _) => Err(format!(
                    "there is no column {title:?}; correct the map, or its `delimiter`"
                )),
                _ => Err(format!("there are two columns {title:?}; rename one of them")),
            }
        };
        Ok(Self(named.chain(related).map(place).collect::<Result<_, _>>()?))
    }
}

/// A row with what is needed to read it.
pub struct Row<'r> {
    /// The map of the table.
    pub map: &'r Map,
    /// The columns that the map names.
    pub columns: &'r Columns,
    /// The first row.
    pub header: &'r StringRecord,
    /// The row.
    pub cells: &'r StringRecord,
}

impl Row<'_> {
    /// The text in the column that says `what`; None where it is blank or there is no such column.
    fn text(&self, what: &str) -> Option<&str> {
        let (_, at) = self.columns.0.iter().find(|(known, _)| known == what)?;
        self.cells.get(*at).map(str::trim).filter(|text| !text.is_empty())
    }

    /// What is wrong with a cell, with its place.
    fn wrong(&self, what: &str, rule: &str) -> String {
        let at = self.columns.0.iter().find(|(known, _)| known == what).map_or(0, |(_, at)| *at);
        format!("column {} ({}): {rule}", at + 1, self.header.get(at).unwrap_or_default())
    }

    /// The row as a record of the import.
    ///
    /// # Errors
    /// Every rule that a cell breaks, each with the column.
    pub fn imported(&self) -> Result<Imported, Vec<String>> {
        if self.cells.len() != self.header.len() {
            let (cells, columns) = (self.cells.len(), self.header.len());
            return Err(vec![format!("{cells} cells where the header has {columns} columns")]);
        }
        let mut wrong = Vec::new();
        let key = self.text("key").unwrap_or_default().to_owned();
        let slug = format!("{}-{}", self.map.list, fold(&key).replace(' ', "-"));
        if key.is_empty() || !is_slug(&slug) {
            wrong.push(self.wrong("key", "a key has Latin letters or digits, at most about 80"));
        }
        let names = self.names(&mut wrong);
        if self.text("name").is_none() {
            wrong.push(self.wrong("name", "a name has a letter or digit"));
        }
        let organization = Organization {
            slug,
            names,
            kinds: self.kinds(&mut wrong),
            description: self.owned("description"),
            founded: self.date("founded", &mut wrong),
            dissolved: self.date("dissolved", &mut wrong),
            website: self.website(&mut wrong),
            telephone: self.owned("telephone"),
            place: Place {
                address: self.owned("address"),
                postcode: self.owned("postcode"),
                city: self.owned("city"),
                region: self.owned("region"),
                country: self.country(&mut wrong),
            },
            identifiers: self.identifiers(&mut wrong),
            note: None,
            cite: Vec::new(),
        };
        if !wrong.is_empty() {
            return Err(wrong);
        }
        // Above the ranks of ROR, in an order that stays when rows come and go.
        let rank = 2 * FIRST_RANK + (hash(&key) >> 28).cast_signed();
        let locator = format!("row {key:?}");
        Ok(Imported {
            locator,
            rank,
            status: None,
            organization,
            relations: self.relations(&key),
            key,
        })
    }

    fn owned(&self, what: &str) -> Option<String> {
        self.text(what).map(str::to_owned)
    }

    fn names(&self, wrong: &mut Vec<String>) -> Vec<Name> {
        let kinds =
            [("name", "LABEL"), ("acronym", "ACRONYM"), ("alias", "ALIAS"), ("former", "FORMER")];
        let named = |(what, kind): (&str, &str)| {
            let value = self.owned(what)?;
            if value.chars().any(char::is_control) {
                let rule = format!("{value:?} has control characters; take them out");
                wrong.push(self.wrong(what, &rule));
                return None;
            }
            if fold(&value).is_empty() {
                wrong.push(self.wrong(what, "a name has a letter or digit"));
                return None;
            }
            let language = self.map.constants.language.clone().filter(|_| kind == "LABEL");
            Some(Name { value, language, kind: kind.to_owned() })
        };
        kinds.into_iter().filter_map(named).collect()
    }

    fn kinds(&self, wrong: &mut Vec<String>) -> Vec<String> {
        match self.text("kind") {
            None if self.map.constants.kinds.is_empty() => {
                wrong.push(
                    self.wrong("kind", "it is blank, and the map has no `kinds` for such rows"),
                );
                Vec::new()
            }
            None => self.map.constants.kinds.clone(),
            Some(kind) if ORGANIZATION_KIND.has(kind) => vec![kind.to_owned()],
            Some(kind) => {
                wrong.push(self.wrong(
                    "kind",
                    &format!("{kind:?} is no kind; write one of {}", ORGANIZATION_KIND.list()),
                ));
                Vec::new()
            }
        }
    }

    fn date(&self, what: &str, wrong: &mut Vec<String>) -> Option<PartialDate> {
        let text = self.text(what)?;
        let date = text.parse::<PartialDate>();
        date.map_err(|rule| wrong.push(self.wrong(what, &format!("{text:?}: {rule}")))).ok()
    }

    fn website(&self, wrong: &mut Vec<String>) -> Option<String> {
        let text = self.text("website")?;
        if text.starts_with("https://") || text.starts_with("http://") {
            return Some(text.to_owned());
        }
        wrong.push(
            self.wrong("website", &format!("{text:?} does not start with https:// or http://")),
        );
        None
    }

    fn country(&self, wrong: &mut Vec<String>) -> Option<String> {
        let code = self.text("country").or(self.map.constants.country.as_deref())?;
        if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Some(code.to_owned());
        }
        wrong.push(
            self.wrong("country", &format!("{code:?} is no ISO 3166-1 alpha-2 code such as FR")),
        );
        None
    }

    fn identifiers(&self, wrong: &mut Vec<String>) -> Vec<Identifier> {
        let mut identifiers = Vec::new();
        for (scheme, _) in IDENTIFIER_SCHEME.words {
            let what = scheme.to_lowercase();
            let Some(text) = self.text(&what) else { continue };
            match canonical(scheme, text) {
                Ok(value) => identifiers.push(Identifier { scheme: (*scheme).to_owned(), value }),
                Err(rule) => wrong.push(self.wrong(&what, &format!("{text:?}: {rule}"))),
            }
        }
        identifiers
    }

    fn relations(&self, key: &str) -> Vec<Relation> {
        let relation = |it: &MapRelation| {
            let other = match (&it.organization, &it.column) {
                (Some(slug), _) => End::Slug(slug.clone()),
                (_, Some(title)) => End::Record(self.owned(&format!("relation {title}"))?),
                _ => return None,
            };
            let own = other == End::Record(key.to_owned());
            (!own).then(|| Relation { role: Map::role(it), other, is_subject: !it.reversed })
        };
        self.map.relation.iter().filter_map(relation).collect()
    }
}

/// Fowler, Noll and Vo's hash, variant 1a, of 64 bits.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
