//! SQL as data: the fragments that each table offers, the builder of statements, and the values that go in
//! and come out.

mod fragment;
mod predicate;
mod select;
mod statement;
pub mod tables;
mod value;

pub use self::{
    fragment::{Column, ColumnType, Condition, Join, Label, Reference, Related},
    predicate::Predicate,
    select::{Alias, Select, Sort},
    statement::{Bind, Statement, StatementId},
    value::{ComputedRow, ComputedRows, Row, Value, ValueRef},
};
