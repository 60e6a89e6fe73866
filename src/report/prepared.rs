//! From a request to a table in a format: prepared first, then written in one go out of one snapshot.

use std::{io, path::PathBuf};

use serde_json::Value as Json;

use super::{
    Ask, Format, Table,
    format::{self, Output},
    layout::network::{self, Network},
    options::Style,
    rows::{cell::Cell, expand::Ended},
};
use crate::{
    domain::date::{Day, PartialDate},
    graphql::{
        Code, Engine, Error, Request,
        tabular::{Stopped, TablePlan},
    },
    store::Snapshot,
};

/// What an answer says of itself.
#[derive(Clone, Debug)]
pub struct About {
    /// What the table is called: of a report, or `table`.
    pub name: String,
    /// For people.
    pub title: String,
    /// SHA-256 of the document, as clients that persist documents take it.
    pub query_hash: String,
    /// The date asked about, where the address names one; else the day that holds.
    pub as_of: String,
    /// Version of the data.
    pub data_version: String,
    /// The licences of its facts, as [`super::licence::expression`] writes them.
    pub licence: String,
    /// The address of the table as `csv`.
    pub csv: String,
    /// Where a format may keep rows until it knows the rest; where the system does unless given.
    pub folder: Option<PathBuf>,
}

impl About {
    /// Names and values, for formats that have a place for them.
    #[must_use]
    pub fn facts(&self, rows: u64) -> [(&'static str, String); 7] {
        [
            ("title", self.title.clone()),
            ("report", self.name.clone()),
            ("asOf", self.as_of.clone()),
            ("dataVersion", self.data_version.clone()),
            ("querySha256", self.query_hash.clone()),
            ("rows", rows.to_string()),
            ("licence", self.licence.clone()),
        ]
    }
}

/// A table ready to be written.
pub struct Ready {
    /// Its form.
    pub table: Table,
    style: Style,
    sliced: TablePlan,
    /// For network formats: the nodes, and what answers them.
    nodes: Option<(Network, TablePlan)>,
    most_rows: u64,
    /// The variables that name things, as an address has them.
    naming: Vec<String>,
}

/// What a table is read from.
#[derive(Clone, Copy)]
pub struct Reading<'r, 'c> {
    /// Answers documents.
    pub engine: &'r Engine,
    /// The data.
    pub snapshot: &'r Snapshot<'c>,
    /// The day that holds where nobody names a date.
    pub today: Day,
}

/// Why a table was not written. What there is of the output is worth nothing.
#[derive(Debug)]
pub enum Failed {
    /// The request breaks rules.
    Refused(Vec<Error>),
    /// The table would be larger than one may be.
    TooLarge(Error),
    /// What the table is about is not in the registry.
    Missing(Error),
    /// The registry failed, or the time was over.
    Failed(Vec<Error>),
    /// The output failed.
    Output(io::Error),
    /// A sample has its rows.
    Enough,
}

/// Checks a request and makes the form of its table.
///
/// # Errors
/// Everything wrong with the document, its variables, or what is asked of the table.
pub async fn prepare(
    engine: &Engine,
    request: Request,
    ask: &Ask,
    format: Format,
) -> Result<Ready, Vec<Error>> {
    let one = |error: Error| vec![error];
    let most_rows = engine.limits().table.rows;
    let naming = naming(engine, &request).await?;
    let document = engine.table_document(&request).await?;
    let plan = |path: &[String], lists| {
        let mut arguments = ask.common.supplier();
        let plan = engine.table_plan(&document, path, lists, &mut arguments)?;
        arguments.reject_unused()?;
        Ok(plan)
    };
    if format.is_network() {
        let (table, network) = network::network(&document.roots, &ask.lists).map_err(one)?;
        let sliced = plan(&table.path, table.lists).map_err(one)?;
        let nodes = plan(&network.nodes.path, network.nodes.lists).map_err(one)?;
        return Ok(Ready {
            table,
            style: ask.style.clone(),
            sliced,
            nodes: Some((network, nodes)),
            most_rows,
            naming,
        });
    }
    let table = Table::new(&document.roots, &ask.lists, ask.names).map_err(one)?;
    let sliced = plan(&table.path, table.lists).map_err(one)?;
    Ok(Ready { table, style: ask.style.clone(), sliced, nodes: None, most_rows, naming })
}

/// The variables of a request that are texts, and so most likely name what it is about.
async fn naming(engine: &Engine, request: &Request) -> Result<Vec<String>, Vec<Error>> {
    let declared =
        engine.declared_variables(&request.query, request.operation_name.as_deref()).await?;
    let texts = declared.into_iter().filter(|one| one.ty.trim_end_matches('!') == "String");
    let given = texts.filter_map(|one| {
        let value = request.variables.get(&one.name)?.as_str()?;
        Some(format!("{}={value}", one.name))
    });
    Ok(given.collect())
}

/// The date that a table is about.
#[must_use]
pub fn as_of(ask: &Ask, today: Day) -> String {
    ask.common.as_of.clone().unwrap_or_else(|| PartialDate::of_day(today).to_string())
}

impl Ready {
    /// The same with another number of rows at most.
    #[must_use]
    pub fn limited_to(self, most_rows: u64) -> Self {
        Self { most_rows, ..self }
    }

