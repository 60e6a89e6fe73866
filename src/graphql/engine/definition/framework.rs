//! From the tables to the framework's schema: SDL, validation and introspection.
//!
//! The framework never resolves a field of ours: plans do. Its resolvers here answer nothing.

use async_graphql::{
    SDLExportOptions, ValidationMode,
    dynamic::{
        Enum, EnumItem, Field as SchemaField, FieldFuture, InputObject as SchemaInput,
        InputValue as SchemaInputValue, Interface, InterfaceField, Object as SchemaObject, Scalar,
        Schema, SchemaBuilder, SchemaError, TypeRef, Union,
    },
};

use crate::graphql::engine::{
    definition::{
        AbstractType, FieldDefinition, InputObjectType, InputValue, ObjectType, SchemaDefinition,
    },
    plan::arguments,
};

/// Where the scalar of partial dates is specified.
const EDTF: &str = "https://www.loc.gov/standards/datetime/";
/// What the scalar is.
const PARTIAL_DATE: &str = "A calendar date known to the year, the month or the day: `2022`, `2022-02` or `2006-12-09` \
    (EDTF level 0). Never padded: `2005` means some day of 2005. As a question it means the whole span: `2007` is \
    every day from 2007-01-01 to 2007-12-31.";

/// The schema of the framework.
///
/// # Errors
/// When the tables contradict themselves; a test builds them, so a released binary's do not.
pub fn build(definition: &SchemaDefinition, mode: ValidationMode) -> Result<Schema, SchemaError> {
    builder(definition, mode).finish()
}

/// The schema in the schema definition language, types and fields in the order of the tables.
#[must_use]
pub fn sdl(schema: &Schema) -> String {
    let mut text = schema.sdl_with_options(SDLExportOptions::new().include_specified_by());
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The schema in the making, for what wants to add to it.
pub fn builder(definition: &SchemaDefinition, mode: ValidationMode) -> SchemaBuilder {
    let mut schema = Schema::build("Query", None, None)
        .validation_mode(mode)
        .register(Scalar::new("PartialDate").description(PARTIAL_DATE).specified_by_url(EDTF));
    for vocabulary in &definition.vocabularies {
        let items =
            vocabulary.words.iter().map(|(word, doc)| EnumItem::new(*word).description(*doc));
        schema =
            schema.register(Enum::new(vocabulary.name).description(vocabulary.doc).items(items));
    }
    for orders in &definition.orders {
        let items =
            orders.words.iter().map(|order| EnumItem::new(order.word).description(order.doc));
        schema = schema.register(Enum::new(orders.name).description(orders.doc).items(items));
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

fn object(table: &ObjectType) -> SchemaObject {
    let mut object = SchemaObject::new(&table.name).description(&table.doc);
    for interface in table.implements {
        object = object.implement(*interface);
    }
    for field in &table.fields {
        object = object.field(schema_field(field));
    }
    object
}

fn schema_field(table: &FieldDefinition) -> SchemaField {
    let mut field =
        SchemaField::new(table.name, type_ref(&table.ty), |_| FieldFuture::from_value(None))
            .description(&table.doc);
    for argument in &table.args {
        field = field.argument(input_value(argument));
    }
    field
}

fn input_value(input: &InputValue) -> SchemaInputValue {
    let value = SchemaInputValue::new(input.name, type_ref(input.ty)).description(input.doc);
    match input.default {
        Some(default) => value.default_value(arguments::default_value(default)),
        None => value,
    }
}

fn input_object(table: &InputObjectType) -> SchemaInput {
    let mut input = SchemaInput::new(table.name).description(table.doc);
    if table.one_of {
        input = input.oneof();
    }
    for field in &table.fields {
        input = input.field(input_value(field));
    }
    input
}

fn interface(table: &AbstractType) -> Interface {
    let mut interface = Interface::new(table.name).description(table.doc);
    for (name, ty, doc) in &table.fields {
        interface = interface.field(InterfaceField::new(*name, type_ref(ty)).description(*doc));
    }
    interface
}

fn union(table: &AbstractType) -> Union {
    let union = Union::new(table.name).description(table.doc);
    table.possible.iter().fold(union, |union, ty| union.possible_type(*ty))
}

/// A type in the schema's notation as the framework's type reference.
fn type_ref(ty: &str) -> TypeRef {
    if let Some(inner) = ty.strip_suffix('!') {
        return TypeRef::NonNull(Box::new(type_ref(inner)));
    }
    match ty.strip_prefix('[').and_then(|ty| ty.strip_suffix(']')) {
        Some(item) => TypeRef::List(Box::new(type_ref(item))),
        None => TypeRef::Named(ty.to_owned().into()),
    }
}
