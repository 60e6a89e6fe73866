//! Reads every file of a seed, and reports files that are missing or do not belong to it.

use super::parser::Reader;
use crate::seed::{
    file::File,
    format::records::SHAPES,
    parsed::Tables,
    problem::{Problem, Report},
    suggestion::nearest,
};

/// The records of all files.
pub fn tables<'f>(files: &[File<'f>], report: &mut Report<'f>) -> Tables {
    let mut tables = Tables::new();
    for table in &mut tables.0 {
        let shape = table.shape;
        if let Some(file) = files.iter().find(|file| file.name == shape.file) {
            let number = report.open(*file);
            *table = Reader::new(report, number).table(shape, file.text);
        } else {
            table.broken = true;
            let cure = "add it to the folder, empty if there is nothing to record";
            report.add_whole(Problem::whole(shape.file, "The file is missing", cure));
        }
    }
    let known = || SHAPES.iter().map(|shape| shape.file);
    for file in files.iter().filter(|file| known().all(|name| name != file.name)) {
        let cure = match nearest(file.name, known()) {
            Some(near) => format!("name it `{near}`, or move it elsewhere"),
            None => {
                format!("move it elsewhere; a seed has {}", known().collect::<Vec<_>>().join(", "))
            }
        };
        report.add_whole(Problem::whole(file.name, "This is no file of a seed", cure));
    }
    tables
}
