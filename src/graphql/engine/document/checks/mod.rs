//! Rules of the GraphQL specification that async-graphql's validation lacks or applies wrongly.
//!
//! async-graphql checks the others: that fields, arguments, types and fragments exist, that required arguments
//! are given, that fragments have no cycles, and that variables are declared and used. `tests/oracle` compares
//! both together with graphql-js, the reference implementation.

mod duplicate_fields;
mod explicit;
mod field_signature;
mod overlapping_fields;
mod unknown_names;
mod values;

use std::collections::HashSet;

use async_graphql::{
    Positioned,
    parser::types::{
        Directive, ExecutableDocument, Field as FieldNode, OperationDefinition, Selection,
        SelectionSet,
    },
};

use async_graphql_value::Value as Literal;

use crate::graphql::engine::{
    definition::{SchemaDefinition, named_type},
    error::{Code, Error},
};
use crate::limits::responses::MAX_ERRORS;
pub use duplicate_fields::reject_duplicate_fields;
pub use explicit::make_explicit;
use overlapping_fields::check_overlapping_fields;
pub use unknown_names::find_unknown_names;
use values::{InputLocation, ValueChecker};

/// The first errors of the values in a document whose names are known, [`MAX_ERRORS`] at most. async-graphql finds most of
/// them too, but does not say which values are allowed.
pub fn check_values(definition: &SchemaDefinition, ast: &ExecutableDocument) -> Vec<Error> {
    let mut errors = Vec::new();
    for (_, operation) in ast.operations.iter() {
        let values = ValueChecker { definition, operation: &operation.node };
        let mut checker = OperationChecker { ast, values, visited: HashSet::new(), errors };
        checker.variable_definitions(&operation.node);
        checker.selection_set(&definition.query_type().name, &operation.node.selection_set.node);
        errors = checker.errors;
    }
    errors
}

/// Checks that the fields of every operation can be merged, in a document that async-graphql finds valid.
///
/// # Errors
/// One error for each operation whose fields cannot.
pub fn check_overlaps(
    definition: &SchemaDefinition,
    ast: &ExecutableDocument,
) -> Result<(), Vec<Error>> {
    let sets = ast.operations.iter().map(|(_, operation)| &operation.node.selection_set.node);
    let errors = sets.filter_map(|set| check_overlapping_fields(definition, ast, set).err());
    let errors: Vec<_> = errors.collect();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Checks one operation and the fragments that it spreads.
struct OperationChecker<'d> {
    ast: &'d ExecutableDocument,
    values: ValueChecker<'d>,
    /// The names of the fragments that were checked.
    visited: HashSet<&'d str>,
    errors: Vec<Error>,
}

impl<'d> OperationChecker<'d> {
    fn is_full(&self) -> bool {
        self.errors.len() >= MAX_ERRORS
    }

    fn add_error<T>(&mut self, message: String, node: &Positioned<T>) {
        self.errors.push(Error::new(Code::ValidationFailed, message).at(node.pos));
    }

    fn check_value<T>(
        &mut self,
        value: &Literal,
        location: InputLocation<'_>,
        path: &str,
        node: &Positioned<T>,
    ) {
        if !self.is_full()
            && let Err(message) = self.values.check(value, location, path)
        {
            self.add_error(message, node);
        }
    }

    fn variable_definitions(&mut self, operation: &'d OperationDefinition) {
        for definition in &operation.variable_definitions {
            let name = &definition.node.name.node;
            if let Some(directive) = definition.node.directives.first() {
                let directive_name = &directive.node.name.node;
                let message = format!(
                    "${name}: @{directive_name} is not allowed on the definition of a variable"
                );
                self.add_error(message, directive);
            }
            if let Some(default) = &definition.node.default_value {
                let ty = definition.node.var_type.node.to_string();
                let value = default.node.clone().into_value();
                self.check_value(&value, InputLocation::of_type(&ty), &format!("${name}"), default);
            }
        }
    }

