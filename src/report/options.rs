//! How a table is asked for: the parameters of an address that are the table's and not the document's.

use super::layout::table::{DEFAULT_BETWEEN, Empty, Handling, Lists, Names};
use crate::graphql::{Error, TableArguments};

/// What an address asks of a table, beside the document and its variables.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// How lists become rows and cells.
    pub lists: Lists,
    /// Which names the columns have.
    pub names: Names,
    /// What every document can be asked.
    pub common: TableArguments,
    /// How text formats write.
    pub style: Style,
}

/// How text formats write.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// A byte order mark first, and cells that a spreadsheet would take for formulas made safe.
    pub bom: bool,
    /// What stands between cells of `csv`; a comma unless given.
    pub sep: Option<u8>,
    /// A comma in place of the decimal point.
    pub decimal_comma: bool,
}

/// The parameters that every table takes, with their meanings, for messages and the catalogue.
pub const PARAMETERS: [(&str, &str); 14] = [
    ("asOf", "the date asked about: 2007, 2007-03 or 2007-03-10"),
    ("certainty", "CERTAIN (the default) or POSSIBLE: also what may have held"),
    ("history", "true for everything ever recorded, whatever asOf says"),
    ("lang", "language of names, where there is a name in it: fr"),
    ("rows", "path of the list whose items are the rows"),
    ("join", "path of a list that becomes one cell, or path:separator"),
    ("explode", "path of a list that multiplies the rows"),
    ("json", "path of a list or object that becomes one cell of JSON"),
    ("omit", "path of a list or object that is left out"),
    ("empty", "keep (the default) or drop rows of parents whose list is empty"),
    ("columns", "full (the default) or short: names without the path of the rows"),
    ("bom", "1 for a byte order mark in csv and tsv, which Excel wants"),
    ("sep", "what stands between cells of csv: comma, semicolon, tab or pipe"),
    ("decimal", "point (the default) or comma, in csv and tsv"),
];

impl Ask {
    /// Takes a parameter if it is one of [`PARAMETERS`]; answers whether it was.
    ///
    /// # Errors
    /// A value that it cannot have.
    pub fn take(&mut self, name: &str, value: &str) -> Result<bool, Error> {
        let wrong = |rule: &str| Err(Error::bad_input(name, format!("{rule}, not `{value}`")));
        match name {
            "asOf" => {
                if let Err(rule) = value.parse::<crate::domain::date::PartialDate>() {
                    return Err(Error::bad_input(name, rule));
                }
                self.common.as_of = Some(value.to_owned());
            }
            "certainty" => match value.to_ascii_uppercase().as_str() {
                "CERTAIN" => self.common.certainty = Some("CERTAIN"),
                "POSSIBLE" => self.common.certainty = Some("POSSIBLE"),
                _ => return wrong("give CERTAIN or POSSIBLE"),
            },
            "history" => match flag(value) {
                Some(value) => self.common.history = Some(value),
                None => return wrong("give true or false"),
            },
            "lang" => {
                let letters = value.bytes().all(|byte| byte.is_ascii_lowercase());
                if !letters || value.len() != 2 {
                    return wrong("give an ISO 639-1 code such as fr");
                }
                self.common.lang = Some(value.to_owned());
            }
            "rows" => self.lists.rows = Some(value.to_owned()),
            "join" => {
                let (path, between) = value.split_once(':').unwrap_or((value, DEFAULT_BETWEEN));
                self.handle(path, Handling::Join(between.to_owned()));
            }
            "explode" => self.handle(value, Handling::Explode),
            "json" => self.handle(value, Handling::Json),
            "omit" => self.handle(value, Handling::Omit),
            "empty" => match value {
                "keep" => self.lists.empty = Empty::Keep,
                "drop" => self.lists.empty = Empty::Drop,
                _ => return wrong("give keep or drop"),
            },
            "columns" => match value {
                "full" => self.names = Names::Full,
                "short" => self.names = Names::Short,
                _ => return wrong("give full or short"),
            },
            "bom" => match flag(value) {
                Some(value) => self.style.bom = value,
                None => return wrong("give 1 or 0"),
            },
            "sep" => match value {
                "comma" | "," => self.style.sep = Some(b','),
                "semicolon" | ";" => self.style.sep = Some(b';'),
                "tab" | "\t" => self.style.sep = Some(b'\t'),
                "pipe" | "|" => self.style.sep = Some(b'|'),
                _ => return wrong("give comma, semicolon, tab or pipe"),
            },
            "decimal" => match value {
                "point" | "." => self.style.decimal_comma = false,
                "comma" | "," => self.style.decimal_comma = true,
                _ => return wrong("give point or comma"),
            },
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// What is said last of a list holds: an address overrides what its report says.
    fn handle(&mut self, path: &str, handling: Handling) {
        self.lists.handled.retain(|(known, _)| known != path);
        self.lists.handled.push((path.to_owned(), handling));
    }
}

fn flag(value: &str) -> Option<bool> {
    match value {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}
