//! Writes the rows of facts: affiliations, positions, participations, figures, discrepancies.

use rusqlite::{ToSql, params};

use super::{
    bounds::{Thing, of_figure},
    parts::{citations, date_text},
    ranked::RankedRecord,
    writer::Writer,
};
use crate::{
    domain::{
        certainty::Bounds,
        date::Day,
        entity_type::EntityType,
        record::{
            About, Activity, Affiliation, Agent, Discrepancy, Evidence, Figure, Participation,
            Period, Position,
        },
    },
    store::error::Error,
};

/// The columns that the table of every relation ends with, in this order: `since`, `until`, `start_from`,
/// `start_before`, `end_from`, `end_before`, `basis`, `note`, `stage`, `planned_from`, `planned_before`, `ended_with_id`.
struct RelationColumns<'a> {
    since: Option<String>,
    until: Option<String>,
    bounds: Bounds,
    evidence: &'a Evidence,
    stage: &'static str,
    planned_from: Option<Day>,
    planned_before: Option<Day>,
    ended_with: Option<i64>,
}

impl<'a> RelationColumns<'a> {
    fn new(
        w: &Writer,
        record: &RankedRecord,
        (period, evidence): (&Period, &'a Evidence),
        bounds: Bounds,
        ended_with: Option<Thing<'_>>,
    ) -> Result<Self, Error> {
        let planned = w.dates.planned(period, &evidence.cite);
        let ended_with = ended_with.map(|(ty, slug)| w.id(record, ty, slug)).transpose()?;
        Ok(Self {
            ended_with,
            since: date_text(period.since.as_ref()),
            until: date_text(period.until.as_ref()),
            bounds,
            evidence,
            stage: period.stage.word(),
            planned_from: planned.map(|span| span.first),
            planned_before: planned.map(|span| span.end),
        })
    }

    /// The values of the columns before these, and of these.
    fn after<'b>(&'b self, head: &[&'b dyn ToSql]) -> Vec<&'b dyn ToSql> {
        let Bounds { start_from, start_before, end_from, end_before } = &self.bounds;
        let tail: [&dyn ToSql; 12] = [
            &self.since,
            &self.until,
            start_from,
            start_before,
            end_from,
            end_before,
            &self.evidence.basis,
            &self.evidence.note,
            &self.stage,
            &self.planned_from,
            &self.planned_before,
            &self.ended_with,
        ];
        [head, &tail].concat()
    }
}

pub fn affiliation(
    w: &Writer,
    record: &RankedRecord,
    id: i64,
    it: &Affiliation,
) -> Result<(), Error> {
    let subject = w.id(record, EntityType::Organization, &it.subject)?;
    let object = w.id(record, EntityType::Organization, &it.object)?;
    let program = it.program.as_deref().map(|slug| w.id(record, EntityType::Program, slug));
    let program = program.transpose()?;
    let stated = (&it.period, &it.evidence);
    let (bounds, end) = (w.dates.of_affiliation(it), w.dates.end_of_affiliation(it));
    let columns = RelationColumns::new(w, record, stated, bounds, end)?;
    let head: [&dyn ToSql; 8] =
        [&id, &it.key, &record.rank, &subject, &it.role, &object, &program, &it.degree];
    w.connection
        .prepare_cached(
            "INSERT INTO affiliation (id, key, rank, subject_id, role, object_id, program_id,
                 degree, since, until, start_from, start_before, end_from, end_before, basis, note,
                 stage, planned_from, planned_before, ended_with_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                 ?18, ?19, ?20)",
        )?
        .execute(&*columns.after(&head))?;
    citations(w, record, id, &it.evidence.cite)
}

pub fn position(w: &Writer, record: &RankedRecord, id: i64, it: &Position) -> Result<(), Error> {
    let person = w.id(record, EntityType::Person, &it.person)?;
    let organization = w.id(record, EntityType::Organization, &it.organization)?;
    let stated = (&it.period, &it.evidence);
    let (bounds, end) = (w.dates.of_position(it), w.dates.end_of_position(it));
    let columns = RelationColumns::new(w, record, stated, bounds, end)?;
    let head: [&dyn ToSql; 7] =
        [&id, &it.key, &record.rank, &person, &organization, &it.role, &it.title];
    w.connection
        .prepare_cached(
            "INSERT INTO position (id, key, rank, person_id, organization_id, role, title,
                 since, until, start_from, start_before, end_from, end_before, basis, note,
                 stage, planned_from, planned_before, ended_with_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                 ?18, ?19)",
        )?
        .execute(&*columns.after(&head))?;
    citations(w, record, id, &it.evidence.cite)
}

