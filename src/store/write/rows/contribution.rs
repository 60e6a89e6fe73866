//! What each origin says of the fields that an organization shows only once, and which of it is shown.
//!
//! A field shows the first value that any origin states: first the owner of the organization, then the imports in the
//! order of their numbers. So an import never replaces what a curator wrote, and fills in what the curator left open.
//! Values that are stated but not shown are the organization's alternative values.

use rusqlite::{Connection, OptionalExtension, ToSql, params, params_from_iter, types::Value};

use super::{
    bounds::{date_order, span},
    filter_keys,
    origin::Origin,
};
use crate::{
    domain::{
        date::StatedDate,
        entity_type::EntityType,
        rank::{FIRST_WITHDRAWN, WITHDRAWN_OFFSET, position},
        record::{History, ORGANIZATION_FIELDS, Organization, Status, public_field_name},
        text::fold,
    },
    store::error::Error,
};

/// One value of [`ORGANIZATION_FIELDS`] each.
type Values = [Option<String>; ORGANIZATION_FIELDS.len()];

/// What one record says.
pub struct Contribution<'a> {
    /// The key of the record at its origin.
    pub key: &'a str,
    pub status: Option<&'static str>,
    /// When its registry created and changed the record.
    pub history: History,
    /// The id of the source, and where in it the record is; None for the seed, whose citations say it.
    pub cited: Option<(i64, &'a str)>,
    values: Values,
}

impl<'a> Contribution<'a> {
    pub fn new(organization: &Organization, key: &'a str) -> Self {
        let values = ORGANIZATION_FIELDS.map(|field| field.get(organization));
        Self { key, status: None, history: History::default(), cited: None, values }
    }
}

/// Names of the columns, each after `prefix`.
fn columns(prefix: &str) -> String {
    ORGANIZATION_FIELDS.map(|field| format!("{prefix}{}", field.name)).join(", ")
}

/// Stores what a record says, in place of what it said before.
pub fn put(
    connection: &Connection,
    origin: Origin,
    contribution: &Contribution,
    organization: i64,
    digest: i64,
) -> Result<(), Error> {
    let columns = columns("");
    let places = (12..).take(ORGANIZATION_FIELDS.len()).map(|number| format!("?{number}"));
    let places = places.collect::<Vec<_>>().join(", ");
    let mut insert = connection.prepare_cached(&format!(
        "INSERT OR REPLACE INTO contribution (origin, key, organization_id, digest, source_id,
             last_source_id, locator, status, created, created_schema, modified, modified_schema, {columns})
         VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10, ?11, {places})"
    ))?;
    let optional = |value: &Option<String>| value.clone().map_or(Value::Null, Value::Text);
    let (source, locator) = contribution.cited.unzip();
    let head: [Value; 7] = [
        origin.0.into(),
        contribution.key.to_owned().into(),
        organization.into(),
        digest.into(),
        source.into(),
        locator.map(str::to_owned).into(),
        contribution.status.map(str::to_owned).into(),
    ];
    let History { created, modified } = &contribution.history;
    let revisions = [created, modified].into_iter();
    let revisions =
        revisions.flat_map(|it| [it.date.map(|date| date.to_string()), it.schema.clone()]);
    let revisions = revisions.map(|value| optional(&value));
    let values = contribution.values.iter().map(optional);
    insert.execute(params_from_iter(head.into_iter().chain(revisions).chain(values)))?;
    Ok(())
}

/// Updates the fields that an organization shows from its contributions. Citations of its imports then name the fields
/// that they support.
pub fn refresh_displayed_fields(connection: &Connection, organization: i64) -> Result<(), Error> {
    let columns = columns("c.");
    let mut select = connection.prepare_cached(&format!(
        "SELECT c.origin, o.name = node.origin, c.status, {columns} FROM contribution AS c
         JOIN origin AS o ON o.number = c.origin JOIN node ON node.id = c.organization_id
         WHERE c.organization_id = ?1 ORDER BY o.name = node.origin DESC, c.origin"
    ))?;
    let mut rows = select.query([organization])?;
    let mut displayed = Values::default();
    let mut status: Option<String> = None;
    let (mut has_withdrawn, mut has_other) = (false, false);
    while let Some(row) = rows.next()? {
        let (origin, is_owner): (i64, bool) = (row.get(0)?, row.get(1)?);
        let stated: Option<String> = row.get(2)?;
        let is_withdrawn = stated.as_deref() == Some(Status::Withdrawn.word());
        has_withdrawn |= is_withdrawn;
        has_other |= !is_withdrawn;
        status = status.or(stated);
        let mut about = vec!["names", "kinds", "identifiers"];
        let fields = displayed.iter_mut().zip(&ORGANIZATION_FIELDS);
        for (column, (value, field)) in (3..).zip(fields) {
            let stated: Option<String> = row.get(column)?;
            if value.is_none() && stated.is_some() {
                *value = stated;
                about.push(public_field_name(field.cited_as()));
            }
        }
        if origin != Origin::SEED.0 && !is_owner {
            about.dedup();
            about.extend(stated_lists(connection, organization, Origin(origin))?);
            let rank = Origin(origin).part_ranks().start;
            connection
                .prepare_cached("UPDATE citation SET about = ?3 WHERE fact_id = ?1 AND rank = ?2")?
                .execute((organization, rank, about.join(" ")))?;
        }
    }
    display(connection, organization, status.as_ref(), &displayed)?;
    if has_withdrawn {
        set_withdrawn(connection, organization, !has_other)?;
    }
    Ok(())
}

