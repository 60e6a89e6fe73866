//! Rows as JSON objects, all with the same keys in the same order: a list of them, or one a line.

use std::io::{self, BufWriter, Write};

use serde_json::Value;

use super::{Output, Writer};
use crate::report::{Table, rows::cell::Cell};

/// How the objects stand together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// In a list.
    List,
    /// One a line.
    Lines,
}

/// Writes `json` and `ndjson`.
pub(super) struct Json<'w> {
    out: BufWriter<&'w mut dyn Output>,
    form: Form,
    keys: Vec<String>,
    line: String,
    rows: u64,
}

impl<'w> Json<'w> {
    /// With the opening written.
    pub fn new(table: &Table, form: Form, out: &'w mut dyn Output) -> io::Result<Self> {
        let keys = table.columns.iter().map(|column| format!("{}:", string(&column.name)));
        let mut json = Self {
            out: BufWriter::new(out),
            form,
            keys: keys.collect(),
            line: String::new(),
            rows: 0,
        };
        if form == Form::List {
            json.out.write_all(b"[")?;
        }
        Ok(json)
    }
}

fn string(text: &str) -> String {
    Value::from(text).to_string()
}

impl Writer for Json<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.line.clear();
        if self.form == Form::List {
            self.line.push_str(if self.rows == 0 { "\n" } else { ",\n" });
        }
        self.rows += 1;
        self.line.push('{');
        for (at, (key, cell)) in self.keys.iter().zip(cells).enumerate() {
            if at > 0 {
                self.line.push(',');
            }
            self.line.push_str(key);
            match cell {
                Cell::Null => self.line.push_str("null"),
                Cell::Integer(_) | Cell::Boolean(_) => self.line.push_str(&cell.to_string()),
                // Also what JSON has no number for.
                Cell::Number(number) => self.line.push_str(&Value::from(*number).to_string()),
                Cell::Json(text) => self.line.push_str(text),
                cell => self.line.push_str(&string(&cell.text())),
            }
        }
        self.line.push('}');
        if self.form == Form::Lines {
            self.line.push('\n');
        }
        self.out.write_all(self.line.as_bytes())
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.form == Form::List {
            self.out.write_all(b"\n]\n")?;
        }
        self.out.flush()
    }
}
