//! The rules "Values of Correct Type" and "All Variable Usages Are Allowed" of the GraphQL specification.
//!
//! async-graphql accepts strings as enum values and any value as an input object, and does not check variables inside
//! lists and objects.

use async_graphql::{
    Positioned,
    parser::types::{OperationDefinition, VariableDefinition},
};
use async_graphql_value::{ConstValue, Value as Literal};

use crate::graphql::engine::{
    definition::{InputObjectType, InputValue, SchemaDefinition},
    error::excerpt,
    unknown_words::{unknown_enum_value, unknown_input_field},
};

/// A location in the schema that takes a value: an argument, an input field, an item of a list.
#[derive(Clone, Copy)]
pub struct InputLocation<'p> {
    /// Its type in GraphQL's notation.
    pub ty: &'p str,
    /// Whether it has a default value.
    pub has_default: bool,
    /// Whether it is a field of a `@oneOf` input object.
    pub one_of: bool,
}

impl<'p> InputLocation<'p> {
    /// The location of an argument or an input field.
    pub fn of(input: &'p InputValue) -> Self {
        Self { ty: input.ty, has_default: input.default.is_some(), one_of: false }
    }

    /// A location of a type, without a default value.
    pub fn of_type(ty: &'p str) -> Self {
        Self { ty, has_default: false, one_of: false }
    }
}

/// Checks the values in one operation.
#[derive(Clone, Copy)]
pub struct ValueChecker<'d> {
    /// Has the input types.
    pub definition: &'d SchemaDefinition,
    /// The operation that declares the variables.
    pub operation: &'d OperationDefinition,
}

impl ValueChecker<'_> {
    /// Checks a value for a location. `path` names the location in messages, such as `filter.kind`.
    ///
    /// # Errors
    /// The first part of the value that is invalid, and what is expected there.
    pub fn check(
        self,
        value: &Literal,
        location: InputLocation<'_>,
        path: &str,
    ) -> Result<(), String> {
        let wrong = |expected: &str| {
            Err(format!("{path}: expected {expected}, found {}", excerpt(&value.to_string())))
        };
        if let Literal::Variable(name) = value {
            return self.variable(name, location, path);
        }
        if let Some(inner) = location.ty.strip_suffix('!') {
            if *value == Literal::Null {
                return wrong(&format!("a value of type {}", location.ty));
            }
            return self.check(value, InputLocation::of_type(inner), path);
        }
        if *value == Literal::Null {
            return Ok(());
        }
        if let Some(item) = location.ty.strip_prefix('[').and_then(|ty| ty.strip_suffix(']')) {
            return match value {
                Literal::List(items) => {
                    items.iter().enumerate().try_for_each(|(at, item_value)| {
                        self.check(
                            item_value,
                            InputLocation::of_type(item),
                            &format!("{path}[{at}]"),
                        )
                    })
                }
                single => self.check(single, InputLocation::of_type(item), path),
            };
        }
        if let Some(input) = self.definition.input(location.ty) {
            return match value {
                Literal::Object(fields) => self.object(input, fields, path),
                _ => wrong(&format!("an object of type {}", location.ty)),
            };
        }
        if let Some(words) = self.definition.enum_values(location.ty) {
            let unknown = |word: &str| {
                let rule = unknown_enum_value(location.ty, &words, &value.to_string(), word);
                format!("{path}: {rule}, without quotes")
            };
            return match value {
                Literal::Enum(word) if words.contains(&word.as_str()) => Ok(()),
                Literal::Enum(word) => Err(unknown(word)),
                Literal::String(word) => Err(unknown(word)),
                _ => wrong(&format!("one of {}, without quotes", words.join(", "))),
            };
        }
        if is_scalar_literal(location.ty, value) {
            Ok(())
        } else {
            wrong(&format!("a value of type {}", location.ty))
        }
    }

    fn object(
        self,
        input: &InputObjectType,
        given: &async_graphql::indexmap::IndexMap<async_graphql::Name, Literal>,
        path: &str,
    ) -> Result<(), String> {
        for (name, value) in given {
            let Some(field) = input.fields.iter().find(|field| field.name == name.as_str()) else {
                return Err(format!("{path}: {}", unknown_input_field(input, name)));
            };
            let location = InputLocation { one_of: input.one_of, ..InputLocation::of(field) };
            self.check(value, location, &format!("{path}.{name}"))?;
        }
        let missing = input.fields.iter().find(|field| {
            field.ty.ends_with('!') && field.default.is_none() && !given.contains_key(field.name)
        });
        if let Some(field) = missing {
            return Err(format!("{path}.{}: a value of type {} is required", field.name, field.ty));
        }
        if input.one_of && (given.len() != 1 || given.values().any(|v| *v == Literal::Null)) {
            let known: Vec<_> = input.fields.iter().map(|field| field.name).collect();
            return Err(format!("{path}: expected exactly one of {}, not null", known.join(", ")));
        }
        Ok(())
    }

    fn variable(self, name: &str, location: InputLocation<'_>, path: &str) -> Result<(), String> {
        let declared = self.operation.variable_definitions.iter();
        let Some(definition) = declared.map(|d| &d.node).find(|d| d.name.node == name) else {
            // async-graphql reports variables that are not declared.
            return Ok(());
        };
        let ty = definition.var_type.node.to_string();
        if location.one_of && !ty.ends_with('!') {
            return Err(format!(
                "{path}: ${name} must be of type {ty}!, because the field must not be null"
            ));
        }
        if is_usage_allowed(definition, &ty, location) {
            return Ok(());
        }
        Err(format!("{path}: ${name} has the type {ty}, expected {}", location.ty))
    }
}

