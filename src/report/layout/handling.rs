//! How each list is written: as the parameters say or, if they do not mention it, as the defaults of the report say.

use super::lists::Lists;
use crate::{
    graphql::{Error, tabular::Node},
    report::options::{ListHandling, ListOptions},
};

/// How lists and objects are written, by the response keys of their paths. An option for something inside an object that
/// is written or left out as a whole has no effect, and is an error.
///
/// # Errors
/// When a path leads nowhere, or an option has no effect because of another one.
pub(super) fn resolve_handling(
    lists: &Lists<'_>,
    roots: &[Node],
    options: &ListOptions,
) -> Result<Vec<(Vec<String>, ListHandling)>, Error> {
    let resolve = |(path, how): &(String, ListHandling)| {
        Ok(Handled { keys: lists.keys(roots, path, how)?, path: path.clone(), how: how.clone() })
    };
    let own = options.others.iter().map(resolve).collect::<Result<Vec<_>, Error>>()?;
    for (position, one) in own.iter().enumerate() {
        if let Some(other) = own[..position].iter().find(|other| other.keys == one.keys) {
            let rule = format!(
                "`{}` and `{}` in {} are the same list; choose one of them",
                one.path,
                other.path,
                other.how.parameter()
            );
            return Err(Error::bad_input(one.how.parameter(), rule));
        }
    }
    let rows: Vec<_> =
        options.rows.iter().flat_map(|rows| rows.split(',')).map(str::trim).collect();
    let rows = rows.into_iter().filter(|path| !path.is_empty());
    let rows: Vec<_> = rows.map(|path| lists.position("rows", path)).collect::<Result<_, _>>()?;
    let leads_to_rows =
        |one: &Handled| rows.iter().any(|list| lists.all[*list].keys.starts_with(&one.keys));
    let mut defaults = options.defaults.iter().map(resolve).collect::<Result<Vec<_>, Error>>()?;
    // An option about a list replaces the defaults of that list and of what is in it.
    let is_replaced = |one: &Handled| own.iter().any(|own| one.keys.starts_with(&own.keys));
    defaults.retain(|one| !leads_to_rows(one) && !is_replaced(one));
    for inner in &own {
        let mut all =
            own.iter().map(|it| (it, "")).chain(defaults.iter().map(|it| (it, " by default")));
        if let Some((outer, by_default)) = all.find(|(outer, _)| outer.hides(inner)) {
            let what = match outer.how {
                ListHandling::Omit => "is left out",
                ListHandling::Json => "is written as JSON",
                ListHandling::Join(_) | ListHandling::Explode => "is joined",
            };
            let rule = format!(
                "`{}` is inside `{}`, which {what}{by_default}; remove this option, or change the option for `{}`",
                inner.path, outer.path, outer.path
            );
            return Err(Error::bad_input(inner.how.parameter(), rule));
        }
    }
    Ok(own.into_iter().chain(defaults).map(|one| (one.keys, one.how)).collect())
}

/// A list or an object, and how it is written.
struct Handled {
    path: String,
    keys: Vec<String>,
    how: ListHandling,
}

impl Handled {
    /// Whether an option about something inside has no effect.
    fn hides(&self, inner: &Self) -> bool {
        let is_inside = inner.keys.len() > self.keys.len() && inner.keys.starts_with(&self.keys);
        is_inside
            && match self.how {
                ListHandling::Omit | ListHandling::Json => true,
                // All values of a joined list stand in its cells, whatever lists they come from.
                ListHandling::Join(_) => {
                    matches!(inner.how, ListHandling::Join(_) | ListHandling::Explode)
                }
                ListHandling::Explode => false,
            }
    }
}
