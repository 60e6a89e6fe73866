//! The records of the registry as curators write them: what a seed holds and an import adds.
//!
//! Things refer to each other by slug. A [`Registry`] is whole and consistent once it has been checked
//! by the module that read it; the types alone promise only the form of their dates.

use super::date::PartialDate;

/// Everything a seed says, in the order it says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Registry {
    /// Documents.
    pub sources: Vec<Source>,
    /// Anything that acts as one.
    pub organizations: Vec<Organization>,
    /// People that documents name.
    pub people: Vec<Person>,
    /// Work with a purpose and a frame.
    pub programs: Vec<Program>,
    /// What happened, was announced or is planned.
    pub events: Vec<Event>,
    /// Dated relations between organizations.
    pub affiliations: Vec<Affiliation>,
    /// What people are to organizations.
    pub positions: Vec<Position>,
    /// Who has which part in a program or event.
    pub participations: Vec<Participation>,
    /// Numbers somebody stated.
    pub figures: Vec<Figure>,
    /// Facts that disagree.
    pub discrepancies: Vec<Discrepancy>,
    /// Organizations and keys of other registries that a curator found not to belong together. Those
    /// that do are among the identifiers of their organization.
    pub different: Vec<Different>,
}

impl std::fmt::Display for Registry {
    /// How many of each there are.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} sources, {} organizations, {} people, {} programs, {} events, {} affiliations, \
             {} positions, {} participations, {} figures, {} discrepancies",
            self.sources.len(),
            self.organizations.len(),
            self.people.len(),
            self.programs.len(),
            self.events.len(),
            self.affiliations.len(),
            self.positions.len(),
            self.participations.len(),
            self.figures.len(),
            self.discrepancies.len(),
        )
    }
}

/// A document facts are taken from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Stable public key.
    pub slug: String,
    /// Title as the document has it.
    pub title: String,
    /// Slug of the organization that published it.
    pub publisher: String,
    /// Word of the vocabulary `SourceKind`.
    pub kind: String,
    /// ISO 639-1 code.
    pub language: String,
    /// Earliest date at which it can have been written.
    pub earliest: PartialDate,
    /// Latest date at which it can have been written.
    pub latest: PartialDate,
    /// Why it is dated so.
    pub dating: String,
    /// When it was at hand.
    pub retrieved: Option<PartialDate>,
    /// Address, where it has one.
    pub url: Option<String>,
    /// Remark of the curator.
    pub note: Option<String>,
}

/// Where a document says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// Slug of the source.
    pub source: String,
    /// Heading and line.
    pub locator: String,
    /// Names of the fields it supports; empty means all of them.
    pub about: Vec<String>,
}

/// One of the names of a thing. The first of a list is the one to display.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The name as written.
    pub value: String,
    /// ISO 639-1 code, where the name belongs to one language.
    pub language: Option<String>,
    /// Word of the vocabulary `NameKind`.
    pub kind: String,
}

/// Where an organization is, as far as stated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Street and number, or a post box.
    pub address: Option<String>,
    /// Postal code.
    pub postcode: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Region.
    pub region: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
}

/// A key under which another registry knows an organization.
#[derive(Clone, Debug, PartialEq)]
pub struct Identifier {
    /// Word of the vocabulary `IdentifierScheme`.
    pub scheme: String,
    /// The key as that registry writes it.
    pub value: String,
}

/// An organization and a record of another registry that are two, however alike their names.
#[derive(Clone, Debug, PartialEq)]
pub struct Different {
    /// Slug of the organization.
    pub organization: String,
    /// The key of the record.
    pub identifier: Identifier,
}

/// Anything that acts as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Organization {
    /// Stable public key.
    pub slug: String,
    /// At least one.
    pub names: Vec<Name>,
    /// Words of the vocabulary `OrganizationKind`, at least one.
    pub kinds: Vec<String>,
    /// One or two sentences of the curator's.
    pub description: Option<String>,
    /// When it came into being.
    pub founded: Option<PartialDate>,
    /// When it ceased to be.
    pub dissolved: Option<PartialDate>,
    /// Address on the web.
    pub website: Option<String>,
    /// As printed, in international form where the document has it.
    pub telephone: Option<String>,
    /// Where it is.
    pub place: Place,
    /// Keys in other registries.
    pub identifiers: Vec<Identifier>,
    /// Remark of the curator.
    pub note: Option<String>,
    /// At least one.
    pub cite: Vec<Citation>,
}

/// Someone a document names.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Stable public key.
    pub slug: String,
    /// At least one.
    pub names: Vec<Name>,
    /// One or two sentences of the curator's.
    pub description: Option<String>,
    /// Remark of the curator.
    pub note: Option<String>,
    /// At least one.
    pub cite: Vec<Citation>,
}

