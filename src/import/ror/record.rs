//! Records of the Research Organization Registry, schema v2, in the words of this registry.

use serde::Deserialize;

use crate::domain::{
    identifier::{canonical, number_of_ror},
    imported::{End, FIRST_RANK, Imported, Relation, Status},
    record::{Identifier, Name, Organization, Place},
    text::fold,
};

/// A record as ROR writes it; what is not taken in is not listed.
#[derive(Debug, Deserialize)]
pub struct Record {
    id: String,
    status: String,
    names: Vec<RorName>,
    types: Vec<String>,
    established: Option<i64>,
    #[serde(default)]
    links: Vec<Link>,
    #[serde(default)]
    locations: Vec<Location>,
    #[serde(default)]
    external_ids: Vec<ExternalId>,
    #[serde(default)]
    relationships: Vec<Relationship>,
    #[serde(default)]
    domains: Vec<serde::de::IgnoredAny>,
}

#[derive(Debug, Deserialize)]
struct RorName {
    value: String,
    types: Vec<String>,
    lang: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Link {
    r#type: String,
    value: String,
}

#[derive(Debug, Deserialize)]
struct Location {
    geonames_details: Geonames,
}

#[derive(Debug, Deserialize)]
struct Geonames {
    name: Option<String>,
    country_code: Option<String>,
    country_subdivision_name: Option<String>,
}

#[derive(Debug, Deserialize)]
struct ExternalId {
    r#type: String,
    preferred: Option<String>,
    #[serde(default)]
    all: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Relationship {
    r#type: String,
    id: String,
}

impl Record {
    /// Its id as it stands in the file.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The record in the words of the registry. What of it breaks a rule goes to `refuse` and is left out.
    ///
    /// # Errors
    /// The rule that refuses the record as a whole.
    pub fn imported(&self, refuse: &mut dyn FnMut(String)) -> Result<Imported, String> {
        let key = canonical("ROR", &self.id).map_err(|rule| format!("{:?}: {rule}", self.id))?;
        let status = match self.status.as_str() {
            "active" => Status::Active,
            "inactive" => Status::Inactive,
            "withdrawn" => Status::Withdrawn,
            other => {
                return Err(format!("status {other:?} is none of active, inactive, withdrawn"));
            }
        };
        let names = self.names(refuse);
        if names.is_empty() {
            return Err("it has no name with a letter or digit".to_owned());
        }
        let kinds = self.kinds(refuse);
        if kinds.is_empty() {
            return Err("it has no type that ROR's schema v2 knows".to_owned());
        }
        let organization = Organization {
            slug: format!("ror-{key}"),
            names,
            kinds,
            description: None,
            founded: self.founded(refuse),
            dissolved: None,
            website: self.website(refuse),
            telephone: None,
            place: self.place(refuse),
            identifiers: self.identifiers(&key, refuse),
            note: None,
            cite: Vec::new(),
        };
        let rank = FIRST_RANK + number_of_ror(&key).unwrap_or_default();
        let relations = self.relations(&key, refuse);
        let locator = format!("https://ror.org/{key}");
        Ok(Imported { key, rank, locator, status: Some(status), organization, relations })
    }

