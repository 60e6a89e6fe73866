//! JSON responses as text for snapshots: keys in the order of the response, short values on one line,
//! long lists cut.
//!
//! `serde_json` sorts the keys of an object unless its feature `preserve_order` is on. The feature would
//! also change the program under test, so the text is read here into a tree that keeps the order.

use std::{fmt, fmt::Write as _};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;

/// Columns of a line.
const WIDTH: usize = 110;

/// A JSON value whose objects keep the order of their keys.
pub enum Ordered {
    /// A string, number, boolean or null.
    Scalar(Json),
    /// The items of an array.
    Array(Vec<Ordered>),
    /// The members of an object.
    Object(Vec<(String, Ordered)>),
}

impl Ordered {
    /// Reads JSON text.
    pub fn parse(text: &str) -> Self {
        serde_json::from_str(text).unwrap()
    }

    /// The value as text. What fits on a line is printed on one. Of another array only the first `most`
    /// items are printed, followed by the number of those left out.
    pub fn print(&self, most: usize) -> String {
        let mut text = String::new();
        self.write(&mut text, 0, 0, most);
        text
    }

    /// Writes the value. `before` is the number of columns that the line already has.
    fn write(&self, text: &mut String, indent: usize, before: usize, most: usize) {
        let line = self.on_one_line();
        if before + line.chars().count() <= WIDTH {
            text.push_str(&line);
            return;
        }
        let inner = indent + 2;
        let start_of_item = |text: &mut String, name: &str| {
            let from = text.len();
            write!(text, "{:inner$}{name}", "").unwrap();
            text.len() - from
        };
        match self {
            Self::Scalar(value) => write!(text, "{value}").unwrap(),
            Self::Array(items) => {
                text.push_str("[\n");
                for item in items.iter().take(most) {
                    let before = start_of_item(text, "");
                    item.write(text, inner, before, most);
                    text.push('\n');
                }
                if items.len() > most {
                    writeln!(text, "{:inner$}... {} more", "", items.len() - most).unwrap();
                }
                write!(text, "{:indent$}]", "").unwrap();
            }
            Self::Object(members) => {
                text.push_str("{\n");
                for (name, value) in members {
                    let before = start_of_item(text, &format!("{name}: "));
                    value.write(text, inner, before, most);
                    text.push('\n');
                }
                write!(text, "{:indent$}}}", "").unwrap();
            }
        }
    }

    fn on_one_line(&self) -> String {
        match self {
            Self::Scalar(value) => value.to_string(),
            Self::Array(items) => {
                let items: Vec<_> = items.iter().map(Self::on_one_line).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Object(members) => {
                let members = members.iter();
                let members =
                    members.map(|(name, value)| format!("{name}: {}", value.on_one_line()));
                format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OrderedVisitor)
    }
}

struct OrderedVisitor;

impl<'de> Visitor<'de> for OrderedVisitor {
    type Value = Ordered;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(Json::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Ordered, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = array.next_element()? {
            items.push(item);
        }
        Ok(Ordered::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Ordered, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = object.next_entry()? {
            members.push(member);
        }
        Ok(Ordered::Object(members))
    }
}

#[test]
fn keys_keep_their_order_and_long_lists_are_cut() {
    let value = Ordered::parse(r#"{ "b": 1.5, "a": { "d": null, "c": [1, 2, 3] } }"#);
    assert_eq!(value.print(1), "{ b: 1.5, a: { d: null, c: [1, 2, 3] } }");
    let long = "x".repeat(WIDTH / 2);
    let value = Ordered::parse(&format!(r#"{{ "b": true, "a": ["{long}", "{long}", "{long}"] }}"#));
    let cut = format!("{{\n  b: true\n  a: [\n    \"{long}\"\n    ... 2 more\n  ]\n}}");
    assert_eq!(value.print(1), cut);
}
