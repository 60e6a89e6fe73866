//! Excel workbooks: dates and numbers as such, a fixed header with filters, and a sheet "about" that says
//! what the table is. Rows go to a temporary file as they come, so that memory use does not grow with them.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
};

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as CellFormat, Workbook, Worksheet, XlsxError,
};

use super::writer::{FormatWriter, Output, WriterInput};
use crate::{
    domain::date::Day,
    report::{cell::Cell, metadata::TableMetadata},
};

/// The most rows that a sheet holds below its header.
pub(super) const MAX_ROWS: u64 = 1_048_575;
/// The most UTF-16 code units that a cell holds.
const MAX_CELL_LENGTH: usize = 32_767;
/// 1900-03-01. Excel has no days before 1900, and counts a 29 February 1900, which did not exist.
const FIRST_DAY: Day = -25_508;
/// 1970-01-01 in Excel's count of days.
const UNIX_EPOCH: Day = 25_569;

/// Writes `xlsx`.
pub(super) struct XlsxWriter<'w> {
    workbook: Workbook,
    out: &'w mut dyn Output,
    metadata: &'w TableMetadata,
    column_names: Vec<String>,
    /// The positions of the sheets "data" and "about".
    sheets: (usize, usize),
    row: u32,
    date_format: CellFormat,
}

impl<'w> XlsxWriter<'w> {
    /// Writes the header.
    pub fn new(input: WriterInput<'w>, out: &'w mut dyn Output) -> io::Result<Self> {
        let WriterInput { table, metadata, temp_folder, .. } = input;
        let mut workbook = Workbook::new();
        if let Some(folder) = temp_folder {
            workbook.set_tempdir(folder).map_err(io_error)?;
        }
        // A fixed creation date, so that the same rows give the same bytes.
        let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(io_error)?;
        let properties =
            DocProperties::new().set_title(&metadata.title).set_creation_datetime(&created);
        workbook.set_properties(&properties);
        let bold = CellFormat::new().set_bold();
        // Programs read the first sheet, so it is the data, unless something was left out: the reader of an incomplete
        // table must not miss that.
        let sheets = if metadata.about.omissions.is_empty() { (0, 1) } else { (1, 0) };
        if sheets.1 == 0 {
            workbook.add_worksheet();
        }
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(io_error)?;
        sheet.set_name("data").map_err(io_error)?;
        sheet.set_freeze_panes(1, 0).map_err(io_error)?;
        for (position, column) in (0_u16..).zip(&table.columns) {
            let width = column.name.chars().count().clamp(10, 40);
            let width = u32::try_from(width).unwrap_or(10);
            sheet.set_column_width(position, width).map_err(io_error)?;
        }
        for (position, column) in (0_u16..).zip(&table.columns) {
            sheet.write_string_with_format(0, position, &column.name, &bold).map_err(io_error)?;
        }
        let column_names = table.columns.iter().map(|column| column.name.clone()).collect();
        let date_format = CellFormat::new().set_num_format("yyyy-mm-dd");
        Ok(Self { workbook, out, metadata, column_names, sheets, row: 0, date_format })
    }

    fn data_sheet(&mut self) -> io::Result<&mut Worksheet> {
        self.workbook.worksheet_from_index(self.sheets.0).map_err(io_error)
    }

    fn write_about_sheet(&mut self) -> io::Result<()> {
        let entries = self.metadata.entries(u64::from(self.row));
        if self.sheets.1 == 1 {
            self.workbook.add_worksheet();
        }
        let sheet = self.workbook.worksheet_from_index(self.sheets.1).map_err(io_error)?;
        sheet.set_name("about").map_err(io_error)?;
        sheet.set_column_width(0, 24).map_err(io_error)?;
        for (row, entry) in (0_u32..).zip(&entries) {
            sheet.write_string(row, 0, &entry.label).map_err(io_error)?;
            sheet.write_string(row, 1, &entry.value).map_err(io_error)?;
        }
        Ok(())
    }
}

impl FormatWriter for XlsxWriter<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.out.write_beside(cells.iter().map(bytes_in_sheet).sum())?;
        unless_full(|| self.write_row(cells))
    }

    fn finish(&mut self) -> io::Result<()> {
        unless_full(|| self.write_rest())
    }
}

impl XlsxWriter<'_> {
    fn write_row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.row += 1;
        let row = self.row;
        let date_format = self.date_format.clone();
        if cells.iter().all(Cell::is_null) {
            // A row without a cell would be missing in the sheet.
            self.data_sheet()?.write_blank(row, 0, &date_format).map_err(io_error)?;
        }
        for (position, cell) in (0_u16..).zip(cells) {
            let sheet = self.data_sheet()?;
            match cell {
                Cell::Null => continue,
                #[expect(clippy::cast_precision_loss, reason = "sheets have 64-bit floats only")]
                Cell::Integer(number) => sheet.write_number(row, position, *number as f64),
                Cell::Number(number) => sheet.write_number(row, position, *number),
                Cell::Boolean(value) => sheet.write_boolean(row, position, *value),
                Cell::Day(day) if *day >= FIRST_DAY => {
                    let day = i32::try_from(day + UNIX_EPOCH).unwrap_or(i32::MAX);
                    let day = ExcelDateTime::from_serial_datetime(day).map_err(io_error)?;
                    sheet.write_datetime_with_format(row, position, &day, &date_format)
                }
                cell => {
                    let text = cell.text();
                    if text.chars().map(char::len_utf16).sum::<usize>() > MAX_CELL_LENGTH {
                        return Err(text_too_long(&self.column_names[usize::from(position)]));
                    }
                    sheet.write_string(row, position, text)
                }
            }
            .map_err(io_error)?;
        }
        Ok(())
    }

    fn write_rest(&mut self) -> io::Result<()> {
        let last = u16::try_from(self.column_names.len()).unwrap_or(u16::MAX).saturating_sub(1);
        let rows = self.row;
        self.data_sheet()?.autofilter(0, 0, rows, last).map_err(io_error)?;
        self.write_about_sheet()?;
        self.workbook.save_to_writer(&mut self.out).map_err(io_error)
    }
}

/// Bytes of a cell in the temporary file of the sheet, which is not compressed.
fn bytes_in_sheet(cell: &Cell<'_>) -> u64 {
    /// Of the elements around a text.
    const ELEMENTS: usize = 60;
    /// Of `&amp;`, the longest that stands for one byte.
    const ESCAPED: usize = 5;
    let escaped = |text: &str| text.bytes().filter(|byte| b"&<>".contains(byte)).count();
    let bytes = match cell {
        Cell::Null => 0,
        Cell::Text(text) => ELEMENTS + text.len() + escaped(text) * ESCAPED,
        cell => ELEMENTS + cell.text_bytes() * 2,
    };
    bytes as u64
}

/// Runs work that writes to the temporary file of a sheet. The library panics if that fails, and after the checks of all
/// values it fails only if there is no room.
fn unless_full(work: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    let outcome = catch_unwind(AssertUnwindSafe(work));
    outcome.unwrap_or_else(|_| Err(io::ErrorKind::StorageFull.into()))
}

fn io_error(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error),
    }
}

/// Its kind says that the caller can do something about it, unlike about a failure of the disk.
fn text_too_long(column: &str) -> io::Error {
    let message = format!(
        "A text in the column `{column}` has more than {MAX_CELL_LENGTH} characters, the most that a cell of Excel holds. Choose another format, or leave out the column."
    );
    io::Error::new(io::ErrorKind::InvalidData, message)
}
