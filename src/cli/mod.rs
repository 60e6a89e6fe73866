//! The commands. Only here is anything printed, and only here do errors become exit codes.

#![expect(clippy::print_stderr, reason = "errors go to the person at the command line")]

mod args;
mod export;

use std::{
    io::{IsTerminal, Read, Write},
    net::SocketAddr,
    path::Path,
    process::ExitCode,
    time::Duration,
};

use anyhow::{Context, bail};

use crate::{
    clock,
    domain::record::Registry,
    graphql::{Answer, Engine, PersistedDocuments, Request},
    import::{self, InvalidRecords, RorImporter, TableImporter},
    limits::Limits,
    seed,
    store::{self, Changes, Store},
    web,
};

pub use self::args::Config;
use self::{
    args::{Command, Common, Import, Serve},
    export::{Exporter, STANDARD_OUTPUT},
};

/// Carries out what the command line asks for.
#[must_use]
pub fn run(config: &Config) -> ExitCode {
    log_to_stderr(config.common.log_json);
    let serve = Command::Serve(config.serve.clone());
    match carry_out(config.command.as_ref().unwrap_or(&serve), &config.common) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read the output has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("consortia: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(command: &Command, common: &Common) -> anyhow::Result<()> {
    // An absolute path is a file to SQLite, whatever it is called.
    let db = std::path::absolute(&common.db).context("--db")?;
    let common = &Common { db, ..common.clone() };
    match command {
        Command::Serve(options) => serve(common, options),
        Command::Check { path } => check(path.as_deref()),
        Command::Seed => say(seeded(&mut Store::open(&common.db)?)?),
        Command::Import(what) => take_in(common, what),
        Command::Schema => say(Engine::new(Limits::default())?.sdl().trim_end()),
        Command::Query { file, variables, operation, times, format, to, set } => {
            let request = request(file, variables, operation.clone())?;
            match format {
                None => query(common, &request, *times),
                Some(format) => {
                    let mut store = Store::open(&common.db)?;
                    seeded(&mut store)?;
                    let to = to.clone().unwrap_or_else(|| format!("table.{format}").into());
                    let rows = Exporter::new(&store)?.document(request, set, format, &to)?;
                    if to == Path::new(STANDARD_OUTPUT) {
                        // The table alone stands there.
                        return Ok(());
                    }
                    say(format_args!("{} has {rows} rows", to.display()))
                }
            }
        }
        Command::Export { names, format, to, set } => {
            let mut store = Store::open(&common.db)?;
            seeded(&mut store)?;
            let lines = Exporter::new(&store)?.reports(names, format, set, to)?;
            say(lines.join("\n"))
        }
        Command::Backup { to } => {
            let to = &std::path::absolute(to).context("the new file")?;
            store::backup(&common.db, to)?;
            say(format_args!("{} is a verified copy of {}", to.display(), common.db.display()))
        }
        Command::Health(options) => {
            let listen = options.listen;
            web::health::ask(listen).with_context(|| format!("{listen}: no healthy server"))
        }
    }
}

fn log_to_stderr(json: bool) {
    use tracing_subscriber::{EnvFilter, fmt};
    let filter =
        EnvFilter::try_from_env("CONSORTIA_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    let log = log.with_ansi(std::io::stderr().is_terminal());
    // A second call in one process (tests) finds the log set up already.
    let _ = if json { log.json().try_init() } else { log.try_init() };
}

/// Brings the seeded facts of a store to what the seed in the binary says.
fn seeded(store: &mut Store) -> anyhow::Result<Changes> {
    let digest = seed::digest(&seed::embedded());
    if store.holds_seed(&digest)? {
        return Ok(Changes::default());
    }
    Ok(store.apply(&own_seed()?, &digest)?)
}

/// The seed in the binary.
fn own_seed() -> anyhow::Result<Registry> {
    match seed::read(&seed::embedded()) {
        Ok(registry) => Ok(registry),
        Err(problems) => bail!("the seed in this program is broken: {}", list(&problems)),
    }
}

/// Carries out an import. A dry run without a database works on one that vanishes.
fn take_in(common: &Common, what: &Import) -> anyhow::Result<()> {
    let (Import::Ror { dry_run, .. } | Import::Table { dry_run, .. }) = what;
    let dry_run = *dry_run;
    let folder = tempfile::tempdir()?;
    let absent = dry_run && !common.db.exists();
    let db = if absent { folder.path().join("dry-run.db") } else { common.db.clone() };
    let mut store = Store::open(&db)?;
    if absent || !dry_run {
        seeded(&mut store)?;
    }
    let today = Some(crate::clock::today(None));
    let options = import::Options { dry_run, today, different: own_seed()?.different };
    say(match what {
        Import::Ror { file, release, .. } => {
            let release = release.as_deref().map(str::parse).transpose().context("--release")?;
            import::run(&mut store, &RorImporter::new(file, release)?, &options)?
        }
        Import::Table { file, map, keep_going, .. } => {
            let invalid = if *keep_going { InvalidRecords::Skip } else { InvalidRecords::Fail };
            import::run(&mut store, &TableImporter::new(file, map, invalid)?, &options)?
        }
    })
}

fn list(problems: &[seed::Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Checks what the path names: a database, a folder of seed files, or the seed in the program.
fn check(path: Option<&Path>) -> anyhow::Result<()> {
    match path {
        Some(path) if !path.is_dir() => {
            let path = std::path::absolute(path).with_context(|| path.display().to_string())?;
            say(store::check(&path)?)
        }
        folder => check_seed(folder),
    }
}

fn check_seed(folder: Option<&Path>) -> anyhow::Result<()> {
    let outcome = match folder.map(seed::folder) {
        None => seed::read(&seed::embedded()),
        Some(Err(problems)) => Err(problems),
        Some(Ok(files)) => {
            let files: Vec<_> = files.iter().map(seed::OwnedFile::as_file).collect();
            seed::read(&files)
        }
    };
    match outcome {
        Ok(registry) => {
            let what = folder.map(|folder| folder.display().to_string());
            say(format_args!(
                "{}: {registry}",
                what.as_deref().unwrap_or("the seed in this program")
            ))
        }
        Err(problems) => {
            eprintln!("{}", list(&problems));
            bail!("{} problem(s) found; nothing was written", problems.len())
        }
    }
}

/// The request that a file and the command line make.
fn request(
    file: &Path,
    variables: &str,
    operation_name: Option<String>,
) -> anyhow::Result<Request> {
    let mut query = String::new();
    if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut query).context("standard input")?;
    } else {
        query = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    }
    let variables = serde_json::from_str(variables).context("--variables: give a JSON object")?;
    Ok(Request { query: query.into(), operation_name, variables, ..Request::default() })
}

/// Answers a document, `times` times over.
fn query(common: &Common, request: &Request, times: u32) -> anyhow::Result<()> {
    let mut store = Store::open(&common.db)?;
    seeded(&mut store)?;
    let engine = Engine::new(Limits::default())?;
    let today = clock::today(store.newest_source_day()?);
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let readers = store.readers();
    let answer = || -> Result<_, store::Error> {
        match runtime.block_on(engine.prepare(request)) {
            Ok(prepared) => readers.read(|snapshot| engine.run(&prepared, snapshot, today)),
            Err(errors) => Ok(Answer::refused(&errors)),
        }
    };
    for _ in 1..times {
        answer()?;
    }
    let answer = answer()?;
    say(answer.body)?;
    if !answer.executed {
        bail!("the document was not answered");
    }
    Ok(())
}

fn serve(common: &Common, options: &Serve) -> anyhow::Result<()> {
    let settings = settings(options)?;
    let mut store = Store::open(&common.db)?;
    let changes = seeded(&mut store)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = web::listen(options.listen)
            .with_context(|| format!("{}: cannot listen there; another program may have it, so name another with --listen", options.listen))?;
        let address = listener.local_addr()?;
        web::serve(listener, store, settings, || {
            // A server goes on whether or not somebody reads where it listens.
            let _ = say(welcome(&changes, &common.db, address));
        })
        .await
    })
}