    /// Its names, the one to display first, the others in ROR's order.
    fn names(&self, refuse: &mut dyn FnMut(String)) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        let shown = |name: &&RorName| name.types.iter().any(|it| it == "ror_display");
        let (first, others): (Vec<_>, Vec<_>) = self.names.iter().partition(shown);
        for name in first.into_iter().chain(others) {
            let has = |ty: &str| name.types.iter().any(|it| it == ty);
            let kind = match () {
                () if has("label") => "LABEL",
                () if has("acronym") => "ACRONYM",
                () if has("alias") => "ALIAS",
                () => "LABEL",
            };
            let language = name.lang.as_ref().filter(|it| it.len() == 2).cloned();
            let value = printable(&name.value);
            if fold(&value).is_empty() {
                refuse(format!("name {:?}: a name has a letter or digit", name.value));
                continue;
            }
            if value != name.value.trim() {
                refuse(format!("name {:?}: control characters were taken out", name.value));
            }
            let name = Name { value, language, kind: kind.to_owned() };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The values of the record that this registry does not store, and how many of each there are.
    pub fn unsupported(&self) -> [(&'static str, usize); 4] {
        let websites = self.links.iter().filter(|it| it.r#type == "website").count();
        let types = |name: &RorName| name.types.iter().filter(|it| *it != "ror_display").count();
        let types = self.names.iter().map(|name| types(name).saturating_sub(1)).sum();
        [
            ("domains", self.domains.len()),
            ("websites beyond the first", websites.saturating_sub(1)),
            ("places beyond the first", self.locations.len().saturating_sub(1)),
            ("types of names beyond the first", types),
        ]
    }

    /// Its types as kinds. ROR gives them no order; that it pays for others is what an organization does
    /// beside what it is, so FUNDER comes last.
    fn kinds(&self, refuse: &mut dyn FnMut(String)) -> Vec<String> {
        let mut kinds = Vec::new();
        for ty in &self.types {
            let kind = match ty.as_str() {
                "education" => "EDUCATION",
                "healthcare" => "HEALTHCARE",
                "company" => "COMPANY",
                "archive" => "ARCHIVE",
                "nonprofit" => "NONPROFIT",
                "government" => "GOVERNMENT",
                "facility" => "FACILITY",
                "funder" => "FUNDER",
                "other" => "OTHER",
                other => {
                    refuse(format!("type {other:?}: ROR's schema v2 has no such type"));
                    continue;
                }
            };
            if !kinds.iter().any(|known| known == kind) {
                kinds.push(kind.to_owned());
            }
        }
        kinds.sort_by_key(|kind| kind == "FUNDER");
        kinds
    }

    fn founded(&self, refuse: &mut dyn FnMut(String)) -> Option<crate::domain::date::PartialDate> {
        let year = self.established?;
        let date = format!("{year:04}").parse();
        if date.is_err() || !(1..=9999).contains(&year) {
            refuse(format!("established {year}: a year is from 1 to 9999"));
        }
        date.ok()
    }

    /// The first of its websites. Pages make links of it, so it must be one.
    fn website(&self, refuse: &mut dyn FnMut(String)) -> Option<String> {
        let website = &self.links.iter().find(|it| it.r#type == "website")?.value;
        let fits = website.starts_with("https://") || website.starts_with("http://");
        if !fits {
            refuse(format!("website {website:?}: an address starts with https:// or http://"));
        }
        fits.then(|| website.clone())
    }

    /// The first of its places; ROR has more than one for few.
    fn place(&self, refuse: &mut dyn FnMut(String)) -> Place {
        let Some(Location { geonames_details: it }) = self.locations.first() else {
            return Place::default();
        };
        let is_code = |code: &&String| {
            code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase())
        };
        let country = it.country_code.as_ref().filter(is_code);
        if let (Some(code), None) = (&it.country_code, country) {
            refuse(format!("country {code:?}: a code has two capital letters, such as FR"));
        }
        Place {
            city: it.name.clone(),
            region: it.country_subdivision_name.clone(),
            country: country.cloned(),
            ..Place::default()
        }
    }

    /// Its ROR id and, of each other registry, the preferred key before the others.
    fn identifiers(&self, key: &str, refuse: &mut dyn FnMut(String)) -> Vec<Identifier> {
        let mut identifiers = vec![Identifier { scheme: "ROR".to_owned(), value: key.to_owned() }];
        for external in &self.external_ids {
            let scheme = match external.r#type.as_str() {
                "grid" => "GRID",
                "isni" => "ISNI",
                "wikidata" => "WIKIDATA",
                "fundref" => "FUNDREF",
                other => {
                    refuse(format!(
                        "external id of type {other:?}: the registry has no such scheme"
                    ));
                    continue;
                }
            };
            let others = external.all.iter().filter(|it| Some(*it) != external.preferred.as_ref());
            for value in external.preferred.iter().chain(others) {
                match canonical(scheme, value) {
                    Ok(value) => {
                        let identifier = Identifier { scheme: scheme.to_owned(), value };
                        if !identifiers.contains(&identifier) {
                            identifiers.push(identifier);
                        }
                    }
                    Err(rule) => refuse(format!("{scheme} {value:?}: {rule}")),
                }
            }
        }
        identifiers
    }

    fn relations(&self, key: &str, refuse: &mut dyn FnMut(String)) -> Vec<Relation> {
        let mut relations = Vec::new();
        for relationship in &self.relationships {
            let (role, is_subject) = match relationship.r#type.as_str() {
                "parent" => ("PARENT", false),
                "child" => ("PARENT", true),
                "related" => ("RELATED", true),
                "successor" => ("SUCCESSOR", false),
                "predecessor" => ("SUCCESSOR", true),
                other => {
                    refuse(format!(
                        "relationship of type {other:?}: ROR's schema v2 has no such type"
                    ));
                    continue;
                }
            };
            match canonical("ROR", &relationship.id) {
                Ok(other) if other == key => refuse("a relationship to itself".to_owned()),
                Ok(other) => {
                    relations.push(Relation { role, other: End::Record(other), is_subject });
                }
                Err(rule) => refuse(format!("relationship to {:?}: {rule}", relationship.id)),
            }
        }
        relations
    }
}

/// A text in which nothing steers a terminal or a page: a control character parts words at most.
fn printable(text: &str) -> String {
    let spaced = |letter: char| if letter.is_control() { ' ' } else { letter };
    let spaced = text.chars().map(spaced).collect::<String>();
    if spaced == text {
        return text.trim().to_owned();
    }
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
