//! RDF: each object of a row is a resource, each cell a statement about it. Things are named by their
//! keys (`urn:consortia:Organization:sanofi`), so what several rows say of one thing comes together; what
//! has no key is a blank node. Two syntaxes: Turtle and JSON-LD, both written as the rows come.

use std::{
    borrow::Cow,
    fmt::Write as _,
    io::{self, BufWriter, Write},
};

use serde_json::{Map, Value as Json, json};

use super::{
    Output, Writer,
    resources::{Resource, Value, resources},
    vocabulary::{PREFIXES, classes},
};
use crate::{
    graphql::global_id,
    report::{Table, licence, prepared::About, rows::cell::Cell},
};

/// How statements are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// JSON-LD.
    Jsonld,
    /// Turtle.
    Turtle,
}

/// Writes `jsonld` and `ttl`.
pub(super) struct Rdf<'w> {
    out: BufWriter<&'w mut dyn Output>,
    syntax: Syntax,
    resources: Vec<Resource>,
    /// The name each resource had in the row before: it has been described.
    last: Vec<Option<String>>,
    row: u64,
    written: u64,
}

/// A resource of one row, ready to be written.
struct Described {
    name: String,
    classes: Vec<String>,
    statements: Vec<(String, Object)>,
}

enum Object {
    Named(String),
    Text(String),
    Typed(String, &'static str),
}

impl<'w> Rdf<'w> {
    /// With everything before the first resource written, and what the table is.
    pub fn new(
        table: &Table,
        about: &About,
        syntax: Syntax,
        out: &'w mut dyn Output,
    ) -> io::Result<Self> {
        let mut out = BufWriter::new(out);
        match syntax {
            Syntax::Turtle => {
                for (prefix, name) in PREFIXES {
                    writeln!(out, "@prefix {prefix}: <{name}> .")?;
                }
            }
            Syntax::Jsonld => {
                let context: Map<_, _> = PREFIXES
                    .iter()
                    .map(|(prefix, name)| ((*prefix).to_owned(), json!(name)))
                    .collect();
                write!(out, "{{\"@context\":{},\"@graph\":[", Json::Object(context))?;
            }
        }
        let resources = resources(table);
        let last = vec![None; resources.len()];
        let mut rdf = Self { out, syntax, resources, last, row: 0, written: 0 };
        rdf.described(&dataset(about))?;
        Ok(rdf)
    }

    fn described(&mut self, described: &Described) -> io::Result<()> {
        match self.syntax {
            Syntax::Turtle => self.turtle(described)?,
            Syntax::Jsonld => self.jsonld(described)?,
        }
        self.written += 1;
        Ok(())
    }

