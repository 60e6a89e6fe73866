//! Fields that a type does not have, found before the framework looks for them: it writes an error for each
//! of a thousand, and most of the time that a hostile document can cost went there.

use std::collections::HashSet;

use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};

use crate::graphql::engine::{
    definition::{SchemaDefinition, named_type},
    error::{Code, Error},
};
use crate::limits::responses::MAX_ERRORS;

/// The first fields of a document that their types do not have.
pub fn unknown_fields(definition: &SchemaDefinition, ast: &ExecutableDocument) -> Vec<Error> {
    let mut search = Search { definition, ast, opened: HashSet::new(), errors: Vec::new() };
    for (_, operation) in ast.operations.iter() {
        search.set(&definition.query_type().name, &operation.node.selection_set.node);
    }
    search.errors
}

struct Search<'d> {
    definition: &'d SchemaDefinition,
    ast: &'d ExecutableDocument,
    opened: HashSet<&'d str>,
    errors: Vec<Error>,
}

impl<'d> Search<'d> {
    fn set(&mut self, parent: &'d str, set: &'d SelectionSet) {
        for item in &set.items {
            if self.errors.len() >= MAX_ERRORS {
                return;
            }
            match &item.node {
                Selection::Field(field) => {
                    let name = field.node.name.node.as_str();
                    match self.definition.known(parent, name) {
                        Some(known) => {
                            self.set(named_type(known.ty), &field.node.selection_set.node);
                        }
                        // What the tables do not have at all is the framework's: its own types.
                        None if self.is_ours(parent) => {
                            let rule = format!("Unknown field \"{name}\" on type \"{parent}\".");
                            self.errors
                                .push(Error::new(Code::ValidationFailed, rule).at(field.pos));
                        }
                        None => {}
                    }
                }
                Selection::InlineFragment(fragment) => {
                    let on = fragment.node.type_condition.as_ref();
                    let parent = on.map_or(parent, |on| on.node.on.node.as_str());
                    self.set(parent, &fragment.node.selection_set.node);
                }
                Selection::FragmentSpread(spread) => {
                    let name = spread.node.fragment_name.node.as_str();
                    let Some(fragment) = self.ast.fragments.get(name) else { continue };
                    if self.opened.insert(name) {
                        let on = fragment.node.type_condition.node.on.node.as_str();
                        self.set(on, &fragment.node.selection_set.node);
                    }
                }
            }
        }
    }

    fn is_ours(&self, ty: &str) -> bool {
        self.definition.object(ty).is_some() || self.definition.abstract_type(ty).is_some()
    }
}