/// Whether a variable of type `ty` can be used at a location (`IsVariableUsageAllowed` of the specification).
fn is_usage_allowed(
    definition: &VariableDefinition,
    ty: &str,
    location: InputLocation<'_>,
) -> bool {
    match location.ty.strip_suffix('!') {
        Some(inner) if !ty.ends_with('!') => {
            let default =
                definition.default_value.as_ref().map(|value: &Positioned<_>| &value.node);
            let has_value = default.is_some_and(|value| *value != ConstValue::Null);
            (has_value || location.has_default) && is_subtype(ty, inner)
        }
        _ => is_subtype(ty, location.ty),
    }
}

/// Whether every value of the input type `ty` is a value of the input type `of`.
fn is_subtype(ty: &str, of: &str) -> bool {
    let item = |ty| -> Option<&str> { str::strip_prefix(ty, '[')?.strip_suffix(']') };
    match (ty.strip_suffix('!'), of.strip_suffix('!')) {
        (Some(ty), Some(of)) => is_subtype(ty, of),
        (None, Some(_)) => false,
        (Some(ty), None) => is_subtype(ty, of),
        (None, None) => match (item(ty), item(of)) {
            (Some(ty), Some(of)) => is_subtype(ty, of),
            (None, None) => ty == of,
            _ => false,
        },
    }
}

/// Whether a literal can be a value of a scalar type. The schema's own scalars are strings, which are parsed when the
/// operation is executed.
fn is_scalar_literal(scalar: &str, value: &Literal) -> bool {
    match (scalar, value) {
        ("Int", Literal::Number(number)) => {
            number.as_i64().is_some_and(|n| i32::try_from(n).is_ok())
        }
        ("Float", Literal::Number(_)) | ("Boolean", Literal::Boolean(_)) => true,
        ("ID", Literal::Number(number)) => !number.is_f64(),
        ("Int" | "Float" | "Boolean", _) => false,
        (_, value) => matches!(value, Literal::String(_)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn non_null_types_are_subtypes_of_nullable_ones() {
        for (ty, of) in [("A", "A"), ("A!", "A"), ("[A!]", "[A]"), ("[A!]!", "[A]"), ("A!", "A!")] {
            assert!(is_subtype(ty, of), "{ty} of {of}");
        }
        for (ty, of) in [("A", "A!"), ("[A]", "[A!]"), ("A", "[A]"), ("[A]", "A"), ("A", "B")] {
            assert!(!is_subtype(ty, of), "{ty} of {of}");
        }
    }
}
