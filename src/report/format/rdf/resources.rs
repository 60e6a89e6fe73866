//! The resources that the columns of a table describe: one for each object on their paths.

use super::vocabulary::{is_address, is_record_type, property};
use crate::report::{
    cell::CellType,
    layout::{Column, Table},
    plans::hidden,
};

/// A resource that each row has.
pub(super) struct Resource {
    /// The keys that lead to it.
    path: Vec<String>,
    /// Its type in the schema.
    pub type_in_schema: String,
    /// The resource that it belongs to.
    pub parent: Option<Parent>,
    /// The column of its id, if the table has it.
    pub id: Option<usize>,
    /// The column of its slug, if the table has it.
    pub slug: Option<usize>,
    /// The column of its `__typename`, if the table has it.
    pub type_name: Option<usize>,
    /// The column of its stage or status.
    pub stage: Option<usize>,
    /// Of a relation, the column that says whether it holds today.
    pub is_current: Option<usize>,
    /// The position of the relation on the same edge: that its parent has this resource is what the relation says.
    pub relation: Option<usize>,
    /// The column of the language of a name, if the table has it.
    pub language: Option<usize>,
    /// The columns that state something about it.
    pub values: Vec<Value>,
    /// The columns of the resources that belong to it.
    pub columns_below: Vec<usize>,
    /// Whether it is an item of a joined list.
    pub is_joined: bool,
    /// Whether other resources belong to it.
    pub has_parts: bool,
    /// Whether it contains the list of the rows, and so is the same in many of them.
    pub is_above_rows: bool,
}

/// The resource that another one belongs to.
pub(super) struct Parent {
    /// Its position in the list of resources.
    pub position: usize,
    /// Its property whose value the other resource is.
    pub property: String,
    /// The name of the property in the registry's own vocabulary.
    pub own_property: String,
}

/// A column that states something about a resource.
#[expect(clippy::struct_excessive_bools, reason = "independent properties of a column")]
pub(super) struct Value {
    pub column: usize,
    pub property: String,
    /// The name of the property in the registry's own vocabulary.
    pub own_property: String,
    /// Whether it is stated only if no other column states the property.
    pub is_added: bool,
    pub is_address: bool,
    pub is_enum: bool,
    pub is_date: bool,
    /// Whether its cells have a value for each item of the joined list that the resource is an item of.
    pub is_joined: bool,
}

/// The resources of a table, each after the one that it belongs to.
pub(super) fn resources(table: &Table) -> Vec<Resource> {
    let mut all: Vec<Resource> = Vec::new();
    let columns = table.columns.iter().enumerate().filter(|(_, column)| column.bound.is_none());
    for (column_position, column) in columns {
        let Some(owner) = owner(table, column) else { continue };
        let position = find_or_add(&mut all, table, owner.column, owner.depth);
        let resource = &mut all[position];
        match owner.field {
            "id" => resource.id = Some(column_position),
            "slug" => resource.slug = Some(column_position),
            "__typename" => resource.type_name = Some(column_position),
            field => {
                if field == "language" && resource.type_in_schema == "Name" {
                    resource.language = Some(column_position);
                }
                let key = column.path.last().map_or("", |step| &*step.key);
                let field = match key {
                    hidden::STAGE => {
                        resource.stage = Some(column_position);
                        field
                    }
                    hidden::IS_CURRENT => {
                        resource.is_current = Some(column_position);
                        field
                    }
                    hidden::SINCE => "since",
                    hidden::UNTIL => "until",
                    _ => field,
                };
                resource.values.push(Value {
                    column: column_position,
                    property: property_name(&resource.type_in_schema, field),
                    own_property: format!("c:{field}"),
                    is_added: key.starts_with("__"),
                    is_address: is_address(field),
                    is_enum: column.is_enum,
                    is_date: column.is_date,
                    is_joined: column.joined_at.is_some() && column.cell_type != CellType::Json,
                });
            }
        }
        let mut ancestor = all[position].parent.as_ref().map(|parent| parent.position);
        while let Some(position) = ancestor {
            all[position].columns_below.push(column_position);
            ancestor = all[position].parent.as_ref().map(|parent| parent.position);
        }
    }
    for position in 0..all.len() {
        all[position].relation = all.iter().position(|it| is_relation_of(it, &all[position]));
    }
    all
}

