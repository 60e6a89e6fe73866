//! Participations: who has which part in a program or event.

use crate::store::sql::tables::{self, participation};

use crate::graphql::{
    engine::definition::{FieldSource, ObjectType, field},
    schema::affiliation::{evidence_fields, period_fields},
};

/// The type about participations.
pub fn objects() -> Vec<ObjectType> {
    let mut fields = vec![
        field(
            "id",
            "ID!",
            FieldSource::Column(participation::GLOBAL_ID),
            "Global id, opaque; the same in every database built from the same seed.",
        ),
        field("role", "ParticipationRole!", FieldSource::Column(tables::ROLE), "The part."),
        field(
            "participant",
            "Agent!",
            FieldSource::AnyType(participation::AGENT_TYPE, participation::AGENT_ID),
            "Who has it.",
        ),
        field(
            "organization",
            "Organization",
            FieldSource::Join(&participation::ORGANIZATION),
            "Who has it, if an organization.",
        ),
        field(
            "person",
            "Person",
            FieldSource::Join(&participation::PERSON),
            "Who has it, if a person.",
        ),
        field(
            "program",
            "Program",
            FieldSource::Join(&participation::PROGRAM),
            "In which program, if in one.",
        ),
        field(
            "event",
            "Event",
            FieldSource::Join(&participation::EVENT),
            "In which event, if in one.",
        ),
    ];
    fields.extend(period_fields());
    fields.extend(evidence_fields());
    vec![ObjectType {
        name: "Participation".to_owned(),
        doc: "The part an organization or person has in a program or event. Example: PSCC, LAUREATE, France 2030.".to_owned(),
        implements: &["Node", "Fact"],
        fields,
    }]
}
