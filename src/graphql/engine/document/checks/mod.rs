//! Rules of the GraphQL specification that the framework's validation leaves open or gets wrong.
//!
//! What it does well (known fields, arguments, types and fragments, required arguments, cycles, unused
//! and undeclared variables) is left to it. `tests/oracle` compares the two together with graphql-js.

mod duplicates;
mod explicit;
mod overlap;
mod types;
mod unknown;
mod values;

use std::collections::HashSet;

use async_graphql::{
    Positioned,
    parser::types::{
        Directive, ExecutableDocument, Field as FieldNode, OperationDefinition, Selection,
        SelectionSet,
    },
};

use crate::graphql::engine::{
    definition::{SchemaDefinition, named_type},
    error::{Code, Error},
};
pub use duplicates::reject_duplicate_fields;
pub use explicit::explicit;
use overlap::Overlap;
pub use unknown::unknown_fields;
use values::{Place, Values};

/// Checks every operation of a document that the framework finds valid.
///
/// # Errors
/// Everything wrong with it.
pub fn check(definition: &SchemaDefinition, ast: &ExecutableDocument) -> Result<(), Vec<Error>> {
    let mut errors = Vec::new();
    for (_, operation) in ast.operations.iter() {
        let set = &operation.node.selection_set.node;
        let values = Values { definition, operation: &operation.node };
        let mut walk = Walk { ast, values, opened: HashSet::new(), errors: Vec::new() };
        walk.definitions(&operation.node);
        walk.set(&definition.query_type().name, set);
        errors.append(&mut walk.errors);
        errors.extend(Overlap::check(definition, ast, set).err());
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// A walk through one operation and the fragments it uses.
struct Walk<'d> {
    ast: &'d ExecutableDocument,
    values: Values<'d>,
    opened: HashSet<&'d str>,
    errors: Vec<Error>,
}

impl<'d> Walk<'d> {
    fn refuse<T>(&mut self, rule: Result<(), String>, at: &Positioned<T>) {
        if let Err(rule) = rule {
            self.errors.push(Error::new(Code::ValidationFailed, rule).at(at.pos));
        }
    }

    fn definitions(&mut self, operation: &'d OperationDefinition) {
        for definition in &operation.variable_definitions {
            let name = &definition.node.name.node;
            if let Some(directive) = definition.node.directives.first() {
                let rule = format!(
                    "${name}: @{} cannot stand at a variable's declaration",
                    directive.node.name.node
                );
                self.refuse(Err(rule), directive);
            }
            if let Some(default) = &definition.node.default_value {
                let ty = definition.node.var_type.node.to_string();
                let value = default.node.clone().into_value();
                let checked = self.values.check(&value, Place::typed(&ty), &format!("${name}"));
                self.refuse(checked, default);
            }
        }
    }

    fn set(&mut self, parent: &'d str, set: &'d SelectionSet) {
        for item in &set.items {
            self.directives(item.node.directives());
            match &item.node {
                Selection::Field(node) => self.field(parent, node),
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

    fn field(&mut self, parent: &'d str, node: &'d Positioned<FieldNode>) {
        let Some(known) = self.values.definition.known(parent, &node.node.name.node) else {
            return;
        };
        if node.node.name.node == "__typename" {
            self.typename(node);
            return;
        }
        for (name, value) in &node.node.arguments {
            if let Some(input) = known.args.iter().find(|input| input.name == name.node.as_str()) {
                let checked = self.values.check(&value.node, Place::of(input), &name.node);
                self.refuse(checked, value);
            }
        }
        self.set(named_type(known.ty), &node.node.selection_set.node);
    }

    /// The framework does not look at `__typename` at all.
    fn typename(&mut self, node: &Positioned<FieldNode>) {
        if let Some((name, _)) = node.node.arguments.first() {
            self.refuse(Err(format!("`__typename` takes no argument `{}`", name.node)), name);
        }
        if !node.node.selection_set.node.items.is_empty() {
            self.refuse(Err("`__typename` has no fields to select".to_owned()), node);
        }
    }

    fn directives(&mut self, directives: &'d [Positioned<Directive>]) {
        for directive in directives {
            for (name, value) in &directive.node.arguments {
                let path = format!("@{}({}:)", directive.node.name.node, name.node);
                let checked = self.values.check(&value.node, Place::typed("Boolean!"), &path);
                self.refuse(checked, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::schema::definition;
    use async_graphql::parser::parse_query;

    fn refusals(text: &str) -> Vec<String> {
        let checked = check(&definition(), &parse_query(text).unwrap());
        checked.err().unwrap_or_default().into_iter().map(|error| error.message).collect()
    }

    #[test]
    fn what_the_framework_lets_pass_is_refused() {
        let rows = [
            (
                "{ organization(by: { slug: \"a\" }) { x: slug location { x: city } x: name } }",
                "`x`",
            ),
            ("{ people { nodes { id } } people { nodes { id: name } } }", "`id`"),
            ("{ nodes(ids: []) { ... on Thing { x: slug } ... on Person { x: name } } }", "`x`"),
            ("{ nodes(ids: []) { ... on Event { kind } ... on Program { kind } } }", "`kind`"),
            ("{ __schema { types { x: name x: kind } } }", "`x`"),
            ("{ affiliations(certainty: \"CERTAIN\") { totalCount } }", "without quotes"),
            ("{ people(filter: 7) { totalCount } }", "PersonFilter"),
            ("query ($s: String) { person(by: { slug: $s }) { id } }", "by.slug"),
            ("query ($i: [ID] = []) { nodes(ids: $i) { id } }", "[ID!]!"),
            ("query ($n: Int = \"7\") { people(first: $n) { totalCount } }", "$n"),
            ("query ($b: Boolean) { __typename @skip(if: $b) }", "@skip"),
            ("query ($n: Int @skip(if: true)) { people(first: $n) { totalCount } }", "@skip"),
            ("{ __typename(a: 1) }", "`a`"),
            ("{ __typename { a } }", "__typename"),
            ("{ ...A } fragment A on Query { people(first: \"7\") { totalCount } }", "first"),
        ];
        for (text, named) in rows {
            let refusals = refusals(text);
            assert!(refusals.iter().any(|rule| rule.contains(named)), "{text}: {refusals:?}");
        }
    }

    #[test]
    fn what_can_be_answered_passes() {
        for text in [
            "{ nodes(ids: []) { ... on Person { x: slug } ... on Event { x: name } } }",
            "{ nodes(ids: []) { ... on Person { name(language: \"fr\") } ... on Event { name } } }",
            "{ people(first: 1, asOf: \"2007\") { totalCount } people(asOf: \"2007\", first: 1) { totalCount } }",
            "{ people(orderBy: { field: NAME }, filter: { slug: { in: \"a\" } }) { totalCount } }",
            "query ($k: PersonKey = { slug: \"a\" }, $s: String!) { person(by: $k) { id } a: person(by: { slug: $s }) { id } }",
            "{ __type(name: \"Event\") { fields(includeDeprecated: true) { name } } }",
        ] {
            assert_eq!(refusals(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn looking_for_overlaps_does_not_explode() {
        // Fields of an interface meet those of every object type, at every level again.
        let level = |inner: &str| {
            let own = ["Organization", "Person", "Program", "Event", "Affiliation", "Figure"]
                .map(|on| format!("... on {on} {{ citations {{ locator }} }}"))
                .join(" ");
            format!(
                "{own} ... on Fact {{ citations {{ source {{ facts {{ nodes {{ {inner} }} }} }} }} }}"
            )
        };
        let text = (0..12).fold("id".to_owned(), |inner, _| level(&inner));
        assert_eq!(refusals(&format!("{{ nodes(ids: []) {{ {text} }} }}")), Vec::<String>::new());
    }
}
