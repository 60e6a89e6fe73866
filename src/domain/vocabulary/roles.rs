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
        ("OBSERVER", "The subject is invited to meetings of the object and is not a member."),
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

/// Roles of an affiliation as seen from one of its organizations: the names of the fields that follow them.
pub static ROLE_DIRECTION: Vocabulary = Vocabulary {
    name: "RoleDirection",
    doc: "What the organization at the other end of an affiliation is to this one. The values have the names of \
          the fields of `Organization`: an affiliation with the direction MEMBER_OF is one that the field \
          `memberOf` follows. The order is that of the pages: from what made an organization to its loosest \
          relations.",
    words: &[
        ("FOUNDERS", "It founded the organization or initiated its creation."),
        ("FOUNDED", "The organization founded it."),
        ("SUCCESSORS", "It replaced the organization."),
        ("PREDECESSORS", "The organization replaced it."),
        ("PARENTS", "The organization is a part of it."),
        ("CHILDREN", "It is a part of the organization."),
        ("MEMBERS", "It is a member of the organization."),
        ("MEMBER_OF", "The organization is a member of it."),
        ("STEERED_BY", "It steers the organization."),
        ("STEERS", "The organization steers it."),
        ("REPRESENTATIVES", "It speaks or acts on behalf of the organization."),
        ("REPRESENTS", "The organization speaks or acts on its behalf."),
        ("HOSTS", "It hosts the organization on its premises."),
        ("HOSTED", "The organization hosts it on its premises."),
        ("FUNDERS", "It funds the organization."),
        ("FUNDED", "The organization funds it."),
        ("LABELLED", "It holds a label that the organization awards."),
        ("LABELLED_BY", "It awarded a label to the organization."),
        ("SIGNATORIES", "It signed a charter or a contract of the organization, or one with it."),
        ("SIGNED", "The organization signed its charter or contract."),
        ("PARTNERS", "The two work together as partners."),
        ("COLLABORATORS", "The two work together without a formal partnership."),
        ("RELATED", "A source calls the two related and does not say how."),
        ("OBSERVERS", "It is invited to meetings of the organization and is not a member."),
        ("OBSERVES", "The organization is invited to its meetings and is not a member."),
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
        ("PREDECESSOR", "Merged into a new organization at this event."),
        ("RESULT", "Was created by this event, for example by a merger."),
        ("AWARDER", "Awards the prize, grant or label."),
        ("ANNOUNCER", "Announced it."),
        ("AUTHOR", "Wrote or designed it."),
    ],
};
