//! Builds async-graphql's schema from a definition: for the schema definition language, validation and
//! introspection.
//!
//! async-graphql never resolves a field of the definition, plans do. The resolvers here return nothing.

use async_graphql::{
    Name, SDLExportOptions, ValidationMode,
    dynamic::{
        Enum, EnumItem, Field, FieldFuture, InputObject, InputValue, Interface, InterfaceField,
        Object, Scalar, Schema, SchemaBuilder, SchemaError, TypeRef, Union,
    },
};
use serde_json::Value as Json;

use super::{
    AbstractType, Deprecation, EnumType, FieldDefinition, InputObjectType, ObjectType,
    SchemaDefinition, input, list_items,
};

/// The schema of async-graphql.
///
/// # Errors
/// When the definition contradicts itself, for instance names a type that it does not define.
pub fn build(definition: &SchemaDefinition, mode: ValidationMode) -> Result<Schema, SchemaError> {
    builder(definition, mode).finish()
}

/// The schema in the schema definition language: types by name, fields in the order of the definition. async-graphql
/// writes the schema itself last, and without a description.
#[must_use]
pub fn sdl(schema: &Schema, doc: &str) -> String {
    let text = schema.sdl_with_options(SDLExportOptions::new().include_specified_by());
    let (types, roots) = text.trim_end().rsplit_once("\nschema {").unwrap_or((&text, ""));
    format!("{types}\n\"\"\"\n{doc}\n\"\"\"\nschema {{{roots}\n")
}

/// A builder that has all types of the definition, to which extensions can be added.
pub fn builder(definition: &SchemaDefinition, mode: ValidationMode) -> SchemaBuilder {
    let mut schema = Schema::build(&definition.query_type().name, None, None).validation_mode(mode);
    for scalar in &definition.scalars {
        let ty = Scalar::new(scalar.name).description(scalar.doc);
        schema = schema.register(ty.specified_by_url(scalar.specified_by));
    }
    for ty in &definition.enums {
        schema = schema.register(enum_type(ty));
    }
    for order in &definition.orders {
        schema = schema.register(enum_type(&order.enum_type()));
    }
    for input in &definition.inputs {
        schema = schema.register(input_object(input));
    }
    for ty in &definition.abstracts {
        schema = if ty.fields.is_empty() {
            schema.register(union(ty))
        } else {
            schema.register(interface(ty))
        };
    }
    for ty in &definition.objects {
        schema = schema.register(object(ty));
    }
    schema
}

fn object(ty: &ObjectType) -> Object {
    let mut object = Object::new(&ty.name).description(&ty.doc);
    for interface in ty.implements {
        object = object.implement(*interface);
    }
    for field in &ty.fields {
        object = object.field(object_field(field));
    }
    object
}

fn object_field(definition: &FieldDefinition) -> Field {
    let mut field =
        Field::new(definition.name, type_ref(&definition.ty), |_| FieldFuture::from_value(None))
            .description(&definition.doc);
    for argument in &definition.args {
        field = field.argument(input_value(argument));
    }
    match reason(definition.deprecation) {
        Some(reason) => field.deprecation(Some(&reason)),
        None => field,
    }
}

fn input_value(definition: &input::InputValue) -> InputValue {
    let mut value =
        InputValue::new(definition.name, type_ref(definition.ty)).description(definition.doc);
    if let Some(default) = definition.default {
        value = value.default_value(default_value(default));
    }
    match reason(definition.deprecation) {
        Some(reason) => value.deprecation(Some(&reason)),
        None => value,
    }
}

/// A default in GraphQL's notation as a value of async-graphql.
fn default_value(text: &str) -> async_graphql::Value {
    if let Some(items) = list_items(text) {
        return async_graphql::Value::List(items.map(default_value).collect());
    }
    match serde_json::from_str::<Json>(text) {
        Ok(value) => async_graphql::Value::from_json(value).unwrap_or_default(),
        Err(_) => async_graphql::Value::Enum(Name::new(text)),
    }
}

fn input_object(ty: &InputObjectType) -> InputObject {
    let mut input = InputObject::new(ty.name).description(ty.doc);
    if ty.one_of {
        input = input.oneof();
    }
    for field in &ty.fields {
        input = input.field(input_value(field));
    }
    input
}

fn enum_type(ty: &EnumType) -> Enum {
    let items = ty.values.iter().map(|value| {
        let item = EnumItem::new(value.name).description(value.doc);
        match reason(value.deprecation) {
            Some(reason) => item.deprecation(Some(&reason)),
            None => item,
        }
    });
    Enum::new(ty.name).description(ty.doc).items(items)
}

fn interface(ty: &AbstractType) -> Interface {
    let mut interface = Interface::new(ty.name).description(ty.doc);
    for (name, ty, doc) in &ty.fields {
        interface = interface.field(InterfaceField::new(*name, type_ref(ty)).description(*doc));
    }
    interface
}

fn union(ty: &AbstractType) -> Union {
    let union = Union::new(ty.name).description(ty.doc);
    ty.possible.iter().fold(union, |union, ty| union.possible_type(*ty))
}

fn reason(deprecation: Option<Deprecation>) -> Option<String> {
    deprecation.map(|deprecation| deprecation.text())
}

/// A type in the schema's notation as async-graphql has it.
fn type_ref(ty: &str) -> TypeRef {
    if let Some(inner) = ty.strip_suffix('!') {
        return TypeRef::NonNull(Box::new(type_ref(inner)));
    }
    match ty.strip_prefix('[').and_then(|ty| ty.strip_suffix(']')) {
        Some(item) => TypeRef::List(Box::new(type_ref(item))),
        None => TypeRef::Named(ty.to_owned().into()),
    }
}
