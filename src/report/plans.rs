//! Fields that a file reads although its document does not select them, so that it never has a plan for a fact.

use serde_json::Value as Json;

use super::options::TableOptions;
use crate::{
    domain::stage::Stage,
    graphql::tabular::{AddedField, AddedFields},
};

/// The keys of what RDF reads for itself. GraphQL reserves such names, so no document has them.
pub(super) mod hidden {
    /// The stage of a thing or a relation, or the status of an event.
    pub const STAGE: &str = "__stage";
    /// Whether a relation certainly holds today.
    pub const IS_CURRENT: &str = "__isCurrent";
    /// When a relation began, as stated.
    pub const SINCE: &str = "__since";
    /// When a relation ended, as stated.
    pub const UNTIL: &str = "__until";
    /// The relation that an edge follows.
    pub const RELATION: &str = "__relation";
}

const fn field(key: &'static str, field: &'static str) -> AddedField {
    AddedField { key, field, below: &[] }
}

const fn below(key: &'static str, field: &'static str, below: &'static [AddedField]) -> AddedField {
    AddedField { key, field, below }
}

/// The types of edges across a relation, with the field of the relation.
const RELATION_EDGES: [(&str, &str); 5] = [
    ("AffiliatedOrganizationEdge", "affiliation"),
    ("OrganizationPersonEdge", "position"),
    ("ParticipantEdge", "participation"),
    ("AgentProgramEdge", "participation"),
    ("PersonEventEdge", "participation"),
];

/// RDF states facts only: it reads how far everything has come, when relations held, and whether they hold today.
pub(super) struct ForRdf;

impl AddedFields for ForRdf {
    fn of_type(&self, ty: &str) -> &[AddedField] {
        const IS_CURRENT: AddedField = field(hidden::IS_CURRENT, "isCurrent");
        const STAGE: AddedField = field(hidden::STAGE, "stage");
        const STATUS: &[AddedField] = &[field(hidden::STAGE, "status")];
        const RELATION: &[AddedField] = &[
            STAGE,
            IS_CURRENT,
            field(hidden::SINCE, "sinceStated"),
            field(hidden::UNTIL, "untilStated"),
        ];
        const AFFILIATION: &[AddedField] = &[below(hidden::RELATION, "affiliation", &[IS_CURRENT])];
        const POSITION: &[AddedField] = &[below(hidden::RELATION, "position", &[IS_CURRENT])];
        const PARTICIPATION: &[AddedField] =
            &[below(hidden::RELATION, "participation", &[IS_CURRENT])];
        match ty {
            "Affiliation" | "Position" | "Participation" => RELATION,
            "Organization" | "Program" => &[STAGE],
            "Event" => STATUS,
            _ => match relation_of(ty) {
                Some("affiliation") => AFFILIATION,
                Some("position") => POSITION,
                Some(_) => PARTICIPATION,
                None => &[],
            },
        }
    }

    fn are_needed(
        &self,
        _: &str,
        _: &dyn Fn(&str) -> bool,
        _: &dyn Fn(&str) -> Option<Json>,
    ) -> bool {
        true
    }

    fn are_inherited(&self) -> bool {
        true
    }
}

/// Other files have a column of the stage for every list that is asked for plans, and of the status for every list of events.
pub(super) struct ForTables {
    /// Whether the options ask for plans, where the document does not say.
    options_ask: bool,
}

impl ForTables {
    pub fn new(options: &TableOptions) -> Self {
        let stages = options.arguments.stages.iter().flatten();
        Self { options_ask: stages.into_iter().any(|stage| !stage.is_realized()) }
    }
}

impl AddedFields for ForTables {
    fn of_type(&self, ty: &str) -> &[AddedField] {
        const STAGE: &[AddedField] = &[field("stage", "stage")];
        const STATUS: &[AddedField] = &[field("status", "status")];
        const NODE: &[AddedField] = &[below("node", "node", STAGE)];
        const AFFILIATION: &[AddedField] = &[below("affiliation", "affiliation", STAGE)];
        const POSITION: &[AddedField] = &[below("position", "position", STAGE)];
        const PARTICIPATION: &[AddedField] = &[below("participation", "participation", STAGE)];
        match ty {
            "Affiliation" | "Position" | "Participation" | "Organization" | "Program" => STAGE,
            "Event" => STATUS,
            "OrganizationAffiliationEdge" => NODE,
            _ => match relation_of(ty) {
                Some("affiliation") => AFFILIATION,
                Some("position") => POSITION,
                Some(_) => PARTICIPATION,
                None => &[],
            },
        }
    }

    fn are_needed(
        &self,
        returns: &str,
        takes: &dyn Fn(&str) -> bool,
        argument: &dyn Fn(&str) -> Option<Json>,
    ) -> bool {
        let is_plan = |word: &Json| word.as_str() != Some(Stage::Realized.word());
        // Lists of events have those that have not happened, too.
        if returns == "EventConnection" {
            return true;
        }
        takes("stages")
            && match argument("stages") {
                None | Some(Json::Null) => self.options_ask,
                Some(Json::Array(words)) => words.iter().any(is_plan),
                Some(word) => is_plan(&word),
            }
    }

    fn are_inherited(&self) -> bool {
        false
    }
}

/// The field of an edge that has the relation.
fn relation_of(edge: &str) -> Option<&'static str> {
    RELATION_EDGES.iter().find(|(ty, _)| *ty == edge).map(|(_, field)| *field)
}
