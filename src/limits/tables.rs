//! Tables and the files that hold them.

use std::time::Duration;

/// Items of a list beside the rows: all of them stand in one cell.
pub const MAX_CELL_ITEMS: i64 = 10_000;
/// Time that writing one table of `consortia export` may take: nobody else waits for it.
pub const EXPORT_TIME: Duration = Duration::from_hours(1);
/// Parameters of one table: in its URL, its body, or `--set`. As many as a list in the variables has items.
pub const MAX_PARAMETERS: usize = 500;
/// Bytes of the value of an option, such as the paths of `rows`.
pub const MAX_OPTION_BYTES: usize = 2_000;
/// Bytes of the separator of a joined list. It stands once for each item of each row.
pub const MAX_SEPARATOR_BYTES: usize = 32;
/// Lists whose items are the rows of one table.
pub const MAX_ROW_LISTS: usize = 10;
/// Values of all cells of a row. A cell of a joined list has one for each item.
pub const MAX_ROW_VALUES: usize = 200_000;
/// Bytes of the name of a column, with all keys of its path. Some formats write it once for each row.
pub const MAX_COLUMN_NAME_BYTES: usize = 1_000;
/// Lists that an error names.
pub const MAX_LISTED_PATHS: usize = 20;
/// Characters of a value in what a table says about itself. Excel holds 32,767 in a cell.
pub const MAX_METADATA_CHARS: usize = 2_000;
/// Bytes of a header that lists what a table leaves out.
pub const MAX_LIST_HEADER_BYTES: usize = 2_000;
/// Headers with warnings of one table.
pub const MAX_WARNING_HEADERS: usize = 10;
/// Columns of a table.
pub const MAX_COLUMNS: usize = 1_000;
/// Rows of a slice of a response from which a table is written.
pub const SLICE_ROWS: usize = 256;
/// Bytes of such a slice, unless it has one row only.
pub const SLICE_BYTES: usize = 256 << 10;
/// Rows of one row group of a Parquet file.
pub const PARQUET_GROUP_ROWS: usize = 50_000;
/// Bytes that the values of one row group of a Parquet file may take in memory.
pub const PARQUET_GROUP_BYTES: usize = 8 << 20;
/// Bytes of a file that stays in memory; a larger one is on disk.
pub const MAX_MEMORY_FILE_BYTES: usize = 1 << 20;
/// Files that are cached.
pub const CACHED_FILES: usize = 64;
/// Bytes of all files that are cached.
pub const CACHED_FILE_BYTES: u64 = 1 << 30;
/// Bytes of all temporary files on disk, unless `--spool` says otherwise or the disk is small.
pub const DEFAULT_SPOOL_BYTES: u64 = 4 << 30;
/// The least that temporary files may take by default, even on a nearly full disk: part of the disk stays free anyway, and
/// room that becomes free later is of use.
pub const MIN_DEFAULT_SPOOL_BYTES: u64 = 256 << 20;
/// The least that `--spool` can be.
pub const MIN_SPOOL_BYTES: u64 = 1 << 20;
/// The part of the space that is free at the start which temporary files may take by default, as one in so many.
pub const SPOOL_SHARE: u64 = 2;
/// The part of a budget that one client may take, as one in so many.
pub const CLIENT_SHARE: u64 = 2;
/// Bytes of the file system that temporary files leave free for the database; at most one in [`KEPT_FREE_SHARE`] of the
/// space that is free at the start.
pub const MAX_KEPT_FREE_BYTES: u64 = 128 << 20;
/// See [`MAX_KEPT_FREE_BYTES`].
pub const KEPT_FREE_SHARE: u64 = 8;
/// Bytes that a file on disk reserves before they are written.
pub const RESERVED_FILE_BYTES: u64 = 4 << 20;
/// The most memory that writing one table takes, in rows of the largest size: the text of the response and of the row, which
/// formats copy, and the values that are parsed from the one and written to the other, which take ten times their text.
pub const WRITER_ROWS: u64 = 24;
/// Rows of the largest size that the memory for tables holds at least, so that one table can always be written.
pub const MEMORY_ROWS: u64 = 32;
/// The part of the memory for tables that is for small files, as one in so many.
pub const FILES_MEMORY_SHARE: u64 = 4;
/// Bytes that are read from a file at a time.
pub const READ_BYTES: usize = 128 << 10;
/// The least bytes that are read at a time. Many responses read less each, to stay within [`DOWNLOAD_BUFFER_BYTES`].
pub const MIN_READ_BYTES: usize = 8 << 10;
/// Bytes that all responses together read ahead of their clients.
pub const DOWNLOAD_BUFFER_BYTES: usize = 8 << 20;
/// Bytes of a download that cost one unit, in addition to processor time.
pub const BYTES_PER_UNIT: u64 = 16 << 10;
/// Row groups of a Parquet file times its columns: the file ends with a description of each, which is made in memory.
pub const MAX_PARQUET_CHUNKS: usize = 50_000;
/// Level of gzip for tables, of 9. A table of 16 MB then takes 0.2 s and becomes a quarter; higher levels take twice the
/// time for a tenth less.
pub const GZIP_LEVEL: u32 = 3;
/// Quality of brotli for tables, of 11: as quick as gzip, and a fifth smaller.
pub const BROTLI_QUALITY: i32 = 4;
/// Window of brotli, as a power of two: 4 MiB, which browsers and programs allocate without hesitation.
pub const BROTLI_WINDOW_BITS: i32 = 22;
/// Time that a table waits for a worker thread.
pub const MAX_WAIT: Duration = Duration::from_secs(30);
/// How many times a table is written if the data changes meanwhile.
pub const MAX_WRITE_ATTEMPTS: usize = 3;
/// Bytes of a URL in a `Link` header; a longer one is left out.
pub const MAX_LINK_BYTES: usize = 2_000;
/// Characters of the name of a file, without its extension.
pub const MAX_FILE_NAME_CHARS: usize = 160;
/// Characters of one part of the name of a file, such as the slug of an organization or a filter.
pub const MAX_FILE_NAME_PART_CHARS: usize = 40;
/// Rows of a sample in the catalog.
pub const SAMPLE_ROWS: usize = 5;
/// Characters of a cell of a sample.
pub const MAX_SAMPLE_CELL_CHARS: usize = 60;
