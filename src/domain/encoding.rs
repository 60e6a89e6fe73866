//! The canonical encoding of a record, from which its digest is computed.
//!
//! A record is a JSON object in the form of RFC 8785 (see [`canonical_json`](super::canonical_json)). Its members have the
//! names of the seed's keys; `type` is the type's name in the schema and `v` the version of the encoding. Members are
//! listed here one by one and never derived from Rust's names, so renaming a Rust field changes nothing.
//!
//! Stored digests depend on every byte. A new optional field changes no record that lacks it and needs no new version;
//! any other change does. `docs/decisions/0005-encoding-of-records.md` has the reasons.

use super::{
    canonical_json::Object,
    date::PartialDate,
    interval::Bounds,
    record::{
        About, Activity, Affiliation, Agent, Citation, Discrepancy, Event, Evidence, Figure,
        ImportedRecord, Name, ORGANIZATION_FIELDS, Organization, Participation, Period, Person,
        Position, Program, Record, Relation, RelationEnd, Source,
    },
};

/// The version of the encoding, in the member `v`.
const VERSION: i64 = 1;

/// A record of any type.
#[must_use]
pub fn encode(record: Record<'_>) -> String {
    let members = match record {
        Record::Source(it) => source(it),
        Record::Organization(it) => organization(it),
        Record::Person(it) => person(it),
        Record::Program(it) => program(it),
        Record::Event(it) => event(it),
        Record::Affiliation(it) => affiliation(it),
        Record::Position(it) => position(it),
        Record::Participation(it) => participation(it),
        Record::Figure(it) => figure(it),
        Record::Discrepancy(it) => discrepancy(it),
    };
    members.integer("v", VERSION).text("type", record.entity_type().name()).finish()
}

/// A record of another registry: the organization it describes, and what only an import says.
#[must_use]
pub fn encode_imported(record: &ImportedRecord) -> String {
    let relation = |it: &Relation| {
        let object = Object::new().text("role", it.role).flag("is_subject", it.is_subject);
        match &it.other {
            RelationEnd::Record(key) => object.text("record", key),
            RelationEnd::Slug(slug) => object.text("organization", slug),
        }
    };
    Object::new()
        .integer("v", VERSION)
        .text("type", "ImportedRecord")
        .text("key", &record.key)
        .integer("rank", record.rank)
        .text("locator", &record.locator)
        .optional_text("status", record.status.map(super::record::Status::word))
        .object("organization", organization(&record.organization))
        .objects("relations", record.relations.iter().map(relation))
        .finish()
}

/// A relation as records of an import state it, with what its affiliation takes from the organizations at both ends.
pub struct StatedRelation<'a> {
    /// The key of the subject's record.
    pub subject: &'a str,
    /// Word of the vocabulary `AffiliationRole`.
    pub role: &'a str,
    /// The key of the object's record.
    pub object: &'a str,
    /// The keys of the records that state it.
    pub stated_by: Vec<&'a str>,
    /// When the subject was founded, which bounds the start of the relation.
    pub subject_founded: Option<PartialDate>,
    /// When the object was founded.
    pub object_founded: Option<PartialDate>,
}

/// A relation that an import states.
#[must_use]
pub fn encode_relation(relation: &StatedRelation<'_>) -> String {
    let object = Object::new()
        .integer("v", VERSION)
        .text("type", "StatedRelation")
        .text("subject", relation.subject)
        .text("role", relation.role)
        .text("object", relation.object)
        .texts("stated_by", relation.stated_by.iter().copied());
    let object = date(object, "subject_founded", relation.subject_founded);
    date(object, "object_founded", relation.object_founded).finish()
}

/// The days that bound a relation. They follow from other records, and so are no part of the record itself.
#[must_use]
pub fn encode_bounds(bounds: Bounds) -> String {
    Object::new()
        .integer("start_from", bounds.start_from)
        .integer("start_before", bounds.start_before)
        .integer("end_from", bounds.end_from)
        .integer("end_before", bounds.end_before)
        .finish()
}

fn source(it: &Source) -> Object {
    let object = Object::new()
        .text("slug", &it.slug)
        .text("title", &it.title)
        .text("publisher", &it.publisher)
        .text("kind", &it.kind)
        .text("language", &it.language)
        .text("earliest", &it.earliest.to_string())
        .text("latest", &it.latest.to_string())
        .text("dating", &it.dating)
        .optional_text("url", it.url.as_deref())
        .optional_text("note", it.note.as_deref());
    date(object, "retrieved", it.retrieved)
}

