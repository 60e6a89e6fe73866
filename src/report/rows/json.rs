//! Parts of a response as JSON text.

use serde_json::Value as Json;

use super::error::{RowsError, check_complete};
use crate::graphql::tabular::Node;

/// Writes a part of a response as JSON, with its keys in the order of the document.
pub(super) fn write_json<E>(
    node: &Node,
    value: &Json,
    out: &mut String,
) -> Result<(), RowsError<E>> {
    match value {
        Json::Array(items) => {
            out.push('[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                write_json(node, item, out)?;
            }
            out.push(']');
        }
        Json::Object(object) => {
            check_complete(Some(value), &node.key)?;
            out.push('{');
            let fields =
                node.children.iter().filter_map(|child| Some((child, object.get(&child.key)?)));
            for (position, (child, value)) in fields.enumerate() {
                if position > 0 {
                    out.push(',');
                }
                out.push_str(&Json::from(child.key.as_str()).to_string());
                out.push(':');
                write_json(child, value, out)?;
            }
            out.push('}');
        }
        value => out.push_str(&value.to_string()),
    }
    Ok(())
}
