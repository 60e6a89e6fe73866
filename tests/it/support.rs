//! A registry in a temporary database that answers GraphQL documents.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{cell::RefCell, fmt::Debug, sync::LazyLock};

use consortia::{
    clock,
    domain::{date::Day, record::Registry},
    graphql::{Engine, Request, Response, registry_engine},
    limits::{DocumentLimits, Limits},
    store::{ReaderPool, Store},
};
use proptest::{
    strategy::Strategy,
    test_runner::{Config, TestCaseError, TestRunner},
};
use serde_json::Value as Json;
use tempfile::TempDir;

/// One engine for all tests: it knows the schema and no database. Tests that ask for every field need an
/// alias for many of them.
pub static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let document = DocumentLimits { aliases: 1_000, ..DocumentLimits::default() };
    registry_engine(Limits { document, ..Limits::default() }).unwrap()
});

pub struct TestApp {
    pub store: Store,
    pub readers: ReaderPool,
    edition: u64,
    _folder: TempDir,
}

impl TestApp {
    /// An application over `registry`.
    pub fn new(registry: &Registry) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("registry.db")).unwrap();
        let readers = store.reader_pool(Limits::default().request.execution_time);
        let mut app = Self { readers, store, edition: 0, _folder: folder };
        app.apply(registry);
        app
    }

    /// Brings the database to `registry`, as a start with a newer seed does.
    pub fn apply(&mut self, registry: &Registry) {
        self.edition += 1;
        self.store.apply(registry, &self.edition.to_string()).unwrap();
    }

    /// The whole answer to a document.
    pub fn ask(&self, query: &str, variables: Json) -> Json {
        self.ask_on(clock::today(self.store.newest_source_day().unwrap()), query, variables)
    }

    /// The whole answer to a document on a given day.
    pub fn ask_on(&self, today: Day, query: &str, variables: Json) -> Json {
        serde_json::from_str(&self.answer_on(today, query, variables).body).unwrap()
    }

    /// The answer as the engine gives it, with the number of statements it took.
    pub fn answer_on(&self, today: Day, query: &str, variables: Json) -> Response {
        let variables = match variables {
            Json::Object(variables) => variables,
            other => panic!("variables are an object, not {other}"),
        };
        let request =
            Request { query: query.into(), operation_name: None, variables, ..Request::default() };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        match runtime.block_on(ENGINE.prepare(&request)) {
            Ok(prepared) => self.readers.read(|it| ENGINE.execute(&prepared, it, today)).unwrap(),
            Err(errors) => Response::from_errors(&errors),
        }
    }

    /// The data of an answer that has no errors.
    pub fn data(&self, query: &str, variables: Json) -> Json {
        let mut answer = self.ask(query, variables);
        assert!(answer.get("errors").is_none(), "{query}: {answer}");
        answer["data"].take()
    }
}

/// Holds `test` against random cases, all of them in one database.
pub fn hold<T: Debug>(
    cases: u32,
    strategy: &impl Strategy<Value = T>,
    test: impl Fn(&mut TestApp, T) -> Result<(), TestCaseError>,
) {
    let app = RefCell::new(TestApp::new(&Registry::default()));
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(strategy, |case| test(&mut app.borrow_mut(), case)).unwrap();
}

/// The texts under `field` of every item of a list.
pub fn texts(list: &Json, pointer: &str) -> Vec<String> {
    let text = |item: &Json| item.pointer(pointer).and_then(Json::as_str).unwrap().to_owned();
    list.as_array().unwrap().iter().map(text).collect()
}
