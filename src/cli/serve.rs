//! `consortia serve` and `consortia health`: the HTTP server, and whether one runs.

use std::{net::SocketAddr, path::Path, process::ExitCode, time::Duration};

use anyhow::Context;

use super::{
    args::ServeOptions,
    memory::{PromisedMemory, promised_memory},
    output, persisted_documents, seed,
};
use crate::{
    limits::memory::MemoryPlan,
    store::{self, Changes},
    web,
};

/// Threads for work that blocks, for each thread that answers requests: large requests, tables, and reading files.
const BLOCKING_THREADS: usize = 4;

/// Updates the database to the seed and serves it until the process is told to stop: in a process of its own, which is
/// started again if it dies, or in this one.
///
/// # Errors
/// When the database, the address or a file of the options cannot be used.
pub fn serve(db: &Path, options: &ServeOptions) -> anyhow::Result<ExitCode> {
    #[cfg(target_os = "linux")]
    {
        use web::supervisor::{ServerProcess, supervise};
        if let Some(process) = ServerProcess::from_environment() {
            let ready = || process.report_ready();
            return serve_at(process.attach()?, db, options, process.restarts, ready);
        }
        if !options.no_supervisor {
            return supervise(options.listen, db);
        }
    }
    serve_at(web::bind(options.listen)?, db, options, 0, || {})
}

/// Whether a supervisor started this process to serve: everything that precedes serving is done.
pub fn is_server_process() -> bool {
    #[cfg(target_os = "linux")]
    return web::supervisor::ServerProcess::from_environment().is_some();
    #[cfg(not(target_os = "linux"))]
    false
}

/// Serves at a bound socket until the process is told to stop. `restarts` is how often a server process died before, and
/// `ready` is called as soon as connections are accepted.
fn serve_at(
    socket: web::TcpSocket,
    db: &Path,
    options: &ServeOptions,
    restarts: u64,
    ready: impl FnOnce(),
) -> anyhow::Result<ExitCode> {
    let memory = promised_memory(options.memory);
    let settings = web::Settings { restarts, ..settings(options, &memory)? };
    // A file that was emptied or removed while it was served must not come back as a new database with the seed only.
    let opened = if restarts == 0 { seed::open(db) } else { seed::open_existing(db) };
    let seed::SeededStore { store, changes } = opened?;
    // An empty log cannot be applied to another file that somebody puts in the place of this one.
    if let Err(error) = store.checkpoint() {
        tracing::warn!("{error}");
    }
    if restarts == 0 && store.lacks_coordinates()? {
        tracing::warn!("{}", store::LACKS_COORDINATES);
    }
    let address = socket.local_addr()?;
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = settings.memory.threads(processors);
    let runtime = web::idle_time::runtime(threads, threads * BLOCKING_THREADS)?;
    let outcome = runtime.block_on(web::serve(socket, store, settings, || {
        ready();
        if restarts == 0 {
            // The server runs on if standard output is closed.
            let _ = output::print(startup_message(&changes, db, address, &memory));
        }
    }));
    if outcome.is_err() {
        // Operations that still run are not waited for.
        runtime.shutdown_background();
    }
    outcome.map(|()| ExitCode::SUCCESS)
}

/// Asks the server at the listen address whether it is healthy.
///
/// # Errors
/// When it does not answer, or answers that it is not.
pub fn health(address: SocketAddr) -> anyhow::Result<()> {
    web::monitoring::probe::check(address)
        .with_context(|| format!("no healthy server at {address}"))
}

/// The settings of the server that the options give.
fn settings(options: &ServeOptions, memory: &PromisedMemory) -> anyhow::Result<web::Settings> {
    let folder = options.persisted_documents.as_deref();
    let documents = persisted_documents::load(folder, options.limits())?;
    let memory = match options.response_cache_bytes {
        Some(bytes) => MemoryPlan::with_response_cache(memory.bytes, bytes),
        None => Ok(MemoryPlan::for_size(memory.bytes)),
    };
    Ok(web::Settings {
        limits: options.limits(),
        persisted_documents: documents,
        only_persisted: options.only_persisted_documents,
        allowed_origins: options.cors.clone(),
        api_keys: options.api_keys.clone(),
        trusted_proxies: options.trusted_proxies.clone(),
        memory: memory.map_err(anyhow::Error::msg)?,
        spool: options.spool,
        slow_query: Duration::from_millis(options.slow_query_ms),
        restarts: 0,
    })
}

/// What the server prints once it accepts requests.
fn startup_message(
    changes: &Changes,
    db: &Path,
    address: SocketAddr,
    memory: &PromisedMemory,
) -> String {
    format!(
        "consortia {}
  seed      {changes}
  database  {}
  memory    {memory}
  Explorer  http://{address}/
  API       http://{address}/graphql
  GraphiQL  http://{address}/graphiql
  tables    http://{address}/data
  schema    http://{address}/schema.graphql
  pages     {}",
        env!("CARGO_PKG_VERSION"),
        db.display(),
        web::pages::status_line(),
    )
}
