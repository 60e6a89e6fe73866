//! The elements of `GraphML`.

use std::io::{self, Write};

use super::{
    edge::{Edge, SYMMETRIC, data_type},
    titles::titles,
    xml::xml,
};
use crate::report::{
    cell::{Cell, CellType},
    format::writer::WriterInput,
    layout::NodeTable,
    metadata::TableMetadata,
};

/// Writes the attributes of the graph, the nodes and the edges, and the start of the graph.
pub(super) fn write_start(
    out: &mut dyn Write,
    input: WriterInput<'_>,
    nodes: &NodeTable,
) -> io::Result<()> {
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    for (key, _) in graph_values(input.metadata, 0) {
        write_key(out, "graph", &key, &key, CellType::Text)?;
    }
    write_key(out, "node", "", "label", CellType::Text)?;
    write_key(out, "edge", SYMMETRIC, SYMMETRIC, CellType::Boolean)?;
    for (element, row, table) in
        [("node", "node", &nodes.table), ("edge", "affiliation", input.table)]
    {
        for (position, (column, title)) in table.columns.iter().zip(titles(table, row)).enumerate()
        {
            write_key(out, element, &position.to_string(), &title, column.cell_type)?;
        }
    }
    writeln!(out, "<graph edgedefault=\"directed\">")
}

fn write_key(
    out: &mut dyn Write,
    element: &str,
    id: &str,
    title: &str,
    cell_type: CellType,
) -> io::Result<()> {
    let (title, data_type) = (xml(title), data_type(cell_type));
    writeln!(
        out,
        "<key id=\"{element}{id}\" for=\"{element}\" attr.name=\"{title}\" attr.type=\"{data_type}\"/>"
    )
}

/// Writes a node.
pub(super) fn write_node(
    out: &mut dyn Write,
    id: &str,
    label: &str,
    cells: &[Cell<'_>],
) -> io::Result<()> {
    write!(out, "<node id=\"{}\"><data key=\"node\">{}</data>", xml(id), xml(label))?;
    write_values(out, "node", cells)?;
    writeln!(out, "</node>")
}

/// Writes an edge. It has no identifier of its own: igraph 1.0 would read the identifier of a node in its place, and
/// networkx would hide the attribute with that name.
pub(super) fn write_edge(out: &mut dyn Write, edge: &Edge, cells: &[Cell<'_>]) -> io::Result<()> {
    let (source, target) = (xml(&edge.source), xml(&edge.target));
    write!(out, "<edge source=\"{source}\" target=\"{target}\">")?;
    if let Some(is_symmetric) = edge.is_symmetric {
        write!(out, "<data key=\"edge{SYMMETRIC}\">{is_symmetric}</data>")?;
    }
    write_values(out, "edge", cells)?;
    writeln!(out, "</edge>")
}

fn write_values(out: &mut dyn Write, element: &str, cells: &[Cell<'_>]) -> io::Result<()> {
    for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_null()) {
        write!(out, "<data key=\"{element}{column}\">{}</data>", xml(&cell.text()))?;
    }
    Ok(())
}

/// Writes what the table says about itself, and the end of the graph.
pub(super) fn write_end(
    out: &mut dyn Write,
    metadata: &TableMetadata,
    rows: u64,
) -> io::Result<()> {
    for (key, value) in graph_values(metadata, rows) {
        writeln!(out, "<data key=\"graph{}\">{}</data>", xml(&key), xml(&value))?;
    }
    writeln!(out, "</graph>\n</graphml>")
}

/// What the table says about itself, with one value for each key.
fn graph_values(metadata: &TableMetadata, rows: u64) -> Vec<(String, String)> {
    let mut values: Vec<(String, String)> = Vec::new();
    for entry in metadata.entries(rows) {
        match values.iter_mut().find(|(key, _)| entry.key == key.as_str()) {
            Some((_, value)) => *value = format!("{value}; {}", entry.value),
            None => values.push((entry.key, entry.value)),
        }
    }
    values
}
