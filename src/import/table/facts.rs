//! Reads the records of a row that are no organizations.

use std::collections::HashSet;

use super::{findings::Findings, row::Row};
use crate::domain::{
    date::StatedDate,
    entity_type::EntityType,
    quantity::unit,
    record::{
        About, Activity, Affiliation, Agent, Assigned, Event, Evidence, Figure, ImportedFact, Name,
        Participation, Period, Person, Position, Program, Topic, TopicAssignment,
    },
    stage::Stage,
    text::{fold, is_slug},
    vocabulary::{
        AFFILIATION_DEGREE, AFFILIATION_ROLE, EVENT_KIND, EVENT_STATUS, MEASURE,
        PARTICIPATION_ROLE, POSITION_ROLE, PROGRAM_KIND, QUALIFIER, STAGE, TOPIC_KIND, Vocabulary,
    },
};

/// A record of a row, and where the row has it.
pub struct Read {
    /// The record.
    pub fact: ImportedFact,
    /// Where it is, for citations.
    pub locator: String,
}

/// The record that a row describes; `plans` are the slugs of the programs that are only planned. None if it is of a type that has
/// no map here.
///
/// Rules that the row breaks, and parts of it that are left out, are added to `found`; the record is valid only if no rule is broken
/// and it is not absent.
pub fn read(row: &Row<'_>, plans: &HashSet<String>, found: &mut Findings) -> Option<Read> {
    let mut reader = Reader { row, found, written: Vec::new() };
    let fact = match row.record.ty {
        EntityType::Topic => ImportedFact::Topic(reader.topic()),
        EntityType::Program => ImportedFact::Program(reader.program()),
        EntityType::Event => ImportedFact::Event(reader.event()),
        EntityType::Person => ImportedFact::Person(reader.person()),
        EntityType::Affiliation => ImportedFact::Affiliation(reader.affiliation(plans)),
        EntityType::Position => ImportedFact::Position(reader.position()),
        EntityType::Participation => ImportedFact::Participation(reader.participation(plans)?),
        EntityType::Figure => ImportedFact::Figure(reader.figure(plans)?),
        EntityType::TopicAssignment => ImportedFact::TopicAssignment(reader.assignment()?),
        EntityType::Source | EntityType::Organization | EntityType::Discrepancy => return None,
    };
    let locator = reader.locator();
    Some(Read { fact, locator })
}

/// Reads the fields of a record.
struct Reader<'r, 'f> {
    row: &'r Row<'r>,
    found: &'f mut Findings,
    /// The texts that identify the record, as the row has them.
    written: Vec<String>,
}

impl Reader<'_, '_> {
    fn text(&mut self, field: &str) -> Option<String> {
        self.row.text(field, self.found)
    }

    fn lines(&mut self, field: &str) -> Option<String> {
        self.row.lines(field, self.found)
    }

    fn date(&mut self, field: &str) -> Option<StatedDate> {
        self.row.date(field, self.found)
    }

    /// The word of a field that a record must have.
    fn required_word(&mut self, field: &str, vocabulary: &Vocabulary) -> String {
        let problems = self.found.problems.len();
        let word = self.row.word(field, vocabulary, self.found);
        if word.is_none() && problems == self.found.problems.len() {
            self.found.problems.push(self.row.problem(field, "the value is missing"));
        }
        word.unwrap_or_default()
    }

    fn slug(&mut self) -> String {
        let ty = self.row.record.ty;
        let key = self.row.key(self.found);
        self.written.push(key.clone());
        let slug = self.row.map.slug_of(ty, &key);
        if !key.is_empty() && !is_slug(&slug) {
            let rule = "a key needs a Latin letter or a digit";
            self.found.problems.push(self.row.problem("key", rule));
        }
        slug
    }

    fn reference(&mut self, field: &str) -> Option<String> {
        let slug = self.row.reference(field, self.found);
        if let Some(text) = self.row.written(field).filter(|_| slug.is_some()) {
            self.written.push(text.into_owned());
        }
        slug
    }

    /// The key of a fact: that of the row, or one made of these parts.
    fn fact_key(&mut self, parts: &[&str]) -> String {
        let list = &self.row.map.list;
        if self.row.record.fields.contains_key("key") {
            let key = self.row.key(self.found);
            self.written = vec![key.clone()];
            return self.row.map.slug_of(self.row.record.ty, &key);
        }
        let words = parts.iter().filter(|part| !part.is_empty());
        let words = words.map(|part| part.to_lowercase().replace(['_', ' '], "-"));
        [list.clone()].into_iter().chain(words).collect::<Vec<_>>().join(".")
    }

    fn locator(&mut self) -> String {
        let written = self.written.join(", ");
        let locator = self.text("locator").unwrap_or(written);
        format!("row {locator:?}")
    }