pub fn participation(
    w: &Writer,
    record: &RankedRecord,
    id: i64,
    it: &Participation,
) -> Result<(), Error> {
    let (organization, person) = match &it.agent {
        Agent::Organization(slug) => (Some(w.id(record, EntityType::Organization, slug)?), None),
        Agent::Person(slug) => (None, Some(w.id(record, EntityType::Person, slug)?)),
    };
    let (program, event) = match &it.activity {
        Activity::Program(slug) => (Some(w.id(record, EntityType::Program, slug)?), None),
        Activity::Event(slug) => (None, Some(w.id(record, EntityType::Event, slug)?)),
    };
    let stated = (&it.period, &it.evidence);
    let (bounds, end) = (w.dates.of_participation(it), w.dates.end_of_participation(it));
    let columns = RelationColumns::new(w, record, stated, bounds, end)?;
    let head: [&dyn ToSql; 8] =
        [&id, &it.key, &record.rank, &organization, &person, &program, &event, &it.role];
    w.connection
        .prepare_cached(
            "INSERT INTO participation (id, key, rank, organization_id, person_id, program_id,
                 event_id, role, since, until, start_from, start_before, end_from, end_before,
                 basis, note, stage, planned_from, planned_before, ended_with_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                 ?18, ?19, ?20)",
        )?
        .execute(&*columns.after(&head))?;
    citations(w, record, id, &it.evidence.cite)
}

pub fn figure(w: &Writer, record: &RankedRecord, id: i64, it: &Figure) -> Result<(), Error> {
    let (about, about_text) = match &it.about {
        About::Organization(slug) => (Some(w.id(record, EntityType::Organization, slug)?), None),
        About::Person(slug) => (Some(w.id(record, EntityType::Person, slug)?), None),
        About::Program(slug) => (Some(w.id(record, EntityType::Program, slug)?), None),
        About::Event(slug) => (Some(w.id(record, EntityType::Event, slug)?), None),
        About::Text(words) => (None, Some(words)),
    };
    let days = of_figure(it);
    w.connection
        .prepare_cached(
            "INSERT INTO figure (id, key, rank, about_id, topic, measure, measure_code, population,
                 value, value_max, out_of, unit, unit_code, comparable_value, qualifier, date,
                 from_date, until_date, date_from, date_before, forecast, basis, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                 ?18, ?19, ?20, ?21, ?22, ?23)",
        )?
        .execute(params![
            id,
            it.key,
            record.rank,
            about,
            about_text,
            it.measure,
            it.measure_code,
            it.population,
            it.value,
            it.value_max,
            it.out_of,
            it.unit,
            it.unit_code,
            it.comparable_value(),
            it.qualifier,
            date_text(it.date.as_ref()),
            date_text(it.from.as_ref()),
            date_text(it.until.as_ref()),
            days.first,
            days.end,
            it.forecast,
            it.evidence.basis,
            it.evidence.note,
        ])?;
    citations(w, record, id, &it.evidence.cite)
}

pub fn discrepancy(
    w: &Writer,
    record: &RankedRecord,
    id: i64,
    it: &Discrepancy,
) -> Result<(), Error> {
    w.connection
        .prepare_cached(
            "INSERT INTO discrepancy (id, slug, rank, question, note) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![id, it.slug, record.rank, it.question, it.note])?;
    let mut insert = w.connection.prepare_cached(
        "INSERT INTO discrepancy_fact (discrepancy_id, rank, fact_id) VALUES (?1, ?2, ?3)",
    )?;
    for (rank, (noun, key)) in (0_i64..).zip(&it.facts) {
        let Some(ty) = EntityType::of_noun(noun) else {
            let (key, target) = (it.slug.clone(), format!("{noun}:{key}"));
            return Err(Error::UnknownReference { noun: record.ty().noun(), key, target });
        };
        let fact = w.id(record, ty, key)?;
        insert.execute(params![id, rank, fact])?;
    }
    Ok(())
}
