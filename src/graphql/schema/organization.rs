//! Organizations, with one field for each reading of an affiliation.

use crate::{
    domain::role::READINGS,
    store::{
        select::Bind,
        tables::{
            self,
            affiliation::end,
            citation, event, figure, name, organization,
            organization::{claim, identifier},
            participation, period, position,
        },
    },
};

use crate::graphql::{
    engine::definition::{Field, Input, Item, List, Object, Page, Read, field, input},
    schema::{
        connection::{self, connection},
        orders,
    },
};

/// The types about organizations.
pub fn objects() -> Vec<Object> {
    let mut fields = own_fields();
    fields.extend(READINGS.iter().map(|reading| {
        let page = Page {
            of: Some((&end::READ, tables::ID, Some(Bind::Int(reading.code)))),
            dated: true,
            basis: Some(&end::BASIS_IN),
            ..Page::over(end::TABLE, &orders::ENDS)
        };
        field(
            reading.field,
            "RelatedOrganizationConnection!",
            Read::Page(Box::new(page)),
            reading.doc,
        )
        .with(connection::paging())
        .with(connection::timing())
        .with(vec![connection::basis(), connection::order_by("[RelatedOrganizationOrder!]")])
    }));
    fields.extend(relation_fields());
    let mut objects = vec![
        Object {
            name: "Organization".to_owned(),
            doc: "Anything that acts as one: institute, hospital group, university, cluster, company, funder, \
                  network, working group. After org:Organization of the W3C Organization Ontology."
                .to_owned(),
            implements: &["Node", "Thing", "Agent", "Fact"],
            fields,
        },
        name_type(),
        location(),
        country(),
        identifier_type(),
        alternative_value_type(),
    ];
    objects.extend(connections());
    objects
}

fn own_fields() -> Vec<Field> {
    let leaf = |name, ty, column, doc| field(name, ty, Read::Leaf(column), doc);
    vec![
        leaf("id", "ID!", organization::GLOBAL_ID, "Global id, opaque; the same in every database built from the same seed."),
        leaf("slug", "String!", tables::SLUG, "Stable public key in lower-case ASCII. Example: `ap-hp`."),
        field("name", "String!", Read::With(tables::NAME, name::IN_LANGUAGE, "language"), "Name to display: the first its documents give, or its label in the language asked for.").with(vec![language()]),
        field("names", "[Name!]!", Read::List(names()), "All its names, the one to display first."),
        leaf("kinds", "[OrganizationKind!]!", organization::KINDS, "What it is, the main kind first. Never empty."),
        leaf("description", "String", tables::DESCRIPTION, "What it is and does, in one or two sentences of the registry's own. English."),
        leaf("foundedOn", "PartialDate", organization::FOUNDED, "When it came into being, as far as a document says. Example: `1909`."),
        leaf("dissolvedOn", "PartialDate", organization::DISSOLVED, "When it ceased to be, as far as a document says."),
        leaf("website", "String", tables::WEBSITE, "Its address on the web, where a document gives it."),
        leaf("status", "OrganizationStatus", organization::STATUS, "Whether it is at work, as ROR says; null where no import speaks of it."),
        leaf("telephone", "String", organization::TELEPHONE, "Its telephone number as printed. Example: `+33 (0)1 42 11 42 11`."),
        field("location", "Location", Read::GroupIf(organization::HAS_PLACE), "Where it is, as far as a document says."),
        field("identifiers", "[Identifier!]!", Read::List(List { table: identifier::TABLE, of: &identifier::OF, parent: tables::ID, item: Item::Row, order: &[tables::RANK] }), "Its keys in other registries."),
        field("alternativeValues", "[AlternativeValue!]!", Read::List(List { table: claim::TABLE, of: &claim::OF, parent: tables::ID, item: Item::Row, order: &[tables::RANK] }), "What imports say of its fields otherwise than shown: nothing is lost by being second."),
        field("figures", "[Figure!]!", Read::List(List { table: figure::TABLE, of: &figure::OF, parent: tables::ID, item: Item::Row, order: &[tables::RANK, tables::ID] }), "Numbers that documents state about it; two documents, two figures."),
        leaf("note", "String", tables::NOTE, "Remark of the registry's curator."),
        super::source::citations("The documents that its descriptive fields rest on."),
        super::source::discrepancies(),
    ]
}

