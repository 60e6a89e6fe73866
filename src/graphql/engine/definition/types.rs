//! Types of a schema that have fields: objects, interfaces and unions.

use super::FieldDefinition;

/// An object type.
pub struct ObjectType {
    /// Name in the schema.
    pub name: String,
    /// Description in the schema. Markdown.
    pub doc: String,
    /// Interfaces it implements.
    pub implements: &'static [&'static str],
    /// Its fields, in the order of the schema.
    pub fields: Vec<FieldDefinition>,
}

impl ObjectType {
    /// The field of that name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&FieldDefinition> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// An interface, or a union if it has no fields.
pub struct AbstractType {
    /// Name in the schema.
    pub name: &'static str,
    /// Description in the schema. Markdown.
    pub doc: &'static str,
    /// The fields of an interface.
    pub fields: Vec<InterfaceField>,
    /// Names of the object types that a value of this type can have.
    pub possible: &'static [&'static str],
}

/// A field of an interface: name, type, description.
pub type InterfaceField = (&'static str, &'static str, &'static str);

/// The name inside a type's notation: `Name` of `[Name!]!`.
#[must_use]
pub fn named_type(ty: &str) -> &str {
    ty.trim_matches(['[', ']', '!'])
}

/// Whether an item of a list of that type can be null.
#[must_use]
pub fn nullable_items(ty: &str) -> bool {
    ty.trim_end_matches('!').strip_suffix(']').is_some_and(|items| !items.ends_with('!'))
}