    /// Writes the table; answers how many rows it has. `seen` is told of rows as they are written.
    ///
    /// # Errors
    /// Those of [`Failed`].
    pub fn write(
        &self,
        from: Reading<'_, '_>,
        format: Format,
        about: &About,
        out: &mut dyn Output,
        mut seen: impl FnMut(u64),
    ) -> Result<u64, Failed> {
        let network = self.nodes.as_ref().map(|(network, _)| network);
        let made = format::Made { table: &self.table, network, style: &self.style, about };
        let mut writer = format::writer(format, made, out).map_err(Failed::of)?;
        let most = format.most_rows().unwrap_or(u64::MAX).min(self.most_rows);
        let mut nodes = 0_u64;
        if let Some((network, sliced)) = &self.nodes {
            self.each(from, &network.nodes, sliced, &mut |cells| {
                nodes += 1;
                if nodes > most {
                    Err(too_many(most, format))
                } else {
                    writer.node(cells).map_err(Failed::of)
                }
            })?;
        }
        let mut rows = 0_u64;
        self.each(from, &self.table, &self.sliced, &mut |cells| {
            rows += 1;
            if rows.is_multiple_of(1024) {
                seen(rows);
            }
            if rows > most {
                Err(too_many(most, format))
            } else {
                writer.row(cells).map_err(Failed::of)
            }
        })?;
        seen(rows);
        writer.finish().map_err(Failed::of)?;
        Ok(rows)
    }
}

impl Ready {
    /// The first rows of the table as texts.
    ///
    /// # Errors
    /// Those of [`Failed`].
    pub fn sample(&self, from: Reading<'_, '_>, most: usize) -> Result<Vec<Vec<String>>, Failed> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let outcome = self.each(from, &self.table, &self.sliced, &mut |cells| {
            if rows.len() == most {
                return Err(Failed::Enough);
            }
            rows.push(cells.iter().map(|cell| cell.text().into_owned()).collect());
            Ok(())
        });
        match outcome {
            Ok(()) | Err(Failed::Enough) => Ok(rows),
            // An example that this registry does not have.
            Err(Failed::Missing(_)) => Ok(Vec::new()),
            Err(failed) => Err(failed),
        }
    }

    /// Hands over the rows of a table.
    fn each(
        &self,
        from: Reading<'_, '_>,
        table: &Table,
        sliced: &TablePlan,
        take: &mut dyn FnMut(&[Cell<'_>]) -> Result<(), Failed>,
    ) -> Result<(), Failed> {
        let Reading { engine, snapshot, today } = from;
        let slices = engine.slices(sliced, snapshot, today, |slice| {
            // The engine wrote it, so it is JSON.
            let answer: Json = serde_json::from_str(slice)
                .map_err(|error| Failed::Output(io::Error::other(error)))?;
            if let Some(absent) = absent(table, &answer["data"]) {
                return Err(self.missing(absent));
            }
            table.rows(&answer, &mut |cells| take(cells)).map_err(|ended| match ended {
                Ended::Taker(failed) => failed,
                Ended::TooMany(path) => {
                    Failed::TooLarge(Error::new(Code::LimitExceeded, Ended::<()>::message(&path)))
                }
            })
        });
        slices.map_err(|stopped| match stopped {
            Stopped::Refused(errors) => Failed::Refused(errors),
            Stopped::Failed(errors) => Failed::Failed(errors),
            Stopped::TooLarge => Failed::TooLarge(Error::new(
                Code::LimitExceeded,
                "A row of this table, with all its lists, is larger than an answer may be; ask for less in a row.",
            )),
            Stopped::Sink(failed) => failed,
        })
    }
}

impl Ready {
    /// Nothing is known of what the table is about, which a table without rows would not say.
    fn missing(&self, field: &str) -> Failed {
        let rule = if self.naming.is_empty() {
            "the registry has no such thing".to_owned()
        } else {
            format!("the registry has no such thing: {}", self.naming.join(", "))
        };
        Failed::Missing(Error::bad_input(field, rule).with("parameters", self.naming.clone()))
    }
}

impl Failed {
    /// What an output or a format says: some of it is about the table and not about the disk.
    fn of(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::FileTooLarge => {
                let rule = "This table is a larger file than one may be; filter it, or take /data/snapshot.sqlite.";
                Self::TooLarge(Error::new(Code::LimitExceeded, rule).with("limit", "table_bytes"))
            }
            io::ErrorKind::InvalidData => {
                Self::TooLarge(Error::new(Code::LimitExceeded, error.to_string()))
            }
            _ => Self::Output(error),
        }
    }
}

/// The field of the query that leads to the rows, where it is null: it found nothing.
fn absent<'a>(table: &'a Table, data: &'a Json) -> Option<&'a str> {
    if let Some(root) = table.path.first() {
        return data[root].is_null().then_some(root);
    }
    // One row of whatever was asked for.
    let mut roots = data.as_object()?.iter();
    let (first, _) = roots.clone().next()?;
    roots.all(|(_, value)| value.is_null()).then_some(first)
}

fn too_many(most: u64, format: Format) -> Failed {
    let ending = format.facts().ending;
    let rule = format!(
        "This table has more than {most} rows, which is the most that a {ending} of this registry holds; \
         filter it, or take /data/snapshot.sqlite, which has everything."
    );
    let error = Error::new(Code::LimitExceeded, rule);
    Failed::TooLarge(error.with("limit", "table_rows").with("allowed", most))
}
