//! Records that the database cannot hold beside those that it has.

use rusqlite::{OptionalExtension, params};

use super::{facts::FactOutcome, run::Import};
use crate::{
    domain::{
        entity_type::EntityType,
        record::{Affiliation, Assigned, ImportedFact, TopicAssignment},
    },
    store::error::Error,
};

/// The id of the organization with the slug ?1, or of the one that it was joined with.
const ORGANIZATION: &str = "SELECT id FROM organization WHERE slug = ?1
    UNION ALL SELECT organization_id FROM redirect WHERE scheme = 'SLUG' AND value = ?1";

impl Import<'_> {
    /// Why a record cannot stand beside those of the database, if that is so. What it refers to is in the database.
    pub(super) fn conflict(&self, fact: &ImportedFact) -> Result<Option<FactOutcome>, Error> {
        match fact {
            ImportedFact::TopicAssignment(it) => self.same_assignment(it),
            ImportedFact::Affiliation(it) => self.to_itself(it),
            ImportedFact::Program(it) => {
                self.circle(EntityType::Program, "part_of_id", &it.slug, it.part_of.as_deref())
            }
            ImportedFact::Topic(it) => {
                self.circle(EntityType::Topic, "broader_id", &it.slug, it.broader.as_deref())
            }
            _ => Ok(None),
        }
    }

    /// The assignment of the same topic to the same thing under another key of this import.
    fn same_assignment(&self, it: &TopicAssignment) -> Result<Option<FactOutcome>, Error> {
        let (slug, thing) = match &it.thing {
            Assigned::Organization(slug) => (slug, ORGANIZATION),
            Assigned::Program(slug) => (slug, "SELECT id FROM program WHERE slug = ?1"),
            Assigned::Event(slug) => (slug, "SELECT id FROM event WHERE slug = ?1"),
        };
        let mut find = self.transaction.prepare_cached(&format!(
            "SELECT stated.key FROM topic_assignment AS a JOIN (
                 SELECT own.id, own.key FROM topic_assignment AS own JOIN node USING (id) WHERE node.origin = ?4
                 UNION ALL SELECT fact_id, key FROM merged_fact WHERE type = 'TopicAssignment' AND origin = ?5
             ) AS stated USING (id)
             WHERE a.topic_id = (SELECT id FROM topic WHERE slug = ?2)
             AND a.thing_id = ({thing}) AND stated.key <> ?3"
        ))?;
        let parameters = params![slug, it.topic, it.key, self.release.origin, self.origin.0];
        let found = find.query_row(parameters, |row| Ok(FactOutcome::Repeated(row.get(0)?)));
        Ok(found.optional()?)
    }

    /// Whether both ends of an affiliation have been joined.
    fn to_itself(&self, it: &Affiliation) -> Result<Option<FactOutcome>, Error> {
        let mut find = self.transaction.prepare_cached(ORGANIZATION)?;
        let mut id = |slug: &str| find.query_row([slug], |row| row.get::<_, i64>(0));
        Ok((id(&it.subject)? == id(&it.object)?).then_some(FactOutcome::ToItself))
    }

    /// Whether a record that is to be a part of `whole` has it as a part, itself or through others.
    fn circle(
        &self,
        ty: EntityType,
        column: &str,
        slug: &str,
        whole: Option<&str>,
    ) -> Result<Option<FactOutcome>, Error> {
        let Some(whole) = whole else { return Ok(None) };
        let table = ty.table();
        let mut find = self.transaction.prepare_cached(&format!(
            "WITH RECURSIVE above (id) AS (
                 SELECT id FROM {table} WHERE slug = ?1
                 UNION SELECT it.{column} FROM {table} AS it JOIN above USING (id)
                 WHERE it.{column} IS NOT NULL)
             SELECT 1 FROM above JOIN {table} USING (id) WHERE slug = ?2"
        ))?;
        let is_circle = find.exists(params![whole, slug])?;
        Ok(is_circle.then(|| FactOutcome::Circle(whole.to_owned())))
    }
}
