//! Global ids: opaque to clients, the same in every database built from the same seed.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// Appends the global id of the thing of type `ty` with the public key `key`.
pub fn encode(out: &mut String, ty: &str, key: &str) {
    URL_SAFE_NO_PAD.encode_string(format!("{ty}:{key}"), out);
}

/// Type and key of a global id; None if the text is none.
#[must_use]
pub fn decode(id: &str) -> Option<(String, String)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(id).ok()?).ok()?;
    let (ty, key) = text.split_once(':')?;
    Some((ty.to_owned(), key.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_encoded_ids_decode() {
        let mut id = String::new();
        encode(&mut id, "Organization", "pscc");
        assert_eq!(decode(&id), Some(("Organization".to_owned(), "pscc".to_owned())));
        for text in ["", "pscc", "!!!", "4pyT", "\u{0}"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
