//! Rewrites a document so that async-graphql validates it as the specification says.
//!
//! async-graphql ignores the directives of `__typename`: it reports a variable that is used only there as
//! unused, and accepts an unknown directive. It also treats all inline fragments without a type condition as
//! if they had one type, so it reports conflicts between fields that never meet in one object. In the
//! rewritten document an inline fragment around `__typename` has its directives, and every inline fragment
//! has a type condition.

use async_graphql::{
    Name, Pos, Positioned,
    parser::types::{
        DocumentOperations, ExecutableDocument, InlineFragment, Selection, SelectionSet,
        TypeCondition,
    },
};

use crate::graphql::engine::definition::{SchemaDefinition, named_type};

/// Rewrites the document.
pub fn make_explicit(definition: &SchemaDefinition, document: &mut ExecutableDocument) {
    let root = &definition.query_type().name;
    match &mut document.operations {
        DocumentOperations::Single(operation) => {
            rewrite(definition, root, &mut operation.node.selection_set.node);
        }
        DocumentOperations::Multiple(operations) => {
            for operation in operations.values_mut() {
                rewrite(definition, root, &mut operation.node.selection_set.node);
            }
        }
    }
    for fragment in document.fragments.values_mut() {
        let on = fragment.node.type_condition.node.on.node.clone();
        rewrite(definition, &on, &mut fragment.node.selection_set.node);
    }
}

fn rewrite(definition: &SchemaDefinition, parent: &str, selections: &mut SelectionSet) {
    for item in &mut selections.items {
        match &mut item.node {
            Selection::Field(field) if field.node.name.node == "__typename" => {
                let directives = std::mem::take(&mut field.node.directives);
                if !directives.is_empty() {
                    let selection_set = SelectionSet { items: vec![item.clone()] };
                    let fragment = InlineFragment {
                        type_condition: Some(type_condition(parent, item.pos)),
                        directives,
                        selection_set: Positioned::new(selection_set, item.pos),
                    };
                    item.node = Selection::InlineFragment(Positioned::new(fragment, item.pos));
                }
            }
            Selection::Field(field) => {
                if let Some(signature) = definition.field_signature(parent, &field.node.name.node) {
                    rewrite(
                        definition,
                        named_type(signature.ty),
                        &mut field.node.selection_set.node,
                    );
                }
            }
            Selection::InlineFragment(fragment) => {
                let pos = fragment.pos;
                let on =
                    fragment.node.type_condition.get_or_insert_with(|| type_condition(parent, pos));
                let on = on.node.on.node.clone();
                rewrite(definition, &on, &mut fragment.node.selection_set.node);
            }
            Selection::FragmentSpread(_) => {}
        }
    }
}

fn type_condition(on: &str, pos: Pos) -> Positioned<TypeCondition> {
    Positioned::new(TypeCondition { on: Positioned::new(Name::new(on), pos) }, pos)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::engine::tests::library::definition;
    use async_graphql::parser::parse_query;

    #[test]
    fn type_names_with_directives_and_all_fragments_get_a_type_condition() {
        let text = "{ __typename @skip(if: true) books { ... { nodes { __typename } } } }";
        let mut document = parse_query(text).unwrap();
        make_explicit(&definition(), &mut document);
        let written = format!("{document:?}");
        assert_eq!(written.matches("InlineFragment(").count(), 2, "{written}");
        assert_eq!(written.matches("TypeCondition {").count(), 2, "{written}");
        assert!(written.contains("BookConnection"), "{written}");
    }
}
