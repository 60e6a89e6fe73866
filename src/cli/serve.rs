//! `consortia serve` and `consortia health`: the HTTP server, and whether one runs.

use std::{net::SocketAddr, path::Path, time::Duration};

use anyhow::Context;

use super::{
    args::ServeOptions,
    memory::{PromisedMemory, promised_memory},
    output, persisted_documents, seed,
};
use crate::{limits::memory::MemoryPlan, store::Changes, web};

/// Updates the database to the seed and serves it until the process is told to stop.
///
/// # Errors
/// When the database, the address or a file of the options cannot be used.
pub fn serve(db: &Path, options: &ServeOptions) -> anyhow::Result<()> {
    let memory = promised_memory(options.memory);
    let settings = settings(options, &memory)?;
    let seed::SeededStore { store, changes } = seed::open(db)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = web::listen(options.listen).with_context(|| {
            format!(
                "cannot listen on {}; choose another address with --listen if another program uses it",
                options.listen
            )
        })?;
        let address = listener.local_addr()?;
        web::serve(listener, store, settings, || {
            // The server runs on if standard output is closed.
            let _ = output::print(startup_message(&changes, db, address, &memory));
        })
        .await
    })
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
        slow_query: Duration::from_millis(options.slow_query_ms),
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