    fn evidence(&mut self) -> Evidence {
        Evidence { basis: "STATED".to_owned(), note: self.lines("note"), cite: Vec::new() }
    }

    /// The stage that the row gives, or else PLANNED if the record begins after the date of the table.
    fn stage(&mut self, field: &str, start: Option<&StatedDate>) -> Stage {
        let given = self.row.word("stage", &STAGE, self.found);
        if let Some(stage) = given.as_deref().and_then(Stage::of_word) {
            return stage;
        }
        let Some(start) = start.filter(|start| self.row.is_ahead(Some(start))) else {
            return Stage::Realized;
        };
        let (noun, released) = (self.row.record.ty.noun(), self.row.released);
        let reason =
            format!("later than the date of the table ({released}): the {noun} is planned");
        self.row.omit(field, &start.to_string(), &reason, self.found);
        Stage::Planned
    }

    fn period(&mut self, is_planned: bool) -> Period {
        let (since, until) = (self.date("since"), self.date("until"));
        self.check_order("until", since.as_ref(), until.as_ref());
        let ended = self.row.flag("ended", self.found);
        let stage = self.stage("since", since.as_ref());
        let stage = if is_planned { stage.max(Stage::Planned) } else { stage };
        Period { since, until, ended, stage }
    }

    fn check_order(&mut self, field: &str, start: Option<&StatedDate>, end: Option<&StatedDate>) {
        if let (Some(start), Some(end)) = (start, end)
            && start.span().first >= end.span().end
        {
            let rule = format!("before the beginning, {start}");
            self.row.refuse(field, &end.to_string(), rule, self.found);
        }
    }

    fn topic(&mut self) -> Topic {
        Topic {
            slug: self.slug(),
            names: self.names(),
            kind: self.required_word("kind", &TOPIC_KIND),
            broader: self.reference("broader"),
            description: self.lines("description"),
            note: self.lines("note"),
            cite: Vec::new(),
        }
    }

    fn program(&mut self) -> Program {
        let slug = self.slug();
        let (names, kind) = (self.names(), self.required_word("kind", &PROGRAM_KIND));
        let (starts, ends) = (self.date("starts"), self.date("ends"));
        self.check_order("ends", starts.as_ref(), ends.as_ref());
        let stage = self.stage("starts", starts.as_ref());
        let part_of = self.row.reference("part_of", self.found);
        Program {
            slug,
            names,
            kind,
            description: self.lines("description"),
            starts,
            ends,
            stage,
            part_of,
            website: self.row.website("website", self.found),
            note: self.lines("note"),
            cite: Vec::new(),
        }
    }

    fn event(&mut self) -> Event {
        let slug = self.slug();
        let (names, kind) = (self.names(), self.required_word("kind", &EVENT_KIND));
        let (date, until) = (self.date("date"), self.date("until"));
        self.check_order("until", date.as_ref(), until.as_ref());
        let status = self.row.word("status", &EVENT_STATUS, self.found);
        let status = status.unwrap_or_else(|| match self.stage("date", date.as_ref()) {
            Stage::Realized => "HAPPENED".to_owned(),
            planned => planned.word().to_owned(),
        });
        if status == "HAPPENED"
            && let Some(date) = date.as_ref().filter(|date| self.row.is_ahead(Some(date)))
        {
            let released = self.row.released;
            let rule =
                format!("later than the date of the table ({released}), which cannot report it");
            self.row.refuse("date", &date.to_string(), rule, self.found);
        }
        Event {
            slug,
            names,
            kind,
            status,
            date,
            until,
            description: self.lines("description"),
            basis: "STATED".to_owned(),
            note: self.lines("note"),
            cite: Vec::new(),
        }
    }

    fn person(&mut self) -> Person {
        Person {
            slug: self.slug(),
            names: self.names(),
            description: self.lines("description"),
            note: self.lines("note"),
            cite: Vec::new(),
        }
    }

    fn names(&mut self) -> Vec<Name> {
        if self.found.is_absent { Vec::new() } else { self.row.names(self.found) }
    }

    fn affiliation(&mut self, plans: &HashSet<String>) -> Affiliation {
        let subject = self.reference("subject").unwrap_or_default();
        let object = self.reference("object").unwrap_or_default();
        let role = self.required_word("role", &AFFILIATION_ROLE);
        let program = self.row.reference("program", self.found);
        if !subject.is_empty() && subject == object {
            let rule = "a relation of the organization to itself";
            self.found.problems.push(self.row.problem("object", rule));
        }
        let period = self.period(program.as_ref().is_some_and(|it| plans.contains(it)));
        let since = period.since.as_ref().map(ToString::to_string).unwrap_or_default();
        let about = program.as_deref().unwrap_or_default();
        Affiliation {
            key: self.fact_key(&[&subject, &role, &object, about, &since]),
            subject,
            role,
            object,
            program,
            degree: self.row.word("degree", &AFFILIATION_DEGREE, self.found),
            period,
            evidence: self.evidence(),
        }
    }

