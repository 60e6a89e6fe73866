//! Where in an answer each column's value lies, and what columns are called.

use crate::graphql::{
    Error,
    tabular::{LeafKind, Node, Role},
};

use super::{
    super::rows::cell::Kind,
    table::{Column, DEFAULT_BETWEEN, Handling, Names, kind_of},
};

/// A part of an answer, seen from the object that has it.
#[derive(Clone, Debug)]
pub(in crate::report) enum Layout {
    /// A value. A date has two more columns: the first and the last day that it may mean.
    Leaf { key: String, at: usize, leaf: LeafKind },
    /// A list of values in one cell.
    Words { key: String, at: usize, between: String },
    /// An object; of a connection it may turn out that a cell cannot hold all of it.
    Object { key: String, path: String, below: Vec<Layout> },
    /// Anything as JSON.
    Json { key: String, at: usize, node: Box<Node> },
    /// A list of objects, each of its columns in one cell.
    Joined { key: String, below: Vec<Layout>, between: String },
    /// A list that has the rows, or that multiplies them.
    Rows(Rows),
}

/// A list each of whose items makes rows.
#[derive(Clone, Debug)]
pub(in crate::report) struct Rows {
    pub key: String,
    /// On the way to the rows, and not exploded.
    pub on_path: bool,
    /// Where items are values: their column.
    pub value: Option<(usize, LeafKind)>,
    pub below: Vec<Layout>,
    /// The columns that an item has: from the first to before the second.
    pub columns: (usize, usize),
    /// The columns of the page that the items are on.
    pub page: (usize, usize),
}

/// Makes layout and columns together.
pub(in crate::report) struct Builder<'b> {
    path: &'b [String],
    handled: &'b [(Vec<String>, Handling)],
    /// Lists that are left out.
    others: &'b [Vec<String>],
    pub columns: Vec<Column>,
    /// Keys from the root, whether each is shown in names, and which field of which type it is.
    way: Vec<(String, bool, (String, String))>,
}

impl<'b> Builder<'b> {
    pub fn new(
        path: &'b [String],
        handled: &'b [(Vec<String>, Handling)],
        others: &'b [Vec<String>],
    ) -> Self {
        Self { path, handled, others, columns: Vec::new(), way: Vec::new() }
    }

    /// A first column that says which list a row is of.
    pub fn label(&mut self) {
        self.columns.push(Column {
            name: String::new(),
            kind: Kind::Text,
            doc: "The list that the row is of.".to_owned(),
            path: vec!["list".to_owned()],
            shown: vec![true],
            fields: Vec::new(),
            bound: false,
            word: true,
            date: false,
            joined: None,
        });
    }

    /// The fields of an object.
    pub fn fields(&mut self, nodes: &[Node]) -> Result<Vec<Layout>, Error> {
        let mut all = Vec::new();
        for node in nodes {
            let shown = !matches!(node.role, Role::Edges | Role::Nodes | Role::EdgeNode);
            self.way.push((node.key.clone(), shown, (node.parent.clone(), node.field.clone())));
            if self.others.contains(&self.keys()) {
                self.way.pop();
                continue;
            }
            let one = self.field(node);
            self.way.pop();
            all.push(one?);
        }
        Ok(all)
    }

    fn field(&mut self, node: &Node) -> Result<Layout, Error> {
        let key = node.key.clone();
        let keys = self.keys();
        let on_path = self.path.starts_with(&keys);
        let handling = self.handled.iter().find(|(known, _)| *known == keys).map(|(_, how)| how);
        if handling == Some(&Handling::Json) {
            let at = self.column(node, Kind::Json, false);
            return Ok(Layout::Json { key, at, node: Box::new(node.clone()) });
        }
        if !node.list {
            return Ok(if let Some(leaf) = node.leaf {
                Layout::Leaf { key, at: self.leaf(node, leaf), leaf }
            } else {
                let first = self.columns.len();
                let mut below = self.fields(&node.children)?;
                if node.role == Role::Connection {
                    for layout in &mut below {
                        if let Layout::Rows(rows) = layout {
                            rows.page = (first, self.columns.len());
                        }
                    }
                }
                Layout::Object { key, path: self.dotted(), below }
            });
        }
        if on_path || handling == Some(&Handling::Explode) {
            let first = self.columns.len();
            let value = node.leaf.map(|leaf| (self.leaf(node, leaf), leaf));
            let below = self.fields(&node.children)?;
            let columns = (first, self.columns.len());
            return Ok(Layout::Rows(Rows { key, on_path, value, below, columns, page: columns }));
        }
        let between = match handling {
            Some(Handling::Join(between)) => between.clone(),
            _ => DEFAULT_BETWEEN.to_owned(),
        };
        if node.leaf.is_some() {
            let at = self.column(node, Kind::Text, false);
            return Ok(Layout::Words { key, at, between });
        }
        let first = self.columns.len();
        let below = self.fields(&node.children)?;
        // In one cell with others a value is a text, and the bounds of a date have no place.
        let bounds: Vec<_> =
            (first..self.columns.len()).filter(|at| self.columns[*at].bound).collect();
        for column in &mut self.columns[first..] {
            column.joined = Some(self.way.len());
            column.kind = if column.kind == Kind::Json { Kind::Json } else { Kind::Text };
        }
        let below = without(below, &bounds);
        let mut at = 0;
        self.columns.retain(|_| {
            at += 1;
            !bounds.contains(&(at - 1))
        });
        Ok(Layout::Joined { key, below, between })
    }

