//! The types of entity that the registry holds, declared once.
//!
//! Tables, keys, the order of records, the files of the seed and the interfaces of the schema follow from
//! [`EntityType::definition`]. A new type is a new variant: the compiler then points at every `match` that
//! has to say something about it.

use std::fmt;

/// The type of a record that has an identity of its own.
///
/// The order is that of the seed's files: things come before the facts that refer to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityType {
    /// A document.
    Source,
    /// A body that acts as one.
    Organization,
    /// A person that a document names.
    Person,
    /// Work with a purpose, such as a project or a plan.
    Program,
    /// Something that happened, was announced or is planned.
    Event,
    /// A concept of the thesaurus: a research field, a disease, a technology, a sector.
    Topic,
    /// A dated relation between two organizations.
    Affiliation,
    /// What a person is to an organization.
    Position,
    /// The part that an agent has in a program or event.
    Participation,
    /// A number that a document states.
    Figure,
    /// What works on a topic or is about it.
    TopicAssignment,
    /// Facts that contradict each other.
    Discrepancy,
}

/// What is declared about an entity type.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// Name of the type in the schema, in `node.type` and in global ids. It never changes.
    pub name: &'static str,
    /// One of them in a sentence; also the name of its SQL table and of its table in a seed file.
    pub noun: &'static str,
    /// Several of them in a sentence; also the name of the seed file.
    pub plural: &'static str,
    /// The column of the SQL table that holds the public key.
    pub key: KeyColumn,
    /// Position of the type among all types in lists of mixed types. It is stored, so it never changes: a new
    /// type takes the next free number.
    pub number: u8,
    /// The groups that the type belongs to.
    pub groups: &'static [Group],
}

/// How a type names its public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyColumn {
    /// `slug`: short and readable, chosen by a curator.
    Slug,
    /// `key`: made of the parts of the fact where the curator gives none.
    Key,
}

/// A group of entity types that some part of the program treats alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Has names and can be searched: the interface `Thing` of the schema.
    Thing,
    /// Can take part in a program or event: the interface `Agent` of the schema.
    Agent,
    /// Cites documents: the interface `Fact` of the schema.
    Fact,
    /// Can be one side of a discrepancy.
    Disputable,
}

use Group::{Agent, Disputable, Fact, Thing};

impl EntityType {
    /// Every type.
    pub const ALL: [Self; 12] = [
        Self::Source,
        Self::Organization,
        Self::Person,
        Self::Program,
        Self::Event,
        Self::Topic,
        Self::Affiliation,
        Self::Position,
        Self::Participation,
        Self::Figure,
        Self::TopicAssignment,
        Self::Discrepancy,
    ];

    /// What is declared about the type.
    #[must_use]
    pub const fn definition(self) -> Definition {
        match self {
            Self::Source => Definition {
                name: "Source",
                noun: "source",
                plural: "sources",
                key: KeyColumn::Slug,
                number: 0,
                groups: &[],
            },
            Self::Organization => Definition {
                name: "Organization",
                noun: "organization",
                plural: "organizations",
                key: KeyColumn::Slug,
                number: 1,
                groups: &[Thing, Agent, Fact, Disputable],
            },
            Self::Person => Definition {
                name: "Person",
                noun: "person",
                plural: "people",
                key: KeyColumn::Slug,
                number: 2,
                groups: &[Thing, Agent, Fact],
            },
            Self::Program => Definition {
                name: "Program",
                noun: "program",
                plural: "programs",
                key: KeyColumn::Slug,
                number: 3,
                groups: &[Thing, Fact],
            },
            Self::Event => Definition {
                name: "Event",
                noun: "event",
                plural: "events",
                key: KeyColumn::Slug,
                number: 4,
                groups: &[Thing, Fact, Disputable],
            },
            Self::Topic => Definition {
                name: "Topic",
                noun: "topic",
                plural: "topics",
                key: KeyColumn::Slug,
                number: 10,
                groups: &[Thing, Fact],
            },
            Self::Affiliation => Definition {
                name: "Affiliation",
                noun: "affiliation",
                plural: "affiliations",
                key: KeyColumn::Key,
                number: 5,
                groups: &[Fact, Disputable],
            },
            Self::Position => Definition {
                name: "Position",
                noun: "position",
                plural: "positions",
                key: KeyColumn::Key,
                number: 6,
                groups: &[Fact, Disputable],
            },
            Self::Participation => Definition {
                name: "Participation",
                noun: "participation",
                plural: "participations",
                key: KeyColumn::Key,
                number: 7,
                groups: &[Fact, Disputable],
            },
            Self::Figure => Definition {
                name: "Figure",
                noun: "figure",
                plural: "figures",
                key: KeyColumn::Key,
                number: 8,
                groups: &[Fact, Disputable],
            },
            Self::TopicAssignment => Definition {
                name: "TopicAssignment",
                noun: "topic_assignment",
                plural: "topic-assignments",
                key: KeyColumn::Key,
                number: 11,
                groups: &[Fact],
            },
            Self::Discrepancy => Definition {
                name: "Discrepancy",
                noun: "discrepancy",
                plural: "discrepancies",
                key: KeyColumn::Slug,
                number: 9,
                groups: &[],
            },
        }
    }

