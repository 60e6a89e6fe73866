//! The definition of a whole schema, and the look-up of its types by name.

use crate::store::sql::{Column, Condition};

use super::{
    AbstractType, EnumType, InputObjectType, InputValue, ObjectType, OrderEnum, ParameterSource,
    ScalarType,
};
use crate::graphql::engine::arguments::ScalarSource;

/// The definition of a schema.
pub struct SchemaDefinition {
    /// Description of the schema. Markdown.
    pub doc: &'static str,
    /// Object types. The first is the root type of queries.
    pub objects: Vec<ObjectType>,
    /// Interfaces and unions.
    pub abstracts: Vec<AbstractType>,
    /// Input object types.
    pub inputs: Vec<InputObjectType>,
    /// Enum types, without those of `orders`.
    pub enums: Vec<EnumType>,
    /// Scalar types beside those of the GraphQL specification.
    pub scalars: Vec<ScalarType>,
    /// Orders of connections that an argument can name.
    pub orders: Vec<&'static OrderEnum>,
    /// The argument that holds for its field and everything below, if the schema has one.
    pub inherited: Option<InheritedArgument>,
    /// How objects are read by the id of their row.
    pub rows: RowAccess,
}

/// An argument whose value holds for its field and for everything below, until a field gives another.
#[derive(Clone, Copy)]
pub struct InheritedArgument {
    /// Its name. Fields and filters that take it declare it as any other argument.
    pub name: &'static str,
    /// The values that hold where no field gives the argument.
    pub default: fn() -> Box<dyn ParameterSource>,
    /// The values for an argument that is given. There must be as many as of the default.
    pub given: fn(ScalarSource) -> Box<dyn ParameterSource>,
}

/// What is wrong with null as the value of a field of an input object that does not take it.
pub const NO_NULL: &str = "expected a value, found null; leave the field out to set no condition";

/// How objects are read by the id of their row.
#[derive(Clone, Copy)]
pub struct RowAccess {
    /// The table of an object type; None for types whose objects have no row of their own.
    pub table_of: fn(type_name: &str) -> Option<&'static str>,
    /// The column of the id, the same in all these tables. It is never null.
    pub id: Column,
    /// Holds for the row whose id is `$1`.
    pub has_id: &'static Condition,
}

impl SchemaDefinition {
    /// The root type of queries.
    #[must_use]
    pub fn query_type(&self) -> &ObjectType {
        &self.objects[0]
    }

    /// The object type of that name.
    #[must_use]
    pub fn object(&self, name: &str) -> Option<&ObjectType> {
        self.objects.iter().find(|object| object.name == name)
    }

    /// The interface or union of that name.
    #[must_use]
    pub fn abstract_type(&self, name: &str) -> Option<&AbstractType> {
        self.abstracts.iter().find(|ty| ty.name == name)
    }

    /// Whether a field of an input object takes null. Null in place of a whole filter is no filter, and null for a setting
    /// that has a default or is inherited is that. Null for a key, a list or a scalar of a condition is none of them: it
    /// would match everything where the client means one value that it lacks.
    #[must_use]
    pub fn takes_null(&self, field: &InputValue) -> bool {
        let is_filter = self.input(field.ty).is_some_and(|input| !input.one_of);
        let is_inherited = self.inherited.is_some_and(|inherited| inherited.name == field.name);
        is_filter || is_inherited || field.default.is_some()
    }

    /// The input object type of that name.
    #[must_use]
    pub fn input(&self, name: &str) -> Option<&InputObjectType> {
        self.inputs.iter().find(|input| input.name == name)
    }

    /// The scalar type of that name, beside those of the GraphQL specification.
    #[must_use]
    pub fn scalar(&self, name: &str) -> Option<&ScalarType> {
        self.scalars.iter().find(|scalar| scalar.name == name)
    }

    /// Whether `object` is the type `ty`, implements it, or is one of its possible types.
    #[must_use]
    pub fn is_subtype(&self, object: &ObjectType, ty: &str) -> bool {
        object.name == ty
            || self.abstract_type(ty).is_some_and(|ty| ty.possible.contains(&object.name.as_str()))
    }

    /// The object types that a value of the type `name` can have; none for scalars and enums.
    #[must_use]
    pub fn possible_types(&self, name: &str) -> Vec<&ObjectType> {
        if let Some(object) = self.object(name) {
            return vec![object];
        }
        let names = self.abstract_type(name).map_or(&[][..], |ty| ty.possible);
        names.iter().filter_map(|name| self.object(name)).collect()
    }

    /// The names of the values of an enum, if `name` is one.
    #[must_use]
    pub fn enum_values(&self, name: &str) -> Option<Vec<&'static str>> {
        if let Some(ty) = self.enums.iter().find(|ty| ty.name == name) {
            return Some(ty.names());
        }
        let order = self.orders.iter().find(|order| order.name == name)?;
        Some(order.values.iter().map(|value| value.name).collect())
    }

    /// Whether the type of that name is a connection, as Relay specifies it.
    #[must_use]
    pub fn is_connection(&self, name: &str) -> bool {
        self.object(name)
            .is_some_and(|object| object.fields.iter().any(|field| field.source.is_edges()))
    }
}
