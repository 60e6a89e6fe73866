//! The roles of an affiliation and how each reads from either end.
//!
//! `subject - role -> object` is a sentence: *Sanofi - FOUNDER -> PSCC*. Seen from the PSCC, Sanofi is
//! one of its `founders`; seen from Sanofi, the PSCC is one of the things it `founded`.

/// An end of an affiliation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The subject: it founded, funds or is a member of the object.
    Subject,
    /// The object: the subject founded, funds or is a member of it.
    Object,
    /// Both: the role is symmetric.
    Either,
}

/// A role seen from one end: a field of the organization at that end.
#[derive(Clone, Copy, Debug)]
pub struct RoleDirection {
    /// Its number in the database; never used for another direction.
    pub code: i64,
    /// Field name in the schema, such as `founders`.
    pub field: &'static str,
    /// The field's name as a word of [`super::vocabulary::ROLE_DIRECTION`], such as `MEMBER_OF`.
    pub word: &'static str,
    /// The word of the role, as in [`super::vocabulary::AFFILIATION_ROLE`].
    pub role: &'static str,
    /// The end of the organization that has the field.
    pub side: Side,
    /// What the field means, with an example.
    pub doc: &'static str,
}

const fn direction(
    code: i64,
    (field, word): (&'static str, &'static str),
    role: &'static str,
    side: Side,
    doc: &'static str,
) -> RoleDirection {
    RoleDirection { code, field, word, role, side, doc }
}

