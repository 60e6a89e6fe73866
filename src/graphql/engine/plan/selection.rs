//! The fields that an operation selects of an object: `CollectFields` of the GraphQL specification.
//!
//! Fragments are expanded, fields with one response key are merged, `@skip` and `@include` are applied.
//! `document::checks` has made sure that merged fields are the same field.

use std::collections::HashSet;

use async_graphql::{
    Pos, Positioned,
    parser::types::{
        Directive, ExecutableDocument, Field as FieldNode, Selection as SelectionNode, SelectionSet,
    },
};
use async_graphql_value::Value as Literal;

use crate::graphql::engine::{
    arguments::Variables,
    definition::{ObjectType, SchemaDefinition},
    error::Error,
};

/// A selected field.
pub struct SelectedField<'d> {
    /// Its response key: the alias, or the name.
    pub key: &'d str,
    /// The first of the fields merged into it.
    pub node: &'d FieldNode,
    /// Where that field stands in the document.
    pub pos: Pos,
    /// The selection sets of all fields merged into it.
    pub sets: Vec<&'d SelectionSet>,
}

/// Collects the selected fields of one document, for one request.
#[derive(Clone, Copy)]
pub struct Selection<'d> {
    /// The document.
    pub ast: &'d ExecutableDocument,
    /// The schema, to decide which fragments apply.
    pub definition: &'d SchemaDefinition,
    /// The variables, for `@skip` and `@include`.
    pub variables: &'d Variables,
}

impl<'d> Selection<'d> {
    /// The fields of `object` that `sets` select, in the order of their first mention.
    ///
    /// # Errors
    /// When the condition of `@skip` or `@include` is a variable that is null.
    pub fn fields(
        self,
        object: &ObjectType,
        sets: &[&'d SelectionSet],
    ) -> Result<Vec<SelectedField<'d>>, Error> {
        let mut fields = Vec::new();
        let mut visited = HashSet::new();
        for set in sets {
            self.collect_set(object, set, &mut visited, &mut fields)?;
        }
        Ok(fields)
    }

    fn collect_set(
        self,
        object: &ObjectType,
        set: &'d SelectionSet,
        visited: &mut HashSet<&'d str>,
        fields: &mut Vec<SelectedField<'d>>,
    ) -> Result<(), Error> {
        for item in &set.items {
            match &item.node {
                SelectionNode::Field(node) if self.included(&node.node.directives)? => {
                    merge(fields, node);
                }
                SelectionNode::InlineFragment(fragment)
                    if self.included(&fragment.node.directives)? =>
                {
                    let condition = fragment.node.type_condition.as_ref();
                    if condition
                        .is_none_or(|on| self.definition.is_subtype(object, &on.node.on.node))
                    {
                        self.collect_set(
                            object,
                            &fragment.node.selection_set.node,
                            visited,
                            fields,
                        )?;
                    }
                }
                SelectionNode::FragmentSpread(spread)
                    if self.included(&spread.node.directives)? =>
                {
                    let name = spread.node.fragment_name.node.as_str();
                    let Some(fragment) = self.ast.fragments.get(name) else { continue };
                    let on = &fragment.node.type_condition.node.on.node;
                    if visited.insert(name) && self.definition.is_subtype(object, on) {
                        self.collect_set(
                            object,
                            &fragment.node.selection_set.node,
                            visited,
                            fields,
                        )?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether `@skip` and `@include` keep a selection.
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

/// Adds a field, or merges it into the one that has its response key.
fn merge<'d>(fields: &mut Vec<SelectedField<'d>>, node: &'d Positioned<FieldNode>) {
    let key = node.node.response_key().node.as_str();
    let set = &node.node.selection_set.node;
    match fields.iter_mut().find(|known| known.key == key) {
        Some(known) => known.sets.push(set),
        None => {
            fields.push(SelectedField { key, node: &node.node, pos: node.pos, sets: vec![set] });
        }
    }
}
