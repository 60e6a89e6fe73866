//! Facts: relations between things, figures, and discrepancies between facts.

use super::parts::{Evidence, Period};
use crate::domain::date::PartialDate;

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
