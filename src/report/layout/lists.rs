//! The lists of an outline, by the paths that people write.

use crate::{
    graphql::{
        Error,
        tabular::{Node, Role},
    },
    report::options::ListHandling,
};

/// A list in an outline.
pub(super) struct ListNode<'n> {
    /// The keys that lead to it.
    pub keys: Vec<String>,
    /// Its path as people write it, without `edges`, `nodes` and `node`.
    pub path: String,
    pub node: &'n Node,
}

impl ListNode<'_> {
    /// Whether a path names this list, either as people write it or with every key.
    pub(super) fn is_at(&self, path: &str) -> bool {
        self.path == path || self.keys.join(".") == path
    }

    /// Whether the list is of objects, not of values.
    pub(super) fn has_objects(&self) -> bool {
        self.node.leaf.is_none()
    }
}

/// The lists of an outline in its order, and the lists that the document itself limits.
#[derive(Default)]
pub(super) struct Lists<'n> {
    pub all: Vec<ListNode<'n>>,
    /// The keys that lead to a limited list, and its name with the limit, such as `organization.members (first: 20)`.
    limited: Vec<(Vec<String>, String)>,
}

impl<'n> Lists<'n> {
    /// Collects the lists of an outline.
    pub(super) fn of(roots: &'n [Node]) -> Self {
        let mut lists = Self::default();
        for root in roots {
            lists.collect(root, &[], "");
        }
        lists
    }

    fn collect(&mut self, node: &'n Node, parent_keys: &[String], parent_path: &str) {
        let keys = [parent_keys, std::slice::from_ref(&node.key)].concat();
        let path = if node.role == Role::EdgeNode {
            parent_path.to_owned()
        } else if parent_path.is_empty() {
            node.key.clone()
        } else {
            format!("{parent_path}.{}", node.key)
        };
        let is_items = |child: &Node| matches!(child.role, Role::Edges | Role::Nodes);
        if let Some(limit) = node.limit.as_ref().filter(|_| node.children.iter().any(is_items)) {
            self.limited.push((keys.clone(), format!("{path} ({limit})")));
        }
        if node.list {
            self.all.push(ListNode { keys: keys.clone(), path: path.clone(), node });
        }
        // Of `edges` and `nodes`, one alone has the path of the connection.
        let only_items = (node.role == Role::Connection).then(|| only_items(node)).flatten();
        for child in &node.children {
            if only_items.is_some_and(|items| std::ptr::eq(items, child)) {
                let keys = [&keys[..], std::slice::from_ref(&child.key)].concat();
                self.all.push(ListNode { keys: keys.clone(), path: path.clone(), node: child });
                for field in &child.children {
                    self.collect(field, &keys, &path);
                }
            } else {
                self.collect(child, &keys, &path);
            }
        }
    }

    /// The lists that the document itself limits, except those that are left out.
    pub(super) fn limited(&self, omitted: &[Vec<String>]) -> Vec<String> {
        let is_shown = |keys: &[String]| {
            // Leaving out the items of a connection leaves out its list.
            let is_items = |left_out: &[String]| {
                left_out.len() == keys.len() + 1
                    && left_out.starts_with(keys)
                    && self.all.iter().any(|list| list.keys == left_out)
            };
            let is_omitted =
                |left_out: &Vec<String>| keys.starts_with(left_out) || is_items(left_out);
            !omitted.iter().any(is_omitted)
        };
        let shown = self.limited.iter().filter(|(keys, _)| is_shown(keys));
        shown.map(|(_, name)| name.clone()).collect()
    }

    /// The position of the list at a path. `parameter` is the one that names the path.
    ///
    /// # Errors
    /// When there is no list at the path.
    pub(super) fn position(&self, parameter: &str, path: &str) -> Result<usize, Error> {
        let position = self.all.iter().position(|list| list.is_at(path));
        position.ok_or_else(|| self.unknown(parameter, path))
    }

    /// The keys of the list or, where a handling allows that, of the object or value at a path.
    ///
    /// # Errors
    /// When there is none at the path.
    pub(super) fn keys(
        &self,
        roots: &[Node],
        path: &str,
        handling: &ListHandling,
    ) -> Result<Vec<String>, Error> {
        if let Some(list) = self.all.iter().find(|list| list.is_at(path)) {
            return Ok(list.keys.clone());
        }
        let keys: Vec<String> = path.split('.').map(str::to_owned).collect();
        let is_there = match handling {
            ListHandling::Json => is_object(roots, &keys),
            ListHandling::Omit => find(roots, &keys).is_some(),
            ListHandling::Join(_) | ListHandling::Explode => false,
        };
        if is_there {
            return Ok(keys);
        }
        Err(self.unknown(handling.parameter(), path))
    }

    fn unknown(&self, parameter: &str, path: &str) -> Error {
        let known: Vec<_> = self.all.iter().map(|list| list.path.as_str()).collect();
        let known = if known.is_empty() {
            "it has none".to_owned()
        } else {
            format!("it has {}", known.join(", "))
        };
        Error::bad_input(parameter, format!("the document has no list at `{path}`; {known}"))
    }
}

/// The list of items of a connection, if the document selects only one of `edges` and `nodes`.
fn only_items(connection: &Node) -> Option<&Node> {
    let is_items = |node: &&Node| node.list && matches!(node.role, Role::Edges | Role::Nodes);
    let mut items = connection.children.iter().filter(is_items);
    items.next().filter(|_| items.next().is_none())
}

fn is_object(nodes: &[Node], keys: &[String]) -> bool {
    find(nodes, keys).is_some_and(|node| node.leaf.is_none())
}

/// The field that keys lead to.
fn find<'n>(nodes: &'n [Node], keys: &[String]) -> Option<&'n Node> {
    let (first, rest) = keys.split_first()?;
    let node = nodes.iter().find(|node| node.key == *first)?;
    if rest.is_empty() { Some(node) } else { find(&node.children, rest) }
}
