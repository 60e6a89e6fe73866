//! Tables as files, without a server: what `consortia export` and `consortia query --format` do.

use std::{
    fs::{self, File},
    io::{IsTerminal, Write},
    path::Path,
    time::Instant,
};

use anyhow::{Context, bail};
use serde_json::Map;

use crate::{
    clock,
    graphql::{Engine, Error, Request},
    limits::Limits,
    published::Published,
    report::{
        Ask, Format,
        format::FORMATS,
        library::{self, Header, Report},
        run::{self, About, Failed, Reading},
    },
    store::{Store, readers::Readers},
};

/// Nobody else waits for what a person exports.
const TIME_LIMIT: std::time::Duration = std::time::Duration::from_hours(1);

/// Writes tables of one store.
pub struct Exporter {
    engine: Engine,
    readers: Readers,
    today: crate::domain::date::Day,
    version: String,
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
            engine: Engine::new(Limits::default())?,
            readers: store.readers().limited_to(TIME_LIMIT).unmapped(),
            today: clock::today(store.newest_source_day()?),
            version: store.watch()?.edition()?.version.clone(),
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
        let published = Published::embedded();
        let all = library::reports(&published.all())?;
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
        let bar = Bar::new(chosen.len() * formats.len());
        for report in chosen {
            let job = match self.job(report, set) {
                Ok(job) => job,
                Err(errors) if names.is_empty() => {
                    lines.push(format!("{} is left out: {}", report.name, messages(&errors)));
                    bar.file(&report.name);
                    continue;
                }
                Err(errors) => bail!("{}: {}", report.name, messages(&errors)),
            };
            for ending in formats {
                let format = format_of(ending)?;
                let path = folder.join(format!("{}.{ending}", report.name));
                let rows = self.to_file(&job, format, &path, &bar)?;
                lines.push(format!("{} has {rows} rows", path.display()));
            }
            let meta = folder.join(format!("{}.meta.json", report.name));
            self.to_file(&job, Format::Meta, &meta, &bar)?;
        }
        bar.done();
        Ok(lines)
    }

    /// Writes the table of a document to a file.
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
        let bar = Bar::new(1);
        let rows =
            self.to_file(&Job { name: "table", title: &title, request, ask }, format, to, &bar);
        bar.done();
        rows
    }

    fn job<'j>(&self, report: &'j Report, set: &[String]) -> Result<Job<'j>, Vec<Error>> {
        let parameters = self.runtime.block_on(self.engine.parameters(&report.query, None))?;
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
                    let value = self.engine.parameter_value(parameter, &[text]).map_err(one)?;
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
        bar: &Bar,
    ) -> anyhow::Result<u64> {
        let place = || path.display().to_string();
        let ready = run::prepare(&self.engine, job.request.clone(), &job.ask, format);
        let ready = match self.runtime.block_on(ready) {
            Ok(ready) => ready,
            Err(errors) => bail!("{}: {}", job.name, messages(&errors)),
        };
        let mut partial = path.as_os_str().to_owned();
        partial.push(format!(".{}.partial", std::process::id()));
        let partial = Path::new(&partial);
        let mut file = File::create(partial).with_context(place)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let written = self.readers.read(|snapshot| {
            let about = About {
                name: job.name.to_owned(),
                title: job.title.to_owned(),
                query_hash: run::sha256(&job.request.query),
                as_of: run::as_of(&job.ask, self.today),
                data_version: self.version.clone(),
                csv: format!("{}.csv", job.name),
                folder: path.parent().filter(|folder| folder.is_dir()).map(Path::to_owned),
            };
            let from = Reading { engine: &self.engine, snapshot, today: self.today };
            ready.write(from, format, &about, &mut file, |rows| bar.rows(&name, rows))
        });
        let outcome = match written {
            Ok(Ok(rows)) => fs::rename(partial, path).map(|()| rows).with_context(place),
            Ok(Err(failed)) => Err(anyhow::anyhow!("{}: {}", place(), reason(failed))),
            Err(error) => Err(error.into()),
        };
        if outcome.is_err() {
            // The reason of the failure is what counts; a leftover is named for what it is.
            let _ = fs::remove_file(partial);
        }
        bar.file(&name);
        outcome
    }
}

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
        Failed::TooLarge(error) => error.message,
        Failed::Output(error) => error.to_string(),
        Failed::Enough => String::new(),
    }
}

/// How far an export is, for the person who waits; silent where nobody does.
struct Bar {
    all: usize,
    done: std::cell::Cell<usize>,
    drawn: std::cell::Cell<Option<Instant>>,
    shown: bool,
}

impl Bar {
    fn new(all: usize) -> Self {
        let shown = std::io::stderr().is_terminal();
        Self { all, done: 0.into(), drawn: None.into(), shown }
    }

    fn rows(&self, name: &str, rows: u64) {
        const OFTEN: u128 = 100;
        let recent = self.drawn.get().is_some_and(|drawn| drawn.elapsed().as_millis() < OFTEN);
        if self.shown && !recent {
            self.drawn.set(Some(Instant::now()));
            let width = 20;
            let full = (self.done.get() * width / self.all.max(1)).min(width);
            let bar = format!("{}{}", "#".repeat(full), "-".repeat(width - full));
            // Nothing is lost where the terminal is.
            let _ = write!(std::io::stderr(), "\r\x1b[K[{bar}] {name}: {rows} rows");
        }
    }

    fn file(&self, _name: &str) {
        self.done.set(self.done.get() + 1);
    }

    fn done(&self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
