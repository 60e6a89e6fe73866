//! Which list has the rows, and whether the other lists are accounted for.

use super::lists::Lists;
use crate::{graphql::Error, limits::tables::MAX_LISTED_PATHS, report::options::ListHandling};

/// What becomes of lists and objects, by the keys that lead to them.
pub(super) type Handling = [(Vec<String>, ListHandling)];

/// The position of the list that has the rows if no option names one: the only list of objects, or the
/// innermost if they are nested in each other. None if the document has no such list: the table has one row.
///
/// # Errors
/// When several lists could have the rows.
pub(super) fn default_rows(lists: &Lists<'_>, handling: &Handling) -> Result<Option<usize>, Error> {
    let all = &lists.all;
    // Lists of values, such as the kinds of an organization, are joined by default.
    let is_candidate = |position: &usize| {
        let list = &all[*position];
        list.has_objects() && !handling.iter().any(|(keys, _)| list.keys.starts_with(keys))
    };
    let candidates: Vec<_> = (0..all.len()).filter(is_candidate).collect();
    let is_nested = |inner: usize, outer: usize| all[inner].keys.starts_with(&all[outer].keys);
    if candidates.windows(2).all(|pair| is_nested(pair[1], pair[0])) {
        return Ok(candidates.last().copied());
    }
    let is_innermost = |outer: &&usize| {
        !candidates.iter().any(|inner| inner != *outer && is_nested(*inner, **outer))
    };
    let innermost = candidates.iter().filter(is_innermost).take(MAX_LISTED_PATHS);
    let paths: Vec<_> = innermost.map(|position| all[*position].path.clone()).collect();
    let rule = format!(
        "several lists could be the rows: {}; set rows to one of them, and name the others in join, explode, json or omit",
        paths.join(", ")
    );
    Err(Error::bad_input("rows", rule).with("candidates", paths))
}

/// Checks that nothing else is said about the lists on the way to the rows, and that something is said about
/// every other list of objects. `rows` are the keys that lead to the rows.
///
/// # Errors
/// When a list breaks this.
pub(super) fn check_other_lists(
    lists: &Lists<'_>,
    handling: &Handling,
    rows: &[String],
    omitted: &[Vec<String>],
) -> Result<(), Error> {
    if let Some((keys, handling)) = handling.iter().find(|(keys, _)| rows.starts_with(keys)) {
        let rule = format!(
            "{} is the rows or leads to them, so it cannot be in {}; remove it there, or choose other rows",
            keys.join("."),
            handling.parameter()
        );
        return Err(Error::bad_input("rows", rule));
    }
    let others =
        lists.all.iter().filter(|list| list.has_objects() && !rows.starts_with(&list.keys));
    for list in others {
        let is_handled = handling.iter().any(|(keys, handling)| {
            list.keys.starts_with(keys)
                && (*handling != ListHandling::Explode || list.keys == *keys)
        });
        if !is_handled && !omitted.iter().any(|keys| list.keys.starts_with(keys)) {
            return Err(not_handled(&list.path));
        }
    }
    Ok(())
}

fn not_handled(path: &str) -> Error {
    let rule = format!(
        "`{path}` is another list beside the rows or below them; choose what becomes of it: `join={path}` (its values in one cell), \
         `explode={path}` (a row for each item), `json={path}` (one cell of JSON) or `omit={path}` (left out)"
    );
    Error::bad_input("rows", rule).with("list", path)
}

/// Checks that exploded lists are nested in each other. If they were not, each item of one would make a row
/// with each item of the other.
///
/// # Errors
/// When two exploded lists are not nested.
pub(super) fn check_exploded_lists(handling: &Handling) -> Result<(), Error> {
    let exploded = handling.iter().filter(|(_, handling)| *handling == ListHandling::Explode);
    let mut exploded: Vec<_> = exploded.map(|(keys, _)| keys).collect();
    exploded.sort_by_key(|keys| keys.len());
    let Some(pair) = exploded.windows(2).find(|pair| !pair[1].starts_with(pair[0])) else {
        return Ok(());
    };
    let rule = format!(
        "{} and {} are not nested, so each item of one would make a row with each item of the other; explode one and join the other",
        pair[0].join("."),
        pair[1].join(".")
    );
    Err(Error::bad_input("explode", rule))
}
