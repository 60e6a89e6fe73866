//! Files of the form of the French register of research structures, and their import.

use std::{io::Write, path::PathBuf};

use consortia::import::{self, Error, Options, Report, RnsrImporter};
use flate2::{Compression, write::GzEncoder};

use crate::support::TestApp;

/// The columns of the register.
pub const COLUMNS: [&str; 31] = [
    "numero_national_de_structure",
    "libelle",
    "sigle",
    "annee_de_creation",
    "type_de_structure",
    "code_de_type_de_structure",
    "code_de_niveau_de_structure",
    "site_web",
    "adresse",
    "code_postal",
    "commune",
    "label_numero",
    "tutelles",
    "sigles_des_tutelles",
    "code_de_nature_de_tutelle",
    "nature_de_tutelle",
    "uai_des_tutelles",
    "siret_des_tutelles",
    "code_de_type_de_tutelle",
    "type_de_tutelle",
    "numero_de_structure_enfant",
    "numero_de_structure_parent",
    "numero_de_structure_historique",
    "type_de_succession",
    "code_de_type_de_succession",
    "annee_d_effet_historique",
    "code_domaine_scientifique",
    "domaine_scientifique",
    "code_panel_erc",
    "panel_erc",
    "fiche_rnsr",
];

/// A row: columns and their cells. The others are blank.
pub type Cells<'r> = Vec<(&'r str, &'r str)>;

/// A structure with a number and a name, of type 22 (unité mixte), created in 2001.
pub fn structure<'r>(number: &'r str, name: &'r str, more: &[(&'r str, &'r str)]) -> Cells<'r> {
    let mut cells = vec![
        ("numero_national_de_structure", number),
        ("libelle", name),
        ("annee_de_creation", "2001"),
        ("code_de_type_de_structure", "22"),
    ];
    for (title, cell) in more {
        cells.retain(|(known, _)| known != title);
        cells.push((title, cell));
    }
    cells
}

/// The file with these rows.
pub fn csv(rows: &[Cells<'_>]) -> String {
    let mut text = COLUMNS.join(";") + "\n";
    for row in rows {
        let cells = COLUMNS.map(|title| {
            let cell = row.iter().find(|(known, _)| *known == title).map_or("", |(_, cell)| cell);
            format!("\"{}\"", cell.replace('"', "\"\""))
        });
        text += &(cells.join(";") + "\n");
    }
    text
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A file with this name, in a folder that is deleted when it is dropped.
pub fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// Imports a file with this name.
pub fn import_bytes(app: &mut TestApp, name: &str, bytes: &[u8]) -> Result<Report, Error> {
    let (_folder, path) = file(name, bytes);
    import::run(&mut app.store, &RnsrImporter::new(&path, None)?, &Options::default())
}

/// Imports rows as the release of February 2022.
pub fn import(app: &mut TestApp, rows: &[Cells<'_>]) -> Report {
    import_bytes(app, "rnsr-2022-02.csv.gz", &gzip(csv(rows).as_bytes())).unwrap()
}

/// The reasons of the problems that a report lists.
pub fn reasons(report: &Report) -> Vec<&str> {
    report.problems.iter().map(|it| &*it.reason).collect()
}

/// How many remarks of a sort a report has.
pub fn remarks(report: &Report, what: &str) -> u64 {
    report.remarks.get(what).map_or(0, |it| it.count)
}
