//! The value of an argument as a plan sees it: its structure is known, its scalars may come from variables.

use serde_json::Value as Json;

use super::Variables;

/// The value of an argument or input field. Its structure is part of the plan; its scalars may differ
/// from request to request.
#[derive(Clone, Debug, PartialEq)]
pub enum ArgumentValue {
    /// Not given, and without a default.
    Absent,
    /// Given as null.
    Null,
    /// A string or number.
    Scalar(ScalarSource),
    /// A value of an enum.
    Enum(String),
    /// True or false.
    Boolean(bool),
    /// A list.
    List(Vec<ArgumentValue>),
    /// An input object, or all arguments of a field: values by name.
    Object(Vec<(String, ArgumentValue)>),
}

/// Where the value of a scalar comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum ScalarSource {
    /// The document.
    Literal(Json),
    /// A variable: its name, and a JSON pointer to the scalar within its value.
    Variable(String, String),
}

impl ScalarSource {
    /// The value in this request; null where the variable has no value there.
    #[must_use]
    pub fn value<'v>(&'v self, variables: &'v Variables) -> &'v Json {
        match self {
            Self::Literal(value) => value,
            Self::Variable(name, pointer) => variables
                .values
                .get(name)
                .and_then(|value| value.pointer(pointer))
                .unwrap_or(&Json::Null),
        }
    }
}

impl ArgumentValue {
    /// The field of that name; [`ArgumentValue::Absent`] where it was not given.
    #[must_use]
    pub fn field(&self, name: &str) -> &Self {
        match self {
            Self::Object(fields) => fields
                .iter()
                .find(|(known, _)| known == name)
                .map_or(&Self::Absent, |(_, value)| value),
            _ => &Self::Absent,
        }
    }

    /// Sets the field of that name.
    pub fn set_field(&mut self, name: &str, value: Self) {
        let Self::Object(fields) = self else { return };
        match fields.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = value,
            None => fields.push((name.to_owned(), value)),
        }
    }

    /// The source of the scalar, if the value is one.
    #[must_use]
    pub fn scalar(&self) -> Option<&ScalarSource> {
        match self {
            Self::Scalar(source) => Some(source),
            _ => None,
        }
    }

    /// The name of the enum value, if the value is one.
    #[must_use]
    pub fn enum_value(&self) -> Option<&str> {
        match self {
            Self::Enum(name) => Some(name),
            _ => None,
        }
    }

    /// Whether the value is `true`.
    #[must_use]
    pub fn is_true(&self) -> bool {
        *self == Self::Boolean(true)
    }

    /// Whether the value was given or has a default, and is not null.
    #[must_use]
    pub fn is_given(&self) -> bool {
        !matches!(self, Self::Absent | Self::Null)
    }

    /// The items of a list. A single value counts as a list of one item.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match self {
            Self::Absent | Self::Null => &[],
            Self::List(items) => items,
            one => std::slice::from_ref(one),
        }
    }
}
