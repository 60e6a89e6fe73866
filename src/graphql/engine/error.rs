//! Errors of GraphQL responses: one type, and the closed list of codes in `extensions.code`.

use std::time::Duration;

use async_graphql::{Pos, ServerError};
use serde_json::{Map, Value as Json, json};

use crate::limits::responses::{MAX_EXCERPT_BYTES, MAX_MESSAGE_BYTES};

/// The closed list of codes in `extensions.code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The document is not GraphQL.
    ParseFailed,
    /// The document is not valid for the schema.
    ValidationFailed,
    /// The value of an argument or a variable is invalid in a way that the schema's types cannot express.
    BadUserInput,
    /// Several records have the key that an argument gives.
    Ambiguous,
    /// No record has the key that an argument gives.
    NotFound,
    /// The operation exceeds a limit on its complexity, such as its depth or the rows of all its pages.
    TooComplex,
    /// A limit on size, rate or concurrency is exceeded.
    LimitExceeded,
    /// The operation is a mutation or a subscription.
    OperationNotSupported,
    /// The server has no document with this id or hash.
    DocumentNotFound,
    /// The document is not persisted, and the server executes only persisted documents.
    DocumentNotPersisted,
    /// The request exceeded its time limit.
    Timeout,
    /// The server failed. Its log has the cause under the id of the request.
    Internal,
}

impl Code {
    /// Every code with its meaning, for the documentation and its test.
    pub const ALL: [(Self, &'static str); 12] = [
        (Self::ParseFailed, "The document is not GraphQL."),
        (Self::ValidationFailed, "The document is not valid for the schema."),
        (
            Self::BadUserInput,
            "The value of an argument or a variable is invalid; the message says which and why.",
        ),
        (
            Self::Ambiguous,
            "Several records have the key of an argument; the message and `extensions.candidates` list them.",
        ),
        (
            Self::NotFound,
            "No record has the key of an argument. Also for a table: there is nothing of what it is about.",
        ),
        (
            Self::TooComplex,
            "The operation exceeds a limit on its complexity, such as its depth or the rows of all its pages.",
        ),
        (Self::LimitExceeded, "A limit on size, rate or concurrency is exceeded."),
        (
            Self::OperationNotSupported,
            "The server executes queries only, no mutations or subscriptions.",
        ),
        (
            Self::DocumentNotFound,
            "The server has no document with this id or hash; send the text of the document.",
        ),
        (
            Self::DocumentNotPersisted,
            "The server executes only persisted documents, and this is not one of them.",
        ),
        (Self::Timeout, "The request exceeded its time limit."),
        (Self::Internal, "The server failed; its log has the cause under the id of the request."),
    ];

    /// The value of `extensions.code`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::ParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::ValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::Ambiguous => "AMBIGUOUS",
            Self::NotFound => "NOT_FOUND",
            Self::TooComplex => "QUERY_TOO_COMPLEX",
            Self::LimitExceeded => "LIMIT_EXCEEDED",
            Self::OperationNotSupported => "OPERATION_NOT_SUPPORTED",
            Self::DocumentNotFound => "PERSISTED_QUERY_NOT_FOUND",
            Self::DocumentNotPersisted => "DOCUMENT_NOT_PERSISTED",
            Self::Timeout => "TIMEOUT",
            Self::Internal => "INTERNAL_SERVER_ERROR",
        }
    }
}

/// An error of a request or of a field.
#[derive(Clone, Debug)]
pub struct Error {
    /// What is wrong, where, and what to do.
    pub message: String,
    /// The kind of error, for programs.
    pub code: Code,
    /// The position in the document, if the error has one.
    pub at: Option<Pos>,
    /// Further members of `extensions`, such as the name of the invalid argument.
    pub extensions: Map<String, Json>,
    /// Whether an argument with this error fails its field alone. Any other error of an argument refuses the request.
    pub is_of_field: bool,
    /// What failed in the server. It is logged and never sent to a client.
    pub cause: Option<String>,
}

