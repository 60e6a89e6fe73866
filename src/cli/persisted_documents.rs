//! The persisted documents of a server: those embedded in the program, and those of a folder, which are validated when the
//! server starts.

use std::{collections::HashSet, fs, path::Path, sync::Arc};

use anyhow::{Context, bail};

use crate::{
    graphql::{Engine, Error, PersistedDocuments, registry_engine},
    limits::{Limits, memory::CacheSizes},
    report::{Report, ReportHeader, reports},
};

/// The extension of the files of documents.
const EXTENSION: &str = "graphql";
/// Extensions that other programs use for such files.
const OTHER_EXTENSIONS: [&str; 3] = ["gql", "graphqls", EXTENSION];

/// The documents that are part of the program, with those of a folder.
///
/// # Errors
/// When the folder has no document, or one of them cannot be read, parsed or validated: otherwise a client
/// would notice only when it requests the document. The error lists every problem.
pub fn load(folder: Option<&Path>, limits: Limits) -> anyhow::Result<PersistedDocuments> {
    let mut documents = PersistedDocuments::embedded();
    let Some(folder) = folder else { return Ok(documents) };
    let in_folder = || folder.display().to_string();
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(in_folder)? {
        paths.push(entry.with_context(in_folder)?.path());
    }
    paths.sort();
    let engine = registry_engine(limits, &CacheSizes::default())?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let (mut problems, mut count) = (Vec::new(), 0);
    for path in &paths {
        match read(path) {
            Ok(None) => {}
            Ok(Some((name, text))) => {
                count += 1;
                let errors = runtime.block_on(check(&engine, &text));
                problems.extend(errors.iter().map(|error| located(path, error)));
                documents.insert(&name, &text);
            }
            Err(problem) => problems.push(format!("{}: {problem}", path.display())),
        }
    }
    if count == 0 && problems.is_empty() {
        bail!("{}: has no file that ends in .{EXTENSION}", folder.display());
    }
    if problems.is_empty() {
        problems.extend(repeated_report(&reports(&documents.all())?));
    }
    if !problems.is_empty() {
        let (count, list) = (problems.len(), problems.join("\n  "));
        bail!("{count} problem(s) in the persisted documents of {}\n  {list}", folder.display());
    }
    Ok(documents)
}

/// Name and text of a document; None for other files.
fn read(path: &Path) -> Result<Option<(String, Arc<str>)>, String> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    if extension != EXTENSION {
        let is_meant = OTHER_EXTENSIONS.iter().any(|other| extension.eq_ignore_ascii_case(other));
        let problem = format!("documents end in .{EXTENSION}; rename the file");
        return if is_meant { Err(problem) } else { Ok(None) };
    }
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Some((name, text.into())))
}

/// Everything wrong with a document.
async fn check(engine: &Engine, text: &Arc<str>) -> Vec<Error> {
    let mut errors = engine.validate(text).await.err().unwrap_or_default();
    errors.extend(ReportHeader::parse(text).err());
    errors
}

fn located(path: &Path, error: &Error) -> String {
    let place = error.at.map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
    format!("{}{place}: {}", path.display(), error.message)
}

/// The problem if two reports have the same name. Numbers at the start of file names are not part of the name.
fn repeated_report(reports: &[Report]) -> Option<String> {
    let mut seen = HashSet::new();
    let repeated = reports.iter().find(|report| !seen.insert(&report.name))?;
    Some(format!("two documents define the report {}; rename one file", repeated.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(files: &[(&str, &[u8])]) -> anyhow::Result<PersistedDocuments> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        load(Some(folder.path()), Limits::default())
    }

    #[test]
    fn valid_documents_are_added_and_replace_those_of_the_same_name() {
        let files: [(&str, &[u8]); 3] = [
            ("mine.graphql", b"query A { __typename } query B { __typename }"),
            ("01-founders-and-their-partners.graphql", b"{ __typename }"),
            ("README.md", b"ours"),
        ];
        let documents = loaded(&files).unwrap();
        assert!(documents.by_name("mine").is_some());
        let replaced = documents.by_name("01-founders-and-their-partners").unwrap();
        assert_eq!(replaced.as_ref(), "{ __typename }");
        assert!(load(None, Limits::default()).unwrap().by_name("mine").is_none());
    }

    #[test]
    fn every_problem_is_listed_with_file_and_line() {
        let files: [(&str, &[u8]); 5] = [
            ("a.graphql", b"{\n  nope\n}"),
            ("b.graphql", b"{"),
            ("c.gql", b"{ __typename }"),
            ("d.graphql", b"\xff"),
            ("e.graphql", b"# Title\n# @table oops\n{ organizations { nodes { name } } }"),
        ];
        let error = format!("{:#}", loaded(&files).unwrap_err());
        for part in [
            "5 problem(s)",
            "a.graphql:2:3: ",
            "b.graphql:",
            "c.gql: documents end in .graphql",
            "d.graphql: stream did not contain valid UTF-8",
            "e.graphql: @table",
        ] {
            assert!(error.contains(part), "{part}\n{error}");
        }
    }

    #[test]
    fn a_folder_without_documents_and_two_reports_of_one_name_are_errors() {
        let error = loaded(&[("a.txt", b"")]).unwrap_err().to_string();
        assert!(error.contains("has no file that ends in .graphql"), "{error}");
        let report: &[u8] =
            b"# Title\n#\n# @table columns=short\n{ organizations { nodes { name } } }";
        let error = loaded(&[("1-x.graphql", report), ("2-x.graphql", report)]).unwrap_err();
        assert!(format!("{error:#}").contains("two documents define the report x"), "{error:#}");
        assert!(load(Some(Path::new("/nowhere")), Limits::default()).is_err());
    }
}
