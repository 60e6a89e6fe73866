//! Fields that a table reads although its document does not select them, such as those that tell facts from plans.

use std::cell::Cell;

use async_graphql::{
    Pos, Positioned,
    parser::types::{
        DocumentOperations, ExecutableDocument, Field, InlineFragment, Selection, SelectionSet,
        TypeCondition,
    },
};
use async_graphql_value::{Name, Value as Literal};
use serde_json::Value as Json;

use crate::graphql::engine::{
    arguments::Variables,
    definition::{
        ConnectionField, FieldDefinition, FieldSource, ObjectType, SchemaDefinition, named_type,
        relay,
    },
};

/// Says which fields are added to a document.
pub trait AddedFields: Send + Sync {
    /// The fields to add to the objects of a type. Those of the edges of a connection are also read if the document selects
    /// its `nodes`.
    fn of_type(&self, ty: &str) -> &[AddedField];

    /// Whether they are added to the records of a field, which returns this type and takes these arguments. `argument` has the
    /// value that the document gives to one.
    fn are_needed(
        &self,
        returns: &str,
        takes: &dyn Fn(&str) -> bool,
        argument: &dyn Fn(&str) -> Option<Json>,
    ) -> bool;

    /// Whether records below a record that has them need them too.
    fn are_inherited(&self) -> bool;
}

/// A field to add.
#[derive(Clone, Copy, Debug)]
pub struct AddedField {
    /// Its key in the response.
    pub key: &'static str,
    /// Its name in the schema.
    pub field: &'static str,
    /// What is selected below it.
    pub below: &'static [AddedField],
}

/// Adds fields to the operations and fragments of a document. If any are needed, they are added to all of its fragments, which
/// may be used where they are needed.
pub(super) fn add_fields(
    document: &mut ExecutableDocument,
    definition: &SchemaDefinition,
    variables: &Variables,
    added: &dyn AddedFields,
) {
    let adder = Adder { definition, variables, added, is_needed: Cell::new(false) };
    adder.add_to_document(document, added.are_inherited());
    if adder.is_needed.get() && !added.are_inherited() {
        adder.add_to_document(document, true);
    }
}

struct Adder<'a> {
    definition: &'a SchemaDefinition,
    variables: &'a Variables,
    added: &'a dyn AddedFields,
    /// Whether a field of the document needs them.
    is_needed: Cell<bool>,
}

