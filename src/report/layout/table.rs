//! The form of a table, out of a document's outline: which list has the rows, what becomes of the other
//! lists, and which columns there are. No data is looked at.

use crate::graphql::{
    Error,
    tabular::{LeafKind, Node, Role},
};

use super::{
    super::rows::cell::Kind,
    build::{self, Layout},
    lists::{Found, find, keys_of, no_list, one_chain, rows, unhandled},
};

/// Columns of a table at most.
pub const MOST_COLUMNS: usize = 1_000;
/// What stands between the values of a joined list, unless told otherwise.
pub const DEFAULT_BETWEEN: &str = "; ";

/// How lists become rows and cells.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Path of the list whose items are the rows; or several with commas between them, whose items follow
    /// each other and must have the same columns.
    pub rows: Option<String>,
    /// Paths of lists beside or below it, and what becomes of each.
    pub handled: Vec<(String, Handling)>,
    /// What becomes of a parent whose list is empty.
    pub empty: Empty,
}

/// What becomes of a list that is not the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handling {
    /// Its values in one cell with this between them, a cell for each of its columns.
    Join(String),
    /// A row for each of its items.
    Explode,
    /// One cell of JSON.
    Json,
    /// Nothing: it is left out.
    Omit,
}

/// What becomes of a parent whose list is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Empty {
    /// A row, with nothing in the cells of the list.
    #[default]
    Keep,
    /// Nothing.
    Drop,
}

/// Which names columns have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// The whole path.
    #[default]
    Full,
    /// Without the path of the rows, for what stands in them.
    Short,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What its cells hold.
    pub kind: Kind,
    /// What it means.
    pub doc: String,
    /// Keys from the root to it.
    pub path: Vec<String>,
    /// Which of them names show: not the pieces of connections.
    pub(in crate::report) shown: Vec<bool>,
    /// The types and fields along `path`, for formats that know what fields mean.
    pub fields: Vec<(String, String)>,
    /// Whether it is a bound of the date before it and not a field of its own.
    pub bound: bool,
    /// Whether its texts are words of a closed vocabulary.
    pub word: bool,
    /// Whether its texts are dates as far as they are known.
    pub date: bool,
    /// For a column of a joined list: how many keys lead to the list.
    pub(in crate::report) joined: Option<usize>,
}

/// The form of a table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// Path of the rows as people write it; empty where the answer is one row.
    pub rows: String,
    /// Keys that lead to the rows.
    pub path: Vec<String>,
    /// How many lists are among them.
    pub lists: usize,
    /// Type of the rows in the schema.
    pub of: String,
    /// Lists that the document itself limits, as `path (first: 20)`: the table has no more of them.
    pub limited: Vec<String>,
    /// Lists that multiply the rows.
    pub exploded: Vec<String>,
    pub(in crate::report) parts: Vec<Part>,
    pub(in crate::report) empty: Empty,
}

/// The rows of one list; most tables have one such part.
#[derive(Clone, Debug)]
pub(in crate::report) struct Part {
    /// What the first column says, where rows of several lists follow each other.
    pub label: Option<String>,
    pub layout: Vec<Layout>,
}

impl Table {
    /// The table that an outline makes.
    ///
    /// # Errors
    /// Paths that lead nowhere, two lists of which either could be the rows, a list that nobody says
    /// what becomes of, names that come twice.
    pub fn new(roots: &[Node], lists: &Lists, names: Names) -> Result<Self, Error> {
        let mut found = Vec::new();
        let mut limited = Vec::new();
        for root in roots {
            find(root, &[], "", &mut found, &mut limited);
        }
        let mut handled = Vec::new();
        for (path, handling) in &lists.handled {
            handled.push((keys_of(roots, &found, path, handling)?, handling.clone()));
        }
        one_chain(&handled)?;
        let omitted: Vec<_> = handled
            .iter()
            .filter(|(_, handling)| *handling == Handling::Omit)
            .map(|(keys, _)| keys.clone())
            .collect();
        let several: Vec<_> =
            lists.rows.iter().flat_map(|rows| rows.split(',')).map(str::trim).collect();
        let mut table = if several.len() > 1 {
            let mut rows = Vec::new();
            for path in several {
                rows.push(
                    found
                        .iter()
                        .position(|list| list.is_at(path))
                        .ok_or_else(|| no_list("rows", path, &found))?,
                );
            }
            union(roots, &found, &handled, &rows, &omitted)?
        } else {
            let rows = rows(&found, &handled, lists.rows.as_deref())?;
            single(roots, &found, &handled, rows, &omitted, None, names)?
        };
        table.limited = limited;
        table.empty = lists.empty;
        table.exploded = handled
            .iter()
            .filter(|(_, handling)| *handling == Handling::Explode)
            .filter_map(|(keys, _)| found.iter().find(|list| list.keys == *keys))
            .map(|list| list.path.clone())
            .collect();
        if table.columns.len() > MOST_COLUMNS {
            let rule = format!(
                "the table has {} columns, {MOST_COLUMNS} at most; select less",
                table.columns.len()
            );
            return Err(Error::bad_input("query", rule));
        }
        Ok(table)
    }