/// Every direction, role by role. A symmetric role has one direction, every other role two.
pub const ROLE_DIRECTIONS: &[RoleDirection] = &[
    direction(
        1,
        ("founders", "FOUNDERS"),
        "FOUNDER",
        Side::Object,
        "Organizations that founded this one or initiated its creation. Founding is an act: it stays true from its date on. Example: the founders of the PSCC.",
    ),
    direction(
        2,
        ("founded", "FOUNDED"),
        "FOUNDER",
        Side::Subject,
        "Organizations that this one founded. Example: the clusters that Sanofi founded.",
    ),
    direction(
        3,
        ("members", "MEMBERS"),
        "MEMBER",
        Side::Object,
        "Organizations that are members of this one. Examples: the members of a cluster, the participants of a working group.",
    ),
    direction(
        4,
        ("memberOf", "MEMBER_OF"),
        "MEMBER",
        Side::Subject,
        "Organizations that this one is a member of. Example: the federations that Unicancer belongs to.",
    ),
    direction(
        5,
        ("partners", "PARTNERS"),
        "PARTNER",
        Side::Either,
        "Organizations that this one works with as a partner. The relation is symmetric.",
    ),
    direction(
        6,
        ("funders", "FUNDERS"),
        "FUNDER",
        Side::Object,
        "Organizations that fund this one. Example: the funders of a cluster.",
    ),
    direction(
        7,
        ("funded", "FUNDED"),
        "FUNDER",
        Side::Subject,
        "Organizations that this one funds.",
    ),
    direction(
        8,
        ("parents", "PARENTS"),
        "PARENT",
        Side::Object,
        "Organizations that this one is a part of. Example: the hospital group of a hospital.",
    ),
    direction(
        9,
        ("children", "CHILDREN"),
        "PARENT",
        Side::Subject,
        "Organizations that are a part of this one. Example: the institutions of a university.",
    ),
    direction(
        10,
        ("hosts", "HOSTS"),
        "HOST",
        Side::Object,
        "Organizations that host this one on their premises.",
    ),
    direction(
        11,
        ("hosted", "HOSTED"),
        "HOST",
        Side::Subject,
        "Organizations that this one hosts on its premises.",
    ),
    direction(
        12,
        ("labelledBy", "LABELLED_BY"),
        "LABELLED_BY",
        Side::Subject,
        "Organizations that awarded a label to this one. Example: the OECI for a comprehensive cancer centre.",
    ),
    direction(
        13,
        ("labelled", "LABELLED"),
        "LABELLED_BY",
        Side::Object,
        "Organizations that hold a label awarded by this one.",
    ),
    direction(
        14,
        ("signatories", "SIGNATORIES"),
        "SIGNATORY",
        Side::Object,
        "Organizations that signed a charter or a contract of this one, or one with it.",
    ),
    direction(
        15,
        ("signed", "SIGNED"),
        "SIGNATORY",
        Side::Subject,
        "Organizations whose charter or contract this one signed.",
    ),
    direction(
        16,
        ("steeredBy", "STEERED_BY"),
        "STEERING",
        Side::Object,
        "Organizations that steer this one. Example: a steering committee.",
    ),
    direction(
        17,
        ("steers", "STEERS"),
        "STEERING",
        Side::Subject,
        "Organizations that this one steers.",
    ),
    direction(
        18,
        ("representatives", "REPRESENTATIVES"),
        "REPRESENTATIVE",
        Side::Object,
        "Organizations that speak or act on behalf of this one.",
    ),
    direction(
        19,
        ("represents", "REPRESENTS"),
        "REPRESENTATIVE",
        Side::Subject,
        "Organizations on whose behalf this one speaks or acts. Example: the EORTC, which Unicancer represents in France.",
    ),
    direction(
        20,
        ("collaborators", "COLLABORATORS"),
        "COLLABORATOR",
        Side::Either,
        "Organizations that this one works with without a formal partnership, for example in joint activities or exchanges. The relation is symmetric.",
    ),
    direction(
        21,
        ("observers", "OBSERVERS"),
        "OBSERVER",
        Side::Object,
        "Organizations that are invited to meetings of this one and are not members.",
    ),
    direction(
        22,
        ("observes", "OBSERVES"),
        "OBSERVER",
        Side::Subject,
        "Organizations whose meetings this one is invited to without being a member.",
    ),
    direction(
        23,
        ("successors", "SUCCESSORS"),
        "SUCCESSOR",
        Side::Object,
        "Organizations that replaced this one. Succession is an act: it stays true from its date on. Example: Sorbonne Université, which replaced UPMC on 2018-01-01.",
    ),
    direction(
        24,
        ("predecessors", "PREDECESSORS"),
        "SUCCESSOR",
        Side::Subject,
        "Organizations that this one replaced.",
    ),
    direction(
        25,
        ("relatedTo", "RELATED_TO"),
        "RELATED",
        Side::Either,
        "Organizations that a source calls related to this one without saying how, as ROR does. The relation is symmetric.",
    ),
    direction(
        26,
        ("supervisors", "SUPERVISORS"),
        "SUPERVISOR",
        Side::Object,
        "Organizations that supervise this research unit (in French `tutelles`): they created it, alone or together, and provide for it. Example: CNRS and Université Paris Cité, which supervise Institut Cochin.",
    ),
    direction(
        27,
        ("supervises", "SUPERVISES"),
        "SUPERVISOR",
        Side::Subject,
        "Research units that this organization supervises.",
    ),
    direction(
        28,
        ("participatingInstitutions", "PARTICIPATING_INSTITUTIONS"),
        "PARTICIPANT",
        Side::Object,
        "Organizations that take part in this research unit without supervising it (in French `établissements participants`).",
    ),
    direction(
        29,
        ("participatesInUnits", "PARTICIPATES_IN_UNITS"),
        "PARTICIPANT",
        Side::Subject,
        "Research units that this organization takes part in without supervising them.",
    ),
];

/// The direction of a word of [`super::vocabulary::ROLE_DIRECTION`].
#[must_use]
pub fn direction_of_word(word: &str) -> Option<&'static RoleDirection> {
    ROLE_DIRECTIONS.iter().find(|direction| direction.word == word)
}

/// Whether the role reads the same from both ends and is stored once.
#[must_use]
pub fn is_symmetric(role: &str) -> bool {
    ROLE_DIRECTIONS.iter().any(|direction| direction.role == role && direction.side == Side::Either)
}

