//! What responses have in common: statuses, media types, content encodings, entity tags.

pub mod content_encoding;
pub mod etag;
pub mod media_type;
pub mod outcome;
pub mod reply;
