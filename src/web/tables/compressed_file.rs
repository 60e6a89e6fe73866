//! Tables in a compressed form, as files of their own: a compressed response then has a length and ranges, and an entity
//! tag that differs from that of the plain file.

use std::{
    io::{self, BufReader},
    sync::{Arc, atomic::AtomicBool},
};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use super::{
    files::{TableFile, TableFileWriter},
    state::Tables,
};
use crate::{
    limits::tables::{BROTLI_QUALITY, BROTLI_WINDOW_BITS, GZIP_LEVEL, READ_BYTES},
    report::Format,
    web::{admission::Client, response::content_encoding::Coding},
};

/// Whether compression makes files of a format smaller. The other formats are already compressed.
#[must_use]
pub fn is_compressible(format: Format) -> bool {
    match format {
        Format::Csv
        | Format::Tsv
        | Format::Ndjson
        | Format::Json
        | Format::Graphml
        | Format::Gexf
        | Format::Jsonld
        | Format::Turtle
        | Format::Csvw => true,
        Format::Xlsx => false,
        #[cfg(feature = "parquet")]
        Format::Parquet => false,
    }
}

/// The entity tag of a compressed file, given that of the plain one.
#[must_use]
pub fn etag(plain: &str, coding: Coding) -> String {
    format!("{}-{}\"", plain.trim_end_matches('"'), coding.name())
}

/// Compresses a file into another one for a client, unless `cancelled` is set meanwhile.
///
/// # Errors
/// If a file cannot be read or written.
pub fn compress(
    tables: &Tables,
    client: &Client,
    plain: &TableFile,
    coding: Coding,
    cancelled: &Arc<AtomicBool>,
) -> io::Result<TableFile> {
    let limits = &tables.app.limits.table;
    let mut file = TableFileWriter::new(&tables.spool, client, limits, cancelled.clone());
    let mut reader = BufReader::with_capacity(READ_BYTES, plain.reader());
    match coding {
        Coding::Gzip => {
            let mut encoder = GzEncoder::new(&mut file, Compression::new(GZIP_LEVEL));
            io::copy(&mut reader, &mut encoder)?;
            encoder.finish()?;
        }
        Coding::Brotli => {
            let parameters = BrotliEncoderParams {
                quality: BROTLI_QUALITY,
                lgwin: BROTLI_WINDOW_BITS,
                ..BrotliEncoderParams::default()
            };
            brotli::BrotliCompress(&mut reader, &mut file, &parameters)?;
        }
    }
    file.finish_compressed(plain, coding)
}
