//! A document with nothing left implicit, for the framework to validate.
//!
//! It skips `__typename` with all that stands at it, so a variable used only there counts as unused and
//! an unknown directive passes. And it takes fragments without a type for fragments on one and the same
//! type, so fields that can never meet seem to differ. Both vanish when written out: `__typename` with
//! directives becomes a fragment that has them, and every fragment names its type.

use async_graphql::{
    Name, Pos, Positioned,
    parser::types::{
        DocumentOperations, ExecutableDocument, InlineFragment, Selection, SelectionSet,
        TypeCondition,
    },
};

use crate::graphql::engine::definition::{SchemaDefinition, named_type};

/// Writes out what the framework reads wrongly.
pub fn explicit(definition: &SchemaDefinition, document: &mut ExecutableDocument) {
    let root = &definition.query_type().name;
    match &mut document.operations {
        DocumentOperations::Single(operation) => {
            set(definition, root, &mut operation.node.selection_set.node);
        }
        DocumentOperations::Multiple(operations) => {
            for operation in operations.values_mut() {
                set(definition, root, &mut operation.node.selection_set.node);
            }
        }
    }
    for fragment in document.fragments.values_mut() {
        let on = fragment.node.type_condition.node.on.node.clone();
        set(definition, &on, &mut fragment.node.selection_set.node);
    }
}

fn set(definition: &SchemaDefinition, parent: &str, selections: &mut SelectionSet) {
    for item in &mut selections.items {
        match &mut item.node {
            Selection::Field(field) if field.node.name.node == "__typename" => {
                let directives = std::mem::take(&mut field.node.directives);
                if !directives.is_empty() {
                    let selection_set = SelectionSet { items: vec![item.clone()] };
                    let fragment = InlineFragment {
                        type_condition: Some(condition(parent, item.pos)),
                        directives,
                        selection_set: Positioned::new(selection_set, item.pos),
                    };
                    item.node = Selection::InlineFragment(Positioned::new(fragment, item.pos));
                }
            }
            Selection::Field(field) => {
                if let Some(known) = definition.known(parent, &field.node.name.node) {
                    set(definition, named_type(known.ty), &mut field.node.selection_set.node);
                }
            }
            Selection::InlineFragment(fragment) => {
                let pos = fragment.pos;
                let on = fragment.node.type_condition.get_or_insert_with(|| condition(parent, pos));
                let on = on.node.on.node.clone();
                set(definition, &on, &mut fragment.node.selection_set.node);
            }
            Selection::FragmentSpread(_) => {}
        }
    }
}

fn condition(on: &str, pos: Pos) -> Positioned<TypeCondition> {
    Positioned::new(TypeCondition { on: Positioned::new(Name::new(on), pos) }, pos)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::schema::definition;
    use async_graphql::parser::parse_query;

    #[test]
    fn directives_leave_the_type_name_and_fragments_have_types() {
        let text = "{ __typename @skip(if: true) people { ... { nodes { __typename } } } }";
        let mut document = parse_query(text).unwrap();
        explicit(&definition(), &mut document);
        let written = format!("{document:?}");
        assert_eq!(written.matches("InlineFragment(").count(), 2, "{written}");
        assert_eq!(written.matches("TypeCondition {").count(), 2, "{written}");
        assert!(written.contains("PersonConnection"), "{written}");
    }
}
