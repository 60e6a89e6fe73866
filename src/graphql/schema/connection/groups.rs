//! Groups of the items of lists: what each list can be grouped by.

use crate::{
    graphql::{
        engine::definition::{
            ComputedColumn, ConnectionField as Part, FieldDefinition,
            FieldSource::{ConnectionField, DistinctCount, Groups},
            GroupKey, Grouping, InputValue, ObjectType,
        },
        schema::{
            computations::{co_participants, hierarchy, related, search},
            connection::facets,
            declare::{field, input, object},
        },
    },
    store::sql::{
        Column, Join, Label,
        tables::{
            self,
            affiliation::end,
            citation::{discrepancy, node},
            event, figure, label,
            organization::{self, kind},
            participation, period, person, place, position, program, source,
            topic::{self, assignment},
        },
    },
};

/// A group.
pub fn group() -> ObjectType {
    object(
        "Group",
        "The items of a list that have the same values for some keys, counted.",
        vec![
            field(
                "value: String",
                ConnectionField(Part::GroupValue),
                "The value for a key. Null for items without a value. Examples: `UNIVERSITY`, `FR`, `2018`.",
            )
            .with(vec![input(
                "of: GroupKey",
                "The key, one of those in `by`. Default: the first of them.",
            )]),
            label(
                "label: String",
                " Null for items without a value.",
                vec![input("of: GroupKey", "The key, one of those in `by`. Default: the first of them.")],
            ),
            field("count: Int!", ConnectionField(Part::GroupCount), "Number of items of the list."),
            field(
                "distinctCount: Int!",
                ConnectionField(Part::GroupDistinctCount),
                "Number of different items: an organization that a list has twice, for two \
                 affiliations, counts once.",
            ),
        ],
    )
}

/// The field with the label of the value of a facet or a group. `without_value` says what the label of no value is.
pub fn label(
    signature: &'static str,
    without_value: &str,
    arguments: Vec<InputValue>,
) -> FieldDefinition {
    let (language, source) = facets::value_label();
    let doc = format!(
        "What to show people for the value: the word in English or French, the name of the country or the topic. Values \
         that people read as they are, such as regions, cities, years and units, are their own labels.{without_value} \
         Example: `label(language: \"fr\")` of `UNIVERSITY` is \"université\"."
    );
    field(signature, source, doc.leak()).with([arguments, language].concat())
}

/// The field with the groups of a connection, by its name without `Connection`; None if its items have nothing to be
/// grouped by.
pub fn groups_of(connection: &str) -> Option<FieldDefinition> {
    let grouping = grouping(connection)?;
    let groups = field(
        "groups: [Group!]!",
        Groups(grouping),
        "Numbers of items by one or several keys, over the whole list. Computed only if selected. \
         Facets, where a list has them, count by one key and skip items without a value: use them to \
         offer the values of a filter. Groups have a row with null for items without a value, and \
         count different items: use them for statistics. \
         Example: `groups(by: [KIND, COUNTRY]) { kind: value(of: KIND) country: value(of: COUNTRY) count }`.",
    );
    Some(groups.with(vec![
        input(
            "by: [GroupKey!]!",
            "The keys, 1 to {max_group_keys}. A key that the list does not have is an error that lists \
             those it has.",
        ),
        input(
            "first: Int",
            "Largest number of groups to return, 1 to {max_groups}. Default: {groups}; in a table, all of \
             them.",
        ),
        input("orderBy: GroupOrder = COUNT", "How to sort the groups. Default: COUNT."),
    ]))
}

/// The field with the number of different items of a list of relations, by its name without `Connection`; None if no item
/// can come twice.
pub fn distinct_count_of(connection: &str) -> Option<FieldDefinition> {
    let (column, doc) = match connection {
        "AffiliatedOrganization" | "OrganizationAffiliation" => (
            end::OTHER_ID,
            "Number of different organizations at the other end, over the whole list.",
        ),
        "OrganizationPerson" => {
            (position::PERSON_ID, "Number of different people in the whole list.")
        }
        "Position" => (
            position::ORGANIZATION_ID,
            "Number of different organizations of the positions, over the whole list.",
        ),
        "Participant" => (
            participation::AGENT_ID,
            "Number of different organizations and people in the whole list.",
        ),
        "AgentProgram" => {
            (participation::PROGRAM_ID, "Number of different programs in the whole list.")
        }
        "PersonEvent" => (participation::EVENT_ID, "Number of different events in the whole list."),
        _ => return None,
    };
    Some(field("distinctCount: Int!", DistinctCount(column), doc))
}

