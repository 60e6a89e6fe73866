//! The document that is run for a table: the one asked, with whole lists in place of first pages.
//!
//! Fragments are opened, fields on the way to the rows come last in their selection (so that all that
//! stands beside them is known when the first row is read), positions in pages are left out, and lists
//! without `first` or `last` are read to their end. `asOf`, `certainty`, `history` and `lang` of the
//! address are given to each field that takes them and has none of its own.

use async_graphql::{
    Name, Pos, Positioned,
    parser::types::{Field as FieldNode, InlineFragment, Selection, SelectionSet, TypeCondition},
};
use async_graphql_value::Value as Literal;

use crate::graphql::engine::{
    definition::{ConnectionField, FieldSource, ObjectType, named},
    error::{Code, Error},
    plan::selection::{Document, Selected},
};

use crate::graphql::engine::tabular::{
    Common,
    outline::{is_position_field, possible},
};

/// Page size that stands for the whole list on the way to the rows; no document can ask for it.
pub(super) const ALL: i32 = i32::MAX;
/// Page size that stands for a list beside the rows, which becomes part of a cell.
pub(super) const IN_A_CELL: i32 = i32::MAX - 1;
/// Under this key a list beside the rows says whether it has more rows than a cell may hold.
pub const MORE: &str = "__more";
/// Fields of the rewritten document at most: each interface within an interface multiplies them.
const MOST_FIELDS: usize = 20_000;

/// Rewrites selections.
pub(super) struct Rewriter<'d> {
    pub document: Document<'d>,
    pub common: &'d Common,
    pub fields: usize,
    pub reached: Reached,
}

/// Where the date comes from that holds at some place of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Date {
    /// No field up to here takes one, or none was given.
    Nowhere,
    /// From the address.
    Address,
    /// From the document.
    Document,
}

