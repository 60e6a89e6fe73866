//! The rules of single values: from what TOML holds to a date, a word or a slug.
//!
//! Pure: a value in, a value or a fault out. Where it stands is the reader's business.

use toml::de::{DeInteger, DeValue};

use crate::domain::{
    date::PartialDate,
    entity::{EntityType, Group},
    text::{fold, is_slug},
    vocabulary::Vocabulary,
};
use crate::seed::{
    format::field::{Kind, with_article},
    parsed::Value,
    problem::Fault,
    suggestion::nearest,
};

/// What a value is held against.
pub struct Slot<'s> {
    /// How a sentence about the value starts: "`kinds`", "An entry of `kinds`".
    pub label: &'s str,
    /// The rule.
    pub kind: &'static Kind,
    /// Whether something has to be there.
    pub required: bool,
}

impl Slot<'_> {
    /// The cure for a value that says nothing.
    pub fn or_nothing(&self, cure: &str) -> String {
        if self.required { cure.to_owned() } else { format!("{cure}, or remove the key") }
    }
}

/// The value of a slot that holds no list and no table.
pub fn scalar(slot: &Slot<'_>, value: &DeValue<'_>) -> Result<Value, Fault> {
    match (slot.kind, value) {
        (Kind::Number, DeValue::Integer(whole)) => finite(slot.label, integer(whole)),
        (Kind::Number, DeValue::Float(number)) => finite(slot.label, number.as_str().parse().ok()),
        (Kind::Flag, DeValue::Boolean(flag)) => Ok(Value::Flag(*flag)),
        (Kind::Number | Kind::Flag | Kind::List(_) | Kind::Table(_), _) => {
            Err(wrong_type(slot, value))
        }
        (_, DeValue::String(text)) => words(slot, text),
        _ => Err(wrong_type(slot, value)),
    }
}

/// The fault of a value that is of another type than its key asks for.
fn wrong_type(slot: &Slot<'_>, value: &DeValue<'_>) -> Fault {
    let found = match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date without quotes",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    (format!("{} cannot be {found}", slot.label), format!("write {}", slot.kind.form()))
}

/// Every kind that is written as a text.
fn words(slot: &Slot<'_>, text: &str) -> Result<Value, Fault> {
    let form = || format!("write {}", slot.kind.form());
    if text.trim().is_empty() {
        return Err((format!("{} is empty", slot.label), slot.or_nothing(&form())));
    }
    let (fits, noun) = match slot.kind {
        Kind::Date => return date(text),
        Kind::Slug => return slug(text),
        Kind::Word(vocabulary) => return word(vocabulary, text),
        Kind::Fact => return fact(text),
        Kind::Key => (text.split('.').all(is_slug), "a key"),
        Kind::Language => (two(text, |byte| byte.is_ascii_lowercase()), "a language code"),
        Kind::Country => (two(text, |byte| byte.is_ascii_uppercase()), "a country code"),
        Kind::Url => (is_address(text), "an address on the web"),
        _ => (true, "a text"),
    };
    if fits {
        Ok(Value::Text(text.to_owned()))
    } else {
        Err((format!("`{text}` is not {noun}"), form()))
    }
}

fn date(text: &str) -> Result<Value, Fault> {
    text.parse::<PartialDate>().map(Value::Date).map_err(|rule| {
        (
            format!("`{text}` is not a date: {rule}"),
            "write as much of the date as is known".to_owned(),
        )
    })
}

fn slug(text: &str) -> Result<Value, Fault> {
    if is_slug(text) {
        return Ok(Value::Text(text.to_owned()));
    }
    let plain = fold(text).replace(' ', "-");
    let cure = if is_slug(&plain) {
        format!("write `{plain}`")
    } else {
        "use lower-case letters, digits and single hyphens, such as `ap-hp`, 100 at most".to_owned()
    };
    Err((format!("`{text}` is not a slug"), cure))
}

fn word(vocabulary: &Vocabulary, text: &str) -> Result<Value, Fault> {
    if vocabulary.has(text) {
        return Ok(Value::Text(text.to_owned()));
    }
    let cure = match nearest(text, vocabulary.words.iter().map(|(word, _)| *word)) {
        Some(near) => format!("write `{near}`, or another of {}", vocabulary.list()),
        None => format!("write one of {}", vocabulary.list()),
    };
    Err((format!("`{text}` is not a word of {}", vocabulary.name), cure))
}

fn fact(text: &str) -> Result<Value, Fault> {
    let table = text.split_once(':').map(|(table, _)| table);
    let ty = table.and_then(EntityType::of_noun);
    if ty.is_some_and(|ty| ty.is_in(Group::Disputable)) {
        return Ok(Value::Text(text.to_owned()));
    }
    let tables: Vec<_> =
        EntityType::of_group(Group::Disputable).map(|ty| with_article(ty.noun())).collect();
    let cure = format!("write {}; it can be {}", Kind::Fact.form(), tables.join(", "));
    Err((format!("`{text}` does not name a fact"), cure))
}

fn finite(label: &str, number: Option<f64>) -> Result<Value, Fault> {
    match number {
        Some(number) if number.is_finite() => Ok(Value::Number(number)),
        _ => Err((
            format!("{label} is not a finite number"),
            "write the number as digits".to_owned(),
        )),
    }
}

/// An integer as a number, rounded where it has more digits than a number holds.
fn integer(whole: &DeInteger<'_>) -> Option<f64> {
    match whole.radix() {
        10 => whole.as_str().parse().ok(),
        radix => {
            let add = |sum: f64, digit: char| {
                Some(sum * f64::from(radix) + f64::from(digit.to_digit(radix)?))
            };
            whole.as_str().chars().try_fold(0.0, add)
        }
    }
}

fn two(text: &str, fits: impl Fn(u8) -> bool) -> bool {
    text.len() == 2 && text.bytes().all(fits)
}

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}
