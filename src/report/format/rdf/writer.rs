//! Writes a table as RDF, row by row.

use std::io::{self, BufWriter, Write};

use super::{
    description::{Description, Object, Statement, Subject, rdf_classes},
    jsonld,
    resources::{Resource, resources},
    turtle,
};
use crate::report::{
    cell::Cell,
    format::writer::{FormatWriter, Output, WriterInput},
    licence,
    metadata::TableMetadata,
};

/// The syntaxes of RDF.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::report::format) enum RdfSyntax {
    /// JSON-LD.
    Jsonld,
    /// Turtle.
    Turtle,
}

/// Writes `jsonld` and `ttl`.
pub(in crate::report::format) struct RdfWriter<'w> {
    out: BufWriter<&'w mut dyn Output>,
    syntax: RdfSyntax,
    resources: Vec<Resource>,
    /// The subject of each resource in the previous row. It need not be described again.
    previous: Vec<Option<String>>,
    /// Number of the current row, which makes the labels of blank nodes unique.
    row: u64,
    is_first: bool,
}

impl<'w> RdfWriter<'w> {
    /// Writes the start of the file, and the description of the table as a data set.
    pub fn new(
        syntax: RdfSyntax,
        input: WriterInput<'_>,
        out: &'w mut dyn Output,
    ) -> io::Result<Self> {
        let mut out = BufWriter::new(out);
        match syntax {
            RdfSyntax::Turtle => turtle::write_start(&mut out)?,
            RdfSyntax::Jsonld => jsonld::write_start(&mut out)?,
        }
        let resources = resources(input.table);
        let previous = vec![None; resources.len()];
        let mut writer = Self { out, syntax, resources, previous, row: 0, is_first: true };
        writer.write(&dataset(input.metadata))?;
        Ok(writer)
    }

    fn write(&mut self, description: &Description) -> io::Result<()> {
        match self.syntax {
            RdfSyntax::Turtle => turtle::write_description(&mut self.out, description)?,
            RdfSyntax::Jsonld => {
                jsonld::write_description(&mut self.out, description, self.is_first)?;
            }
        }
        self.is_first = false;
        Ok(())
    }

    /// Describes the resources of a row.
    fn describe(&mut self, cells: &[Cell<'_>]) -> Vec<Description> {
        let mut descriptions: Vec<Description> = Vec::new();
        // The subjects of each resource, by the items of its joined list.
        let mut subjects: Vec<Vec<Option<String>>> = Vec::new();
        for (position, resource) in self.resources.iter().enumerate() {
            let mut own = Vec::new();
            for item in 0..resource.item_count(cells) {
                let subject = resource.subject(cells, item).or_else(|| {
                    let exists = resource.has_values(cells, item) || resource.has_parts;
                    exists.then(|| blank_node(resource, self.row, position, item))
                });
                let Some(Subject { name, type_name }) = subject else {
                    own.push(None);
                    continue;
                };
                descriptions.extend(link_from_parent(resource, &subjects, item, &name));
                descriptions.push(Description {
                    subject: name.clone(),
                    classes: rdf_classes(&type_name),
                    statements: resource.statements(cells, item),
                });
                own.push(Some(name));
            }
            if let ([Some(name)], false) = (&own[..], resource.is_joined) {
                let previous = self.previous[position].replace(name.clone());
                let is_repeated = resource.is_above_rows && previous.as_deref() == Some(name);
                if is_repeated && !name.starts_with("_:") {
                    remove_description(&mut descriptions, name);
                }
            }
            subjects.push(own);
        }
        descriptions.retain(|it| !it.statements.is_empty() || !it.classes.is_empty());
        descriptions
    }
}

/// The subject of a resource that has no key.
fn blank_node(resource: &Resource, row: u64, position: usize, item: usize) -> Subject {
    let name = format!("_:r{row}n{position}i{item}");
    Subject { name, type_name: resource.type_in_schema.clone() }
}

/// The statement that a resource belongs to its parent, as a description of the parent.
fn link_from_parent(
    resource: &Resource,
    subjects: &[Vec<Option<String>>],
    item: usize,
    name: &str,
) -> Option<Description> {
    let parent = resource.parent.as_ref()?;
    let parents = &subjects[parent.position];
    let subject = parents.get(item.min(parents.len().saturating_sub(1)))?.clone()?;
    let object = Object::Resource(name.to_owned());
    let statement = Statement { property: parent.property.clone(), object };
    Some(Description { subject, classes: Vec::new(), statements: vec![statement] })
}

/// Empties the last description of a resource that the row before described.
fn remove_description(descriptions: &mut [Description], name: &str) {
    if let Some(description) = descriptions.iter_mut().rfind(|it| it.subject == *name) {
        description.classes.clear();
        description.statements.clear();
    }
}

impl FormatWriter for RdfWriter<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.row += 1;
        for description in self.describe(cells) {
            self.write(&description)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.syntax == RdfSyntax::Jsonld {
            jsonld::write_end(&mut self.out)?;
        }
        self.out.flush()
    }
}

/// The table as a data set. It has the date asked about, without which nobody could tell when a fact was certain.
fn dataset(metadata: &TableMetadata) -> Description {
    let text = |property: &str, text: &str| Statement {
        property: property.to_owned(),
        object: Object::Text(text.to_owned()),
    };
    let mut statements = vec![
        text("schema:name", &metadata.title),
        text("c:asOf", &metadata.as_of),
        text("schema:version", &metadata.data_version),
    ];
    statements.extend(licence::addresses(&metadata.licence).into_iter().map(|address| Statement {
        property: "schema:license".to_owned(),
        object: Object::Resource(address),
    }));
    let classes = vec!["schema:Dataset".to_owned()];
    Description { subject: "_:table".to_owned(), classes, statements }
}
