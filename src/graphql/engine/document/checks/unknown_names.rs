//! Finds fields, arguments and types that do not exist in the schema, before async-graphql validates the document, and
//! suggests those that do.
//!
//! async-graphql writes an error for each of a thousand unknown fields, which took most of the time that a hostile
//! document can cost, suggests no types, and suggests any number of arguments. This search stops after the first errors.

use std::collections::HashSet;

use async_graphql::{
    Pos, Positioned,
    parser::types::{
        ExecutableDocument, Field as FieldNode, OperationDefinition, Selection, SelectionSet,
        TypeCondition,
    },
};

use super::field_signature::FieldSignature;
use crate::graphql::engine::{
    definition::{SchemaDefinition, named_type},
    error::{Code, Error},
};
use crate::limits::responses::{MAX_ERRORS, MAX_SUGGESTIONS};
use crate::suggestion::{did_you_mean, question};

/// The scalar types of the GraphQL specification.
const SCALARS: [&str; 5] = ["Int", "Float", "String", "Boolean", "ID"];

/// An error for each of the first unknown names of a document, [`MAX_ERRORS`] at most.
pub fn find_unknown_names(definition: &SchemaDefinition, ast: &ExecutableDocument) -> Vec<Error> {
    let mut search = Search { definition, ast, visited: HashSet::new(), errors: Vec::new() };
    for (_, operation) in ast.operations.iter() {
        search.variables(&operation.node);
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
    fn add_error(&mut self, message: String, at: Pos) {
        if !self.is_full() {
            self.errors.push(Error::new(Code::ValidationFailed, message).at(at));
        }
    }

    fn is_full(&self) -> bool {
        self.errors.len() >= MAX_ERRORS
    }

    fn variables(&mut self, operation: &OperationDefinition) {
        for variable in &operation.variable_definitions {
            if self.is_full() {
                return;
            }
            let ty = variable.node.var_type.node.to_string();
            let ty = named_type(&ty);
            // Of a known type that is none of input, async-graphql says what it is.
            if !self.is_input(ty) && !self.definition.is_composite(ty) {
                let message =
                    format!("Unknown type \"{ty}\".{}", did_you_mean(ty, self.input_types()));
                self.add_error(message, variable.node.var_type.pos);
            }
        }
    }

    fn selection_set(&mut self, parent: &'d str, set: &'d SelectionSet) {
        for item in &set.items {
            if self.is_full() {
                return;
            }
            match &item.node {
                Selection::Field(field) => self.field(parent, field),
                Selection::InlineFragment(fragment) => {
                    let parent = match &fragment.node.type_condition {
                        None => Some(parent),
                        Some(on) => self.condition(on),
                    };
                    if let Some(parent) = parent {
                        self.selection_set(parent, &fragment.node.selection_set.node);
                    }
                }
                Selection::FragmentSpread(spread) => {
                    let name = spread.node.fragment_name.node.as_str();
                    let Some(fragment) = self.ast.fragments.get(name) else { continue };
                    if self.visited.insert(name)
                        && let Some(on) = self.condition(&fragment.node.type_condition)
                    {
                        self.selection_set(on, &fragment.node.selection_set.node);
                    }
                }
            }
        }
    }

    /// The type of a type condition, if it is known.
    fn condition(&mut self, on: &'d Positioned<TypeCondition>) -> Option<&'d str> {
        let (ty, at) = (on.node.on.node.as_str(), on.node.on.pos);
        if self.definition.is_composite(ty) || self.is_input(ty) {
            return Some(ty);
        }
        let definition = self.definition;
        let objects = definition.objects.iter().map(|object| object.name.as_str());
        let known = objects.chain(definition.abstracts.iter().map(|ty| ty.name));
        self.add_error(format!("Unknown type \"{ty}\".{}", did_you_mean(ty, known)), at);
        None
    }

    fn field(&mut self, parent: &'d str, field: &'d Positioned<FieldNode>) {
        let name = field.node.name.node.as_str();
        let Some(signature) = self.definition.field_signature(parent, name) else {
            // async-graphql reports fields of introspection types.
            if self.definition.object(parent).is_some()
                || self.definition.abstract_type(parent).is_some()
            {
                let meant = self.similar_fields(parent, name);
                let message = format!("Unknown field \"{name}\" on type \"{parent}\".{meant}");
                self.add_error(message, field.pos);
            }
            return;
        };
        // `checks::check_values` reports arguments of `__typename`.
        if name != "__typename" {
            self.arguments(parent, signature, field);
        }
        self.selection_set(named_type(signature.ty), &field.node.selection_set.node);
    }

    fn arguments(
        &mut self,
        parent: &str,
        signature: FieldSignature<'d>,
        field: &Positioned<FieldNode>,
    ) {
        for (argument, _) in &field.node.arguments {
            if self.is_full() {
                return;
            }
            let (argument, at) = (argument.node.as_str(), argument.pos);
            if signature.args.iter().any(|known| known.name == argument) {
                continue;
            }
            let meant = did_you_mean(argument, signature.args.iter().map(|known| known.name));
            let name = &field.node.name.node;
            let message = format!(
                "Unknown argument \"{argument}\" on field \"{name}\" of type \"{parent}\".{meant}"
            );
            self.add_error(message, at);
        }
    }

    /// For a type that can be several: those of them that have the field. For any type: its fields with a similar name.
    fn similar_fields(&self, parent: &str, name: &str) -> String {
        let Some(of) = self.definition.abstract_type(parent) else {
            let object = self.definition.object(parent);
            let fields = object.map_or(&[][..], |object| &object.fields);
            return did_you_mean(name, fields.iter().map(|field| field.name));
        };
        let has_field = |ty: &&&str| {
            self.definition.object(ty).is_some_and(|object| object.field(name).is_some())
        };
        let with_field: Vec<_> =
            of.possible.iter().filter(has_field).copied().take(MAX_SUGGESTIONS).collect();
        if with_field.is_empty() {
            return did_you_mean(name, of.fields.iter().map(|field| field.0));
        }
        question("to use an inline fragment on ", &with_field)
    }

    fn is_input(&self, ty: &str) -> bool {
        self.input_types().any(|known| known == ty) || ty.starts_with("__")
    }

    /// The types that a variable can have.
    fn input_types(&self) -> impl Iterator<Item = &'d str> {
        let SchemaDefinition { inputs, enums, orders, scalars, .. } = self.definition;
        let inputs = inputs.iter().map(|ty| ty.name);
        let enums = enums.iter().map(|ty| ty.name).chain(orders.iter().map(|order| order.name));
        let scalars = scalars.iter().map(|ty| ty.name).chain(SCALARS);
        inputs.chain(enums).chain(scalars)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::engine::tests::library::definition;
    use async_graphql::parser::parse_query;

    fn errors_of(text: &str) -> Vec<String> {
        let found = find_unknown_names(&definition(), &parse_query(text).unwrap());
        found.into_iter().map(|error| error.message).collect()
    }

    #[test]
    fn unknown_names_are_reported_with_similar_ones() {
        for (text, message) in [
            (
                "{ bocks { totalCount } }",
                "Unknown field \"bocks\" on type \"Query\". Did you mean \"books\"?",
            ),
            ("{ zzz }", "Unknown field \"zzz\" on type \"Query\"."),
            (
                "{ books(frist: 1) { totalCount } }",
                "Unknown argument \"frist\" on field \"books\" of type \"Query\". Did you mean \"first\"?",
            ),
            (
                "{ items(ids: []) { ... on Bok { id } } }",
                "Unknown type \"Bok\". Did you mean \"Book\"?",
            ),
            (
                "query ($f: BookFiltre) { books(filter: $f) { totalCount } }",
                "Unknown type \"BookFiltre\". Did you mean \"BookFilter\"?",
            ),
            ("query ($n: Itn) { books(first: $n) { totalCount } }", "Unknown type \"Itn\"."),
            (
                "{ items(ids: []) { isbn } }",
                "Unknown field \"isbn\" on type \"Item\". Did you mean to use an inline fragment on \"Book\"",
            ),
        ] {
            let errors = errors_of(text);
            assert_eq!(errors.len(), 1, "{text}: {errors:?}");
            assert!(errors[0].starts_with(message), "{text}: {errors:?}");
        }
    }

    #[test]
    fn known_names_are_left_to_the_other_rules() {
        for text in [
            "query ($b: Book) { books { totalCount } }",
            "{ items(ids: []) { ... on BookFilter { id } } }",
            "{ __type(name: \"Book\") { nothing } }",
            "{ ...Missing }",
            "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
        ] {
            assert_eq!(errors_of(text), Vec::<String>::new(), "{text}");
        }
    }
}
