//! The lists of an outline: what each is called, and which of them has the rows.

use crate::graphql::{
    Error,
    tabular::{Node, Role},
};

use super::table::Handling;

/// A list of objects found in an outline.
pub(super) struct Found<'n> {
    /// Its keys.
    pub keys: Vec<String>,
    /// Its path as people write it.
    pub path: String,
    pub node: &'n Node,
}

impl Found<'_> {
    /// Whether `path` means this list: as people write it, or with every key.
    pub(super) fn is_at(&self, path: &str) -> bool {
        self.path == path || self.keys.join(".") == path
    }
}

/// Gathers the lists of an outline, in its order.
pub(super) fn find<'n>(
    node: &'n Node,
    above: &[String],
    path: &str,
    found: &mut Vec<Found<'n>>,
    limited: &mut Vec<String>,
) {
    let mut keys = above.to_vec();
    keys.push(node.key.clone());
    let dotted = if path.is_empty() { node.key.clone() } else { format!("{path}.{}", node.key) };
    let path = if node.role == Role::EdgeNode { path.to_owned() } else { dotted };
    if let Some(limit) = &node.limit {
        limited.push(format!("{path} ({limit})"));
    }
    let mut inner = path.clone();
    if node.list {
        found.push(Found { keys: keys.clone(), path, node });
    }
    if node.role == Role::Connection {
        let rows: Vec<_> = node
            .children
            .iter()
            .filter(|child| child.list && matches!(child.role, Role::Edges | Role::Nodes))
            .collect();
        for child in &node.children {
            // Where a connection has its rows once, edges and nodes go without saying.
            if rows.len() == 1 && std::ptr::eq(rows[0], child) {
                let mut keys = keys.clone();
                keys.push(child.key.clone());
                found.push(Found { keys: keys.clone(), path: inner.clone(), node: child });
                for grandchild in &child.children {
                    find(grandchild, &keys, &inner, found, limited);
                }
            } else {
                find(child, &keys, &inner, found, limited);
            }
        }
        return;
    }
    if node.leaf.is_some() {
        inner.clear();
    }
    for child in &node.children {
        find(child, &keys, &inner, found, limited);
    }
}

/// The keys that a path means: of a list, or of any object where that can become of one.
pub(super) fn keys_of(
    roots: &[Node],
    found: &[Found<'_>],
    path: &str,
    handling: &Handling,
) -> Result<Vec<String>, Error> {
    let name = match handling {
        Handling::Join(_) => "join",
        Handling::Explode => "explode",
        Handling::Json => "json",
        Handling::Omit => "omit",
    };
    if let Some(list) = lookup(found, path) {
        return Ok(list.keys.clone());
    }
    if matches!(handling, Handling::Json | Handling::Omit) {
        let keys: Vec<String> = path.split('.').map(str::to_owned).collect();
        if is_object(roots, &keys) {
            return Ok(keys);
        }
    }
    Err(no_list(name, path, found))
}

fn lookup<'f, 'n>(found: &'f [Found<'n>], path: &str) -> Option<&'f Found<'n>> {
    found.iter().find(|list| list.is_at(path))
}

pub(super) fn no_list(name: &str, path: &str, found: &[Found<'_>]) -> Error {
    let known: Vec<_> = found.iter().map(|list| list.path.as_str()).collect();
    let known = if known.is_empty() {
        "it has none".to_owned()
    } else {
        format!("it has {}", known.join(", "))
    };
    Error::bad_input(name, format!("the document has no list at `{path}`; {known}"))
}

fn is_object(nodes: &[Node], keys: &[String]) -> bool {
    let Some((first, rest)) = keys.split_first() else { return false };
    let node = nodes.iter().find(|node| node.key == *first);
    node.is_some_and(|node| {
        if rest.is_empty() { node.leaf.is_none() } else { is_object(&node.children, rest) }
    })
}

/// Which of the lists found has the rows; None where the answer is one row.
pub(super) fn rows(
    found: &[Found<'_>],
    handled: &[(Vec<String>, Handling)],
    asked: Option<&str>,
) -> Result<Option<usize>, Error> {
    if let Some(path) = asked {
        if path.is_empty() {
            return Ok(None);
        }
        let at = found.iter().position(|list| list.is_at(path));
        return at.map(Some).ok_or_else(|| no_list("rows", path, found));
    }
    let candidates: Vec<_> = found
        .iter()
        .enumerate()
        .filter(|(_, list)| {
            let spoken_for = handled.iter().any(|(keys, _)| list.keys.starts_with(keys));
            // Words beside the rows are joined; nobody wants a row for each kind of an organization.
            list.node.leaf.is_none() && !spoken_for
        })
        .map(|(at, _)| at)
        .collect();
    let one_chain =
        candidates.windows(2).all(|two| found[two[1]].keys.starts_with(&found[two[0]].keys));
    if one_chain {
        return Ok(candidates.last().copied());
    }
    // Those that nothing lies below: of each chain its deepest.
    let deepest: Vec<_> = candidates
        .iter()
        .filter(|at| {
            !candidates
                .iter()
                .any(|other| other != *at && found[*other].keys.starts_with(&found[**at].keys))
        })
        .map(|at| found[*at].path.as_str())
        .collect();
    let rule = format!(
        "the items of each of these lists could be the rows: {}; name one, and say of the others `join`, `explode`, `json` or `omit`",
        deepest.join(", ")
    );
    Err(Error::bad_input("rows", rule)
        .with("candidates", deepest.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>()))
}

pub(super) fn unhandled(path: &str) -> Error {
    let rule = format!(
        "`{path}` is a list beside or below the rows; say what becomes of it: `join={path}` (its values in one cell), \
         `explode={path}` (a row for each), `json={path}` (one cell of JSON) or `omit={path}` (left out)"
    );
    Error::bad_input("rows", rule).with("list", path)
}

/// Lists that multiply the rows must lie in one chain: two beside each other would multiply each other.
pub(super) fn one_chain(handled: &[(Vec<String>, Handling)]) -> Result<(), Error> {
    let mut exploded: Vec<_> = handled
        .iter()
        .filter(|(_, handling)| *handling == Handling::Explode)
        .map(|(keys, _)| keys)
        .collect();
    exploded.sort_by_key(|keys| keys.len());
    if let Some(two) = exploded.windows(2).find(|two| !two[1].starts_with(two[0])) {
        let rule = format!(
            "{} and {} lie beside each other, and every item of one would come with every item of the other; explode one and join the other",
            two[0].join("."),
            two[1].join(".")
        );
        return Err(Error::bad_input("explode", rule));
    }
    Ok(())
}
