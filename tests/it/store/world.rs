//! Registries to fill databases with: a small one with every kind of record, and large ones.

use consortia::domain::{
    record::{
        About, Activity, Affiliation, Agent, Citation, Discrepancy, Event, Evidence, Figure,
        Identifier, Name, Organization, Participation, Period, Person, Place, Position, Program,
        Registry, Source,
    },
    stage::Stage,
};

fn owned(text: &str) -> String {
    text.to_owned()
}

pub fn cite(sources: &[&str]) -> Vec<Citation> {
    let citation = |source: &&str| Citation {
        source: owned(source),
        part: None,
        locator: owned("heading (line 1)"),
        about: vec![owned("names"), owned("kinds")],
    };
    sources.iter().map(citation).collect()
}

pub fn names(values: &[&str]) -> Vec<Name> {
    let name = |value: &&str| Name::new(*value, None, "LABEL");
    values.iter().map(name).collect()
}

pub fn source(slug: &str, latest: &str) -> Source {
    Source {
        slug: owned(slug),
        title: format!("Page of {slug}"),
        publisher: owned("alpha"),
        kind: owned("WEB_PAGE"),
        language: owned("en"),
        earliest: "2000".parse().unwrap(),
        latest: latest.parse().unwrap(),
        dating: owned("says so"),
        retrieved: None,
        url: None,
        note: None,
        parts: Vec::new(),
    }
}

pub fn organization(slug: &str) -> Organization {
    Organization {
        names: names(&[&format!("Institut {slug}"), slug]),
        kinds: vec![owned("INSTITUTE"), owned("CLUSTER")],
        place: Place { country: Some(owned("FR")), ..Place::default() },
        cite: cite(&["old"]),
        ..Organization::new(owned(slug))
    }
}

pub fn affiliation(subject: &str, role: &str, object: &str, period: Period) -> Affiliation {
    Affiliation {
        key: format!("{subject}.{role}.{object}").to_lowercase(),
        subject: owned(subject),
        role: owned(role),
        object: owned(object),
        program: None,
        degree: None,
        period,
        evidence: evidence(&["old"]),
    }
}

pub fn evidence(sources: &[&str]) -> Evidence {
    Evidence { basis: owned("STATED"), note: None, cite: cite(sources) }
}

/// Written as in a seed: `since`, `until`; empty for unknown.
pub fn period(since: &str, until: &str) -> Period {
    Period { since: since.parse().ok(), until: until.parse().ok(), ..Period::default() }
}

pub fn event(slug: &str, date: &str, until: &str) -> Event {
    Event {
        slug: owned(slug),
        names: names(&[slug]),
        kind: owned("CREATION"),
        status: owned("HAPPENED"),
        date: date.parse().ok(),
        until: until.parse().ok(),
        description: None,
        basis: owned("STATED"),
        note: None,
        cite: cite(&["old"]),
    }
}

pub fn program(slug: &str, part_of: Option<&str>) -> Program {
    Program {
        slug: owned(slug),
        names: names(&[slug]),
        kind: owned("PLAN"),
        description: None,
        starts: "2021".parse().ok(),
        ends: "2030-06".parse().ok(),
        stage: Stage::default(),
        part_of: part_of.map(owned),
        website: None,
        note: None,
        cite: cite(&["new"]),
    }
}

pub fn participation(key: &str, agent: Agent, activity: Activity) -> Participation {
    Participation {
        key: owned(key),
        agent,
        role: owned("FUNDER"),
        activity,
        period: Period::default(),
        evidence: evidence(&["old"]),
    }
}

pub fn position(key: &str, person: &str, organization: &str) -> Position {
    Position {
        key: owned(key),
        person: owned(person),
        organization: owned(organization),
        role: owned("CHAIR"),
        title: None,
        period: Period::default(),
        evidence: evidence(&["old"]),
    }
}

pub fn figure(key: &str, about: About) -> Figure {
    Figure {
        key: owned(key),
        about,
        measure: owned("researchers"),
        measure_code: Some(owned("RESEARCHERS")),
        population: None,
        value: 1200.5,
        value_max: Some(1300.0),
        out_of: None,
        unit: owned("people"),
        unit_code: Some(owned("1")),
        qualifier: owned("ABOUT"),
        date: None,
        from: None,
        until: None,
        forecast: false,
        evidence: evidence(&["new"]),
    }
}

/// Three organizations, two sources, and one or two of most other types.
pub fn small() -> Registry {
    let mut alpha = organization("alpha");
    alpha.identifiers = vec![Identifier::new("ROR", "03xjwb503")];
    alpha.founded = "2005".parse().ok();
    let person = |slug: &str| Person {
        slug: owned(slug),
        names: names(&[slug]),
        description: None,
        note: None,
        cite: cite(&["old"]),
    };
    Registry {
        sources: vec![source("old", "2007-06-30"), source("new", "2023")],
        organizations: vec![alpha, organization("beta"), organization("gamma")],
        people: vec![person("ada")],
        programs: vec![program("part", Some("whole")), program("whole", None)],
        events: vec![event("birth", "2006-12", ""), event("undated", "", "")],
        affiliations: vec![
            affiliation("alpha", "FOUNDER", "gamma", period("2005", "")),
            affiliation("beta", "MEMBER", "gamma", period("", "")),
            affiliation("alpha", "PARTNER", "beta", period("2005-02", "2007")),
        ],
        positions: vec![Position {
            title: Some(owned("Chair of the board")),
            period: period("2006", ""),
            ..position("ada.chair.alpha", "ada", "alpha")
        }],
        participations: vec![
            participation(
                "beta-pays",
                Agent::Organization(owned("beta")),
                Activity::Program(owned("part")),
            ),
            participation("ada-born", Agent::Person(owned("ada")), Activity::Event(owned("birth"))),
        ],
        figures: vec![
            figure("staff", About::Organization(owned("alpha"))),
            figure("survival", About::Text(owned("5-year survival"))),
        ],
        discrepancies: vec![Discrepancy {
            slug: owned("how-many"),
            question: owned("How many?"),
            facts: vec![(owned("figure"), owned("staff")), (owned("organization"), owned("alpha"))],
            note: owned("Both stand."),
        }],
        ..Registry::default()
    }
}

/// As many organizations and affiliations as asked; `edition` changes every record a little.
pub fn large(organizations: usize, affiliations: usize, edition: &str) -> Registry {
    let slug = |number: usize| format!("org-{}", number % organizations);
    let mut registry = Registry {
        sources: vec![source("old", "2007-06-30")],
        organizations: (0..organizations).map(|number| organization(&slug(number))).collect(),
        ..Registry::default()
    };
    registry.organizations.push(organization("alpha"));
    for organization in &mut registry.organizations {
        organization.description = Some(format!("Described in the {edition} edition."));
    }
    registry.affiliations = (0..affiliations)
        .map(|number| {
            let (subject, object) = (slug(number), slug(number + 1 + number / organizations));
            let role = if number % 3 == 0 { "PARTNER" } else { "MEMBER" };
            let mut tie = affiliation(&subject, role, &object, period("2005", ""));
            tie.key = format!("{number}");
            tie.evidence.note = Some(owned(edition));
            tie
        })
        .collect();
    registry
}
