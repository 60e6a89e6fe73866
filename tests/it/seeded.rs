//! The seed in a database, shared by all tests that only read it.

use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use consortia::{domain::record, graphql::Response, seed};
use serde_json::{Value as Json, json};

pub use crate::support::TODAY;
use crate::support::TestApp;

static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::with(|_| {}));

/// A registry that tests on several threads can query.
pub struct Registry(Mutex<TestApp>);

/// The seeded registry.
pub fn registry() -> &'static Registry {
    &REGISTRY
}

impl Registry {
    /// The seed with a change.
    pub fn with(change: impl FnOnce(&mut record::Registry)) -> Self {
        let mut registry = seed::read(&seed::embedded()).unwrap();
        change(&mut registry);
        Self(Mutex::new(TestApp::new(&registry)))
    }

    /// The application. A test that has failed meanwhile has changed nothing of it.
    fn lock(&self) -> MutexGuard<'_, TestApp> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Calls `work` with the application.
    pub fn with_app<T>(&self, work: impl FnOnce(&TestApp) -> T) -> T {
        work(&self.lock())
    }

    /// The response to a query.
    pub fn answer(&self, query: &str, variables: Json) -> Response {
        self.lock().answer_on(TODAY, query, variables)
    }

    /// The data of a response, which must have no errors.
    pub fn ask(&self, query: &str) -> Json {
        let mut body = self.body(query);
        assert!(body.get("errors").is_none(), "{query}\n{body:#}");
        body["data"].take()
    }

    /// The first error of a response, which must have one and no data.
    pub fn refusal(&self, query: &str) -> Json {
        let mut body = self.body(query);
        assert!(body.get("data").is_none(), "{query}\n{body:#}");
        body["errors"][0].take()
    }

    /// A response.
    pub fn body(&self, query: &str) -> Json {
        serde_json::from_str(&self.answer(query, json!({})).body).unwrap()
    }
}
