//! A small schema: people with names, and deprecated parts.

use crate::{
    graphql::engine::{
        Engine,
        definition::{
            Deprecation, EnumType, EnumValue, FieldDefinition, FieldSource, InputObjectType,
            InputValue, ObjectType, PlanArguments, RowAccess, RowConditions, SchemaDefinition,
            field, input,
        },
        error::Error,
    },
    limits::{Limits, memory::CacheSizes},
    store::sql::tables::{self, person},
};

/// A deprecation for tests.
pub const OLD: Deprecation = Deprecation { reason: "Use `name`.", since: "2027-01" };

/// An engine over the schema.
pub fn engine() -> Engine {
    Engine::new(definition(), Limits::default(), &CacheSizes::default()).unwrap()
}

#[expect(clippy::unnecessary_wraps, reason = "all row conditions have this signature")]
fn every_row(_: &mut PlanArguments<'_>) -> Result<RowConditions, Error> {
    Ok(RowConditions::default())
}

fn definition() -> SchemaDefinition {
    let person = FieldSource::Lookup(&every_row);
    let old = |name, ty| InputValue { deprecation: Some(OLD), ..input(name, ty, "Deprecated.") };
    let anyone = field("anyone", "Person", person, "The first person.");
    let value = |name, deprecation| EnumValue { name, doc: "A case.", deprecation };
    let object = |name: &str, fields: Vec<FieldDefinition>| ObjectType {
        name: name.to_owned(),
        doc: "For tests.".to_owned(),
        implements: &[],
        fields,
    };
    SchemaDefinition {
        doc: "A schema for tests.",
        objects: vec![
            object("Root", vec![anyone.with(vec![old("nick", "String"), input("by", "By", "")])]),
            object(
                "Person",
                vec![
                    field("name", "String!", FieldSource::Column(tables::NAME), "Its name."),
                    field("label", "String!", FieldSource::Column(tables::NAME), "Its label.")
                        .deprecated(OLD),
                ],
            ),
        ],
        abstracts: Vec::new(),
        inputs: vec![InputObjectType {
            name: "By",
            doc: "A key.",
            one_of: false,
            any_field: false,
            shorthand: None,
            fields: vec![input("case", "Case", "A case."), old("alias", "String")],
            condition: None,
        }],
        enums: vec![EnumType {
            name: "Case",
            doc: "A case.",
            values: vec![value("UPPER", None), value("TITLE", Some(OLD))],
        }],
        scalars: Vec::new(),
        orders: Vec::new(),
        inherited: None,
        rows: RowAccess {
            table_of: |ty| (ty == "Person").then_some(person::TABLE),
            id: tables::ID,
            has_id: &tables::HAS_ID,
        },
    }
}
