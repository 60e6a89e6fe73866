//! The fragments of SQL that statements are put together from: expressions, joins and conditions.
//!
//! Fragments are constants of [`super::tables`]. In their text `{}` stands for the alias of the table they
//! belong to, `@` for the alias of the table they are joined from, and `$1`, `$2`, ... for parameters.
//! What a client sends never becomes SQL; it is bound to a parameter.

/// An expression over a row of one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub(super) sql: &'static str,
    /// The type of its values.
    pub ty: ColumnType,
}

/// The type of a column's values, which decides how they are written as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Text, a date, or a word of a vocabulary.
    Text,
    /// An integer or a floating-point number.
    Number,
    /// 0 or 1.
    Bool,
    /// JSON text, written as it is.
    Json,
    /// The public key of a record of the named type, written as a global id.
    Id(&'static str),
}

impl Column {
    pub(super) const fn text(sql: &'static str) -> Self {
        Self { sql, ty: ColumnType::Text }
    }

    pub(super) const fn number(sql: &'static str) -> Self {
        Self { sql, ty: ColumnType::Number }
    }

    pub(super) const fn bool(sql: &'static str) -> Self {
        Self { sql, ty: ColumnType::Bool }
    }

    pub(super) const fn json(sql: &'static str) -> Self {
        Self { sql, ty: ColumnType::Json }
    }

    pub(super) const fn id(sql: &'static str, ty: &'static str) -> Self {
        Self { sql, ty: ColumnType::Id(ty) }
    }
}

/// What to show people for a value. In its text `#` stands for the value, `$1` for the language tag, or null for English.
#[derive(Clone, Copy, Debug)]
pub struct Label {
    pub(super) sql: &'static str,
}

/// A join to the one row of another table that a row refers to.
#[derive(Debug, PartialEq, Eq)]
pub struct Join {
    pub(super) table: &'static str,
    /// `{}` is the joined table, `@` the one it is joined from.
    pub(super) on: &'static str,
}

/// A condition on a row of one table.
#[derive(Debug)]
pub struct Condition {
    pub(super) sql: &'static str,
}

/// The rows of another table that belong to a row, for [`Predicate::Exists`](super::Predicate).
#[derive(Debug)]
pub struct Related {
    pub(super) table: &'static str,
    /// `{}` is the other table, `@` the one its rows belong to.
    pub(super) on: &'static str,
}

/// A column of another table that refers to rows, for [`Predicate::ReferredTo`](super::Predicate).
#[derive(Debug)]
pub struct Reference {
    pub(super) table: &'static str,
    pub(super) column: &'static str,
}
