//! The parameters of a GraphQL request, read from a body or a URL and checked for their types.

use axum::{extract::Query, http::Uri};
use serde_json::{Map, Value as Json};

use crate::graphql::{CostReporting, Error, strict_json};

/// The parameters that the GraphQL over HTTP specification defines, and the extensions that this server knows.
#[derive(Debug, Default, PartialEq)]
pub struct RequestParameters {
    /// The text of the document.
    pub query: Option<String>,
    /// The name or hash of a document, instead of its text.
    pub document_id: Option<String>,
    /// Which operation of the document.
    pub operation_name: Option<String>,
    /// Variables by name.
    pub variables: Map<String, Json>,
    /// The hash of Apollo's automatic persisted queries, in lower case.
    pub persisted_query_hash: Option<String>,
    /// Whether the response should report the cost of the operation.
    pub cost: CostReporting,
}

/// The names of the parameters. Others are ignored, as the specification demands.
const NAMES: [&str; 5] = ["query", "documentId", "operationName", "variables", "extensions"];

impl RequestParameters {
    /// Reads the body of a POST.
    ///
    /// # Errors
    /// If the body is not a JSON object, or a parameter has the wrong type.
    pub fn from_body(body: &[u8]) -> Result<Self, Error> {
        let problem = match strict_json::parse(body) {
            Ok(Json::Object(parameters)) => return Self::from_map(parameters),
            Ok(Json::Array(_)) => {
                "expected a JSON object; batches are not supported, send each request by itself"
                    .to_owned()
            }
            Ok(_) => "expected a JSON object".to_owned(),
            Err(error) if error.is_data() => error.to_string(),
            Err(error) => {
                let (line, column) = (error.line(), error.column());
                format!("invalid JSON at line {line}, column {column}; send JSON in UTF-8")
            }
        };
        Err(Error::bad_input("body", problem))
    }

    /// Reads the query of a URL, in which `variables` and `extensions` are JSON.
    ///
    /// # Errors
    /// If the query is not form-urlencoded, a parameter is repeated or has the wrong type.
    pub fn from_query_string(uri: &Uri) -> Result<Self, Error> {
        let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(uri) else {
            return Err(Error::bad_input("url", "the query string is not form-urlencoded"));
        };
        let mut parameters = Map::new();
        for (name, value) in pairs {
            let Some(known) = NAMES.iter().find(|known| **known == name) else { continue };
            if parameters.contains_key(*known) {
                return Err(Error::bad_input(known, "repeated; give it once"));
            }
            let value = match *known {
                _ if value.is_empty() => Json::Null,
                "variables" | "extensions" => strict_json::parse_object(value.as_bytes())
                    .map_err(|rule| Error::bad_input(known, rule))?
                    .into(),
                _ => Json::String(value),
            };
            parameters.insert(name, value);
        }
        Self::from_map(parameters)
    }

    /// Refuses parameters in the URL of a POST: the body has them, and those of the URL would be ignored.
    ///
    /// # Errors
    /// If there is one.
    pub fn refuse_in_url(uri: &Uri) -> Result<(), Error> {
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(uri).map(|Query(pairs)| pairs);
        let pairs = pairs.unwrap_or_default();
        match NAMES.iter().find(|known| pairs.iter().any(|(name, _)| name == *known)) {
            Some(name) => {
                Err(Error::bad_input(name, "send it in the body of the POST, not in the URL"))
            }
            None => Ok(()),
        }
    }

    fn from_map(mut parameters: Map<String, Json>) -> Result<Self, Error> {
        let mut string = |name: &str| match parameters.remove(name) {
            None | Some(Json::Null) => Ok(None),
            Some(Json::String(text)) => Ok(Some(text)),
            Some(_) => Err(Error::bad_input(name, "expected a string")),
        };
        let (query, document_id) = (string("query")?, string("documentId")?);
        let operation_name = string("operationName")?.filter(|name| !name.is_empty());
        let mut object = |name: &str| match parameters.remove(name) {
            None | Some(Json::Null) => Ok(Map::new()),
            Some(Json::Object(fields)) => Ok(fields),
            Some(_) => Err(Error::bad_input(name, "expected a JSON object")),
        };
        let (variables, extensions) = (object("variables")?, object("extensions")?);
        let persisted_query_hash = persisted_query_hash(&extensions)?;
        let cost = cost(&extensions)?;
        Ok(Self { query, document_id, operation_name, variables, persisted_query_hash, cost })
    }
}

