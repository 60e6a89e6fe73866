//! Names of things, their identifiers in other registries, and links to pages about them.

use super::{
    declare::{field, join, object},
    evidence,
};
use crate::{
    graphql::engine::definition::{FieldDefinition, FieldSource::Column, ObjectType},
    store::sql::tables::{
        self, citation, name,
        organization::{identifier, link},
        period,
    },
};

/// The types about names.
pub fn types() -> Vec<ObjectType> {
    vec![name_type(), identifier_type(), link_type()]
}

fn name_type() -> ObjectType {
    object(
        "Name",
        "A name of a thing, with the dates of its use if a source gives them.",
        join([
            vec![
                field("value: String!", Column(name::VALUE), "The name as its source writes it."),
                field(
                    "language: String",
                    Column(name::LANGUAGE),
                    "Language of the name, as a BCP 47 tag. Null if the name belongs to no \
                     single language. Example: `fr`.",
                ),
                field(
                    "kind: NameKind!",
                    Column(tables::KIND),
                    "What sort of name it is. A text of several sorts is several names.",
                ),
                field(
                    "isPreferred: Boolean!",
                    Column(name::IS_PREFERRED),
                    "Whether its source displays this name.",
                ),
            ],
            validity(),
            evidence::cited(&citation::OF_NAME, name::CITED),
        ]),
    )
}

fn identifier_type() -> ObjectType {
    object(
        "Identifier",
        "An identifier of an organization in another registry.",
        join([
            vec![
                field(
                    "scheme: IdentifierScheme!",
                    Column(identifier::SCHEME),
                    "The registry that assigns the identifier.",
                ),
                field(
                    "value: String!",
                    Column(identifier::VALUE),
                    "The identifier, in the canonical form of its registry. Example: `03xjwb503`.",
                ),
                field(
                    "url: String",
                    Column(identifier::URL),
                    "Web address of the entry. Null if the registry has no page for each entry.",
                ),
                field(
                    "isPreferred: Boolean!",
                    Column(identifier::IS_PREFERRED),
                    "Whether a source says that it prefers this one to others of the scheme, as ROR \
                     does.",
                ),
            ],
            validity(),
            evidence::cited(&citation::OF_IDENTIFIER, identifier::CITED),
        ]),
    )
}

fn link_type() -> ObjectType {
    object(
        "Link",
        "A page about an organization, or one of its websites.",
        vec![
            field("kind: LinkKind!", Column(tables::KIND), "What the link leads to."),
            field("url: String!", Column(link::URL), "Web address."),
        ],
    )
}

/// Since when and until when a name or an identifier was in use.
fn validity() -> Vec<FieldDefinition> {
    vec![
        field(
            "since: PartialDate",
            Column(period::SINCE),
            "Since when it has been in use, if a source says it to the year, the month or the day; \
             `sinceStated` has every form.",
        ),
        field(
            "sinceStated: EDTF",
            Column(period::SINCE_STATED),
            "Since when it has been in use, as a source states it. Null if no source says. Example: \
             `2018-01-01`.",
        ),
        field(
            "until: PartialDate",
            Column(period::UNTIL),
            "Until when it was in use, if a source says it to the year, the month or the day; \
             `untilStated` has every form.",
        ),
        field(
            "untilStated: EDTF",
            Column(period::UNTIL_STATED),
            "Until when it was in use, as a source states it. Null if no source says. Example: \
             `[..2018]`, by the end of 2018.",
        ),
    ]
}
