//! The parameters of a request, read from a body or an address and held to their types.

use axum::{extract::Query, http::Uri};
use serde_json::{Map, Value as Json};

use crate::graphql::{CostReporting, Error};

/// What a request says, in the words of the GraphQL over HTTP specification.
#[derive(Debug, Default, PartialEq)]
pub struct Incoming {
    /// The document's text.
    pub query: Option<String>,
    /// The document's name or hash instead.
    pub document_id: Option<String>,
    /// Which of its operations.
    pub operation_name: Option<String>,
    /// Variables by name.
    pub variables: Map<String, Json>,
    /// The hash of Apollo's automatic persisted queries.
    pub persisted: Option<String>,
    /// Whether it asks for its charge.
    pub cost: CostReporting,
}

/// The parameters that there are; others are ignored, as the specification asks.
const PARAMETERS: [&str; 5] = ["query", "documentId", "operationName", "variables", "extensions"];

impl Incoming {
    /// Reads the body of a POST.
    ///
    /// # Errors
    /// What is not of the form that the specification gives: the parameter, its type, where it stands.
    pub fn of_body(body: &[u8]) -> Result<Self, Error> {
        let parameters = match serde_json::from_slice(body) {
            Ok(Json::Object(parameters)) => parameters,
            Ok(Json::Array(_)) => {
                let rule =
                    "send one JSON object; lists of requests are not taken, so send each by itself";
                return Err(Error::bad_input("the body", rule));
            }
            Ok(_) => {
                return Err(Error::bad_input(
                    "the body",
                    "send a JSON object, with `query` at least",
                ));
            }
            Err(error) => {
                let (line, column) = (error.line(), error.column());
                let rule =
                    format!("this is not JSON in UTF-8, from line {line}, column {column} on");
                return Err(Error::bad_input("the body", rule));
            }
        };
        Self::of(parameters)
    }

    /// Reads the address of a GET, in which `variables` and `extensions` are JSON.
    ///
    /// # Errors
    /// As [`Self::of_body`], and a parameter that is given twice.
    pub fn of_address(uri: &Uri) -> Result<Self, Error> {
        let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(uri) else {
            return Err(Error::bad_input(
                "the address",
                "its parameters are not encoded as in a form",
            ));
        };
        let mut parameters = Map::new();
        for (name, value) in pairs {
            let Some(known) = PARAMETERS.iter().find(|known| **known == name) else { continue };
            if parameters.contains_key(*known) {
                return Err(Error::bad_input(known, "give it once"));
            }
            let value = match *known {
                _ if value.is_empty() => Json::Null,
                "variables" | "extensions" => serde_json::from_str(&value)
                    .map_err(|_| Error::bad_input(known, "give a JSON object"))?,
                _ => Json::String(value),
            };
            parameters.insert(name, value);
        }
        Self::of(parameters)
    }

    fn of(mut parameters: Map<String, Json>) -> Result<Self, Error> {
        let mut text = |name: &str| match parameters.remove(name) {
            None | Some(Json::Null) => Ok(None),
            Some(Json::String(text)) => Ok(Some(text)),
            Some(_) => Err(Error::bad_input(name, "give a text")),
        };
        let (query, document_id) = (text("query")?, text("documentId")?);
        let operation_name = text("operationName")?.filter(|name| !name.is_empty());
        let mut object = |name: &str| match parameters.remove(name) {
            None | Some(Json::Null) => Ok(Map::new()),
            Some(Json::Object(fields)) => Ok(fields),
            Some(_) => Err(Error::bad_input(name, "give a JSON object")),
        };
        let (variables, extensions) = (object("variables")?, object("extensions")?);
        let (persisted, cost) = (persisted(&extensions)?, told(&extensions)?);
        Ok(Self { query, document_id, operation_name, variables, persisted, cost })
    }
}

/// `extensions.persistedQuery` of Apollo: `{ "version": 1, "sha256Hash": "…" }`.
fn persisted(extensions: &Map<String, Json>) -> Result<Option<String>, Error> {
    let Some(persisted) = extensions.get("persistedQuery").filter(|given| !given.is_null()) else {
        return Ok(None);
    };
    let place = "extensions.persistedQuery";
    if persisted.get("version").and_then(Json::as_i64) != Some(1) {
        return Err(Error::bad_input(place, "only version 1 is known"));
    }
    match persisted.get("sha256Hash").and_then(Json::as_str) {
        Some(hash) => Ok(Some(hash.to_ascii_lowercase())),
        None => {
            Err(Error::bad_input(place, "give `sha256Hash`, the SHA-256 of the document as a text"))
        }
    }
}

/// `extensions.cost`: true asks for the charge beside the answer, `"DRY_RUN"` for the charge alone.
fn told(extensions: &Map<String, Json>) -> Result<CostReporting, Error> {
    match extensions.get("cost") {
        None | Some(Json::Null | Json::Bool(false)) => Ok(CostReporting::Off),
        Some(Json::Bool(true)) => Ok(CostReporting::On),
        Some(Json::String(word)) if word == "DRY_RUN" => Ok(CostReporting::DryRun),
        Some(_) => Err(Error::bad_input("extensions.cost", "give true or \"DRY_RUN\"")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_of_the_right_form_are_read() {
        let body = br#"{"query":"{a}","operationName":null,"variables":{"v":1},"extensions":{"cost":true},"more":[]}"#;
        let read = Incoming::of_body(body).unwrap();
        assert_eq!((read.query.as_deref(), read.cost), (Some("{a}"), CostReporting::On));
        assert_eq!(read.variables["v"], 1);
        let body = br#"{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"ABC"}}}"#;
        assert_eq!(Incoming::of_body(body).unwrap().persisted.as_deref(), Some("abc"));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (body, named) in [
            ("", "JSON"),
            ("{", "column 1"),
            ("null", "object"),
            ("[]", "lists"),
            ("\"\\ud800\"", "JSON"),
            (r#"{"query":7}"#, "query"),
            (r#"{"documentId":[]}"#, "documentId"),
            (r#"{"operationName":{}}"#, "operationName"),
            (r#"{"variables":[]}"#, "variables"),
            (r#"{"extensions":"x"}"#, "extensions"),
            (r#"{"extensions":{"cost":"yes"}}"#, "extensions.cost"),
            (r#"{"extensions":{"persistedQuery":7}}"#, "persistedQuery"),
            (r#"{"extensions":{"persistedQuery":{"version":2,"sha256Hash":"a"}}}"#, "version 1"),
            (r#"{"extensions":{"persistedQuery":{"version":1}}}"#, "sha256Hash"),
        ] {
            let error = Incoming::of_body(body.as_bytes()).unwrap_err();
            assert!(error.message.contains(named), "{body}: {}", error.message);
        }
        assert!(Incoming::of_body(b"{\"query\":\"\xff\"}").is_err());
    }

    #[test]
    fn addresses_carry_the_same() {
        let read = |uri: &'static str| Incoming::of_address(&Uri::from_static(uri));
        let address = "/graphql?query=%7Ba%7D&variables=%7B%22v%22:1%7D&operationName=&utm=x";
        let incoming = read(address).unwrap();
        assert_eq!((incoming.query.as_deref(), incoming.operation_name), (Some("{a}"), None));
        assert_eq!(incoming.variables["v"], 1);
        assert_eq!(read("/graphql?documentId=a").unwrap().document_id.as_deref(), Some("a"));
        for wrong in [
            "/graphql?query=a&query=b",
            "/graphql?query=a&variables=7",
            "/graphql?query=a&variables=%7B",
            "/graphql?query=a&extensions=%5B%5D",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
