//! How the records of a JSON file are arranged, detected from its first bytes.

use std::fmt;

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

/// How the records of a file are arranged.
pub enum Layout {
    /// A JSON array of records.
    Array,
    /// One record per line.
    Lines,
    /// One JSON object: a record over several lines, or a response of ROR's API.
    Document,
    /// No records in schema v2. The text says what the file is instead, and what to do.
    Other(&'static str),
}

impl Layout {
    /// The layout of a file that begins with `head`. A file whose first record is not in schema v1 is taken for schema v2.
    pub fn of(head: &[u8]) -> Self {
        let text = head.trim_ascii_start();
        let layout = match text.first() {
            Some(b'[') => Self::Array,
            Some(b'{') if is_one_document(text) => Self::Document,
            Some(b'{') => Self::Lines,
            None => {
                return Self::Other(
                    "the file is empty; import the file that the registry publishes",
                );
            }
            Some(_) if is_csv_dump(text) => {
                return Self::Other(
                    "it is the CSV dump of ROR, which lacks some values; import the JSON file in schema v2",
                );
            }
            Some(_) => {
                return Self::Other("not JSON; import the file that the registry publishes");
            }
        };
        match Keys::of(text) {
            keys if keys.is_error() => Self::Other(
                "it is an error message of ROR's API; repeat the request, or import a release",
            ),
            keys if keys.is_schema_v1() => Self::Other(
                "its records are in ROR's schema v1; import the file in schema v2, such as the one named ..._schema_v2.json in the same archive",
            ),
            keys if keys.is_response => Self::Document,
            _ => layout,
        }
    }

    /// Whether a file that begins with `head` seems to have records in schema v2.
    pub fn has_records(head: &[u8]) -> bool {
        Keys::of(head.trim_ascii_start()).has("names")
    }

    /// Whether a file that begins with `head` has records in schema v1.
    pub fn is_schema_v1(head: &[u8]) -> bool {
        Keys::of(head.trim_ascii_start()).is_schema_v1()
    }
}

/// Whether the text begins with an object that continues after the first line.
fn is_one_document(text: &[u8]) -> bool {
    let Some(end) = text.iter().position(|byte| *byte == b'\n') else { return false };
    let first_line = serde_json::from_slice::<IgnoredAny>(&text[..end]);
    first_line.is_err_and(|error| error.is_eof())
}

/// Whether a text begins with the header of ROR's CSV dump, of schema v1 or v2.
fn is_csv_dump(text: &[u8]) -> bool {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let mut columns =
        line.split(|byte| *byte == b',').map(|column| column.trim_ascii().trim_ascii());
    let first = columns.next().unwrap_or_default();
    let first = first.strip_prefix(b"\"").and_then(|it| it.strip_suffix(b"\"")).unwrap_or(first);
    first == b"id" && columns.next().is_some()
}

/// The keys of the first record, as far as the beginning of a file has them.
#[derive(Default)]
struct Keys {
    keys: Vec<String>,
    /// Whether the record stands in the list `items`, as in a response of ROR's API.
    is_response: bool,
}

impl Keys {
    fn of(text: &[u8]) -> Self {
        let mut keys = Self::default();
        // `text` is only the beginning of the file, so parsing ends with an error; the keys before it were collected.
        let _ = Probe(&mut keys).deserialize(&mut serde_json::Deserializer::from_slice(text));
        keys
    }

    fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|it| it == key)
    }

    fn is_schema_v1(&self) -> bool {
        self.has("name") && self.has("id") && !self.has("names")
    }

    fn is_error(&self) -> bool {
        self.has("errors") && !self.has("id")
    }
}

/// Collects the keys of the first object.
struct Probe<'k>(&'k mut Keys);

impl<'de> DeserializeSeed<'de> for Probe<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Probe<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        sequence.next_element_seed(self)?;
        Err(A::Error::custom("the first element is enough"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "items" {
                self.0.is_response = true;
                self.0.keys.clear();
                map.next_value_seed(Probe(self.0))?;
            } else {
                self.0.keys.push(key);
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}
