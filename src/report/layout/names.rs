//! The names of the columns.

use std::collections::{HashMap, HashSet};

use super::column::Column;
use crate::{
    graphql::Error,
    limits::tables::MAX_COLUMN_NAME_BYTES,
    report::options::{ColumnNames, check_size},
};

/// Names the columns by their paths. `edges`, `nodes` and `node` are part of a name only if two columns would
/// have the same name without them. `rows` are the keys that lead to the rows.
///
/// # Errors
/// When two columns have the same name all the same, or a name is too long.
pub(super) fn name_columns(
    columns: &mut [Column],
    rows: &[String],
    style: ColumnNames,
) -> Result<(), Error> {
    for column in columns.iter() {
        let bytes = column.path.iter().map(|step| step.key.len() + 1).sum();
        let (limit, unit) = ("table_column_name_bytes", "bytes of aliases above one column");
        check_size("query", limit, bytes, MAX_COLUMN_NAME_BYTES, unit)?;
    }
    let short: Vec<_> = columns.iter().map(|column| name(column, rows, style, false)).collect();
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for name in &short {
        *uses.entry(name).or_default() += 1;
    }
    let is_ambiguous = |name: &String| uses.get(name.as_str()).is_some_and(|uses| *uses > 1);
    let names: Vec<_> = columns
        .iter()
        .zip(&short)
        .map(
            |(column, short)| {
                if is_ambiguous(short) { name(column, rows, style, true) } else { short.clone() }
            },
        )
        .collect();
    let mut known = HashSet::new();
    if let Some(name) = names.iter().find(|name| !known.insert(*name)) {
        let rule = format!(
            "two columns would have the name `{name}`; give one of the fields an alias, or set columns=full"
        );
        return Err(Error::bad_input("columns", rule));
    }
    for (column, name) in columns.iter_mut().zip(names) {
        column.name = name;
    }
    Ok(())
}

/// The name of a column, with every key of its path or only with those that names show.
fn name(column: &Column, rows: &[String], style: ColumnNames, every_key: bool) -> String {
    let Some(last) = column.path.last() else { return column.name.clone() };
    let skipped = match style {
        ColumnNames::Short if column.is_below(rows) => rows.len().min(column.path.len() - 1),
        _ => 0,
    };
    let steps = column.path.iter().skip(skipped).filter(|step| every_key || step.is_shown);
    let keys: Vec<_> = steps.map(|step| step.key.as_str()).collect();
    let name = if keys.is_empty() { last.key.clone() } else { keys.join(".") };
    name + column.bound.map_or("", |bound| bound.suffix())
}
