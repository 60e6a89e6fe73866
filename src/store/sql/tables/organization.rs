//! Organizations, their kinds and identifiers.

use crate::store::sql::fragment::{Column, Condition, Reference, Related};

/// The table.
pub const TABLE: &str = "organization";
/// The global id.
pub const GLOBAL_ID: Column = Column::id("{}.slug", "Organization");
/// The words of its kinds, the main one first.
pub const KINDS: Column =
    Column::json("ifnull((SELECT kinds FROM kind_list WHERE id = {}.kind_list_id), '[]')");
/// The founding date, if it is known to the year, the month or the day.
pub const FOUNDED: Column = Column::text("iif(is_partial_date({}.founded), {}.founded, NULL)");
/// The founding date as stated, in EDTF.
pub const FOUNDED_STATED: Column = Column::text("{}.founded");
/// The date of dissolution, if it is known to the year, the month or the day.
pub const DISSOLVED: Column =
    Column::text("iif(is_partial_date({}.dissolved), {}.dissolved, NULL)");
/// The date of dissolution as stated, in EDTF.
pub const DISSOLVED_STATED: Column = Column::text("{}.dissolved");
/// The status in the registry that it was imported from.
pub const STATUS: Column = Column::text("{}.status");
/// The telephone number.
pub const TELEPHONE: Column = Column::text("{}.telephone");
/// Its internet domains.
pub const DOMAINS: Column = Column::json(
    "(SELECT json_group_array(name) FROM (SELECT name FROM domain \
     WHERE organization_id = {}.id ORDER BY rank))",
);
/// The country, as an ISO 3166-1 alpha-2 code.
pub const COUNTRY: Column = Column::text("{}.country");
/// The sort key of [`FOUNDED_STATED`], unknown last.
pub const FOUNDED_ORDER: Column = Column::number("{}.founded_rank");
/// The year that the founding date is certainly in.
pub const FOUNDED_YEAR: Column = Column::text("date_year({}.founded)");
/// The decade that the founding date is certainly in.
pub const FOUNDED_DECADE: Column = Column::text("date_decade({}.founded)");
/// How many affiliations it has had at any time, without plans.
pub const AFFILIATION_COUNT: Column = Column::number("{}.affiliation_count");

/// It has the slug `$1`, or replaces the organization that had it, or was merged with the ROR record that has
/// it. A withdrawn record has its slug if nothing replaces it.
pub static HAS_SLUG: Condition = Condition {
    sql: "{}.id = coalesce((SELECT id FROM organization WHERE slug = $1 AND rank < 687194767360), \
          (SELECT organization_id FROM redirect WHERE scheme = 'SLUG' AND value = $1), \
          (SELECT organization_id FROM redirect WHERE scheme = 'ROR' AND value = substr($1, 5) \
          AND substr($1, 1, 4) = 'ror-'), \
          (SELECT organization_id FROM identifier WHERE scheme = 'ROR' AND value = substr($1, 5) \
          AND substr($1, 1, 4) = 'ror-'))",
};
/// It may have existed during the span `$1` to `$2` of possible relations: it was not certainly founded later, or dissolved earlier, and no
/// release that was written before then calls it inactive.
pub static MAY_EXIST: Condition = Condition {
    sql: "{}.founded_from < $2 AND {}.dissolved_before > $1 \
          AND ({}.status IS NOT 'INACTIVE' OR {}.dissolved IS NOT NULL OR NOT EXISTS ( \
              SELECT 1 FROM contribution AS c JOIN source AS s ON s.id = c.source_id \
              WHERE c.organization_id = {}.id AND c.status = 'INACTIVE' AND s.latest_before <= $1))",
};
/// It was certainly founded after that span.
pub static NOT_FOUNDED: Condition = Condition { sql: "{}.founded_from >= $2" };
/// One of its kinds is in a JSON list.
pub static KIND_IN: Condition = Condition {
    sql: "{}.kind_list_id IN (SELECT kind_list_id FROM kind_list_member WHERE kind IN ($1))",
};
/// The country is one of a JSON list.
pub static COUNTRY_IN: Condition = Condition { sql: "likelihood({}.country IN ($1), 0.05)" };
/// The status is one of a JSON list.
pub static STATUS_IN: Condition = Condition { sql: "{}.status IN ($1)" };
/// A source speaks of it other than in records that were withdrawn. The number is `rank::FIRST_WITHDRAWN`.
pub static IS_LISTED: Condition = Condition { sql: "{}.rank < 687194767360" };
/// Only a withdrawn record describes it, whose key leads to the organization `$1`. The number is `rank::FIRST_WITHDRAWN`.
pub static REDIRECTS_TO: Condition = Condition {
    sql: "{}.rank >= 687194767360 AND {}.id IN (SELECT i.organization_id FROM redirect AS r \
          JOIN identifier AS i ON i.scheme = r.scheme AND i.value = r.value WHERE r.organization_id = $1)",
};
/// It has the internet domain `$1`.
pub static HAS_DOMAIN: Condition =
    Condition { sql: "{}.id IN (SELECT organization_id FROM domain WHERE name = $1)" };
/// The city is the folded text `$1`.
pub static CITY_IS: Condition = Condition { sql: "{}.city_folded = $1" };
/// It is one of a list of organizations, `$1`.
pub static WITHIN: Condition = Condition { sql: "{}.id IN ($1)" };
/// It was certainly founded within the span `$1` to `$2`.
pub static FOUNDED_WITHIN: Condition = Condition {
    sql: "{}.founded IS NOT NULL AND {}.founded_from >= $1 AND {}.founded_before <= $2",
};
/// The organizations at the other end of ends of affiliations.
pub static OTHER_ENDS: Reference = Reference { table: "affiliation_end", column: "other_id" };
/// The organizations that ends of affiliations are at.
pub static ENDS: Reference = Reference { table: "affiliation_end", column: "organization_id" };
/// Its ends of affiliations.
pub static AFFILIATION_ENDS: Related =
    Related { table: "affiliation_end", on: "{}.organization_id = @.id" };

