//! What a client is told when a request cannot be answered: one type, one closed list of codes.

use async_graphql::{Pos, ServerError};
use serde_json::{Map, Value as Json, json};

use crate::limits::responses::MAX_MESSAGE_BYTES;

/// The closed list of codes in `extensions.code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The document is not GraphQL.
    ParseFailed,
    /// The document does not fit the schema.
    ValidationFailed,
    /// An argument or variable breaks a rule that the schema's types cannot express.
    BadUserInput,
    /// The document asks for more than one request may.
    TooComplex,
    /// Something of the request or its answer is larger than it may be, or there are too many at once.
    LimitExceeded,
    /// The registry has no operations of this kind.
    OperationNotSupported,
    /// No document is known by that name or hash.
    DocumentNotFound,
    /// The document is not a persisted document, and only those are executed here.
    DocumentNotPersisted,
    /// The request took longer than a request may.
    Timeout,
    /// The service failed; the log has the cause under the request's id.
    Internal,
}

impl Code {
    /// Every code with its meaning, for the documentation and its test.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::ParseFailed, "The document is not GraphQL."),
        (Self::ValidationFailed, "The document does not fit the schema."),
        (Self::BadUserInput, "An argument or variable breaks a rule; the message names both."),
        (Self::TooComplex, "The document asks for more than one request may."),
        (
            Self::LimitExceeded,
            "Something of the request or its answer is larger than it may be, or there are too many at once.",
        ),
        (Self::OperationNotSupported, "The registry answers queries only."),
        (Self::DocumentNotFound, "No document is known by that name or hash; send its text."),
        (Self::DocumentNotPersisted, "Only persisted documents are answered here."),
        (Self::Timeout, "The request took longer than a request may."),
        (Self::Internal, "The service failed; the log has the cause under the request's id."),
    ];

    /// The word in `extensions.code`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::ParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::ValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::BadUserInput => "BAD_USER_INPUT",
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

/// Why a request was not answered.
#[derive(Clone, Debug)]
pub struct Error {
    /// For the person who wrote the request: place, rule and cure.
    pub message: String,
    /// For the program that sent it.
    pub code: Code,
    /// Where in the document.
    pub at: Option<Pos>,
    /// More for `extensions`: the argument at fault, candidates.
    pub extensions: Map<String, Json>,
    /// What went wrong inside, for the log alone.
    pub cause: Option<String>,
}

impl Error {
    /// An error of the given code.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { message: message.into(), code, at: None, extensions: Map::new(), cause: None }
    }

    /// An argument or variable that breaks a rule.
    #[must_use]
    pub fn bad_input(argument: &str, rule: impl std::fmt::Display) -> Self {
        Self::new(Code::BadUserInput, format!("{argument}: {rule}")).with("argument", argument)
    }

    /// A failure of the service: a client learns no more than that one happened.
    #[must_use]
    pub fn internal(cause: impl Into<String>) -> Self {
        let rule = "The registry could not answer; please try again.";
        Self { cause: Some(cause.into()), ..Self::new(Code::Internal, rule) }
    }

    /// The same at a place in the document.
    #[must_use]
    pub fn at(mut self, place: Pos) -> Self {
        self.at.get_or_insert(place);
        self
    }

    /// The same with one more extension.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.extensions.insert(name.to_owned(), value.into());
        self
    }

    /// The same with the limit that was passed, by its name in [`crate::limits::Limits`].
    #[must_use]
    pub fn limit(self, name: &str, asked: u64, allowed: u64) -> Self {
        self.with("limit", name).with("asked", asked).with("allowed", allowed)
    }

    /// What the framework found wrong with a document that it parsed.
    #[must_use]
    pub fn of_validation(error: &ServerError) -> Self {
        let mut own = Self::new(Code::ValidationFailed, &error.message);
        own.at = error.locations.first().copied();
        own
    }

    /// What the parser found. Its own message repeats the line of the document; only the last line,
    /// which says what was expected, is kept. Some rules that it checks are none of syntax.
    #[must_use]
    pub fn of_parser(error: &async_graphql::parser::Error) -> Self {
        use async_graphql::parser::Error as Found;
        let text = error.to_string();
        let last = text.lines().last().unwrap_or_default().trim_start_matches([' ', '=']);
        let mut own = match error {
            Found::MultipleOperations { .. }
            | Found::OperationDuplicated { .. }
            | Found::FragmentDuplicated { .. }
            | Found::MissingOperation => Self::new(Code::ValidationFailed, last),
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
    /// Storage failures are for the log: a client learns no more than that one happened.
    fn from(error: crate::store::Error) -> Self {
        if matches!(error, crate::store::Error::Interrupted) {
            let rule =
                "The request took longer than a request may; ask for less, or in several requests.";
            return Self::new(Code::Timeout, rule).with("limit", "execution_time");
        }
        Self::internal(error.to_string())
    }
}

/// The beginning of a value's text, short enough for a message.
#[must_use]
pub fn excerpt(value: &str) -> String {
    const LONGEST: usize = 40;
    let mut text = value.to_owned();
    if text.len() > LONGEST {
        text.truncate(text.floor_char_boundary(LONGEST));
        text.push('…');
    }
    text
}