/// Work with a purpose and a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// Stable public key.
    pub slug: String,
    /// At least one.
    pub names: Vec<Name>,
    /// Word of the vocabulary `ProgramKind`.
    pub kind: String,
    /// One or two sentences of the curator's.
    pub description: Option<String>,
    /// When it starts.
    pub starts: Option<PartialDate>,
    /// When it ends.
    pub ends: Option<PartialDate>,
    /// Slug of the program it belongs to.
    pub part_of: Option<String>,
    /// Address on the web.
    pub website: Option<String>,
    /// Remark of the curator.
    pub note: Option<String>,
    /// At least one.
    pub cite: Vec<Citation>,
}

/// Something that happened, was announced or is planned.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Stable public key.
    pub slug: String,
    /// At least one.
    pub names: Vec<Name>,
    /// Word of the vocabulary `EventKind`.
    pub kind: String,
    /// Word of the vocabulary `EventStatus`.
    pub status: String,
    /// When, as far as known.
    pub date: Option<PartialDate>,
    /// Last date, where it lasted.
    pub until: Option<PartialDate>,
    /// One or two sentences of the curator's.
    pub description: Option<String>,
    /// Word of the vocabulary `Basis`.
    pub basis: String,
    /// Remark of the curator.
    pub note: Option<String>,
    /// At least one.
    pub cite: Vec<Citation>,
}

/// When a relation held, as its documents say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Period {
    /// When it began.
    pub since: Option<PartialDate>,
    /// When it ended.
    pub until: Option<PartialDate>,
    /// Known to be over although no day is known.
    pub ended: bool,
}

/// What every relation carries beside its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Word of the vocabulary `Basis`.
    pub basis: String,
    /// Remark of the curator.
    pub note: Option<String>,
    /// At least one.
    pub cite: Vec<Citation>,
}

/// A directed, typed, dated relation between two organizations.
#[derive(Clone, Debug, PartialEq)]
pub struct Affiliation {
    /// Unique among affiliations.
    pub key: String,
    /// Slug of the organization the sentence starts with.
    pub subject: String,
    /// Word of the vocabulary `AffiliationRole`.
    pub role: String,
    /// Slug of the organization the sentence ends with.
    pub object: String,
    /// When it held.
    pub period: Period,
    /// What it rests on.
    pub evidence: Evidence,
}

/// What a person is or was to an organization.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Unique among positions.
    pub key: String,
    /// Slug of the person.
    pub person: String,
    /// Slug of the organization.
    pub organization: String,
    /// Word of the vocabulary `PositionRole`.
    pub role: String,
    /// Title as the document has it.
    pub title: Option<String>,
    /// When it was held.
    pub period: Period,
    /// What it rests on.
    pub evidence: Evidence,
}

/// Who takes part.
#[derive(Clone, Debug, PartialEq)]
pub enum Agent {
    /// Slug of an organization.
    Organization(String),
    /// Slug of a person.
    Person(String),
}

/// What somebody takes part in.
#[derive(Clone, Debug, PartialEq)]
pub enum Activity {
    /// Slug of a program.
    Program(String),
    /// Slug of an event.
    Event(String),
}

/// The part an organization or person has in a program or event.
#[derive(Clone, Debug, PartialEq)]
pub struct Participation {
    /// Unique among participations.
    pub key: String,
    /// Who.
    pub agent: Agent,
    /// Word of the vocabulary `ParticipationRole`.
    pub role: String,
    /// In what.
    pub activity: Activity,
    /// When.
    pub period: Period,
    /// What it rests on.
    pub evidence: Evidence,
}

/// What a figure counts something of.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// Slug of an organization.
    Organization(String),
    /// Slug of a person.
    Person(String),
    /// Slug of a program.
    Program(String),
    /// Slug of an event.
    Event(String),
    /// Words for what is no thing of the registry.
    Topic(String),
}

/// A number somebody stated.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Unique among figures.
    pub key: String,
    /// What it is about.
    pub about: About,
    /// What is counted.
    pub measure: String,
    /// The number, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub value_max: Option<f64>,
    /// The whole of a ratio: 5 in "1 in 5".
    pub out_of: Option<f64>,
    /// What the number counts.
    pub unit: String,
    /// Word of the vocabulary `Qualifier`.
    pub qualifier: String,
    /// When it held or will hold.
    pub date: Option<PartialDate>,
    /// Whether it is an expectation.
    pub forecast: bool,
    /// What it rests on.
    pub evidence: Evidence,
}

/// Facts that disagree, side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Discrepancy {
    /// Stable public key.
    pub slug: String,
    /// What they disagree about.
    pub question: String,
    /// The facts: kind of record and key or slug.
    pub facts: Vec<(String, String)>,
    /// How the registry holds it.
    pub note: String,
}
