//! Records by their global ids.

use super::super::parameters::node_ids::{self, NodeIds};
use crate::graphql::engine::{
    arguments::ArgumentValue,
    definition::{
        Computation, ComputedCall, ComputedColumn, ParameterId, PlanArguments, ResultShape,
        TypedRow, computed_row,
    },
    error::Error,
};
use crate::limits::arguments::MAX_IDS;
use crate::store::{
    self, Snapshot,
    sql::{ComputedRow, Value},
};

/// The type and the row of the record.
const RECORD: TypedRow = TypedRow {
    type_name: ComputedColumn::text("Node.type", 0),
    id: ComputedColumn::number("Node.record", 1),
};

/// The field `node`.
pub struct NodeField;

/// The field `nodes`.
pub struct NodesField;

struct Call {
    ids: ParameterId,
}

impl Computation for NodeField {
    fn shape(&self, _: &ArgumentValue) -> ResultShape {
        ResultShape::AnyType(RECORD)
    }

    fn charged_rows(&self, _: &ArgumentValue) -> u64 {
        1
    }

    fn prepare(&self, arguments: &mut PlanArguments<'_>) -> Result<Box<dyn ComputedCall>, Error> {
        prepare(arguments, "id")
    }
}

impl Computation for NodesField {
    fn shape(&self, _: &ArgumentValue) -> ResultShape {
        ResultShape::ListOfAnyType(RECORD)
    }

    fn charged_rows(&self, arguments: &ArgumentValue) -> u64 {
        arguments.field("ids").items().len() as u64
    }

    fn prepare(&self, arguments: &mut PlanArguments<'_>) -> Result<Box<dyn ComputedCall>, Error> {
        prepare(arguments, "ids")
    }
}

fn prepare(arguments: &mut PlanArguments<'_>, name: &str) -> Result<Box<dyn ComputedCall>, Error> {
    let ids = arguments.get(name).items().iter().filter_map(|id| id.scalar().cloned());
    let ids: Vec<_> = ids.collect();
    if ids.len() > MAX_IDS {
        return Err(Error::bad_input(name, format!("give {MAX_IDS} ids at most")));
    }
    let is_list = name == "ids";
    Ok(Box::new(Call { ids: arguments.add(name, NodeIds { ids, is_list }) }))
}

impl ComputedCall for Call {
    fn run(
        &self,
        values: &[Value],
        _: &Snapshot<'_>,
        _: Option<i64>,
    ) -> Result<Vec<ComputedRow>, store::Error> {
        let nodes = node_ids::read(&values[self.ids.0]).into_iter();
        let nodes = nodes.map(|node| {
            let (ty, row) = match node {
                Some((ty, row)) => (ty.as_str().into(), Value::Int(row)),
                None => (Value::Null, Value::Null),
            };
            computed_row([(RECORD.type_name, ty), (RECORD.id, row)])
        });
        Ok(nodes.collect())
    }
}
