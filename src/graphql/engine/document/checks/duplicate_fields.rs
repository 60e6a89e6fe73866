//! The rule "Input Object Field Uniqueness" of the GraphQL specification.
//!
//! The parser keeps only one of two fields of the same name, so the check reads the text. The text must be
//! known to parse: the scan relies on its syntax.

use crate::graphql::engine::{
    document::text::{comment_end, is_name_byte, name_end, next_token, position, string_end},
    error::{Code, Error},
};

/// Refuses a document in which an input object has two fields of one name.
///
/// # Errors
/// The first such field.
pub fn reject_duplicate_fields(text: &str) -> Result<(), Error> {
    let bytes = text.as_bytes();
    let (mut parentheses, mut objects, mut at) = (0_u32, Vec::<Vec<&str>>::new(), 0);
    while at < bytes.len() {
        match bytes[at] {
            b'(' => parentheses += 1,
            b')' => parentheses = parentheses.saturating_sub(1),
            // In parentheses a brace opens an input object, elsewhere a selection set.
            b'{' if parentheses > 0 => objects.push(Vec::new()),
            b'}' => drop(objects.pop()),
            b'"' => at = string_end(bytes, at),
            b'#' => at = comment_end(bytes, at),
            byte if is_name_byte(byte) => {
                let end = name_end(bytes, at);
                let name = &text[at..end];
                if let Some(names) =
                    objects.last_mut().filter(|_| bytes.get(next_token(bytes, end)) == Some(&b':'))
                {
                    if names.contains(&name) {
                        let message =
                            format!("Duplicate field `{name}` in an input object; remove one");
                        return Err(
                            Error::new(Code::ValidationFailed, message).at(position(text, at))
                        );
                    }
                    names.push(name);
                }
                at = end - 1;
            }
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use async_graphql::Pos;

    use super::*;

    #[test]
    fn a_duplicate_field_of_one_input_object_is_refused() {
        for text in [
            "{ a: b(x: { y: 1, z: 2 }) a: b(x: { y: 1, z: 2 }) }",
            r#"query ($a: T = { y: "y: 1 { y: ", z: { y: y } }) { b { y y } }"#,
            "{ a(x: [{ y: y }, { y: y }], y: $y) { y: y } } # { y: 1 y: 2 }",
            r#"{ a(x: { y: """ " y: 1 """ z: y }) }"#,
        ] {
            assert!(reject_duplicate_fields(text).is_ok(), "{text}");
        }
        for text in [
            "{ a(x: { y: 1, y: 1 }) }",
            "{ a(x: { y: 1, z: { y: 1 } y\n# twice\n: 1 }) }",
            "query ($a: T = { y: 1, y: 2 }) { b }",
        ] {
            assert!(reject_duplicate_fields(text).is_err(), "{text}");
        }
        let at = reject_duplicate_fields("{\n  a(x: { y: 1, y: 1 }) }").unwrap_err().at;
        assert_eq!(at, Some(Pos { line: 2, column: 16 }));
    }
}
