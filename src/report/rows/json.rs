//! Parts of a response as JSON text.

use super::{
    error::{RowsError, check_complete},
    response::ResponseValue,
};
use crate::graphql::tabular::Node;

/// Writes a part of a response as JSON, with its keys in the order of the document.
pub(super) fn write_json<E>(
    node: &Node,
    value: &ResponseValue<'_>,
    out: &mut String,
) -> Result<(), RowsError<E>> {
    match value {
        ResponseValue::List(items) => {
            out.push('[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                write_json(node, item, out)?;
            }
            out.push(']');
        }
        ResponseValue::Object(_) => {
            check_complete(Some(value), &node.key)?;
            out.push('{');
            let fields =
                node.children.iter().filter_map(|child| Some((child, value.get(&child.key)?)));
            for (position, (child, value)) in fields.enumerate() {
                if position > 0 {
                    out.push(',');
                }
                out.push('"');
                out.push_str(&child.key);
                out.push_str("\":");
                write_json(child, value, out)?;
            }
            out.push('}');
        }
        value => out.push_str(&value.to_string()),
    }
    Ok(())
}
