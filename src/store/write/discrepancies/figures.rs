//! Figures that differ: two numbers of one measure, subject and population at one time, such that no number fits both.
//!
//! The time of a figure is its date or its period; of a figure without one, all days on which its documents can have been
//! written. Figures whose times share no day describe a change and not a contradiction. A figure whose time is only estimated
//! contradicts nothing.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rusqlite::{Connection, Row};

use super::known;
use crate::{
    domain::{
        date::{ALWAYS, NEVER, Span},
        entity_type::EntityType,
        quantity::{number_range::NumberRange, unit},
        record::Discrepancy,
        text::{fold, slug},
        vocabulary::{OTHER_MEASURE, VAGUE_MEASURES},
    },
    store::error::Error,
};

/// What two figures must have in common to be compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Comparability {
    /// The row of the thing that they are about.
    about: Option<i64>,
    /// The folded words for what they are about, without a record of that.
    about_text: String,
    /// The measure, with its folded words if the measure alone says too little.
    measure: (String, String),
    population: String,
    /// The base unit, or the folded words for a unit that has no code.
    unit: String,
    /// An expectation is no observation.
    is_forecast: bool,
}

/// A figure as far as it is compared.
struct ComparedFigure {
    id: i64,
    key: String,
    /// The name of what it is about.
    subject: String,
    comparability: Comparability,
    numbers: NumberRange,
    time: Span,
    /// The number as stated, for people.
    stated: String,
}

/// The discrepancies between figures, in the order of the first figure of each.
pub(super) fn find(connection: &Connection) -> Result<Vec<Discrepancy>, Error> {
    let known = known::pairs(connection, EntityType::Figure)?;
    let mut found = BTreeMap::new();
    for (comparable, places) in groups(&read(connection)?) {
        for differing in differing(&comparable, &known) {
            let figures: Vec<_> = differing.iter().map(|index| comparable[*index]).collect();
            found.insert(places[differing[0]], discrepancy(&figures));
        }
    }
    Ok(found.into_values().collect())
}

/// Comparable figures, and the place of each among all figures.
type Group<'a> = (Vec<&'a ComparedFigure>, Vec<usize>);

/// The groups of figures that can be compared with each other.
fn groups(figures: &[ComparedFigure]) -> Vec<Group<'_>> {
    let mut groups: BTreeMap<&Comparability, Group<'_>> = BTreeMap::new();
    for (place, figure) in figures.iter().enumerate() {
        let (members, places) = groups.entry(&figure.comparability).or_default();
        members.push(figure);
        places.push(place);
    }
    groups.into_values().collect()
}

/// Sets of figures, by their indexes, that differences connect. Pairs that are `known` do not count.
fn differing(figures: &[&ComparedFigure], known: &HashSet<(i64, i64)>) -> Vec<Vec<usize>> {
    let mut sets: Vec<BTreeSet<usize>> = Vec::new();
    for (later, other) in figures.iter().enumerate() {
        for (earlier, one) in figures[..later].iter().enumerate() {
            let pair = (one.id.min(other.id), one.id.max(other.id));
            if known.contains(&pair)
                || !one.time.overlaps(other.time)
                || one.numbers.meets(other.numbers)
            {
                continue;
            }
            let is_apart = |set: &BTreeSet<usize>| !set.contains(&earlier) && !set.contains(&later);
            let (apart, joined): (Vec<_>, Vec<_>) = sets.into_iter().partition(is_apart);
            let joined = joined.into_iter().flatten().chain([earlier, later]).collect();
            sets = apart;
            sets.push(joined);
        }
    }
    sets.into_iter().map(|set| set.into_iter().collect()).collect()
}

/// The discrepancy between figures that differ. There is at least one.
fn discrepancy(figures: &[&ComparedFigure]) -> Discrepancy {
    let first = figures[0];
    let Comparability { measure: (measure, words), population, is_forecast, .. } =
        &first.comparability;
    let measure = if measure == OTHER_MEASURE { words } else { measure };
    let forecast = if *is_forecast { ", a forecast" } else { "" };
    let population = if population.is_empty() { String::new() } else { format!(" ({population})") };
    let stated: Vec<_> = figures.iter().map(|figure| figure.stated.as_str()).collect();
    Discrepancy {
        slug: slug(&format!("found {}", first.key)),
        question: format!(
            "Which number is right for {measure}{population} of {}{forecast}?",
            first.subject
        ),
        facts: figures.iter().map(|it| ("figure".to_owned(), it.key.clone())).collect(),
        note: format!(
            "Found by the program and not confirmed by a curator. The figures have one measure, subject and \
             population, their times share at least one day, and at least two of them exclude each other: {}.",
            stated.join("; ")
        ),
    }
}

