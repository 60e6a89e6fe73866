//! The yardstick for the question on the box.
//!
//! - `ceiling-of-the-box grow <database>`: adds clusters `BOX 1`, `BOX 8` and `BOX 200`, of as many founders
//!   with twenty partners each, among 5,000 further organizations, to a registry made by `consortia seed`.
//! - `ceiling-of-the-box serve <database> <port>`: answers `POST /graphql` for `variables.cluster`; what the
//!   document asks is not looked at. Port 0 takes any free one.
//!
//! See `bench/README.md`.

mod grow;
mod question;

use std::{cell::RefCell, env, process::ExitCode, sync::Arc};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use question::Failure;
use rusqlite::Connection;
use serde::Deserialize;

thread_local! {
    /// One connection for each thread of the server.
    static CONNECTION: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

#[derive(Deserialize)]
struct Body<'b> {
    #[serde(borrow)]
    variables: Variables<'b>,
}

#[derive(Deserialize)]
struct Variables<'b> {
    cluster: &'b str,
}

fn main() -> ExitCode {
    let words: Vec<_> = env::args().skip(1).collect();
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["grow", database] => grow::grow(database),
        ["serve", database, port] => serve(database, port),
        _ => Err("usage: ceiling-of-the-box grow <database> | serve <database> <port>".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ceiling-of-the-box: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve(database: &str, port: &str) -> Result<(), Failure> {
    let port: u16 = port.parse()?;
    let app = Router::new().route("/graphql", post(answer)).with_state(Arc::from(database));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        println!("  API       http://{}/graphql", listener.local_addr()?);
        Ok(axum::serve(listener, app).await?)
    })
}

async fn answer(State(database): State<Arc<str>>, body: Bytes) -> Response {
    match by_hand(&database, &body) {
        Ok(answer) => {
            ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], answer).into_response()
        }
        Err(error) => (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    }
}

fn by_hand(database: &str, body: &[u8]) -> Result<String, Failure> {
    let body: Body = serde_json::from_slice(body)?;
    CONNECTION.with_borrow_mut(|slot| {
        let connection = match slot {
            Some(connection) => connection,
            None => slot.insert(question::open(database)?),
        };
        question::answer(connection, body.variables.cluster)
    })
}
