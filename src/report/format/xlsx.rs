//! Excel workbooks: real dates and numbers, the header frozen and filtered, a second sheet that says what
//! the table is. Rows go to a file as they come, so memory does not grow with them.

use std::io;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as CellFormat, Workbook, Worksheet, XlsxError,
};

use super::{Output, Writer};
use crate::{
    domain::date::Day,
    report::{Table, prepared::About, rows::cell::Cell},
};

/// Rows of a sheet at most, the header not counted.
pub(super) const MOST_ROWS: u64 = 1_048_575;
/// Letters of a cell at most.
const MOST_LETTERS: usize = 32_767;
/// 1900-03-01 as a day: before it Excel counts a day that never was, and has no days before 1900.
const FIRST_DAY: Day = -25_508;
/// 1970-01-01 as Excel counts days.
const EPOCH: Day = 25_569;

/// Writes `xlsx`.
pub(super) struct Xlsx<'w> {
    workbook: Workbook,
    out: &'w mut dyn Output,
    about: &'w About,
    names: Vec<String>,
    row: u32,
    date: CellFormat,
}

impl<'w> Xlsx<'w> {
    /// With the header written.
    pub fn new(table: &Table, about: &'w About, out: &'w mut dyn Output) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        if let Some(folder) = &about.folder {
            workbook.set_tempdir(folder).map_err(failed)?;
        }
        // The same bytes for the same rows: no date of today inside.
        let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        let properties = DocProperties::new().set_title(&about.title).set_creation_datetime(&made);
        workbook.set_properties(&properties);
        let bold = CellFormat::new().set_bold();
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name("data").map_err(failed)?;
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        for (at, column) in (0_u16..).zip(&table.columns) {
            let width = column.name.chars().count().clamp(10, 40);
            sheet.set_column_width(at, u32::try_from(width).unwrap_or(10)).map_err(failed)?;
        }
        for (at, column) in (0_u16..).zip(&table.columns) {
            sheet.write_string_with_format(0, at, &column.name, &bold).map_err(failed)?;
        }
        let names = table.columns.iter().map(|column| column.name.clone()).collect();
        let date = CellFormat::new().set_num_format("yyyy-mm-dd");
        Ok(Self { workbook, out, about, names, row: 0, date })
    }

    fn sheet(&mut self) -> io::Result<&mut Worksheet> {
        self.workbook.worksheet_from_index(0).map_err(failed)
    }
}

impl Writer for Xlsx<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.row += 1;
        let row = self.row;
        let date = self.date.clone();
        if cells.iter().all(Cell::is_null) {
            // A row without any cell would not be there.
            self.sheet()?.write_blank(row, 0, &date).map_err(failed)?;
        }
        for (at, cell) in (0_u16..).zip(cells) {
            let sheet = self.sheet()?;
            match cell {
                Cell::Null => continue,
                #[expect(clippy::cast_precision_loss, reason = "numbers of sheets are such")]
                Cell::Integer(number) => sheet.write_number(row, at, *number as f64),
                Cell::Number(number) => sheet.write_number(row, at, *number),
                Cell::Boolean(value) => sheet.write_boolean(row, at, *value),
                Cell::Day(day) if *day >= FIRST_DAY => {
                    let day = i32::try_from(day + EPOCH).unwrap_or(i32::MAX);
                    let day = ExcelDateTime::from_serial_datetime(day).map_err(failed)?;
                    sheet.write_datetime_with_format(row, at, &day, &date)
                }
                cell => {
                    let text = cell.text();
                    if text.chars().map(char::len_utf16).sum::<usize>() > MOST_LETTERS {
                        let name = &self.names[usize::from(at)];
                        return Err(too_long(name));
                    }
                    sheet.write_string(row, at, text)
                }
            }
            .map_err(failed)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let last = u16::try_from(self.names.len()).unwrap_or(u16::MAX).saturating_sub(1);
        let rows = self.row;
        self.sheet()?.autofilter(0, 0, rows, last).map_err(failed)?;
        let facts = self.about.facts(u64::from(rows));
        let sheet = self.workbook.add_worksheet();
        sheet.set_name("about").map_err(failed)?;
        sheet.set_column_width(0, 16).map_err(failed)?;
        for (row, (name, value)) in (0_u32..).zip(&facts) {
            sheet.write_string(row, 0, *name).map_err(failed)?;
            sheet.write_string(row, 1, value).map_err(failed)?;
        }
        self.workbook.save_to_writer(&mut self.out).map_err(failed)
    }
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error),
    }
}

/// Told from failures of the disk by its kind: whoever asked can do something about it.
fn too_long(column: &str) -> io::Error {
    let rule = format!(
        "a text in the column `{column}` has more than {MOST_LETTERS} letters, the most that a cell of xlsx holds; take another format, or leave the column out"
    );
    io::Error::new(io::ErrorKind::InvalidData, rule)
}