impl Error {
    /// An error without a position and further extensions.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            code,
            at: None,
            extensions: Map::new(),
            is_of_field: false,
            cause: None,
        }
    }

    /// An invalid value of an argument or a variable; `rule` says what is wrong with it.
    #[must_use]
    pub fn bad_input(argument: &str, rule: impl std::fmt::Display) -> Self {
        Self::new(Code::BadUserInput, format!("{argument}: {rule}")).with("argument", argument)
    }

    /// A key that several records have; `rule` lists them. It depends on the data, so it fails only its field.
    #[must_use]
    pub fn ambiguous(argument: &str, rule: impl std::fmt::Display) -> Self {
        Self { code: Code::Ambiguous, ..Self::bad_input(argument, rule) }.of_field()
    }

    /// A key that no record has; `rule` says which. It depends on the data, so it fails only its field.
    #[must_use]
    pub fn not_found(argument: &str, rule: impl std::fmt::Display) -> Self {
        Self { code: Code::NotFound, ..Self::bad_input(argument, rule) }.of_field()
    }

    /// The same error, which fails only the field with the argument.
    #[must_use]
    pub fn of_field(self) -> Self {
        Self { is_of_field: true, ..self }
    }

    /// A failure of the server. The client does not see `cause`.
    #[must_use]
    pub fn internal(cause: impl Into<String>) -> Self {
        let message = "The server failed to execute the request. Try again.";
        Self { cause: Some(cause.into()), ..Self::new(Code::Internal, message) }
    }

    /// A request that took longer than the limit of that name.
    #[must_use]
    pub fn timeout(limit: &str, allowed: Duration) -> Self {
        let message = format!(
            "The request exceeded the time limit of {} s. Request less, or split it into several requests.",
            allowed.as_secs_f64()
        );
        Self::new(Code::Timeout, message).with("limit", limit)
    }

    /// The same error with a position in the document, unless it has one.
    #[must_use]
    pub fn at(mut self, place: Pos) -> Self {
        self.at.get_or_insert(place);
        self
    }

    /// The same error with one more extension.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.extensions.insert(name.to_owned(), value.into());
        self
    }

    /// The same error with the exceeded limit by its name in [`Limits::table`](crate::limits::Limits::table).
    #[must_use]
    pub fn limit(self, name: &str, requested: u64, allowed: u64) -> Self {
        self.with("limit", name).with("asked", requested).with("allowed", allowed)
    }

    /// An error of async-graphql's validation.
    #[must_use]
    pub fn of_validation(error: &ServerError) -> Self {
        let mut own = Self::new(Code::ValidationFailed, &error.message);
        own.at = error.locations.first().copied();
        own
    }

    /// An error of async-graphql's parser. Of its message only the last line is used, which says what was expected; the
    /// lines before quote the document. Some errors of the parser are errors of validation.
    #[must_use]
    pub fn of_parser(error: &async_graphql::parser::Error) -> Self {
        use async_graphql::parser::Error as ParserError;
        let text = error.to_string();
        let last = text.lines().last().unwrap_or_default().trim_start_matches([' ', '=']);
        let mut own = match error {
            ParserError::MultipleOperations { .. }
            | ParserError::OperationDuplicated { .. }
            | ParserError::FragmentDuplicated { .. }
            | ParserError::MissingOperation => Self::new(Code::ValidationFailed, last),
            _ => Self::new(Code::ParseFailed, format!("Syntax error: {last}")),
        };
        own.at = error.positions().next();
        own
    }

    /// The error as a member of `errors`.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut message = self.message.clone();
        if message.len() > MAX_MESSAGE_BYTES {
            message.truncate(message.floor_char_boundary(MAX_MESSAGE_BYTES));
            message.push('…');
        }
        let mut extensions = self.extensions.clone();
        extensions.insert("code".to_owned(), self.code.word().into());
        let mut error = json!({ "message": message, "extensions": extensions });
        if let Some(at) = self.at {
            error["locations"] = json!([{ "line": at.line, "column": at.column }]);
        }
        error
    }
}

impl From<crate::store::Error> for Error {
    /// Clients do not see why the store failed, unless the time was up.
    fn from(error: crate::store::Error) -> Self {
        if matches!(error, crate::store::Error::Interrupted) {
            let message = "The request exceeded its time limit. Request less, or split it into several requests.";
            return Self::new(Code::Timeout, message).with("limit", "execution_time");
        }
        Self::internal(error.to_string())
    }
}

/// The start of a text, short enough for an error message.
#[must_use]
pub fn excerpt(value: &str) -> String {
    let mut text = value.to_owned();
    if text.len() > MAX_EXCERPT_BYTES {
        text.truncate(text.floor_char_boundary(MAX_EXCERPT_BYTES));
        text.push('…');
    }
    text
}
