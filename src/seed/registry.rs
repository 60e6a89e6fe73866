//! Makes the records of the domain from parsed records.
//!
//! This happens only if there was no problem, so that required values are present. Optional values get
//! their defaults here.

use super::{
    format::records::format_of,
    parsed::{ParsedFiles, ParsedRecord, key_of},
    stages::Stages,
};
use crate::domain::record::{
    About, Access, Activity, Affiliation, Agent, Assigned, Citation, Different, Discrepancy, Event,
    Evidence, Figure, Identifier, Name, ORGANIZATION_FIELDS, Organization, Participation, Period,
    Person, Position, Program, Registry, Source, SourcePart, Topic, TopicAssignment, Validity,
    successions,
};

/// All records, in the order of the files.
pub(super) fn registry(files: &ParsedFiles) -> Registry {
    let stages = Stages::new(files);
    let mut registry = Registry {
        sources: all(files, "source", source),
        organizations: all(files, "organization", |it| organization(it, &stages)),
        people: all(files, "person", person),
        programs: all(files, "program", |it| program(it, &stages)),
        events: all(files, "event", event),
        topics: all(files, "topic", topic),
        affiliations: all(files, "affiliation", |it| affiliation(it, &stages)),
        positions: all(files, "position", |it| position(it, &stages)),
        participations: all(files, "participation", |it| participation(it, &stages)),
        figures: all(files, "figure", figure),
        topic_assignments: all(files, "topic_assignment", topic_assignment),
        discrepancies: all(files, "discrepancy", discrepancy),
        different: Vec::new(),
    };
    for record in files.records("same_as") {
        apply_decision(record, &mut registry);
    }
    let successions = successions(&registry);
    registry.affiliations.extend(successions);
    registry
}

/// Applies a decision of the table `same_as`: the organization gets the identifier and its citations, or the
/// pair is recorded as different.
fn apply_decision(record: &ParsedRecord, registry: &mut Registry) {
    let (Some(slug), Some(mut identifier)) = (text(record, "organization"), identifier(record))
    else {
        return;
    };
    // The citations of a decision become those of the organization.
    identifier.validity = Validity::default();
    if record.text("verdict") == Some("DIFFERENT") {
        registry.different.push(Different { organization: slug, identifier });
    } else if let Some(it) = registry.organizations.iter_mut().find(|it| it.slug == slug) {
        it.identifiers.push(identifier);
        let about = vec!["identifiers".to_owned()];
        it.cite.extend(
            citations(record).into_iter().map(|cite| Citation { about: about.clone(), ..cite }),
        );
    }
}

fn all<T>(
    files: &ParsedFiles,
    table: &str,
    convert: impl Fn(&ParsedRecord) -> Option<T>,
) -> Vec<T> {
    files.records(table).iter().filter_map(convert).collect()
}

fn source(record: &ParsedRecord) -> Option<Source> {
    Some(Source {
        slug: text(record, "slug")?,
        title: text(record, "title")?,
        publisher: text(record, "publisher")?,
        kind: text(record, "kind")?,
        language: text(record, "language")?,
        earliest: record.partial_date("earliest")?,
        latest: record.partial_date("latest")?,
        dating: text(record, "dating")?,
        retrieved: record.partial_date("retrieved"),
        url: text(record, "url"),
        note: text(record, "note"),
        parts: record.tables("part").filter_map(source_part).collect(),
    })
}

fn source_part(record: &ParsedRecord) -> Option<SourcePart> {
    Some(SourcePart {
        slug: text(record, "slug")?,
        title: text(record, "title")?,
        earliest: record.partial_date("earliest")?,
        latest: record.partial_date("latest")?,
        dating: text(record, "dating")?,
    })
}

fn organization(record: &ParsedRecord, stages: &Stages<'_>) -> Option<Organization> {
    let mut organization = Organization {
        names: record.tables("names").filter_map(name).collect(),
        kinds: texts(record, "kinds"),
        description: text(record, "description"),
        identifiers: record.tables("identifiers").filter_map(identifier).collect(),
        stage: stages.of(record),
        note: text(record, "note"),
        cite: citations(record),
        ..Organization::new(text(record, "slug")?)
    };
    for field in &ORGANIZATION_FIELDS {
        let table = field.group.map_or(Some(record), |group| record.table(group));
        let Some(table) = table else { continue };
        match field.access {
            Access::Text(_, get_mut) => *get_mut(&mut organization) = text(table, field.name),
            Access::Date(_, get_mut) => *get_mut(&mut organization) = table.date(field.name),
        }
    }
    Some(organization)
}

fn person(record: &ParsedRecord) -> Option<Person> {
    Some(Person {
        slug: text(record, "slug")?,
        names: record.tables("names").filter_map(name).collect(),
        description: text(record, "description"),
        note: text(record, "note"),
        cite: citations(record),
    })
}

fn program(record: &ParsedRecord, stages: &Stages<'_>) -> Option<Program> {
    Some(Program {
        slug: text(record, "slug")?,
        names: record.tables("names").filter_map(name).collect(),
        kind: text(record, "kind")?,
        description: text(record, "description"),
        starts: record.date("starts"),
        ends: record.date("ends"),
        stage: stages.of(record),
        part_of: text(record, "part_of"),
        website: text(record, "website"),
        note: text(record, "note"),
        cite: citations(record),
    })
}

fn event(record: &ParsedRecord) -> Option<Event> {
    let Evidence { basis, note, cite } = evidence(record);
    Some(Event {
        slug: text(record, "slug")?,
        names: record.tables("names").filter_map(name).collect(),
        kind: text(record, "kind")?,
        status: text(record, "status")?,
        date: record.date("date"),
        until: record.date("until"),
        description: text(record, "description"),
        basis,
        note,
        cite,
    })
}

