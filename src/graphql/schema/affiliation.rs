//! Affiliations: directed, typed, dated relations between two organizations.

use crate::store::sql::tables::{self, affiliation, period};

use crate::graphql::{
    engine::definition::{FieldDefinition, FieldSource, ObjectType, field},
    schema::connection::{self, connection},
};

/// The types about affiliations.
pub fn objects() -> Vec<ObjectType> {
    let mut fields = vec![
        field(
            "id",
            "ID!",
            FieldSource::Column(affiliation::GLOBAL_ID),
            "Global id, opaque; the same in every database built from the same seed.",
        ),
        field(
            "subject",
            "Organization!",
            FieldSource::Join(&affiliation::SUBJECT),
            "The organization the sentence starts with. Of a symmetric role: the one written first.",
        ),
        field(
            "role",
            "AffiliationRole!",
            FieldSource::Column(tables::ROLE),
            "What the subject is to the object.",
        ),
        field(
            "object",
            "Organization!",
            FieldSource::Join(&affiliation::OBJECT),
            "The organization the sentence ends with.",
        ),
    ];
    fields.extend(period_fields());
    fields.extend(evidence_fields());
    let mut objects = vec![ObjectType {
        name: "Affiliation".to_owned(),
        doc: "A directed, typed, dated relation between two organizations. Read it as a sentence: subject, role, \
              object. Example: Sanofi, FOUNDER, PSCC. After org:Membership and org:OrganizationalCollaboration of the \
              W3C Organization Ontology."
            .to_owned(),
        implements: &["Node", "Fact"],
        fields,
    }];
    objects.extend(connection(
        "Affiliation",
        "an affiliation",
        ("Affiliation", FieldSource::SameRow),
        vec![certainty()],
        true,
    ));
    objects
        .push(connection::facets("Affiliation", vec![("roles", None, tables::ROLE, "By role.")]));
    objects
}

/// Fields of everything that holds from a start to an end.
pub fn period_fields() -> Vec<FieldDefinition> {
    vec![
        field(
            "since",
            "PartialDate",
            FieldSource::Column(period::SINCE),
            "When it began, as far as a document says; never padded.",
        ),
        field(
            "until",
            "PartialDate",
            FieldSource::Column(period::UNTIL),
            "When it ended, as far as a document says. Null where no document speaks of an end: since its start, not \"until today\".",
        ),
        field(
            "isCurrent",
            "Boolean!",
            FieldSource::DefaultColumn(period::HOLDS),
            "Whether it surely holds today, or at the newest source's date if that is later.",
        ),
    ]
}

/// Fields of every relation that rests on documents.
pub fn evidence_fields() -> Vec<FieldDefinition> {
    vec![
        field(
            "basis",
            "Basis!",
            FieldSource::Column(tables::BASIS),
            "Whether a document states it or implies it.",
        ),
        field(
            "note",
            "String",
            FieldSource::Column(tables::NOTE),
            "Remark of the registry's curator.",
        ),
        super::source::citations("The documents that say it, and where."),
        super::source::discrepancies(),
    ]
}

/// How sure the answer is, on an edge whose node is the dated row itself.
pub fn certainty() -> FieldDefinition {
    field(
        "certainty",
        "Certainty",
        FieldSource::InheritedColumn(period::CERTAINTY),
        "How sure it is that it held at the date asked about; null where it did not (with `history`).",
    )
}
