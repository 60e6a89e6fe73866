//! Lays out a table: from the outline of a document and the options to columns and rows.

use super::{
    builder::LayoutBuilder,
    choose_rows::{check_exploded_lists, check_other_lists, default_rows},
    handling::resolve_handling,
    lists::Lists,
    names::name_columns,
    table::{Table, TablePart},
};
use crate::{
    graphql::{Error, tabular::Node},
    limits::tables::MAX_COLUMNS,
    report::options::{ColumnNames, EmptyLists, ListHandling, ListOptions},
};

/// Lays out the table that the outline of a document makes. No data is read.
///
/// # Errors
/// When a path leads nowhere, several lists could be the rows, nothing is said about a list beside them, two
/// columns have the same name, or there are too many columns or none.
pub fn lay_out(
    roots: &[Node],
    options: &ListOptions,
    column_names: ColumnNames,
) -> Result<Table, Error> {
    let lists = Lists::of(roots);
    let handling = resolve_handling(&lists, roots, options)?;
    check_exploded_lists(&handling)?;
    let keys_with = |wanted: &ListHandling| {
        let keys = handling.iter().filter(move |(_, how)| how == wanted).map(|(keys, _)| keys);
        keys.cloned().collect::<Vec<_>>()
    };
    let omitted = keys_with(&ListHandling::Omit);
    let exploded = keys_with(&ListHandling::Explode);
    let exploded = exploded.iter().filter_map(|keys| lists.all.iter().find(|it| it.keys == *keys));
    let exploded = exploded.map(|list| list.path.clone()).collect();
    let source = Source { roots, lists: &lists, handling: &handling };
    let paths: Vec<_> =
        options.rows.iter().flat_map(|rows| rows.split(',')).map(str::trim).collect();
    let table = match paths[..] {
        [] => source.one_list(default_rows(&lists, &handling)?, &omitted, None, column_names)?,
        // An empty path: the whole response is one row.
        [""] => source.one_list(None, &omitted, None, column_names)?,
        [path] => {
            let rows = lists.position("rows", path)?;
            source.one_list(Some(rows), &omitted, None, column_names)?
        }
        _ => {
            let rows = paths.iter().map(|path| lists.position("rows", path));
            let rows = rows.collect::<Result<Vec<_>, _>>()?;
            for (position, path) in paths.iter().enumerate() {
                if rows[..position].contains(&rows[position]) {
                    let rule = format!("`{path}` is repeated; give it once");
                    return Err(Error::bad_input("rows", rule));
                }
            }
            source.several_lists(&rows, &omitted)?
        }
    };
    Ok(Table { limited: lists.limited(&omitted), exploded, empty_lists: options.empty, ..table })
}

/// What a table is made of.
#[derive(Clone, Copy)]
struct Source<'s> {
    roots: &'s [Node],
    lists: &'s Lists<'s>,
    handling: &'s [(Vec<String>, ListHandling)],
}

impl Source<'_> {
    /// A table whose rows are the items of one list, or that has one row. A label is the value of the first
    /// column in a table of several lists.
    fn one_list(
        self,
        rows: Option<usize>,
        omitted: &[Vec<String>],
        label: Option<&str>,
        column_names: ColumnNames,
    ) -> Result<Table, Error> {
        let rows = rows.map(|position| &self.lists.all[position]);
        let row_keys = rows.map(|list| list.keys.clone()).unwrap_or_default();
        check_other_lists(self.lists, self.handling, &row_keys, omitted)?;
        let mut builder = LayoutBuilder::new(&row_keys, self.handling, omitted);
        if label.is_some() {
            builder.add_list_column();
        }
        let fields = builder.fields(self.roots);
        let mut columns = builder.into_columns();
        if columns.is_empty() {
            let rule = "no value is left for a column; select one, or omit less";
            return Err(Error::bad_input("query", rule));
        }
        if columns.len() > MAX_COLUMNS {
            let rule = format!(
                "the table has more than {MAX_COLUMNS} columns; select fewer fields, or omit some"
            );
            let error = Error::bad_input("query", rule).with("limit", "table_columns");
            return Err(error.with("allowed", MAX_COLUMNS));
        }
        name_columns(&mut columns, &row_keys, column_names)?;
        Ok(Table {
            columns,
            rows: rows.map(|list| list.path.clone()).unwrap_or_default(),
            row_list_count: self.lists_on_the_way_to(&row_keys),
            row_keys,
            limited: Vec::new(),
            exploded: Vec::new(),
            empty_lists: EmptyLists::Keep,
            parts: vec![TablePart { label: label.map(str::to_owned), fields }],
        })
    }

    /// A table with the rows of several lists, one after the other. Its first column says which list a row
    /// comes from.
    fn several_lists(self, rows: &[usize], omitted: &[Vec<String>]) -> Result<Table, Error> {
        let mut tables = Vec::new();
        for position in rows {
            let list = &self.lists.all[*position];
            let others = rows.iter().filter(|other| *other != position);
            let others = others.map(|other| &self.lists.all[*other].keys);
            let left_out: Vec<_> = others.chain(omitted).cloned().collect();
            let label = list.path.rsplit('.').next();
            tables.push(self.one_list(Some(*position), &left_out, label, ColumnNames::Short)?);
        }
        let mut tables = tables.into_iter();
        let Some(mut table) = tables.next() else {
            return Err(Error::bad_input("rows", "name a list"));
        };
        for other in tables {
            check_same_columns(&table, &other)?;
            let common = table.row_keys.iter().zip(&other.row_keys).take_while(|(a, b)| a == b);
            let common = common.count();
            table.row_keys.truncate(common);
            table.rows = format!("{},{}", table.rows, other.rows);
            table.parts.extend(other.parts);
        }
        table.row_list_count = self.lists_on_the_way_to(&table.row_keys);
        Ok(table)
    }

    fn lists_on_the_way_to(self, keys: &[String]) -> usize {
        self.lists.all.iter().filter(|list| keys.starts_with(&list.keys)).count()
    }
}

fn check_same_columns(first: &Table, other: &Table) -> Result<(), Error> {
    let names_and_types = |table: &Table| -> Vec<_> {
        table.columns.iter().map(|it| (it.name.clone(), it.cell_type)).collect()
    };
    if names_and_types(first) == names_and_types(other) {
        return Ok(());
    }
    let names = |table: &Table| {
        let names = table.columns.iter().map(|column| column.name.as_str());
        names.collect::<Vec<_>>().join(", ")
    };
    let rule = format!(
        "several lists of rows must have the same columns; {} has {}, and {} has {}",
        first.rows,
        names(first),
        other.rows,
        names(other)
    );
    Err(Error::bad_input("rows", rule))
}
