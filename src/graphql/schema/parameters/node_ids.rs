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
pub struct NodeIds(pub Vec<ScalarSource>);

impl ParameterSource for NodeIds {
    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let nodes = self.0.iter().map(|id| node(id, context));
        let nodes = nodes.map(|node| {
            Ok(match node? {
                Some((ty, row)) => serde_json::json!([ty, row]),
                None => Json::Null,
            })
        });
        let nodes = Json::Array(nodes.collect::<Result<_, Error>>()?).to_string();
        context.values.push(nodes.as_str().into());
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

fn node(id: &ScalarSource, context: &ParameterContext<'_, '_>) -> Result<Option<TypedId>, Error> {
    match global_id::decode(context.text(id)) {
        Some((ty, key)) if EntityType::of_name(&ty).is_some() => {
            let row = lookup::by_key(context.snapshot, &ty, &key)?;
            Ok(row.map(|row| (ty, row)))
        }
        _ => Err(context.invalid(INVALID_ID)),
    }
}
