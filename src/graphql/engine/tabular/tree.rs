//! The selection tree of an operation: the fields that it selects, and what they hold.
//!
//! The tree depends on the document and the schema and on no data, so the columns of a table are the
//! same for every response. Fragments are expanded; an interface or union has the fields of all types
//! that its values can have.

use async_graphql::parser::types::SelectionSet;
use async_graphql_value::Value as Literal;

use crate::graphql::engine::{
    definition::{
        ConnectionField, FieldDefinition, FieldSource, LeafKind, ObjectType, SchemaDefinition,
        argument, named_type, relay,
    },
    error::Error,
    plan::selection::{SelectedField, Selection},
};

/// A selected field.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its response key.
    pub key: String,
    /// The type that has the field; the first of several.
    pub parent: String,
    /// Name of the field in the schema.
    pub field: String,
    /// The type named in its type: `Name` of `[Name!]!`.
    pub ty: String,
    /// Its description in the schema.
    pub doc: String,
    /// Whether it is a list.
    pub list: bool,
    /// What it holds, if it holds a scalar or an enum value.
    pub leaf: Option<LeafKind>,
    /// Its part in a connection.
    pub role: Role,
    /// For a connection: its page arguments, if the document gives any. Example: `first: 20`.
    pub limit: Option<String>,
    /// What is selected below it, in the order of the document.
    pub children: Vec<Node>,
}

/// The role of a field in a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// None.
    Plain,
    /// The connection.
    Connection,
    /// Its edges.
    Edges,
    /// Its nodes.
    Nodes,
    /// The node of an edge.
    EdgeNode,
}

type Sets<'d> = Vec<&'d SelectionSet>;
/// An object type with what is selected of it.
type Place<'d> = (&'d ObjectType, Sets<'d>);
/// For each response key, the fields selected under it.
type Mentions<'d> = Vec<(&'d str, Vec<(&'d ObjectType, SelectedField<'d>)>)>;

/// The tree of what `sets` select of the root type.
///
/// # Errors
/// When the condition of `@skip` or `@include` is null, or the document has introspection.
pub fn selection_tree<'d>(selection: Selection<'d>, sets: Sets<'d>) -> Result<Vec<Node>, Error> {
    let definition = selection.definition;
    nodes(selection, &[(definition.query_type(), sets)])
}

