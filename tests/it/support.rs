//! An application over a temporary database, which answers GraphQL requests.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{cell::RefCell, fmt::Debug, sync::LazyLock};

use consortia::{
    domain::{date::Day, record::Registry},
    graphql::{CostReporting, Engine, Request, Response, registry_engine},
    limits::{DocumentLimits, Limits, memory::CacheSizes},
    store::{ReaderPool, Store},
};
use proptest::{
    strategy::Strategy,
    test_runner::{Config, TestCaseError, TestRunner},
};
use serde_json::Value as Json;
use tempfile::TempDir;

/// The day of the tests, 2026-11-21, whatever the clock of the machine says.
pub const TODAY: Day = 20_778;

/// One engine for all tests; it does not depend on a database. Tests that select every field need long documents with many
/// aliases.
pub static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let document = DocumentLimits {
        bytes: 40_000,
        fields: 4_000,
        aliases: 1_000,
        ..DocumentLimits::default()
    };
    registry_engine(Limits { document, ..Limits::default() }, &CacheSizes::default()).unwrap()
});

pub struct TestApp {
    pub store: Store,
    pub readers: ReaderPool,
    seed_version: u64,
    _folder: TempDir,
}

impl TestApp {
    /// An application over `registry`.
    pub fn new(registry: &Registry) -> Self {
        let mut app = Self::over(tempfile::tempdir().unwrap());
        app.apply(registry);
        app
    }

    /// An application over the file `registry.db` of a folder, which may have been written before.
    pub fn over(folder: TempDir) -> Self {
        let store = Store::open(&folder.path().join("registry.db")).unwrap();
        let readers = store.reader_pool(Limits::default().request.execution_time);
        Self { readers, store, seed_version: 0, _folder: folder }
    }

    /// Updates the database to `registry`, as a program with a newer seed does.
    pub fn apply(&mut self, registry: &Registry) {
        self.seed_version += 1;
        self.store.apply(registry, &self.seed_version.to_string()).unwrap();
    }

    /// The response to a query on [`TODAY`], or on the day of the newest source if that is later.
    pub fn ask(&self, query: &str, variables: Json) -> Json {
        let newest_source = self.store.newest_source_day().unwrap();
        self.ask_on(newest_source.map_or(TODAY, |day| day.max(TODAY)), query, variables)
    }

    /// The response to a query on this day.
    pub fn ask_on(&self, today: Day, query: &str, variables: Json) -> Json {
        serde_json::from_str(&self.answer_on(today, query, variables).body).unwrap()
    }

    /// The response as the engine returns it, with the number of SQL statements.
    pub fn answer_on(&self, today: Day, query: &str, variables: Json) -> Response {
        let variables = match variables {
            Json::Object(variables) => variables,
            other => panic!("variables have to be an object, not {other}"),
        };
        self.execute(today, &Request { query: query.into(), variables, ..Request::default() })
    }

    /// How many steps of SQLite's machine a query takes.
    pub fn steps(&self, today: Day, query: &str) -> u64 {
        let request =
            Request { query: query.into(), cost: CostReporting::On, ..Request::default() };
        let body: Json = serde_json::from_str(&self.execute(today, &request).body).unwrap();
        body["extensions"]["cost"]["steps"].as_u64().unwrap_or_else(|| panic!("{query}: {body}"))
    }

    fn execute(&self, today: Day, request: &Request) -> Response {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        match runtime.block_on(ENGINE.prepare(request)) {
            Ok(prepared) => self.readers.read(|it| ENGINE.execute(&prepared, it, today)).unwrap(),
            Err(errors) => Response::from_errors(&errors),
        }
    }

    /// The data of a response without errors.
    pub fn data(&self, query: &str, variables: Json) -> Json {
        let mut response = self.ask(query, variables);
        assert!(response.get("errors").is_none(), "{query}: {response}");
        response["data"].take()
    }
}

/// Runs `test` with random cases, all in one database.
pub fn for_random_cases<T: Debug>(
    cases: u32,
    strategy: &impl Strategy<Value = T>,
    test: impl Fn(&mut TestApp, T) -> Result<(), TestCaseError>,
) {
    let app = RefCell::new(TestApp::new(&Registry::default()));
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(strategy, |case| test(&mut app.borrow_mut(), case)).unwrap();
}

/// The text at `pointer` in every item of a list.
pub fn texts(list: &Json, pointer: &str) -> Vec<String> {
    let text = |item: &Json| item.pointer(pointer).and_then(Json::as_str).unwrap().to_owned();
    list.as_array().unwrap().iter().map(text).collect()
}
