//! A key as a client gives it.

use crate::domain::entity_type::EntityType;
use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    error::Error,
};

/// A key as a client gives it.
pub struct Key {
    /// The type of record that it names.
    pub ty: EntityType,
    /// The field of the key's input type that was given. Example: `slug`.
    pub field: String,
    /// The scheme, if the key is an identifier.
    pub scheme: Option<String>,
    /// The value.
    pub value: ScalarSource,
    /// Whether a key that no record has is an error. Where the response has null for such a key it is not: that is clear.
    pub must_exist: bool,
}

impl Key {
    /// The key of a record of type `ty`; `path` is where it stands, for messages.
    ///
    /// # Errors
    /// When no field of the key is given, or the one given is null.
    pub fn of(ty: EntityType, key: &ArgumentValue, path: &str) -> Result<Self, Error> {
        let missing = || Error::bad_input(path, "give one key, and not null");
        let ArgumentValue::Object(fields) = key else { return Err(missing()) };
        let (field, value) =
            fields.iter().find(|(_, value)| value.is_given()).ok_or_else(missing)?;
        let (scheme, value) = match value {
            ArgumentValue::Object(_) => {
                let scheme = value.field("scheme").enum_value().map(ToOwned::to_owned);
                (scheme, value.field("value"))
            }
            value => (None, value),
        };
        let value = value.scalar().cloned().ok_or_else(missing)?;
        Ok(Self { ty, field: field.clone(), scheme, value, must_exist: false })
    }

    /// The same key, which is an error if no record has it.
    pub fn required(self) -> Self {
        Self { must_exist: true, ..self }
    }
}
