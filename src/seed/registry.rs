//! From checked rows to the records of the domain.
//!
//! Called once nothing is wrong any more, so that what a shape requires is there; what it leaves open
//! gets its default here.

use super::{
    format::records::shape,
    parsed::{Row, Tables, key_of},
};
use crate::domain::record::{
    About, Access, Activity, Affiliation, Agent, Citation, Different, Discrepancy, Event, Evidence,
    Figure, Identifier, Name, ORGANIZATION_FIELDS, Organization, Participation, Period, Person,
    Position, Program, Registry, Source,
};

/// Everything that was read, in the order it was read.
pub(super) fn registry(tables: &Tables) -> Registry {
    let mut registry = Registry {
        sources: all(tables, "source", source),
        organizations: all(tables, "organization", organization),
        people: all(tables, "person", person),
        programs: all(tables, "program", program),
        events: all(tables, "event", event),
        affiliations: all(tables, "affiliation", affiliation),
        positions: all(tables, "position", position),
        participations: all(tables, "participation", participation),
        figures: all(tables, "figure", figure),
        discrepancies: all(tables, "discrepancy", discrepancy),
        different: Vec::new(),
    };
    for row in tables.of("same_as") {
        settle(row, &mut registry);
    }
    registry
}

/// What a curator settled: an identifier more with its citations, or a pair that is none.
fn settle(row: &Row, registry: &mut Registry) {
    let (Some(slug), Some(identifier)) = (text(row, "organization"), identifier(row)) else {
        return;
    };
    if row.text("verdict") == Some("DIFFERENT") {
        registry.different.push(Different { organization: slug, identifier });
    } else if let Some(it) = registry.organizations.iter_mut().find(|it| it.slug == slug) {
        it.identifiers.push(identifier);
        let about = vec!["identifiers".to_owned()];
        it.cite.extend(
            citations(row).into_iter().map(|cite| Citation { about: about.clone(), ..cite }),
        );
    }
}

fn all<T>(tables: &Tables, table: &str, record: impl Fn(&Row) -> Option<T>) -> Vec<T> {
    tables.of(table).iter().filter_map(record).collect()
}

fn source(row: &Row) -> Option<Source> {
    Some(Source {
        slug: text(row, "slug")?,
        title: text(row, "title")?,
        publisher: text(row, "publisher")?,
        kind: text(row, "kind")?,
        language: text(row, "language")?,
        earliest: row.date("earliest")?,
        latest: row.date("latest")?,
        dating: text(row, "dating")?,
        retrieved: row.date("retrieved"),
        url: text(row, "url"),
        note: text(row, "note"),
    })
}

fn organization(row: &Row) -> Option<Organization> {
    let mut organization = Organization {
        names: row.tables("names").filter_map(name).collect(),
        kinds: texts(row, "kinds"),
        description: text(row, "description"),
        identifiers: row.tables("identifiers").filter_map(identifier).collect(),
        note: text(row, "note"),
        cite: citations(row),
        ..Organization::new(text(row, "slug")?)
    };
    for field in &ORGANIZATION_FIELDS {
        let holder = field.group.map_or(Some(row), |group| row.table(group));
        let Some(holder) = holder else { continue };
        match field.access {
            Access::Text(_, get_mut) => *get_mut(&mut organization) = text(holder, field.name),
            Access::Date(_, get_mut) => *get_mut(&mut organization) = holder.date(field.name),
        }
    }
    Some(organization)
}

fn person(row: &Row) -> Option<Person> {
    Some(Person {
        slug: text(row, "slug")?,
        names: row.tables("names").filter_map(name).collect(),
        description: text(row, "description"),
        note: text(row, "note"),
        cite: citations(row),
    })
}

fn program(row: &Row) -> Option<Program> {
    Some(Program {
        slug: text(row, "slug")?,
        names: row.tables("names").filter_map(name).collect(),
        kind: text(row, "kind")?,
        description: text(row, "description"),
        starts: row.date("starts"),
        ends: row.date("ends"),
        part_of: text(row, "part_of"),
        website: text(row, "website"),
        note: text(row, "note"),
        cite: citations(row),
    })
}

