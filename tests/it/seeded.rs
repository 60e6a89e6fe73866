//! The first edition in a database of its own, made once for all tests that only read it.

use std::sync::{LazyLock, Mutex};

use consortia::{
    graphql::{Answer, Engine, Request, guard::Limits},
    seed,
    store::{Store, readers::Readers},
};
use serde_json::{Map, Value as Json};

/// A registry to ask, with the day on which it is asked.
pub struct Registry {
    engine: Engine,
    readers: Readers,
    today: i64,
    // Held so that the file lives as long as its readers.
    _store: Mutex<Store>,
    _folder: tempfile::TempDir,
}

/// The day of every test: 2026-11-21.
const TODAY: i64 = 20_778;

static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::with(|_| {}));

/// The seeded registry.
pub fn registry() -> &'static Registry {
    &REGISTRY
}

impl Registry {
    /// The first edition with a change.
    pub fn with(change: impl FnOnce(&mut consortia::domain::record::Registry)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("seed.db")).unwrap();
        let mut registry = seed::read(&seed::embedded()).unwrap();
        change(&mut registry);
        store.apply(&registry, "of a test").unwrap();
        let engine = Engine::new(Limits::default()).unwrap();
        let readers = store.readers();
        Self { engine, readers, today: TODAY, _store: Mutex::new(store), _folder: folder }
    }

    /// The answer to a document.
    pub fn answer(&self, query: &str, variables: Json) -> Answer {
        let variables = match variables {
            Json::Object(variables) => variables,
            _ => Map::new(),
        };
        let request = Request { query: query.to_owned(), operation_name: None, variables };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        match runtime.block_on(self.engine.prepare(&request)) {
            Ok(prepared) => self
                .readers
                .read(|snapshot| self.engine.run(&prepared, snapshot, self.today))
                .unwrap(),
            Err(errors) => Answer::refused(&errors),
        }
    }

    /// The `data` of an answer that must have no errors.
    pub fn ask(&self, query: &str) -> Json {
        let answer = self.answer(query, Json::Null);
        let mut body: Json = serde_json::from_str(&answer.body).unwrap();
        assert!(body.get("errors").is_none(), "{query}\n{body:#}");
        body["data"].take()
    }

    /// The first error of an answer that must have one.
    pub fn refusal(&self, query: &str) -> Json {
        let answer = self.answer(query, Json::Null);
        let mut body: Json = serde_json::from_str(&answer.body).unwrap();
        assert!(body.get("data").is_none(), "{query}\n{body:#}");
        body["errors"][0].take()
    }
}
