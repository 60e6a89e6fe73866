//! The kinds of records and what each is called.

/// What sort of record something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A document.
    Source,
    /// Anything that acts as one.
    Organization,
    /// Someone a document names.
    Person,
    /// Work with a purpose and a frame.
    Program,
    /// Something that happened, was announced or is planned.
    Event,
    /// A dated relation between two organizations.
    Affiliation,
    /// What a person is to an organization.
    Position,
    /// The part somebody has in a program or event.
    Participation,
    /// A number somebody stated.
    Figure,
    /// Facts that disagree.
    Contest,
}

impl Kind {
    /// All kinds, in the order of the seed's files.
    pub const ALL: [Self; 10] = [
        Self::Source,
        Self::Organization,
        Self::Person,
        Self::Program,
        Self::Event,
        Self::Affiliation,
        Self::Position,
        Self::Participation,
        Self::Figure,
        Self::Contest,
    ];

    /// Its name in the schema.
    #[must_use]
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Source => "Source",
            Self::Organization => "Organization",
            Self::Person => "Person",
            Self::Program => "Program",
            Self::Event => "Event",
            Self::Affiliation => "Affiliation",
            Self::Position => "Position",
            Self::Participation => "Participation",
            Self::Figure => "Figure",
            Self::Contest => "Contest",
        }
    }

    /// One of it, in a sentence; also how the facts of a contest name it.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Organization => "organization",
            Self::Person => "person",
            Self::Program => "program",
            Self::Event => "event",
            Self::Affiliation => "affiliation",
            Self::Position => "position",
            Self::Participation => "participation",
            Self::Figure => "figure",
            Self::Contest => "contest",
        }
    }

    /// Several of it, in a sentence.
    #[must_use]
    pub fn plural(self) -> String {
        match self {
            Self::Person => "people".to_owned(),
            _ => format!("{}s", self.noun()),
        }
    }

    /// The kind a noun stands for.
    pub(super) fn of_noun(noun: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.noun() == noun)
    }

    /// Its table is named by its noun.
    pub(super) fn table(self) -> &'static str {
        self.noun()
    }

    /// Column of the name it is known by: things and contests have a slug, other facts a key.
    pub(super) fn key_column(self) -> &'static str {
        match self {
            Self::Affiliation | Self::Position | Self::Participation | Self::Figure => "key",
            _ => "slug",
        }
    }
}
