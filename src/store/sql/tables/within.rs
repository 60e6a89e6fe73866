//! Conditions on the organizations that a row has to do with: those of a list, `$1`.

use std::sync::LazyLock;

use crate::store::sql::fragment::Condition;

/// The ids of the programs that one of the organizations participates in, or is to participate in if the program is itself a
/// plan.
const PROGRAMS: &str = "SELECT p.program_id FROM participation AS p JOIN program AS g ON g.id = p.program_id \
     WHERE p.organization_id IN ($1) AND (p.start_from < 1000000000 OR g.stage <> 'REALIZED')";

/// The ids of the events that one of the organizations participates in, or is to participate in if the event has not
/// happened.
const EVENTS: &str = "SELECT p.event_id FROM participation AS p JOIN event AS e ON e.id = p.event_id \
     WHERE p.organization_id IN ($1) AND (p.start_from < 1000000000 OR e.status <> 'HAPPENED')";

/// The ids of the people who hold or held a position at one of the organizations.
const PEOPLE: &str =
    "SELECT person_id FROM position WHERE organization_id IN ($1) AND start_from < 1000000000";

/// The ids of the organizations and of all that has to do with one of them: relations of it, figures about it, programs and
/// events that it takes part in, people with a position there, and assignments of topics to one of these but a person.
static FACTS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "$1 UNION ALL SELECT id FROM affiliation WHERE subject_id IN ($1) \
         UNION ALL SELECT id FROM affiliation WHERE object_id IN ($1) \
         UNION ALL SELECT id FROM position WHERE organization_id IN ($1) \
         UNION ALL SELECT id FROM participation WHERE organization_id IN ($1) \
         UNION ALL SELECT id FROM figure WHERE about_id IN ($1) \
         UNION ALL SELECT id FROM topic_assignment WHERE thing_id IN ($1 UNION ALL {PROGRAMS} UNION ALL {EVENTS}) \
         UNION ALL {PROGRAMS} UNION ALL {EVENTS} UNION ALL {PEOPLE}"
    )
});

/// A participation: one of the organizations participates in its program.
pub static ITS_PROGRAM: LazyLock<Condition> =
    LazyLock::new(|| condition(format!("{{}}.program_id IN ({PROGRAMS})")));
/// A participation: one of the organizations participates in its event.
pub static ITS_EVENT: LazyLock<Condition> =
    LazyLock::new(|| condition(format!("{{}}.event_id IN ({EVENTS})")));
/// A participation: the participant is one of the organizations, or a person who holds or held a position at one.
pub static ITS_PARTICIPANT: LazyLock<Condition> = LazyLock::new(|| {
    condition(format!("({{}}.organization_id IN ($1) OR {{}}.person_id IN ({PEOPLE}))"))
});
/// A position: the person holds or held a position at one of the organizations.
pub static ITS_PERSON: LazyLock<Condition> =
    LazyLock::new(|| condition(format!("{{}}.person_id IN ({PEOPLE})")));
/// A position: it is at one of the organizations.
pub static ITS_ORGANIZATION: Condition = Condition { sql: "{}.organization_id IN ($1)" };
/// The assignment of a topic: the thing is one of the organizations, or a program or an event that one participates in.
pub static ITS_THING: LazyLock<Condition> = LazyLock::new(|| {
    condition(format!("{{}}.thing_id IN ($1 UNION ALL {PROGRAMS} UNION ALL {EVENTS})"))
});
/// A node: it has to do with one of the organizations.
pub static NODE: LazyLock<Condition> =
    LazyLock::new(|| condition(format!("{{}}.id IN ({})", *FACTS)));
/// A discrepancy: one of its facts has to do with one of the organizations.
pub static ITS_FACTS: LazyLock<Condition> = LazyLock::new(|| {
    let facts = "SELECT discrepancy_id FROM discrepancy_fact WHERE fact_id";
    condition(format!("{{}}.id IN ({facts} IN ({}))", *FACTS))
});

/// A condition whose text is put together once, when a schema is made, and lives as long as the program.
fn condition(sql: String) -> Condition {
    Condition { sql: sql.leak() }
}