/// How to serve, as the flags have it.
fn settings(options: &Serve) -> anyhow::Result<web::Settings> {
    let mut published = PersistedDocuments::embedded();
    if let Some(folder) = &options.published {
        published.add_folder(folder).with_context(|| folder.display().to_string())?;
    }
    Ok(web::Settings {
        limits: options.limits(),
        published,
        only_published: options.only_published,
        origins: options.cors.clone(),
        api_keys: options.api_keys.clone(),
        trusted_proxies: options.trusted_proxies.clone(),
        kept: options.keep << 20,
        slow: Duration::from_millis(options.slow),
    })
}

/// What a server says when it is ready.
fn welcome(changes: &Changes, db: &Path, address: SocketAddr) -> String {
    format!(
        "consortia {}\n  seed      {changes}\n  database  {}\n  Explorer  http://{address}/\n  \
         API       http://{address}/graphql\n  GraphiQL  http://{address}/graphiql\n  tables    http://{address}/data\n  schema    http://{address}/schema.graphql\n  pages     {}",
        env!("CARGO_PKG_VERSION"),
        db.display(),
        web::assets::status_line(),
    )
}

/// Prints a line.
fn say(line: impl std::fmt::Display) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let cause = error.downcast_ref::<std::io::Error>();
    cause.is_some_and(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
