//! Networks: `GraphML`, which network libraries read, and GEXF, which Gephi prefers. The rows of the table are
//! the links; the nodes are the rows of another table.
//!
//! Both formats can mark single edges as undirected, but networkx refuses a graph that has edges of both kinds, and
//! igraph ignores the mark. So a link without a direction is two edges, one each way, and the attribute `symmetric`
//! of both is true.

mod edge;
mod gexf;
mod graphml;
mod titles;
mod xml;

use std::{
    collections::HashMap,
    io::{self, BufWriter, Write},
};

use self::edge::Edge;
use super::writer::{FormatWriter, Output, WriterInput};
use crate::{
    domain::role::is_symmetric,
    report::{cell::Cell, layout::NodeTable, metadata::TableMetadata},
};

/// The two XML formats.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NetworkDialect {
    /// `GraphML`.
    Graphml,
    /// GEXF 1.3: the first version whose parallel edges stay apart in Gephi.
    Gexf,
}

/// Writes `graphml` and `gexf`.
pub(super) struct NetworkWriter<'w> {
    out: BufWriter<&'w mut dyn Output>,
    dialect: NetworkDialect,
    nodes: &'w NodeTable,
    metadata: &'w TableMetadata,
    rows: u64,
    in_links: bool,
    /// How many edges there are so far from a node to another with one role.
    parallel: HashMap<[String; 3], u32>,
}

impl<'w> NetworkWriter<'w> {
    /// Writes everything before the first node.
    pub fn new(
        dialect: NetworkDialect,
        input: WriterInput<'w>,
        out: &'w mut dyn Output,
    ) -> io::Result<Self> {
        let nodes = input.nodes.ok_or_else(|| io::Error::other("a network without nodes"))?;
        let mut out = BufWriter::new(out);
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        match dialect {
            NetworkDialect::Graphml => graphml::write_start(&mut out, input, nodes)?,
            NetworkDialect::Gexf => gexf::write_start(&mut out, input, nodes)?,
        }
        let (metadata, parallel) = (input.metadata, HashMap::new());
        Ok(Self { out, dialect, nodes, metadata, rows: 0, in_links: false, parallel })
    }

    /// Writes what stands between the last node and the first edge.
    fn start_links(&mut self) -> io::Result<()> {
        let was_in_links = std::mem::replace(&mut self.in_links, true);
        if !was_in_links && self.dialect == NetworkDialect::Gexf {
            writeln!(self.out, "</nodes>\n<edges>")?;
        }
        Ok(())
    }

    fn edge(&self, cells: &[Cell<'_>]) -> Edge {
        let nodes = self.nodes;
        let text = |column: usize| cells[column].text().into_owned();
        let known = |column: Option<usize>| column.filter(|column| !cells[*column].is_null());
        let role = known(nodes.role).map(text);
        Edge {
            id: known(nodes.link_id).map_or_else(|| self.rows.to_string(), text),
            source: text(nodes.source),
            target: text(nodes.target),
            kind: None,
            is_symmetric: role.as_deref().map(is_symmetric),
            role,
            start: known(nodes.start).map(text),
            end: known(nodes.end).map(text),
        }
    }

    fn write_edge(&mut self, mut edge: Edge, cells: &[Cell<'_>]) -> io::Result<Edge> {
        if let Some(role) = &edge.role {
            let parallel = [edge.source.clone(), edge.target.clone(), role.clone()];
            let count = self.parallel.entry(parallel).or_default();
            *count += 1;
            edge.kind = Some(if *count == 1 { role.clone() } else { format!("{role} {count}") });
        }
        match self.dialect {
            NetworkDialect::Graphml => graphml::write_edge(&mut self.out, &edge, cells)?,
            NetworkDialect::Gexf => gexf::write_edge(&mut self.out, &edge, cells)?,
        }
        Ok(edge)
    }
}

impl FormatWriter for NetworkWriter<'_> {
    fn node(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let (id, label) = (cells[self.nodes.id].text(), cells[self.nodes.label].text());
        match self.dialect {
            NetworkDialect::Graphml => graphml::write_node(&mut self.out, &id, &label, cells),
            NetworkDialect::Gexf => gexf::write_node(&mut self.out, &id, &label, cells),
        }
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.start_links()?;
        let edge = self.write_edge(self.edge(cells), cells)?;
        self.rows += 1;
        if edge.is_symmetric == Some(true) && edge.source != edge.target {
            self.write_edge(edge.reversed(), cells)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.start_links()?;
        match self.dialect {
            NetworkDialect::Graphml => graphml::write_end(&mut self.out, self.metadata, self.rows)?,
            NetworkDialect::Gexf => writeln!(self.out, "</edges>\n</graph>\n</gexf>")?,
        }
        self.out.flush()
    }
}
