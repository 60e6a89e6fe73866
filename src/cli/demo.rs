//! `consortia demo`: fills a database with registers, answers the main question from it, and serves it.

use std::{
    ffi::OsStr,
    fmt::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail};
use serde_json::Value;

use super::{
    args::{DemoOptions, ServeOptions},
    output, seed, serve,
};
use crate::{
    clock,
    graphql::{Request, registry_engine},
    import::{self, Importer, RnsrImporter, RorImporter, anr_pia_importer},
    limits::{Limits, memory::CacheSizes},
    store::Store,
};

/// The question: who founded a cluster, and who do these founders work with?
const QUESTION: &str = include_str!("demo.graphql");

/// Imports the registers, prints the answer, and serves the database until the process is told to stop.
///
/// # Errors
/// When a file is of no known register or cannot be imported, or the database cannot be served.
pub fn demo(db: &Path, options: &DemoOptions, serving: &ServeOptions) -> anyhow::Result<ExitCode> {
    if !serve::is_server_process() {
        let mut store = seed::open(db)?.store;
        for importer in importers(&options.with)? {
            let run = import::Options {
                dry_run: false,
                today: Some(clock::today(None)),
                different: seed::embedded()?.different,
            };
            let report = import::run(&mut store, &*importer, &run)?;
            output::print(report.summary())?;
        }
        output::print(answer(&store)?)?;
    }
    serve::serve(db, serving)
}

/// An importer for each register in these files, which are recognized by their names. ROR comes first: the other registers have
/// organizations that are joined with its records.
fn importers(files: &[PathBuf]) -> anyhow::Result<Vec<Box<dyn Importer>>> {
    let of =
        |register: Register| files.iter().filter(move |file| register_of(file) == Some(register));
    if let Some(file) = files.iter().find(|file| register_of(file).is_none()) {
        bail!(
            "{}: the name is that of no known register; give files named like v2.9-2026-06-23-ror-data.zip, rnsr-2022-02.csv.gz, \
             anr-pia-2022-05-projects.csv.gz and anr-pia-2022-05-partners.csv.gz, or use `consortia import`",
            file.display()
        );
    }
    let mut importers: Vec<Box<dyn Importer>> = Vec::new();
    for file in of(Register::Ror) {
        importers.push(Box::new(RorImporter::new(file, None)?));
    }
    for file in of(Register::Rnsr) {
        importers.push(Box::new(RnsrImporter::new(file, None)?));
    }
    let (mut projects, mut partners) = (of(Register::AnrProjects), of(Register::AnrPartners));
    match (projects.next(), partners.next()) {
        (Some(projects), Some(partners)) => {
            importers.push(Box::new(anr_pia_importer(projects, partners, None)?));
        }
        (None, None) => {}
        (Some(file), None) | (None, Some(file)) => bail!(
            "{}: projects and partners of the ANR are imported together; give both files",
            file.display()
        ),
    }
    Ok(importers)
}

/// A file of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Register {
    Ror,
    Rnsr,
    AnrProjects,
    AnrPartners,
}

/// What a file is, by its name.
fn register_of(file: &Path) -> Option<Register> {
    let name = file.file_name().unwrap_or(OsStr::new("")).to_string_lossy().to_lowercase();
    let is_anr = name.contains("anr");
    match name {
        _ if is_anr && (name.contains("partner") || name.contains("partenaire")) => {
            Some(Register::AnrPartners)
        }
        _ if is_anr && (name.contains("project") || name.contains("projet")) => {
            Some(Register::AnrProjects)
        }
        _ if name.contains("rnsr") || name.contains("structures-recherche") => Some(Register::Rnsr),
        _ if name.contains("ror") => Some(Register::Ror),
        _ => None,
    }
}

