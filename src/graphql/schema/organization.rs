//! Organizations, with one field for each reading of an affiliation.

use crate::{
    domain::role::ROLE_DIRECTIONS,
    store::{
        sql::Bind,
        sql::tables::{
            self,
            affiliation::end,
            citation, event, figure, name, organization,
            organization::{alternative_value, identifier},
            participation, period, position,
        },
    },
};

use crate::graphql::{
    engine::definition::{
        Connection, FieldDefinition, FieldSource, InputValue, ListItem, ObjectType, RowList, field,
        input,
    },
    schema::{
        connection::{self, connection},
        location, orders,
    },
};

/// The types about organizations.
pub fn objects() -> Vec<ObjectType> {
    let mut fields = own_fields();
    fields.extend(ROLE_DIRECTIONS.iter().map(|reading| {
        let page = Connection {
            of: Some((&end::READ, tables::ID, Some(Bind::Int(reading.code)))),
            conditions: connection::dated(&end::BASIS_IN),
            ..Connection::over(end::TABLE, &orders::ENDS)
        };
        field(
            reading.field,
            "RelatedOrganizationConnection!",
            FieldSource::Connection(Box::new(page)),
            reading.doc,
        )
        .with(connection::paging())
        .with(connection::timing())
        .with(vec![connection::basis(), connection::order_by("[RelatedOrganizationOrder!]")])
    }));
    fields.extend(relation_fields());
    let mut objects = vec![
        ObjectType {
            name: "Organization".to_owned(),
            doc: "Anything that acts as one: institute, hospital group, university, cluster, company, funder, \
                  network, working group. After org:Organization of the W3C Organization Ontology."
                .to_owned(),
            implements: &["Node", "Thing", "Agent", "Fact"],
            fields,
        },
        name_type(),
        location::location(),
        location::country(),
        identifier_type(),
        alternative_value_type(),
    ];
    objects.extend(connections());
    objects
}

fn own_fields() -> Vec<FieldDefinition> {
    let leaf = |name, ty, column, doc| field(name, ty, FieldSource::Column(column), doc);
    vec![
        leaf("id", "ID!", organization::GLOBAL_ID, "Global id, opaque; the same in every database built from the same seed."),
        leaf("slug", "String!", tables::SLUG, "Stable public key in lower-case ASCII. Example: `ap-hp`."),
        field("name", "String!", FieldSource::ColumnWithArgument(tables::NAME, name::IN_LANGUAGE, "language"), "Name to display: the first its documents give, or its label in the language asked for.").with(vec![language()]),
        field("names", "[Name!]!", FieldSource::Rows(names()), "All its names, the one to display first."),
        leaf("kinds", "[OrganizationKind!]!", organization::KINDS, "What it is, the main kind first. Never empty."),
        leaf("description", "String", tables::DESCRIPTION, "What it is and does, in one or two sentences of the registry's own. English."),
        leaf("foundedOn", "PartialDate", organization::FOUNDED, "When it came into being, as far as a document says. Example: `1909`."),
        leaf("dissolvedOn", "PartialDate", organization::DISSOLVED, "When it ceased to be, as far as a document says."),
        leaf("website", "String", tables::WEBSITE, "Its address on the web, where a document gives it."),
        leaf("status", "OrganizationStatus", organization::STATUS, "Whether it is at work, as ROR says; null where no import speaks of it."),
        leaf("telephone", "String", organization::TELEPHONE, "Its telephone number as printed. Example: `+33 (0)1 42 11 42 11`."),
        field("location", "Location", FieldSource::SameRowIf(organization::HAS_PLACE), "Where it is, as far as a document says."),
        field("identifiers", "[Identifier!]!", FieldSource::Rows(RowList { table: identifier::TABLE, of: &identifier::OF, parent: tables::ID, item: ListItem::Row, order: &[tables::RANK] }), "Its keys in other registries."),
        field("alternativeValues", "[AlternativeValue!]!", FieldSource::Rows(RowList { table: alternative_value::table(), of: &alternative_value::OF, parent: tables::ID, item: ListItem::Row, order: &[tables::RANK] }), "What imports say of its fields otherwise than shown: nothing is lost by being second."),
        field("figures", "[Figure!]!", FieldSource::Rows(RowList { table: figure::TABLE, of: &figure::OF, parent: tables::ID, item: ListItem::Row, order: &[tables::RANK, tables::ID] }), "Numbers that documents state about it; two documents, two figures."),
        leaf("note", "String", tables::NOTE, "Remark of the registry's curator."),
        super::source::citations("The documents that its descriptive fields rest on."),
        super::source::discrepancies(),
    ]
}