/// What a connection can be grouped by.
fn grouping(connection: &str) -> Option<Grouping> {
    Some(match connection {
        "Organization" | "CommonAffiliate" => of(tables::ID, organizations(&[])),
        "Hierarchy" => of_results(hierarchy::ORGANIZATION),
        "RelatedOrganization" => of_results(related::ORGANIZATION),
        "CoParticipant" => of_results(co_participants::ORGANIZATION),
        "Search" => Grouping { results: Some((node::TABLE, search::RECORD.id)), ..things() },
        "Fact" => of(tables::ID, vec![type_of(node::TYPE)]),
        "Affiliation" => of(tables::ID, relation(&[], label::AFFILIATION_ROLE)),
        "AffiliatedOrganization" => of(end::OTHER_ID, {
            let dates = dates(&[&end::AFFILIATION], period::SINCE_YEAR, period::SINCE_DECADE);
            let words = vec![stage(&[&end::AFFILIATION]), basis(&[&end::AFFILIATION])];
            [kinds_and_places(&[&end::OTHER]), words, dates].concat()
        }),
        "OrganizationAffiliation" => of(end::AFFILIATION_ID, {
            let direction = vec![key("DIRECTION", &[], end::DIRECTION, label::DIRECTION)];
            [
                direction,
                relation(&[&end::AFFILIATION], label::AFFILIATION_ROLE),
                kinds_and_places(&[&end::OTHER]),
            ]
            .concat()
        }),
        "OrganizationPerson" => of(position::PERSON_ID, relation(&[], label::POSITION_ROLE)),
        "Position" => of(
            tables::ID,
            [relation(&[], label::POSITION_ROLE), kinds_and_places(&[&position::ORGANIZATION])]
                .concat(),
        ),
        "Participant" => of(participation::AGENT_ID, {
            let ty = vec![type_of(participation::AGENT_TYPE)];
            [
                ty,
                relation(&[], label::PARTICIPATION_ROLE),
                kinds_and_places(&[&participation::ORGANIZATION]),
            ]
            .concat()
        }),
        "AgentProgram" => of(participation::PROGRAM_ID, {
            [
                relation(&[], label::PARTICIPATION_ROLE),
                vec![kind_of(&[&participation::PROGRAM], label::PROGRAM_KIND)],
            ]
            .concat()
        }),
        "PersonEvent" => of(participation::EVENT_ID, {
            let path: &[_] = &[&participation::EVENT];
            [
                relation(&[], label::PARTICIPATION_ROLE),
                vec![kind_of(path, label::EVENT_KIND), event_status(path)],
            ]
            .concat()
        }),
        "Person" => of(tables::ID, {
            let positions: &[_] = &[&person::POSITIONS];
            let employers = &[&person::POSITIONS, &position::ORGANIZATION];
            [
                vec![key("ROLE", positions, tables::ROLE, label::POSITION_ROLE)],
                kinds_and_places(employers),
            ]
            .concat()
        }),
        "Program" => of(tables::ID, {
            let dates = dates(&[], program::STARTS_YEAR, program::STARTS_DECADE);
            [vec![kind_of(&[], label::PROGRAM_KIND), stage(&[]), topics(&[])], dates].concat()
        }),
        "Event" => of(tables::ID, {
            let words = vec![kind_of(&[], label::EVENT_KIND), event_status(&[])];
            [words, vec![topics(&[]), basis(&[])], dates(&[], event::DATE_YEAR, event::DATE_DECADE)]
                .concat()
        }),
        "Figure" => of(tables::ID, {
            let measure = key("MEASURE_CODE", &[], figure::MEASURE_CODE, label::MEASURE);
            let words = vec![measure, type_of(figure::ABOUT_TYPE), basis(&[])];
            let dates = dates(&[], figure::DATE_YEAR, figure::DATE_DECADE);
            [words, dates, kinds_and_places(&[&figure::ORGANIZATION])].concat()
        }),
        "Source" => of(tables::ID, {
            let dates = dates(&[], source::LATEST_YEAR, source::LATEST_DECADE);
            [vec![kind_of(&[], label::SOURCE_KIND)], dates].concat()
        }),
        "Discrepancy" => {
            of(tables::ID, vec![key("ORIGIN", &[], discrepancy::ORIGIN, label::ORIGIN)])
        }
        "Topic" => of(tables::ID, vec![kind_of(&[], label::TOPIC_KIND)]),
        "AssignedTopic" => of(
            assignment::TOPIC_ID,
            vec![kind_of(&[&assignment::TOPIC], label::TOPIC_KIND), basis(&[])],
        ),
        "TopicAssignment" => of(tables::ID, {
            vec![
                type_of(assignment::THING_TYPE),
                key("TOPIC", &[&assignment::TOPIC], tables::SLUG, label::TOPIC),
                basis(&[]),
            ]
        }),
        _ => return None,
    })
}

