//! Tables as files, without a server: what `consortia export` and `consortia query --format` do.

use std::{
    fs::{self, File},
    io::{self, Seek},
    path::Path,
    sync::Arc,
};

use anyhow::{Context, bail};
use serde_json::Map;

use super::{args::ExportOptions, seed};
use crate::{
    clock,
    graphql::{Engine, Error, PersistedDocuments, Request, document_digest, registry_engine},
    limits::Limits,
    progress::ProgressBar,
    report::{
        Ask, Format,
        definition::{self, Header, Report},
        format::FORMATS,
        licence,
        prepared::{self, About, Failed, Reading},
    },
    store::{DataVersion, ReaderPool, Store},
};

/// What stands for standard output in place of a file's name.
const STANDARD_OUTPUT: &str = "-";
/// Nobody else waits for what a person exports.
const TIME_LIMIT: std::time::Duration = std::time::Duration::from_hours(1);

/// Writes reports to files, as the options of `consortia export` say.
///
/// # Errors
/// As [`Exporter::reports`].
pub fn reports(db: &Path, options: &ExportOptions) -> anyhow::Result<()> {
    let store = seed::open(db)?.store;
    let ExportOptions { names, format, output, set } = options;
    let lines = Exporter::new(&store)?.reports(names, format, set, output)?;
    super::output::print(lines.join("\n"))
}

/// Writes the table of one document to a file, or to standard output if that is `-`.
///
/// # Errors
/// As [`Exporter::document`].
pub fn table(
    db: &Path,
    request: Request,
    set: &[String],
    format: &str,
    output: &Path,
) -> anyhow::Result<()> {
    let store = seed::open(db)?.store;
    let rows = Exporter::new(&store)?.document(request, set, format, output)?;
    if output == Path::new(STANDARD_OUTPUT) {
        return Ok(());
    }
    super::output::print(format_args!("{} has {rows} rows", output.display()))
}

/// Writes tables of one store.
struct Exporter {
    engine: Engine,
    readers: ReaderPool,
    today: crate::domain::date::Day,
    version: Arc<DataVersion>,
    runtime: tokio::runtime::Runtime,
}

/// A table to write.
struct Job<'j> {
    name: &'j str,
    title: &'j str,
    request: Request,
    ask: Ask,
}

