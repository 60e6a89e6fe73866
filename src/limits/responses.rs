//! Responses.

/// Errors of one response.
pub const MAX_ERRORS: usize = 20;
/// Bytes of one error message.
pub const MAX_MESSAGE_BYTES: usize = 600;
/// Bytes of a client's value that an error message quotes.
pub const MAX_EXCERPT_BYTES: usize = 40;
/// Known words that an error suggests for an unknown one.
pub const MAX_SUGGESTIONS: usize = 3;
/// Bytes of an unknown word for which similar words are looked for.
pub const MAX_SUGGESTED_BYTES: usize = 64;
/// Candidates that the error for an ambiguous key lists.
pub const MAX_CANDIDATES: usize = 20;
/// Bytes that are reserved for a response before it is written.
pub const MAX_RESERVED_BYTES: usize = 1 << 20;
