//! Affiliations that state one relation in opposite directions: one source calls alpha a part of beta, and another calls beta
//! a part of alpha. Both stay, and the curators are told.
//!
//! Only roles that cannot hold both ways at once are compared ([`is_one_way`]), and only affiliations that may have held on
//! the same day. A plan contradicts nothing.

use rusqlite::{Connection, Row};

use super::known;
use crate::{
    domain::{
        entity_type::EntityType, origin::SEED, record::Discrepancy, role::is_one_way, text::slug,
        vocabulary::AFFILIATION_ROLE,
    },
    store::error::Error,
};

/// Two affiliations of one role, each of which has as its subject the object of the other.
struct Opposed {
    ids: (i64, i64),
    keys: [String; 2],
    role: String,
    /// The names of the subject and the object of the first affiliation.
    names: [String; 2],
}

/// The discrepancies between affiliations in opposite directions, in the order of the affiliations. Those of the seed come
/// first, and so does its statement in each discrepancy.
pub(super) fn find(connection: &Connection) -> Result<Vec<Discrepancy>, Error> {
    let known = known::pairs(connection, EntityType::Affiliation)?;
    let roles: Vec<_> = AFFILIATION_ROLE.words.iter().map(|(word, _)| *word).collect();
    let roles =
        serde_json::json!(roles.into_iter().filter(|role| is_one_way(role)).collect::<Vec<_>>());
    let mut select = connection.prepare_cached(
        "SELECT one.id AS id, other.id AS other_id, one.key AS key, other.key AS other_key, one.role AS role,
                subject.name AS subject, object.name AS object
         FROM affiliation AS one
         JOIN affiliation AS other ON other.subject_id = one.object_id AND other.role = one.role
             AND other.object_id = one.subject_id
         JOIN node ON node.id = one.id
         JOIN node AS other_node ON other_node.id = other.id
         JOIN organization AS subject ON subject.id = one.subject_id
         JOIN organization AS object ON object.id = one.object_id
         WHERE one.role IN (SELECT value FROM json_each(?1)) AND one.stage = 'REALIZED' AND other.stage = 'REALIZED'
             AND one.start_from < other.end_before AND other.start_from < one.end_before
             AND (node.origin <> ?2, one.rank, one.id) < (other_node.origin <> ?2, other.rank, other.id)
         ORDER BY node.origin <> ?2, one.rank, one.id, other.rank, other.id",
    )?;
    let pairs = select.query_map([&*roles.to_string(), SEED], opposed)?;
    let pairs = pairs.collect::<Result<Vec<_>, _>>()?.into_iter();
    Ok(pairs.filter(|pair| !known.contains(&pair.ids)).map(discrepancy).collect())
}

fn opposed(row: &Row<'_>) -> rusqlite::Result<Opposed> {
    let (one, other): (i64, i64) = (row.get("id")?, row.get("other_id")?);
    Ok(Opposed {
        ids: (one.min(other), one.max(other)),
        keys: [row.get("key")?, row.get("other_key")?],
        role: row.get("role")?,
        names: [row.get("subject")?, row.get("object")?],
    })
}

fn discrepancy(Opposed { keys, role, names: [subject, object], .. }: Opposed) -> Discrepancy {
    Discrepancy {
        slug: slug(&format!("found {}", keys[0])),
        question: format!("Which way does the relation {role} between {subject} and {object} go?"),
        note: format!(
            "Found by the program and not confirmed by a curator. The affiliations have one role, each has as its subject \
             the object of the other, and both may have held on the same day: {subject} {role} {object}; {object} {role} \
             {subject}."
        ),
        facts: keys.map(|key| ("affiliation".to_owned(), key)).into(),
    }
}
