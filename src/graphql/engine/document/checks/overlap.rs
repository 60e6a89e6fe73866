//! Fields under one key: they must be one field, or no client could tell them apart.
//!
//! This is `FieldsInSetCanMerge` of the GraphQL specification, which the framework checks for fields of
//! one type and one level only. Merged sets are looked at as a whole instead of in pairs: once for the
//! shape of their values, which must fit across all types, and once for what may meet in one object.
//! So the work grows with the document and not with its square.

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

/// Selections of a type.
type Set<'d> = (&'d str, &'d SelectionSet);

/// A field where it is selected.
#[derive(Clone, Copy)]
struct Mention<'d> {
    parent: &'d str,
    node: &'d Positioned<FieldNode>,
    ty: &'d str,
}

/// Looks for keys that stand for different fields.
pub struct Overlap<'d> {
    definition: &'d SchemaDefinition,
    ast: &'d ExecutableDocument,
    /// Groups of fields that were looked at, by the places of their nodes.
    seen: HashSet<Vec<*const FieldNode>>,
}

impl<'d> Overlap<'d> {
    /// A look at the fields of one operation.
    ///
    /// # Errors
    /// The first key that stands for different fields.
    pub fn check(
        definition: &'d SchemaDefinition,
        ast: &'d ExecutableDocument,
        set: &'d SelectionSet,
    ) -> Result<(), Error> {
        let mut overlap = Self { definition, ast, seen: HashSet::new() };
        let root = (definition.query_type().name.as_str(), set);
        overlap.shapes(&[root])?;
        overlap.fields(&[root])
    }

    /// Whether values under one key have one shape, whatever the types of their parents. As in
    /// graphql-js, the reference implementation, `__typename` fits beside anything.
    fn shapes(&self, sets: &[Set<'d>]) -> Result<(), Error> {
        for (key, mut group) in self.collect(sets) {
            group.retain(|mention| mention.node.node.name.node != "__typename");
            if let Some(other) = group.iter().find(|m| !self.same_shape(group[0].ty, m.ty)) {
                let rule = format!(
                    "`{key}` has different types in different fragments; give one of them another name: `other: {}`",
                    other.node.node.name.node
                );
                return Err(refusal(rule, other.node.pos));
            }
            self.shapes(&below(&group))?;
        }
        Ok(())
    }

    /// Whether fields under one key that can meet in one object are the same field.
    fn fields(&mut self, sets: &[Set<'d>]) -> Result<(), Error> {
        for (key, group) in self.collect(sets) {
            for part in self.meeting(&group) {
                if !self
                    .seen
                    .insert(part.iter().map(|m| std::ptr::from_ref(&m.node.node)).collect())
                {
                    continue;
                }
                if let Some(other) = part.iter().find(|m| !same_field(part[0].node, m.node)) {
                    let rule = format!(
                        "`{key}` stands for two different fields; give one of them another name: `other: {}`",
                        other.node.node.name.node
                    );
                    return Err(refusal(rule, other.node.pos));
                }
                self.fields(&below(&part))?;
            }
        }
        Ok(())
    }

    /// Fields of one key in parts that can meet: those of each object type, with those of no object type.
    fn meeting(&self, group: &[Mention<'d>]) -> Vec<Vec<Mention<'d>>> {
        let is_object = |mention: &&Mention<'d>| self.definition.is_object(mention.parent);
        let anywhere: Vec<_> = group.iter().filter(|m| !is_object(m)).copied().collect();
        let mut parts: IndexMap<&str, Vec<Mention<'d>>> = IndexMap::new();
        for mention in group.iter().filter(is_object) {
            parts.entry(mention.parent).or_insert_with(|| anywhere.clone()).push(*mention);
        }
        if parts.is_empty() { vec![anywhere] } else { parts.into_values().collect() }
    }

    fn same_shape(&self, one: &str, other: &str) -> bool {
        if one == other {
            return true;
        }
        let wrapping = |ty: &str| ty.replace(named_type(ty), "");
        wrapping(one) == wrapping(other)
            && self.definition.is_composite(named_type(one))
            && self.definition.is_composite(named_type(other))
    }

    /// The fields of sets by key, every fragment opened.
    fn collect(&self, sets: &[Set<'d>]) -> IndexMap<&'d str, Vec<Mention<'d>>> {
        let mut fields = IndexMap::new();
        let mut opened = HashSet::new();
        for (parent, set) in sets {
            self.collect_set(parent, set, &mut opened, &mut fields);
        }
        fields
    }

    fn collect_set(
        &self,
        parent: &'d str,
        set: &'d SelectionSet,
        opened: &mut HashSet<&'d str>,
        fields: &mut IndexMap<&'d str, Vec<Mention<'d>>>,
    ) {
        for item in &set.items {
            match &item.node {
                Selection::Field(node) => {
                    let Some(known) = self.definition.known(parent, &node.node.name.node) else {
                        continue;
                    };
                    let key = node.node.response_key().node.as_str();
                    fields.entry(key).or_default().push(Mention { parent, node, ty: known.ty });
                }
                Selection::InlineFragment(fragment) => {
                    let on = fragment.node.type_condition.as_ref();
                    let parent = on.map_or(parent, |on| on.node.on.node.as_str());
                    self.collect_set(parent, &fragment.node.selection_set.node, opened, fields);
                }
                Selection::FragmentSpread(spread) => {
                    let name = spread.node.fragment_name.node.as_str();
                    let Some(fragment) = self.ast.fragments.get(name) else { continue };
                    if opened.insert(name) {
                        let on = fragment.node.type_condition.node.on.node.as_str();
                        self.collect_set(on, &fragment.node.selection_set.node, opened, fields);
                    }
                }
            }
        }
    }
}

/// What is selected below fields.
fn below<'d>(group: &[Mention<'d>]) -> Vec<Set<'d>> {
    group.iter().map(|m| (named_type(m.ty), &m.node.node.selection_set.node)).collect()
}

fn same_field(one: &Positioned<FieldNode>, other: &Positioned<FieldNode>) -> bool {
    let (one, other) = (&one.node, &other.node);
    one.name.node == other.name.node
        && one.arguments.len() == other.arguments.len()
        && one.arguments.iter().all(|(name, value)| {
            other.get_argument(&name.node).is_some_and(|other| other.node == value.node)
        })
}

fn refusal(rule: String, pos: Pos) -> Error {
    Error::new(Code::ValidationFailed, rule).at(pos)
}