/// What of that which an address asks of every document reached a field that it can change, by name.
#[derive(Default)]
pub(super) struct Reached(Vec<&'static str>);

impl Reached {
    /// Refuses what was asked and would change nothing: who asks believes that it did.
    pub fn refuse_the_rest(&self, common: &Common) -> Result<(), Error> {
        let of_relations = "no field of this document that crosses affiliations, positions or participations takes it from the address";
        for (name, asked, why) in [
            ("asOf", common.as_of.is_some(), of_relations),
            ("certainty", common.certainty.is_some(), of_relations),
            ("history", common.history.is_some(), of_relations),
            ("lang", common.lang.is_some(), "no name in this document takes a language"),
        ] {
            if asked && !self.0.contains(&name) {
                let rule = format!("it would change nothing in this table: {why}; leave it out");
                return Err(Error::bad_input(name, rule));
            }
        }
        Ok(())
    }
}

impl<'d> Rewriter<'d> {
    /// What `sets` select of `object`. `path` has the keys that lead on to the rows; `date` says where
    /// the date asked about comes from above.
    pub fn set(
        &mut self,
        object: &'d ObjectType,
        sets: &[&'d SelectionSet],
        path: Option<&[String]>,
        date: Date,
    ) -> Result<SelectionSet, Error> {
        let mut items = Vec::new();
        let mut last = None;
        for selected in self.document.collect(object, sets)? {
            let on_path = path.and_then(|path| path.split_first());
            let on_path = on_path.filter(|(key, _)| *key == selected.key).map(|(_, rest)| rest);
            let Some(field) = self.field(object, &selected, on_path, date)? else { continue };
            let item = Positioned::new(Selection::Field(field), selected.pos);
            if on_path.is_some() { last = Some(item) } else { items.push(item) }
        }
        items.extend(last);
        if items.is_empty() {
            // A selection has something; all of this one was positions in pages.
            items.push(plain("__typename", "__empty"));
        }
        Ok(SelectionSet { items })
    }

    fn field(
        &mut self,
        object: &'d ObjectType,
        selected: &Selected<'d>,
        on_path: Option<&[String]>,
        mut date: Date,
    ) -> Result<Option<Positioned<FieldNode>>, Error> {
        self.fields += 1;
        if self.fields > MOST_FIELDS {
            let rule = format!(
                "This document has more than {MOST_FIELDS} fields once every type of an interface is looked at; ask for less, or in several requests."
            );
            return Err(Error::new(Code::TooComplex, rule));
        }
        let mut node = selected.node.clone();
        node.directives.clear();
        let Some(field) = object.field(node.name.node.as_str()) else {
            return Ok(Some(Positioned::new(node, selected.pos)));
        };
        if is_position_field(field) {
            return Ok(None);
        }
        let definition = self.document.definition;
        let takes = |name: &str| field.args.iter().any(|input| input.name == name);
        let has = |node: &FieldNode, name: &str| {
            node.get_argument(name).is_some_and(|value| value.node != Literal::Null)
        };
        let give = |node: &mut FieldNode, name: &str, value: Literal| {
            node.arguments.retain(|(known, _)| known.node.as_str() != name);
            let name = Positioned::new(Name::new(name), selected.pos);
            node.arguments.push((name, Positioned::new(value, selected.pos)));
        };
        if takes("asOf") {
            if has(&node, "asOf") {
                date = Date::Document;
            } else if let (Some(day), Date::Nowhere) = (&self.common.as_of, date) {
                give(&mut node, "asOf", Literal::String(day.clone()));
                date = Date::Address;
            }
        }
        // Whatever is said of the past, all of it is shown: the date changes nothing.
        let history = field.args.iter().find(|input| input.name == "history");
        let timeless = history.is_some_and(|input| input.default == Some("true"))
            && self.common.history != Some(false)
            && !has(&node, "history");
        if date == Date::Address && (takes("certainty") && !timeless || relates(&node)) {
            self.reached.0.push("asOf");
        }
        let common = self.common;
        let word = common.certainty.filter(|_| !timeless);
        for (name, parameter, value) in [
            ("certainty", "certainty", word.map(|word| Literal::Enum(Name::new(word)))),
            ("history", "history", common.history.map(Literal::Boolean)),
            ("language", "lang", common.lang.clone().map(Literal::String)),
        ] {
            if let (Some(value), true, false) = (value, takes(name), has(&node, name)) {
                give(&mut node, name, value);
                self.reached.0.push(parameter);
            }
        }
        let connection = definition.object(named(&field.ty)).filter(|object| is_connection(object));
        let whole = connection.is_some() && !has(&node, "first") && !has(&node, "last");
        if whole {
            let size = if on_path.is_some() { ALL } else { IN_A_CELL };
            give(&mut node, "first", Literal::Number(size.into()));
        }
        node.selection_set.node = self.below(field.ty.as_str(), selected, on_path, date)?;
        if whole && on_path.is_none() {
            let more = SelectionSet { items: vec![plain("hasNextPage", "hasNextPage")] };
            let mut info = plain("pageInfo", MORE);
            if let Selection::Field(field) = &mut info.node {
                field.node.selection_set.node = more;
            }
            node.selection_set.node.items.push(info);
        }
        Ok(Some(Positioned::new(node, selected.pos)))
    }

    /// What is selected below a field of type `ty`.
    fn below(
        &mut self,
        ty: &str,
        selected: &Selected<'d>,
        path: Option<&[String]>,
        date: Date,
    ) -> Result<SelectionSet, Error> {
        let definition = self.document.definition;
        let types = possible(definition, named(ty));
        if let ([only], None) = (&types[..], definition.abstract_type(named(ty))) {
            return self.set(only, &selected.sets, path, date);
        }
        let mut items = Vec::new();
        for object in types {
            let set = self.set(object, &selected.sets, path, date)?;
            let on = Positioned::new(Name::new(&object.name), selected.pos);
            let fragment = InlineFragment {
                type_condition: Some(Positioned::new(TypeCondition { on }, selected.pos)),
                directives: Vec::new(),
                selection_set: Positioned::new(set, selected.pos),
            };
            let fragment = Positioned::new(fragment, selected.pos);
            items.push(Positioned::new(Selection::InlineFragment(fragment), selected.pos));
        }
        Ok(SelectionSet { items })
    }
}

/// Whether a field is filtered by relations, which hold at the date of the field.
fn relates(node: &FieldNode) -> bool {
    node.get_argument("filter").is_some_and(|filter| {
        matches!(filter.node, Literal::Variable(_))
            || filter.node.to_string().contains("affiliatedWith")
    })
}

fn is_connection(object: &ObjectType) -> bool {
    object
        .fields
        .iter()
        .any(|field| matches!(field.read, FieldSource::ConnectionField(ConnectionField::Edges)))
}

/// A field without arguments, under a key of its own.
fn plain(name: &str, key: &str) -> Positioned<Selection> {
    let pos = Pos::default();
    let field = FieldNode {
        alias: (name != key).then(|| Positioned::new(Name::new(key), pos)),
        name: Positioned::new(Name::new(name), pos),
        arguments: Vec::new(),
        directives: Vec::new(),
        selection_set: Positioned::default(),
    };
    Positioned::new(Selection::Field(Positioned::new(field, pos)), pos)
}
