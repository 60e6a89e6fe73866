//! The interfaces. Which types belong to them follows from `domain::entity_type`.

use std::sync::LazyLock;

use crate::{
    domain::entity_type::{EntityType, Group},
    graphql::engine::definition::AbstractType,
};

/// An interface and the entity types that implement it.
struct Interface {
    name: &'static str,
    types: LazyLock<Vec<&'static str>>,
}

/// The interfaces, in the order in which a type lists them.
static INTERFACES: [Interface; 4] = [
    Interface { name: "Node", types: LazyLock::new(|| names(EntityType::ALL)) },
    Interface { name: "Thing", types: LazyLock::new(|| names(EntityType::of_group(Group::Thing))) },
    Interface { name: "Agent", types: LazyLock::new(|| names(EntityType::of_group(Group::Agent))) },
    Interface { name: "Fact", types: LazyLock::new(|| names(EntityType::of_group(Group::Fact))) },
];

/// The interfaces that each entity type implements, in the order of [`EntityType::ALL`].
static IMPLEMENTED: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let interfaces_of = |ty: EntityType| {
        let interfaces = INTERFACES.iter().filter(|it| it.types.contains(&ty.name()));
        interfaces.map(|it| it.name).collect()
    };
    EntityType::ALL.into_iter().map(interfaces_of).collect()
});

fn names(types: impl IntoIterator<Item = EntityType>) -> Vec<&'static str> {
    types.into_iter().map(EntityType::name).collect()
}

/// The interfaces that an entity type implements.
pub fn implemented_by(ty: EntityType) -> &'static [&'static str] {
    &IMPLEMENTED[ty as usize]
}

/// The interface types.
pub fn types() -> Vec<AbstractType> {
    let id = (
        "id",
        "ID!",
        "Global ID. Opaque, and the same in every database built from the same seed.",
    );
    let slug = (
        "slug",
        "String!",
        "Public key: stable, in lower-case ASCII letters, digits and hyphens. Example: `ap-hp`.",
    );
    let name = ("name", "String!", "Display name.");
    let citations = (
        "citations",
        "[Citation!]!",
        "The sources that support it, each with the location in the document.",
    );
    let described = [
        ("An object with a global ID, as Relay defines it.", vec![id]),
        (
            "What the registry is about: an organization, a person, a program, an event or a topic.",
            vec![id, slug, name],
        ),
        (
            "An organization or a person: whoever can take part in something. FOAF and PROV use \
             the same term.",
            vec![id, slug, name],
        ),
        (
            "A statement with sources: a relation, a figure or an event, or the description of an \
             organization, a person, a program or a topic.",
            vec![id, citations],
        ),
    ];
    let interface = |(it, (doc, fields)): (&'static Interface, _)| AbstractType {
        name: it.name,
        doc,
        fields,
        possible: &it.types,
    };
    INTERFACES.iter().zip(described).map(interface).collect()
}
