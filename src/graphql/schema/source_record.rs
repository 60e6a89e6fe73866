//! Records of imported registries, as they describe organizations.

use super::declare::{field, object};
use crate::{
    graphql::engine::definition::{
        FieldSource::{Column, Join, Rows},
        ListItem, ObjectType, RowList,
    },
    store::sql::tables::{self, source_record, source_record::relation},
};

/// The types about records of registries.
pub fn types() -> Vec<ObjectType> {
    vec![source_record(), stated_relation()]
}

fn source_record() -> ObjectType {
    let relations = RowList {
        table: relation::TABLE,
        of: &relation::OF,
        parent: source_record::RECORD,
        item: ListItem::Row,
        order: relation::ORDER,
    };
    object(
        "SourceRecord",
        "A record of an imported registry or list that describes an organization. What it says is in the \
         fields of the organization.",
        vec![
            field(
                "source: Source!",
                Join(&source_record::SOURCE),
                "The release that the record was imported from.",
            ),
            field(
                "lastSource: Source!",
                Join(&source_record::LAST_SOURCE),
                "The newest release that has the record, with or without changes. If a later release of the same registry has been \
                 imported, that one does not have the record any more.",
            ),
            field(
                "key: String!",
                Column(source_record::KEY),
                "Key of the record in its registry. Example: `03xjwb503`.",
            ),
            field(
                "locator: String!",
                Column(source_record::LOCATOR),
                "Location of the record. Example: `https://ror.org/03xjwb503`.",
            ),
            field(
                "status: OrganizationStatus",
                Column(source_record::STATUS),
                "Status that the registry gives. Null if it gives none.",
            ),
            field(
                "createdOn: PartialDate",
                Column(source_record::CREATED),
                "When the registry created the record.",
            ),
            field(
                "createdInSchema: String",
                Column(source_record::CREATED_SCHEMA),
                "Version of the registry's schema in which the record was created. Example: `1.0`.",
            ),
            field(
                "modifiedOn: PartialDate",
                Column(source_record::MODIFIED),
                "When the registry last changed the record.",
            ),
            field(
                "modifiedInSchema: String",
                Column(source_record::MODIFIED_SCHEMA),
                "Version of the registry's schema in which the record was last changed. Example: \
                 `2.1`.",
            ),
            field(
                "relations: [StatedRelation!]!",
                Rows(relations),
                "Relations as the record states them, also those that no affiliation follows from: to records \
                 that have not been imported, and of withdrawn records.",
            ),
        ],
    )
}

fn stated_relation() -> ObjectType {
    object(
        "StatedRelation",
        "A relation that a record of an imported registry states.",
        vec![
            field("role: AffiliationRole!", Column(tables::ROLE), "The role."),
            field(
                "isSubject: Boolean!",
                Column(relation::IS_SUBJECT),
                "Whether the organization of the record is the subject; otherwise it is the object. Without meaning for \
                 a symmetric role.",
            ),
            field(
                "key: String",
                Column(relation::KEY),
                "Key of the other record. Null if the map file of an imported table names the organization by its slug.",
            ),
            field(
                "label: String",
                Column(relation::LABEL),
                "What the record calls the other organization.",
            ),
            field(
                "organization: Organization",
                Join(&relation::ORGANIZATION),
                "The other organization. Null if its record has not been imported.",
            ),
        ],
    )
}
