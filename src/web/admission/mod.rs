//! What keeps the service standing whoever comes: bounds on requests in flight and on what one client may spend.
//! What a document may ask for is bounded before, in `graphql::guard`.

pub mod client;
pub mod concurrency;
pub mod rate_limit;
pub mod request;
