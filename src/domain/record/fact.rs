//! Facts: relations between things, figures, and discrepancies between facts.

use super::parts::{Evidence, Period};
use crate::domain::{canonical_json::Object, date::StatedDate, quantity::unit};

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
    /// Slug of the label, charter, contract or other program that it is about.
    pub program: Option<String>,
    /// Word of the vocabulary `AffiliationDegree`.
    pub degree: Option<String>,
    /// When it held.
    pub period: Period,
    /// What it rests on.
    pub evidence: Evidence,
}

impl Affiliation {
    /// The members of its canonical encoding.
    pub(super) fn members(&self) -> Object {
        let object = Object::new()
            .text("key", &self.key)
            .text("subject", &self.subject)
            .text("role", &self.role)
            .text("object", &self.object)
            .optional_text("program", self.program.as_deref())
            .optional_text("degree", self.degree.as_deref());
        self.evidence.add_to(self.period.add_to(object))
    }
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

impl Position {
    /// The members of its canonical encoding.
    pub(super) fn members(&self) -> Object {
        let object = Object::new()
            .text("key", &self.key)
            .text("person", &self.person)
            .text("organization", &self.organization)
            .text("role", &self.role)
            .optional_text("title", self.title.as_deref());
        self.evidence.add_to(self.period.add_to(object))
    }
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

impl Participation {
    /// The members of its canonical encoding.
    pub(super) fn members(&self) -> Object {
        let object = Object::new().text("key", &self.key).text("role", &self.role);
        let object = match &self.agent {
            Agent::Organization(slug) => object.text("organization", slug),
            Agent::Person(slug) => object.text("person", slug),
        };
        let object = match &self.activity {
            Activity::Program(slug) => object.text("program", slug),
            Activity::Event(slug) => object.text("event", slug),
        };
        self.evidence.add_to(self.period.add_to(object))
    }
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
    /// Words, if the registry has no record of it.
    Text(String),
}

/// A number somebody stated.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Unique among figures.
    pub key: String,
    /// What it is about.
    pub about: About,
    /// What is counted, in words.
    pub measure: String,
    /// Word of the vocabulary `Measure`; None for what no word stands for.
    pub measure_code: Option<String>,
    /// Which people or things are counted.
    pub population: Option<String>,
    /// The number, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub value_max: Option<f64>,
    /// The whole of a ratio: 5 in "1 in 5".
    pub out_of: Option<f64>,
    /// What the number counts.
    pub unit: String,
    /// Code of the unit, as `domain::unit` reads it.
    pub unit_code: Option<String>,
    /// Word of the vocabulary `Qualifier`.
    pub qualifier: String,
    /// When it held or will hold.
    pub date: Option<StatedDate>,
    /// When the period begins that it is about.
    pub from: Option<StatedDate>,
    /// When that period ends.
    pub until: Option<StatedDate>,
    /// Whether it is an expectation.
    pub forecast: bool,
    /// What it rests on.
    pub evidence: Evidence,
}

impl Figure {
    /// The members of its canonical encoding.
    pub(super) fn members(&self) -> Object {
        let object = Object::new().text("key", &self.key);
        let object = match &self.about {
            About::Organization(slug) => object.text("organization", slug),
            About::Person(slug) => object.text("person", slug),
            About::Program(slug) => object.text("program", slug),
            About::Event(slug) => object.text("event", slug),
            About::Text(words) => object.text("about_text", words),
        };
        let object = object
            .text("measure", &self.measure)
            .optional_text("measure_code", self.measure_code.as_deref())
            .optional_text("population", self.population.as_deref())
            .number("value", self.value)
            .optional_number("value_max", self.value_max)
            .optional_number("out_of", self.out_of)
            .text("unit", &self.unit)
            .optional_text("unit_code", self.unit_code.as_deref())
            .text("qualifier", &self.qualifier)
            .optional_date("date", self.date.as_ref())
            .optional_date("from", self.from.as_ref())
            .optional_date("until", self.until.as_ref())
            .flag("forecast", self.forecast);
        self.evidence.add_to(object)
    }

    /// The number in the base unit of its kind, with which figures of other documents compare: a share as a fraction, a
    /// time in seconds.
    #[must_use]
    pub fn comparable_value(&self) -> f64 {
        let unit = self.unit_code.as_deref().and_then(|code| unit::parse(code).ok());
        let value = unit.map_or(self.value, |unit| unit.to_base(self.value));
        value / self.out_of.unwrap_or(1.0)
    }
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

impl Discrepancy {
    /// The members of its canonical encoding.
    pub(super) fn members(&self) -> Object {
        let facts: Vec<_> = self.facts.iter().map(|(noun, key)| format!("{noun}:{key}")).collect();
        Object::new()
            .text("slug", &self.slug)
            .text("question", &self.question)
            .texts("facts", facts.iter().map(String::as_str))
            .text("note", &self.note)
    }
}
