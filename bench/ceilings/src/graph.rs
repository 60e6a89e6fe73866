//! The searches of the registry over adjacency lists in memory, without a database: what `network` and `path`
//! could cost at least.

use std::{collections::HashMap, fmt::Write};

use rusqlite::Connection;

use super::{Failure, json};

/// How many organizations a network shows.
const MOST: usize = 1_000;
/// How far away from the middle it goes.
const HOPS: u32 = 3;
/// The longest chain.
const LONGEST: u32 = 12;
/// Not reached yet.
const FAR: u32 = u32::MAX;

/// Every organization with those it is tied to, in order.
pub struct Graph {
    by_ror: HashMap<String, u32>,
    names: Vec<String>,
    /// Where the neighbours of each begin; one more at the end.
    starts: Vec<u32>,
    others: Vec<u32>,
}

impl Graph {
    /// Reads it from a registry.
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

    /// What surrounds an organization, with or without names.
    ///
    /// # Errors
    /// When there is none with that ROR id.
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

    /// A shortest chain between two organizations.
    ///
    /// # Errors
    /// When there is none with one of the ROR ids.
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
