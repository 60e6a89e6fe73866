//! The first edition in a database of its own, made once for all tests that only read it.

use std::sync::{LazyLock, Mutex};

use consortia::{domain::record, graphql::Response, seed};
use serde_json::{Value as Json, json};

use crate::support::TestApp;

/// The day of every test: 2026-11-21.
pub const TODAY: i64 = 20_778;

static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::with(|_| {}));

/// A registry to ask, shared by tests that run side by side.
pub struct Registry(Mutex<TestApp>);

/// The seeded registry.
pub fn registry() -> &'static Registry {
    &REGISTRY
}

impl Registry {
    /// The first edition with a change.
    pub fn with(change: impl FnOnce(&mut record::Registry)) -> Self {
        let mut registry = seed::read(&seed::embedded()).unwrap();
        change(&mut registry);
        Self(Mutex::new(TestApp::new(&registry)))
    }

    /// Something with the application itself.
    pub fn with_app<T>(&self, work: impl FnOnce(&TestApp) -> T) -> T {
        work(&self.0.lock().unwrap())
    }

    /// The answer to a document.
    pub fn answer(&self, query: &str, variables: Json) -> Response {
        self.0.lock().unwrap().answer_on(TODAY, query, variables)
    }

    /// The `data` of an answer that must have no errors.
    pub fn ask(&self, query: &str) -> Json {
        let mut body = self.body(query);
        assert!(body.get("errors").is_none(), "{query}\n{body:#}");
        body["data"].take()
    }

    /// The first error of an answer that must have one.
    pub fn refusal(&self, query: &str) -> Json {
        let mut body = self.body(query);
        assert!(body.get("data").is_none(), "{query}\n{body:#}");
        body["errors"][0].take()
    }

    fn body(&self, query: &str) -> Json {
        serde_json::from_str(&self.answer(query, json!({})).body).unwrap()
    }
}
