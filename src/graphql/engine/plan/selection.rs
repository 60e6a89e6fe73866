//! Which fields of an object are selected: fragments opened, equal fields merged, `@skip` and `@include`
//! decided. This is `CollectFields` of the GraphQL specification; that what is merged fits was checked.

use std::collections::HashSet;

use async_graphql::{
    Pos, Positioned,
    parser::types::{Directive, ExecutableDocument, Field as FieldNode, Selection, SelectionSet},
};
use async_graphql_value::Value as Literal;

use crate::graphql::engine::{
    definition::{ObjectType, SchemaDefinition},
    error::Error,
    plan::variables::Variables,
};

/// A field selected, under the key it has in the answer.
pub struct Selected<'d> {
    /// Its alias, or its name.
    pub key: &'d str,
    /// Its first mention.
    pub node: &'d FieldNode,
    /// Where that stands.
    pub pos: Pos,
    /// The selection sets of all its mentions.
    pub sets: Vec<&'d SelectionSet>,
}

/// What a document offers to collect from.
#[derive(Clone, Copy)]
pub struct Document<'d> {
    /// The document.
    pub ast: &'d ExecutableDocument,
    /// Types, to decide which fragments apply.
    pub definition: &'d SchemaDefinition,
    /// For conditions.
    pub variables: &'d Variables,
}

impl<'d> Document<'d> {
    /// The fields of `object` selected by `sets`, in the order of their first mention.
    ///
    /// # Errors
    /// A condition whose variable was given as null.
    pub fn collect(
        self,
        object: &ObjectType,
        sets: &[&'d SelectionSet],
    ) -> Result<Vec<Selected<'d>>, Error> {
        let mut fields = Vec::new();
        let mut opened = HashSet::new();
        for set in sets {
            self.collect_set(object, set, &mut opened, &mut fields)?;
        }
        Ok(fields)
    }

    fn collect_set(
        self,
        object: &ObjectType,
        set: &'d SelectionSet,
        opened: &mut HashSet<&'d str>,
        fields: &mut Vec<Selected<'d>>,
    ) -> Result<(), Error> {
        for item in &set.items {
            match &item.node {
                Selection::Field(node) if self.included(&node.node.directives)? => {
                    merge(fields, node);
                }
                Selection::InlineFragment(fragment)
                    if self.included(&fragment.node.directives)? =>
                {
                    let condition = fragment.node.type_condition.as_ref();
                    if condition.is_none_or(|on| self.definition.is_a(object, &on.node.on.node)) {
                        self.collect_set(
                            object,
                            &fragment.node.selection_set.node,
                            opened,
                            fields,
                        )?;
                    }
                }
                Selection::FragmentSpread(spread) if self.included(&spread.node.directives)? => {
                    let name = spread.node.fragment_name.node.as_str();
                    let Some(fragment) = self.ast.fragments.get(name) else { continue };
                    let on = &fragment.node.type_condition.node.on.node;
                    if opened.insert(name) && self.definition.is_a(object, on) {
                        self.collect_set(
                            object,
                            &fragment.node.selection_set.node,
                            opened,
                            fields,
                        )?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether `@skip` and `@include` let a selection through.
    fn included(self, directives: &[Positioned<Directive>]) -> Result<bool, Error> {
        let mut included = true;
        for directive in directives {
            let name = directive.node.name.node.as_str();
            let value = match directive.node.get_argument("if").map(|value| &value.node) {
                Some(Literal::Boolean(value)) => Some(*value),
                Some(Literal::Variable(variable)) => self
                    .variables
                    .values
                    .get(variable.as_str())
                    .and_then(serde_json::Value::as_bool),
                _ => None,
            };
            let Some(value) = value else {
                let place = format!("@{name}(if:)");
                return Err(Error::bad_input(&place, "give true or false").at(directive.pos));
            };
            included &= value == (name == "include");
        }
        Ok(included)
    }
}

/// Adds a field, or joins it to the one that has its key already.
fn merge<'d>(fields: &mut Vec<Selected<'d>>, node: &'d Positioned<FieldNode>) {
    let key = node.node.response_key().node.as_str();
    let set = &node.node.selection_set.node;
    match fields.iter_mut().find(|known| known.key == key) {
        Some(known) => known.sets.push(set),
        None => fields.push(Selected { key, node: &node.node, pos: node.pos, sets: vec![set] }),
    }
}
