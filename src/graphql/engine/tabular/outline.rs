//! The outline of a document: which fields an operation selects and what they hold, as the schema says.
//!
//! It knows the document and the schema and no data, so what is made of it (the columns of a report)
//! is the same for every answer. Fragments are opened; of an interface or union the outline has the
//! fields of all types that it can be.

use async_graphql::parser::types::SelectionSet;

use crate::graphql::engine::{
    definition::{
        ConnectionField, FieldDefinition, FieldSource, ObjectType, SchemaDefinition, named,
    },
    error::Error,
    plan::selection::{Document, Selected},
};

/// A field selected.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its key in the answer.
    pub key: String,
    /// The type that has the field; the first of several.
    pub parent: String,
    /// Name of the field in the schema.
    pub field: String,
    /// The type named in its type: `Name` of `[Name!]!`.
    pub ty: String,
    /// What it means, as the schema says.
    pub doc: String,
    /// Whether it is a list.
    pub list: bool,
    /// What it holds where it holds a value and not an object.
    pub leaf: Option<Leaf>,
    /// Its part in a connection.
    pub role: Role,
    /// For a connection: the page that the document asks for, such as `first: 20`.
    pub limit: Option<String>,
    /// What is selected below it, in the order of the document.
    pub children: Vec<Node>,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaf {
    /// Text or an id.
    Text,
    /// A word of a closed vocabulary.
    Word,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A date known to the year, the month or the day.
    Date,
}

/// What a field is to the pages of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    Plain,
    /// The list itself, a page at a time.
    Connection,
    /// Its rows with what ties them to the parent.
    Edges,
    /// Its rows.
    Nodes,
    /// The row of an edge.
    EdgeNode,
}

type Sets<'d> = Vec<&'d SelectionSet>;
/// An object type with what is selected of it.
type Place<'d> = (&'d ObjectType, Sets<'d>);
/// For each key all its mentions.
type Mentions<'d> = Vec<(&'d str, Vec<(&'d ObjectType, Selected<'d>)>)>;

/// The outline of what `sets` select of the query.
///
/// # Errors
/// A condition whose variable was given as null, or a question to the schema itself.
pub(super) fn outline<'d>(document: Document<'d>, sets: Sets<'d>) -> Result<Vec<Node>, Error> {
    let definition = document.definition;
    nodes(document, &[(&definition.objects[0], sets)])
}

fn nodes<'d>(document: Document<'d>, places: &[Place<'d>]) -> Result<Vec<Node>, Error> {
    // The keys in an order that fits every type.
    let mut found: Mentions<'d> = Vec::new();
    for (object, sets) in places {
        let mut selected = document.collect(object, sets)?;
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
            let later = |(_, mentions): &(_, Vec<(_, Selected<'d>)>)| mentions[0].1.pos > one.pos;
            let at = found[from..to].iter().position(later).map_or(to, |at| from + at);
            found.insert(at, (one.key, vec![(object, one)]));
        }
    }
    found.into_iter().map(|(key, mentions)| node(document, key, &mentions)).collect()
}

/// Cursors and pages mean nothing in a table, which has all rows.
fn is_position(object: &ObjectType, selected: &Selected<'_>) -> bool {
    let field = object.field(selected.node.name.node.as_str());
    field.is_some_and(is_position_field)
}

/// Whether a field tells where a page begins or ends.
pub(super) fn is_position_field(field: &FieldDefinition) -> bool {
    matches!(
        field.read,
        FieldSource::ConnectionField(ConnectionField::PageInfo | ConnectionField::Cursor)
    )
}

fn node<'d>(
    document: Document<'d>,
    key: &str,
    mentions: &[(&'d ObjectType, Selected<'d>)],
) -> Result<Node, Error> {
    let definition = document.definition;
    let (object, first) = &mentions[0];
    let name = first.node.name.node.as_str();
    if name == "__typename" {
        return Ok(type_name(key, object));
    }
    let Some(field) = object.field(name) else {
        let rule = "a table shows data; ask for the schema itself at /graphql";
        return Err(Error::bad_input(name, rule).at(first.pos));
    };
    let mut below: Vec<Place<'d>> = Vec::new();
    for (object, selected) in mentions {
        let Some(field) = object.field(name) else { continue };
        for object in possible(definition, named(&field.ty)) {
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
    let leaf = below.is_empty().then(|| leaf(definition, named(&field.ty)));
    let role = role(definition, object, field);
    Ok(Node {
        key: key.to_owned(),
        parent: object.name.clone(),
        field: name.to_owned(),
        ty: named(&field.ty).to_owned(),
        doc: field.doc.clone(),
        list: field.ty.starts_with('['),
        leaf,
        role,
        limit: (role == Role::Connection).then(|| limit(first)).flatten(),
        children: nodes(document, &below)?,
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
        leaf: Some(Leaf::Word),
        role: Role::Plain,
        limit: None,
        children: Vec::new(),
    }
}

/// The object types that something of type `name` can be; none for values.
pub(super) fn possible<'t>(definition: &'t SchemaDefinition, name: &str) -> Vec<&'t ObjectType> {
    if let Some(object) = definition.object(name) {
        return vec![object];
    }
    let names = definition.abstract_type(name).map_or(&[][..], |ty| ty.possible);
    names.iter().filter_map(|name| definition.object(name)).collect()
}

fn leaf(definition: &SchemaDefinition, ty: &str) -> Leaf {
    match ty {
        "Int" => Leaf::Integer,
        "Float" => Leaf::Number,
        "Boolean" => Leaf::Boolean,
        "PartialDate" => Leaf::Date,
        _ if definition.words(ty).is_some() => Leaf::Word,
        _ => Leaf::Text,
    }
}

fn role(definition: &SchemaDefinition, object: &ObjectType, field: &FieldDefinition) -> Role {
    let has_edges = |object: &ObjectType| {
        object
            .fields
            .iter()
            .any(|field| matches!(field.read, FieldSource::ConnectionField(ConnectionField::Edges)))
    };
    match field.read {
        FieldSource::ConnectionField(ConnectionField::Edges) => Role::Edges,
        FieldSource::ConnectionField(ConnectionField::Nodes) => Role::Nodes,
        _ if definition.object(named(&field.ty)).is_some_and(has_edges) => Role::Connection,
        _ if field.name == "node"
            && object.fields.iter().any(|field| {
                matches!(field.read, FieldSource::ConnectionField(ConnectionField::Cursor))
            }) =>
        {
            Role::EdgeNode
        }
        _ => Role::Plain,
    }
}

/// The page that a document asks for by itself, where it does.
fn limit(selected: &Selected<'_>) -> Option<String> {
    let mut asked = Vec::new();
    for (name, value) in &selected.node.arguments {
        let null = value.node == async_graphql_value::Value::Null;
        if ["first", "last", "after", "before"].contains(&name.node.as_str()) && !null {
            asked.push(format!("{}: {}", name.node, value.node));
        }
    }
    (!asked.is_empty()).then(|| asked.join(", "))
}
