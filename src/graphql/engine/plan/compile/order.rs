//! Orders of pages: from the argument `orderBy` to the columns that rows are sorted by.

use crate::store::{
    sql::tables::{self, affiliation, citation},
    sql::{Alias, Column, Select, Sort},
};

use crate::graphql::engine::{
    definition::{Connection, OrderEnum, SortKey},
    plan::arguments::Given,
};

/// The columns that a page is sorted by: those of its keys, then the ones that settle draws.
pub(super) fn sorts(
    page: &Connection,
    keys: &[Key],
    select: &mut Select,
    alias: Alias,
) -> Vec<Sort> {
    let mut sorts: Vec<Sort> = Vec::new();
    for (_, columns, descending) in keys {
        for key in *columns {
            let at = key.via.map_or(alias, |join| select.join(alias, join));
            sorts.push(Sort { alias: at, column: key.column, descending: *descending });
        }
    }
    for column in tie_break(page.table) {
        if !sorts.iter().any(|key| key.alias == alias && key.column == column) {
            sorts.push(Sort { alias, column, descending: false });
        }
    }
    sorts
}

/// The columns that settle draws: the order of the documents, which is the same in every database built
/// from the same seed, and the row, which is unique where an import gives no order.
fn tie_break(table: &str) -> [Column; 2] {
    match table {
        affiliation::end::TABLE => [tables::RANK, affiliation::end::AFFILIATION_ID],
        citation::node::TABLE => [citation::node::PLACE, tables::ID],
        _ => [tables::RANK, tables::ID],
    }
}

/// A key of an order as given: its name in cursors, its columns, and whether it is turned around.
pub(super) type Key = (String, &'static [SortKey], bool);

/// The keys of an order as given; the default order where none is given. A word that comes again never
/// decides anything and is left out.
pub(super) fn order_keys(orders: &'static OrderEnum, given: &Given) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    let mut seen = Vec::new();
    for item in given.items() {
        let Some(word) = item.field("field").word() else { continue };
        let Some(order) = orders.words.iter().find(|order| order.word == word) else { continue };
        if seen.contains(&word) {
            continue;
        }
        seen.push(word);
        let descending = item.field("direction").word() == Some("DESC");
        let name = format!("{word}{}", if descending { '-' } else { '+' });
        keys.push((name, order.keys, descending));
    }
    if keys.is_empty() {
        let order = &orders.words[0];
        keys.push((format!("{}+", order.word), order.keys, false));
    }
    keys
}