/// The answer to [`QUESTION`] as text.
fn answer(store: &Store) -> anyhow::Result<String> {
    let engine = registry_engine(Limits::default(), &CacheSizes::default())?;
    let request = Request { query: QUESTION.into(), ..Request::default() };
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let prepared = runtime.block_on(engine.prepare(&request));
    let prepared =
        prepared.map_err(|_| anyhow::anyhow!("the question of the demo is not valid"))?;
    let today = clock::today(store.newest_source_day()?);
    let readers = store.reader_pool(Limits::default().request.execution_time);
    let response = readers.read(|snapshot| engine.execute(&prepared, snapshot, today))?;
    let response: Value = serde_json::from_str(&response.body).context("the answer")?;
    Ok(text(&response["data"]["organization"]))
}

/// The answer in lines: each founder with its date and source, and below it whom it works with.
fn text(cluster: &Value) -> String {
    let name = words(&cluster["name"]);
    let mut text = format!("Who founded {name}, and whom do the founders work with?");
    for founder in list(&cluster["founders"]["edges"]) {
        let node = &founder["node"];
        let _ =
            write!(text, "\n\n{}: founder{}", words(&node["name"]), dated(&founder["affiliation"]));
        add_list(&mut text, "partners", &node["partners"], |it| dated(&it["affiliation"]));
        add_list(&mut text, "in the same programs", &node["coParticipants"], in_programs);
        add_list(&mut text, "in the same research units or clusters", &node["related"], |it| {
            format!(", {}", counted(&it["count"], "unit"))
        });
    }
    text
}

/// Adds a heading with the number of organizations in a list, and the first of them; nothing if it is empty.
fn add_list(text: &mut String, what: &str, connection: &Value, about: impl Fn(&Value) -> String) {
    let edges = list(&connection["edges"]);
    if edges.is_empty() {
        return;
    }
    let _ = write!(text, "\n  {what}: {}", connection["totalCount"]);
    for edge in edges {
        let _ = write!(text, "\n    {}{}", words(&edge["node"]["name"]), about(edge));
    }
}

/// In how many programs two organizations take part, and when.
fn in_programs(edge: &Value) -> String {
    let (first, latest) =
        (edge["earliestSinceStated"].as_str(), edge["latestSinceStated"].as_str());
    let dates = first
        .zip(latest)
        .map(|(first, latest)| format!(" since {first}, the latest since {latest}"));
    format!(", {}{}", counted(&edge["programCount"], "program"), dates.unwrap_or_default())
}

fn counted(count: &Value, noun: &str) -> String {
    if *count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// When an affiliation began, and which document says so.
fn dated(affiliation: &Value) -> String {
    let since = affiliation["sinceStated"].as_str();
    let since = since.map_or_else(|| ", no date given".to_owned(), |date| format!(" since {date}"));
    match list(&affiliation["citations"]).first() {
        Some(it) => {
            format!("{since} [{}: {}]", words(&it["source"]["title"]), words(&it["locator"]))
        }
        None => since,
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn words(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_over_the_seed_names_founders_dates_and_sources() {
        let folder = tempfile::tempdir().unwrap();
        let store = seed::open(&folder.path().join("demo.db")).unwrap().store;
        let text = answer(&store).unwrap();
        assert!(text.starts_with("Who founded Paris Saclay Cancer Cluster, and"), "{text}");
        assert!(text.contains("\nSanofi: founder since 2022-02 ["), "{text}");
        assert!(text.contains("\n    Gustave Roussy, 1 unit\n"), "{text}");
        assert!(
            text.contains("\n  partners: 1\n    Cancéropôle Île-de-France, no date given ["),
            "{text}"
        );
    }

    #[test]
    fn registers_are_recognized_by_their_names_and_ror_comes_first() {
        let files = ["a/rnsr-2022-02.csv.gz", "v2.9-2026-06-23-ror-data.zip"].map(PathBuf::from);
        let titles: Vec<_> = importers(&files).unwrap().iter().map(|it| it.title()).collect();
        assert_eq!(titles, ["ROR v2.9-2026-06-23", "RNSR 2022-02"]);
        let Err(error) = importers(&[PathBuf::from("table.csv")]) else { panic!("accepted") };
        assert!(
            error.to_string().contains("table.csv: the name is that of no known register"),
            "{error}"
        );
    }
}
