//! What an error says of a word that is not in the schema: the similar ones, and those that are allowed.
//!
//! Values in a document and values of variables are checked at different times; both get the same words.

use super::{definition::InputObjectType, error::excerpt};
use crate::suggestion::did_you_mean;

/// A value that an enum does not have. `written` is the value as it was given, with quotes if it has any.
#[must_use]
pub fn unknown_enum_value(ty: &str, words: &[&'static str], written: &str, word: &str) -> String {
    let meant = did_you_mean(word, words.iter().copied());
    let (written, words) = (excerpt(written), words.join(", "));
    format!("{written} is not a value of {ty}.{meant} Expected one of {words}")
}

/// A field that an input object type does not have.
#[must_use]
pub fn unknown_input_field(input: &InputObjectType, name: &str) -> String {
    let known: Vec<_> = input.fields.iter().map(|field| field.name).collect();
    let meant = did_you_mean(name, known.iter().copied());
    let (name, known) = (excerpt(name), known.join(", "));
    format!("unknown field `{name}` of {}.{meant} Expected one of {known}", input.name)
}
