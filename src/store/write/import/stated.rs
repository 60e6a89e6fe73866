//! The relations that the records of an import state, stored as they state them.

use rusqlite::params;

use super::run::Import;
use crate::{
    domain::{
        record::{ImportedRecord, RelationEnd},
        role::is_symmetric,
    },
    limits::imports::MAX_LISTED_REMOVALS,
    store::error::Error,
};

/// Marks an end of a relation that is the slug of an organization, not the key of a record.
pub(super) const SLUG_PREFIX: &str = "slug:";

impl Import<'_> {
    /// The first affiliations that followed from relations which no record states any more.
    pub(super) fn unstated_affiliations(&self) -> Result<Vec<String>, Error> {
        let mut select = self.transaction.prepare_cached(
            "SELECT subject.slug || ' ' || a.role || ' ' || object.slug
             FROM affiliation AS a JOIN node USING (id)
             JOIN organization AS subject ON subject.id = a.subject_id
             JOIN organization AS object ON object.id = a.object_id
             WHERE node.origin = ?1 AND substr(a.key, 1, length(?2)) = ?2
             AND a.id NOT IN (SELECT id FROM temp.stated_affiliation) ORDER BY a.key LIMIT ?3",
        )?;
        let parameters =
            params![self.release.origin, self.relation_key_prefix(), MAX_LISTED_REMOVALS];
        let found = select.query_map(parameters, |row| row.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Notes the organizations that a record names by their slugs.
    pub(super) fn note_named_slugs(&mut self, record: &ImportedRecord) {
        for relation in &record.relations {
            if let RelationEnd::Slug(slug) = &relation.other
                && !self.named_slugs.contains(slug)
            {
                self.named_slugs.insert(slug.clone());
            }
        }
    }

    /// Deletes the relations that a record stated before.
    pub(super) fn delete_relations(&self, key: &str) -> Result<(), Error> {
        self.transaction
            .prepare_cached("DELETE FROM statement WHERE origin = ?1 AND record = ?2")?
            .execute(params![self.origin.0, key])?;
        Ok(())
    }

    /// Stores the relations that a record states.
    pub(super) fn store_relations(&self, record: &ImportedRecord) -> Result<(), Error> {
        let mut insert = self.transaction.prepare_cached(
            "INSERT OR IGNORE INTO statement (origin, subject, role, object, record, label)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for relation in &record.relations {
            let other = match &relation.other {
                RelationEnd::Record(key) => key.clone(),
                RelationEnd::Slug(slug) => format!("{SLUG_PREFIX}{slug}"),
            };
            let own = record.key.clone();
            let ends = if relation.is_subject { (own, other) } else { (other, own) };
            // A symmetric relation has one form, whichever end states it.
            let (subject, object) = match ends {
                (subject, object) if is_symmetric(relation.role) && object < subject => {
                    (object, subject)
                }
                ends => ends,
            };
            let (role, label) = (relation.role, &relation.label);
            insert.execute(params![self.origin.0, subject, role, object, record.key, label])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use crate::store::file::migrate::migrate;

    /// Otherwise each record of an import reads all relations.
    #[test]
    fn the_relations_of_a_record_are_found_by_an_index() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        for sql in [
            "DELETE FROM statement WHERE origin = 1 AND record = 'a'",
            "SELECT role, subject, object, label FROM statement WHERE origin = 1 AND record = 'a'",
        ] {
            let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let plan: String = plan.query_row([], |row| row.get(3)).unwrap();
            assert!(plan.contains("statement_by_record"), "{sql}: {plan}");
        }
    }
}