fn nodes<'d>(selection: Selection<'d>, places: &[Place<'d>]) -> Result<Vec<Node>, Error> {
    // The keys in an order that fits every type.
    let mut found: Mentions<'d> = Vec::new();
    for (object, sets) in places {
        let mut selected = selection.fields(object, sets)?;
        selected.retain(|one| !is_position(object, one));
        let keys: Vec<_> = selected.iter().map(|one| one.key).collect();
        for (at, one) in selected.into_iter().enumerate() {
            if let Some((_, known)) = found.iter_mut().find(|(key, _)| *key == one.key) {
                known.push((object, one));
                continue;
            }
            // Between what stands before and after it here, where the document has it.
            let known = |key: &&str| found.iter().position(|(other, _)| other == key);
            let from = keys[..at].iter().rev().find_map(known).map_or(0, |at| at + 1);
            let to = keys[at + 1..].iter().find_map(known).unwrap_or(found.len()).max(from);
            let later =
                |(_, mentions): &(_, Vec<(_, SelectedField<'d>)>)| mentions[0].1.pos > one.pos;
            let at = found[from..to].iter().position(later).map_or(to, |at| from + at);
            found.insert(at, (one.key, vec![(object, one)]));
        }
    }
    found.into_iter().map(|(key, mentions)| node(selection, key, &mentions)).collect()
}

/// Whether a field tells where rows stand in a page: a table has all rows, so it leaves these out.
fn is_position(object: &ObjectType, selected: &SelectedField<'_>) -> bool {
    let field = object.field(selected.node.name.node.as_str());
    field.is_some_and(|field| field.source.is_position())
}

fn node<'d>(
    selection: Selection<'d>,
    key: &str,
    mentions: &[(&'d ObjectType, SelectedField<'d>)],
) -> Result<Node, Error> {
    let definition = selection.definition;
    let (object, first) = &mentions[0];
    let name = first.node.name.node.as_str();
    if name == "__typename" {
        return Ok(type_name(key, object));
    }
    let Some(field) = object.field(name) else {
        let rule = "a table cannot have introspection; send it to /graphql";
        return Err(Error::bad_input(name, rule).at(first.pos));
    };
    let mut below: Vec<Place<'d>> = Vec::new();
    for (object, selected) in mentions {
        let Some(field) = object.field(name) else { continue };
        for object in definition.possible_types(named_type(&field.ty)) {
            match below.iter_mut().find(|(known, _)| std::ptr::eq(*known, object)) {
                None => below.push((object, selected.sets.clone())),
                Some((_, sets)) => {
                    let new = selected
                        .sets
                        .iter()
                        .filter(|set| !sets.iter().any(|known| std::ptr::eq(*known, **set)));
                    let new: Vec<_> = new.copied().collect();
                    sets.extend(new);
                }
            }
        }
    }
    let leaf = below.is_empty().then(|| leaf_kind(definition, named_type(&field.ty)));
    let role = role(definition, object, field);
    Ok(Node {
        key: key.to_owned(),
        parent: object.name.clone(),
        field: name.to_owned(),
        ty: named_type(&field.ty).to_owned(),
        doc: field.doc.clone(),
        list: field.ty.starts_with('['),
        leaf,
        role,
        limit: (role == Role::Connection).then(|| page_arguments(selection, first)).flatten(),
        children: nodes(selection, &below)?,
    })
}

fn type_name(key: &str, object: &ObjectType) -> Node {
    Node {
        key: key.to_owned(),
        parent: object.name.clone(),
        field: "__typename".to_owned(),
        ty: "String".to_owned(),
        doc: "Its type in the schema.".to_owned(),
        list: false,
        leaf: Some(LeafKind::Enum),
        role: Role::Plain,
        limit: None,
        children: Vec::new(),
    }
}

fn leaf_kind(definition: &SchemaDefinition, ty: &str) -> LeafKind {
    match ty {
        "Int" => LeafKind::Integer,
        "Float" => LeafKind::Number,
        "Boolean" => LeafKind::Boolean,
        _ if definition.enum_values(ty).is_some() => LeafKind::Enum,
        _ => definition.scalar(ty).map_or(LeafKind::Text, |scalar| scalar.kind),
    }
}

fn role(definition: &SchemaDefinition, object: &ObjectType, field: &FieldDefinition) -> Role {
    match field.source {
        FieldSource::ConnectionField(ConnectionField::Edges) => Role::Edges,
        FieldSource::ConnectionField(ConnectionField::Nodes) => Role::Nodes,
        _ if definition.is_connection(named_type(&field.ty)) => Role::Connection,
        _ if field.name == relay::NODE && has_cursor(object) => Role::EdgeNode,
        _ => Role::Plain,
    }
}

fn has_cursor(object: &ObjectType) -> bool {
    let is_cursor = |field: &FieldDefinition| {
        matches!(field.source, FieldSource::ConnectionField(ConnectionField::Cursor))
    };
    object.fields.iter().any(is_cursor)
}

/// The page arguments of a connection with their values, such as `first: 20`; None if the document gives none.
fn page_arguments(selection: Selection<'_>, selected: &SelectedField<'_>) -> Option<String> {
    let mut given = Vec::new();
    for (name, value) in &selected.node.arguments {
        let known = [argument::FIRST, argument::LAST, argument::AFTER, argument::BEFORE];
        if !known.contains(&name.node.as_str()) {
            continue;
        }
        let value = match &value.node {
            Literal::Null => continue,
            Literal::Variable(name) if !selection.variables.has_value(name) => continue,
            Literal::Variable(name) => selection.variables.values[name.as_str()].to_string(),
            value => value.to_string(),
        };
        given.push(format!("{}: {value}", name.node));
    }
    (!given.is_empty()).then(|| given.join(", "))
}
