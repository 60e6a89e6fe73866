//! The commands. Only here is anything printed, and only here do errors become exit codes.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line talks")]

use std::{io::Read, path::Path, process::ExitCode};

use anyhow::{Context, bail};

use crate::{
    clock,
    config::{Command, Common, Config, Serve},
    graphql::{Answer, Engine, Request, guard::Limits},
    seed,
    store::{self, Changes, Store},
    web,
};

/// Carries out what the command line asks for.
#[must_use]
pub fn run(config: &Config) -> ExitCode {
    log_to_stderr(config.common.log_json);
    let serve = Command::Serve(config.serve.clone());
    match carry_out(config.command.as_ref().unwrap_or(&serve), &config.common) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("consortia: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(command: &Command, common: &Common) -> anyhow::Result<()> {
    match command {
        Command::Serve(options) => serve(common, options),
        Command::Check { folder } => check(folder.as_deref()),
        Command::Seed => {
            println!("{}", seeded(&mut Store::open(&common.db)?)?);
            Ok(())
        }
        Command::Schema => {
            print!("{}", Engine::new(Limits::default())?.sdl());
            Ok(())
        }
        Command::Query { file, variables, operation } => {
            query(common, file, variables, operation.clone())
        }
        Command::Backup { to } => {
            store::backup(&common.db, to)?;
            println!("{} is a verified copy of {}", to.display(), common.db.display());
            Ok(())
        }
        Command::Inspect => {
            println!("{}", store::check(&common.db)?);
            Ok(())
        }
    }
}

fn log_to_stderr(json: bool) {
    use tracing_subscriber::{EnvFilter, fmt};
    let filter =
        EnvFilter::try_from_env("CONSORTIA_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    // A second call in one process (tests) finds the log set up already.
    let _ = if json { log.json().try_init() } else { log.try_init() };
}

/// Brings the seeded facts of a store to what the seed in the binary says.
fn seeded(store: &mut Store) -> anyhow::Result<Changes> {
    let files = seed::embedded();
    let registry = match seed::read(&files) {
        Ok(registry) => registry,
        Err(problems) => bail!("the seed in this program is broken: {}", list(&problems)),
    };
    Ok(store.apply(&registry, &seed::digest(&files))?)
}

fn list(problems: &[seed::Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn check(folder: Option<&Path>) -> anyhow::Result<()> {
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
            println!("{registry}");
            Ok(())
        }
        Err(problems) => {
            eprintln!("{}", list(&problems));
            bail!("{} problem(s) found; nothing was written", problems.len())
        }
    }
}

fn query(
    common: &Common,
    file: &Path,
    variables: &str,
    operation_name: Option<String>,
) -> anyhow::Result<()> {
    let mut query = String::new();
    if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut query).context("standard input")?;
    } else {
        query = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    }
    let variables = serde_json::from_str(variables).context("--variables: give a JSON object")?;
    let mut store = Store::open(&common.db)?;
    seeded(&mut store)?;
    let engine = Engine::new(Limits::default())?;
    let today = clock::today(store.newest_source_day()?);
    let request = Request { query, operation_name, variables };
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let answer = match runtime.block_on(engine.prepare(&request)) {
        Ok(prepared) => store.readers().read(|snapshot| engine.run(&prepared, snapshot, today))?,
        Err(errors) => Answer::refused(&errors),
    };
    println!("{}", answer.body);
    if !answer.executed {
        bail!("the document was not answered");
    }
    Ok(())
}

fn serve(common: &Common, options: &Serve) -> anyhow::Result<()> {
    let mut store = Store::open(&common.db)?;
    let changes = seeded(&mut store)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(options.listen)
            .await
            .with_context(|| format!("{}: cannot listen there", options.listen))?;
        let address = listener.local_addr()?;
        println!("consortia {}", env!("CARGO_PKG_VERSION"));
        println!("  seed      {changes}");
        println!("  database  {}", common.db.display());
        println!("  API       http://{address}/graphql");
        println!("  GraphiQL  http://{address}/graphiql");
        println!("  schema    http://{address}/schema.graphql");
        println!("  {}", web::assets::status_line());
        web::serve(listener, store).await
    })
}
