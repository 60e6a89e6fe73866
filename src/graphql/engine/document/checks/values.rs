//! Literals against the types of the places they stand in, with the variables in them.
//!
//! These are the rules "Values of Correct Type" and "All Variable Usages Are Allowed" of the GraphQL
//! specification. The framework takes texts for words of enums and anything for an input object, and
//! does not look at variables inside lists and objects.

use async_graphql::{
    Positioned,
    parser::types::{OperationDefinition, VariableDefinition},
};
use async_graphql_value::{ConstValue, Value as Literal};

use crate::graphql::engine::{
    definition::{InputObjectType, InputValue, SchemaDefinition},
    error::excerpt,
};

/// A place that takes a value.
#[derive(Clone, Copy)]
pub struct Place<'p> {
    /// Its type.
    pub ty: &'p str,
    /// It has a default.
    pub has_default: bool,
    /// It is the one field of an input object that may have only one.
    pub one_of: bool,
}

impl<'p> Place<'p> {
    /// The place of an argument or input field.
    pub fn of(input: &'p InputValue) -> Self {
        Self { ty: input.ty, has_default: input.default.is_some(), one_of: false }
    }

    /// A place of a type, without a default.
    pub fn typed(ty: &'p str) -> Self {
        Self { ty, has_default: false, one_of: false }
    }
}

/// Literals of one operation.
#[derive(Clone, Copy)]
pub struct Values<'d> {
    /// Input types.
    pub definition: &'d SchemaDefinition,
    /// The operation that declares the variables.
    pub operation: &'d OperationDefinition,
}

impl Values<'_> {
    /// Checks a literal against its place; `path` says for the message which.
    ///
    /// # Errors
    /// Which part of the literal breaks which rule.
    pub fn check(self, value: &Literal, place: Place<'_>, path: &str) -> Result<(), String> {
        let wrong =
            |expected: &str| Err(format!("{path}: expected {expected}, found {}", written(value)));
        if let Literal::Variable(name) = value {
            return self.variable(name, place, path);
        }
        if let Some(inner) = place.ty.strip_suffix('!') {
            if *value == Literal::Null {
                return wrong(&format!("a value of type {}", place.ty));
            }
            return self.check(value, Place::typed(inner), path);
        }
        if *value == Literal::Null {
            return Ok(());
        }
        if let Some(item) = place.ty.strip_prefix('[').and_then(|ty| ty.strip_suffix(']')) {
            return match value {
                Literal::List(items) => {
                    items.iter().enumerate().try_for_each(|(at, item_value)| {
                        self.check(item_value, Place::typed(item), &format!("{path}[{at}]"))
                    })
                }
                single => self.check(single, Place::typed(item), path),
            };
        }
        if let Some(input) = self.definition.input(place.ty) {
            return match value {
                Literal::Object(fields) => self.object(input, fields, path),
                _ => wrong(&format!("an object of type {}", place.ty)),
            };
        }
        if let Some(words) = self.definition.enum_values(place.ty) {
            return match value {
                Literal::Enum(word) if words.contains(&word.as_str()) => Ok(()),
                _ => wrong(&format!("one of {}, without quotes", words.join(", "))),
            };
        }
        if fits(place.ty, value) { Ok(()) } else { wrong(&format!("a value of type {}", place.ty)) }
    }

    fn object(
        self,
        input: &InputObjectType,
        given: &async_graphql::indexmap::IndexMap<async_graphql::Name, Literal>,
        path: &str,
    ) -> Result<(), String> {
        for (name, value) in given {
            let Some(field) = input.fields.iter().find(|field| field.name == name.as_str()) else {
                let known: Vec<_> = input.fields.iter().map(|field| field.name).collect();
                let known = known.join(", ");
                return Err(format!(
                    "{path}: {} has no field `{name}`; it has {known}",
                    input.name
                ));
            };
            let place = Place { one_of: input.one_of, ..Place::of(field) };
            self.check(value, place, &format!("{path}.{name}"))?;
        }
        let missing = input.fields.iter().find(|field| {
            field.ty.ends_with('!') && field.default.is_none() && !given.contains_key(field.name)
        });
        if let Some(field) = missing {
            return Err(format!("{path}.{}: a value of type {} is required", field.name, field.ty));
        }
        if input.one_of && (given.len() != 1 || given.values().any(|v| *v == Literal::Null)) {
            let known: Vec<_> = input.fields.iter().map(|field| field.name).collect();
            return Err(format!("{path}: give exactly one of {}, and not null", known.join(", ")));
        }
        Ok(())
    }

    fn variable(self, name: &str, place: Place<'_>, path: &str) -> Result<(), String> {
        let declared = self.operation.variable_definitions.iter();
        let Some(definition) = declared.map(|d| &d.node).find(|d| d.name.node == name) else {
            // The framework refuses a variable that is not declared.
            return Ok(());
        };
        let ty = definition.var_type.node.to_string();
        if place.one_of && !ty.ends_with('!') {
            return Err(format!(
                "{path}: ${name} must be of type {ty}!, since this field must not be null"
            ));
        }
        if is_allowed(definition, &ty, place) {
            return Ok(());
        }
        Err(format!("{path}: ${name} is of type {ty}, expected {}", place.ty))
    }
}

/// Whether a variable may stand in a place, its default and that of the place considered.
fn is_allowed(definition: &VariableDefinition, ty: &str, place: Place<'_>) -> bool {
    match place.ty.strip_suffix('!') {
        Some(inner) if !ty.ends_with('!') => {
            let default =
                definition.default_value.as_ref().map(|value: &Positioned<_>| &value.node);
            let has_value = default.is_some_and(|value| *value != ConstValue::Null);
            (has_value || place.has_default) && is_subtype(ty, inner)
        }
        _ => is_subtype(ty, place.ty),
    }
}

/// Whether every value of one input type is one of the other.
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

/// Whether a literal is one of a scalar type. What a date looks like is checked when it is read.
fn fits(scalar: &str, value: &Literal) -> bool {
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

fn written(value: &Literal) -> String {
    excerpt(&value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stricter_type_is_a_subtype_and_no_other() {
        for (ty, of) in [("A", "A"), ("A!", "A"), ("[A!]", "[A]"), ("[A!]!", "[A]"), ("A!", "A!")] {
            assert!(is_subtype(ty, of), "{ty} of {of}");
        }
        for (ty, of) in [("A", "A!"), ("[A]", "[A!]"), ("A", "[A]"), ("[A]", "A"), ("A", "B")] {
            assert!(!is_subtype(ty, of), "{ty} of {of}");
        }
    }
}
