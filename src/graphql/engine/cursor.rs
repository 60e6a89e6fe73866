//! Cursors: the position of a row in an order, opaque to clients.
//!
//! A cursor holds the sort keys of its row, not a count of rows, so it stays valid while rows are
//! inserted or removed. It names its order too: a cursor of one order is refused by another.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value as Json;

use crate::store::sql::{ColumnType, Value, ValueRef};

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

/// The sort keys in a cursor of the order `order`, whose keys are of these kinds.
///
/// # Errors
/// The rule that the text breaks.
pub fn decode(text: &str, order: &str, kinds: &[ColumnType]) -> Result<Vec<Value>, &'static str> {
    const NO_CURSOR: &str = "this is no cursor of the registry; use one from `pageInfo` or an edge";
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NO_CURSOR)?;
    let Ok(Json::Array(parts)) = serde_json::from_slice(&bytes) else { return Err(NO_CURSOR) };
    let Some((Json::String(of), keys)) = parts.split_first() else { return Err(NO_CURSOR) };
    if of != order {
        return Err("this cursor comes from another list or order; start this one anew");
    }
    if keys.len() != kinds.len() {
        return Err(NO_CURSOR);
    }
    keys.iter().zip(kinds).map(|(key, kind)| value(key, *kind).ok_or(NO_CURSOR)).collect()
}

fn value(key: &Json, kind: ColumnType) -> Option<Value> {
    Some(match (kind, key) {
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
    fn keys_come_back_in_their_order_only() {
        let keys = [ValueRef::Text("canceropole"), ValueRef::Int(-7)];
        let cursor = encode("NAME+", keys.into_iter());
        let back = [Value::from("canceropole"), Value::Int(-7)];
        let kinds = [ColumnType::Text, ColumnType::Number];
        assert_eq!(decode(&cursor, "NAME+", &kinds).unwrap(), back);
        assert!(decode(&cursor, "NAME-", &kinds).unwrap_err().contains("another list or order"));
        assert!(decode(&cursor, "NAME+", &[ColumnType::Text]).is_err());
        assert!(decode(&cursor, "NAME+", &[ColumnType::Number, ColumnType::Text]).is_err());
        for junk in ["", "x", "bm90IGpzb24", "W10", "WyJOQU1FKyIsW11d"] {
            assert!(decode(junk, "NAME+", &[ColumnType::Text]).is_err(), "{junk}");
        }
    }
}
