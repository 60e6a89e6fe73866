//! Apache Parquet: columns with their types, compressed, in groups of rows.

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

use super::{Output, Writer};
use crate::report::{
    Table,
    prepared::About,
    rows::cell::{Cell, Kind},
};

/// Rows and bytes of text in a group.
const ROWS: usize = 50_000;
const BYTES: usize = 8 << 20;

/// Writes `parquet`.
pub(super) struct Parquet<'w> {
    writer: Option<SerializedFileWriter<&'w mut dyn Output>>,
    columns: Vec<Column>,
    about: &'w About,
    rows: usize,
    bytes: usize,
    all: u64,
}

/// The values of a column in the present group, and for each row whether it has one.
struct Column {
    values: Values,
    has: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>),
    Integer(Vec<i64>),
    Number(Vec<f64>),
    Boolean(Vec<bool>),
    Day(Vec<i32>),
}

impl<'w> Parquet<'w> {
    /// With the beginning written.
    pub fn new(table: &Table, about: &'w About, out: &'w mut dyn Output) -> io::Result<Self> {
        let mut fields = Vec::new();
        for column in &table.columns {
            let (physical, logical) = match column.kind {
                Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
                Kind::Json => (Physical::BYTE_ARRAY, Some(LogicalType::Json)),
                Kind::Integer => (Physical::INT64, None),
                Kind::Number => (Physical::DOUBLE, None),
                Kind::Boolean => (Physical::BOOLEAN, None),
                Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
            };
            let field = Type::primitive_type_builder(&column.name, physical)
                .with_logical_type(logical)
                .with_repetition(Repetition::OPTIONAL)
                .build();
            fields.push(Arc::new(field.map_err(failed)?));
        }
        let schema = Type::group_type_builder("table").with_fields(fields).build();
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("consortia".to_owned())
            .build();
        let schema = Arc::new(schema.map_err(failed)?);
        let writer =
            SerializedFileWriter::new(out, schema, Arc::new(properties)).map_err(failed)?;
        let columns = table.columns.iter().map(|column| Column::new(column.kind)).collect();
        Ok(Self { writer: Some(writer), columns, about, rows: 0, bytes: 0, all: 0 })
    }

    /// Writes the group.
    fn group(&mut self) -> io::Result<()> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        if self.rows > 0 {
            let mut group = writer.next_row_group().map_err(failed)?;
            for column in &mut self.columns {
                let Some(mut writer) = group.next_column().map_err(failed)? else { break };
                column.write(&mut writer).map_err(failed)?;
                writer.close().map_err(failed)?;
            }
            group.close().map_err(failed)?;
        }
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

impl Writer for Parquet<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            self.bytes += column.push(cell);
        }
        self.rows += 1;
        self.all += 1;
        if self.rows == ROWS || self.bytes > BYTES { self.group() } else { Ok(()) }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.group()?;
        let Some(mut writer) = self.writer.take() else { return Ok(()) };
        for (name, value) in self.about.facts(self.all) {
            writer.append_key_value_metadata(KeyValue::new(format!("consortia.{name}"), value));
        }
        writer.close().map(drop).map_err(failed)
    }
}

impl Column {
    fn new(kind: Kind) -> Self {
        let values = match kind {
            Kind::Text | Kind::Json => Values::Text(Vec::new()),
            Kind::Integer => Values::Integer(Vec::new()),
            Kind::Number => Values::Number(Vec::new()),
            Kind::Boolean => Values::Boolean(Vec::new()),
            Kind::Day => Values::Day(Vec::new()),
        };
        Self { values, has: Vec::new() }
    }

    /// Adds a cell; answers how many bytes it takes.
    fn push(&mut self, cell: &Cell<'_>) -> usize {
        self.has.push(i16::from(!cell.is_null()));
        if cell.is_null() {
            return 2;
        }
        match (&mut self.values, cell) {
            (Values::Integer(values), Cell::Integer(number)) => values.push(*number),
            (Values::Number(values), Cell::Number(number)) => values.push(*number),
            #[expect(clippy::cast_precision_loss, reason = "a whole number among others")]
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
            // The kind of a column is that of its cells; a cell of another is as good as none.
            _ => {
                self.has.pop();
                self.has.push(0);
            }
        }
        10
    }

    fn write(&mut self, writer: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let has = Some(&self.has[..]);
        match &mut self.values {
            Values::Text(values) => {
                writer.typed::<ByteArrayType>().write_batch(values, has, None)?;
                values.clear();
            }
            Values::Integer(values) => {
                writer.typed::<Int64Type>().write_batch(values, has, None)?;
                values.clear();
            }
            Values::Number(values) => {
                writer.typed::<DoubleType>().write_batch(values, has, None)?;
                values.clear();
            }
            Values::Boolean(values) => {
                writer.typed::<BoolType>().write_batch(values, has, None)?;
                values.clear();
            }
            Values::Day(values) => {
                writer.typed::<Int32Type>().write_batch(values, has, None)?;
                values.clear();
            }
        }
        self.has.clear();
        Ok(())
    }
}

fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}