fn event(row: &Row) -> Option<Event> {
    let Evidence { basis, note, cite } = evidence(row);
    Some(Event {
        slug: text(row, "slug")?,
        names: row.tables("names").filter_map(name).collect(),
        kind: text(row, "kind")?,
        status: text(row, "status")?,
        date: row.date("date"),
        until: row.date("until"),
        description: text(row, "description"),
        basis,
        note,
        cite,
    })
}

fn affiliation(row: &Row) -> Option<Affiliation> {
    Some(Affiliation {
        key: key_of(shape("affiliation")?, row)?,
        subject: text(row, "subject")?,
        role: text(row, "role")?,
        object: text(row, "object")?,
        period: period(row),
        evidence: evidence(row),
    })
}

fn position(row: &Row) -> Option<Position> {
    Some(Position {
        key: key_of(shape("position")?, row)?,
        person: text(row, "person")?,
        organization: text(row, "organization")?,
        role: text(row, "role")?,
        title: text(row, "title"),
        period: period(row),
        evidence: evidence(row),
    })
}

fn participation(row: &Row) -> Option<Participation> {
    Some(Participation {
        key: key_of(shape("participation")?, row)?,
        agent: match text(row, "person") {
            Some(person) => Agent::Person(person),
            None => Agent::Organization(text(row, "organization")?),
        },
        role: text(row, "role")?,
        activity: match text(row, "event") {
            Some(event) => Activity::Event(event),
            None => Activity::Program(text(row, "program")?),
        },
        period: period(row),
        evidence: evidence(row),
    })
}

fn figure(row: &Row) -> Option<Figure> {
    Some(Figure {
        key: key_of(shape("figure")?, row)?,
        about: about(row)?,
        measure: text(row, "measure")?,
        value: row.number("value").unwrap_or_default(),
        value_max: row.number("value_max"),
        out_of: row.number("out_of"),
        unit: text(row, "unit")?,
        qualifier: text(row, "qualifier").unwrap_or_else(|| "EXACT".to_owned()),
        date: row.date("date"),
        forecast: row.flag("forecast"),
        evidence: evidence(row),
    })
}

fn about(row: &Row) -> Option<About> {
    let thing = |key, about: fn(String) -> About| text(row, key).map(about);
    thing("organization", About::Organization)
        .or_else(|| thing("person", About::Person))
        .or_else(|| thing("program", About::Program))
        .or_else(|| thing("event", About::Event))
        .or_else(|| thing("topic", About::Topic))
}

fn discrepancy(row: &Row) -> Option<Discrepancy> {
    let facts = row.list("facts").iter().filter_map(|cell| cell.text()?.split_once(':'));
    Some(Discrepancy {
        slug: text(row, "slug")?,
        question: text(row, "question")?,
        facts: facts.map(|(table, name)| (table.to_owned(), name.to_owned())).collect(),
        note: text(row, "note")?,
    })
}

fn name(row: &Row) -> Option<Name> {
    Some(Name {
        value: text(row, "value")?,
        language: text(row, "language"),
        kind: text(row, "kind")?,
    })
}

fn identifier(row: &Row) -> Option<Identifier> {
    Some(Identifier { scheme: text(row, "scheme")?, value: text(row, "value")? })
}

fn citations(row: &Row) -> Vec<Citation> {
    let citation = |row: &Row| {
        let (source, locator) = (text(row, "source")?, text(row, "at")?);
        Some(Citation { source, locator, about: texts(row, "about") })
    };
    row.tables("cite").filter_map(citation).collect()
}

fn period(row: &Row) -> Period {
    Period { since: row.date("since"), until: row.date("until"), ended: row.flag("ended") }
}

fn evidence(row: &Row) -> Evidence {
    Evidence {
        basis: text(row, "basis").unwrap_or_else(|| "STATED".to_owned()),
        note: text(row, "note"),
        cite: citations(row),
    }
}

fn text(row: &Row, key: &str) -> Option<String> {
    row.text(key).map(str::to_owned)
}

fn texts(row: &Row, key: &str) -> Vec<String> {
    row.list(key).iter().filter_map(|cell| cell.text().map(str::to_owned)).collect()
}
