//! Statements put together from fixed pieces of SQL: columns, joins, conditions, orders.
//!
//! The pieces are constants of [`super::tables`]; nothing a client sends ever becomes text here, it is
//! bound. A piece names the table it stands on `{}`, the table it starts from `@`, and its own
//! parameters `$1`, `$2`; the builder puts aliases and numbers in their place.

use std::{
    fmt::Write,
    sync::atomic::{AtomicU64, Ordering},
};

/// An expression over a row of one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// SQL with `{}` for the table and `$n` for parameters.
    pub(super) sql: &'static str,
    /// What the cell holds.
    pub kind: Kind,
}

/// What a cell holds and so how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, a date, or a word of a vocabulary.
    Text,
    /// A number, whole or not.
    Number,
    /// 0 or 1.
    Bool,
    /// JSON text, to be written as it is.
    Json,
    /// A key of the named type, to be written as a global id.
    Id(&'static str),
}

/// The way from a row to the one row of another table that it refers to.
#[derive(Debug, PartialEq, Eq)]
pub struct Join {
    pub(super) table: &'static str,
    /// `{}` is the joined table, `@` the one it is joined from.
    pub(super) on: &'static str,
}

/// A condition over a row of one table.
#[derive(Debug)]
pub struct Condition {
    pub(super) sql: &'static str,
}

/// The rows of another table that belong to a row, for conditions that ask whether there is one.
#[derive(Debug)]
pub struct Related {
    pub(super) table: &'static str,
    /// `{}` is the other table, `@` the one it belongs to.
    pub(super) on: &'static str,
}

/// Where the value of a parameter comes from when the statement runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bind {
    /// A value worked out from the arguments of the request.
    Slot(usize),
    /// All values of a JSON list that was: for conditions with `IN ($1)`, which with one value alone compare
    /// by `=` and so keep an order that an index has.
    List(usize),
    /// A column of the row above.
    Parent(usize),
    /// A number known beforehand.
    Int(i64),
}

/// A condition put together at run time from fixed conditions.
#[derive(Debug)]
pub enum Predicate {
    /// All of them hold; true when empty.
    All(Vec<Predicate>),
    /// One of them holds; false when empty.
    Any(Vec<Predicate>),
    /// It does not hold. An unknown counts as "does not hold" before the turn.
    Not(Box<Predicate>),
    /// The condition holds.
    Is(&'static Condition, Vec<Bind>),
    /// There is a related row for which the rest holds.
    Exists(&'static Related, Box<Predicate>),
}

/// A table within a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alias {
    level: usize,
    number: usize,
}

impl std::fmt::Display for Alias {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "t{}_{}", self.level, self.number)
    }
}

/// One key of an order.
#[derive(Clone, Copy, Debug)]
pub struct Sort {
    /// The table whose column it is.
    pub alias: Alias,
    /// The column; never null.
    pub column: Column,
    /// Largest first.
    pub descending: bool,
}

/// A statement in the making.
#[derive(Debug)]
pub struct Select {
    level: usize,
    columns: Vec<String>,
    from: String,
    joins: Vec<(Alias, &'static Join, Alias)>,
    conditions: Vec<String>,
    order: String,
    limit: String,
    binds: Vec<Bind>,
    aliases: usize,
}

/// Identifies a finished statement within this process, so that what has been prepared for it is found
/// without comparing texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementId(u64);

impl StatementId {
    /// An id that no statement has yet.
    fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// A finished statement: its text and where its parameters come from.
#[derive(Debug)]
pub struct Statement {
    pub(in crate::store) id: StatementId,
    pub(in crate::store) sql: String,
    pub(in crate::store) binds: Vec<Bind>,
}

impl Select {
    /// A statement over `table` and the alias of that table. `level` is how many statements stand open
    /// above it: it makes the text differ from theirs, since one prepared statement serves one level.
    #[must_use]
    pub fn from(table: &str, level: usize) -> (Self, Alias) {
        let alias = Alias { level, number: 0 };
        let select = Self {
            level,
            columns: Vec::new(),
            from: format!("{table} AS {alias}"),
            joins: Vec::new(),
            conditions: Vec::new(),
            order: String::new(),
            limit: String::new(),
            binds: Vec::new(),
            aliases: 1,
        };
        (select, alias)
    }