/// Whether the role cannot hold in both directions at once: a whole is no part of its part, and no organization replaced its
/// successor. Organizations may fund each other.
#[must_use]
pub fn is_one_way(role: &str) -> bool {
    matches!(role, "PARENT" | "SUCCESSOR")
}

/// The end of a role that is above the other in a hierarchy: the whole, the group, the host, the funder; of a succession
/// the organization that was replaced, from which the other descends.
fn upper_end(role: &str) -> Side {
    match role {
        _ if is_symmetric(role) => Side::Either,
        "MEMBER" | "LABELLED_BY" | "SIGNATORY" | "REPRESENTATIVE" | "OBSERVER" | "SUCCESSOR" => {
            Side::Object
        }
        _ => Side::Subject,
    }
}

impl RoleDirection {
    /// Whether it leads from an organization to one above it.
    #[must_use]
    pub fn leads_up(&self) -> bool {
        self.side == Side::Either || self.side != upper_end(self.role)
    }

    /// Whether it leads from an organization to one below it.
    #[must_use]
    pub fn leads_down(&self) -> bool {
        self.side == Side::Either || self.side == upper_end(self.role)
    }
}

/// Whether the role is an act that, once done, holds for good.
#[must_use]
pub fn is_act(role: &str) -> bool {
    matches!(role, "FOUNDER" | "SUCCESSOR")
}

/// Whether the part with this role is a fact also in something that is only planned: somebody announced it, or it is about
/// something. Such a part can precede and outlast the program.
#[must_use]
pub fn is_fact_in_plan(role: &str) -> bool {
    matches!(role, "ANNOUNCER" | "SUBJECT")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::vocabulary::{AFFILIATION_ROLE, ROLE_DIRECTION};

    #[test]
    fn every_role_can_be_read_from_both_ends() {
        for (role, _) in AFFILIATION_ROLE.words {
            let sides: Vec<_> =
                ROLE_DIRECTIONS.iter().filter(|r| r.role == *role).map(|r| r.side).collect();
            let whole = matches!(
                sides[..],
                [Side::Object, Side::Subject] | [Side::Subject, Side::Object] | [Side::Either]
            );
            assert!(whole, "{role}: {sides:?}");
        }
    }

    #[test]
    fn every_direction_has_a_word_of_its_own() {
        let words: Vec<_> = ROLE_DIRECTION.words.iter().map(|(word, _)| *word).collect();
        assert_eq!(words.len(), ROLE_DIRECTIONS.len());
        for word in words {
            let direction = direction_of_word(word).unwrap();
            let letters: String = direction.word.split('_').collect();
            assert_eq!(letters.to_lowercase(), direction.field.to_lowercase());
        }
    }

    #[test]
    fn each_role_leads_up_from_one_end_and_down_from_the_other() {
        let fields = |leads: fn(&RoleDirection) -> bool| -> Vec<_> {
            ROLE_DIRECTIONS.iter().filter(|it| leads(it)).map(|it| it.field).collect()
        };
        let up = [
            "founders",
            "memberOf",
            "partners",
            "funders",
            "parents",
            "hosts",
            "labelledBy",
            "signed",
            "steeredBy",
            "represents",
            "collaborators",
            "observes",
            "predecessors",
            "relatedTo",
            "supervisors",
            "participatingInstitutions",
        ];
        assert_eq!(fields(RoleDirection::leads_up), up);
        let down = [
            "founded",
            "members",
            "partners",
            "funded",
            "children",
            "hosted",
            "labelled",
            "signatories",
            "steers",
            "representatives",
            "collaborators",
            "observers",
            "successors",
            "relatedTo",
            "supervises",
            "participatesInUnits",
        ];
        assert_eq!(fields(RoleDirection::leads_down), down);
    }

    #[test]
    fn codes_are_never_shared() {
        let mut codes: Vec<_> = ROLE_DIRECTIONS.iter().map(|r| r.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), ROLE_DIRECTIONS.len());
    }
}
