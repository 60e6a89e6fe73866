//! Orders of connections: from the argument `orderBy` to the columns that rows are sorted by.

use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{OrderEnum, SortKey, argument},
};
use crate::store::sql::{Alias, Select, Sort};

/// A key of an order as the argument gives it.
pub struct OrderKey {
    /// Its name in cursors: the enum value, with `+` or `-` for the direction.
    pub name: String,
    /// Its columns.
    pub columns: &'static [SortKey],
    /// Whether the largest value comes first.
    pub descending: bool,
}

/// The keys that the argument gives, or the default order. A key that comes again decides nothing and
/// is left out.
pub fn order_keys(orders: &'static OrderEnum, given: &ArgumentValue) -> Vec<OrderKey> {
    let mut keys: Vec<OrderKey> = Vec::new();
    let mut seen = Vec::new();
    for item in given.items() {
        let Some(name) = item.field(argument::ORDER_FIELD).enum_value() else { continue };
        let Some(order) = orders.values.iter().find(|order| order.name == name) else { continue };
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let direction = item.field(argument::ORDER_DIRECTION).enum_value();
        let descending = direction == Some(argument::DESCENDING);
        let name = format!("{name}{}", if descending { '-' } else { '+' });
        keys.push(OrderKey { name, columns: order.keys, descending });
    }
    if keys.is_empty() {
        let order = &orders.values[0];
        let name = format!("{}+", order.name);
        keys.push(OrderKey { name, columns: order.keys, descending: false });
    }
    keys
}

/// The columns that rows are sorted by: those of the keys, then those that break ties.
pub fn sorts(
    orders: &OrderEnum,
    keys: &[OrderKey],
    select: &mut Select,
    alias: Alias,
) -> Vec<Sort> {
    let mut sorts: Vec<Sort> = Vec::new();
    for OrderKey { columns, descending, .. } in keys {
        for key in *columns {
            let alias = key.via.map_or(alias, |join| select.join(alias, join));
            sorts.push(Sort { alias, column: key.column, descending: *descending });
        }
    }
    for column in orders.tie_break {
        if !sorts.iter().any(|sort| sort.alias == alias && sort.column == *column) {
            sorts.push(Sort { alias, column: *column, descending: false });
        }
    }
    sorts
}
