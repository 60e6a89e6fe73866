//! The organizations within another: itself and its descendants.

use serde_json::Value as Json;

use super::keys::add_checked_key;
use crate::domain::entity_type::EntityType;
use crate::graphql::engine::{
    definition::{ParameterContext, ParameterId, ParameterSource, PlanArguments},
    error::Error,
};
use crate::graphql::schema::computations::hierarchy::{HierarchySearch, Toward};
use crate::store::sql::{Bind, Value};

/// The rows of the organizations within another, as a list.
struct Within {
    organization: ParameterId,
    search: HierarchySearch,
    /// Whether the organization itself is one of them.
    includes_self: bool,
}

impl ParameterSource for Within {
    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let mut rows = Vec::new();
        if let Value::Int(organization) = *context.value(self.organization) {
            rows.extend(self.includes_self.then_some(organization));
            let network = context.snapshot.network()?;
            let found = self.search.find(context.values, &network, organization, usize::MAX);
            rows.extend(found.iter().map(|it| network.row(it.node)));
        }
        context.values.push(Json::from(rows).to_string().as_str().into());
        Ok(())
    }
}

/// What a condition on the organizations within another takes: the list of their rows. `path` is where the filter
/// stands, for messages.
///
/// # Errors
/// When the key is null, or possible affiliations are asked for beside every recorded one.
pub fn organizations_within(
    arguments: &mut PlanArguments<'_>,
    path: &str,
) -> Result<Vec<Bind>, Error> {
    Ok(vec![add_within(arguments, path)?.bind_list()])
}

/// Adds the parameter of the organizations that a `WithinFilter` names: the list of their rows, as JSON.
///
/// # Errors
/// As [`organizations_within`].
pub fn add_within(arguments: &mut PlanArguments<'_>, path: &str) -> Result<ParameterId, Error> {
    let key = arguments.get("organization");
    let key_path = format!("{path}.organization");
    let organization = add_checked_key(arguments, EntityType::Organization, key, &key_path)?;
    let search = HierarchySearch::of(arguments, Toward::Descendants)?;
    let includes_self = arguments.get("includeSelf").is_true();
    Ok(arguments.add(path, Within { organization, search, includes_self }))
}
