//! From a filter as given to a predicate over rows.

use async_graphql::Pos;
use serde_json::Value as Json;

use crate::{
    domain::entity::EntityType,
    store::{
        sql::tables::period,
        sql::{Bind, Condition, Predicate},
    },
};

use crate::graphql::{
    engine::{
        definition::{FilterTest, InputValue, named},
        error::{Code, Error},
        plan::{
            arguments::{Given, Source},
            compile::{Compiler, Place, held},
            parameters::Fill,
        },
    },
    schema::parameters::key::Key,
};

/// Conditions of all filters of one request.
const MOST_CONDITIONS: usize = 200;

impl Compiler<'_> {
    /// The predicate of a filter of the input type `ty`; everything it names must hold.
    pub(super) fn filter(
        &mut self,
        ty: &str,
        given: &Given,
        path: &str,
        pos: Pos,
        place: Place,
    ) -> Result<Predicate, Error> {
        let Some(input) = self.definition().input(ty) else {
            return Ok(Predicate::All(Vec::new()));
        };
        let place = self.dated(given, pos, place);
        let mut all = Vec::new();
        for field in &input.fields {
            let value = given.field(field.name);
            if value.is_given() {
                let path = format!("{path}.{}", field.name);
                all.extend(self.test(field, value, &path, pos, place)?);
            }
        }
        if input.fields.iter().any(|field| field.name == "asOf") {
            all.extend(when(given, place));
        }
        Ok(Predicate::All(all))
    }

    fn test(
        &mut self,
        field: &InputValue,
        value: &Given,
        path: &str,
        pos: Pos,
        place: Place,
    ) -> Result<Option<Predicate>, Error> {
        let ty = named(field.ty);
        self.conditions += 1;
        if self.conditions > MOST_CONDITIONS {
            let rule = format!("a request takes {MOST_CONDITIONS} conditions of filters at most");
            return Err(Error::bad_input(path, rule));
        }
        Ok(Some(match field.test {
            FilterTest::None => return Ok(None),
            FilterTest::OneOf(condition) => self.one_of(condition, value, path, pos),
            FilterTest::Value(condition) => {
                let bind = match value {
                    Given::Leaf(source) => {
                        Bind::Parameter(self.slot(path, pos, Fill::Plain(source.clone())))
                    }
                    other => Bind::Int(i64::from(other.is_true())),
                };
                Predicate::Is(condition, vec![bind])
            }
            FilterTest::Folded(condition) => {
                let source = value.leaf().cloned().unwrap_or(Source::Literal(Json::Null));
                let slot = self.slot(path, pos, Fill::Folded(source));
                Predicate::Is(condition, vec![Bind::Parameter(slot)])
            }
            FilterTest::Between(condition) => {
                let (from, to) = (value.field("from").leaf(), value.field("to").leaf());
                if from.is_none() && to.is_none() {
                    // No bound on either side asks for nothing.
                    return Ok(None);
                }
                let slot = self.slot(path, pos, Fill::Between(from.cloned(), to.cloned()));
                held(condition, slot)
            }
            FilterTest::Key(condition) => {
                let of = thing_of(ty).ok_or_else(|| Error::internal(format!("{ty} is no key")))?;
                let slot = self.key(of, value, path, pos)?;
                Predicate::Is(condition, vec![Bind::Parameter(slot)])
            }
            FilterTest::Nested => self.filter(ty, value, path, pos, place)?,
            FilterTest::Exists(related) => {
                Predicate::Exists(related, Box::new(self.filter(ty, value, path, pos, place)?))
            }
            FilterTest::And => Predicate::All(self.each(ty, value, path, pos, place)?),
            FilterTest::Or => Predicate::Any(self.each(ty, value, path, pos, place)?),
            FilterTest::Not => Predicate::Not(Box::new(self.filter(ty, value, path, pos, place)?)),
        }))
    }

    fn each(
        &mut self,
        ty: &str,
        value: &Given,
        path: &str,
        pos: Pos,
        place: Place,
    ) -> Result<Vec<Predicate>, Error> {
        value.items().iter().map(|filter| self.filter(ty, filter, path, pos, place)).collect()
    }

    /// A list of words or texts, or `{ in: …, notIn: … }`.
    fn one_of(
        &mut self,
        condition: &'static Condition,
        value: &Given,
        path: &str,
        pos: Pos,
    ) -> Predicate {
        let mut all = Vec::new();
        let (wanted, unwanted) = match value {
            Given::Object(_) => (value.field("in"), value.field("notIn")),
            list => (list, &Given::Absent),
        };
        if wanted.is_given() {
            all.push(Predicate::Is(condition, vec![self.texts(wanted, path, pos)]));
        }
        if unwanted.is_given() {
            let predicate = Predicate::Is(condition, vec![self.texts(unwanted, path, pos)]);
            all.push(Predicate::Not(Box::new(predicate)));
        }
        Predicate::All(all)
    }

    /// A list of words or texts: the one there is, or all as one JSON list.
    pub(super) fn texts(&mut self, list: &Given, path: &str, pos: Pos) -> Bind {
        let source = |item: &Given| match item {
            Given::Leaf(source) => source.clone(),
            other => Source::Literal(other.word().into()),
        };
        if let [one] = list.items() {
            return Bind::Parameter(self.slot(path, pos, Fill::Plain(source(one))));
        }
        let fill = Fill::Texts(list.items().iter().map(source).collect());
        Bind::List(self.slot(path, pos, fill))
    }

    /// The slot with the row of the thing whose key is given.
    pub(super) fn key(
        &mut self,
        ty: &'static str,
        key: &Given,
        path: &str,
        pos: Pos,
    ) -> Result<usize, Error> {
        let key = key_of(ty, key, path)?;
        let path = format!("{path}.{}", key.by);
        Ok(self.slot(&path, pos, Fill::Row(key)))
    }
}

