//! Apache Parquet: typed columns, compressed, in groups of rows.

use std::{io, sync::Arc};

use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical},
    data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedColumnWriter, SerializedFileWriter},
    },
    schema::types::Type,
};

use super::writer::{FormatWriter, Output, WriterInput};
use crate::{
    limits::tables::{MAX_PARQUET_CHUNKS, PARQUET_GROUP_BYTES, PARQUET_GROUP_ROWS},
    report::{
        cell::{Cell, CellType},
        layout::Column,
        metadata::TableMetadata,
    },
};

/// Writes `parquet`.
pub(super) struct ParquetWriter<'w> {
    /// None once the file is finished.
    writer: Option<SerializedFileWriter<&'w mut dyn Output>>,
    columns: Vec<ColumnBuffer>,
    metadata: &'w TableMetadata,
    /// Rows and bytes of the current row group.
    group_rows: usize,
    group_bytes: usize,
    /// Columns of all row groups so far.
    chunks: usize,
    /// Rows of the whole file.
    rows: u64,
}

/// The values of a column in the current row group.
struct ColumnBuffer {
    /// The values that are not null.
    values: Values,
    /// For each row 1 if it has a value, and 0 if not.
    definition_levels: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>),
    Integer(Vec<i64>),
    Number(Vec<f64>),
    Boolean(Vec<bool>),
    Day(Vec<i32>),
}

impl<'w> ParquetWriter<'w> {
    /// Writes the start of the file.
    pub fn new(input: WriterInput<'w>, out: &'w mut dyn Output) -> io::Result<Self> {
        let columns = &input.table.columns;
        let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>().map_err(io_error)?;
        let schema = Type::group_type_builder("table").with_fields(fields).build();
        let schema = Arc::new(schema.map_err(io_error)?);
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("consortia".to_owned())
            .build();
        let writer = SerializedFileWriter::new(out, schema, Arc::new(properties));
        Ok(Self {
            writer: Some(writer.map_err(io_error)?),
            columns: columns.iter().map(|column| ColumnBuffer::new(column.cell_type)).collect(),
            metadata: input.metadata,
            group_rows: 0,
            group_bytes: 0,
            chunks: 0,
            rows: 0,
        })
    }

    fn write_group(&mut self) -> io::Result<()> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        if self.group_rows > 0 {
            self.chunks += self.columns.len();
            if self.chunks > MAX_PARQUET_CHUNKS {
                return Err(too_many_chunks());
            }
            let mut group = writer.next_row_group().map_err(io_error)?;
            for column in &mut self.columns {
                let Some(mut writer) = group.next_column().map_err(io_error)? else { break };
                column.write(&mut writer).map_err(io_error)?;
                writer.close().map_err(io_error)?;
            }
            group.close().map_err(io_error)?;
        }
        (self.group_rows, self.group_bytes) = (0, 0);
        Ok(())
    }
}

/// The Parquet type of a column.
fn field(column: &Column) -> Result<Arc<Type>, ParquetError> {
    let (physical, logical) = match column.cell_type {
        CellType::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        CellType::Json => (Physical::BYTE_ARRAY, Some(LogicalType::Json)),
        CellType::Integer => (Physical::INT64, None),
        CellType::Number => (Physical::DOUBLE, None),
        CellType::Boolean => (Physical::BOOLEAN, None),
        CellType::Day => (Physical::INT32, Some(LogicalType::Date)),
    };
    let field = Type::primitive_type_builder(&column.name, physical)
        .with_logical_type(logical)
        .with_repetition(Repetition::OPTIONAL)
        .build()?;
    Ok(Arc::new(field))
}

impl FormatWriter for ParquetWriter<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            self.group_bytes += column.push(cell);
        }
        self.group_rows += 1;
        self.rows += 1;
        if self.group_rows == PARQUET_GROUP_ROWS || self.group_bytes > PARQUET_GROUP_BYTES {
            self.write_group()?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.write_group()?;
        let Some(mut writer) = self.writer.take() else { return Ok(()) };
        for entry in self.metadata.entries(self.rows) {
            let key = format!("consortia.{}", entry.key);
            writer.append_key_value_metadata(KeyValue::new(key, entry.value));
        }
        writer.close().map(drop).map_err(io_error)
    }
}

impl ColumnBuffer {
    fn new(cell_type: CellType) -> Self {
        let values = match cell_type {
            CellType::Text | CellType::Json => Values::Text(Vec::new()),
            CellType::Integer => Values::Integer(Vec::new()),
            CellType::Number => Values::Number(Vec::new()),
            CellType::Boolean => Values::Boolean(Vec::new()),
            CellType::Day => Values::Day(Vec::new()),
        };
        Self { values, definition_levels: Vec::new() }
    }

    /// Adds a cell, and returns about how many bytes of memory it takes.
    fn push(&mut self, cell: &Cell<'_>) -> usize {
        if cell.is_null() {
            self.definition_levels.push(0);
            return 2;
        }
        self.definition_levels.push(1);
        match (&mut self.values, cell) {
            (Values::Integer(values), Cell::Integer(number)) => values.push(*number),
            (Values::Number(values), Cell::Number(number)) => values.push(*number),
            #[expect(clippy::cast_precision_loss, reason = "the column holds 64-bit floats")]
            (Values::Number(values), Cell::Integer(number)) => values.push(*number as f64),
            (Values::Boolean(values), Cell::Boolean(value)) => values.push(*value),
            (Values::Day(values), Cell::Day(day)) => {
                values.push(i32::try_from(*day).unwrap_or_default());
            }
            (Values::Text(values), cell) => {
                let text = cell.text().into_owned().into_bytes();
                let length = text.len();
                values.push(text.into());
                return length + 32;
            }
            // Cells have the type of their column; one that has not is written as null.
            _ => {
                self.definition_levels.pop();
                self.definition_levels.push(0);
            }
        }
        10
    }

    fn write(&mut self, writer: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let levels = Some(&self.definition_levels[..]);
        match &mut self.values {
            Values::Text(values) => {
                writer.typed::<ByteArrayType>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Integer(values) => {
                writer.typed::<Int64Type>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Number(values) => {
                writer.typed::<DoubleType>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Boolean(values) => {
                writer.typed::<BoolType>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Day(values) => {
                writer.typed::<Int32Type>().write_batch(values, levels, None)?;
                values.clear();
            }
        }
        self.definition_levels.clear();
        Ok(())
    }
}

/// Its kind says that the caller can do something about it, unlike about a failure of the disk.
fn too_many_chunks() -> io::Error {
    let message = format!(
        "As a Parquet file this table would have more than {MAX_PARQUET_CHUNKS} parts, one for each column and some thousand rows. Choose another format, or select fewer fields."
    );
    io::Error::new(io::ErrorKind::InvalidData, message)
}

fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}
