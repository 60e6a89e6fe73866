//! Roles of affiliations, positions and participations.

use super::definition::Vocabulary;

/// Roles of an affiliation.
pub static AFFILIATION_ROLE: Vocabulary = Vocabulary {
    name: "AffiliationRole",
    doc: "What the subject of an affiliation is to its object. Read it as a sentence: subject, role, object.",
    words: &[
        (
            "FOUNDER",
            "The subject founded the object or initiated its creation. Founding is an act: it stays true from its date on.",
        ),
        (
            "MEMBER",
            "The subject is a member of the object, or takes part in it if the object is a working group.",
        ),
        (
            "PARTNER",
            "Subject and object work together as partners. Symmetric: stored once, shown for both organizations.",
        ),
        (
            "COLLABORATOR",
            "Subject and object work together without a formal partnership, for example in joint activities or exchanges. Symmetric: stored once, shown for both organizations.",
        ),
        ("FUNDER", "The subject funds the object."),
        (
            "PARENT",
            "The object is a part of the subject. Example: a hospital group and one of its hospitals.",
        ),
        (
            "SUPERVISOR",
            "The subject supervises the object, a research unit (in French `tutelle`). A joint unit has several supervisors.",
        ),
        (
            "PARTICIPANT",
            "The subject takes part in the object, a research unit, without supervising it (in French `établissement participant`).",
        ),
        ("HOST", "The subject hosts the object on its premises."),
        ("LABELLED_BY", "The subject holds a label that the object awards."),
        (
            "SIGNATORY",
            "The subject signed a charter or a contract of the object, or one with the object.",
        ),
        (
            "STEERING",
            "The subject steers the object. Example: a steering committee and the network it steers.",
        ),
        ("REPRESENTATIVE", "The subject speaks or acts on behalf of the object."),
        (
            "OBSERVER",
            "The subject is invited to meetings of the object. No source says that it is a member.",
        ),
        (
            "SUCCESSOR",
            "The subject replaced the object, for example after a merger. Succession is an act: it stays true from its date on.",
        ),
        (
            "RELATED",
            "The source says that the two are related and does not say how, as `related` in ROR. Symmetric: stored once, shown for both organizations.",
        ),
    ],
};

/// Degrees of an affiliation.
pub static AFFILIATION_DEGREE: Vocabulary = Vocabulary {
    name: "AffiliationDegree",
    doc: "A word with which a source qualifies the role.",
    words: &[
        ("MAIN", "The most important one in this role. Example: the main funder."),
        (
            "PRIVILEGED",
            "The two are closer than others of this role. Example: a privileged partner.",
        ),
        ("LONG_STANDING", "In place for a long time. Example: a long-standing partner."),
    ],
};

/// Roles of an affiliation as seen from one of its organizations: the names of the fields that follow them.
pub static ROLE_DIRECTION: Vocabulary = Vocabulary {
    name: "RoleDirection",
    doc: "The role of the other organization of an affiliation, as seen from this one. The values have the names of \
          the fields of `Organization`: an affiliation with the direction MEMBER_OF is one that the field \
          `memberOf` follows. They are in the order of the pages: from what made an organization to its loosest \
          relations.",
    words: &[
        ("FOUNDERS", "The other organization founded this one or initiated its creation."),
        ("FOUNDED", "This one founded the other organization or initiated its creation."),
        ("SUCCESSORS", "The other organization replaced this one."),
        ("PREDECESSORS", "This one replaced the other organization."),
        ("PARENTS", "This one is a part of the other organization."),
        ("CHILDREN", "The other organization is a part of this one."),
        ("SUPERVISORS", "The other organization supervises this research unit."),
        ("SUPERVISES", "This one supervises the other organization, a research unit."),
        (
            "PARTICIPATING_INSTITUTIONS",
            "The other organization takes part in this research unit without supervising it.",
        ),
        (
            "PARTICIPATES_IN_UNITS",
            "This one takes part in the other organization, a research unit, without supervising it.",
        ),
        ("MEMBERS", "The other organization is a member of this one."),
        ("MEMBER_OF", "This one is a member of the other organization."),
        ("STEERED_BY", "The other organization steers this one."),
        ("STEERS", "This one steers the other organization."),
        ("REPRESENTATIVES", "The other organization speaks or acts on behalf of this one."),
        ("REPRESENTS", "This one speaks or acts on behalf of the other organization."),
        ("HOSTS", "The other organization hosts this one on its premises."),
        ("HOSTED", "This one hosts the other organization on its premises."),
        ("FUNDERS", "The other organization funds this one."),
        ("FUNDED", "This one funds the other organization."),
        ("LABELLED", "The other organization holds a label that this one awards."),
        ("LABELLED_BY", "The other organization awarded a label to this one."),
        (
            "SIGNATORIES",
            "The other organization signed a charter or a contract of this one, or one with it.",
        ),
        (
            "SIGNED",
            "This one signed a charter or a contract of the other organization, or one with it.",
        ),
        ("PARTNERS", "The two organizations work together as partners."),
        ("COLLABORATORS", "The two organizations work together without a formal partnership."),
        ("RELATED_TO", "A source calls the two organizations related and does not say how."),
        (
            "OBSERVERS",
            "The other organization is invited to meetings of this one. No source says that it is a member.",
        ),
        (
            "OBSERVES",
            "This one is invited to meetings of the other organization. No source says that it is a member.",
        ),
    ],
};

