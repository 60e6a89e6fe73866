//! Selects the operation of a document that a request executes.

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
            return Err(bad(format!(
                "unknown operation `{name}`; the only operation has no name, so leave `operationName` out"
            )));
        }
        (DocumentOperations::Multiple(operations), None) if operations.len() == 1 => {
            let one = operations.iter().next();
            let Some((name, operation)) = one else {
                return Err(bad("the document has no operation".to_owned()));
            };
            (name.as_str(), operation)
        }
        (DocumentOperations::Multiple(operations), name) => {
            let known = name.and_then(|name| operations.get_key_value(name));
            let Some((name, operation)) = known else {
                let mut names: Vec<_> = operations.keys().map(Name::as_str).collect();
                names.sort_unstable();
                let names = names.join(", ");
                return Err(bad(format!(
                    "expected the name of an operation of the document: {names}"
                )));
            };
            (name.as_str(), operation)
        }
    };
    Ok((name, &operation.node))
}

/// Refuses documents that have a mutation or a subscription, even if another operation is selected.
///
/// # Errors
/// The first operation that is not a query.
pub fn reject_non_queries(document: &ExecutableDocument) -> Result<(), Error> {
    let other = document.operations.iter().find(|(_, it)| it.node.ty != OperationType::Query);
    match other {
        None => Ok(()),
        Some((_, operation)) => {
            let rule =
                format!("The server executes queries only; remove the {}.", operation.node.ty);
            Err(Error::new(Code::OperationNotSupported, rule).at(operation.pos))
        }
    }
}