    /// The resources of a row.
    fn describe(&mut self, cells: &[Cell<'_>]) -> Vec<Described> {
        let mut names: Vec<Vec<Option<(String, String)>>> = Vec::new();
        let mut all: Vec<Described> = Vec::new();
        for (at, resource) in self.resources.iter().enumerate() {
            let times = resource.times(cells);
            let mut own = Vec::new();
            for time in 0..times {
                let named = resource.name(cells, time).or_else(|| {
                    let says = resource
                        .values
                        .iter()
                        .any(|value| text(cells, value.column, time).is_some());
                    // What has no key and says nothing is not there.
                    (says || resource.has_parts)
                        .then(|| (format!("_:r{}n{at}i{time}", self.row), resource.ty.clone()))
                });
                let Some((name, ty)) = named else {
                    own.push(None);
                    continue;
                };
                let mut described =
                    Described { name: name.clone(), classes: kinds(&ty), statements: Vec::new() };
                for value in &resource.values {
                    described.statements.extend(objects(cells, value, time));
                }
                if let Some((above, property)) = &resource.above {
                    let parents = &names[*above];
                    let parent = parents.get(time.min(parents.len().saturating_sub(1)));
                    if let Some(Some((parent, _))) = parent {
                        let link = Described {
                            name: parent.clone(),
                            classes: Vec::new(),
                            statements: vec![(property.clone(), Object::Named(name.clone()))],
                        };
                        all.push(link);
                    }
                }
                own.push(Some((name, ty)));
                all.push(described);
            }
            // A parent that comes again and again, row after row, is described once.
            if let ([Some((name, _))], false) = (&own[..], resource.joined) {
                let known = self.last[at].replace(name.clone());
                if known.as_deref() == Some(name)
                    && !name.starts_with("_:")
                    && resource.is_parent
                    && let Some(described) = all.iter_mut().rfind(|one| one.name == *name)
                {
                    described.classes.clear();
                    described.statements.clear();
                }
            }
            names.push(own);
        }
        all.retain(|one| !one.statements.is_empty() || !one.classes.is_empty());
        all
    }

    fn turtle(&mut self, described: &Described) -> io::Result<()> {
        let mut text = String::new();
        subject(&described.name, &mut text);
        let mut parts = Vec::new();
        if !described.classes.is_empty() {
            parts.push(format!("a {}", described.classes.join(", ")));
        }
        for (property, object) in &described.statements {
            let mut part = format!("{property} ");
            match object {
                Object::Named(name) => subject(name, &mut part),
                Object::Text(text) => quoted(text, &mut part),
                Object::Typed(text, ty) => {
                    quoted(text, &mut part);
                    part.push_str("^^");
                    part.push_str(ty);
                }
            }
            parts.push(part);
        }
        // Writing to a String cannot fail.
        let _ = write!(text, " {} .", parts.join(" ;\n    "));
        writeln!(self.out, "\n{text}")
    }

    fn jsonld(&mut self, described: &Described) -> io::Result<()> {
        let mut node = Map::new();
        node.insert("@id".to_owned(), described.name.as_str().into());
        if !described.classes.is_empty() {
            node.insert("@type".to_owned(), described.classes.clone().into());
        }
        for (property, object) in &described.statements {
            let value = match object {
                Object::Named(name) => json!({ "@id": name }),
                Object::Text(text) => json!(text),
                Object::Typed(text, ty) => json!({ "@value": text, "@type": ty }),
            };
            let values = node.entry(property.clone()).or_insert_with(|| json!([]));
            if let Json::Array(values) = values {
                values.push(value);
            }
        }
        write!(self.out, "{}\n{}", if self.written == 0 { "" } else { "," }, Json::Object(node))
    }
}

impl Writer for Rdf<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.row += 1;
        for described in self.describe(cells) {
            self.described(&described)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.syntax == Syntax::Jsonld {
            self.out.write_all(b"\n]}\n")?;
        }
        self.out.flush()
    }
}

/// What the table is: without the date asked about, nobody knew when something was certain.
fn dataset(about: &About) -> Described {
    let mut statements = vec![
        ("schema:name".to_owned(), Object::Text(about.title.clone())),
        ("c:asOf".to_owned(), Object::Text(about.as_of.clone())),
        ("schema:version".to_owned(), Object::Text(about.data_version.clone())),
    ];
    let licences = licence::addresses(&about.licence).into_iter().map(Object::Named);
    statements.extend(licences.map(|address| ("schema:license".to_owned(), address)));
    let classes = vec!["schema:Dataset".to_owned()];
    Described { name: "_:table".to_owned(), classes, statements }
}

fn kinds(ty: &str) -> Vec<String> {
    let known = classes(ty);
    if known.is_empty() {
        vec![format!("c:{ty}")]
    } else {
        known.iter().map(|class| (*class).to_owned()).collect()
    }
}

/// The text of a cell; of a joined one, that of the item.
fn text<'c>(cells: &'c [Cell<'_>], column: usize, time: usize) -> Option<Cow<'c, str>> {
    match &cells[column] {
        Cell::Null => None,
        Cell::Joined(values, _) => {
            values.get(time).and_then(|value| value.as_deref().map(Cow::Borrowed))
        }
        cell => Some(cell.text()),
    }
}

/// The statements that a cell makes about its resource.
fn objects(cells: &[Cell<'_>], value: &Value, time: usize) -> Vec<(String, Object)> {
    let cell = &cells[value.column];
    let texts: Vec<_> = match cell {
        Cell::Null => Vec::new(),
        // A list of words of one resource: a statement for each.
        Cell::Joined(values, _) if !value.joined => {
            values.iter().flatten().map(|text| Cow::Borrowed(&**text)).collect()
        }
        _ => text(cells, value.column, time).into_iter().collect(),
    };
    let object = |text: Cow<'_, str>| match cell {
        Cell::Integer(_) => Object::Typed(text.into_owned(), "xsd:integer"),
        Cell::Number(_) => Object::Typed(text.into_owned(), "xsd:double"),
        Cell::Boolean(_) => Object::Typed(text.into_owned(), "xsd:boolean"),
        _ if value.is_word => Object::Named(format!("urn:consortia:word:{text}")),
        _ if value.is_address && text.contains("://") => Object::Named(text.into_owned()),
        _ if value.is_date => {
            let ty = match text.len() {
                4 => "xsd:gYear",
                7 => "xsd:gYearMonth",
                _ => "xsd:date",
            };
            Object::Typed(text.into_owned(), ty)
        }
        _ => Object::Text(text.into_owned()),
    };
    texts.into_iter().map(|text| (value.property.clone(), object(text))).collect()
}

impl Resource {
    /// The name of the resource and its type, where it has a key.
    fn name(&self, cells: &[Cell<'_>], time: usize) -> Option<(String, String)> {
        let of_id = self.id.and_then(|column| text(cells, column, time));
        if let Some((ty, key)) = of_id.and_then(|id| global_id::decode(&id)) {
            return Some((format!("urn:consortia:{ty}:{key}"), ty));
        }
        let key = self.slug.and_then(|column| text(cells, column, time))?;
        let named = self.type_name.and_then(|column| text(cells, column, time));
        let ty = named.map_or_else(|| self.ty.clone(), Cow::into_owned);
        Some((format!("urn:consortia:{ty}:{key}"), ty))
    }

    /// How often the resource comes in a row: once, or as often as its list has items.
    fn times(&self, cells: &[Cell<'_>]) -> usize {
        if !self.joined {
            return 1;
        }
        let all = self
            .values
            .iter()
            .map(|value| value.column)
            .chain(self.id)
            .chain(self.slug)
            .chain(self.below.iter().copied());
        let count = |column: usize| match &cells[column] {
            Cell::Joined(values, _) => values.len(),
            _ => 0,
        };
        all.map(count).max().unwrap_or_default()
    }
}

/// A name as Turtle has it: in brackets, what cannot stand in them escaped; blank nodes as they are.
fn subject(name: &str, out: &mut String) {
    if name.starts_with("_:") {
        out.push_str(name);
        return;
    }
    out.push('<');
    for letter in name.chars() {
        match letter {
            '\u{0}'..=' ' | '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out.push('>');
}

/// A text as Turtle has it.
fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            letter => out.push(letter),
        }
    }
    out.push('"');
}
