//! Selects the operation of a document that a request means.

use async_graphql::{
    Name,
    parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType},
};

use crate::graphql::engine::error::{Code, Error};

/// The operation that is named, or the only one; and its name, empty if it has none.
///
/// # Errors
/// When there is no operation of that name, or no name and several operations.
pub fn select_operation<'d>(
    document: &'d ExecutableDocument,
    name: Option<&str>,
) -> Result<(&'d str, &'d OperationDefinition), Error> {
    let bad = |rule: String| Error::bad_input("operationName", rule);
    let (name, operation) = match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => ("", operation),
        (DocumentOperations::Single(_), Some(name)) => {
            return Err(bad(format!("the document's one operation has no name, not `{name}`")));
        }
        (DocumentOperations::Multiple(operations), None) if operations.len() == 1 => {
            let one = operations.iter().next();
            let Some((name, operation)) = one else { return Err(bad("no operation".to_owned())) };
            (name.as_str(), operation)
        }
        (DocumentOperations::Multiple(operations), name) => {
            let known = name.and_then(|name| operations.get_key_value(name));
            let Some((name, operation)) = known else {
                let mut names: Vec<_> = operations.keys().map(Name::as_str).collect();
                names.sort_unstable();
                let names = names.join(", ");
                return Err(bad(format!("name one of the document's operations: {names}")));
            };
            (name.as_str(), operation)
        }
    };
    Ok((name, &operation.node))
}

/// Refuses documents with a mutation or subscription, whichever operation is meant.
///
/// # Errors
/// The first operation that is no query.
pub fn reject_non_queries(document: &ExecutableDocument) -> Result<(), Error> {
    let other = document.operations.iter().find(|(_, it)| it.node.ty != OperationType::Query);
    match other {
        None => Ok(()),
        Some((_, operation)) => {
            let rule = format!("This registry answers queries; it has no {}.", operation.node.ty);
            Err(Error::new(Code::OperationNotSupported, rule).at(operation.pos))
        }
    }
}
