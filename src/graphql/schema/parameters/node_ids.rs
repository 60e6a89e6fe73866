//! Global ids as parameters: the type and the row of each record.

use serde_json::Value as Json;

use super::key_lookup::INVALID_ID;
use crate::domain::entity_type::EntityType;
use crate::graphql::engine::{
    arguments::ScalarSource,
    definition::{ParameterContext, ParameterSource},
    error::Error,
    global_id,
};
use crate::store::{read::lookup, sql::Value};

/// The type and the row of a record.
pub type TypedId = (String, i64);

/// The records with these global ids, as one JSON array that [`read`] reads.
pub struct NodeIds {
    /// The ids.
    pub ids: Vec<ScalarSource>,
    /// Whether the field is a list, of which a malformed id fails only its item. Otherwise it fails the field.
    pub is_list: bool,
}

impl ParameterSource for NodeIds {
    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let mut nodes = Vec::with_capacity(self.ids.len());
        for (index, id) in self.ids.iter().enumerate() {
            let Some((ty, key)) = decoded(context.text(id)) else {
                let argument = format!("{}[{index}]", context.argument);
                let argument = if self.is_list { &argument } else { context.argument };
                let error = Error::bad_input(argument, INVALID_ID).of_field();
                if !self.is_list {
                    return Err(error);
                }
                context.failed_items.push((index, error));
                nodes.push(Json::Null);
                continue;
            };
            let row = lookup::by_key(context.snapshot, &ty, &key)?;
            nodes.push(row.map_or(Json::Null, |row| serde_json::json!([ty, row])));
        }
        context.values.push(Json::Array(nodes).to_string().as_str().into());
        Ok(())
    }
}

/// The records in the value of a [`NodeIds`] parameter; None for each that does not exist.
#[must_use]
pub fn read(value: &Value) -> Vec<Option<TypedId>> {
    match value {
        Value::Text(nodes) => serde_json::from_str(nodes).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The type and the key in a global id.
fn decoded(id: &str) -> Option<(String, String)> {
    global_id::decode(id).filter(|(ty, _)| EntityType::of_name(ty).is_some())
}