    /// A statement over the rows of `table` whose ids are in a JSON list, in the order of the list; a row whose
    /// columns are null where there is none with that id.
    #[must_use]
    pub fn of_list(table: &str, list: Bind, level: usize) -> (Self, Alias) {
        let (mut select, alias) = Self::from(table, level);
        select.binds.push(list);
        // The left side of an outer join is gone through as it comes, and a list comes in its order.
        select.from = format!(
            "json_each(?1) AS listed LEFT JOIN {table} AS {alias} ON {alias}.id = listed.value"
        );
        (select, alias)
    }

    /// How many statements stand open above this one.
    #[must_use]
    pub fn level(&self) -> usize {
        self.level
    }

    /// The place of a column in the row, added if it is not there yet.
    pub fn column(&mut self, alias: Alias, column: Column, binds: &[Bind]) -> usize {
        let sql = self.render(column.sql, alias, None, binds);
        if let Some(place) = self.columns.iter().position(|known| *known == sql) {
            return place;
        }
        self.columns.push(sql);
        self.columns.len() - 1
    }

    /// The table that `join` leads to from `alias`, joined if it is not yet.
    pub fn join(&mut self, alias: Alias, join: &'static Join) -> Alias {
        let known = self.joins.iter().find(|(from, by, _)| *from == alias && *by == join);
        if let Some((_, _, joined)) = known {
            return *joined;
        }
        let joined = self.next_alias();
        let on = self.render(join.on, joined, Some(alias), &[]);
        // Writing to a String cannot fail.
        let _ = write!(self.from, " LEFT JOIN {} AS {joined} ON {on}", join.table);
        self.joins.push((alias, join, joined));
        joined
    }

    /// Keeps only rows for which the condition holds.
    pub fn filter(&mut self, alias: Alias, predicate: &Predicate) {
        let sql = self.predicate(alias, predicate);
        self.conditions.push(sql);
    }

    /// Keeps only rows that come after the position `at` in the order `keys`.
    pub fn after(&mut self, keys: &[Sort], at: &[Bind]) {
        let mut ways = Vec::new();
        for (place, (key, bind)) in keys.iter().zip(at).enumerate() {
            let mut way: Vec<String> = Vec::new();
            for (equal, bind) in keys[..place].iter().zip(at) {
                way.push(self.compare(equal, "=", *bind));
            }
            way.push(self.compare(key, if key.descending { "<" } else { ">" }, *bind));
            ways.push(way.join(" AND "));
        }
        self.conditions.push(format!("(({}))", ways.join(") OR (")));
    }

    fn compare(&mut self, key: &Sort, operator: &str, bind: Bind) -> String {
        let left = self.render(key.column.sql, key.alias, None, &[]);
        let right = self.parameter(bind);
        format!("{left} {operator} {right}")
    }

    /// Sorts by `keys`.
    pub fn order(&mut self, keys: &[Sort]) {
        let keys: Vec<_> = keys
            .iter()
            .map(|key| {
                let sql = key.column.sql.replace("{}", &key.alias.to_string());
                format!("{sql}{}", if key.descending { " DESC" } else { "" })
            })
            .collect();
        self.order = format!(" ORDER BY {}", keys.join(", "));
    }

    /// Ends after as many rows as `bind` says.
    pub fn limit(&mut self, bind: Bind) {
        let parameter = self.parameter(bind);
        self.limit = format!(" LIMIT {parameter}");
    }

