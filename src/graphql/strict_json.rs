//! JSON that people and programs send: a member that an object has twice is an error.
//!
//! `serde_json` takes the last of them, so that what the first one says is ignored. The number of objects is bounded, too:
//! in memory an object of 8 bytes takes 600.

use std::{cell::Cell, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value as Json};

use crate::limits::arguments::MAX_JSON_OBJECTS;

/// Parses JSON.
///
/// # Errors
/// When it is not JSON, or an object has two members of one name.
pub fn parse(bytes: &[u8]) -> Result<Json, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let objects = Cell::new(0);
    let value = Strict { objects: &objects }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Reads a value whose objects have each member once.
#[derive(Clone, Copy)]
struct Strict<'c> {
    /// How many objects there are so far.
    objects: &'c Cell<usize>,
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Json, E> {
        Ok(Number::from_f64(value).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Json, E> {
        Ok(Json::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Json, E> {
        Ok(Json::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Json::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        self.objects.set(self.objects.get() + 1);
        if self.objects.get() > MAX_JSON_OBJECTS {
            let rule = format!("more than {MAX_JSON_OBJECTS} objects; send fewer");
            return Err(A::Error::custom(rule));
        }
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(self)?;
            if object.contains_key(&name) {
                return Err(A::Error::custom(format!("duplicate key `{name}`")));
            }
            object.insert(name, value);
        }
        Ok(Json::Object(object))
    }
}

/// Parses a JSON object.
///
/// # Errors
/// What is wrong, as a rule for the person who wrote it.
pub fn parse_object(bytes: &[u8]) -> Result<Map<String, Json>, String> {
    match parse(bytes) {
        Ok(Json::Object(object)) => Ok(object),
        Err(error) if error.is_data() => Err(error.to_string()),
        Ok(_) | Err(_) => Err("expected a JSON object".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_those_of_serde_json() {
        for text in [
            "null",
            "true",
            "-1",
            "18446744073709551615",
            "1.5e3",
            r#""a\ud83d\ude00\n""#,
            "[1,[],{}]",
            r#" {"a":{"b":[{"c":null}]},"d":"e"} "#,
        ] {
            let expected: Json = serde_json::from_str(text).unwrap();
            assert_eq!(parse(text.as_bytes()).unwrap(), expected, "{text}");
        }
        for wrong in ["", "{", "[1,]", "{} {}", "nul", "\"\\ud800\"", "{\"a\":1,}"] {
            assert!(parse(wrong.as_bytes()).is_err(), "{wrong}");
        }
        assert!(parse(b"\"\xff\"").is_err());
        assert!(parse("[".repeat(1_000).as_bytes()).is_err(), "nested too deep");
    }

    #[test]
    fn the_number_of_objects_is_bounded() {
        let list = |length: usize| format!("[{}]", vec!["{}"; length].join(","));
        assert!(parse(list(MAX_JSON_OBJECTS).as_bytes()).is_ok());
        let error = parse(list(MAX_JSON_OBJECTS + 1).as_bytes()).unwrap_err();
        assert!(error.is_data() && error.to_string().contains("send fewer"), "{error}");
    }

    #[test]
    fn a_member_that_is_given_twice_is_an_error_that_names_it() {
        for text in [r#"{"a":1,"a":1}"#, r#"[{"b":{"a":1,"c":2,"a":3}}]"#, r#"{"a":1,"\u0061":2}"#]
        {
            let error = parse(text.as_bytes()).unwrap_err().to_string();
            assert!(error.contains("duplicate key `a` at line 1"), "{text}: {error}");
        }
        assert_eq!(parse_object(b"{\"a\":1}"), Ok(Map::from_iter([("a".to_owned(), json!(1))])));
        assert!(parse_object(b"[]").unwrap_err().contains("expected a JSON object"));
        assert!(parse_object(b"{\"a\":1,\"a\":2}").unwrap_err().contains("duplicate key"));
    }
}
