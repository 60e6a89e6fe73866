//! The definition of a schema: its types, and for each field where its value comes from.
//!
//! One definition serves three purposes: `framework` builds async-graphql's schema from it, for the
//! schema definition language, validation and introspection; `document` checks against it what
//! async-graphql does not check; `plan` compiles operations by it. So a field is declared once.
//!
//! A schema adds its own behaviour through four traits: [`ParameterSource`] (a value that statements
//! bind), [`ParameterFactory`] (a filter's value as such a parameter), [`RowCondition`] (which rows a
//! field has, given its arguments) and [`Computation`] (a field that no statement can read).

mod computation;
mod conditions;
mod connection;
mod deprecation;
mod field;
pub(super) mod framework;
mod grouping;
mod input;
mod leaf;
mod names;
mod order;
mod parameter;
mod schema;
mod types;

pub use computation::{
    Computation, ComputedCall, ComputedColumn, ComputedList, ComputedOrder, ResultRows,
    ResultShape, SelectedColumns, TypedRow, computed_row, computed_row_with_lists,
};
pub use conditions::{ArgumentCondition, PlanArguments, RowChoice, RowCondition, RowConditions};
pub use connection::{Connection, ConnectionField};
pub use deprecation::Deprecation;
pub use field::{FieldDefinition, FieldSource, ListItem, RowList, field};
pub use grouping::{GroupKey, Grouping};
pub use input::{
    FilterTest, InputObjectType, InputValue, ParameterFactory, ReadText, RelatedRows, input,
    list_items, test,
};
pub use leaf::{EnumType, EnumValue, LeafKind, ScalarType};
pub use names::argument;
pub(super) use names::relay;
pub use order::{OrderEnum, OrderValue, SortKey, order};
pub use parameter::{
    FieldNumber, NewParameter, Parameter, ParameterContext, ParameterId, ParameterSource,
    Parameters,
};
pub use schema::{InheritedArgument, NO_NULL, RowAccess, SchemaDefinition};
pub use types::{AbstractType, ObjectType, named_type, nullable_items};