/// All figures that can be compared, in their order: not those with a date that has no bounds.
fn read(connection: &Connection) -> Result<Vec<ComparedFigure>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT f.id, f.key, f.about_id, f.topic, f.measure_code, f.measure, f.population, f.value,
                f.value_max, f.out_of, f.unit, f.unit_code, f.qualifier, f.forecast, f.date_from, f.date_before,
                min(s.earliest_from) AS earliest, max(s.latest_before) AS latest,
                coalesce(o.name, person.name, program.name, event.name, f.topic) AS subject
         FROM figure AS f
         LEFT JOIN citation_date AS s ON s.fact_id = f.id
         LEFT JOIN organization AS o ON o.id = f.about_id
         LEFT JOIN person ON person.id = f.about_id
         LEFT JOIN program ON program.id = f.about_id
         LEFT JOIN event ON event.id = f.about_id
         WHERE coalesce(f.date, f.from_date, f.until_date) IS NULL OR f.date_from > ?1 OR f.date_before < ?2
         GROUP BY f.id ORDER BY f.rank, f.id",
    )?;
    let figures = select.query_map([ALWAYS, NEVER], figure)?;
    Ok(figures.collect::<Result<_, _>>()?)
}

fn figure(row: &Row<'_>) -> rusqlite::Result<ComparedFigure> {
    let folded = |column: &str| -> rusqlite::Result<String> {
        let text: Option<String> = row.get(column)?;
        Ok(text.as_deref().map(fold).unwrap_or_default())
    };
    let (value, max): (f64, Option<f64>) = (row.get("value")?, row.get("value_max")?);
    let out_of: Option<f64> = row.get("out_of")?;
    let qualifier: String = row.get("qualifier")?;
    let unit: String = row.get("unit")?;
    let unit_code: Option<String> = row.get("unit_code")?;
    let code = unit_code.as_deref().and_then(|code| unit::parse(code).ok());
    let in_base = |number: f64| {
        code.as_ref().map_or(number, |unit| unit.to_base(number)) / out_of.unwrap_or(1.0)
    };
    let measure: Option<String> = row.get("measure_code")?;
    let measure = measure.unwrap_or_else(|| OTHER_MEASURE.to_owned());
    let is_vague = VAGUE_MEASURES.contains(&measure.as_str());
    let words = if is_vague { folded("measure")? } else { String::new() };
    Ok(ComparedFigure {
        id: row.get("id")?,
        key: row.get("key")?,
        subject: row.get::<_, Option<String>>("subject")?.unwrap_or_default(),
        comparability: Comparability {
            about: row.get("about_id")?,
            about_text: folded("topic")?,
            measure: (measure, words),
            population: folded("population")?,
            unit: code.as_ref().map_or_else(|| fold(&unit), |unit| unit.base.clone()),
            is_forecast: row.get("forecast")?,
        },
        numbers: NumberRange::new(in_base(value), max.map(in_base), &qualifier),
        time: time(row)?,
        stated: stated(value, max, out_of, &unit, &qualifier),
    })
}

/// The days on which a figure may hold.
fn time(row: &Row<'_>) -> rusqlite::Result<Span> {
    let stated = Span { first: row.get("date_from")?, end: row.get("date_before")? };
    if stated != (Span { first: ALWAYS, end: NEVER }) {
        return Ok(stated);
    }
    let (earliest, latest): (Option<i64>, Option<i64>) = (row.get("earliest")?, row.get("latest")?);
    Ok(Span { first: earliest.unwrap_or(ALWAYS), end: latest.unwrap_or(NEVER) })
}

/// A number as its document states it: `1 to 2.5 of 5 members (ABOUT)`.
fn stated(
    value: f64,
    max: Option<f64>,
    out_of: Option<f64>,
    unit: &str,
    qualifier: &str,
) -> String {
    let max = max.map(|max| format!(" to {max}")).unwrap_or_default();
    let out_of = out_of.map(|whole| format!(" of {whole}")).unwrap_or_default();
    let qualifier = if qualifier == "EXACT" { String::new() } else { format!(" ({qualifier})") };
    format!("{value}{max}{out_of} {unit}{qualifier}")
}