/// Whether a resource is the relation that the edge follows whose other end is `node`.
fn is_relation_of(relation: &Resource, node: &Resource) -> bool {
    let on_same_edge = match (relation.path.split_last(), node.path.split_last()) {
        (Some((_, edge)), Some((_, other))) => edge == other && relation.path != node.path,
        _ => false,
    };
    on_same_edge && relation.is_relation()
}

/// The types of the relations that edges follow.
const RELATIONS: [&str; 3] = ["Affiliation", "Position", "Participation"];

impl Resource {
    /// Whether it is a relation of its own, with dates.
    pub fn is_relation(&self) -> bool {
        RELATIONS.contains(&self.type_in_schema.as_str())
    }
}

/// The object that a column states something about.
struct Owner<'t> {
    /// The field of the statement.
    field: &'t str,
    /// A column of the object.
    column: &'t Column,
    /// How many keys of that column lead to the object.
    depth: usize,
}

/// The owner of a column. Columns of pages and of edges are about lists, so they have none, except `certainty`:
/// it says how certain the fact on the same edge is, if the document selects the fact.
fn owner<'t>(table: &'t Table, column: &'t Column) -> Option<Owner<'t>> {
    let step = column.path.last()?;
    let field = step.field.as_str();
    let depth = column.path.len() - 1;
    if is_record_type(&step.parent_type) {
        return Some(Owner { field, column, depth });
    }
    let edge = column.keys(depth);
    let has_fact = |other: &&Column| {
        let below = other.path.get(depth + 1);
        let is_fact = below.is_some_and(|step| RELATIONS.contains(&step.parent_type.as_str()));
        is_fact && other.keys(depth) == edge && other.path[depth].key != hidden::RELATION
    };
    let fact = table.columns.iter().find(has_fact).filter(|_| field == "certainty")?;
    Some(Owner { field, column: fact, depth: depth + 1 })
}

/// The position of the resource that the first `depth` keys of a column lead to. Adds it, after those that it
/// belongs to, if it is not there.
fn find_or_add(all: &mut Vec<Resource>, table: &Table, column: &Column, depth: usize) -> usize {
    let path: Vec<_> = column.keys(depth).into_iter().map(str::to_owned).collect();
    if let Some(position) = all.iter().position(|resource| resource.path == path) {
        return position;
    }
    // The nearest object above that is neither a page, nor an edge, nor the query itself.
    let parent_depth = (1..depth).rev().find(|it| is_record_type(&column.path[*it].parent_type));
    let parent = parent_depth.map(|depth| {
        let position = find_or_add(all, table, column, depth);
        all[position].has_parts = true;
        let step = &column.path[depth];
        let property = property_name(&step.parent_type, &step.field);
        Parent { position, property, own_property: format!("c:{}", step.field) }
    });
    // A fact on an edge is about both ends, so it belongs to neither.
    let last = &column.path[depth - 1];
    let is_on_edge = last.parent_type.ends_with("Edge") && last.is_shown;
    all.push(Resource {
        type_in_schema: column.path[depth].parent_type.clone(),
        parent: parent.filter(|_| !is_on_edge),
        id: None,
        slug: None,
        type_name: None,
        language: None,
        stage: None,
        is_current: None,
        relation: None,
        values: Vec::new(),
        columns_below: Vec::new(),
        is_joined: column.joined_at.is_some_and(|joined_at| depth >= joined_at),
        has_parts: false,
        is_above_rows: table.row_keys.len() > depth && table.row_keys.starts_with(&path),
        path,
    });
    all.len() - 1
}

fn property_name(type_name: &str, field: &str) -> String {
    property(type_name, field).map_or_else(|| format!("c:{field}"), str::to_owned)
}
