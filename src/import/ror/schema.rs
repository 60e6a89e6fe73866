//! The records of ROR as its schema v2 defines them. Fields that the importer does not use are left out.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// A record of an organization.
#[derive(Debug, Deserialize)]
pub struct Record {
    /// The ROR id, as a URL.
    pub id: String,
    /// `active`, `inactive` or `withdrawn`.
    pub status: String,
    /// Its names.
    pub names: Vec<Name>,
    /// Its types, such as `education`.
    pub types: Vec<String>,
    /// The year of its foundation.
    pub established: Option<i64>,
    /// Its websites, and articles about it.
    #[serde(default)]
    pub links: Vec<Link>,
    /// Its locations.
    #[serde(default)]
    pub locations: Vec<Location>,
    /// Its identifiers in other registries.
    #[serde(default)]
    pub external_ids: Vec<ExternalId>,
    /// Its relations to other records.
    #[serde(default)]
    pub relationships: Vec<Relationship>,
    /// Its internet domains.
    #[serde(default)]
    pub domains: Vec<String>,
    /// When the record was created and changed.
    #[serde(default)]
    pub admin: Admin,
    /// Fields that schema v2 did not have when this was written.
    #[serde(flatten)]
    pub unknown: BTreeMap<String, Value>,
}

/// The history of a record.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Admin {
    /// When it was created.
    pub created: Revision,
    /// When it was changed last.
    pub last_modified: Revision,
}

/// A change of a record.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Revision {
    /// The day, such as `2024-09-14`.
    pub date: Option<String>,
    /// The version of ROR's schema that the record then had, such as `2.1`.
    pub schema_version: Option<String>,
}

/// A name.
#[derive(Debug, Deserialize)]
pub struct Name {
    /// The name.
    pub value: String,
    /// `label`, `alias`, `acronym` and, for the name to display, `ror_display`.
    pub types: Vec<String>,
    /// Tag of BCP 47 of its language, usually an ISO 639-1 code.
    pub lang: Option<String>,
}

impl Name {
    /// Whether the name has the type.
    pub fn is(&self, ty: &str) -> bool {
        self.types.iter().any(|it| it == ty)
    }
}

/// A link.
#[derive(Debug, Deserialize)]
pub struct Link {
    /// `website` or `wikipedia`.
    pub r#type: String,
    /// The URL.
    pub value: String,
}

/// A location.
#[derive(Debug, Deserialize)]
pub struct Location {
    /// The id in `GeoNames`.
    pub geonames_id: Option<i64>,
    /// The location as `GeoNames` has it.
    pub geonames_details: Geonames,
}

/// A location as `GeoNames` has it.
#[derive(Debug, Deserialize)]
pub struct Geonames {
    /// The city.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country.
    pub country_code: Option<String>,
    /// The region.
    pub country_subdivision_name: Option<String>,
    /// What follows the code of the country in the ISO 3166-2 code of the region.
    pub country_subdivision_code: Option<String>,
    /// The code of the continent, such as `EU`.
    pub continent_code: Option<String>,
    /// The latitude in degrees.
    pub lat: Option<f64>,
    /// The longitude in degrees.
    pub lng: Option<f64>,
}

/// The identifiers of an organization in one other registry.
#[derive(Debug, Deserialize)]
pub struct ExternalId {
    /// The registry: `fundref`, `grid`, `isni` or `wikidata`.
    pub r#type: String,
    /// The identifier to prefer.
    pub preferred: Option<String>,
    /// Every identifier.
    #[serde(default)]
    pub all: Vec<String>,
}

/// A relation to another record.
#[derive(Debug, Deserialize)]
pub struct Relationship {
    /// What the other record is to this one: `parent`, `child`, `related`, `predecessor` or `successor`.
    pub r#type: String,
    /// The ROR id of the other record.
    pub id: String,
    /// The name of the other record.
    pub label: Option<String>,
}
