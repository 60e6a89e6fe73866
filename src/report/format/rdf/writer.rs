//! Writes a table as RDF, row by row.

use std::io::{self, BufWriter, Write};

use super::{
    description::{Description, Object, Statement, Subject, rdf_classes},
    jsonld,
    resources::{Parent, Resource, resources},
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
    descriptions: DescriptionWriter<'w>,
    resources: Vec<Resource>,
    /// The subject of each resource in the previous row. It need not be described again.
    previous: Vec<Option<String>>,
    /// How many statements that one record has another are left out.
    left_out: u64,
    /// Number of the current row, which makes the labels of blank nodes unique.
    row: u64,
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
        let mut descriptions = DescriptionWriter { out, syntax, is_first: true };
        descriptions.write(&dataset(input.metadata))?;
        Ok(Self { descriptions, resources, previous, left_out: 0, row: 0 })
    }

    /// Describes the resources of a row, and writes each as soon as it is described.
    fn describe(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
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
                if let Some(link) = self.link_from_parent(resource, cells, &subjects, item, &name) {
                    // A statement has no dates, so it is made only of what certainly holds today.
                    let relation = resource.relation.map(|it| &self.resources[it]);
                    let is_followed = resource.parent.as_ref().is_some_and(is_of_hierarchy);
                    if !is_followed && relation.is_none_or(|it| it.is_current(cells, item)) {
                        self.descriptions.write(&link)?;
                    } else {
                        self.left_out += 1;
                    }
                }
                if !is_repeated(resource, &mut self.previous[position], &name) {
                    self.descriptions.write(&Description {
                        subject: name.clone(),
                        classes: rdf_classes(&type_name, resource.is_plan(cells, item)),
                        statements: resource.statements(cells, item),
                    })?;
                }
                own.push(Some(name));
            }
            subjects.push(own);
        }
        Ok(())
    }
}

impl RdfWriter<'_> {
    /// The statement that a resource belongs to its parent, as a description of the parent.
    fn link_from_parent(
        &self,
        resource: &Resource,
        cells: &[Cell<'_>],
        subjects: &[Vec<Option<String>>],
        item: usize,
        name: &str,
    ) -> Option<Description> {
        let parent = resource.parent.as_ref()?;
        let parents = &subjects[parent.position];
        let of_parent = item.min(parents.len().saturating_sub(1));
        let subject = parents.get(of_parent)?.clone()?;
        let owner = &self.resources[parent.position];
        let is_planned = owner.is_planned_fact(cells, of_parent);
        let property = if is_planned { &parent.own_property } else { &parent.property };
        let object = Object::Resource(name.to_owned());
        let statement = Statement { property: property.clone(), object };
        Some(Description { subject, classes: Vec::new(), statements: vec![statement] })
    }
}

/// Writes descriptions in a syntax.
struct DescriptionWriter<'w> {
    out: BufWriter<&'w mut dyn Output>,
    syntax: RdfSyntax,
    is_first: bool,
}

impl DescriptionWriter<'_> {
    /// Writes a description, unless it states nothing.
    fn write(&mut self, description: &Description) -> io::Result<()> {
        if description.statements.is_empty() && description.classes.is_empty() {
            return Ok(());
        }
        match self.syntax {
            RdfSyntax::Turtle => turtle::write_description(&mut self.out, description)?,
            RdfSyntax::Jsonld => {
                jsonld::write_description(&mut self.out, description, self.is_first)?;
            }
        }
        self.is_first = false;
        Ok(())
    }
}

/// Whether the row before has described the same resource, which is above the rows. Notes its name for the next row.
fn is_repeated(resource: &Resource, previous: &mut Option<String>, name: &str) -> bool {
    if resource.is_joined {
        return false;
    }
    let previous = previous.replace(name.to_owned());
    let is_same = previous.as_deref() == Some(name);
    resource.is_above_rows && is_same && !name.starts_with("_:")
}

/// The subject of a resource that has no key.
fn blank_node(resource: &Resource, row: u64, position: usize, item: usize) -> Subject {
    let name = format!("_:r{row}n{position}i{item}");
    Subject { name, type_name: resource.type_in_schema.clone() }
}

/// Whether a property follows a hierarchy over relations of any date.
fn is_of_hierarchy(parent: &Parent) -> bool {
    matches!(&*parent.property, "c:ancestors" | "c:descendants")
}

impl FormatWriter for RdfWriter<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.row += 1;
        self.describe(cells)
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.left_out > 0 {
            self.descriptions.write(&left_out(self.left_out))?;
        }
        let DescriptionWriter { out, syntax, .. } = &mut self.descriptions;
        if *syntax == RdfSyntax::Jsonld {
            jsonld::write_end(out)?;
        }
        out.flush()
    }
}

/// What the data set says of statements that are left out.
fn left_out(count: u64) -> Description {
    let text = format!(
        "Statements left out: {count}. They would say, without a date, that one record has another, but the relation is \
         planned, has ended, is not certain today, or follows from a hierarchy. Select the affiliation, position or participation of each edge for the \
         relation with its dates."
    );
    let comment = Statement { property: "dct:description".to_owned(), object: Object::Text(text) };
    Description { subject: "_:table".to_owned(), classes: Vec::new(), statements: vec![comment] }
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
