//! What each origin says of the fields that an organization has once, and which of it is shown.
//!
//! The owner of an organization comes first, then the imports in the order of their numbers; a field shows
//! the first that says anything. So what a curator wrote is never overwritten, and what nobody else said is
//! filled in. What is said and not shown stays in the view `claim`.

use rusqlite::{Connection, ToSql, params, params_from_iter, types::Value};

use super::{Error, Origin, bounds::span, things::text};
use crate::domain::{
    date::PartialDate,
    record::{Organization, Place},
    text::fold,
};

/// The columns, in the order of [`Contribution::fields`], with the key of a record that each belongs to.
const FIELDS: [(&str, &str); 9] = [
    ("founded", "founded"),
    ("dissolved", "dissolved"),
    ("website", "website"),
    ("telephone", "telephone"),
    ("address", "place"),
    ("postcode", "place"),
    ("city", "place"),
    ("region", "place"),
    ("country", "place"),
];

/// What one record says.
pub(super) struct Contribution<'a> {
    pub(super) key: &'a str,
    pub(super) status: Option<&'static str>,
    /// The document and the place in it; None for the seed.
    pub(super) cited: Option<(i64, &'a str)>,
    fields: [Option<String>; 9],
}

impl<'a> Contribution<'a> {
    pub(super) fn of(it: &Organization, key: &'a str) -> Self {
        let Place { address, postcode, city, region, country } = it.place.clone();
        let (website, telephone) = (it.website.clone(), it.telephone.clone());
        let (founded, dissolved) = (text(it.founded), text(it.dissolved));
        let fields =
            [founded, dissolved, website, telephone, address, postcode, city, region, country];
        Self { key, status: None, cited: None, fields }
    }
}

/// Keeps what a record says. `organization` is None for a record that was withdrawn.
pub(super) fn put(
    connection: &Connection,
    origin: Origin,
    said: &Contribution,
    organization: Option<i64>,
    digest: i64,
) -> Result<(), Error> {
    let columns = FIELDS.map(|(column, _)| column).join(", ");
    let mut insert = connection.prepare_cached(&format!(
        "INSERT OR REPLACE INTO contribution (origin, key, organization_id, digest, source_id, locator,
             status, {columns})
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
    ))?;
    let optional = |value: &Option<String>| value.clone().map_or(Value::Null, Value::Text);
    let (source, locator) = said.cited.unzip();
    let head: [Value; 7] = [
        origin.0.into(),
        said.key.to_owned().into(),
        organization.into(),
        digest.into(),
        source.into(),
        locator.map(str::to_owned).into(),
        said.status.map(str::to_owned).into(),
    ];
    insert.execute(params_from_iter(head.into_iter().chain(said.fields.iter().map(optional))))?;
    Ok(())
}

/// Shows of an organization what its contributions say, and lets the citations of its imports name the
/// fields they support.
pub(super) fn settle(connection: &Connection, organization: i64) -> Result<(), Error> {
    let columns = FIELDS.map(|(column, _)| format!("c.{column}")).join(", ");
    let mut select = connection.prepare_cached(&format!(
        "SELECT c.origin, o.name = node.origin, c.status, {columns} FROM contribution AS c
         JOIN origin AS o ON o.number = c.origin JOIN node ON node.id = c.organization_id
         WHERE c.organization_id = ?1 ORDER BY o.name = node.origin DESC, c.origin"
    ))?;
    let mut rows = select.query([organization])?;
    let mut shown: [Option<String>; 9] = Default::default();
    let mut status: Option<String> = None;
    while let Some(row) = rows.next()? {
        let (origin, owner): (i64, bool) = (row.get(0)?, row.get(1)?);
        status = status.or(row.get(2)?);
        let mut about = vec!["names", "kinds", "identifiers"];
        for (field, (place, (_, key))) in shown.iter_mut().zip((3..).zip(FIELDS)) {
            let said: Option<String> = row.get(place)?;
            if field.is_none() && said.is_some() {
                *field = said;
                about.push(key);
            }
        }
        if origin != Origin::SEED.0 && !owner {
            about.dedup();
            let cite = (organization, Origin(origin).ranks().start, about.join(" "));
            connection
                .prepare_cached("UPDATE citation SET about = ?3 WHERE fact_id = ?1 AND rank = ?2")?
                .execute(cite)?;
        }
    }
    show(connection, organization, status.as_ref(), &shown)
}

fn show(
    connection: &Connection,
    organization: i64,
    status: Option<&String>,
    shown: &[Option<String>; 9],
) -> Result<(), Error> {
    let days = |date: &Option<String>| {
        span(date.as_deref().and_then(|date| date.parse::<PartialDate>().ok()))
    };
    let (founded, dissolved) = (days(&shown[0]), days(&shown[1]));
    let sets = FIELDS.iter().zip(7..).map(|((column, _), place)| format!("{column} = ?{place}"));
    let sets = sets.collect::<Vec<_>>().join(", ");
    let mut update = connection.prepare_cached(&format!(
        "UPDATE organization SET status = ?2, founded_from = ?3, founded_before = ?4,
             dissolved_from = ?5, dissolved_before = ?6, {sets} WHERE id = ?1"
    ))?;
    let (founded, dissolved) = ([founded.first, founded.end], [dissolved.first, dissolved.end]);
    let mut values: Vec<&dyn ToSql> = vec![&organization, &status];
    values.extend(founded.iter().chain(&dissolved).map(|day| day as &dyn ToSql));
    values.extend(shown.iter().map(|text| text as &dyn ToSql));
    update.execute(values.as_slice())?;
    // A name is found beside the city that is shown.
    let place = shown[6].as_deref().map_or_else(String::new, fold);
    connection
        .prepare_cached("UPDATE name SET place = ?2 WHERE owner_id = ?1 AND place <> ?2")?
        .execute(params![organization, place])?;
    Ok(())
}