/// `extensions.persistedQuery` of Apollo: `{ "version": 1, "sha256Hash": "…" }`.
fn persisted_query_hash(extensions: &Map<String, Json>) -> Result<Option<String>, Error> {
    let persisted_query = extensions.get("persistedQuery").filter(|value| !value.is_null());
    let Some(persisted_query) = persisted_query else { return Ok(None) };
    let invalid = |rule| Error::bad_input("extensions.persistedQuery", rule);
    if persisted_query.get("version").and_then(Json::as_i64) != Some(1) {
        return Err(invalid("only version 1 is supported"));
    }
    match persisted_query.get("sha256Hash").and_then(Json::as_str) {
        Some(hash) => Ok(Some(hash.to_ascii_lowercase())),
        None => Err(invalid("`sha256Hash` is missing: the SHA-256 of the document, as a string")),
    }
}

/// `extensions.cost`: `true` to report the cost with the response, `"DRY_RUN"` to report it instead of executing.
fn cost(extensions: &Map<String, Json>) -> Result<CostReporting, Error> {
    match extensions.get("cost") {
        None | Some(Json::Null | Json::Bool(false)) => Ok(CostReporting::Off),
        Some(Json::Bool(true)) => Ok(CostReporting::On),
        Some(Json::String(word)) if word == "DRY_RUN" => Ok(CostReporting::DryRun),
        Some(_) => Err(Error::bad_input("extensions.cost", "expected true or \"DRY_RUN\"")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_has_all_parameters() {
        let body = br#"{"query":"{a}","operationName":null,"variables":{"v":1},"extensions":{"cost":true},"more":[]}"#;
        let read = RequestParameters::from_body(body).unwrap();
        assert_eq!((read.query.as_deref(), read.cost), (Some("{a}"), CostReporting::On));
        assert_eq!(read.variables["v"], 1);
        let body = br#"{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"ABC"}}}"#;
        assert_eq!(
            RequestParameters::from_body(body).unwrap().persisted_query_hash.as_deref(),
            Some("abc")
        );
    }

    #[test]
    fn an_error_names_the_parameter_and_the_problem() {
        for (body, named) in [
            ("", "JSON"),
            ("{", "column 1"),
            ("null", "object"),
            ("[]", "batches"),
            ("\"\\ud800\"", "JSON"),
            (r#"{"query":"{a}","query":"{b}"}"#, "duplicate key `query`"),
            (r#"{"query":"{a}","variables":{"v":1,"v":2}}"#, "duplicate key `v`"),
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
            let error = RequestParameters::from_body(body.as_bytes()).unwrap_err();
            assert!(error.message.contains(named), "{body}: {}", error.message);
        }
        assert!(RequestParameters::from_body(b"{\"query\":\"\xff\"}").is_err());
    }

    #[test]
    fn a_url_has_the_same_parameters() {
        let read = |uri: &'static str| RequestParameters::from_query_string(&Uri::from_static(uri));
        let address = "/graphql?query=%7Ba%7D&variables=%7B%22v%22:1%7D&operationName=&utm=x";
        let parameters = read(address).unwrap();
        assert_eq!((parameters.query.as_deref(), parameters.operation_name), (Some("{a}"), None));
        assert_eq!(parameters.variables["v"], 1);
        assert_eq!(read("/graphql?documentId=a").unwrap().document_id.as_deref(), Some("a"));
        for wrong in [
            "/graphql?query=a&query=b",
            "/graphql?query=a&variables=7",
            "/graphql?query=a&variables=%7B",
            "/graphql?query=a&variables=%7B%22v%22:1,%22v%22:2%7D",
            "/graphql?query=a&extensions=%5B%5D",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_post_has_no_parameters_in_its_url() {
        let check = |uri: &'static str| RequestParameters::refuse_in_url(&Uri::from_static(uri));
        let error = check("/graphql?variables=%7B%7D").unwrap_err();
        assert!(
            error.message.starts_with("variables: send it in the body of the POST"),
            "{error:?}"
        );
        assert!(check("/graphql?query=a").is_err());
        assert!(check("/graphql").is_ok() && check("/graphql?utm=x").is_ok());
    }
}