fn of(item: Column, keys: Vec<GroupKey>) -> Grouping {
    Grouping { keys, item, results: None }
}

fn key(name: &'static str, path: &[&'static Join], column: Column, label: Label) -> GroupKey {
    GroupKey { name, path: path.to_vec(), column, label }
}

/// The organizations of computed results, whose ids are in the column.
fn of_results(id: ComputedColumn) -> Grouping {
    let results = Some((organization::TABLE, id));
    Grouping { results, ..of(tables::ID, organizations(&[])) }
}

/// The kind, in tables with one kind for each row.
fn kind_of(path: &[&'static Join], label: Label) -> GroupKey {
    key("KIND", path, tables::KIND, label)
}

fn type_of(column: Column) -> GroupKey {
    key("TYPE", &[], column, label::TYPE)
}

/// The stage of a relation, an organization or a program.
fn stage(path: &[&'static Join]) -> GroupKey {
    key("STAGE", path, tables::STAGE, label::STAGE)
}

fn event_status(path: &[&'static Join]) -> GroupKey {
    key("STATUS", path, event::STATUS, label::EVENT_STATUS)
}

/// The keys of organizations, on the way that leads to them.
fn organizations(path: &[&'static Join]) -> Vec<GroupKey> {
    let words =
        vec![key("STATUS", path, organization::STATUS, label::ORGANIZATION_STATUS), stage(path)];
    let dates = dates(path, organization::FOUNDED_YEAR, organization::FOUNDED_DECADE);
    [kinds_and_places(path), words, dates].concat()
}

/// The keys of organizations that relations to them have as well.
fn kinds_and_places(path: &[&'static Join]) -> Vec<GroupKey> {
    vec![
        key("KIND", &[path, &[&kind::KINDS]].concat(), kind::KIND, label::ORGANIZATION_KIND),
        key("COUNTRY", path, organization::COUNTRY, label::COUNTRY),
        key("REGION", &[path, &[&place::DISPLAYED]].concat(), place::REGION_NAME, label::ITSELF),
        key("CITY", path, place::CITY, label::ITSELF),
        topics(path),
    ]
}

/// The keys of things of any type.
fn things() -> Grouping {
    let ty = vec![key("TYPE", &[], node::TYPE, label::TYPE)];
    of(tables::ID, [ty, kinds_and_places(&[&node::ORGANIZATION])].concat())
}

/// The keys of relations, on the way that leads to them.
fn relation(path: &[&'static Join], role: Label) -> Vec<GroupKey> {
    let words = vec![key("ROLE", path, tables::ROLE, role), stage(path), basis(path)];
    [words, dates(path, period::SINCE_YEAR, period::SINCE_DECADE)].concat()
}

/// The topics of organizations, programs or events.
fn topics(path: &[&'static Join]) -> GroupKey {
    key("TOPIC", &[path, &[&topic::OF_THING]].concat(), topic::OF_THING_SLUG, label::TOPIC)
}

fn basis(path: &[&'static Join]) -> GroupKey {
    key("BASIS", path, tables::BASIS, label::BASIS)
}

fn dates(path: &[&'static Join], year: Column, decade: Column) -> Vec<GroupKey> {
    vec![key("YEAR", path, year, label::ITSELF), key("DECADE", path, decade, label::ITSELF)]
}
