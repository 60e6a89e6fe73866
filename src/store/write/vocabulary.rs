//! Fills the word tables from the closed vocabularies of the domain.
//!
//! Words are only added, because a row may still use a word that this version no longer offers.

use rusqlite::{Connection, TransactionBehavior, params};

use crate::domain::{
    country,
    entity_type::EntityType,
    role::{ROLE_DIRECTIONS, Side},
    vocabulary::{
        AFFILIATION_DEGREE, AFFILIATION_ROLE, BASIS, CONTINENT, EVENT_KIND, EVENT_STATUS,
        IDENTIFIER_SCHEME, LINK_KIND, MEASURE, NAME_KIND, ORGANIZATION_KIND, PARTICIPATION_ROLE,
        POSITION_ROLE, PROGRAM_KIND, QUALIFIER, SOURCE_KIND, TOPIC_KIND, Vocabulary,
    },
};
use crate::store::error::Error;

/// The tables that hold nothing but words. The roles of affiliations also have the codes of their directions.
const TABLES: [(&str, &Vocabulary); 16] = [
    ("organization_kind_word", &ORGANIZATION_KIND),
    ("name_kind_word", &NAME_KIND),
    ("identifier_scheme_word", &IDENTIFIER_SCHEME),
    ("continent_word", &CONTINENT),
    ("link_kind_word", &LINK_KIND),
    ("position_role_word", &POSITION_ROLE),
    ("program_kind_word", &PROGRAM_KIND),
    ("event_kind_word", &EVENT_KIND),
    ("event_status_word", &EVENT_STATUS),
    ("participation_role_word", &PARTICIPATION_ROLE),
    ("measure_word", &MEASURE),
    ("affiliation_degree_word", &AFFILIATION_DEGREE),
    ("qualifier_word", &QUALIFIER),
    ("basis_word", &BASIS),
    ("source_kind_word", &SOURCE_KIND),
    ("topic_kind_word", &TOPIC_KIND),
];

/// Adds the words that are missing; a file that has them all is only read.
pub(in crate::store) fn fill(connection: &mut Connection) -> Result<(), Error> {
    if !has_missing_words(connection)? {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (table, vocabulary) in TABLES {
        let insert = format!("INSERT OR IGNORE INTO {table} (word) VALUES (?1)");
        let mut insert = transaction.prepare(&insert)?;
        for (word, _) in vocabulary.words {
            insert.execute([word])?;
        }
    }
    let mut insert =
        transaction.prepare("INSERT OR IGNORE INTO entity_type_word (word) VALUES (?1)")?;
    for ty in EntityType::ALL {
        insert.execute([ty.name()])?;
    }
    drop(insert);
    let mut insert = transaction.prepare(
        "INSERT OR IGNORE INTO affiliation_role_word (word, subject_reading, object_reading)
         VALUES (?1, ?2, ?3)",
    )?;
    for (role, _) in AFFILIATION_ROLE.words {
        insert.execute(params![role, code(role, Side::Subject), code(role, Side::Object)])?;
    }
    drop(insert);
    let mut insert =
        transaction.prepare("INSERT OR IGNORE INTO country (code, name) VALUES (?1, ?2)")?;
    for (code, name) in country::all() {
        insert.execute([code, name])?;
    }
    drop(insert);
    transaction.commit()?;
    Ok(())
}

fn has_missing_words(connection: &Connection) -> Result<bool, Error> {
    let mut find = connection.prepare("SELECT 1 FROM entity_type_word WHERE word = ?1")?;
    for ty in EntityType::ALL {
        if !find.exists([ty.name()])? {
            return Ok(true);
        }
    }
    for (table, vocabulary) in
        TABLES.into_iter().chain([("affiliation_role_word", &AFFILIATION_ROLE)])
    {
        let mut find = connection.prepare(&format!("SELECT 1 FROM {table} WHERE word = ?1"))?;
        for (word, _) in vocabulary.words {
            if !find.exists([word])? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The code of a role's direction from one end; a test of the domain makes sure that every role has one.
fn code(role: &str, side: Side) -> Option<i64> {
    let mut directions = ROLE_DIRECTIONS.iter().filter(|direction| direction.role == role);
    directions
        .find(|direction| direction.side == side || direction.side == Side::Either)
        .map(|direction| direction.code)
}
