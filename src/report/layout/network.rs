//! The two tables of a network: a document with the field `network` makes one of its nodes and one of its links.

use super::{lay_out::lay_out, lists::Lists, table::Table};
use crate::{
    graphql::{Error, tabular::Node},
    report::options::{ColumnNames, ListHandling, ListOptions},
};

/// The tables of a network, and the columns that connect them.
pub struct NetworkTables {
    /// The links.
    pub links: Table,
    /// The nodes, and the columns that connect the links to them.
    pub nodes: NodeTable,
}

/// The nodes of a network.
pub struct NodeTable {
    /// The table of the nodes.
    pub table: Table,
    /// Column of a node that identifies it.
    pub id: usize,
    /// Column of a node that names it for people.
    pub label: usize,
    /// Column of a link that has the id of the node where it starts.
    pub source: usize,
    /// Column of a link that has the id of the node where it ends.
    pub target: usize,
    /// Column of a link that has its role.
    pub role: Option<usize>,
    /// Column of a link that has its global id.
    pub link_id: Option<usize>,
    /// Column of a link that has the first day on which it can have begun.
    pub start: Option<usize>,
    /// Column of a link that has the last day on which it can have ended.
    pub end: Option<usize>,
}

/// Lays out the tables of the network in an outline.
///
/// # Errors
/// When the document has no network, or does not select what identifies nodes and the ends of links.
pub fn lay_out_network(roots: &[Node], options: &ListOptions) -> Result<NetworkTables, Error> {
    let network = roots.iter().find(|root| root.ty == "Network");
    let network = network.ok_or_else(|| missing("`network`"))?;
    let nodes = child(network, "nodes").ok_or_else(|| missing("`nodes`"))?;
    let links = child(network, "links").ok_or_else(|| missing("`links`"))?;
    let path = |node: &Node| format!("{}.{}", network.key, node.key);
    check_paths(roots, &[path(nodes), path(links)], options)?;
    let table = |rows: &Node, omitted: &Node| {
        let (rows, omitted) = (path(rows), path(omitted));
        let of_table = |given: &[(String, ListHandling)]| -> Vec<_> {
            let is_of_table = |(path, how): &&(String, ListHandling)| {
                let is_below = |list: &str| path.starts_with(&format!("{list}."));
                // What the options leave out beside the rows is left out here, too.
                let is_beside = *path != rows && *path != omitted && !is_below(&omitted);
                is_below(&rows) || *how == ListHandling::Omit && is_beside
            };
            given.iter().filter(is_of_table).cloned().collect()
        };
        let mut others = of_table(&options.others);
        others.push((omitted.clone(), ListHandling::Omit));
        let defaults = of_table(&options.defaults);
        let options =
            ListOptions { rows: Some(rows.clone()), others, defaults, empty: options.empty };
        lay_out(roots, &options, ColumnNames::Short)
    };
    let node_table = table(nodes, links)?;
    let link_table = table(links, nodes)?;
    // The column of a field of the organization at `end` of a node or a link.
    let column = |table: &Table, parent: &Node, end: &str, field: &str| {
        let end = child(parent, end)?;
        let field = child(end, field)?;
        table.column(&format!("{}.{}", end.key, field.key))
    };
    let ids = |field: &str| {
        let id = column(&node_table, nodes, "organization", field)?;
        let source = column(&link_table, links, "subject", field)?;
        let target = column(&link_table, links, "object", field)?;
        Some((id, source, target))
    };
    let (id, source, target) = ids("slug")
        .or_else(|| ids("id"))
        .ok_or_else(|| missing("`slug` of the node or of an end of the link"))?;
    let label = column(&node_table, nodes, "organization", "name").unwrap_or(id);
    let link = |field: &str| child(links, field).and_then(|field| link_table.column(&field.key));
    // The columns of the first and the last day follow that of the date.
    let (role, link_id) = (link("role"), link("id"));
    let (start, end) = (link("since").map(|it| it + 1), link("until").map(|it| it + 2));
    let nodes =
        NodeTable { table: node_table, id, label, source, target, role, link_id, start, end };
    Ok(NetworkTables { links: link_table, nodes })
}

/// Checks that each option is about something beside the nodes and the links or in them: a network always has both.
fn check_paths(roots: &[Node], tables: &[String; 2], options: &ListOptions) -> Result<(), Error> {
    let lists = Lists::of(roots);
    for (path, how) in &options.others {
        lists.keys(roots, path, how)?;
        let is_in = |outer: &String| path.starts_with(&format!("{outer}."));
        let is_around = |inner: &String| inner == path || inner.starts_with(&format!("{path}."));
        let is_omit = *how == ListHandling::Omit;
        if !tables.iter().any(is_in) && (!is_omit || tables.iter().any(is_around)) {
            let rule = format!(
                "a network has nodes and links, so it is not possible to choose what becomes of `{path}`; leave it out, or choose another format"
            );
            return Err(Error::bad_input(how.parameter(), rule));
        }
    }
    Ok(())
}

fn child<'n>(node: &'n Node, field: &str) -> Option<&'n Node> {
    node.children.iter().find(|child| child.field == field)
}

fn missing(what: &str) -> Error {
    let rule = format!(
        "a network format needs the field `network` with `nodes {{ organization {{ slug }} }}` and \
         `links {{ subject {{ slug }} object {{ slug }} }}`; this document does not select {what}"
    );
    Error::bad_input("format", rule)
}
