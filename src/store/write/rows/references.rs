//! The columns that refer to records, as the foreign keys of the database declare them.

use rusqlite::Connection;

use crate::{domain::entity_type::EntityType, store::error::Error};

/// A column that refers to a record and that deleting the record does not clear.
pub struct Reference {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
    /// The column with the id of the record that the row belongs to: the row is deleted with that record.
    pub owner: String,
}

/// The columns that keep a record from being deleted.
pub fn restricting(connection: &Connection) -> Result<Vec<Reference>, Error> {
    let sql = "SELECT t.name, k.\"from\", owner.\"from\", k.\"table\"
               FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS k,
                   pragma_foreign_key_list(t.name) AS owner
               WHERE t.type = 'table' AND k.on_delete <> 'CASCADE' AND owner.on_delete = 'CASCADE'";
    let mut found = connection.prepare_cached(sql)?;
    let found = found.query_map([], |row| {
        let reference = Reference { table: row.get(0)?, column: row.get(1)?, owner: row.get(2)? };
        Ok((reference, row.get::<_, String>(3)?))
    })?;
    let found: Vec<_> = found.collect::<Result<_, _>>()?;
    let of_records = found.into_iter().filter(|(_, parent)| holds_records(parent));
    Ok(of_records.map(|(reference, _)| reference).collect())
}

/// Whether the rows of a table are records: `node`, and the table of each entity type.
fn holds_records(table: &str) -> bool {
    table == "node" || EntityType::of_noun(table).is_some()
}

/// The columns that can refer to an organization, as pairs of a table and a column. The `id` of a table is none: it says
/// which record the row is.
pub fn to_organizations(connection: &Connection) -> Result<Vec<(String, String)>, Error> {
    let sql = "SELECT t.name, k.\"from\" FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS k
               WHERE t.type = 'table' AND k.\"table\" IN ('organization', 'node') AND k.\"from\" <> 'id'";
    let mut found = connection.prepare_cached(sql)?;
    let found = found.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::store::file::migrate::migrate;

    fn connection() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        connection
    }

    #[test]
    fn every_row_that_refers_to_a_record_belongs_to_one_record() {
        let connection = connection();
        let found = restricting(&connection).unwrap();
        let sql = "SELECT t.name, k.\"from\", k.\"table\"
                   FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS k
                   WHERE t.type = 'table' AND k.on_delete <> 'CASCADE'";
        let mut keys = connection.prepare(sql).unwrap();
        let keys = keys.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        // A column can be in several keys: `citation.source_id` refers to a source, and with `part` to one of its parts.
        let mut refer_to_records: BTreeMap<_, bool> = BTreeMap::new();
        for key in keys {
            let (table, column, parent): (String, String, String) = key.unwrap();
            *refer_to_records.entry((table, column)).or_default() |= holds_records(&parent);
        }
        for ((table, column), refers) in refer_to_records {
            let owners = found.iter().filter(|it| it.table == table && it.column == column).count();
            assert_eq!(owners, usize::from(refers), "{table}.{column}");
        }
    }

    #[test]
    fn a_reference_of_a_child_table_belongs_to_its_record() {
        let found = restricting(&connection()).unwrap();
        let fact = found.iter().find(|it| it.table == "discrepancy_fact").unwrap();
        assert_eq!((&*fact.column, &*fact.owner), ("fact_id", "discrepancy_id"));
    }

    #[test]
    fn names_and_relations_of_an_organization_refer_to_it() {
        let found = to_organizations(&connection()).unwrap();
        for expected in
            [("name", "owner_id"), ("affiliation", "object_id"), ("redirect", "organization_id")]
        {
            assert!(found.iter().any(|(table, column)| (&**table, &**column) == expected));
        }
        assert!(!found.iter().any(|(_, column)| column == "id"));
    }
}
