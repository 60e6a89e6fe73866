//! The graph searches of the registry over adjacency lists in memory, without a database: the least that `network` and
//! `path` can cost.

use std::{collections::HashMap, fmt::Write};

use rusqlite::Connection;

use super::{Failure, json};

/// The most nodes of a network.
const MOST: usize = 1_000;
/// The longest distance from the center of a network.
const HOPS: u32 = 3;
/// The longest path.
const LONGEST: u32 = 12;
/// The distance of a node that is not reached.
const FAR: u32 = u32::MAX;

/// Adjacency lists of all organizations.
pub struct Graph {
    by_ror: HashMap<String, u32>,
    names: Vec<String>,
    /// Where the neighbours of each node start, and where those of the last node end.
    starts: Vec<u32>,
    others: Vec<u32>,
}

impl Graph {
    /// Reads the graph from the database of a registry.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn read(db: &Connection) -> Result<Self, Failure> {
        let mut graph = Self {
            by_ror: HashMap::new(),
            names: Vec::new(),
            starts: Vec::new(),
            others: Vec::new(),
        };
        let mut names = db.prepare("SELECT id, name FROM organization")?;
        let mut names = names.query([])?;
        while let Some(row) = names.next()? {
            let id = row.get::<_, u32>(0)? as usize;
            graph.names.resize(graph.names.len().max(id + 1), String::new());
            graph.names[id] = row.get(1)?;
        }
        let mut keys =
            db.prepare("SELECT value, organization_id FROM identifier WHERE scheme = 'ROR'")?;
        let mut keys = keys.query([])?;
        while let Some(row) = keys.next()? {
            graph.by_ror.insert(row.get(0)?, row.get(1)?);
        }
        let mut ends = db.prepare(
            "SELECT organization_id, other_id FROM affiliation_end \
             ORDER BY organization_id, rank, affiliation_id",
        )?;
        let mut ends = ends.query([])?;
        while let Some(row) = ends.next()? {
            let from = row.get::<_, u32>(0)? as usize;
            let here = u32::try_from(graph.others.len())?;
            graph.starts.resize(graph.starts.len().max(from + 1), here);
            graph.others.push(row.get(1)?);
        }
        graph.starts.resize(graph.names.len() + 1, u32::try_from(graph.others.len())?);
        Ok(graph)
    }

    fn others(&self, of: u32) -> &[u32] {
        let of = of as usize;
        &self.others[self.starts[of] as usize..self.starts[of + 1] as usize]
    }

    fn row(&self, ror: &str) -> Result<u32, Failure> {
        Ok(*self.by_ror.get(ror).ok_or("no such organization")?)
    }

    /// The network around an organization, with or without names.
    ///
    /// # Errors
    /// When no organization has this ROR id.
    pub fn network(&self, ror: &str, named: bool, out: &mut String) -> Result<(), Failure> {
        let mut hops = vec![FAR; self.names.len()];
        let start = self.row(ror)?;
        hops[start as usize] = 0;
        let (mut reached, mut next, mut truncated) = (vec![start], 0, false);
        while let Some(&at) = reached.get(next) {
            next += 1;
            let hop = hops[at as usize];
            if hop == HOPS {
                break;
            }
            for &other in self.others(at) {
                if hops[other as usize] != FAR {
                    continue;
                }
                if reached.len() == MOST {
                    truncated = true;
                    break;
                }
                hops[other as usize] = hop + 1;
                reached.push(other);
            }
        }
        write!(out, r#"{{"data":{{"network":{{"truncated":{truncated},"nodes":["#)?;
        for (place, at) in reached.iter().map(|at| *at as usize).enumerate() {
            let comma = if place == 0 { "" } else { "," };
            write!(out, r#"{comma}{{"hops":{}"#, hops[at])?;
            if named {
                out.push_str(r#","organization":{"name":"#);
                json::string(out, &self.names[at]);
                out.push('}');
            }
            out.push('}');
        }
        out.push_str("]}}}");
        Ok(())
    }

    /// A shortest path between two organizations.
    ///
    /// # Errors
    /// When no organization has one of these ROR ids.
    pub fn path(&self, from: &str, to: &str, out: &mut String) -> Result<(), Failure> {
        let (from, to) = (self.row(from)?, self.row(to)?);
        let mut hops = vec![FAR; self.names.len()];
        let mut before = vec![FAR; self.names.len()];
        hops[from as usize] = 0;
        let (mut reached, mut next) = (vec![from], 0);
        while let Some(&at) = reached.get(next) {
            next += 1;
            let hop = hops[at as usize];
            if hops[to as usize] != FAR || hop == LONGEST {
                break;
            }
            for &other in self.others(at) {
                if hops[other as usize] == FAR {
                    hops[other as usize] = hop + 1;
                    before[other as usize] = at;
                    reached.push(other);
                }
            }
        }
        if hops[to as usize] == FAR {
            out.push_str(r#"{"data":{"path":null}}"#);
            return Ok(());
        }
        let mut chain = vec![to];
        while let Some(&at) = chain.last().filter(|at| **at != from) {
            chain.push(before[at as usize]);
        }
        write!(out, r#"{{"data":{{"path":{{"length":{},"steps":["#, chain.len() - 1)?;
        for (place, at) in chain.iter().rev().enumerate() {
            out.push_str(if place == 0 { "" } else { "," });
            out.push_str(r#"{"organization":{"name":"#);
            json::string(out, &self.names[*at as usize]);
            out.push_str("}}");
        }
        out.push_str("]}}}");
        Ok(())
    }
}
