//! SQL as data: the builder of statements, the columns and conditions of each table, and the values
//! that go in and come out.

pub mod select;
pub mod tables;
pub mod value;

pub use self::{
    select::{
        Alias, Bind, Column, Condition, Join, Predicate, Related, Select, Sort, Statement,
        StatementId,
    },
    value::{Cell, Computed, Row, Value},
};
