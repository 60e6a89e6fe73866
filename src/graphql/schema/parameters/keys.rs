//! Keys of records as parameters: the row of the record that a client names.

use super::{key::Key, key_lookup};
use crate::domain::entity_type::EntityType;
use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    definition::{
        NewParameter, ParameterContext, ParameterFactory, ParameterId, ParameterSource,
        PlanArguments, RowCondition, RowConditions,
    },
    error::Error,
};
use crate::store::sql::{Predicate, Value, tables};

/// The row of the record with the key; null if there is none and that is no error.
impl ParameterSource for Key {
    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let row = key_lookup::row(self, context)?;
        if row.is_none() && self.must_exist {
            return Err(key_lookup::not_found(self, context)?);
        }
        context.values.push(row.map_or(Value::Null, Value::Int));
        Ok(())
    }

    fn explain_null(&self, context: &mut ParameterContext<'_, '_>) -> Result<bool, Error> {
        Ok(!self.must_exist && key_lookup::warn_unknown(self, context)?)
    }
}

/// A slug as it is given. The statement that reads the record finds it; only a slug that an import made of a ROR ID is
/// looked up before, for the warning that it leads to another record or to none.
struct Slug(EntityType, ScalarSource);

impl ParameterSource for Slug {
    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let text = context.text(&self.1).to_owned();
        if self.0 == EntityType::Organization && text.starts_with("ror-") {
            key_lookup::row(&self.key(), context)?;
        }
        context.values.push(text.as_str().into());
        Ok(())
    }

    fn explain_null(&self, context: &mut ParameterContext<'_, '_>) -> Result<bool, Error> {
        key_lookup::warn_unknown(&self.key(), context)
    }
}

impl Slug {
    fn key(&self) -> Key {
        let Self(ty, slug) = self;
        let (field, value) = ("slug".to_owned(), slug.clone());
        Key { ty: *ty, field, scheme: None, value, must_exist: false }
    }
}

/// Adds the parameter of the row that a key names, for a field that is null if there is none.
///
/// # Errors
/// When no field of the key is given, or the one given is null.
pub fn add_key(
    arguments: &mut PlanArguments<'_>,
    ty: EntityType,
    key: &ArgumentValue,
    path: &str,
) -> Result<ParameterId, Error> {
    let key = Key::of(ty, key, path)?;
    Ok(arguments.add(format!("{path}.{}", key.field), key))
}

/// The same for a field whose response does not say that there is none: such a key fails the field.
///
/// # Errors
/// As [`add_key`].
pub fn add_checked_key(
    arguments: &mut PlanArguments<'_>,
    ty: EntityType,
    key: &ArgumentValue,
    path: &str,
) -> Result<ParameterId, Error> {
    let key = Key::of(ty, key, path)?.required();
    Ok(arguments.add(format!("{path}.{}", key.field), key))
}

/// A filter by the key of a record of that type. A key that no record has fails the field: otherwise the filter would match
/// nothing, as if the record were there and nothing met the condition.
pub struct HasKey(pub EntityType);

impl ParameterFactory for HasKey {
    fn parameter(&self, value: &ArgumentValue, path: &str) -> Result<Option<NewParameter>, Error> {
        let key = Key::of(self.0, value, path)?.required();
        let argument = format!("{path}.{}", key.field);
        Ok(Some(NewParameter { argument, source: Box::new(key) }))
    }
}

/// The record of that type whose key is the argument `by`.
pub struct ByKey(pub EntityType);

impl RowCondition for ByKey {
    fn conditions(&self, arguments: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
        let key = arguments.get("by");
        // The most common key needs no look-up: the statement that reads the record compares it.
        let (condition, parameter) = if let Some(slug) = key.field("slug").scalar() {
            let has_slug = match self.0 {
                EntityType::Organization => &tables::organization::HAS_SLUG,
                _ => &tables::HAS_SLUG,
            };
            (has_slug, arguments.add("by.slug", Slug(self.0, slug.clone())))
        } else {
            (&tables::HAS_ID, add_key(arguments, self.0, key, "by")?)
        };
        Ok(RowConditions::of(Predicate::Is(condition, vec![parameter.bind()])))
    }
}
