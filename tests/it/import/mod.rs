//! Imports into a registry with a small seed: every file format, a second run, a newer release, malformed
//! files, a killed process.

mod addresses;
mod anr_pia;
mod candidates;
mod conflicts;
mod cordis;
mod institutions;
mod invalid_records;
mod kill;
mod malformed_files;
mod malformed_tables;
mod matching;
mod merged_affiliations;
mod places;
mod rnsr;
mod rnsr_file;
mod rnsr_files;
mod rnsr_joins;
mod ror;
mod ror_files;
mod ror_releases;
pub mod sample;
mod shared_facts;
mod table;
mod table_files;
mod tables;
mod tombstones;
mod values;

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use consortia::{
    domain::record::{Different, Registry},
    import::{self, Error, Options, Report, RorImporter, RorRelease},
    store::Store,
};
use serde_json::{Value as Json, json};

use crate::{store::world, support::TestApp};

/// The ROR id with this number and the right check digits.
pub fn id(number: u32) -> String {
    let alphabet = b"0123456789abcdefghjkmnpqrstvwxyz";
    let digits = (0..6).rev().map(|place| alphabet[(number >> (5 * place) & 31) as usize] as char);
    format!("0{}{:02}", digits.collect::<String>(), 98 - u64::from(number) * 100 % 97)
}

/// A record of ROR's schema v2 with one name.
pub fn record(number: u32, name: &str) -> Json {
    json!({
        "id": format!("https://ror.org/{}", id(number)),
        "status": "active",
        "names": [{ "value": name, "types": ["label", "ror_display"], "lang": "en" }],
        "types": ["facility"],
        "established": null,
        "links": [],
        "locations": [place("Lyon", "FR")],
        "external_ids": [],
        "relationships": [],
        "domains": [],
        "admin": {},
    })
}

pub fn place(city: &str, country: &str) -> Json {
    json!({ "geonames_id": 1, "geonames_details": {
        "name": city, "country_code": country, "country_name": country,
        "country_subdivision_name": "Region", "lat": 1.0, "lng": 1.0,
    } })
}

pub fn relation(ty: &str, number: u32) -> Json {
    json!({ "type": ty, "id": format!("https://ror.org/{}", id(number)), "label": "L" })
}

/// A small dump of ROR; the name of each record says what it tests.
pub fn records() -> Vec<Json> {
    let mut known = record(1, "Institut Alpha");
    // The organization alpha of the seed has this ROR id.
    known["id"] = "https://ror.org/03xjwb503".into();
    known["established"] = 1999.into();
    known["locations"] = json!([place("Gif-sur-Yvette", "FR")]);
    known["links"] = json!([{ "type": "website", "value": "https://alpha.example" }]);
    known["external_ids"] =
        json!([{ "type": "wikidata", "preferred": "Q42", "all": ["Q7", "Q42"] }]);
    let mut part = record(2, "Laboratoire Bêta");
    part["names"].as_array_mut().unwrap().extend([
        json!({ "value": "LB", "types": ["acronym"], "lang": null }),
        json!({ "value": "Beta Laboratory", "types": ["label"], "lang": "en" }),
        json!({ "value": "Œuvre du Bêta", "types": ["alias"], "lang": "fr" }),
    ]);
    part["types"] = json!(["funder", "facility"]);
    part["external_ids"] = json!([
        { "type": "isni", "preferred": null, "all": ["0000 0004 6066 7763", "0000 0004 6066 7764"] },
        { "type": "grid", "preferred": "grid.509120.f", "all": ["grid.509120.f"] },
    ]);
    let to_known = json!({ "type": "parent", "id": "https://ror.org/03xjwb503", "label": "A" });
    part["relationships"] = json!([to_known, relation("related", 3), relation("child", 99)]);
    let mut related = record(3, "สำนักงาน");
    related["locations"] = json!([place("Bangkok", "TH")]);
    related["relationships"] = json!([relation("related", 2), relation("predecessor", 6)]);
    let mut withdrawn = record(4, "Doublet");
    withdrawn["status"] = "withdrawn".into();
    withdrawn["relationships"] = json!([relation("successor", 5)]);
    let mut withdrawn_too = record(5, "Doublet encore");
    withdrawn_too["status"] = "withdrawn".into();
    withdrawn_too["relationships"] = json!([relation("successor", 2)]);
    let mut ceased = record(6, "Former Office");
    ceased["status"] = "inactive".into();
    ceased["relationships"] = json!([relation("successor", 3)]);
    let mut gone = record(7, "Never There");
    gone["status"] = "withdrawn".into();
    let mut unknown = record(8, "Unknown status");
    unknown["status"] = "asleep".into();
    let mut namesake = record(9, "Gamma");
    namesake["locations"] = json!([place("Paris", "FR")]);
    namesake["established"] = 1950.into();
    vec![known, part, related, withdrawn, withdrawn_too, ceased, gone, unknown, namesake]
}

/// A file with one record per line, in a folder that is deleted when it is dropped.
pub fn lines(records: &[Json]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.jsonl");
    write_lines(&path, records);
    (folder, path)
}

pub fn write_lines(path: &Path, records: &[Json]) {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    for record in records {
        writeln!(file, "{record}").unwrap();
    }
}

pub fn release(text: &str) -> RorRelease {
    text.parse().unwrap()
}

/// The small seed with the publisher of ROR; gamma is in the city of the record of that name, and as old.
pub fn seed() -> Registry {
    let mut registry = world::small();
    let gamma = &mut registry.organizations[2];
    gamma.place.country = Some("FR".to_owned());
    gamma.place.city = Some("Paris".to_owned());
    gamma.founded = Some("1950".parse().unwrap());
    registry.organizations.push(world::organization("ror"));
    registry
}

/// A registry with the small seed.
pub fn app() -> TestApp {
    TestApp::new(&seed())
}

/// Imports records as a release of ROR.
pub fn import(store: &mut Store, records: &[Json], version: &str) -> Report {
    let (_folder, path) = lines(records);
    let importer = RorImporter::new(&path, Some(release(version))).unwrap();
    import::run(store, &importer, &Options::default()).unwrap()
}

/// Imports a file as a release of ROR.
pub fn import_file(store: &mut Store, path: &Path, options: &Options) -> Result<Report, Error> {
    import::run(store, &RorImporter::new(path, Some(release(FIRST)))?, options)
}

/// A release.
pub const FIRST: &str = "v2.9-2026-06-23";
/// The next one.
pub const NEXT: &str = "v2.10-2026-08-01";

/// The decision of a curator that an organization and a record are not the same.
pub fn different(slug: &str, number: u32) -> Different {
    use consortia::domain::record::Identifier;
    let identifier = Identifier::new("ROR", id(number));
    Different { organization: slug.to_owned(), identifier }
}
