//! Which resources the columns of a table describe: one for each object on their paths.

use super::vocabulary::{is_address, property};
use crate::report::{Table, layout::table::Column, rows::cell::Kind};

/// A resource that each row has.
pub(super) struct Resource {
    /// Keys that lead to it.
    path: Vec<String>,
    /// Its type in the schema.
    pub ty: String,
    /// The resource it is part of, and the property that it is of it.
    pub above: Option<(usize, String)>,
    /// The column of its id, where there is one.
    pub id: Option<usize>,
    /// The column of its key, where there is one.
    pub slug: Option<usize>,
    /// The column of the name of its type, where there is one.
    pub type_name: Option<usize>,
    /// What its columns say of it.
    pub values: Vec<Value>,
    /// Columns of resources below it.
    pub below: Vec<usize>,
    /// Whether it is an item of a list that stands in one cell.
    pub joined: bool,
    /// Whether other resources are part of it.
    pub has_parts: bool,
    /// Whether it is above the rows and so comes again in many.
    pub is_parent: bool,
}

/// A statement that a column makes.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of the column, and none excludes another"
)]
pub(super) struct Value {
    pub column: usize,
    pub property: String,
    pub is_address: bool,
    pub is_word: bool,
    pub is_date: bool,
    /// Its cells hold one value for each item of the list that its resource is an item of.
    pub joined: bool,
}

/// The resources of a table, each after the one it is part of.
pub(super) fn resources(table: &Table) -> Vec<Resource> {
    let mut all: Vec<Resource> = Vec::new();
    let described = table.columns.iter().enumerate().filter(|(_, column)| !column.bound);
    for (at, column) in described {
        let Some((name, owned, length)) = owner(table, column) else { continue };
        let place = find(&mut all, table, owned, length);
        let joined = column.joined.is_some();
        let resource = &mut all[place];
        match name.as_str() {
            "id" => resource.id = Some(at),
            "slug" => resource.slug = Some(at),
            "__typename" => resource.type_name = Some(at),
            field => resource.values.push(Value {
                column: at,
                property: named(&resource.ty, field),
                is_address: is_address(field),
                is_word: column.word,
                is_date: column.date,
                joined: joined && column.kind != Kind::Json,
            }),
        }
        let mut above = all[place].above.as_ref().map(|(above, _)| *above);
        while let Some(at_above) = above {
            all[at_above].below.push(at);
            above = all[at_above].above.as_ref().map(|(above, _)| *above);
        }
    }
    all
}

/// The field that a column shows, and a column of the object that has it with how many of its keys lead
/// there. Columns of pages and of edges are about lists and say nothing of a thing; but how certain it is
/// that a relation held is said of the fact on the same edge, where the document asks for one.
fn owner<'t>(table: &'t Table, column: &'t Column) -> Option<(String, &'t Column, usize)> {
    const FACTS: [&str; 3] = ["Affiliation", "Position", "Participation"];
    let (ty, field) = column.fields.last()?;
    let length = column.fields.len() - 1;
    if is_thing(ty) {
        return Some((field.clone(), column, length));
    }
    let edge = &column.path[..length];
    let fact = table.columns.iter().find(|other| {
        let below = other.fields.get(length + 1);
        other.path.starts_with(edge) && below.is_some_and(|(ty, _)| FACTS.contains(&ty.as_str()))
    });
    fact.filter(|_| field == "certainty").map(|fact| (field.clone(), fact, length + 1))
}

/// Whether objects of a type are things or facts, and not only what holds others together.
fn is_thing(ty: &str) -> bool {
    const HOLDERS: [&str; 8] =
        ["Query", "Network", "NetworkNode", "Changes", "Change", "Path", "PathStep", "Facet"];
    !HOLDERS.contains(&ty) && !["Connection", "Edge", "Facets"].iter().any(|end| ty.ends_with(end))
}

/// The place of the resource that `length` keys of a column lead to, added with all it is part of.
fn find(all: &mut Vec<Resource>, table: &Table, column: &Column, length: usize) -> usize {
    let path = &column.path[..length];
    if let Some(at) = all.iter().position(|resource| resource.path == path) {
        return at;
    }
    // Above it: the nearest object that is neither a page nor an edge, nor the query itself.
    let above = (1..length).rev().find(|length| is_thing(&column.fields[*length].0));
    let above = above.map(|length_above| {
        let at = find(all, table, column, length_above);
        let (ty, field) = &column.fields[length_above];
        all[at].has_parts = true;
        (at, named(ty, field))
    });
    // What ties two things stands on the edge between them, and is about the second.
    let on_edge = column.fields[length - 1].0.ends_with("Edge") && column.shown[length - 1];
    let above = if on_edge { None } else { above };
    let joined = column.joined.is_some_and(|joined| length >= joined);
    let is_parent = table.path.len() >= length
        && table.path[..length.min(table.path.len())] == *path
        && table.path.len() > length;
    all.push(Resource {
        path: path.to_vec(),
        ty: column.fields[length].0.clone(),
        above,
        id: None,
        slug: None,
        type_name: None,
        values: Vec::new(),
        below: Vec::new(),
        joined,
        has_parts: false,
        is_parent,
    });
    all.len() - 1
}

fn named(ty: &str, field: &str) -> String {
    property(ty, field).map_or_else(|| format!("c:{field}"), str::to_owned)
}
