//! Reports: the response to any GraphQL document as a table, in the formats that people's tools open.
//!
//! `options` are what a caller can choose. `layout` makes the columns from the document and the schema alone,
//! so they are the same for every response. `rows` turns responses into rows, and `format` has a writer for
//! each format, so all formats have the same rows. `prepared_table` brings these together.

mod about;
mod cell;
mod definition;
mod error;
mod file_name;
mod format;
mod layout;
pub mod licence;
mod metadata;
mod options;
mod parameters;
mod plans;
mod prepared_table;
mod rows;

pub use self::{
    about::TableAbout,
    cell::{Cell, CellType},
    definition::{InvalidHeader, Report, ReportHeader, reports},
    error::TableError,
    file_name::file_name,
    format::{FORMATS, Format, FormatInfo, Output},
    layout::{Column, Table, lay_out},
    metadata::TableMetadata,
    options::{
        ColumnNames, EmptyLists, ListHandling, ListOptions, TABLE_PARAMETERS, TableOptions,
        TableParameter, TextOptions,
    },
    parameters::{check_parameter_count, report_parameters, with_options},
    prepared_table::{DataSource, PreparedTable, TableOutput, as_of, prepare},
    rows::{ResponseValue, RowsError, for_each_row},
};