    fn selection_set(&mut self, parent: &'d str, set: &'d SelectionSet) {
        for item in &set.items {
            if self.is_full() {
                return;
            }
            self.directives(item.node.directives());
            match &item.node {
                Selection::Field(node) => self.field(parent, node),
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

    fn field(&mut self, parent: &'d str, node: &'d Positioned<FieldNode>) {
        let name = node.node.name.node.as_str();
        let Some(signature) = self.values.definition.field_signature(parent, name) else { return };
        if name == "__typename" {
            self.typename(node);
            return;
        }
        for (name, value) in &node.node.arguments {
            let mut arguments = signature.args.iter();
            if let Some(input) = arguments.find(|input| input.name == name.node.as_str()) {
                self.check_value(&value.node, InputLocation::of(input), &name.node, value);
            }
        }
        self.selection_set(named_type(signature.ty), &node.node.selection_set.node);
    }

    /// async-graphql does not check the arguments and the selection set of `__typename`.
    fn typename(&mut self, node: &Positioned<FieldNode>) {
        if let Some((name, _)) = node.node.arguments.first() {
            self.add_error(format!("Unknown argument `{}` of `__typename`", name.node), name);
        }
        if !node.node.selection_set.node.items.is_empty() {
            self.add_error("`__typename` is a scalar; remove its selection set".to_owned(), node);
        }
    }

    fn directives(&mut self, directives: &'d [Positioned<Directive>]) {
        for directive in directives {
            for (name, value) in &directive.node.arguments {
                let path = format!("@{}({}:)", directive.node.name.node, name.node);
                self.check_value(&value.node, InputLocation::of_type("Boolean!"), &path, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::engine::tests::library::{ITEMS, definition};
    use async_graphql::parser::parse_query;

    fn errors_of(text: &str) -> Vec<String> {
        let (definition, ast) = (definition(), parse_query(text).unwrap());
        let mut errors = check_values(&definition, &ast);
        errors.extend(check_overlaps(&definition, &ast).err().unwrap_or_default());
        errors.into_iter().map(|error| error.message).collect()
    }

    #[test]
    fn invalid_documents_that_async_graphql_accepts_are_refused() {
        let rows = [
            ("{ book(by: { isbn: \"a\" }) { x: isbn shelf { x: floor } x: title } }", "`x`"),
            ("{ books { nodes { id } } books { nodes { id: title } } }", "`id`"),
            ("{ items(ids: []) { ... on Item { x: id } ... on Book { x: title } } }", "`x`"),
            ("{ items(ids: []) { ... on Book { kind } ... on Film { kind } } }", "`kind`"),
            ("{ __schema { types { x: name x: kind } } }", "`x`"),
            ("{ books(format: \"PAPER\") { totalCount } }", "without quotes"),
            ("{ books(filter: 7) { totalCount } }", "BookFilter"),
            ("{ books(format: PAPR) { totalCount } }", "Did you mean \"PAPER\"? Expected one of"),
            (
                "{ books(filter: { isbm: 1 }) { totalCount } }",
                "Did you mean \"isbn\"? Expected one of",
            ),
            ("query ($s: String) { book(by: { isbn: $s }) { id } }", "by.isbn"),
            ("query ($i: [ID] = []) { items(ids: $i) { id } }", "[ID!]!"),
            ("query ($n: Int = \"7\") { books(first: $n) { totalCount } }", "$n"),
            ("query ($b: Boolean) { __typename @skip(if: $b) }", "@skip"),
            ("query ($n: Int @skip(if: true)) { books(first: $n) { totalCount } }", "@skip"),
            ("{ __typename(a: 1) }", "`a`"),
            ("{ __typename { a } }", "__typename"),
            ("{ ...A } fragment A on Query { books(first: \"7\") { totalCount } }", "first"),
        ];
        for (text, named) in rows {
            let errors = errors_of(text);
            assert!(errors.iter().any(|message| message.contains(named)), "{text}: {errors:?}");
        }
    }

    #[test]
    fn valid_documents_pass() {
        for text in [
            "{ items(ids: []) { ... on Book { x: isbn } ... on Film { x: title } } }",
            "{ items(ids: []) { ... on Book { title(language: \"fr\") } ... on Film { title } } }",
            "{ books(first: 1, format: PAPER) { totalCount } books(format: PAPER, first: 1) { totalCount } }",
            "{ books(orderBy: { field: TITLE }, filter: { isbn: { in: \"a\" } }) { totalCount } }",
            "query ($k: BookKey = { isbn: \"a\" }, $s: String!) { book(by: $k) { id } a: book(by: { isbn: $s }) { id } }",
            "{ __type(name: \"Book\") { fields(includeDeprecated: true) { name } } }",
        ] {
            assert_eq!(errors_of(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_check_of_overlapping_fields_takes_no_exponential_time() {
        // The fields of an interface meet those of every object type, and so again at each level.
        let level = |inner: &str| {
            let own = ITEMS.map(|on| format!("... on {on} {{ parts {{ title }} }}")).join(" ");
            format!("{own} ... on Item {{ parts {{ whole {{ {inner} }} }} }}")
        };
        let text = (0..12).fold("id".to_owned(), |inner, _| level(&inner));
        assert_eq!(errors_of(&format!("{{ items(ids: []) {{ {text} }} }}")), Vec::<String>::new());
    }
}