fn relation_fields() -> Vec<Field> {
    let affiliations = Page {
        of: Some((&end::OF, tables::ID, None)),
        dated: true,
        basis: Some(&end::BASIS_IN),
        filter: Some("OrganizationAffiliationFilter"),
        ..Page::over(end::TABLE, &orders::ORGANIZATION_AFFILIATIONS)
    };
    let people = Page {
        of: Some((&position::OF_ORGANIZATION, tables::ID, None)),
        dated: true,
        basis: Some(&tables::BASIS_IN),
        ..Page::over(position::TABLE, &orders::PERIODS)
    };
    let programs = Page {
        of: Some((&participation::OF_ORGANIZATION_IN_PROGRAMS, tables::ID, None)),
        dated: true,
        basis: Some(&tables::BASIS_IN),
        ..Page::over(participation::TABLE, &orders::PERIODS)
    };
    let timeline = Page {
        of: Some((&event::WITH_ORGANIZATION, tables::ID, None)),
        filter: Some("EventFilter"),
        ..Page::over(event::TABLE, &orders::EVENTS)
    };
    vec![
        field(
            "affiliations",
            "OrganizationAffiliationConnection!",
            Read::Page(Box::new(affiliations)),
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
            Read::Page(Box::new(people)),
            "People with a position there.",
        )
        .with(connection::paging())
        .with(connection::timing())
        .with(vec![connection::basis(), connection::order_by("[RelationOrder!]")]),
        field(
            "programs",
            "AgentProgramConnection!",
            Read::Page(Box::new(programs)),
            "Programs it has a part in.",
        )
        .with(connection::paging())
        .with(connection::timing())
        .with(vec![connection::basis(), connection::order_by("[RelationOrder!]")]),
        field(
            "timeline",
            "EventConnection!",
            Read::Page(Box::new(timeline)),
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
pub fn language() -> Input {
    input(
        "language",
        "String",
        "ISO 639-1 code of the language wanted. The display name where there is no label in it. Example: \"fr\".",
    )
}

/// The list of all names of a thing.
pub fn names() -> List {
    List {
        table: name::TABLE,
        of: &name::OF,
        parent: tables::ID,
        item: Item::Row,
        order: &[tables::RANK],
    }
}

fn name_type() -> Object {
    Object {
        name: "Name".to_owned(),
        doc: "One of the names of a thing.".to_owned(),
        implements: &[],
        fields: vec![
            field("value", "String!", Read::Leaf(name::VALUE), "The name as written."),
            field(
                "language",
                "String",
                Read::Leaf(name::LANGUAGE),
                "ISO 639-1 code; null where the name belongs to no one language. Example: `fr`.",
            ),
            field("kind", "NameKind!", Read::Leaf(tables::KIND), "What the name is to the thing."),
            super::source::cited_by(
                &citation::OF_NAME,
                name::CITED,
                "The documents that have the name.",
            ),
        ],
    }
}

fn location() -> Object {
    Object {
        name: "Location".to_owned(),
        doc: "Where an organization is, as far as a document says.".to_owned(),
        implements: &[],
        fields: vec![
            field(
                "address",
                "String",
                Read::Leaf(organization::ADDRESS),
                "Street and number. Example: `114, rue Édouard-Vaillant`.",
            ),
            field(
                "postcode",
                "String",
                Read::Leaf(organization::POSTCODE),
                "Postal code as printed.",
            ),
            field("city", "String", Read::Leaf(organization::CITY), "City. Example: `Villejuif`."),
            field(
                "region",
                "String",
                Read::Leaf(organization::REGION),
                "Region. Example: `Île-de-France`.",
            ),
            field(
                "country",
                "Country",
                Read::GroupIf(organization::COUNTRY),
                "The country it is in, where a document says so.",
            ),
        ],
    }
}

fn country() -> Object {
    Object {
        name: "Country".to_owned(),
        doc: "A country by its ISO 3166-1 code.".to_owned(),
        implements: &[],
        fields: vec![
            field(
                "code",
                "String!",
                Read::Leaf(organization::COUNTRY),
                "ISO 3166-1 alpha-2 code. Example: `FR`.",
            ),
            field(
                "name",
                "String!",
                Read::Leaf(organization::COUNTRY_NAME),
                "English short name; the code where the registry has no name for it. Example: `France`.",
            ),
        ],
    }
}

fn identifier_type() -> Object {
    Object {
        name: "Identifier".to_owned(),
        doc: "The key of an organization in another registry.".to_owned(),
        implements: &[],
        fields: vec![
            field("scheme", "IdentifierScheme!", Read::Leaf(identifier::SCHEME), "The registry."),
            field("value", "String!", Read::Leaf(identifier::VALUE), "The key in it."),
            field(
                "url",
                "String",
                Read::Leaf(identifier::URL),
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

fn alternative_value_type() -> Object {
    Object {
        name: "AlternativeValue".to_owned(),
        doc: "What an import says of a field that shows another value, because a curator or another source says otherwise.".to_owned(),
        implements: &[],
        fields: vec![
            field("field", "String!", Read::Leaf(claim::FIELD), "Name of the field. Example: `foundedOn`."),
            field("value", "String!", Read::Leaf(claim::VALUE), "What it says instead. Example: `1926`."),
            field("source", "Source!", Read::One(&claim::SOURCE), "The document."),
            field("locator", "String!", Read::Leaf(claim::LOCATOR), "Where in it. Example: `https://ror.org/0321g0743`."),
        ],
    }
}

fn connections() -> Vec<Object> {
    let certainty = || {
        field(
            "certainty",
            "Certainty",
            Read::Dated(period::CERTAINTY),
            "How sure it is that the relation held at the date asked about; null where it did not (with `history`).",
        )
    };
    let affiliation = || {
        field(
            "affiliation",
            "Affiliation!",
            Read::One(&end::AFFILIATION),
            "The relation that ties the two: role, dates, sources.",
        )
    };
    let mut objects =
        connection("Organization", "an organization", ("Organization", Read::Itself), vec![], true);
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
        ("Organization", Read::One(&end::OTHER)),
        vec![affiliation(), certainty()],
        false,
    ));
    objects.extend(connection(
        "OrganizationAffiliation",
        "an affiliation of the organization",
        ("Affiliation", Read::One(&end::AFFILIATION)),
        vec![
            field(
                "otherOrganization",
                "Organization!",
                Read::One(&end::OTHER),
                "The organization at the other end.",
            ),
            certainty(),
        ],
        false,
    ));
    objects.extend(connection(
        "CommonAffiliate",
        "an organization tied to all of those asked about",
        ("Organization", Read::Itself),
        vec![field(
            "affiliations",
            "[Affiliation!]!",
            Read::TiedList,
            "The affiliations that tie it to them, at any time.",
        )],
        false,
    ));
    objects.extend(connection(
        "OrganizationPerson",
        "a person with a position at the organization",
        ("Person", Read::One(&position::PERSON)),
        vec![
            field("position", "Position!", Read::Itself, "What the person is or was there."),
            certainty(),
        ],
        false,
    ));
    objects.extend(connection(
        "AgentProgram",
        "a program with a part for the organization or person",
        ("Program", Read::One(&participation::PROGRAM)),
        vec![field("participation", "Participation!", Read::Itself, "The part."), certainty()],
        false,
    ));
    objects
}
