//! Delimiter-separated values (RFC 4180). A null is an empty cell and an empty text is `""`, so that readers
//! can tell the two apart; libraries write both the same way.

use std::io::{self, BufWriter, Write};

use super::writer::{FormatWriter, Output, WriterInput};
use crate::{
    domain::spreadsheet,
    report::cell::{Cell, CellType},
};

/// Writes `csv` and `tsv`.
pub(super) struct DelimitedWriter<'w> {
    out: BufWriter<&'w mut dyn Output>,
    separator: u8,
    decimal_comma: bool,
    /// Whether to keep spreadsheets from running texts as formulas.
    for_spreadsheets: bool,
    line: String,
}

impl<'w> DelimitedWriter<'w> {
    /// Writes the header.
    pub fn new(input: WriterInput<'_>, separator: u8, out: &'w mut dyn Output) -> io::Result<Self> {
        let mut writer = Self {
            out: BufWriter::new(out),
            separator,
            decimal_comma: input.text_options.decimal_comma,
            for_spreadsheets: input.text_options.bom,
            line: String::new(),
        };
        if input.text_options.bom {
            writer.out.write_all(spreadsheet::BYTE_ORDER_MARK.as_bytes())?;
        }
        for (position, column) in input.table.columns.iter().enumerate() {
            writer.cell(position, &column.name, column.cell_type == CellType::Text);
        }
        writer.end_line()?;
        Ok(writer)
    }

    fn cell(&mut self, position: usize, value: &str, is_text: bool) {
        if position > 0 {
            self.line.push(char::from(self.separator));
        }
        let is_special = |byte: u8| byte == self.separator || matches!(byte, b'"' | b'\n' | b'\r');
        let is_quoted =
            value.is_empty() || value.bytes().any(is_special) || value.starts_with('\u{feff}');
        if is_quoted {
            self.line.push('"');
        }
        if self.for_spreadsheets && is_text && spreadsheet::needs_apostrophe(value) {
            self.line.push('\'');
        }
        if is_quoted && value.contains('"') {
            self.line.push_str(&value.replace('"', "\"\""));
        } else {
            self.line.push_str(value);
        }
        if is_quoted {
            self.line.push('"');
        }
    }

    fn end_line(&mut self) -> io::Result<()> {
        self.line.push('\n');
        self.out.write_all(self.line.as_bytes())?;
        self.line.clear();
        Ok(())
    }
}

impl FormatWriter for DelimitedWriter<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let is_only_cell = cells.len() == 1;
        for (position, cell) in cells.iter().enumerate() {
            match cell {
                // Many readers skip an empty line, so a row of one null is `""`.
                Cell::Null if is_only_cell => self.cell(position, "", false),
                Cell::Null if position > 0 => self.line.push(char::from(self.separator)),
                Cell::Null => {}
                Cell::Number(_) if self.decimal_comma => {
                    let number = cell.to_string().replace('.', ",");
                    self.cell(position, &number, false);
                }
                cell => {
                    let is_text = matches!(cell, Cell::Text(_) | Cell::Joined(..) | Cell::Json(_));
                    self.cell(position, &cell.text(), is_text);
                }
            }
        }
        self.end_line()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