    /// One row for each value of `column` among the rows kept: the value and how often it comes,
    /// most frequent first. Replaces whatever columns and order there are.
    pub fn count_by(&mut self, alias: Alias, column: Column) {
        let value = self.render(column.sql, alias, None, &[]);
        self.columns = vec![value.clone(), "count(*)".to_owned()];
        self.order = format!(" GROUP BY {value} HAVING {value} IS NOT NULL ORDER BY 2 DESC, 1");
    }

    /// One row: how many rows there are.
    pub fn count(&mut self) {
        self.columns = vec!["count(*)".to_owned()];
    }

    /// The finished statement.
    #[must_use]
    pub fn finish(self) -> Statement {
        let columns =
            if self.columns.is_empty() { "1".to_owned() } else { self.columns.join(", ") };
        let mut sql = format!("SELECT {columns} FROM {}", self.from);
        if !self.conditions.is_empty() {
            sql.push_str(" WHERE ");
            sql.push_str(&self.conditions.join(" AND "));
        }
        sql.push_str(&self.order);
        sql.push_str(&self.limit);
        Statement { id: StatementId::next(), sql, binds: self.binds }
    }

    fn predicate(&mut self, alias: Alias, predicate: &Predicate) -> String {
        match predicate {
            Predicate::All(all) => self.junction(alias, all, " AND ", "TRUE"),
            Predicate::Any(any) => self.junction(alias, any, " OR ", "FALSE"),
            Predicate::Not(inner) => {
                let sql = self.predicate(alias, inner);
                format!("({sql}) IS NOT TRUE")
            }
            Predicate::Is(condition, binds) => {
                let sql = self.render(condition.sql, alias, None, binds);
                format!("({sql})")
            }
            Predicate::Exists(related, inner) => {
                let other = self.next_alias();
                let on = self.render(related.on, other, Some(alias), &[]);
                let inner = self.predicate(other, inner);
                format!(
                    "EXISTS (SELECT 1 FROM {} AS {other} WHERE {on} AND {inner})",
                    related.table
                )
            }
        }
    }

    fn junction(&mut self, alias: Alias, parts: &[Predicate], word: &str, empty: &str) -> String {
        if parts.is_empty() {
            return empty.to_owned();
        }
        let parts: Vec<_> = parts.iter().map(|part| self.predicate(alias, part)).collect();
        format!("({})", parts.join(word))
    }

    fn next_alias(&mut self) -> Alias {
        self.aliases += 1;
        Alias { level: self.level, number: self.aliases - 1 }
    }

    fn parameter(&mut self, bind: Bind) -> String {
        let place = self.binds.iter().position(|known| *known == bind).unwrap_or_else(|| {
            self.binds.push(bind);
            self.binds.len() - 1
        });
        match bind {
            Bind::List(_) => format!("SELECT value FROM json_each(?{})", place + 1),
            _ => format!("?{}", place + 1),
        }
    }

    fn render(&mut self, sql: &str, own: Alias, from: Option<Alias>, binds: &[Bind]) -> String {
        let mut text = sql.replace("{}", &own.to_string());
        if let Some(from) = from {
            text = text.replace('@', &from.to_string());
        }
        for (place, bind) in binds.iter().enumerate() {
            let parameter = self.parameter(*bind);
            text = text.replace(&format!("${}", place + 1), &parameter);
        }
        text
    }
}

impl Column {
    pub(super) const fn text(sql: &'static str) -> Self {
        Self { sql, kind: Kind::Text }
    }
    pub(super) const fn number(sql: &'static str) -> Self {
        Self { sql, kind: Kind::Number }
    }
    pub(super) const fn bool(sql: &'static str) -> Self {
        Self { sql, kind: Kind::Bool }
    }
    pub(super) const fn json(sql: &'static str) -> Self {
        Self { sql, kind: Kind::Json }
    }
    pub(super) const fn id(sql: &'static str, of: &'static str) -> Self {
        Self { sql, kind: Kind::Id(of) }
    }
}
