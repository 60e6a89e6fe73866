//! Reads a file that is one JSON object: a record over several lines, or a response of ROR's API with records in `items`.

use std::{cell::Cell, fmt, io::BufRead, path::Path};

use serde::{
    Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::{Map, Value};

use super::{
    array::{Elements, LimitedReader},
    malformed::malformed,
    visitor::{RecordVisitor, buffered},
};
use crate::{import::error::Error, limits::imports::MAX_RECORD_BYTES};

/// Reads the records. Returns how many results there are, if a response says so.
pub fn read(
    path: &Path,
    reader: &mut dyn BufRead,
    visitor: RecordVisitor<'_>,
) -> Result<Option<u64>, Error> {
    let remaining = Cell::new(MAX_RECORD_BYTES);
    let limited = LimitedReader { reader, remaining: &remaining };
    let mut json = serde_json::Deserializer::from_reader(buffered(limited));
    let mut document = Document { elements: Elements::new(&remaining, visitor), results: None };
    let read = json.deserialize_map(&mut document);
    let is_whole = read.is_ok();
    let read = read.and_then(|()| json.end());
    if is_whole && read.as_ref().is_err_and(|error| !error.is_io()) {
        let reason = "another object follows; write one record per line, or a JSON array of them";
        return Err(malformed(path, "the end of the first object", reason));
    }
    document.elements.finish(path, read)?;
    Ok(document.results)
}

struct Document<'r> {
    elements: Elements<'r>,
    results: Option<u64>,
}

impl<'de> Visitor<'de> for &mut Document<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record, or a response of ROR's API")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut record, mut is_response) = (Map::new(), false);
        while let Some(key) = map.next_key::<String>()? {
            match &*key {
                "items" => {
                    is_response = true;
                    map.next_value_seed(&mut self.elements)?;
                }
                "number_of_results" => self.results = Some(map.next_value()?),
                _ => {
                    record.insert(key, map.next_value::<Value>()?);
                }
            }
        }
        if is_response {
            return Ok(());
        }
        let record = serde_json::from_value(Value::Object(record));
        self.elements.visit(record.map_err(serde::de::Error::custom)?)
    }
}