fn organization(it: &Organization) -> Object {
    let mut object = Object::new()
        .text("slug", &it.slug)
        .objects("names", it.names.iter().map(name))
        .texts("kinds", it.kinds.iter().map(String::as_str))
        .optional_text("description", it.description.as_deref())
        .optional_text("note", it.note.as_deref())
        .objects("cite", it.cite.iter().map(citation));
    let mut place = Object::new();
    for field in &ORGANIZATION_FIELDS {
        let value = field.get(it);
        match field.group {
            Some(_) => place = place.optional_text(field.name, value.as_deref()),
            None => object = object.optional_text(field.name, value.as_deref()),
        }
    }
    let identifiers = it.identifiers.iter();
    let identifiers =
        identifiers.map(|it| Object::new().text("scheme", &it.scheme).text("value", &it.value));
    object.object("place", place).objects("identifiers", identifiers)
}

fn person(it: &Person) -> Object {
    Object::new()
        .text("slug", &it.slug)
        .objects("names", it.names.iter().map(name))
        .optional_text("description", it.description.as_deref())
        .optional_text("note", it.note.as_deref())
        .objects("cite", it.cite.iter().map(citation))
}

fn program(it: &Program) -> Object {
    let object = Object::new()
        .text("slug", &it.slug)
        .objects("names", it.names.iter().map(name))
        .text("kind", &it.kind)
        .optional_text("description", it.description.as_deref())
        .optional_text("part_of", it.part_of.as_deref())
        .optional_text("website", it.website.as_deref())
        .optional_text("note", it.note.as_deref())
        .objects("cite", it.cite.iter().map(citation));
    date(date(object, "starts", it.starts), "ends", it.ends)
}

fn event(it: &Event) -> Object {
    let object = Object::new()
        .text("slug", &it.slug)
        .objects("names", it.names.iter().map(name))
        .text("kind", &it.kind)
        .text("status", &it.status)
        .optional_text("description", it.description.as_deref())
        .text("basis", &it.basis)
        .optional_text("note", it.note.as_deref())
        .objects("cite", it.cite.iter().map(citation));
    date(date(object, "date", it.date), "until", it.until)
}

fn affiliation(it: &Affiliation) -> Object {
    let object = Object::new()
        .text("key", &it.key)
        .text("subject", &it.subject)
        .text("role", &it.role)
        .text("object", &it.object);
    evidence(period(object, &it.period), &it.evidence)
}

fn position(it: &Position) -> Object {
    let object = Object::new()
        .text("key", &it.key)
        .text("person", &it.person)
        .text("organization", &it.organization)
        .text("role", &it.role)
        .optional_text("title", it.title.as_deref());
    evidence(period(object, &it.period), &it.evidence)
}

fn participation(it: &Participation) -> Object {
    let object = Object::new().text("key", &it.key).text("role", &it.role);
    let object = match &it.agent {
        Agent::Organization(slug) => object.text("organization", slug),
        Agent::Person(slug) => object.text("person", slug),
    };
    let object = match &it.activity {
        Activity::Program(slug) => object.text("program", slug),
        Activity::Event(slug) => object.text("event", slug),
    };
    evidence(period(object, &it.period), &it.evidence)
}

fn figure(it: &Figure) -> Object {
    let object = Object::new().text("key", &it.key);
    let object = match &it.about {
        About::Organization(slug) => object.text("organization", slug),
        About::Person(slug) => object.text("person", slug),
        About::Program(slug) => object.text("program", slug),
        About::Event(slug) => object.text("event", slug),
        About::Topic(words) => object.text("topic", words),
    };
    let object = object
        .text("measure", &it.measure)
        .number("value", it.value)
        .optional_number("value_max", it.value_max)
        .optional_number("out_of", it.out_of)
        .text("unit", &it.unit)
        .text("qualifier", &it.qualifier)
        .flag("forecast", it.forecast);
    evidence(date(object, "date", it.date), &it.evidence)
}

fn discrepancy(it: &Discrepancy) -> Object {
    let facts: Vec<_> = it.facts.iter().map(|(noun, key)| format!("{noun}:{key}")).collect();
    Object::new()
        .text("slug", &it.slug)
        .text("question", &it.question)
        .texts("facts", facts.iter().map(String::as_str))
        .text("note", &it.note)
}

fn name(it: &Name) -> Object {
    Object::new()
        .text("value", &it.value)
        .optional_text("language", it.language.as_deref())
        .text("kind", &it.kind)
}

fn citation(it: &Citation) -> Object {
    Object::new()
        .text("source", &it.source)
        .text("at", &it.locator)
        .texts("about", it.about.iter().map(String::as_str))
}

fn period(object: Object, it: &Period) -> Object {
    date(date(object, "since", it.since), "until", it.until).flag("ended", it.ended)
}

fn evidence(object: Object, it: &Evidence) -> Object {
    object
        .text("basis", &it.basis)
        .optional_text("note", it.note.as_deref())
        .objects("cite", it.cite.iter().map(citation))
}

