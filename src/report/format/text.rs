//! Values between separators (RFC 4180). Nothing is an empty cell, the empty text is `""`: readers that
//! tell the two apart can, which is why no library writes this.

use std::io::{self, BufWriter, Write};

use super::{Output, Writer};
use crate::report::{
    Table,
    options::Style,
    rows::cell::{Cell, Kind},
};

/// Writes `csv` and `tsv`.
pub(super) struct Text<'w> {
    out: BufWriter<&'w mut dyn Output>,
    sep: u8,
    safe: bool,
    decimal_comma: bool,
    line: String,
}

impl<'w> Text<'w> {
    /// With the header written.
    pub fn new(
        table: &Table,
        style: &Style,
        sep: Option<u8>,
        out: &'w mut dyn Output,
    ) -> io::Result<Self> {
        // Where the comma is the decimal point, spreadsheets expect the semicolon.
        let default = if style.decimal_comma { b';' } else { b',' };
        let mut text = Self {
            out: BufWriter::new(out),
            sep: sep.unwrap_or(default),
            safe: style.bom,
            decimal_comma: style.decimal_comma,
            line: String::new(),
        };
        if style.bom {
            text.out.write_all("\u{feff}".as_bytes())?;
        }
        for (at, column) in table.columns.iter().enumerate() {
            text.cell(at, &column.name, column.kind == Kind::Text);
        }
        text.end()?;
        Ok(text)
    }

    fn cell(&mut self, at: usize, value: &str, is_text: bool) {
        if at > 0 {
            self.line.push(char::from(self.sep));
        }
        let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let guard = self.safe && is_text && formula;
        let special = |byte: u8| byte == self.sep || matches!(byte, b'"' | b'\n' | b'\r');
        // A single column: an empty line would be no row at all to many readers.
        let quoted =
            value.is_empty() || value.bytes().any(special) || value.starts_with('\u{feff}');
        if quoted {
            self.line.push('"');
        }
        if guard {
            self.line.push('\'');
        }
        if quoted && value.contains('"') {
            self.line.push_str(&value.replace('"', "\"\""));
        } else {
            self.line.push_str(value);
        }
        if quoted {
            self.line.push('"');
        }
    }

    fn end(&mut self) -> io::Result<()> {
        self.line.push('\n');
        self.out.write_all(self.line.as_bytes())?;
        self.line.clear();
        Ok(())
    }
}

impl Writer for Text<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let only = cells.len() == 1;
        for (at, cell) in cells.iter().enumerate() {
            match cell {
                Cell::Null if only => self.cell(at, "", false),
                Cell::Null if at > 0 => self.line.push(char::from(self.sep)),
                Cell::Null => {}
                Cell::Number(_) if self.decimal_comma => {
                    let number = cell.to_string().replace('.', ",");
                    self.cell(at, &number, false);
                }
                cell => {
                    let is_text = matches!(cell, Cell::Text(_) | Cell::Joined(..) | Cell::Json(_));
                    self.cell(at, &cell.text(), is_text);
                }
            }
        }
        self.end()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
