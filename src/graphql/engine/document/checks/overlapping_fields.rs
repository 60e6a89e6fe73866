//! The rule "Field Selection Merging" of the GraphQL specification: fields with one response key must be the same
//! field, and have values of one shape even where they cannot meet in one object.
//!
//! async-graphql compares only fields of one type at one level. This check merges selection sets and compares each
//! field with the first of its key, not all pairs, so its work grows linearly with the document. It has two passes:
//! one for the shapes of values across all types, one for fields that can meet in one object.

use std::collections::HashSet;

use async_graphql::{
    Pos, Positioned,
    indexmap::IndexMap,
    parser::types::{ExecutableDocument, Field as FieldNode, Selection, SelectionSet},
};

use crate::graphql::engine::{
    definition::{SchemaDefinition, named_type},
    error::{Code, Error},
};

/// Checks the fields of the root selection set of an operation, and all below.
///
/// # Errors
/// The first response key that has different fields.
pub fn check_overlapping_fields(
    definition: &SchemaDefinition,
    ast: &ExecutableDocument,
    set: &SelectionSet,
) -> Result<(), Error> {
    let mut check = OverlapCheck { definition, ast, checked: HashSet::new() };
    let root = (definition.query_type().name.as_str(), set);
    check.check_shapes(&[root])?;
    check.check_fields(&[root])
}

/// A selection set and the type that it selects from.
type TypedSet<'d> = (&'d str, &'d SelectionSet);

/// A field as a selection set has it.
#[derive(Clone, Copy)]
struct FieldOccurrence<'d> {
    parent: &'d str,
    node: &'d Positioned<FieldNode>,
    ty: &'d str,
}

struct OverlapCheck<'d> {
    definition: &'d SchemaDefinition,
    ast: &'d ExecutableDocument,
    /// Groups of fields that were compared, by the identity of their nodes in the document.
    checked: HashSet<Vec<*const FieldNode>>,
}

impl<'d> OverlapCheck<'d> {
    /// Checks that values of one response key have the same shape, whatever the types of their parents. As in
    /// graphql-js, `__typename` fits with any field.
    fn check_shapes(&self, sets: &[TypedSet<'d>]) -> Result<(), Error> {
        for (key, mut group) in self.collect(sets) {
            group.retain(|field| field.node.node.name.node != "__typename");
            if let Some(other) = group.iter().find(|m| !self.is_same_shape(group[0].ty, m.ty)) {
                let message = format!(
                    "The fields `{key}` conflict: they have different types. Give one of them an alias: `other: {}`",
                    other.node.node.name.node
                );
                return Err(validation_error(message, other.node.pos));
            }
            self.check_shapes(&selection_sets(&group))?;
        }
        Ok(())
    }

    /// Checks that fields of one response key that can meet in one object are the same field.
    fn check_fields(&mut self, sets: &[TypedSet<'d>]) -> Result<(), Error> {
        for (key, group) in self.collect(sets) {
            for part in self.group_by_object(&group) {
                let nodes = part.iter().map(|field| std::ptr::from_ref(&field.node.node));
                if !self.checked.insert(nodes.collect()) {
                    continue;
                }
                if let Some(other) = part.iter().find(|m| !is_same_field(part[0].node, m.node)) {
                    let message = format!(
                        "The fields `{key}` conflict: they are different fields or have different arguments. Give one of them an alias: `other: {}`",
                        other.node.node.name.node
                    );
                    return Err(validation_error(message, other.node.pos));
                }
                self.check_fields(&selection_sets(&part))?;
            }
        }
        Ok(())
    }

    /// The fields of one response key that can meet in one object: for each object type its own fields and those of
    /// interfaces and unions.
    fn group_by_object(&self, group: &[FieldOccurrence<'d>]) -> Vec<Vec<FieldOccurrence<'d>>> {
        let is_object = |field: &&FieldOccurrence<'d>| self.definition.is_object(field.parent);
        let of_abstract: Vec<_> = group.iter().filter(|field| !is_object(field)).copied().collect();
        let mut parts: IndexMap<&str, Vec<FieldOccurrence<'d>>> = IndexMap::new();
        for field in group.iter().filter(is_object) {
            parts.entry(field.parent).or_insert_with(|| of_abstract.clone()).push(*field);
        }
        if parts.is_empty() { vec![of_abstract] } else { parts.into_values().collect() }
    }

    /// Whether two types have values of one shape (`SameResponseShape` of the specification, without subfields).
    fn is_same_shape(&self, one: &str, other: &str) -> bool {
        if one == other {
            return true;
        }
        let wrapping = |ty: &str| ty.replace(named_type(ty), "");
        wrapping(one) == wrapping(other)
            && self.definition.is_composite(named_type(one))
            && self.definition.is_composite(named_type(other))
    }

    /// The fields of selection sets and of the fragments in them, by response key.
    fn collect(&self, sets: &[TypedSet<'d>]) -> IndexMap<&'d str, Vec<FieldOccurrence<'d>>> {
        let mut fields = IndexMap::new();
        let mut visited = HashSet::new();
        for (parent, set) in sets {
            self.collect_set(parent, set, &mut visited, &mut fields);
        }
        fields
    }

    fn collect_set(
        &self,
        parent: &'d str,
        set: &'d SelectionSet,
        visited: &mut HashSet<&'d str>,
        fields: &mut IndexMap<&'d str, Vec<FieldOccurrence<'d>>>,
    ) {
        for item in &set.items {
            match &item.node {
                Selection::Field(node) => {
                    let name = &node.node.name.node;
                    let Some(signature) = self.definition.field_signature(parent, name) else {
                        continue;
                    };
                    let key = node.node.response_key().node.as_str();
                    let field = FieldOccurrence { parent, node, ty: signature.ty };
                    fields.entry(key).or_default().push(field);
                }
                Selection::InlineFragment(fragment) => {
                    let on = fragment.node.type_condition.as_ref();
                    let parent = on.map_or(parent, |on| on.node.on.node.as_str());
                    self.collect_set(parent, &fragment.node.selection_set.node, visited, fields);
                }
                Selection::FragmentSpread(spread) => {
                    let name = spread.node.fragment_name.node.as_str();
                    let Some(fragment) = self.ast.fragments.get(name) else { continue };
                    if visited.insert(name) {
                        let on = fragment.node.type_condition.node.on.node.as_str();
                        self.collect_set(on, &fragment.node.selection_set.node, visited, fields);
                    }
                }
            }
        }
    }
}

/// The selection sets of fields.
fn selection_sets<'d>(group: &[FieldOccurrence<'d>]) -> Vec<TypedSet<'d>> {
    group.iter().map(|m| (named_type(m.ty), &m.node.node.selection_set.node)).collect()
}

/// Whether two fields have one name and the same arguments.
fn is_same_field(one: &Positioned<FieldNode>, other: &Positioned<FieldNode>) -> bool {
    let (one, other) = (&one.node, &other.node);
    one.name.node == other.name.node
        && one.arguments.len() == other.arguments.len()
        && one.arguments.iter().all(|(name, value)| {
            other.get_argument(&name.node).is_some_and(|other| other.node == value.node)
        })
}

fn validation_error(message: String, pos: Pos) -> Error {
    Error::new(Code::ValidationFailed, message).at(pos)
}