fn date(object: Object, name: &'static str, date: Option<PartialDate>) -> Object {
    object.optional_text(name, date.map(|date| date.to_string()).as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::{Identifier, Place, Status};

    fn cite() -> Vec<Citation> {
        vec![Citation {
            source: "page".to_owned(),
            locator: "line 1".to_owned(),
            about: vec!["names".to_owned()],
        }]
    }

    fn organization() -> Organization {
        Organization {
            names: vec![Name {
                value: "Institut \"A\"".to_owned(),
                language: Some("fr".to_owned()),
                kind: "LABEL".to_owned(),
            }],
            kinds: vec!["UNIVERSITY".to_owned()],
            founded: "2007-03".parse().ok(),
            website: Some("https://a.example".to_owned()),
            place: Place { city: Some("Paris".to_owned()), ..Place::default() },
            identifiers: vec![Identifier {
                scheme: "ROR".to_owned(),
                value: "03xjwb503".to_owned(),
            }],
            cite: cite(),
            ..Organization::new("a".to_owned())
        }
    }

    /// These texts are what databases and logs hold. A test that fails here is a change of the encoding, not a text
    /// to be renewed.
    #[test]
    fn the_encoding_of_a_record_never_changes() {
        assert_eq!(
            encode(Record::Organization(&organization())),
            r#"{"cite":[{"about":["names"],"at":"line 1","source":"page"}],"founded":"2007-03","identifiers":[{"scheme":"ROR","value":"03xjwb503"}],"kinds":["UNIVERSITY"],"names":[{"kind":"LABEL","language":"fr","value":"Institut \"A\""}],"place":{"city":"Paris"},"slug":"a","type":"Organization","v":1,"website":"https://a.example"}"#
        );
        let figure = Figure {
            key: "a.staff".to_owned(),
            about: About::Organization("a".to_owned()),
            measure: "staff".to_owned(),
            value: 3000.0,
            value_max: None,
            out_of: Some(0.5),
            unit: "people".to_owned(),
            qualifier: "EXACT".to_owned(),
            date: None,
            forecast: true,
            evidence: Evidence { basis: "STATED".to_owned(), note: None, cite: cite() },
        };
        assert_eq!(
            encode(Record::Figure(&figure)),
            r#"{"basis":"STATED","cite":[{"about":["names"],"at":"line 1","source":"page"}],"forecast":true,"key":"a.staff","measure":"staff","organization":"a","out_of":0.5,"qualifier":"EXACT","type":"Figure","unit":"people","v":1,"value":3000}"#
        );
        let affiliation = Affiliation {
            key: "a.member.b".to_owned(),
            subject: "a".to_owned(),
            role: "MEMBER".to_owned(),
            object: "b".to_owned(),
            period: Period { since: "2010".parse().ok(), until: None, ended: true },
            evidence: Evidence { basis: "IMPLIED".to_owned(), note: None, cite: Vec::new() },
        };
        assert_eq!(
            encode(Record::Affiliation(&affiliation)),
            r#"{"basis":"IMPLIED","ended":true,"key":"a.member.b","object":"b","role":"MEMBER","since":"2010","subject":"a","type":"Affiliation","v":1}"#
        );
    }

    #[test]
    fn the_encoding_of_an_imported_record_never_changes() {
        let record = ImportedRecord {
            key: "03xjwb503".to_owned(),
            rank: 274_877_906_945,
            locator: "https://ror.org/03xjwb503".to_owned(),
            status: Some(Status::Active),
            organization: Organization::new("ror-03xjwb503".to_owned()),
            relations: vec![Relation {
                role: "PARENT",
                other: RelationEnd::Record("02en5vm52".to_owned()),
                is_subject: false,
            }],
        };
        assert_eq!(
            encode_imported(&record),
            r#"{"key":"03xjwb503","locator":"https://ror.org/03xjwb503","organization":{"slug":"ror-03xjwb503"},"rank":274877906945,"relations":[{"record":"02en5vm52","role":"PARENT"}],"status":"ACTIVE","type":"ImportedRecord","v":1}"#
        );
    }

    #[test]
    fn every_field_of_an_organization_is_encoded_under_its_seed_key() {
        for field in &ORGANIZATION_FIELDS {
            let mut it = Organization::new("a".to_owned());
            match field.access {
                super::super::record::Access::Text(_, get_mut) => {
                    *get_mut(&mut it) = Some("x".to_owned());
                }
                super::super::record::Access::Date(_, get_mut) => {
                    *get_mut(&mut it) = "2001".parse().ok();
                }
            }
            let text = encode(Record::Organization(&it));
            assert!(text.contains(&format!("\"{}\":\"", field.name)), "{text}");
            assert_ne!(text, encode(Record::Organization(&Organization::new("a".to_owned()))));
        }
    }
}
