//! The response as rows read it. It borrows from the text of the response, so it takes a fraction of the memory of
//! `serde_json::Value`: 40 bytes for a field of an object, where that takes 600 for the smallest object.

use std::{borrow::Cow, fmt};

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

/// Fields from which on an object is searched by halves.
const SORTED_FIELDS: usize = 8;

/// A part of a response.
#[derive(Clone, Debug, PartialEq)]
pub enum ResponseValue<'t> {
    /// Null.
    Null,
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Another number.
    Number(f64),
    /// Text.
    Text(Cow<'t, str>),
    /// A list.
    List(Box<[ResponseValue<'t>]>),
    /// The fields of an object, by their keys. Large objects are in the order of the keys.
    Object(Box<[(&'t str, ResponseValue<'t>)]>),
}

impl<'t> ResponseValue<'t> {
    /// Parses a response.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn parse(text: &'t str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }

    /// The value of a field, if this is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(fields) = self else { return None };
        if fields.len() < SORTED_FIELDS {
            return fields.iter().find(|(name, _)| *name == key).map(|(_, value)| value);
        }
        let position = fields.binary_search_by_key(&key, |(name, _)| name).ok()?;
        Some(&fields[position].1)
    }

    /// The items of a list; none of anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// The text, if this is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Whether this is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

/// A value other than a list or an object as JSON; those as JSON says it of an empty one.
impl fmt::Display for ResponseValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Number(number) => write!(f, "{}", serde_json::Value::from(*number)),
            Self::Text(text) => write!(f, "{}", serde_json::Value::from(&**text)),
            Self::List(_) => f.write_str("[]"),
            Self::Object(_) => f.write_str("{}"),
        }
    }
}

impl<'de> Deserialize<'de> for ResponseValue<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ResponseVisitor)
    }
}

struct ResponseVisitor;

impl<'de> Visitor<'de> for ResponseVisitor {
    type Value = ResponseValue<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(ResponseValue::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(ResponseValue::Boolean(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(ResponseValue::Integer(number))
    }

    #[expect(clippy::cast_precision_loss, reason = "as JSON reads a number beyond 64 bits")]
    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        let integer = i64::try_from(number).map(ResponseValue::Integer);
        Ok(integer.unwrap_or(ResponseValue::Number(number as f64)))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(ResponseValue::Number(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(ResponseValue::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(ResponseValue::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(ResponseValue::List(items.into_boxed_slice()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut fields: Vec<(&str, _)> = Vec::new();
        while let Some(field) = object.next_entry()? {
            fields.push(field);
        }
        if fields.len() >= SORTED_FIELDS {
            fields.sort_unstable_by_key(|(key, _)| *key);
            if fields.windows(2).any(|two| two[0].0 == two[1].0) {
                return Err(A::Error::custom("a key is repeated"));
            }
        }
        Ok(ResponseValue::Object(fields.into_boxed_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_as_json_has_them() {
        let text = r#"{"a":null,"b":[true,-7,1.0,1e400,"x\n","é"],"c":{}}"#.replace("1e400", "0.5");
        let response = ResponseValue::parse(&text).unwrap();
        let items: Vec<_> =
            response.get("b").unwrap().items().iter().map(ToString::to_string).collect();
        assert_eq!(items, ["true", "-7", "1.0", "0.5", "\"x\\n\"", "\"é\""]);
        assert!(response.get("a").unwrap().is_null());
        assert_eq!(response.get("d"), None);
        assert_eq!(std::mem::size_of::<ResponseValue<'_>>(), 24);
    }

    #[test]
    fn the_fields_of_a_large_object_are_found() {
        let fields: Vec<_> = (0..50).map(|n| format!("\"k{n}\":{n}")).collect();
        let text = format!("{{{}}}", fields.join(","));
        let object = ResponseValue::parse(&text).unwrap();
        for n in 0..50 {
            assert_eq!(object.get(&format!("k{n}")), Some(&ResponseValue::Integer(n)));
        }
        assert_eq!(object.get("k50"), None);
    }
}
