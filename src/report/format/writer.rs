//! The trait that every format writer implements, and its input.

use std::{
    fs::File,
    io::{self, Cursor, Seek, Write},
    path::Path,
};

use crate::report::{
    cell::Cell,
    layout::{NodeTable, Table},
    metadata::TableMetadata,
    options::TextOptions,
};

/// Where a format writes to.
pub trait Output: Write + Seek + Send {
    /// A format is about to write so many bytes to a temporary file of its own.
    ///
    /// # Errors
    /// If there is no room for them.
    fn write_beside(&mut self, _bytes: u64) -> io::Result<()> {
        Ok(())
    }
}

impl Output for File {}

impl Output for Cursor<Vec<u8>> {}

/// Writes the rows of one table in one format.
pub trait FormatWriter {
    /// Writes a node of a network. All nodes come before the first row.
    ///
    /// # Errors
    /// Those of the output.
    fn node(&mut self, _cells: &[Cell<'_>]) -> io::Result<()> {
        Ok(())
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Those of the output; of kind `InvalidData` if the format cannot hold a cell.
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()>;

    /// Writes what follows the last row.
    ///
    /// # Errors
    /// Those of the output.
    fn finish(&mut self) -> io::Result<()>;
}

/// The input of a writer.
#[derive(Clone, Copy)]
pub struct WriterInput<'w> {
    /// The table.
    pub table: &'w Table,
    /// The nodes, in network formats.
    pub nodes: Option<&'w NodeTable>,
    /// Options of text formats.
    pub text_options: &'w TextOptions,
    /// What the table says about itself.
    pub metadata: &'w TableMetadata,
    /// Folder for temporary files. None uses that of the operating system.
    pub temp_folder: Option<&'w Path>,
}
