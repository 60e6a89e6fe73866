//! The builder of `SELECT` statements.

use std::fmt::Write;

use super::{
    fragment::{Column, Join, Label, Reference},
    predicate::Predicate,
    statement::{Bind, Statement},
};

/// Names a table within a statement, as `t0_1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alias {
    /// How many statements are open above the one it belongs to.
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
    /// The table of the column.
    pub alias: Alias,
    /// The column. It is never null.
    pub column: Column,
    /// Whether the largest value comes first.
    pub descending: bool,
}

/// A `SELECT` statement under construction.
#[derive(Debug)]
pub struct Select {
    level: usize,
    columns: Vec<String>,
    from: String,
    /// The table joined from, the join, and the joined table.
    joins: Vec<(Alias, &'static Join, Alias)>,
    conditions: Vec<String>,
    order: String,
    limit: String,
    binds: Vec<Bind>,
    alias_count: usize,
}

impl Select {
    /// A statement over `table`, and the alias of that table. `level` is the number of statements that are
    /// open above this one. It is part of the aliases, so that the text differs from theirs: a prepared
    /// statement cannot run twice at the same time.
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
            alias_count: 1,
        };
        (select, alias)
    }

    /// A statement over the rows of `table` whose ids are in a JSON list, in the order of the list. For an id
    /// without a row, all columns are null.
    #[must_use]
    pub fn from_ids(table: &str, list: Bind, level: usize) -> (Self, Alias) {
        let (mut select, alias) = Self::from(table, level);
        select.binds.push(list);
        // SQLite reads the left side of an outer join in its own order, and a list in that of its elements.
        select.from = format!(
            "json_each(?1) AS listed LEFT JOIN {table} AS {alias} ON {alias}.id = listed.value"
        );
        (select, alias)
    }

    /// A statement over the rows of `table` whose ids are in a JSON list, in no order.
    #[must_use]
    pub fn among_ids(table: &str, list: Bind, level: usize) -> (Self, Alias) {
        let (mut select, alias) = Self::from(table, level);
        select.binds.push(list);
        // CROSS: a join in the other order would read the whole list for each row that meets the conditions.
        select.from = format!(
            "json_each(?1) AS listed CROSS JOIN {table} AS {alias} ON {alias}.id = listed.value"
        );
        (select, alias)
    }

    /// How many statements are open above this one.
    #[must_use]
    pub fn level(&self) -> usize {
        self.level
    }

    /// The index of a column in the rows; the column is added unless it is there already.
    pub fn column(&mut self, alias: Alias, column: Column, binds: &[Bind]) -> usize {
        let sql = self.render(column.sql, alias, None, binds);
        if let Some(index) = self.columns.iter().position(|known| *known == sql) {
            return index;
        }
        self.columns.push(sql);
        self.columns.len() - 1
    }

    /// The index of a column with the label of the value of `column`, in the language that `language` gives.
    pub fn label(&mut self, alias: Alias, column: Column, label: Label, language: Bind) -> usize {
        let value = self.render(column.sql, alias, None, &[]);
        let sql = self.render(label.sql, alias, None, &[language]).replace('#', &value);
        if let Some(index) = self.columns.iter().position(|known| *known == sql) {
            return index;
        }
        self.columns.push(sql);
        self.columns.len() - 1
    }

    /// The index of a column that has the value of `bind` in every row.
    pub fn bound(&mut self, bind: Bind) -> usize {
        let sql = self.parameter(bind);
        self.columns.push(sql);
        self.columns.len() - 1
    }

    /// The alias of the table that `join` leads to from `alias`; it is joined unless it is already.
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

    /// Keeps only rows for which the predicate holds.
    pub fn filter(&mut self, alias: Alias, predicate: &Predicate) {
        let sql = self.predicate(alias, predicate);
        self.conditions.push(sql);
    }

    /// Keeps only rows that come after a position in the order `keys`; `position` has a value for each key.
    pub fn after(&mut self, keys: &[Sort], position: &[Bind]) {
        let mut alternatives = Vec::new();
        for (index, (key, bind)) in keys.iter().zip(position).enumerate() {
            let mut terms = Vec::new();
            for (equal, bind) in keys[..index].iter().zip(position) {
                terms.push(self.compare(equal, "=", *bind));
            }
            terms.push(self.compare(key, if key.descending { "<" } else { ">" }, *bind));
            alternatives.push(terms.join(" AND "));
        }
        self.conditions.push(format!("(({}))", alternatives.join(") OR (")));
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

    /// Stops after as many rows as `bind` gives.
    pub fn limit(&mut self, bind: Bind) {
        let parameter = self.parameter(bind);
        self.limit = format!(" LIMIT {parameter}");
    }

    /// Groups the rows by `column`. Each row then is a value that is not null and how often it occurs, the
    /// most frequent first. Replaces columns and order.
    pub fn count_by(&mut self, alias: Alias, column: Column) {
        let value = self.render(column.sql, alias, None, &[]);
        self.columns = vec![value.clone(), "count(*)".to_owned()];
        self.order = format!(" GROUP BY {value} HAVING {value} IS NOT NULL ORDER BY 2 DESC, 1");
    }

    /// Groups the rows by columns. Each row then is a number of rows, a number of different values of `item`, and the
    /// values of the columns; the largest group first, or the least value. Replaces columns and order.
    pub fn group_by(&mut self, columns: &[(Alias, Column)], item: (Alias, Column), by_value: bool) {
        let item = self.render(item.1.sql, item.0, None, &[]);
        self.columns = vec!["count(*)".to_owned(), format!("count(DISTINCT {item})")];
        for (alias, column) in columns {
            let value = self.render(column.sql, *alias, None, &[]);
            self.columns.push(value);
        }
        let numbers = (3..).take(columns.len());
        let (groups, order): (Vec<_>, Vec<_>) =
            numbers.map(|at| (at.to_string(), format!("{at} NULLS LAST"))).unzip();
        let first = if by_value { "" } else { "1 DESC, " };
        self.order =
            format!(" GROUP BY {} ORDER BY {first}{}", groups.join(", "), order.join(", "));
    }

    /// Counts the rows: the result is one row with one number. Replaces the columns.
    pub fn count(&mut self) {
        self.columns = vec!["count(*)".to_owned()];
    }

    /// Counts the different values of a column: the result is one row with one number. Replaces the columns.
    pub fn count_distinct(&mut self, alias: Alias, column: Column) {
        let value = self.render(column.sql, alias, None, &[]);
        self.columns = vec![format!("count(DISTINCT {value})")];
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
        Statement::new(sql, self.binds)
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
                self.exists(alias, (related.table, related.on), inner)
            }
            Predicate::Refers(join, inner) => self.exists(alias, (join.table, join.on), inner),
            Predicate::ReferredTo(by, inner) => self.referred_to(alias, by, inner),
        }
    }

    /// A row of another table, on that condition, for which the inner predicate holds.
    fn exists(&mut self, alias: Alias, (table, on): (&str, &str), inner: &Predicate) -> String {
        let other = self.next_alias();
        let on = self.render(on, other, Some(alias), &[]);
        let inner = self.predicate(other, inner);
        format!("EXISTS (SELECT 1 FROM {table} AS {other} WHERE {on} AND {inner})")
    }

    /// The rows that those of another table refer to.
    fn referred_to(&mut self, alias: Alias, by: &Reference, inner: &Predicate) -> String {
        let Reference { table, column } = by;
        let other = self.next_alias();
        let inner = self.predicate(other, inner);
        format!("{alias}.id IN (SELECT {other}.{column} FROM {table} AS {other} WHERE {inner})")
    }

    /// Joins predicates by `operator`; `empty` stands for none.
    fn junction(
        &mut self,
        alias: Alias,
        parts: &[Predicate],
        operator: &str,
        empty: &str,
    ) -> String {
        if parts.is_empty() {
            return empty.to_owned();
        }
        let parts: Vec<_> = parts.iter().map(|part| self.predicate(alias, part)).collect();
        format!("({})", parts.join(operator))
    }

    fn next_alias(&mut self) -> Alias {
        self.alias_count += 1;
        Alias { level: self.level, number: self.alias_count - 1 }
    }

    /// The SQL of a parameter, which is added unless it is there already.
    fn parameter(&mut self, bind: Bind) -> String {
        let index = self.binds.iter().position(|known| *known == bind).unwrap_or_else(|| {
            self.binds.push(bind);
            self.binds.len() - 1
        });
        match bind {
            Bind::List(_) => format!("SELECT value FROM json_each(?{})", index + 1),
            _ => format!("?{}", index + 1),
        }
    }

    /// The SQL of a fragment: its aliases and parameters filled in. `joined_from` is the table that a join
    /// starts from.
    fn render(
        &mut self,
        fragment: &str,
        alias: Alias,
        joined_from: Option<Alias>,
        binds: &[Bind],
    ) -> String {
        let mut sql = fragment.replace("{}", &alias.to_string());
        if let Some(joined_from) = joined_from {
            sql = sql.replace('@', &joined_from.to_string());
        }
        for (index, bind) in binds.iter().enumerate() {
            let placeholder = format!("${}", index + 1);
            // A value that no placeholder takes is not bound: SQLite refuses values beyond the last parameter.
            if sql.contains(&placeholder) {
                sql = sql.replace(&placeholder, &self.parameter(*bind));
            }
        }
        sql
    }
}
