//! What responses have in common: the table of statuses, media types, content encoding, conditions, headers.

pub mod content_encoding;
pub mod default_headers;
pub mod header_bounds;
pub mod if_none_match;
pub mod media_type;
pub mod outcome;
pub mod quality;
pub mod rate_limit_status;
pub mod reply;

pub use media_type::MediaType;
pub use outcome::Outcome;
pub use rate_limit_status::RateLimitStatus;
pub use reply::Reply;
