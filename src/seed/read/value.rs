//! The rules of single values that are no list and no table.

use toml::de::{DeInteger, DeValue};

use crate::{
    domain::{
        country,
        date::{PartialDate, StatedDate},
        entity_type::{EntityType, Group},
        invalid_value::InvalidValue,
        language,
        quantity::unit,
        text::{self, fold, is_slug},
        vocabulary::Vocabulary,
        web_address,
    },
    seed::{
        format::field::{ValueType, with_article},
        parsed::Value,
        problem::Violation,
    },
    suggestion::nearest,
};

/// What a value is expected to be.
pub struct Expected<'s> {
    /// The subject of a sentence about the value: "`kinds`", "An entry of `kinds`".
    pub label: &'s str,
    /// The rule of the value.
    pub value_type: &'static ValueType,
    /// Whether the value is required.
    pub required: bool,
}

impl Expected<'_> {
    /// The help for an empty value, which may be removed unless it is required.
    pub fn or_remove(&self, help: &str) -> String {
        if self.required { help.to_owned() } else { format!("{help}, or remove the key") }
    }

    fn help(&self) -> String {
        format!("write {}", self.value_type.expected())
    }
}

/// Checks a value that is no list and no table.
///
/// # Errors
/// The rule that the value breaks.
pub fn scalar(expected: &Expected<'_>, value: &DeValue<'_>) -> Result<Value, Violation> {
    match (expected.value_type, value) {
        (ValueType::Number, DeValue::Integer(integer)) => finite(expected, parse_integer(integer)),
        (ValueType::Number, DeValue::Float(float)) => finite(expected, float.as_str().parse().ok()),
        (ValueType::Boolean, DeValue::Boolean(boolean)) => Ok(Value::Boolean(*boolean)),
        (ValueType::Number | ValueType::Boolean | ValueType::List(_) | ValueType::Table(_), _) => {
            Err(wrong_type(expected, value))
        }
        (_, DeValue::String(text)) => string(expected, text),
        _ => Err(wrong_type(expected, value)),
    }
}

fn wrong_type(expected: &Expected<'_>, value: &DeValue<'_>) -> Violation {
    let found = match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date without quotes",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    Violation::new(format!("{} cannot be {found}", expected.label), expected.help())
}

/// Checks a value of a type that is written as a string.
fn string(expected: &Expected<'_>, text: &str) -> Result<Value, Violation> {
    if text.trim().is_empty() {
        let help = expected.or_remove(&expected.help());
        return Err(Violation::new(format!("{} is empty", expected.label), help));
    }
    match expected.value_type {
        ValueType::PartialDate => partial_date(text),
        ValueType::Date => stated_date(text),
        ValueType::Slug => slug(text),
        ValueType::Word(vocabulary) => word(vocabulary, text),
        ValueType::Fact => fact(text),
        ValueType::Key if text.split('.').all(is_slug) => Ok(Value::Text(text.to_owned())),
        ValueType::Key => Err(Violation::new(format!("`{text}` is not a key"), expected.help())),
        ValueType::Language => canonical(text, language::parse(text)),
        ValueType::Country => canonical(text, country::parse(text).map(str::to_owned)),
        ValueType::Url => canonical(text, web_address::parse(text)),
        ValueType::Unit => canonical(text, unit::parse(text).map(|unit| unit.code)),
        _ => match text::check(text) {
            Ok(()) if text::is_placeholder(text) => {
                let help = expected.or_remove("write the value that the document gives");
                Err(Violation::new(format!("{} is a placeholder: `{text}`", expected.label), help))
            }
            Ok(()) => Ok(Value::Text(text.to_owned())),
            Err(InvalidValue { rule, cure }) => {
                Err(Violation::new(format!("{} is {rule}", expected.label), cure))
            }
        },
    }
}

