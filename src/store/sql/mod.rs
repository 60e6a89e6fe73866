//! SQL as data: the builder of statements, the columns and conditions of each table, and the values
//! that go in and come out.

pub mod select;
pub mod tables;
pub mod value;