impl Adder<'_> {
    fn add_to_document(&self, document: &mut ExecutableDocument, in_fragments: bool) {
        let root = self.definition.query_type().name.clone();
        let starts = self.added.are_inherited();
        match &mut document.operations {
            DocumentOperations::Single(operation) => {
                self.add_to(&root, &mut operation.node.selection_set, starts);
            }
            DocumentOperations::Multiple(operations) => {
                for operation in operations.values_mut() {
                    self.add_to(&root, &mut operation.node.selection_set, starts);
                }
            }
        }
        for fragment in document.fragments.values_mut() {
            let ty = fragment.node.type_condition.node.on.node.to_string();
            self.add_to(&ty, &mut fragment.node.selection_set, in_fragments);
        }
    }

    /// Adds fields to what is selected of a type, if they are needed there, and to what is selected below.
    fn add_to(&self, ty: &str, set: &mut Positioned<SelectionSet>, needed: bool) {
        let objects: Vec<_> =
            self.definition.possible_types(ty).into_iter().map(|it| &*it.name).collect();
        let is_added = needed && objects.iter().any(|it| !self.added.of_type(it).is_empty());
        let needed_below = needed && (!is_added || self.added.are_inherited());
        for item in &mut set.node.items {
            match &mut item.node {
                Selection::Field(field) => self.add_below(&objects, &mut field.node, needed_below),
                Selection::InlineFragment(fragment) => {
                    let condition = &fragment.node.type_condition;
                    let on = condition.as_ref().map(|it| it.node.on.node.to_string());
                    let on = on.unwrap_or_else(|| ty.to_owned());
                    self.add_to(&on, &mut fragment.node.selection_set, needed);
                }
                Selection::FragmentSpread(_) => {}
            }
        }
        if !is_added {
            return;
        }
        let pos = set.pos;
        for object in &objects {
            let fields = selection_set(self.added.of_type(object), pos);
            if fields.node.items.is_empty() {
                continue;
            }
            if *object == ty {
                set.node.items.extend(fields.node.items);
                continue;
            }
            let on = Positioned::new(Name::new(object), pos);
            let fragment = InlineFragment {
                type_condition: Some(Positioned::new(TypeCondition { on }, pos)),
                directives: Vec::new(),
                selection_set: fields,
            };
            let fragment = Selection::InlineFragment(Positioned::new(fragment, pos));
            set.node.items.push(Positioned::new(fragment, pos));
        }
    }

    fn add_below(&self, objects: &[&str], field: &mut Field, needed: bool) {
        let name = field.name.node.to_string();
        let found = objects.iter().find_map(|it| {
            let object = self.definition.object(it)?;
            Some((object, object.field(&name)?))
        });
        let Some((object, definition)) = found else { return };
        let asked = self.are_asked_for(definition, field);
        if asked {
            self.is_needed.set(true);
        }
        let needed = needed || asked;
        let is_nodes =
            matches!(definition.source, FieldSource::ConnectionField(ConnectionField::Nodes));
        if needed && is_nodes && self.read_by_edges(object, field) {
            self.add_below(objects, field, needed);
            return;
        }
        self.add_to(named_type(&definition.ty), &mut field.selection_set, needed);
    }

    fn are_asked_for(&self, definition: &FieldDefinition, field: &Field) -> bool {
        let takes = |name: &str| definition.args.iter().any(|input| input.name == name);
        let argument = |name: &str| match &field.get_argument(name)?.node {
            Literal::Variable(name) => self.variables.values.get(name.as_str()).cloned(),
            value => value.clone().into_const()?.into_json().ok(),
        };
        self.added.are_needed(named_type(&definition.ty), &takes, &argument)
    }

    /// Reads the nodes of a connection by its edges, under the same key, if fields are added to those.
    fn read_by_edges(&self, connection: &ObjectType, nodes: &mut Field) -> bool {
        let edges = connection.fields.iter().find(|field| field.source.is_edges());
        let has_fields = |it: &&FieldDefinition| !self.added.of_type(named_type(&it.ty)).is_empty();
        let Some(edges) = edges.filter(has_fields) else { return false };
        let pos = nodes.name.pos;
        nodes.alias = Some(nodes.response_key().clone());
        nodes.name = Positioned::new(Name::new(edges.name), pos);
        let node = Field {
            selection_set: std::mem::replace(&mut nodes.selection_set, empty(pos)),
            ..plain(relay::NODE, pos)
        };
        nodes.selection_set.node.items = vec![as_selection(node, pos)];
        true
    }
}

fn selection_set(fields: &[AddedField], pos: Pos) -> Positioned<SelectionSet> {
    let items = fields.iter().map(|added| {
        let field = Field {
            alias: Some(Positioned::new(Name::new(added.key), pos)),
            selection_set: selection_set(added.below, pos),
            ..plain(added.field, pos)
        };
        as_selection(field, pos)
    });
    Positioned::new(SelectionSet { items: items.collect() }, pos)
}

fn empty(pos: Pos) -> Positioned<SelectionSet> {
    selection_set(&[], pos)
}

fn plain(name: &str, pos: Pos) -> Field {
    Field {
        alias: None,
        name: Positioned::new(Name::new(name), pos),
        arguments: Vec::new(),
        directives: Vec::new(),
        selection_set: empty(pos),
    }
}

fn as_selection(field: Field, pos: Pos) -> Positioned<Selection> {
    Positioned::new(Selection::Field(Positioned::new(field, pos)), pos)
}
