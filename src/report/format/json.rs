//! JSON: one object per row, all with the same keys in the same order.

use std::io::{self, BufWriter, Write};

use serde_json::Value;

use super::writer::{FormatWriter, Output};
use crate::report::{cell::Cell, layout::Table};

/// How the objects are put together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum JsonStyle {
    /// An array of objects.
    Array,
    /// One object per line.
    Lines,
}

/// Writes `json` and `ndjson`.
pub(super) struct JsonWriter<'w> {
    out: BufWriter<&'w mut dyn Output>,
    style: JsonStyle,
    /// The key of each column, quoted and with its colon.
    keys: Vec<String>,
    line: String,
    is_first_row: bool,
}

impl<'w> JsonWriter<'w> {
    /// Writes the start of an array.
    pub fn new(table: &Table, style: JsonStyle, out: &'w mut dyn Output) -> io::Result<Self> {
        let mut out = BufWriter::new(out);
        if style == JsonStyle::Array {
            out.write_all(b"[")?;
        }
        let keys =
            table.columns.iter().map(|column| format!("{}:", string(&column.name))).collect();
        Ok(Self { out, style, keys, line: String::new(), is_first_row: true })
    }
}

fn string(text: &str) -> String {
    Value::from(text).to_string()
}

impl FormatWriter for JsonWriter<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.line.clear();
        if self.style == JsonStyle::Array {
            self.line.push_str(if self.is_first_row { "\n" } else { ",\n" });
        }
        self.is_first_row = false;
        self.line.push('{');
        for (position, (key, cell)) in self.keys.iter().zip(cells).enumerate() {
            if position > 0 {
                self.line.push(',');
            }
            self.line.push_str(key);
            match cell {
                Cell::Null => self.line.push_str("null"),
                Cell::Integer(_) | Cell::Boolean(_) => self.line.push_str(&cell.to_string()),
                // Writes null for infinities, which JSON cannot express.
                Cell::Number(number) => self.line.push_str(&Value::from(*number).to_string()),
                Cell::Json(text) => self.line.push_str(text),
                cell => self.line.push_str(&string(&cell.text())),
            }
        }
        self.line.push('}');
        if self.style == JsonStyle::Lines {
            self.line.push('\n');
        }
        self.out.write_all(self.line.as_bytes())
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.style == JsonStyle::Array {
            self.out.write_all(b"\n]\n")?;
        }
        self.out.flush()
    }
}
