//! What the machine, axum and SQLite allow, without GraphQL: the yardsticks of `bench/run` and `bench/run-box.sh`.
//!
//! - `ceilings grow <database>`: adds clusters `BOX 1`, `BOX 8` and `BOX 200`, of as many founders with twenty
//!   partners each, among 5,000 further organizations, to a registry made by `consortia seed`.
//! - `ceilings serve <database> <port>`: answers on 127.0.0.1; port 0 takes any free one.
//!
//! What it answers, by the last part of the address; of a body only `variables` is looked at:
//!
//! | address | answer | |
//! | --- | --- | --- |
//! | `/graphql` | the question on the box | B |
//! | `/q1` `/q2` `/q3` | the questions of that name | B |
//! | `/affiliations` | all affiliations, a line each | B |
//! | `/network` `/reach` `/path` | searches over lists in memory | |
//! | `/constant/q1` ... | always the same, as large as that answer: HTTP alone | A |
//!
//! B: prepared statements, JSON written straight from their rows. See `bench/README.md`.

mod graph;
mod grow;
mod json;
mod question;
mod world;

use std::{cell::RefCell, env, process::ExitCode, sync::Arc};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::any,
};
use graph::Graph;
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use serde::Deserialize;
use tokio::sync::OnceCell;

/// Whatever goes wrong in a yardstick ends the request.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

thread_local! {
    /// One connection for each thread of the server.
    static CONNECTION: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

#[derive(Default, Deserialize)]
struct Body<'b> {
    #[serde(borrow, default)]
    variables: Variables<'b>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Variables<'b> {
    cluster: &'b str,
    ror: &'b str,
    from: &'b str,
    to: &'b str,
}

/// What requests share.
struct Yardstick {
    database: String,
    graph: OnceCell<Graph>,
    /// Answers of `/constant`, for the bodies that came there first.
    constant: [OnceCell<Bytes>; 3],
}

fn main() -> ExitCode {
    let words: Vec<_> = env::args().skip(1).collect();
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["grow", database] => grow::grow(database),
        ["serve", database, port] => serve(database, port),
        _ => Err("usage: ceilings grow <database> | serve <database> <port>".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ceilings: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve(database: &str, port: &str) -> Result<(), Failure> {
    let port: u16 = port.parse()?;
    let shared = Yardstick {
        database: database.to_owned(),
        graph: OnceCell::new(),
        constant: Default::default(),
    };
    let app = Router::new()
        .route("/{question}", any(answer))
        .route("/constant/{question}", any(constant))
        .with_state(Arc::new(shared));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        println!("  API       http://{}/graphql", listener.local_addr()?);
        Ok(axum::serve(listener, app).await?)
    })
}

async fn answer(
    State(shared): State<Arc<Yardstick>>,
    Path(question): Path<String>,
    body: Bytes,
) -> Response {
    respond(by_hand(&shared, &question, &body).await.map(Bytes::from))
}

async fn constant(
    State(shared): State<Arc<Yardstick>>,
    Path(question): Path<String>,
    body: Bytes,
) -> Response {
    let place = ["q1", "q2", "q3"].iter().position(|known| *known == question);
    let Some(place) = place else { return respond(Err("no such question".into())) };
    let made = shared.constant[place]
        .get_or_try_init(|| async { by_hand(&shared, &question, &body).await.map(Bytes::from) });
    respond(made.await.cloned())
}

fn respond(made: Result<Bytes, Failure>) -> Response {
    match made {
        Ok(answer) => {
            ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], answer).into_response()
        }
        Err(error) => (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    }
}

async fn by_hand(shared: &Yardstick, question: &str, body: &[u8]) -> Result<String, Failure> {
    let body: Body = if body.is_empty() { Body::default() } else { serde_json::from_slice(body)? };
    let Variables { cluster, ror, from, to } = body.variables;
    let graph = || shared.graph.get_or_try_init(|| async { Graph::read(&open(&shared.database)?) });
    let mut out = String::with_capacity(16 << 10);
    match question {
        "network" => graph().await?.network(ror, true, &mut out)?,
        "reach" => graph().await?.network(ror, false, &mut out)?,
        "path" => graph().await?.path(from, to, &mut out)?,
        _ => CONNECTION.with_borrow_mut(|slot| {
            let db = match slot {
                Some(connection) => connection,
                None => slot.insert(open(&shared.database)?),
            };
            match question {
                "graphql" => out = question::answer(db, cluster)?,
                "q1" => world::one(db, ror, &mut out)?,
                "q2" => world::nested(db, ror, &mut out)?,
                "q3" => world::page(db, &mut out)?,
                "affiliations" => world::affiliations(db, &mut out)?,
                other => return Err(Failure::from(format!("no question is called {other}"))),
            }
            Ok(())
        })?,
    }
    Ok(out)
}

/// A connection that only reads, with the settings of the registry's readers.
fn open(database: &str) -> Result<Connection, Failure> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(database, flags)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "mmap_size", 1_i64 << 30)?;
    Ok(connection)
}
