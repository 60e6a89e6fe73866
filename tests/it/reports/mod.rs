//! Reports: the form of tables, their rows, their formats and their addresses.

mod addresses;
mod entry;
mod files;
mod forms;
mod slices;

use std::io::Cursor;

use consortia::{
    graphql::{Error, Request},
    report::{
        Ask, Format,
        prepared::{self, About, Failed, Reading, Ready},
    },
};

use crate::{
    seeded::{TODAY, registry},
    support::ENGINE,
};

/// What parameters ask.
pub fn ask(parameters: &[(&str, &str)]) -> Ask {
    let mut ask = Ask::default();
    for (name, value) in parameters {
        assert!(ask.take(name, value).unwrap(), "{name}");
    }
    ask
}

/// A table ready to be written.
pub fn ready(query: &str, parameters: &[(&str, &str)]) -> Result<Ready, Vec<Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let request = Request { query: query.into(), ..Request::default() };
    runtime.block_on(prepared::prepare(&ENGINE, request, &ask(parameters), Format::Csv))
}

/// What is wrong with a table that cannot be made.
pub fn refusal(query: &str, parameters: &[(&str, &str)]) -> String {
    let Err(errors) = ready(query, parameters) else { panic!("{query}: {parameters:?}") };
    errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join("\n")
}

/// A table of the seeded registry in some format.
pub fn bytes(ready: &Ready, format: Format) -> Result<Vec<u8>, Failed> {
    let about = About {
        name: "table".to_owned(),
        title: "Table".to_owned(),
        query_hash: String::new(),
        as_of: "2026-11-21".to_owned(),
        data_version: "1".to_owned(),
        licence: "MIT".to_owned(),
        csv: "table.csv".to_owned(),
        folder: None,
    };
    let mut out = Cursor::new(Vec::new());
    registry().with_app(|app| {
        app.readers
            .read(|snapshot| {
                let from = Reading { engine: &ENGINE, snapshot, today: TODAY };
                ready.write(from, format, &about, &mut out, |_| ())
            })
            .unwrap()
    })?;
    Ok(out.into_inner())
}

/// A table as text.
pub fn text(query: &str, parameters: &[(&str, &str)], format: Format) -> String {
    let ready = ready(query, parameters).unwrap();
    String::from_utf8(bytes(&ready, format).unwrap()).unwrap()
}

/// A table as the cells of its lines, with nothing quoted in it.
pub fn csv(query: &str, parameters: &[(&str, &str)]) -> Vec<String> {
    text(query, parameters, Format::Csv).lines().map(str::to_owned).collect()
}
