//! The network in a document: the field `network`, whose nodes and links make two tables.

use crate::graphql::{Error, tabular::Node};

use super::table::{Handling, Lists, Names, Table};

/// The nodes of a network, and which columns tie its links to them.
pub struct Network {
    /// The table of the nodes; that of the links is the table itself.
    pub nodes: Table,
    /// Column of a node that links name it by.
    pub id: usize,
    /// Column of a node that people know it by.
    pub label: usize,
    /// Column of a link: where it starts.
    pub source: usize,
    /// Column of a link: where it leads.
    pub target: usize,
    /// Column of a link: what it is.
    pub kind: Option<usize>,
}

/// The tables of the links and of the nodes of a document's network.
///
/// # Errors
/// When the document has no network, or does not select what ties its links to its nodes.
pub fn network(roots: &[Node], lists: &Lists) -> Result<(Table, Network), Error> {
    let lacks = |what: &str| {
        let rule = format!(
            "a network format needs the field `network` with `nodes {{ organization {{ slug }} }}` and \
             `links {{ subject {{ slug }} object {{ slug }} }}`; this document lacks {what}"
        );
        Error::bad_input("format", rule)
    };
    let network =
        roots.iter().find(|root| root.ty == "Network").ok_or_else(|| lacks("`network`"))?;
    let child = |node: &'_ Node, field: &str| {
        node.children.iter().find(|child| child.field == field).cloned()
    };
    let nodes = child(network, "nodes").ok_or_else(|| lacks("`nodes`"))?;
    let links = child(network, "links").ok_or_else(|| lacks("`links`"))?;
    let path = |node: &Node| format!("{}.{}", network.key, node.key);
    let table = |rows: &Node, other: &Node| {
        let mut handled: Vec<_> = lists
            .handled
            .iter()
            .filter(|(known, _)| known.starts_with(&format!("{}.", path(rows))))
            .cloned()
            .collect();
        handled.push((path(other), Handling::Omit));
        Table::new(
            roots,
            &Lists { rows: Some(path(rows)), handled, empty: lists.empty },
            Names::Short,
        )
    };
    let nodes_table = table(&nodes, &links)?;
    let links_table = table(&links, &nodes)?;
    // The end of a node or link, and its column for a field of the organization there.
    let column = |table: &Table, of: &Node, end: &str, field: &str| {
        let end = child(of, end)?;
        let field = child(&end, field)?;
        table.column(&format!("{}.{}", end.key, field.key))
    };
    let key = |field: &str| {
        let id = column(&nodes_table, &nodes, "organization", field)?;
        let source = column(&links_table, &links, "subject", field)?;
        let target = column(&links_table, &links, "object", field)?;
        Some((id, source, target))
    };
    let (id, source, target) =
        key("slug").or_else(|| key("id")).ok_or_else(|| lacks("`slug` at one of them"))?;
    let label = column(&nodes_table, &nodes, "organization", "name").unwrap_or(id);
    let kind = child(&links, "role").and_then(|role| links_table.column(&role.key));
    Ok((links_table, Network { nodes: nodes_table, id, label, source, target, kind }))
}
