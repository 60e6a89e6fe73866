//! What keeps the service standing whoever comes: bounds on connections, on requests in flight and on what
//! one client may spend. What a document may ask for is bounded before, in `graphql::guard`.

pub mod budget;
pub mod client;
pub mod connections;
pub mod gate;
