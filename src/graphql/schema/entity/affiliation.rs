//! Affiliations: directed, typed, dated relations between two organizations.

use crate::{
    domain::entity_type::EntityType,
    graphql::{
        engine::definition::{
            FieldSource::{Column, Join},
            ObjectType,
        },
        schema::{
            common,
            connection::{ConnectionType, facets},
            declare::{entity_type, field, join},
            evidence::evidence,
        },
    },
    store::sql::tables::{self, affiliation},
};

/// The types about affiliations.
pub fn types() -> Vec<ObjectType> {
    let connection = ConnectionType {
        edge: common::certainty(),
        facets: facets::relations(&[], tables::label::AFFILIATION_ROLE),
        counts_omitted: true,
        ..ConnectionType::of_rows("Affiliation", "an affiliation")
    };
    let mut types = vec![affiliation_type()];
    types.extend(connection.types());
    types
}

fn affiliation_type() -> ObjectType {
    entity_type(
        EntityType::Affiliation,
        "A directed, typed, dated relation between two organizations. Read it as a sentence: \
         subject, role, object. Example: Sanofi, FOUNDER, PSCC. Modelled on org:Membership and \
         org:OrganizationalCollaboration of the W3C Organization Ontology.",
        join([
            common::id(affiliation::GLOBAL_ID),
            vec![
                field(
                    "subject: Organization!",
                    Join(&affiliation::SUBJECT),
                    "The organization that has the role. For a symmetric role, the one that is \
                     stored first.",
                ),
                field(
                    "role: AffiliationRole!",
                    Column(tables::ROLE),
                    "What the subject is to the object.",
                ),
                field(
                    "object: Organization!",
                    Join(&affiliation::OBJECT),
                    "The organization that the role refers to.",
                ),
                field(
                    "program: Program",
                    Join(&affiliation::PROGRAM),
                    "The label, charter, contract or other program that the affiliation is about. \
                     Null if a source names none. Example: the label `SIRIC` of LABELLED_BY.",
                ),
                field(
                    "degree: AffiliationDegree",
                    Column(affiliation::DEGREE),
                    "A word with which a source qualifies the role. Null if no source does. Example: \
                     MAIN for the main funder.",
                ),
            ],
            common::period(),
            vec![field(
                "endedWith: Organization",
                Join(&affiliation::ENDED_WITH),
                "The organization whose end is the end of the affiliation; if both have ended, the one \
                 that ended first. `until` is then null, because no source gives the affiliation an end \
                 of its own. Null for any other affiliation. Example: Université Pierre et Marie Curie \
                 for the laboratories that it had until 2018.",
            )],
            evidence(),
        ]),
    )
}