fn relation_fields() -> Vec<FieldDefinition> {
    let affiliations = Connection {
        of: Some((&end::OF, tables::ID, None)),
        conditions: connection::dated(&end::BASIS_IN),
        filter: Some("OrganizationAffiliationFilter"),
        ..Connection::over(end::TABLE, &orders::ORGANIZATION_AFFILIATIONS)
    };
    let people = Connection {
        of: Some((&position::OF_ORGANIZATION, tables::ID, None)),
        conditions: connection::dated(&tables::BASIS_IN),
        ..Connection::over(position::TABLE, &orders::PERIODS)
    };
    let programs = Connection {
        of: Some((&participation::OF_ORGANIZATION_IN_PROGRAMS, tables::ID, None)),
        conditions: connection::dated(&tables::BASIS_IN),
        ..Connection::over(participation::TABLE, &orders::PERIODS)
    };
    let timeline = Connection {
        of: Some((&event::WITH_ORGANIZATION, tables::ID, None)),
        filter: Some("EventFilter"),
        ..Connection::over(event::TABLE, &orders::EVENTS)
    };
    vec![
        field(
            "affiliations",
            "OrganizationAffiliationConnection!",
            FieldSource::Connection(Box::new(affiliations)),
            "All its affiliations, whichever end it stands at.",
        )
        .with(connection::paging())
        .with(connection::timing())
        .with(vec![
            input("filter", "OrganizationAffiliationFilter", "Which of them."),
            connection::basis(),
            connection::order_by("[OrganizationAffiliationOrder!]"),
        ]),
        field(
            "people",
            "OrganizationPersonConnection!",
            FieldSource::Connection(Box::new(people)),
            "People with a position there.",
        )
        .with(connection::paging())
        .with(connection::timing())
        .with(vec![connection::basis(), connection::order_by("[RelationOrder!]")]),
        field(
            "programs",
            "AgentProgramConnection!",
            FieldSource::Connection(Box::new(programs)),
            "Programs it has a part in.",
        )
        .with(connection::paging())
        .with(connection::timing())
        .with(vec![connection::basis(), connection::order_by("[RelationOrder!]")]),
        field(
            "timeline",
            "EventConnection!",
            FieldSource::Connection(Box::new(timeline)),
            "Events it has a part in, by date; undated ones last, in the order of their documents.",
        )
        .with(connection::paging())
        .with(vec![
            input("filter", "EventFilter", "Which of them."),
            connection::order_by("[EventOrder!]"),
        ]),
    ]
}

/// The argument that names a language.
pub fn language() -> InputValue {
    input(
        "language",
        "String",
        "ISO 639-1 code of the language wanted. The display name where there is no label in it. Example: \"fr\".",
    )
}

/// The list of all names of a thing.
pub fn names() -> RowList {
    RowList {
        table: name::TABLE,
        of: &name::OF,
        parent: tables::ID,
        item: ListItem::Row,
        order: &[tables::RANK],
    }
}

fn name_type() -> ObjectType {
    ObjectType {
        name: "Name".to_owned(),
        doc: "One of the names of a thing.".to_owned(),
        implements: &[],
        fields: vec![
            field("value", "String!", FieldSource::Column(name::VALUE), "The name as written."),
            field(
                "language",
                "String",
                FieldSource::Column(name::LANGUAGE),
                "ISO 639-1 code; null where the name belongs to no one language. Example: `fr`.",
            ),
            field(
                "kind",
                "NameKind!",
                FieldSource::Column(tables::KIND),
                "What the name is to the thing.",
            ),
            super::source::cited_by(
                &citation::OF_NAME,
                name::CITED,
                "The documents that have the name.",
            ),
        ],
    }
}

