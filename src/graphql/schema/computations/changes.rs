//! What changed between two dates among the affiliations of an organization.

use super::{
    super::parameters::{
        dates::{ASKED_WIDTH, TwoDatesAsked},
        keys::add_key,
    },
    affiliations::{asked, basis, directions, integer},
};
use crate::domain::{certainty::Certainty, entity_type::EntityType};
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{
        Computation, ComputedCall, ComputedColumn, ComputedList, ParameterId, PlanArguments,
        ResultShape, computed_row, computed_row_with_lists,
    },
    error::Error,
};
use crate::limits::network::CHANGES_ROWS;
use crate::store::{
    self, Snapshot,
    read::network::{Basis, EdgeFilter},
    sql::{ComputedRow, Value},
};

/// Affiliations that surely held at the later date and surely not at the earlier.
pub const JOINED: ComputedList = ComputedList::new("Changes.joined", 0);
/// Affiliations that surely held at the earlier date and surely not at the later.
pub const LEFT: ComputedList = ComputedList::new("Changes.left", 1);
/// Affiliations that surely held at both dates.
pub const STAYED: ComputedList = ComputedList::new("Changes.stayed", 2);
/// Affiliations that may have held at one of the dates or both.
pub const UNDETERMINED: ComputedList = ComputedList::new("Changes.undetermined", 3);

/// Row of the organization at the other end.
pub const ORGANIZATION: ComputedColumn = ComputedColumn::number("Change.organization", 0);
/// Row of the affiliation.
pub const AFFILIATION: ComputedColumn = ComputedColumn::number("Change.affiliation", 1);

/// The field `changes`.
pub struct ChangesField;

struct Call {
    organization: ParameterId,
    /// The questions about both dates.
    dates: ParameterId,
    directions: u64,
    basis: Option<Basis>,
}

impl Computation for ChangesField {
    fn shape(&self, _: &ArgumentValue) -> ResultShape {
        ResultShape::Object
    }

    fn charged_rows(&self, _: &ArgumentValue) -> u64 {
        CHANGES_ROWS
    }

    fn prepare(&self, arguments: &mut PlanArguments<'_>) -> Result<Box<dyn ComputedCall>, Error> {
        let key = arguments.get("organization");
        let organization = add_key(arguments, EntityType::Organization, key, "organization")?;
        let missing = || Error::bad_input("from", "give two dates");
        let from = arguments.get("from").scalar().cloned().ok_or_else(missing)?;
        let to = arguments.get("to").scalar().cloned().ok_or_else(missing)?;
        let dates = arguments.add("from", TwoDatesAsked { from, to });
        let directions = directions(arguments.get("roles"));
        let basis = basis(arguments);
        Ok(Box::new(Call { organization, dates, directions, basis }))
    }
}

impl ComputedCall for Call {
    fn run(
        &self,
        values: &[Value],
        snapshot: &Snapshot<'_>,
        _: Option<i64>,
    ) -> Result<Vec<ComputedRow>, store::Error> {
        let Some(organization) = integer(values, self.organization) else { return Ok(Vec::new()) };
        let (from, to) = (asked(values, self.dates, 0), asked(values, self.dates, ASKED_WIDTH));
        let network = snapshot.network()?;
        let filter =
            EdgeFilter { directions: self.directions, basis: self.basis, ..EdgeFilter::ALL };
        let (mut joined, mut left) = (Vec::new(), Vec::new());
        let (mut stayed, mut undetermined) = (Vec::new(), Vec::new());
        let node = network.node(organization).into_iter();
        for (edge, bounds) in node.flat_map(|node| network.edges_with_bounds(node, filter)) {
            let list = match (bounds.certainty_at(from), bounds.certainty_at(to)) {
                (None, None) => continue,
                (None, Some(Certainty::Certain)) => &mut joined,
                (Some(Certainty::Certain), None) => &mut left,
                (Some(Certainty::Certain), Some(Certainty::Certain)) => &mut stayed,
                _ => &mut undetermined,
            };
            list.push(computed_row([
                (ORGANIZATION, Value::Int(network.row(edge.to))),
                (AFFILIATION, Value::Int(edge.affiliation)),
            ]));
        }
        let lists =
            [(JOINED, joined), (LEFT, left), (STAYED, stayed), (UNDETERMINED, undetermined)];
        Ok(vec![computed_row_with_lists([], lists)])
    }
}