/// Roles of a position.
pub static POSITION_ROLE: Vocabulary = Vocabulary {
    name: "PositionRole",
    doc: "What a person is to an organization.",
    words: &[
        ("CHAIR", "Chairs it or one of its boards."),
        ("PRESIDENT", "Is its president. Example: the president of a state."),
        ("DIRECTOR", "Directs it."),
        ("LEADER", "Leads a team or a subject within it."),
        ("PROFESSOR", "Is a professor there."),
        ("RESEARCHER", "Does research there."),
        ("FOUNDER", "Founded it or had the idea for it."),
        ("PATRON", "Is its patron, or the person it is named after."),
        ("MEMBER", "Is a member of it."),
        ("EMPLOYEE", "Works there in a role that the document does not specify."),
    ],
};

/// Roles of a participation.
pub static PARTICIPATION_ROLE: Vocabulary = Vocabulary {
    name: "ParticipationRole",
    doc: "What an organization or a person does in a program or an event.",
    words: &[
        ("FUNDER", "Funds it."),
        ("COORDINATOR", "Coordinates it."),
        ("LAUREATE", "Won it, or was selected for it."),
        ("HOST", "Hosts it: it takes place there."),
        ("LABELLED", "Holds the label that the program stands for."),
        ("PARTICIPANT", "Takes part in it."),
        ("FOUNDER", "Founded what the event created."),
        ("ORGANIZER", "Organizes it."),
        ("LAUNCHER", "Launched it."),
        ("PARTNER", "Supports it as a partner."),
        ("LEADER", "Leads it."),
        ("DEVELOPER", "Develops or builds it."),
        ("SIGNATORY", "Signed it."),
        ("SUBJECT", "Is the organization or person that it is about."),
        (
            "PREDECESSOR",
            "Was there before the event, as an original of a merger, split or transfer (`org:originalOrganization`).",
        ),
        (
            "RESULT",
            "Resulted from the event, for example from a merger (`org:resultingOrganization`).",
        ),
        ("AWARDER", "Awards the prize, grant or label."),
        ("ANNOUNCER", "Announced it."),
        ("AUTHOR", "Wrote or designed it."),
    ],
};

/// What relates two organizations, whether or not there is an affiliation between them.
pub static RELATED_VIA: Vocabulary = Vocabulary {
    name: "RelatedVia",
    doc: "What relates two organizations.",
    words: &[
        ("AFFILIATION", "An affiliation between the two, with any role, in any direction."),
        ("PROGRAM", "A program that both take part in."),
        (
            "UNIT",
            "A joint unit: an organization that both founded, supervise, have as a part or take part in. Example: a laboratory of a university and CNRS.",
        ),
    ],
};

/// Orders of related organizations.
pub static RELATED_ORDER: Vocabulary = Vocabulary {
    name: "RelatedOrder",
    doc: "How related organizations are sorted.",
    words: &[("COUNT", "By `count`, the largest first, then by name."), ("NAME", "By name.")],
};

/// Orders of organizations that take part in the same programs as another.
pub static CO_PARTICIPANT_ORDER: Vocabulary = Vocabulary {
    name: "CoParticipantOrder",
    doc: "How organizations are sorted that take part in the same programs as another.",
    words: &[
        (
            "PROGRAM_COUNT",
            "By `programCount`, the largest first, then by `latestSinceStated`, then by name.",
        ),
        (
            "LATEST",
            "By `latestSinceStated`, the latest first and those without a date last, then by `programCount`, then by name.",
        ),
        ("NAME", "By name."),
    ],
};