    /// The columns of a value; answers the place of the first.
    fn leaf(&mut self, node: &Node, leaf: LeafKind) -> usize {
        let at = self.column(node, kind_of(leaf), false);
        if leaf == LeafKind::Date {
            for (end, what) in [("_from", "First"), ("_to", "Last")] {
                let place = self.column(node, Kind::Day, true);
                let column = &mut self.columns[place];
                end.clone_into(&mut column.name);
                column.doc = format!("{what} day that `{}` may mean.", node.key);
            }
        }
        at
    }

    fn column(&mut self, node: &Node, kind: Kind, bound: bool) -> usize {
        self.columns.push(Column {
            name: String::new(),
            kind,
            doc: node.doc.clone(),
            path: self.way.iter().map(|(key, ..)| key.clone()).collect(),
            shown: self.way.iter().map(|(_, shown, _)| *shown).collect(),
            fields: self.way.iter().map(|(.., field)| field.clone()).collect(),
            bound,
            word: node.leaf == Some(LeafKind::Enum),
            date: node.leaf == Some(LeafKind::Date),
            joined: None,
        });
        self.columns.len() - 1
    }

    fn keys(&self) -> Vec<String> {
        self.way.iter().map(|(key, ..)| key.clone()).collect()
    }

    fn dotted(&self) -> String {
        let shown = self.way.iter().filter(|(_, shown, _)| *shown);
        shown.map(|(key, ..)| key.as_str()).collect::<Vec<_>>().join(".")
    }
}

/// The same layouts once the columns `gone` are: of a joined list, in which dates have no bounds.
fn without(layouts: Vec<Layout>, gone: &[usize]) -> Vec<Layout> {
    let moved = |at: usize| at - gone.iter().filter(|gone| **gone < at).count();
    let all = layouts.into_iter().map(|layout| match layout {
        Layout::Leaf { key, at, leaf } => {
            let leaf = if leaf == LeafKind::Date { LeafKind::Text } else { leaf };
            Layout::Leaf { key, at: moved(at), leaf }
        }
        Layout::Words { key, at, between } => Layout::Words { key, at: moved(at), between },
        Layout::Json { key, at, node } => Layout::Json { key, at: moved(at), node },
        Layout::Object { key, path, below } => {
            Layout::Object { key, path, below: without(below, gone) }
        }
        Layout::Joined { key, below, between } => {
            Layout::Joined { key, below: without(below, gone), between }
        }
        // Nothing below a joined list multiplies rows.
        Layout::Rows(rows) => Layout::Rows(rows),
    });
    all.collect()
}

/// Names the columns: their path as written, without the pieces of connections unless two would have one name.
pub(in crate::report) fn name(
    columns: &mut [Column],
    rows: &[String],
    names: Names,
) -> Result<(), Error> {
    let short = |column: &Column, all: bool| {
        let skip = match names {
            Names::Short if column.path.starts_with(rows) => rows.len().min(column.path.len() - 1),
            _ => 0,
        };
        let parts = column.path.iter().zip(&column.shown).skip(skip);
        let shown: Vec<_> =
            parts.filter(|(_, shown)| all || **shown).map(|(key, _)| key.as_str()).collect();
        let last = || column.path.last().map(String::as_str).unwrap_or_default();
        let name = if shown.is_empty() { last().to_owned() } else { shown.join(".") };
        let end = if column.bound { column.name.as_str() } else { "" };
        name + end
    };
    let plain: Vec<_> = columns.iter().map(|column| short(column, false)).collect();
    let twice = |name: &String| plain.iter().filter(|known| *known == name).count() > 1;
    let unique: Vec<_> = columns
        .iter()
        .zip(&plain)
        .map(|(column, name)| if twice(name) { short(column, true) } else { name.clone() })
        .collect();
    for (at, name) in unique.iter().enumerate() {
        if unique[..at].contains(name) {
            let rule = format!(
                "two columns would have the name `{name}`; give one of the fields an alias, or ask for columns=full"
            );
            return Err(Error::bad_input("columns", rule));
        }
    }
    for (column, name) in columns.iter_mut().zip(unique) {
        column.name = name;
    }
    Ok(())
}