/// Positions at it.
pub static POSITIONS: Related = Related { table: "position", on: "{}.organization_id = @.id" };
/// Its participations in programs.
pub static PARTICIPATIONS: Related = Related {
    table: "participation",
    on: "{}.organization_id = @.id AND {}.program_id IS NOT NULL",
};

/// Kinds of organizations, a row for each kind of each.
pub mod kind {
    use crate::store::sql::fragment::{Column, Join};

    /// From an organization to its kinds. Gives a row for each kind, so it is for counting by kind only. Many organizations share a
    /// list of kinds, and the index of a list has it, so no row of an organization is read.
    pub static KINDS: Join =
        Join { table: "kind_list_member", on: "{}.kind_list_id = @.kind_list_id" };
    /// The word of the kind.
    pub const KIND: Column = Column::text("{}.kind");
}

/// Links: pages about organizations, and their further websites.
pub mod link {
    use crate::store::sql::fragment::{Column, Condition};

    /// The table.
    pub const TABLE: &str = "link";
    /// The address.
    pub const URL: Column = Column::text("{}.url");
    /// It is a link of the organization `$1`.
    pub static OF: Condition = Condition { sql: "{}.organization_id = $1" };
}

/// Identifiers: keys of organizations in other registries.
pub mod identifier {
    use crate::store::sql::fragment::{Column, Condition};

    /// The table.
    pub const TABLE: &str = "identifier";
    /// The scheme, which stands for the other registry.
    pub const SCHEME: Column = Column::text("{}.scheme");
    /// Its organization and rank in one number: the rank says who wrote it.
    pub const CITED: Column = Column::number("({}.organization_id << 30) | {}.rank");
    /// The key.
    pub const VALUE: Column = Column::text("{}.value");
    /// Whether its source prefers it to others of the scheme.
    pub const IS_PREFERRED: Column = Column::bool("{}.is_preferred");
    /// The address of the entry in that registry, if it has one.
    pub const URL: Column = Column::text(
        "CASE {}.scheme WHEN 'ROR' THEN 'https://ror.org/' || {}.value \
         WHEN 'WIKIDATA' THEN 'https://www.wikidata.org/entity/' || {}.value \
         WHEN 'ISNI' THEN 'https://isni.org/isni/' || {}.value \
         WHEN 'GRID' THEN 'https://www.grid.ac/institutes/' || {}.value \
         WHEN 'FUNDREF' THEN 'https://doi.org/10.13039/' || {}.value \
         WHEN 'IDREF' THEN 'https://www.idref.fr/' || {}.value \
         WHEN 'SIREN' THEN 'https://annuaire-entreprises.data.gouv.fr/entreprise/' || {}.value \
         WHEN 'SIRET' THEN 'https://annuaire-entreprises.data.gouv.fr/etablissement/' || {}.value END",
    );
    /// It is an identifier of the organization `$1`.
    pub static OF: Condition = Condition { sql: "{}.organization_id = $1" };
}

/// Values that an origin states for a field which shows another value.
pub mod alternative_value {
    use std::sync::LazyLock;

    use crate::{
        domain::record::{Form, ORGANIZATION_FIELDS},
        store::sql::fragment::{Column, Condition, Join},
    };

    /// A query with a row for every field of every contribution that cites a source: the value it states, and the
    /// value that the organization shows.
    static QUERY: LazyLock<String> = LazyLock::new(|| {
        let fields = || (1..).zip(&ORGANIZATION_FIELDS);
        let names = fields().map(|(number, field)| {
            let is_date = i32::from(field.form == Form::Date);
            format!(
                "SELECT {number} AS number, '{}' AS name, {is_date} AS is_date",
                field.public_name
            )
        });
        let value = |table: &str| {
            let cases = fields()
                .map(|(number, field)| format!("WHEN {number} THEN {table}.{}", field.name));
            format!("CASE f.number {} END", cases.collect::<Vec<_>>().join(" "))
        };
        format!(
            "(SELECT c.organization_id, c.origin * 1000 + f.number AS rank, f.name AS field, f.is_date, \
             c.source_id, c.locator, {} AS value, {} AS shown \
             FROM contribution AS c JOIN organization AS o ON o.id = c.organization_id \
             JOIN ({}) AS f WHERE c.source_id IS NOT NULL)",
            value("c"),
            value("o"),
            names.collect::<Vec<_>>().join(" UNION ALL ")
        )
    });

    /// What a statement selects from in place of a table.
    #[must_use]
    pub fn table() -> &'static str {
        &QUERY
    }

    /// Name of the field.
    pub const FIELD: Column = Column::text("{}.field");
    /// The value that the origin states.
    pub const VALUE: Column = Column::text("{}.value");
    /// Where in the source.
    pub const LOCATOR: Column = Column::text("{}.locator");
    /// The source.
    pub static SOURCE: Join = Join { table: "source", on: "{}.id = @.source_id" };
    /// Of the organization `$1`, where it differs from the value shown. Dates that can mean the same day do not differ.
    pub static OF: Condition = Condition {
        sql: "{}.organization_id = $1 AND {}.value IS NOT NULL \
              AND iif({}.is_date, dates_agree({}.value, {}.shown) IS NOT 1, {}.value IS NOT {}.shown)",
    };
}
