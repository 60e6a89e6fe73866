//! The canonical encoding of a record, from which its digest is computed.
//!
//! A record is a JSON object in the form of RFC 8785 (see [`canonical_json`](super::canonical_json)). Its members have the
//! names of the keys in the seed; `type` is the name of the type in the schema, and `v` the version of the encoding. Each
//! record in `domain::record` writes its members by name, so renaming a Rust field changes no encoding.
//!
//! Stored digests depend on every byte. A new optional field does not change records without it, so it needs no new
//! version; every other change needs one. `docs/decisions/0005-encoding-of-records.md` has the reasons.

use super::{
    canonical_json::Object,
    certainty::Bounds,
    date::{Span, StatedDate},
    record::{ImportedRecord, Record, Relation, RelationEnd},
};

/// The version of the encoding, in the member `v`.
const VERSION: i64 = 1;

/// Encodes a record of any type.
#[must_use]
pub fn encode(record: Record<'_>) -> String {
    record.members().integer("v", VERSION).text("type", record.entity_type().name()).finish()
}

/// Encodes a record of an import: the organization that it describes, and its rank, locator, status and relations.
#[must_use]
pub fn encode_imported(record: &ImportedRecord) -> String {
    let relation = |it: &Relation| {
        let object = Object::new().text("role", it.role).flag("is_subject", it.is_subject);
        let object = object.optional_text("label", it.label.as_deref());
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
        .optional_date("created", record.history.created.date.map(Into::into).as_ref())
        .optional_text("created_schema", record.history.created.schema.as_deref())
        .optional_date("modified", record.history.modified.date.map(Into::into).as_ref())
        .optional_text("modified_schema", record.history.modified.schema.as_deref())
        .object("organization", record.organization.members())
        .objects("relations", record.relations.iter().map(relation))
        .finish()
}

/// A relation that records of an import state, with the dates that its affiliation takes from both organizations.
pub struct StatedRelation<'a> {
    /// The key of the subject's record.
    pub subject: &'a str,
    /// The role, a word of the vocabulary `AffiliationRole`.
    pub role: &'a str,
    /// The key of the object's record.
    pub object: &'a str,
    /// The keys of the records that state it.
    pub stated_by: Vec<&'a str>,
    /// The date when the subject was founded. The relation cannot start before it.
    pub subject_founded: Option<StatedDate>,
    /// The date when the object was founded. The relation cannot start before it.
    pub object_founded: Option<StatedDate>,
    /// The days between which the subject ended. The relation cannot last longer.
    pub subject_ended: Option<Span>,
    /// The days between which the object ended. The relation cannot last longer.
    pub object_ended: Option<Span>,
}

/// Encodes a relation that an import states.
#[must_use]
pub fn encode_relation(relation: &StatedRelation<'_>) -> String {
    let object = Object::new()
        .integer("v", VERSION)
        .text("type", "StatedRelation")
        .text("subject", relation.subject)
        .text("role", relation.role)
        .text("object", relation.object)
        .texts("stated_by", relation.stated_by.iter().copied());
    let days = |span: Option<Span>| span.into_iter().flat_map(|it| [it.first, it.end]);
    object
        .optional_date("subject_founded", relation.subject_founded.as_ref())
        .optional_date("object_founded", relation.object_founded.as_ref())
        .integers("subject_ended", days(relation.subject_ended))
        .integers("object_ended", days(relation.object_ended))
        .finish()
}

/// Encodes the days that bound a relation. They depend on other records, so the encoding of the relation lacks them.
#[must_use]
pub fn encode_bounds(bounds: Bounds) -> String {
    Object::new()
        .integer("start_from", bounds.start_from)
        .integer("start_before", bounds.start_before)
        .integer("end_from", bounds.end_from)
        .integer("end_before", bounds.end_before)
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::{
        About, Affiliation, Citation, Evidence, Figure, History, Identifier, Name,
        ORGANIZATION_FIELDS, Organization, Period, Place, Status,
    };

    fn cite() -> Vec<Citation> {
        vec![Citation {
            source: "page".to_owned(),
            part: None,
            locator: "line 1".to_owned(),
            about: vec!["names".to_owned()],
        }]
    }

    fn organization() -> Organization {
        Organization {
            names: vec![Name::new("Institut \"A\"", Some("fr".to_owned()), "LABEL")],
            kinds: vec!["UNIVERSITY".to_owned()],
            founded: "2007-03".parse().ok(),
            website: Some("https://a.example".to_owned()),
            place: Place { city: Some("Paris".to_owned()), ..Place::default() },
            identifiers: vec![Identifier::new("ROR", "03xjwb503")],
            cite: cite(),
            ..Organization::new("a".to_owned())
        }
    }

    /// Databases and logs have these texts. If the test fails, the encoding has changed: do not update the texts.
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
            measure_code: None,
            population: None,
            value: 3000.0,
            value_max: None,
            out_of: Some(0.5),
            unit: "people".to_owned(),
            unit_code: None,
            qualifier: "EXACT".to_owned(),
            date: None,
            from: None,
            until: None,
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
            program: None,
            degree: None,
            period: Period { since: "2010".parse().ok(), ended: true, ..Period::default() },
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
            history: History::default(),
            organization: Organization::new("ror-03xjwb503".to_owned()),
            relations: vec![Relation {
                role: "PARENT",
                other: RelationEnd::Record("02en5vm52".to_owned()),
                is_subject: false,
                label: None,
            }],
            is_institution: true,
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
