//! Labels of values: of words of the vocabularies, of countries and of topics.

use crate::store::sql::fragment::Label;

/// For values that people read as they are: regions, cities, years, units.
pub const ITSELF: Label = Label { sql: "#" };
/// Topics, by their slugs: the name in the language, or else the display name.
pub const TOPIC: Label = Label {
    sql: "(SELECT ifnull((SELECT n.value FROM name AS n WHERE n.owner_id = labelled.id \
          AND (n.language = ifnull($1, 'en') OR substr(ifnull($1, 'en'), 1, length(n.language) + 1) = n.language || '-') \
          ORDER BY length(n.language) DESC, n.kind <> 'LABEL', n.rank LIMIT 1), labelled.name) \
          FROM topic AS labelled WHERE labelled.slug = #)",
};
/// Kinds of organizations.
pub const ORGANIZATION_KIND: Label = Label { sql: "word_label('OrganizationKind', #, $1)" };
/// Statuses of organizations.
pub const ORGANIZATION_STATUS: Label = Label { sql: "word_label('OrganizationStatus', #, $1)" };
/// Roles of affiliations.
pub const AFFILIATION_ROLE: Label = Label { sql: "word_label('AffiliationRole', #, $1)" };
/// Directions of affiliations.
pub const DIRECTION: Label = Label { sql: "word_label('RoleDirection', #, $1)" };
/// Roles of positions.
pub const POSITION_ROLE: Label = Label { sql: "word_label('PositionRole', #, $1)" };
/// Roles of participations.
pub const PARTICIPATION_ROLE: Label = Label { sql: "word_label('ParticipationRole', #, $1)" };
/// Kinds of programs.
pub const PROGRAM_KIND: Label = Label { sql: "word_label('ProgramKind', #, $1)" };
/// Kinds of events.
pub const EVENT_KIND: Label = Label { sql: "word_label('EventKind', #, $1)" };
/// Statuses of events.
pub const EVENT_STATUS: Label = Label { sql: "word_label('EventStatus', #, $1)" };
/// Kinds of sources.
pub const SOURCE_KIND: Label = Label { sql: "word_label('SourceKind', #, $1)" };
/// Kinds of topics.
pub const TOPIC_KIND: Label = Label { sql: "word_label('TopicKind', #, $1)" };
/// Measures of figures.
pub const MEASURE: Label = Label { sql: "word_label('Measure', #, $1)" };
/// Stages.
pub const STAGE: Label = Label { sql: "word_label('Stage', #, $1)" };
/// Whether a document states a fact.
pub const BASIS: Label = Label { sql: "word_label('Basis', #, $1)" };
/// Who found a discrepancy.
pub const ORIGIN: Label = Label { sql: "word_label('DiscrepancyOrigin', #, $1)" };
/// Countries.
pub const COUNTRY: Label = Label { sql: "word_label('Country', #, $1)" };
/// Types of records.
pub const TYPE: Label = Label { sql: "word_label('Type', #, $1)" };
