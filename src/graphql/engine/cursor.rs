//! Cursors: the position of a row in an order, opaque to clients.
//!
//! A cursor holds the sort keys of its row, not a count of rows, so it stays valid while rows are
//! inserted or removed. It also holds the name of its order; with another order it is an error.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value as Json;

use crate::store::sql::{ColumnType, Value, ValueRef};

/// What is wrong with a cursor that another list returned.
pub const OTHER_LIST: &str =
    "the cursor was returned by another list or order; start again from the first page";

/// The cursor of a row whose sort keys are `keys` in the order `order`.
#[must_use]
pub fn encode<'r>(order: &str, keys: impl Iterator<Item = ValueRef<'r>>) -> String {
    let mut parts = vec![Json::from(order)];
    parts.extend(keys.map(|key| match key {
        ValueRef::Null => Json::Null,
        ValueRef::Int(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => text.into(),
    }));
    URL_SAFE_NO_PAD.encode(Json::Array(parts).to_string())
}

/// The sort keys in a cursor of the order `order`, whose keys have these types.
///
/// # Errors
/// What is wrong with the cursor.
pub fn decode(text: &str, order: &str, types: &[ColumnType]) -> Result<Vec<Value>, &'static str> {
    const INVALID: &str = "invalid cursor; expected one from `pageInfo` or from an edge";
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| INVALID)?;
    let Ok(Json::Array(parts)) = serde_json::from_slice(&bytes) else { return Err(INVALID) };
    let Some((Json::String(of), keys)) = parts.split_first() else { return Err(INVALID) };
    if of != order {
        return Err(OTHER_LIST);
    }
    if keys.len() != types.len() {
        return Err(INVALID);
    }
    keys.iter().zip(types).map(|(key, ty)| value(key, *ty).ok_or(INVALID)).collect()
}

fn value(key: &Json, ty: ColumnType) -> Option<Value> {
    Some(match (ty, key) {
        (ColumnType::Text, Json::String(text)) => text.as_str().into(),
        (ColumnType::Number, Json::Number(number)) => match number.as_i64() {
            Some(number) => Value::Int(number),
            None => Value::Real(number.as_f64()?),
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_gives_its_keys_in_its_own_order_only() {
        let keys = [ValueRef::Text("canceropole"), ValueRef::Int(-7)];
        let cursor = encode("NAME+", keys.into_iter());
        let decoded = [Value::from("canceropole"), Value::Int(-7)];
        let types = [ColumnType::Text, ColumnType::Number];
        assert_eq!(decode(&cursor, "NAME+", &types).unwrap(), decoded);
        assert!(decode(&cursor, "NAME-", &types).unwrap_err().contains("another list or order"));
        assert!(decode(&cursor, "NAME+", &[ColumnType::Text]).is_err());
        assert!(decode(&cursor, "NAME+", &[ColumnType::Number, ColumnType::Text]).is_err());
        for text in ["", "x", "bm90IGpzb24", "W10", "WyJOQU1FKyIsW11d"] {
            assert!(decode(text, "NAME+", &[ColumnType::Text]).is_err(), "{text}");
        }
    }
}
