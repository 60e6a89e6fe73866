//! The options of a table: the parameters of an address, or of `--set`, that say how the table looks.
//! They are the same for every document, unlike its variables.

use super::cell::DEFAULT_SEPARATOR;
use crate::{
    domain::stage::Stage,
    graphql::{Code, Error, TableArguments},
    limits::tables::{MAX_OPTION_BYTES, MAX_ROW_LISTS, MAX_SEPARATOR_BYTES},
};

/// Options of a table: its layout, and arguments for its document.
#[derive(Clone, Debug, Default)]
pub struct TableOptions {
    /// How lists become rows and cells.
    pub lists: ListOptions,
    /// Which names the columns have.
    pub column_names: ColumnNames,
    /// Arguments for every field that takes them.
    pub arguments: TableArguments,
    /// How text formats are written.
    pub text: TextOptions,
}

/// How lists become rows and cells.
#[derive(Clone, Debug, Default)]
pub struct ListOptions {
    /// Path of the list whose items are the rows. Several paths, separated by commas, give the rows of each
    /// list in turn; their columns must be the same.
    pub rows: Option<String>,
    /// Paths of other lists, and what becomes of each.
    pub others: Vec<(String, ListHandling)>,
    /// The same by default, where `others` says nothing.
    pub defaults: Vec<(String, ListHandling)>,
    /// What becomes of a parent whose list is empty.
    pub empty: EmptyLists,
}

/// What becomes of a list that is not the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListHandling {
    /// Each of its columns is one cell: the values with this separator between them.
    Join(String),
    /// Each of its items makes a row.
    Explode,
    /// One cell of JSON.
    Json,
    /// It is left out.
    Omit,
}

impl ListHandling {
    /// The parameter that sets it.
    pub(super) fn parameter(&self) -> &'static str {
        match self {
            Self::Join(_) => "join",
            Self::Explode => "explode",
            Self::Json => "json",
            Self::Omit => "omit",
        }
    }
}

/// What becomes of a parent whose list is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmptyLists {
    /// A row in which the cells of the list are empty.
    #[default]
    Keep,
    /// No row.
    Drop,
}

/// Which names columns have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnNames {
    /// The whole path.
    #[default]
    Full,
    /// The path without the path of the rows, for columns below it.
    Short,
}

/// How text formats are written.
#[derive(Clone, Debug, Default)]
pub struct TextOptions {
    /// Start with a byte order mark, and put an apostrophe before text that a spreadsheet would run as a formula; see
    /// [`crate::domain::spreadsheet`].
    pub bom: bool,
    /// Separator of the cells of `csv`. The default is a comma, or a semicolon if the decimal separator is a comma.
    pub separator: Option<u8>,
    /// Write a comma instead of the decimal point.
    pub decimal_comma: bool,
}

impl TextOptions {
    /// Checks that numbers and cells do not have the same separator.
    pub(super) fn check(&self) -> Result<(), Error> {
        if self.decimal_comma && self.separator == Some(b',') {
            let rule = "a comma cannot separate both cells and decimals; leave it out for semicolons, or give semicolon, tab or pipe";
            return Err(Error::bad_input("sep", rule));
        }
        Ok(())
    }

    /// The separator of the cells of `csv`.
    pub(super) fn csv_separator(&self) -> u8 {
        // Spreadsheets that expect a decimal comma expect semicolons between cells.
        self.separator.unwrap_or(if self.decimal_comma { b';' } else { b',' })
    }
}

/// A parameter that every table takes.
#[derive(Clone, Copy, Debug)]
pub struct TableParameter {
    /// Its name.
    pub name: &'static str,
    /// Its values and their meaning, in one line.
    pub description: &'static str,
}

const fn parameter(name: &'static str, description: &'static str) -> TableParameter {
    TableParameter { name, description }
}

/// The parameters that every table takes, in the order of the documentation.
pub const TABLE_PARAMETERS: [TableParameter; 15] = [
    parameter("asOf", "the date to ask about: 2007, 2007-03 or 2007-03-10"),
    parameter(
        "certainty",
        "CERTAIN (default), or POSSIBLE to include relations that may have held",
    ),
    parameter("history", "true to include everything on record, whatever asOf says"),
    parameter(
        "stages",
        "REALIZED (default), ANNOUNCED, PLANNED, CANCELLED, separated by commas: whether plans are included",
    ),
    parameter("lang", "language of names, where available: fr, or en-GB"),
    parameter("rows", "path of the list whose items are the rows"),
    parameter("join", "path of a list to write into one cell, or path:separator"),
    parameter("explode", "path of a list that makes a row for each of its items"),
    parameter("json", "path of a list or object to write into one cell as JSON"),
    parameter("omit", "path of a list, an object or a value to leave out"),
    parameter("empty", "keep (default) or drop the rows of parents whose list is empty"),
    parameter("columns", "full (default), or short for names without the path of the rows"),
    parameter(
        "bom",
        "1 for csv and tsv that a spreadsheet opens: with a byte order mark, and an apostrophe before texts that would be formulas",
    ),
    parameter(
        "sep",
        "separator of csv: comma, semicolon, tab or pipe; by default comma, or semicolon with decimal=comma",
    ),
    parameter("decimal", "decimal separator of csv and tsv: point (default) or comma"),
];