    /// The place of the column of that name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

/// A table whose rows are the items of one list, or that has one row. `others` are left out of it.
fn single(
    roots: &[Node],
    found: &[Found<'_>],
    handled: &[(Vec<String>, Handling)],
    rows: Option<usize>,
    others: &[Vec<String>],
    label: Option<&str>,
    names: Names,
) -> Result<Table, Error> {
    let path = rows.map(|at| found[at].keys.clone()).unwrap_or_default();
    let on_path = |keys: &[String]| path.starts_with(keys);
    if let Some((keys, _)) = handled.iter().find(|(keys, _)| on_path(keys)) {
        let rule = format!(
            "{} is on the way to the rows; say nothing else of it, or choose other rows",
            keys.join(".")
        );
        return Err(Error::bad_input("rows", rule));
    }
    for list in found.iter().filter(|list| list.node.leaf.is_none() && !on_path(&list.keys)) {
        let spoken_for = handled.iter().any(|(keys, handling)| {
            list.keys.starts_with(keys) && (*handling != Handling::Explode || list.keys == *keys)
        });
        if !spoken_for && !others.iter().any(|other| list.keys.starts_with(other)) {
            return Err(unhandled(&list.path));
        }
    }
    let lists = found.iter().filter(|list| on_path(&list.keys)).count();
    let mut builder = build::Builder::new(&path, handled, others);
    if label.is_some() {
        builder.label();
    }
    let layout = builder.fields(roots)?;
    let mut columns = builder.columns;
    build::name(&mut columns, &path, names)?;
    Ok(Table {
        columns,
        rows: rows.map(|at| found[at].path.clone()).unwrap_or_default(),
        of: rows.map_or_else(|| "Query".to_owned(), |at| row_type(found[at].node)),
        lists,
        limited: Vec::new(),
        exploded: Vec::new(),
        path,
        parts: vec![Part { label: label.map(str::to_owned), layout }],
        empty: Empty::Keep,
    })
}

/// A table in which the rows of several lists follow each other; its first column says of which list.
fn union(
    roots: &[Node],
    found: &[Found<'_>],
    handled: &[(Vec<String>, Handling)],
    rows: &[usize],
    omitted: &[Vec<String>],
) -> Result<Table, Error> {
    let keys: Vec<_> = rows.iter().map(|at| found[*at].keys.clone()).collect();
    let mut tables = Vec::new();
    for at in rows {
        let list = &found[*at];
        let others = keys.iter().filter(|keys| **keys != list.keys).chain(omitted);
        let others: Vec<_> = others.cloned().collect();
        let label = list.path.rsplit('.').next();
        tables.push(single(roots, found, handled, Some(*at), &others, label, Names::Short)?);
    }
    let Some((first, rest)) = tables.split_first_mut() else {
        return Err(Error::bad_input("rows", "name a list"));
    };
    let form = |table: &Table| -> Vec<_> {
        table.columns.iter().map(|column| (column.name.clone(), column.kind)).collect()
    };
    for other in rest.iter() {
        if form(first) != form(other) {
            let names = |table: &Table| {
                table
                    .columns
                    .iter()
                    .map(|column| column.name.clone())
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            let rule = format!(
                "lists that follow each other must have the same columns; {} has {}, and {} has {}",
                first.rows,
                names(first),
                other.rows,
                names(other)
            );
            return Err(Error::bad_input("rows", rule));
        }
    }
    let common = keys.iter().skip(1).fold(keys[0].len(), |length, other| {
        keys[0].iter().zip(other).take(length).take_while(|(a, b)| a == b).count()
    });
    let mut table = first.clone();
    table.path.truncate(common);
    table.lists = found.iter().filter(|list| table.path.starts_with(&list.keys)).count();
    table.rows = tables_rows(first, rest);
    table.parts.extend(rest.iter().flat_map(|table| table.parts.clone()));
    Ok(table)
}

fn tables_rows(first: &Table, rest: &[Table]) -> String {
    let all = std::iter::once(first).chain(rest).map(|table| table.rows.as_str());
    all.collect::<Vec<_>>().join(",")
}

/// The type of what is a row: of an edge, the edge's node.
fn row_type(node: &Node) -> String {
    let of_edge = node.children.iter().find(|child| child.role == Role::EdgeNode);
    of_edge.map_or(&node.ty, |child| &child.ty).clone()
}

/// What a leaf's cells hold.
#[must_use]
pub fn kind_of(leaf: LeafKind) -> Kind {
    match leaf {
        LeafKind::Text | LeafKind::Enum | LeafKind::Date => Kind::Text,
        LeafKind::Integer => Kind::Integer,
        LeafKind::Number => Kind::Number,
        LeafKind::Boolean => Kind::Boolean,
    }
}