/// The seed has every value in its canonical form, so that a file can be searched for it.
fn canonical(text: &str, canonical: Result<String, InvalidValue>) -> Result<Value, Violation> {
    match canonical {
        Ok(canonical) if canonical == text => Ok(Value::Text(canonical)),
        Ok(canonical) => {
            let message = format!("`{text}` is not in canonical form");
            Err(Violation::new(message, format!("write `{canonical}`")))
        }
        Err(InvalidValue { rule, cure }) => {
            Err(Violation::new(format!("`{}` is {rule}", text.escape_debug()), cure))
        }
    }
}

fn partial_date(text: &str) -> Result<Value, Violation> {
    match text.parse::<PartialDate>() {
        Ok(date) => date_value(text, date.into()),
        Err(rule) => Err(not_a_date(
            text,
            &rule,
            "write the year, the month or the day, as far as it is known",
        )),
    }
}

fn stated_date(text: &str) -> Result<Value, Violation> {
    match text.parse::<StatedDate>() {
        Ok(date) => date_value(text, date),
        Err(rule) => Err(not_a_date(
            text,
            &rule,
            "write the year, the month or the day, as far as it is known, or the bounds that the document gives",
        )),
    }
}

fn date_value(text: &str, date: StatedDate) -> Result<Value, Violation> {
    if date.is_placeholder() {
        let message = format!("`{text}` is a placeholder for an unknown date");
        return Err(Violation::new(message, "remove the key"));
    }
    Ok(Value::Date(date))
}

fn not_a_date(text: &str, rule: &dyn std::error::Error, help: &str) -> Violation {
    Violation::new(format!("`{text}` is not a date: {rule}"), help)
}

fn slug(text: &str) -> Result<Value, Violation> {
    if is_slug(text) {
        return Ok(Value::Text(text.to_owned()));
    }
    let suggestion = fold(text).replace(' ', "-");
    let help = if is_slug(&suggestion) {
        format!("write `{suggestion}`")
    } else {
        "use at most 100 lower-case letters, digits and single hyphens, such as `ap-hp`".to_owned()
    };
    Err(Violation::new(format!("`{text}` is not a slug"), help))
}

fn word(vocabulary: &Vocabulary, text: &str) -> Result<Value, Violation> {
    if vocabulary.has(text) {
        return Ok(Value::Text(text.to_owned()));
    }
    let help = match nearest(text, vocabulary.words.iter().map(|(word, _)| *word)) {
        Some(nearest) => format!("write `{nearest}`, or another of {}", vocabulary.list()),
        None => format!("write one of {}", vocabulary.list()),
    };
    let message = format!("`{text}` is not a value of {}", vocabulary.name);
    Err(Violation::new(message, help))
}

fn fact(text: &str) -> Result<Value, Violation> {
    let entity = text.split_once(':').and_then(|(table, _)| EntityType::of_noun(table));
    if entity.is_some_and(|entity| entity.is_in(Group::Disputable)) {
        return Ok(Value::Text(text.to_owned()));
    }
    let nouns = EntityType::of_group(Group::Disputable).map(|ty| with_article(ty.noun()));
    let help = format!(
        "write {}; it can be {}",
        ValueType::Fact.expected(),
        nouns.collect::<Vec<_>>().join(", ")
    );
    Err(Violation::new(format!("`{text}` does not name a fact"), help))
}

fn finite(expected: &Expected<'_>, number: Option<f64>) -> Result<Value, Violation> {
    match number {
        Some(number) if number.is_finite() => Ok(Value::Number(number)),
        _ => {
            let message = format!("{} is not a finite number", expected.label);
            Err(Violation::new(message, "write a number such as 3000 or 0.5"))
        }
    }
}

/// An integer as the nearest number of 64 bits.
fn parse_integer(integer: &DeInteger<'_>) -> Option<f64> {
    match integer.radix() {
        10 => integer.as_str().parse().ok(),
        radix => {
            let add = |sum: f64, digit: char| {
                Some(sum * f64::from(radix) + f64::from(digit.to_digit(radix)?))
            };
            integer.as_str().chars().try_fold(0.0, add)
        }
    }
}