impl TableOptions {
    /// Sets the option of a parameter. Returns false if the name is none of [`TABLE_PARAMETERS`].
    ///
    /// # Errors
    /// When the parameter cannot have this value.
    pub fn set(&mut self, name: &str, value: &str) -> Result<bool, Error> {
        if !TABLE_PARAMETERS.iter().any(|parameter| parameter.name == name) {
            return Ok(false);
        }
        check_size(name, "table_option_bytes", value.len(), MAX_OPTION_BYTES, "bytes")?;
        match name {
            "asOf" | "certainty" | "history" | "stages" | "lang" => {
                self.set_argument(name, value)?;
            }
            "rows" => {
                let lists = value.split(',').count();
                check_size(name, "table_row_lists", lists, MAX_ROW_LISTS, "lists")?;
                self.lists.rows = Some(value.to_owned());
            }
            "join" => {
                let (path, separator) = value.split_once(':').unwrap_or((value, DEFAULT_SEPARATOR));
                let (bytes, max_bytes) = (separator.len(), MAX_SEPARATOR_BYTES);
                check_size(name, "table_separator_bytes", bytes, max_bytes, "bytes of separator")?;
                self.handle(path, ListHandling::Join(separator.to_owned()));
            }
            "explode" => self.handle(value, ListHandling::Explode),
            "json" => self.handle(value, ListHandling::Json),
            "omit" => self.handle(value, ListHandling::Omit),
            "empty" => {
                self.lists.empty = match value {
                    "keep" => EmptyLists::Keep,
                    "drop" => EmptyLists::Drop,
                    _ => return Err(wrong(name, value, "give keep or drop")),
                }
            }
            "columns" => {
                self.column_names = match value {
                    "full" => ColumnNames::Full,
                    "short" => ColumnNames::Short,
                    _ => return Err(wrong(name, value, "give full or short")),
                }
            }
            _ => self.text.set(name, value)?,
        }
        Ok(true)
    }

    fn set_argument(&mut self, name: &str, value: &str) -> Result<(), Error> {
        match name {
            "asOf" => {
                if let Err(rule) = value.parse::<crate::domain::date::PartialDate>() {
                    return Err(Error::bad_input(name, rule));
                }
                self.arguments.as_of = Some(value.to_owned());
            }
            "certainty" => {
                self.arguments.certainty = Some(match value.to_ascii_uppercase().as_str() {
                    "CERTAIN" => "CERTAIN",
                    "POSSIBLE" => "POSSIBLE",
                    _ => return Err(wrong(name, value, "give CERTAIN or POSSIBLE")),
                });
            }
            "history" => {
                let history =
                    flag(value).ok_or_else(|| wrong(name, value, "give true or false"))?;
                self.arguments.history = Some(history);
            }
            "stages" => {
                let stage = |word: &str| Stage::of_word(&word.trim().to_ascii_uppercase());
                let stages = value.split(',').map(stage).collect::<Option<Vec<_>>>();
                let rule = "give REALIZED, ANNOUNCED, PLANNED or CANCELLED, separated by commas";
                self.arguments.stages = Some(stages.ok_or_else(|| wrong(name, value, rule))?);
            }
            _ => {
                let tag = crate::domain::language::parse(value);
                let tag =
                    tag.map_err(|rule| Error::bad_input(name, format!("`{value}` is {rule}")))?;
                self.arguments.lang = Some(tag);
            }
        }
        Ok(())
    }

    /// Makes the options so far the defaults of a report, which parameters override.
    pub(super) fn make_default(&mut self) {
        self.lists.defaults.append(&mut self.lists.others);
    }

    fn handle(&mut self, path: &str, handling: ListHandling) {
        self.lists.others.push((path.to_owned(), handling));
    }
}

impl TextOptions {
    fn set(&mut self, name: &str, value: &str) -> Result<(), Error> {
        match name {
            "bom" => self.bom = flag(value).ok_or_else(|| wrong(name, value, "give 1 or 0"))?,
            "sep" => {
                self.separator = Some(match value {
                    "comma" | "," => b',',
                    "semicolon" | ";" => b';',
                    "tab" | "\t" => b'\t',
                    "pipe" | "|" => b'|',
                    _ => return Err(wrong(name, value, "give comma, semicolon, tab or pipe")),
                });
            }
            _ => {
                self.decimal_comma = match value {
                    "point" | "." => false,
                    "comma" | "," => true,
                    _ => return Err(wrong(name, value, "give point or comma")),
                }
            }
        }
        Ok(())
    }
}

/// Checks a size against the limit with this name in [`Limits::table`](crate::limits::Limits::table).
pub(super) fn check_size(
    place: &str,
    limit: &str,
    size: usize,
    allowed: usize,
    unit: &str,
) -> Result<(), Error> {
    if size <= allowed {
        return Ok(());
    }
    let message =
        format!("{place}: {size} {unit} are given, and {allowed} are allowed; shorten it");
    let error = Error::new(Code::BadUserInput, message).with("argument", place);
    Err(error.limit(limit, size as u64, allowed as u64))
}

fn wrong(name: &str, value: &str, rule: &str) -> Error {
    Error::bad_input(name, format!("{rule}, not `{value}`"))
}

fn flag(value: &str) -> Option<bool> {
    match value {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}
