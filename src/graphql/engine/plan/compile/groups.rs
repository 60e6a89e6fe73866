//! Compiles groups of connections: counts of their rows by several keys, over all pages.

use super::compiler::{Compiler, JoinedKey, Place, Scope, misplaced};
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{FieldDefinition, GroupKey, Grouping, ReadText, argument},
    error::Error,
    plan::{
        coerce_arguments::coerce_arguments,
        selection::SelectedField,
        sources::IntegerBetween,
        steps::{RowQuery, Step},
    },
};
use crate::limits::{
    arguments::MAX_GROUP_KEYS,
    cost::FACET_SCAN,
    pages::{DEFAULT_GROUPS, MAX_GROUPS},
};
use crate::store::sql::{Alias, Bind, ColumnType, Select, Value};

/// In the statement of groups, the columns before those of the keys: the two counts.
const COUNTS: usize = 2;
/// The ids of computed results: the one column of what their statement is run below.
const RESULTS: Bind = Bind::Parent(0);

impl<'d> Compiler<'d> {
    /// The groups of the rows of a connection.
    pub fn groups(
        &mut self,
        grouping: &Grouping,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        scope: &mut Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let (node, pos) = (selected.node, selected.pos);
        let values =
            coerce_arguments(self.definition(), &field.args, node, self.selection.variables);
        let values = values.map_err(|error| error.at(pos))?;
        let keys = chosen(grouping, values.field(argument::BY)).map_err(|error| error.at(pos))?;
        let (mut select, alias) = match (scope, grouping.results) {
            (Scope::Row { page: Some(page), .. }, None) => {
                let (mut select, alias) = Select::from(page.table, place.level - 1);
                page.matching.filter(&mut select, alias);
                (select, alias)
            }
            (Scope::Computed, Some((table, _))) => Select::from_ids(table, RESULTS, place.level),
            _ => return Err(misplaced(field)),
        };
        let keys: Vec<_> = keys.iter().map(|key| joined(&mut select, alias, key)).collect();
        let columns: Vec<_> = keys.iter().map(|key| (key.alias, key.column)).collect();
        let by_value = values.field(argument::ORDER_BY).enum_value() == Some(argument::VALUE);
        select.group_by(&columns, (alias, grouping.item), by_value);
        select.limit(self.group_limit(&values, selected));
        self.scans = self.scans.saturating_add(FACET_SCAN);
        let mut scope = Scope::Group { select: &mut select, keys: &keys };
        let body = self.composite(field, selected, &mut scope, place)?;
        let query = Box::new(RowQuery { statement: select.finish(), body });
        let rows = match grouping.results {
            Some((_, id)) => Step::RowsOfResults(id.place, query),
            None => Step::Rows(query, false),
        };
        Ok(vec![Step::Field(place.field, vec![rows])])
    }

    /// The value that a group has for a key.
    pub fn group_value(
        values: &ArgumentValue,
        field: &FieldDefinition,
        scope: &Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let Scope::Group { keys, .. } = scope else { return Err(misplaced(field)) };
        let at = position(keys, values)?;
        Ok(vec![Step::Column(COUNTS + at, ColumnType::Text, place.field)])
    }

    /// The label of the value that a facet has, or a group for a key.
    pub fn value_label(
        &mut self,
        (argument, read): (&str, ReadText),
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        values: &ArgumentValue,
        scope: &mut Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let Scope::Group { select, keys } = scope else { return Err(misplaced(field)) };
        let key = &keys[position(keys, values)?];
        let language = values.field(argument);
        let language = if language.is_given() {
            self.text_list(language, Some(read), argument, selected.pos)
        } else {
            self.constant(Value::Null)
        };
        let number = select.label(key.alias, key.column, key.label, language);
        Ok(vec![Step::Column(number, ColumnType::Text, place.field)])
    }

    /// The largest number of groups to return. A table has all groups.
    fn group_limit(&mut self, values: &ArgumentValue, selected: &SelectedField<'d>) -> Bind {
        match values.field(argument::FIRST).scalar().cloned() {
            Some(source) => {
                let source = IntegerBetween { source, min: 1, max: MAX_GROUPS };
                self.parameters.add(argument::FIRST, selected.pos, Box::new(source)).bind()
            }
            None if self.table.is_some() => Bind::Int(i64::MAX),
            None => Bind::Int(DEFAULT_GROUPS),
        }
    }
}

/// The keys that the argument names.
fn chosen<'g>(grouping: &'g Grouping, by: &ArgumentValue) -> Result<Vec<&'g GroupKey>, Error> {
    let mut keys: Vec<&GroupKey> = Vec::new();
    for name in by.items().iter().filter_map(ArgumentValue::enum_value) {
        let Some(key) = grouping.keys.iter().find(|key| key.name == name) else {
            let known: Vec<_> = grouping.keys.iter().map(|key| key.name).collect();
            let rule = format!("this list cannot be grouped by {name}; use {}", known.join(", "));
            return Err(Error::bad_input(argument::BY, rule));
        };
        if keys.iter().any(|known| known.name == name) {
            return Err(Error::bad_input(argument::BY, format!("give {name} once")));
        }
        keys.push(key);
    }
    if !(1..=MAX_GROUP_KEYS).contains(&keys.len()) {
        return Err(Error::bad_input(argument::BY, format!("give 1 to {MAX_GROUP_KEYS} keys")));
    }
    Ok(keys)
}

/// Which of the keys the argument `of` names: the first if it is not given.
fn position(keys: &[JoinedKey], values: &ArgumentValue) -> Result<usize, Error> {
    let Some(wanted) = values.field(argument::OF).enum_value() else { return Ok(0) };
    keys.iter().position(|key| key.name == wanted).ok_or_else(|| {
        let names: Vec<_> = keys.iter().map(|key| key.name).collect();
        let rule = format!("{wanted} is not one of the keys in `by`: {}", names.join(", "));
        Error::bad_input(argument::OF, rule)
    })
}

/// A key in a statement over the rows `alias`.
fn joined(select: &mut Select, alias: Alias, key: &GroupKey) -> JoinedKey {
    let alias = key.path.iter().fold(alias, |alias, join| select.join(alias, join));
    JoinedKey { name: key.name, alias, column: key.column, label: key.label }
}
