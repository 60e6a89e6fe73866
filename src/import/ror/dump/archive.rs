//! Finds the file with the records in a ZIP archive: ROR's archives contain other files, too.

use std::{
    io::{BufRead, Read, Seek},
    path::Path,
};

use zip::{CompressionMethod, ZipArchive, result::ZipError};

use super::{
    layout::Layout,
    malformed::malformed,
    text,
    visitor::{RecordVisitor, buffered},
};
use crate::import::{error::Error, file_kind::UTF_8_MARK};

/// JSON files in ROR's archives that hold no records.
const NO_RECORDS: [&str; 1] = ["manifest.json"];

/// Reads the one file of an archive that holds records in schema v2.
pub fn read(
    path: &Path,
    file: impl Read + Seek,
    visitor: RecordVisitor<'_>,
) -> Result<Option<u64>, Error> {
    let mut archive = ZipArchive::new(file).map_err(|cause| damaged(path, &cause))?;
    let names = names_of(&archive);
    let name = match &candidates(&names)[..] {
        [] => return Err(malformed(path, PLACE, without_json(&names))),
        [name] => (*name).to_owned(),
        several => choose(path, &mut archive, several)?,
    };
    text::read(path, &mut open(path, &mut archive, &name)?, visitor)
}

/// The names of the files in an archive; none if it is no archive.
pub fn names(file: impl Read + Seek) -> Vec<String> {
    ZipArchive::new(file).map(|archive| names_of(&archive)).unwrap_or_default()
}

const PLACE: &str = "the archive";

fn damaged(path: &Path, cause: &ZipError) -> Error {
    malformed(path, PLACE, format!("{cause}; download it again"))
}

fn names_of<R: Read + Seek>(archive: &ZipArchive<R>) -> Vec<String> {
    let names = archive.file_names().filter_map(Result::ok);
    let mut names: Vec<_> = names.map(std::borrow::Cow::into_owned).collect();
    names.sort_unstable();
    names
}

/// The files that may hold records.
fn candidates(names: &[String]) -> Vec<&str> {
    let is_candidate = |name: &&str| {
        let file = name.rsplit('/').next().unwrap_or_default();
        let is_json =
            [".json", ".jsonl"].iter().any(|end| file.to_ascii_lowercase().ends_with(end));
        let is_of_a_system = file.starts_with('.') || name.split('/').any(|it| it == "__MACOSX");
        is_json && !is_of_a_system && !NO_RECORDS.contains(&file)
    };
    names.iter().map(String::as_str).filter(is_candidate).collect()
}

fn without_json(names: &[String]) -> String {
    let cure = "import a release of ROR, or extract the JSON file in schema v2 and import that";
    match names.iter().find(|name| name.to_ascii_lowercase().ends_with(".csv")) {
        Some(name) => {
            format!(
                "it has no JSON file, only the CSV dump {name}, which lacks some values; {cure}"
            )
        }
        None => format!("it has no JSON file; {cure}"),
    }
}

/// The only file with records in schema v2.
fn choose<R: Read + Seek>(
    path: &Path,
    archive: &mut ZipArchive<R>,
    names: &[&str],
) -> Result<String, Error> {
    let (mut found, mut has_schema_v1) = (Vec::new(), false);
    for name in names {
        let mut file = open(path, archive, name)?;
        let head = file.fill_buf().map_err(|cause| damaged(path, &cause.into()))?;
        let head = head.strip_prefix(UTF_8_MARK).unwrap_or(head);
        has_schema_v1 |= Layout::is_schema_v1(head);
        if Layout::has_records(head) {
            found.push(*name);
        }
    }
    let cure = "extract the file in ROR's schema v2 and import that";
    let reason = match found[..] {
        [name] => return Ok(name.to_owned()),
        [] if has_schema_v1 => {
            "its records are in ROR's schema v1; import the release in schema v2".to_owned()
        }
        [] => {
            format!("none of its files {} has records in ROR's schema v2; {cure}", names.join(", "))
        }
        _ => format!(
            "several of its files have records in ROR's schema v2: {}; {cure}",
            found.join(", ")
        ),
    };
    Err(malformed(path, PLACE, reason))
}

fn open<'a, R: Read + Seek>(
    path: &Path,
    archive: &'a mut ZipArchive<R>,
    name: &str,
) -> Result<impl BufRead + use<'a, R>, Error> {
    let index = archive.index_for_name(name).unwrap_or_default();
    let raw = archive.by_index_raw(index).map_err(|cause| damaged(path, &cause))?;
    let (method, is_encrypted) = (raw.compression(), raw.encrypted());
    drop(raw);
    if is_encrypted {
        let reason = format!("{name} is encrypted; extract it and import the file");
        return Err(malformed(path, PLACE, reason));
    }
    if method != CompressionMethod::Stored && method != CompressionMethod::Deflated {
        let reason = format!(
            "{name} is compressed with {}, which is not supported; extract it and import the file",
            name_of(method)
        );
        return Err(malformed(path, PLACE, reason));
    }
    let file = archive.by_index(index).map_err(|cause| damaged(path, &cause))?;
    Ok(buffered(file))
}

/// The name of a compression method.
fn name_of(method: CompressionMethod) -> String {
    let names = [
        (CompressionMethod::DEFLATE64, "Deflate64"),
        (CompressionMethod::BZIP2, "bzip2"),
        (CompressionMethod::LZMA, "LZMA"),
        (CompressionMethod::ZSTD, "zstd"),
        (CompressionMethod::XZ, "xz"),
        (CompressionMethod::PPMD, "PPMd"),
    ];
    let name = names.iter().find(|(known, _)| *known == method).map(|(_, name)| *name);
    name.map_or_else(|| format!("a method that is unknown here ({method:?})"), str::to_owned)
}
