//! Arguments that many fields share: pages, dates, order.

use super::declare::input;
use crate::graphql::engine::definition::{self, InputValue};

/// The arguments of a connection, as Relay defines them.
pub fn page() -> Vec<InputValue> {
    vec![
        input(
            "first: Int",
            "Number of items to return from the start of the list, 0 to {max_page_size}. Default: \
             {page_size}. Cannot be combined with `last`.",
        ),
        input(
            "after: String",
            "Return items after this cursor. Cursors come from `edges` and `pageInfo`.",
        ),
        input(
            "last: Int",
            "Number of items to return from the end of the list, 0 to {max_page_size}. Cannot be \
             combined with `first`.",
        ),
        input(
            "before: String",
            "Return items before this cursor. Cursors come from `edges` and `pageInfo`.",
        ),
    ]
}

/// The date that a field and everything below it is about.
pub fn as_of() -> Vec<InputValue> {
    vec![input(
        "asOf: PartialDate",
        "The date that this field and everything below it is about. Default: the date of the field above. At the root: \
         today (UTC), or the first day on which the newest source can have been written, if that is later. Nothing is \
         certain on a date after that one. Example: \"2007\".",
    )]
}

/// Which relations a field returns by their certainty on the date asked about.
pub fn certainty() -> Vec<InputValue> {
    vec![
        input(
            "certainty: Certainty = CERTAIN",
            "Which relations to return: those that certainly held on the date, or also those that \
             may have held. Default: CERTAIN.",
        ),
        input(
            "history: Boolean = false",
            "Return every recorded relation, whatever `asOf` and `certainty` say. Default: false.",
        ),
    ]
}

/// Whether relations are returned that are only planned.
pub fn stages() -> Vec<InputValue> {
    vec![input(
        "stages: [Stage!] = [REALIZED]",
        "Stages of the relations to return. A plan is returned if it is planned for the date asked about, and with \
         `history: true` whatever its dates; `certainty` does not apply to it. Default: only facts. \
         Example: [ANNOUNCED, PLANNED].",
    )]
}

/// Whether things are returned that are only planned.
pub fn stages_of_things() -> Vec<InputValue> {
    vec![input(
        "stages: [Stage!] = [REALIZED]",
        "Stages of the items to return. Default: those that exist or existed, \
         and no plans. Example: [ANNOUNCED, PLANNED].",
    )]
}

/// The stages of the facts that a list returns, which are all by default.
pub fn stages_of_facts() -> Vec<InputValue> {
    vec![input(
        "stages: [Stage!]",
        "Which items to return by how far the organization, program, event or relation has come. What can be no plan \
         counts as REALIZED, and what happened as well. Default: all, plans too. Example: [REALIZED].",
    )]
}

/// The arguments about time of a field that follows dated relations.
pub fn time() -> Vec<InputValue> {
    [as_of(), certainty()].concat()
}

/// The arguments about time of a filter that follows affiliations.
pub fn time_of_filter() -> Vec<InputValue> {
    vec![
        input(
            "asOf: PartialDate",
            "Date on which the hierarchy is read. Default: the date of the field or filter that has this filter. \
             Example: \"2007\".",
        ),
        input(
            "certainty: Certainty = CERTAIN",
            "Which affiliations to follow: those that certainly held on the date, or also those that \
             may have held. Default: CERTAIN.",
        ),
        input(
            "history: Boolean = false",
            "Follow every recorded affiliation, whatever `asOf` and `certainty` say. Default: false.",
        ),
    ]
}

/// Keeps facts of one basis.
pub fn basis() -> Vec<InputValue> {
    vec![input("basis: Basis", "Return only facts with this basis. Default: facts with any basis.")]
}

/// How a list is sorted. `ty` is a list of an input type of [`super::orders`].
pub fn order_by(ty: &'static str) -> Vec<InputValue> {
    if ty == "[EventOrder!]" {
        return vec![definition::input(
            "orderBy",
            ty,
            "Sort keys: the first one decides, the next ones order what is equal in it. Default: \
             DATE, ascending.",
        )];
    }
    vec![definition::input(
        "orderBy",
        ty,
        "Sort keys: the first one decides, the next ones order what is equal in it. Default: \
         SOURCE_ORDER, ascending.",
    )]
}

/// The arguments of a connection over dated relations.
pub fn relations(order: &'static str) -> Vec<InputValue> {
    [page(), time(), stages(), basis(), order_by(order)].concat()
}