    fn position(&mut self) -> Position {
        let person = self.reference("person").unwrap_or_default();
        let organization = self.reference("organization").unwrap_or_default();
        let role = self.required_word("role", &POSITION_ROLE);
        let period = self.period(false);
        let since = period.since.as_ref().map(ToString::to_string).unwrap_or_default();
        Position {
            key: self.fact_key(&[&person, &role, &organization, &since]),
            person,
            organization,
            role,
            title: self.text("title"),
            period,
            evidence: self.evidence(),
        }
    }

    fn participation(&mut self, plans: &HashSet<String>) -> Option<Participation> {
        let organization = self.reference("organization");
        let agent = match organization {
            Some(slug) => Agent::Organization(slug),
            None => Agent::Person(self.reference("person")?),
        };
        let program = self.reference("program");
        let is_planned = program.as_ref().is_some_and(|slug| plans.contains(slug));
        let activity = match program {
            Some(slug) => Activity::Program(slug),
            None => Activity::Event(self.reference("event")?),
        };
        let role = self.required_word("role", &PARTICIPATION_ROLE);
        let period = self.period(is_planned);
        let since = period.since.as_ref().map(ToString::to_string).unwrap_or_default();
        let (Agent::Organization(who) | Agent::Person(who)) = &agent;
        let (Activity::Program(what) | Activity::Event(what)) = &activity;
        let key = self.fact_key(&[who, &role, what, &since]);
        Some(Participation { key, agent, role, activity, period, evidence: self.evidence() })
    }

    fn figure(&mut self, plans: &HashSet<String>) -> Option<Figure> {
        let (about, slug) = self.about()?;
        // Without a number, the row has no such figure.
        let Some(value) = self.row.number("value", self.found) else {
            self.found.is_absent = true;
            return None;
        };
        let measure = self.row.required("measure", self.found);
        let measure_code = self.row.word("measure_code", &MEASURE, self.found);
        let (date, from, until) = (self.date("date"), self.date("from"), self.date("until"));
        self.check_order("until", from.as_ref(), until.as_ref());
        let is_ahead = self.row.is_ahead(date.as_ref()) || self.row.is_ahead(from.as_ref());
        let is_forecast = self.row.flag("forecast", self.found);
        let unit_code = self.text("unit_code");
        let unit_code = unit_code.and_then(|code| match unit::parse(&code) {
            Ok(unit) => Some(unit.code),
            Err(error) => {
                self.row.refuse("unit_code", &code, error, self.found);
                None
            }
        });
        let code = measure_code.clone().unwrap_or_else(|| fold(&measure));
        let when = date.as_ref().or(from.as_ref()).map(ToString::to_string).unwrap_or_default();
        Some(Figure {
            key: self.fact_key(&[&slug, &code, &when]),
            about,
            measure,
            measure_code,
            population: self.text("population"),
            value,
            value_max: self.row.number("value_max", self.found),
            out_of: self.row.number("out_of", self.found),
            unit: self.row.required("unit", self.found),
            unit_code,
            qualifier: self
                .row
                .word("qualifier", &QUALIFIER, self.found)
                .unwrap_or_else(|| "EXACT".to_owned()),
            date,
            from,
            until,
            forecast: is_forecast || is_ahead || plans.contains(&slug),
            evidence: self.evidence(),
        })
    }

    /// What a figure is about, and its slug.
    fn about(&mut self) -> Option<(About, String)> {
        if let Some(slug) = self.reference("organization") {
            return Some((About::Organization(slug.clone()), slug));
        }
        if let Some(slug) = self.reference("program") {
            return Some((About::Program(slug.clone()), slug));
        }
        if let Some(slug) = self.reference("event") {
            return Some((About::Event(slug.clone()), slug));
        }
        let slug = self.reference("person")?;
        Some((About::Person(slug.clone()), slug))
    }

    fn assignment(&mut self) -> Option<TopicAssignment> {
        let thing = if let Some(slug) = self.reference("organization") {
            Assigned::Organization(slug)
        } else if let Some(slug) = self.reference("program") {
            Assigned::Program(slug)
        } else {
            Assigned::Event(self.reference("event")?)
        };
        let topic = self.reference("topic")?;
        let (Assigned::Organization(slug) | Assigned::Program(slug) | Assigned::Event(slug)) =
            &thing;
        let key = self.fact_key(&[slug, &topic]);
        Some(TopicAssignment { key, thing, topic, evidence: self.evidence() })
    }
}
