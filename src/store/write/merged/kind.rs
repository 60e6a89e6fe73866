//! The types of facts that several origins can state, and what makes two records one fact.

use crate::domain::entity_type::EntityType;

/// What is declared about a type.
pub(super) struct Kind {
    pub(super) ty: EntityType,
    /// What two statements of one fact have in common, as SQL over the row `f`.
    pub(super) identity: &'static str,
    /// The columns that two statements of one fact have in common.
    pub(super) common: &'static str,
    /// The other columns besides the period, which each statement keeps.
    pub(super) own: &'static str,
    /// What may be missing in one of two statements and is the same otherwise: as SQL over the row `f`, or over the merged statement
    /// `f`.
    pub(super) context: &'static str,
    /// Whether it has a period.
    pub(super) is_relation: bool,
}

/// The columns of the period of a relation.
pub(super) const PERIOD: &str = "since, until, start_from, start_before, end_from, end_before, stage, \
     planned_from, planned_before, ended_with_id";

/// The types.
pub(super) const KINDS: [Kind; 5] = [
    Kind {
        ty: EntityType::Affiliation,
        // The ends of a symmetric role can be exchanged. A statement that becomes a record again has those of the record that it leaves.
        identity: "(SELECT CASE WHEN subject_reading = object_reading
             THEN json_array(f.role, min(f.subject_id, f.object_id), max(f.subject_id, f.object_id))
             ELSE json_array(f.role, f.subject_id, f.object_id) END
             FROM affiliation_role_word WHERE word = f.role)",
        common: "subject_id, role, object_id",
        own: "basis, note, program_id, degree",
        context: "f.program_id",
        is_relation: true,
    },
    Kind {
        ty: EntityType::Position,
        identity: "json_array(f.person_id, f.organization_id, f.role)",
        common: "person_id, organization_id, role",
        own: "basis, note, title",
        context: "fold(f.title)",
        is_relation: true,
    },
    Kind {
        ty: EntityType::Participation,
        identity: "json_array(f.organization_id, f.person_id, f.program_id, f.event_id, f.role)",
        common: "organization_id, person_id, program_id, event_id, role",
        own: "basis, note",
        context: "NULL",
        is_relation: true,
    },
    Kind {
        ty: EntityType::Figure,
        identity: "json_array(f.about_id, f.topic, f.measure, f.measure_code, f.population, f.value, f.value_max, f.out_of,
             f.unit, f.qualifier, f.date, f.from_date, f.until_date, f.forecast)",
        common: "about_id, topic, measure, measure_code, population, value, value_max, out_of, unit, unit_code,
             comparable_value, qualifier, date, from_date, until_date, date_from, date_before, forecast",
        own: "basis, note",
        context: "NULL",
        is_relation: false,
    },
    Kind {
        ty: EntityType::TopicAssignment,
        identity: "json_array(f.topic_id, f.thing_id)",
        common: "topic_id, thing_id",
        own: "basis, note",
        context: "NULL",
        is_relation: false,
    },
];

impl Kind {
    /// The columns that each statement keeps.
    pub(super) fn kept(&self) -> String {
        if self.is_relation { format!("{}, {PERIOD}", self.own) } else { self.own.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rusqlite::Connection;

    use super::*;
    use crate::store::file::migrate::migrate;

    /// Otherwise a statement that becomes a record again would lose something.
    #[test]
    fn every_column_is_common_or_kept() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        for kind in &KINDS {
            let sql = format!("SELECT name FROM pragma_table_info('{}')", kind.ty.table());
            let mut columns = connection.prepare(&sql).unwrap();
            let columns = columns.query_map([], |row| row.get(0)).unwrap();
            let columns: BTreeSet<String> = columns.collect::<Result<_, _>>().unwrap();
            let listed = format!("id, key, rank, {}, {}", kind.common, kind.kept());
            let listed: BTreeSet<_> = listed.split(',').map(|it| it.trim().to_owned()).collect();
            assert_eq!(listed, columns, "{:?}", kind.ty);
        }
    }
}