/// A key as given: which field of its input type, and the value.
pub(super) fn key_of(ty: &'static str, key: &Given, path: &str) -> Result<Key, Error> {
    let missing = || Error::bad_input(path, "give one key, and not null");
    let Given::Object(fields) = key else { return Err(missing()) };
    let (by, value) = fields.iter().find(|(_, value)| value.is_given()).ok_or_else(missing)?;
    if let Given::Object(_) = value {
        let scheme = value.field("scheme").word().map(ToOwned::to_owned);
        let value = value.field("value").leaf().cloned().ok_or_else(missing)?;
        return Ok(Key { ty, by: by.clone(), scheme, value });
    }
    let value = value.leaf().cloned().ok_or_else(missing)?;
    Ok(Key { ty, by: by.clone(), scheme: None, value })
}

/// Which rows with a period count at the date that holds at `place`.
pub(super) fn when(given: &Given, place: Place) -> Option<Predicate> {
    if given.field("history").is_true() {
        return None;
    }
    let condition = match given.field("certainty").word() {
        Some("POSSIBLE") => &period::POSSIBLE,
        _ => &period::CERTAIN,
    };
    Some(held(condition, place.as_of))
}

/// The type of thing that an input type of keys is for: `Organization` of `OrganizationKey`.
pub(super) fn thing_of(key_type: &str) -> Option<&'static str> {
    EntityType::of_name(key_type.strip_suffix("Key")?).map(EntityType::name)
}

/// Refuses `first` beside `last`, the one rule of pages that no single value breaks.
pub(super) fn one_direction(given: &Given) -> Result<(), Error> {
    if given.field("first").is_given() && given.field("last").is_given() {
        let rule = "give `first` to read from the start or `last` to read from the end, not both";
        return Err(
            Error::new(Code::BadUserInput, format!("last: {rule}")).with("argument", "last")
        );
    }
    Ok(())
}