fn topic(record: &ParsedRecord) -> Option<Topic> {
    Some(Topic {
        slug: text(record, "slug")?,
        names: record.tables("names").filter_map(name).collect(),
        kind: text(record, "kind")?,
        broader: text(record, "broader"),
        description: text(record, "description"),
        note: text(record, "note"),
        cite: citations(record),
    })
}

fn affiliation(record: &ParsedRecord, stages: &Stages<'_>) -> Option<Affiliation> {
    Some(Affiliation {
        key: key_of(format_of("affiliation")?, record)?,
        subject: text(record, "subject")?,
        role: text(record, "role")?,
        object: text(record, "object")?,
        program: text(record, "program"),
        degree: text(record, "degree"),
        period: period(record, stages),
        evidence: evidence(record),
    })
}

fn position(record: &ParsedRecord, stages: &Stages<'_>) -> Option<Position> {
    Some(Position {
        key: key_of(format_of("position")?, record)?,
        person: text(record, "person")?,
        organization: text(record, "organization")?,
        role: text(record, "role")?,
        title: text(record, "title"),
        period: period(record, stages),
        evidence: evidence(record),
    })
}

fn participation(record: &ParsedRecord, stages: &Stages<'_>) -> Option<Participation> {
    Some(Participation {
        key: key_of(format_of("participation")?, record)?,
        agent: match text(record, "person") {
            Some(person) => Agent::Person(person),
            None => Agent::Organization(text(record, "organization")?),
        },
        role: text(record, "role")?,
        activity: match text(record, "event") {
            Some(event) => Activity::Event(event),
            None => Activity::Program(text(record, "program")?),
        },
        period: period(record, stages),
        evidence: evidence(record),
    })
}

fn figure(record: &ParsedRecord) -> Option<Figure> {
    Some(Figure {
        key: key_of(format_of("figure")?, record)?,
        about: about(record)?,
        measure: text(record, "measure")?,
        measure_code: text(record, "measure_code"),
        population: text(record, "population"),
        value: record.number("value").unwrap_or_default(),
        value_max: record.number("value_max"),
        out_of: record.number("out_of"),
        unit: text(record, "unit")?,
        unit_code: text(record, "unit_code"),
        qualifier: text(record, "qualifier").unwrap_or_else(|| "EXACT".to_owned()),
        date: record.date("date"),
        from: record.date("from"),
        until: record.date("until"),
        forecast: record.is_true("forecast"),
        evidence: evidence(record),
    })
}

fn about(record: &ParsedRecord) -> Option<About> {
    let thing = |key, about: fn(String) -> About| text(record, key).map(about);
    thing("organization", About::Organization)
        .or_else(|| thing("person", About::Person))
        .or_else(|| thing("program", About::Program))
        .or_else(|| thing("event", About::Event))
        .or_else(|| thing("about_text", About::Text))
}

fn topic_assignment(record: &ParsedRecord) -> Option<TopicAssignment> {
    let thing = |key, assigned: fn(String) -> Assigned| text(record, key).map(assigned);
    Some(TopicAssignment {
        key: key_of(format_of("topic_assignment")?, record)?,
        thing: thing("organization", Assigned::Organization)
            .or_else(|| thing("program", Assigned::Program))
            .or_else(|| thing("event", Assigned::Event))?,
        topic: text(record, "topic")?,
        evidence: evidence(record),
    })
}

fn discrepancy(record: &ParsedRecord) -> Option<Discrepancy> {
    let facts = record.list("facts").iter().filter_map(|cell| cell.text()?.split_once(':'));
    Some(Discrepancy {
        slug: text(record, "slug")?,
        question: text(record, "question")?,
        facts: facts.map(|(table, name)| (table.to_owned(), name.to_owned())).collect(),
        note: text(record, "note")?,
    })
}

fn name(record: &ParsedRecord) -> Option<Name> {
    Some(Name {
        value: text(record, "value")?,
        language: text(record, "language"),
        kind: text(record, "kind")?,
        validity: validity(record),
    })
}

fn identifier(record: &ParsedRecord) -> Option<Identifier> {
    let (scheme, value) = (text(record, "scheme")?, text(record, "value")?);
    Some(Identifier { validity: validity(record), ..Identifier::new(scheme, value) })
}

fn validity(record: &ParsedRecord) -> Validity {
    Validity { since: record.date("since"), until: record.date("until"), cite: citations(record) }
}

fn citations(record: &ParsedRecord) -> Vec<Citation> {
    let citation = |record: &ParsedRecord| {
        let (source, locator) = (text(record, "source")?, text(record, "at")?);
        Some(Citation {
            source,
            part: text(record, "part"),
            locator,
            about: texts(record, "about"),
        })
    };
    record.tables("cite").filter_map(citation).collect()
}

fn period(record: &ParsedRecord, stages: &Stages<'_>) -> Period {
    Period {
        since: record.date("since"),
        until: record.date("until"),
        ended: record.is_true("ended"),
        stage: stages.of(record),
    }
}

fn evidence(record: &ParsedRecord) -> Evidence {
    Evidence {
        basis: text(record, "basis").unwrap_or_else(|| "STATED".to_owned()),
        note: text(record, "note"),
        cite: citations(record),
    }
}

fn text(record: &ParsedRecord, key: &str) -> Option<String> {
    record.text(key).map(str::to_owned)
}

fn texts(record: &ParsedRecord, key: &str) -> Vec<String> {
    record.list(key).iter().filter_map(|cell| cell.text().map(str::to_owned)).collect()
}