/// The lists of an organization that an origin adds to, besides names, kinds and identifiers.
fn stated_lists(
    connection: &Connection,
    organization: i64,
    origin: Origin,
) -> Result<Vec<&'static str>, Error> {
    let ranks = origin.part_ranks();
    let mut lists = Vec::new();
    for (table, list) in [("place", "locations"), ("link", "links"), ("domain", "domains")] {
        let sql = format!(
            "SELECT 1 FROM {table} WHERE organization_id = ?1 AND rank >= ?2 AND rank < ?3"
        );
        if connection.prepare_cached(&sql)?.exists([organization, ranks.start, ranks.end])? {
            lists.push(list);
        }
    }
    Ok(lists)
}

/// Moves an organization whose records are all withdrawn behind the others, or back. Its names are not searched for then.
fn set_withdrawn(
    connection: &Connection,
    organization: i64,
    is_withdrawn: bool,
) -> Result<(), Error> {
    let offset = if is_withdrawn { WITHDRAWN_OFFSET } else { -WITHDRAWN_OFFSET };
    let mut update = connection.prepare_cached(
        "UPDATE organization SET rank = rank + ?2
         WHERE id = ?1 AND (rank >= ?3) <> ?4 RETURNING rank",
    )?;
    let moved = update
        .query_row(params![organization, offset, FIRST_WITHDRAWN, is_withdrawn], |row| {
            row.get::<_, i64>(0)
        });
    let Some(rank) = moved.optional()? else { return Ok(()) };
    connection
        .prepare_cached("UPDATE node SET place = ?2 WHERE id = ?1")?
        .execute([organization, position(EntityType::Organization, rank)])?;
    connection
        .prepare_cached("UPDATE name SET folded = iif(?2, '', fold(value)) WHERE owner_id = ?1")?
        .execute(params![organization, is_withdrawn])?;
    Ok(())
}

fn display(
    connection: &Connection,
    organization: i64,
    status: Option<&String>,
    values: &Values,
) -> Result<(), Error> {
    let value = |name: &str| {
        let mut fields = ORGANIZATION_FIELDS.iter().zip(values);
        fields.find(|(field, _)| field.name == name).and_then(|(_, value)| value.as_deref())
    };
    let date = |name: &str| value(name).and_then(|date| date.parse::<StatedDate>().ok());
    let (founded, dissolved) = (date("founded"), date("dissolved"));
    let founded_rank = date_order(founded.as_ref());
    let (founded, dissolved) = (span(founded.as_ref()), span(dissolved.as_ref()));
    let number_of = |name: &str| {
        let mut fields = ORGANIZATION_FIELDS.iter().zip(11..);
        fields
            .find_map(|(field, number)| (field.name == name).then_some(number))
            .unwrap_or_default()
    };
    let country = number_of("country");
    let sets = ORGANIZATION_FIELDS.iter().zip(11..);
    let sets = sets.map(|(field, number)| format!("{} = ?{number}", field.name));
    let sets = sets.collect::<Vec<_>>().join(", ");
    let mut update = connection.prepare_cached(&format!(
        "UPDATE organization SET status = ?2, founded_from = ?3, founded_before = ?4,
             dissolved_from = ?5, dissolved_before = ?6, city_folded = ?7, founded_rank = ?8, {sets}, place_id = (
                 SELECT p.id FROM place AS p WHERE p.organization_id = ?1
                 AND p.city_folded IS ?7 AND p.country IS ?{country}
                 ORDER BY p.geonames IS NULL, p.rank LIMIT 1),
             place_set_id = ?9, kind_list_id = ?10
         WHERE id = ?1"
    ))?;
    let days = [founded.first, founded.end, dissolved.first, dissolved.end];
    let mut parameters: Vec<&dyn ToSql> = vec![&organization, &status];
    parameters.extend(days.iter().map(|day| day as &dyn ToSql));
    let city = value("city").map(fold);
    let place_set = filter_keys::place_set(connection, organization)?;
    let kind_list = filter_keys::kind_list(connection, organization)?;
    let keys: [&dyn ToSql; 4] = [&city, &founded_rank, &place_set, &kind_list];
    parameters.extend(keys);
    parameters.extend(values.iter().map(|text| text as &dyn ToSql));
    update.execute(parameters.as_slice())?;
    // A search for a name and its city uses the city that is shown.
    connection
        .prepare_cached("UPDATE name SET place = ?2 WHERE owner_id = ?1 AND place <> ?2")?
        .execute(params![organization, city.unwrap_or_default()])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `display` reads these by name.
    #[test]
    fn the_fields_with_derived_columns_exist() {
        for name in ["founded", "dissolved", "city", "country"] {
            assert!(ORGANIZATION_FIELDS.iter().any(|field| field.name == name), "{name}");
        }
    }
}