fn identifier_type() -> ObjectType {
    ObjectType {
        name: "Identifier".to_owned(),
        doc: "The key of an organization in another registry.".to_owned(),
        implements: &[],
        fields: vec![
            field(
                "scheme",
                "IdentifierScheme!",
                FieldSource::Column(identifier::SCHEME),
                "The registry.",
            ),
            field("value", "String!", FieldSource::Column(identifier::VALUE), "The key in it."),
            field(
                "url",
                "String",
                FieldSource::Column(identifier::URL),
                "Address of the entry, where the registry has one for each.",
            ),
            super::source::cited_by(
                &citation::OF_IDENTIFIER,
                identifier::CITED,
                "The documents that have the key.",
            ),
        ],
    }
}

fn alternative_value_type() -> ObjectType {
    ObjectType {
        name: "AlternativeValue".to_owned(),
        doc: "What an import says of a field that shows another value, because a curator or another source says otherwise.".to_owned(),
        implements: &[],
        fields: vec![
            field("field", "String!", FieldSource::Column(alternative_value::FIELD), "Name of the field. Example: `foundedOn`."),
            field("value", "String!", FieldSource::Column(alternative_value::VALUE), "What it says instead. Example: `1926`."),
            field("source", "Source!", FieldSource::Join(&alternative_value::SOURCE), "The document."),
            field("locator", "String!", FieldSource::Column(alternative_value::LOCATOR), "Where in it. Example: `https://ror.org/0321g0743`."),
        ],
    }
}

fn connections() -> Vec<ObjectType> {
    let certainty = || {
        field(
            "certainty",
            "Certainty",
            FieldSource::InheritedColumn(period::CERTAINTY),
            "How sure it is that the relation held at the date asked about; null where it did not (with `history`).",
        )
    };
    let affiliation = || {
        field(
            "affiliation",
            "Affiliation!",
            FieldSource::Join(&end::AFFILIATION),
            "The relation that ties the two: role, dates, sources.",
        )
    };
    let mut objects = connection(
        "Organization",
        "an organization",
        ("Organization", FieldSource::SameRow),
        vec![],
        true,
    );
    objects.push(connection::facets(
        "Organization",
        vec![
            (
                "kinds",
                Some(&organization::kind::KINDS),
                organization::kind::KIND,
                "By kind; an organization of several kinds counts in each.",
            ),
            (
                "countries",
                None,
                organization::COUNTRY,
                "By country code; organizations without a known country are not counted.",
            ),
        ],
    ));
    objects.extend(connection(
        "RelatedOrganization",
        "an organization at the other end of an affiliation",
        ("Organization", FieldSource::Join(&end::OTHER)),
        vec![affiliation(), certainty()],
        false,
    ));
    objects.extend(connection(
        "OrganizationAffiliation",
        "an affiliation of the organization",
        ("Affiliation", FieldSource::Join(&end::AFFILIATION)),
        vec![
            field(
                "otherOrganization",
                "Organization!",
                FieldSource::Join(&end::OTHER),
                "The organization at the other end.",
            ),
            certainty(),
        ],
        false,
    ));
    objects.extend(connection(
        "CommonAffiliate",
        "an organization tied to all of those asked about",
        ("Organization", FieldSource::SameRow),
        vec![field(
            "affiliations",
            "[Affiliation!]!",
            FieldSource::RowsOfPage(RowList {
                table: end::TABLE,
                of: &end::BETWEEN,
                parent: tables::ID,
                item: ListItem::Joined(&end::AFFILIATION),
                order: &[tables::RANK, end::AFFILIATION_ID],
            }),
            "The affiliations that tie it to them, at any time.",
        )],
        false,
    ));
    objects.extend(relation_connections(&certainty));
    objects
}

fn relation_connections(certainty: &dyn Fn() -> FieldDefinition) -> Vec<ObjectType> {
    let mut objects = Vec::new();
    objects.extend(connection(
        "OrganizationPerson",
        "a person with a position at the organization",
        ("Person", FieldSource::Join(&position::PERSON)),
        vec![
            field(
                "position",
                "Position!",
                FieldSource::SameRow,
                "What the person is or was there.",
            ),
            certainty(),
        ],
        false,
    ));
    objects.extend(connection(
        "AgentProgram",
        "a program with a part for the organization or person",
        ("Program", FieldSource::Join(&participation::PROGRAM)),
        vec![
            field("participation", "Participation!", FieldSource::SameRow, "The part."),
            certainty(),
        ],
        false,
    ));
    objects
}
