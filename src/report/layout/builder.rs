//! Makes the columns of a table, and the layout that says where their values lie.

use super::{
    column::{Column, DateBound, PathStep},
    field_layout::{FieldLayout, RowList},
};
use crate::{
    graphql::tabular::{LeafKind, Node, Role},
    limits::tables::MAX_COLUMNS,
    report::{
        cell::{CellType, DEFAULT_SEPARATOR},
        options::ListHandling,
    },
};

/// Makes columns and layout of an outline.
pub(super) struct LayoutBuilder<'b> {
    /// Keys that lead to the rows.
    rows: &'b [String],
    /// What becomes of other lists, by the keys that lead to them.
    handling: &'b [(Vec<String>, ListHandling)],
    /// Keys of the fields to leave out.
    omitted: &'b [Vec<String>],
    columns: Vec<Column>,
    /// The fields on the way to the current one.
    path: Vec<PathStep>,
    /// How many keys lead to the outermost list that is joined, inside of one.
    joined_at: Option<usize>,
}

impl<'b> LayoutBuilder<'b> {
    pub fn new(
        rows: &'b [String],
        handling: &'b [(Vec<String>, ListHandling)],
        omitted: &'b [Vec<String>],
    ) -> Self {
        Self { rows, handling, omitted, columns: Vec::new(), path: Vec::new(), joined_at: None }
    }

    /// Adds a column that says which list a row comes from.
    pub fn add_list_column(&mut self) {
        self.columns.push(Column {
            name: "list".to_owned(),
            cell_type: CellType::Text,
            description: "The list that the row comes from.".to_owned(),
            path: Vec::new(),
            bound: None,
            is_enum: true,
            is_date: false,
            joined_at: None,
        });
    }

    /// The columns made so far.
    pub fn into_columns(self) -> Vec<Column> {
        self.columns
    }

    /// Lays out the fields of an object.
    pub fn fields(&mut self, nodes: &[Node]) -> Vec<FieldLayout> {
        let mut layouts = Vec::new();
        for node in nodes {
            self.path.push(PathStep {
                key: node.key.clone(),
                parent_type: node.parent.clone(),
                field: node.field.clone(),
                is_shown: !matches!(node.role, Role::Edges | Role::Nodes | Role::EdgeNode),
            });
            if !self.omitted.contains(&self.keys()) {
                layouts.push(self.field(node));
            }
            self.path.pop();
        }
        layouts
    }

    fn field(&mut self, node: &Node) -> FieldLayout {
        let key = node.key.clone();
        let keys = self.keys();
        let handling = self.handling.iter().find(|(known, _)| *known == keys).map(|(_, it)| it);
        if handling == Some(&ListHandling::Json) {
            let column = self.add_column(node, CellType::Json, None);
            return FieldLayout::Json { key, column, node: Box::new(node.clone()) };
        }
        if !node.list {
            return self.single(node);
        }
        let leads_to_rows = self.rows.starts_with(&keys);
        if leads_to_rows || handling == Some(&ListHandling::Explode) {
            return self.row_list(node, leads_to_rows);
        }
        let separator = match handling {
            Some(ListHandling::Join(separator)) => separator.clone(),
            _ => DEFAULT_SEPARATOR.to_owned(),
        };
        if node.leaf.is_some() {
            let column = self.add_column(node, CellType::Text, None);
            return FieldLayout::ValueList { key, column, separator };
        }
        let outer = self.joined_at;
        self.joined_at = outer.or(Some(self.path.len()));
        let fields = self.fields(&node.children);
        self.joined_at = outer;
        FieldLayout::Joined { key, fields, separator }
    }

    /// Lays out a value or an object.
    fn single(&mut self, node: &Node) -> FieldLayout {
        let key = node.key.clone();
        if let Some(leaf) = node.leaf {
            let (column, leaf) = self.value(node, leaf);
            return FieldLayout::Value { key, column, leaf };
        }
        let first = self.columns.len();
        let mut fields = self.fields(&node.children);
        if node.role == Role::Connection {
            for layout in &mut fields {
                if let FieldLayout::Rows(list) = layout {
                    list.connection_columns = first..self.columns.len();
                }
            }
        }
        FieldLayout::Object { key, path: self.shown_path(), fields }
    }

    fn row_list(&mut self, node: &Node, leads_to_rows: bool) -> FieldLayout {
        let first = self.columns.len();
        let value = node.leaf.map(|leaf| self.value(node, leaf));
        let fields = self.fields(&node.children);
        let columns = first..self.columns.len();
        FieldLayout::Rows(RowList {
            key: node.key.clone(),
            leads_to_rows,
            value,
            fields,
            columns: columns.clone(),
            connection_columns: columns,
        })
    }

    /// Adds the columns of a value. Returns the position of the first, and how to read the value: a date in a
    /// joined list is text, because its bounds would need cells of their own.
    fn value(&mut self, node: &Node, leaf: LeafKind) -> (usize, LeafKind) {
        if self.joined_at.is_some() {
            let leaf = if leaf == LeafKind::Date { LeafKind::Text } else { leaf };
            return (self.add_column(node, CellType::Text, None), leaf);
        }
        let column = self.add_column(node, cell_type(leaf), None);
        if leaf == LeafKind::Date {
            for (bound, day) in [(DateBound::First, "First"), (DateBound::Last, "Last")] {
                let bound = self.add_column(node, CellType::Day, Some(bound));
                self.columns[bound].description =
                    format!("{day} day that `{}` can mean.", node.key);
            }
        }
        (column, leaf)
    }

    /// Adds a column and returns its position. Beyond the limit, whose check follows, none is added.
    fn add_column(&mut self, node: &Node, cell_type: CellType, bound: Option<DateBound>) -> usize {
        if self.columns.len() > MAX_COLUMNS {
            return MAX_COLUMNS;
        }
        self.columns.push(Column {
            name: String::new(),
            cell_type,
            description: node.doc.clone(),
            path: self.path.clone(),
            bound,
            is_enum: node.leaf == Some(LeafKind::Enum),
            is_date: node.leaf == Some(LeafKind::Date),
            joined_at: self.joined_at,
        });
        self.columns.len() - 1
    }

    fn keys(&self) -> Vec<String> {
        self.path.iter().map(|step| step.key.clone()).collect()
    }

    /// The path of the current field as people write it.
    fn shown_path(&self) -> String {
        let shown = self.path.iter().filter(|step| step.is_shown);
        shown.map(|step| step.key.as_str()).collect::<Vec<_>>().join(".")
    }
}

fn cell_type(leaf: LeafKind) -> CellType {
    match leaf {
        LeafKind::Text | LeafKind::Enum | LeafKind::Date => CellType::Text,
        LeafKind::Integer => CellType::Integer,
        LeafKind::Number => CellType::Number,
        LeafKind::Boolean => CellType::Boolean,
    }
}
