//! The whole service: state, handlers and router put together, served, and the database closed at the end.

use std::{mem, sync::Arc};

use tokio::net::TcpSocket;

use super::{
    admission::{Admission, Clients},
    cors::{self, AllowedOrigins},
    dispatch::Dispatcher,
    graphql_http::{Documents, GraphqlEndpoint},
    integrity, overwrite,
    router::{Handlers, router},
    server,
    settings::Settings,
    state::AppState,
    tables::Tables,
};
use crate::{
    cache::Usage,
    limits::{
        Limits, ServerLimits, TableLimits,
        http::{CONNECTION_BYTES, RESERVED_DESCRIPTORS},
        memory::MemoryPlan,
        tables::MEMORY_ROWS,
    },
    store::{self, Store},
};

/// Serves the store at a bound socket until the process is told to stop. `ready` is called as soon as connections are
/// accepted.
///
/// # Errors
/// If the database cannot be read or checkpointed, a file that the settings name is malformed, or the address is in use.
pub async fn serve(
    socket: TcpSocket,
    store: Store,
    settings: Settings,
    ready: impl FnOnce(),
) -> anyhow::Result<()> {
    let dispatcher = Arc::new(dispatcher(&store, settings)?);
    let (watch, overwritten) = overwrite::watch(&store);
    integrity::check_repeatedly(dispatcher.app(), store.path().to_owned());
    tokio::select! {
        () = server::serve(server::listen(socket)?, dispatcher, ready) => {}
        () = overwritten => {}
    }
    if watch.has_seen_overwriting() {
        let error = store::Error::Overwritten(store.path().to_owned());
        // Closing it would write what is left in the log into the new file.
        mem::forget(store);
        return Err(error.into());
    }
    if let Some(rescued) = store.save_if_moved()? {
        let (path, rescued) = (store.path().display(), rescued.display());
        tracing::warn!("{path} was removed or replaced while it was served; saved as {rescued}");
    }
    Ok(store.checkpoint()?)
}

fn dispatcher(store: &Store, settings: Settings) -> anyhow::Result<Dispatcher> {
    let Settings { persisted_documents, allowed_origins, memory, .. } = settings;
    let limits = fit(settings.limits, &memory);
    let clients = Clients::new(settings.api_keys.as_deref(), settings.trusted_proxies);
    let clients = clients.map_err(anyhow::Error::msg)?;
    let admission = Admission::new(clients, limits, settings.slow_query)?;
    let app = Arc::new(AppState::new(store, admission, limits, memory, settings.restarts)?);
    for (name, budget) in ["bodies", "answers"].into_iter().zip(app.admission.budgets()) {
        let budget = budget.clone();
        let usage = move || Usage { used: budget.used(), total: budget.total() };
        app.metrics.watch(name, Box::new(usage));
    }
    let registered_bytes = memory.caches.registered;
    let documents =
        Arc::new(Documents::new(persisted_documents, settings.only_persisted, registered_bytes));
    let graphql = GraphqlEndpoint::new(app.clone(), documents.clone());
    let tables = Tables::new(store, app.clone(), documents, settings.spool)?;
    let handlers = Handlers { app, graphql: Arc::new(graphql), tables: Arc::new(tables) };
    let router = router(&handlers, cors::layer(&allowed_origins));
    let is_public = allowed_origins == AllowedOrigins::Any;
    Ok(Dispatcher::new(handlers.app, handlers.graphql, router, is_public))
}

/// The limits with as many connections as memory and descriptors allow, the bytes that memory has for bodies, and rows of
/// tables that it has room for.
fn fit(limits: Limits, memory: &MemoryPlan) -> Limits {
    let by_memory = memory.connections / CONNECTION_BYTES;
    // With few descriptors the other half is for files.
    let by_descriptors = server::raise_limit()
        .map_or(u64::MAX, |all| all.saturating_sub(RESERVED_DESCRIPTORS).max(all / 2));
    let connections = limits.server.connections.min(by_memory).min(by_descriptors).max(1);
    if connections < limits.server.connections {
        tracing::info!(
            connections,
            by_memory,
            by_descriptors,
            "fewer connections than --connections: memory or the limit on open files allows no more"
        );
    }
    let server = ServerLimits {
        connections,
        receiving_bytes: memory.bodies,
        sending_bytes: memory.answers,
        ..limits.server
    };
    let row_bytes = limits.table.row_bytes.min(memory.tables / MEMORY_ROWS);
    let cell_bytes = limits.table.cell_bytes.min(row_bytes);
    Limits { server, table: TableLimits { cell_bytes, row_bytes, ..limits.table }, ..limits }
}