impl Exporter {
    /// Over a store.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn new(store: &Store) -> anyhow::Result<Self> {
        Ok(Self {
            engine: registry_engine(Limits::default())?,
            readers: store.reader_pool(TIME_LIMIT).without_memory_map(),
            today: clock::today(store.newest_source_day()?),
            version: store.data_version_reader()?.current()?,
            runtime: tokio::runtime::Builder::new_current_thread().build()?,
        })
    }

    /// Writes reports to a folder, each in each format, with what each is beside it. Without names all that
    /// need nothing said; answers a line for each file.
    ///
    /// # Errors
    /// A report or format that is none, parameters that are wrong, a file that cannot be written.
    pub fn reports(
        &self,
        names: &[String],
        formats: &[String],
        set: &[String],
        folder: &Path,
    ) -> anyhow::Result<Vec<String>> {
        let published = PersistedDocuments::embedded();
        let all = definition::reports(&published.all())?;
        let known = || all.iter().map(|report| report.name.as_str()).collect::<Vec<_>>().join(", ");
        let mut lines = Vec::new();
        let mut chosen = Vec::new();
        for name in names {
            let report = all.iter().find(|report| report.name == *name);
            chosen
                .push(report.with_context(|| {
                    format!("there is no report {name}; there are {}", known())
                })?);
        }
        if names.is_empty() {
            chosen.extend(&all);
        }
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        let bar = ProgressBar::files((chosen.len() * (formats.len() + 1)) as u64);
        for report in chosen {
            let job = match self.job(report, set) {
                Ok(job) => job,
                Err(errors) if names.is_empty() => {
                    lines.push(format!("{} is left out: {}", report.name, messages(&errors)));
                    for _ in formats {
                        bar.file_done();
                    }
                    continue;
                }
                Err(errors) => bail!("{}: {}", report.name, messages(&errors)),
            };
            for ending in formats {
                let format = format_of(ending)?;
                let path = folder.join(format!("{}.{ending}", report.name));
                match self.to_file(&job, format, &path, &bar) {
                    Ok(rows) => lines.push(format!("{} has {rows} rows", path.display())),
                    // Of all reports, those that what was set means something to.
                    Err(error) if names.is_empty() && error.is::<Unfit>() => {
                        lines.push(format!("{} is left out: {error}", path.display()));
                        bar.file_done();
                    }
                    Err(error) => return Err(error),
                }
            }
            let meta = folder.join(format!("{}.meta.json", report.name));
            match self.to_file(&job, Format::Meta, &meta, &bar) {
                Err(error) if names.is_empty() && error.is::<Unfit>() => {}
                meta => drop(meta?),
            }
        }
        Ok(lines)
    }

    /// Writes the table of a document to a file, or to standard output where that is `-`: only once it is
    /// whole, so that an error leaves nothing there.
    ///
    /// # Errors
    /// As [`Exporter::reports`].
    pub fn document(
        &self,
        request: Request,
        set: &[String],
        ending: &str,
        to: &Path,
    ) -> anyhow::Result<u64> {
        let format = format_of(ending)?;
        let refuse = |error: Error| anyhow::anyhow!(messages(&[error]));
        let Header { title, mut ask, .. } = Header::read(&request.query).map_err(refuse)?;
        for pair in set {
            let (name, value) =
                pair.split_once('=').with_context(|| format!("{pair}: write NAME=VALUE"))?;
            if !ask.take(name, value).map_err(refuse)? {
                bail!("{name}: no such parameter of a table");
            }
        }
        let (bar, job) =
            (ProgressBar::files(1), Job { name: "table", title: &title, request, ask });
        let rows = if to == Path::new(STANDARD_OUTPUT) {
            let mut file = tempfile::tempfile().context("a file for the table")?;
            let rows = self.write(&job, format, None, &mut file, &|rows| {
                bar.set_message(format!("{rows} rows"));
            });
            let rows = rows?;
            file.rewind()?;
            io::copy(&mut file, &mut io::stdout())?;
            rows
        } else {
            self.to_file(&job, format, to, &bar)?
        };
        Ok(rows)
    }

    fn job<'j>(&self, report: &'j Report, set: &[String]) -> Result<Job<'j>, Vec<Error>> {
        let parameters =
            self.runtime.block_on(self.engine.declared_variables(&report.query, None))?;
        let mut variables = Map::new();
        let mut ask = report.ask.clone();
        let one = |error: Error| vec![error];
        for pair in set {
            let Some((name, value)) = pair.split_once('=') else {
                return Err(vec![Error::bad_input(pair, "write NAME=VALUE")]);
            };
            match parameters.iter().find(|parameter| parameter.name == name) {
                Some(parameter) => {
                    let text = value.to_owned();
                    let value = self.engine.variable_value(parameter, &[text]).map_err(one)?;
                    variables.insert(name.to_owned(), value);
                }
                None if ask.take(name, value).map_err(one)? => {}
                None => {
                    return Err(vec![Error::bad_input(name, "no such parameter of this report")]);
                }
            }
        }
        let missing = parameters
            .iter()
            .find(|parameter| parameter.is_required() && !variables.contains_key(&parameter.name));
        if let Some(missing) = missing {
            let example = report.example_of(&missing.name);
            let rule = format!("give it with --set {}='{example}'", missing.name);
            return Err(vec![Error::bad_input(&missing.name, rule)]);
        }
        let request = Request { query: report.query.clone(), variables, ..Request::default() };
        Ok(Job { name: &report.name, title: &report.title, request, ask })
    }

    /// Under another name first, so that a file of that name is always whole.
    fn to_file(
        &self,
        job: &Job<'_>,
        format: Format,
        path: &Path,
        bar: &ProgressBar,
    ) -> anyhow::Result<u64> {
        let place = || path.display().to_string();
        let mut partial = path.as_os_str().to_owned();
        partial.push(format!(".{}.partial", std::process::id()));
        let partial = Path::new(&partial);
        let mut file = File::create(partial).with_context(place)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let folder = path.parent().filter(|folder| folder.is_dir());
        let seen = |rows| bar.set_message(format!("{name}: {rows} rows"));
        let written = self.write(job, format, folder, &mut file, &seen);
        let outcome = written.and_then(|rows| {
            fs::rename(partial, path).with_context(place)?;
            Ok(rows)
        });
        if outcome.is_err() {
            // The reason of the failure is what counts; a leftover is named for what it is.
            let _ = fs::remove_file(partial);
        }
        bar.file_done();
        outcome
    }

    /// Writes a table, telling `seen` of its rows; `folder` takes what a format keeps meanwhile.
    fn write(
        &self,
        job: &Job<'_>,
        format: Format,
        folder: Option<&Path>,
        out: &mut File,
        seen: &dyn Fn(u64),
    ) -> anyhow::Result<u64> {
        let ready = prepared::prepare(&self.engine, job.request.clone(), &job.ask, format);
        let ready = self.runtime.block_on(ready);
        let ready = ready.map_err(|errors| Unfit(job.name.to_owned(), messages(&errors)))?;
        let about = About {
            name: job.name.to_owned(),
            title: job.title.to_owned(),
            query_hash: document_digest(&job.request.query),
            as_of: prepared::as_of(&job.ask, self.today),
            data_version: self.version.id.clone(),
            licence: licence::expression(&self.version.origins),
            csv: format!("{}.csv", job.name),
            folder: folder.map(Path::to_owned),
        };
        let written = self.readers.read(|snapshot| {
            let from = Reading { engine: &self.engine, snapshot, today: self.today };
            ready.write(from, format, &about, out, seen)
        })?;
        written.map_err(|failed| anyhow::anyhow!("{}: {}", job.name, reason(failed)))
    }
}

/// A table that cannot be as it was asked for: its name, and why.
#[derive(Debug, thiserror::Error)]
#[error("{0}: {1}")]
struct Unfit(String, String);

fn format_of(ending: &str) -> anyhow::Result<Format> {
    Format::of_ending(ending).with_context(|| {
        let known: Vec<_> = FORMATS.iter().map(|facts| facts.ending).collect();
        format!("there is no format {ending}; there are {}", known.join(", "))
    })
}

fn messages(errors: &[Error]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; ")
}

fn reason(failed: Failed) -> String {
    match failed {
        Failed::Refused(errors) | Failed::Failed(errors) => messages(&errors),
        Failed::TooLarge(error) | Failed::Missing(error) => error.message,
        Failed::Output(error) => error.to_string(),
        Failed::Enough => String::new(),
    }
}
