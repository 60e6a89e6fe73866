//! Finds fields that do not exist in the schema, before async-graphql validates the document.
//!
//! async-graphql writes an error for each of a thousand unknown fields, which took most of the time that a hostile
//! document can cost. This search stops after the first errors.

use std::collections::HashSet;

use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};

use crate::graphql::engine::{
    definition::{SchemaDefinition, named_type},
    error::{Code, Error},
};
use crate::limits::responses::MAX_ERRORS;

/// An error for each of the first fields of a document that their types do not have, [`MAX_ERRORS`] at most.
pub fn find_unknown_fields(definition: &SchemaDefinition, ast: &ExecutableDocument) -> Vec<Error> {
    let mut search = Search { definition, ast, visited: HashSet::new(), errors: Vec::new() };
    for (_, operation) in ast.operations.iter() {
        search.selection_set(&definition.query_type().name, &operation.node.selection_set.node);
    }
    search.errors
}

struct Search<'d> {
    definition: &'d SchemaDefinition,
    ast: &'d ExecutableDocument,
    visited: HashSet<&'d str>,
    errors: Vec<Error>,
}

impl<'d> Search<'d> {
    fn selection_set(&mut self, parent: &'d str, set: &'d SelectionSet) {
        for item in &set.items {
            if self.errors.len() >= MAX_ERRORS {
                return;
            }
            match &item.node {
                Selection::Field(field) => {
                    let name = field.node.name.node.as_str();
                    match self.definition.field_signature(parent, name) {
                        Some(signature) => {
                            self.selection_set(
                                named_type(signature.ty),
                                &field.node.selection_set.node,
                            );
                        }
                        // async-graphql reports fields of introspection types and of unknown types.
                        None if self.is_defined(parent) => {
                            let message = format!("Unknown field \"{name}\" on type \"{parent}\".");
                            self.errors
                                .push(Error::new(Code::ValidationFailed, message).at(field.pos));
                        }
                        None => {}
                    }
                }
                Selection::InlineFragment(fragment) => {
                    let on = fragment.node.type_condition.as_ref();
                    let parent = on.map_or(parent, |on| on.node.on.node.as_str());
                    self.selection_set(parent, &fragment.node.selection_set.node);
                }
                Selection::FragmentSpread(spread) => {
                    let name = spread.node.fragment_name.node.as_str();
                    let Some(fragment) = self.ast.fragments.get(name) else { continue };
                    if self.visited.insert(name) {
                        let on = fragment.node.type_condition.node.on.node.as_str();
                        self.selection_set(on, &fragment.node.selection_set.node);
                    }
                }
            }
        }
    }

    /// Whether the schema definition has the type.
    fn is_defined(&self, ty: &str) -> bool {
        self.definition.object(ty).is_some() || self.definition.abstract_type(ty).is_some()
    }
}
