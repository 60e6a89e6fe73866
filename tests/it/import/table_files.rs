//! Tables and maps of tests, and their import.

use std::{fs, path::PathBuf};

use consortia::import::{self, Error, InvalidRecords, Options, Report, TableImporter};

use crate::support::TestApp;

/// A map that names most kinds of columns.
pub const MAP: &str = r#"list = "hospitals"
delimiter = ";"
[source]
slug = "hospitals-2025"
title = "Hospitals, 2025"
publisher = "alpha"
language = "fr"
date = "2025-03"
[columns]
key = "Code"
name = "Nom"
acronym = "Sigle"
city = "Ville"
founded = "Depuis"
siren = "SIREN"
[constants]
kinds = ["HOSPITAL"]
country = "FR"
language = "fr"
[[relation]]
role = "MEMBER"
organization = "beta"
[[relation]]
role = "PARENT"
column = "Tutelle"
reversed = true
"#;

/// Three rows that follow it.
pub const ROWS: &str = "Code;Nom;Sigle;Ville;Depuis;SIREN;Tutelle\n\
    h1;Hôpital Nord;HN;Lille;1901;732 829 320;\n\
    h2;\"Clinique \"\"du Lac\"\"; site 2\";;Annecy;;;h1\n\
    g;GAMMA;;Paris;1950;;\n";

/// Files in a folder that is deleted when they are dropped.
pub struct Files {
    _folder: tempfile::TempDir,
    pub table: PathBuf,
    pub map: PathBuf,
}

/// Writes a table and a map.
pub fn files(rows: impl AsRef<[u8]>, map: &str) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let (table, map_file) = (folder.path().join("a.csv"), folder.path().join("a.toml"));
    fs::write(&table, rows).unwrap();
    fs::write(&map_file, map).unwrap();
    Files { _folder: folder, table, map: map_file }
}

/// Imports a table.
pub fn import(
    app: &mut TestApp,
    rows: impl AsRef<[u8]>,
    map: &str,
    skip_invalid: bool,
) -> Result<Report, Error> {
    let files = files(rows, map);
    let invalid = if skip_invalid { InvalidRecords::Skip } else { InvalidRecords::Fail };
    let importer =
        TableImporter::new(std::slice::from_ref(&files.table), &files.map, invalid, None)?;
    import::run(&mut app.store, &importer, &Options::default())
}