    /// Its name in the schema, such as `Organization`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.definition().name
    }

    /// One of them in a sentence, such as `organization`.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        self.definition().noun
    }

    /// Several of them in a sentence, such as `organizations`.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        self.definition().plural
    }

    /// What a sentence calls one of them, such as `topic assignment`.
    #[must_use]
    pub fn name_in_text(self) -> String {
        self.noun().replace('_', " ")
    }

    /// Its word in enums of the schema, such as `ORGANIZATION`.
    #[must_use]
    pub fn word(self) -> String {
        self.noun().to_uppercase()
    }

    /// Its SQL table, which has the columns `id` and [`Self::key_column`].
    #[must_use]
    pub const fn table(self) -> &'static str {
        self.definition().noun
    }

    /// Name of the column that holds its public key: `slug` or `key`.
    #[must_use]
    pub const fn key_column(self) -> &'static str {
        match self.definition().key {
            KeyColumn::Slug => "slug",
            KeyColumn::Key => "key",
        }
    }

    /// Whether the type belongs to the group.
    #[must_use]
    pub fn is_in(self, group: Group) -> bool {
        self.definition().groups.contains(&group)
    }

    /// The types of a group, in order.
    pub fn of_group(group: Group) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |ty| ty.is_in(group))
    }

    /// The type with that name in the schema.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ty| ty.name() == name)
    }

    /// The type with that noun.
    #[must_use]
    pub fn of_noun(noun: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ty| ty.noun() == noun)
    }
}

impl fmt::Display for EntityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_lists_every_variant_in_order() {
        let text = include_str!("entity_type.rs");
        let body = text.split("pub enum EntityType {").nth(1).unwrap().split('}').next().unwrap();
        let variants = body.lines().filter_map(|line| line.trim().strip_suffix(','));
        let variants: Vec<_> = variants.filter(|line| !line.starts_with("//")).collect();
        assert_eq!(EntityType::ALL.map(EntityType::name).to_vec(), variants);
        assert!(EntityType::ALL.is_sorted());
    }

    #[test]
    fn names_and_numbers_are_unique() {
        let unique = |of: fn(EntityType) -> String| {
            let mut values: Vec<_> = EntityType::ALL.into_iter().map(of).collect();
            values.sort_unstable();
            values.dedup();
            assert_eq!(values.len(), EntityType::ALL.len(), "{values:?}");
        };
        unique(|ty| ty.noun().to_owned());
        unique(|ty| ty.plural().to_owned());
        unique(|ty| ty.definition().number.to_string());
    }

    #[test]
    fn a_type_is_found_by_its_name_and_its_noun() {
        for ty in EntityType::ALL {
            assert_eq!(EntityType::of_name(ty.name()), Some(ty));
            assert_eq!(EntityType::of_noun(ty.noun()), Some(ty));
        }
        assert_eq!(EntityType::of_name("organization"), None);
    }

    #[test]
    fn every_thing_goes_by_a_slug() {
        for ty in EntityType::of_group(Group::Thing) {
            assert_eq!(ty.definition().key, KeyColumn::Slug, "{ty}");
        }
    }
}
