//! Options of the compiler for tables, and how a table gives fields arguments.

use async_graphql::parser::types::Field as FieldNode;
use async_graphql_value::Value as Literal;

use crate::graphql::engine::{
    arguments::{ArgumentValue, Variables},
    definition::{
        FieldDefinition, FilterTest, InputObjectType, InputValue, RowCondition, SchemaDefinition,
        argument, named_type,
    },
};

/// Under this response key a list beside the rows says whether it has more items than a cell may hold, and a computed
/// result whether it leaves something out.
pub const IS_INCOMPLETE: &str = "__isIncomplete";

/// Options for the plan of a table.
pub struct TableOptions<'o> {
    /// The response keys that lead to the rows.
    pub path: &'o [String],
    /// Gives fields arguments that the document does not give.
    pub arguments: &'o mut dyn ArgumentSupplier,
}

/// Gives fields arguments that the document does not give.
pub trait ArgumentSupplier {
    /// Called for each selected field before its arguments are used.
    fn supply(&mut self, field: &mut FieldArguments<'_>);
}

/// Where the value of the inherited argument comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InheritedFrom {
    /// No field up to here gives it: it has its default.
    Default,
    /// An [`ArgumentSupplier`].
    Supplier,
    /// The document.
    Document,
}

/// The arguments of a field, for an [`ArgumentSupplier`].
pub struct FieldArguments<'a> {
    pub(super) definition: &'a SchemaDefinition,
    pub(super) field: &'a FieldDefinition,
    pub(super) node: &'a FieldNode,
    pub(super) values: &'a mut ArgumentValue,
    pub(super) variables: &'a Variables,
    pub(super) inherited_from: InheritedFrom,
}

impl FieldArguments<'_> {
    /// The argument of that name, if the field takes it.
    #[must_use]
    pub fn takes(&self, name: &str) -> Option<&InputValue> {
        self.field.args.iter().find(|input| input.name == name)
    }

    /// Whether the document gives the argument, and not as null.
    #[must_use]
    pub fn is_given(&self, name: &str) -> bool {
        is_given(self.node, name, self.variables)
    }

    /// Gives the argument. The field must take it.
    pub fn give(&mut self, name: &str, value: ArgumentValue) {
        if self.is_inherited(name) {
            self.inherited_from = InheritedFrom::Supplier;
        }
        self.values.set_field(name, value);
    }

    /// Where the value comes from that the inherited argument has at this field.
    #[must_use]
    pub fn inherited_from(&self) -> InheritedFrom {
        self.inherited_from
    }

    /// Whether the field has a filter, or an argument that selects rows as a filter does, that may depend on the
    /// inherited argument.
    #[must_use]
    pub fn filter_inherits(&self) -> bool {
        let is_filter =
            |input: &&InputValue| input.test.is_some() || input.name == argument::FILTER;
        let mut filters = self.field.args.iter().filter(is_filter);
        filters.any(|input| self.is_given(input.name) && self.argument_inherits(input))
    }

    /// Whether what is given for an argument that is a filter may depend on the inherited argument.
    fn argument_inherits(&self, input: &InputValue) -> bool {
        if matches!(input.test, Some(FilterTest::Computed(..))) {
            return true;
        }
        let Some(filter) = self.node.get_argument(input.name) else { return false };
        matches!(filter.node, Literal::Variable(_))
            || self
                .definition
                .input(named_type(input.ty))
                .is_some_and(|input| self.depends(input, &filter.node))
    }

    /// Whether a filter has a condition of its type that may depend on the inherited argument, itself or within.
    fn depends(&self, ty: &InputObjectType, value: &Literal) -> bool {
        match value {
            Literal::List(items) => items.iter().any(|item| self.depends(ty, item)),
            Literal::Object(fields) => fields.iter().any(|(name, value)| {
                let Some(field) = ty.field(name) else { return false };
                let input = self.definition.input(named_type(field.ty));
                matches!(field.test, Some(FilterTest::Computed(..)))
                    || input.is_some_and(|ty| {
                        ty.condition.is_some_and(RowCondition::may_inherit)
                            || self.depends(ty, value)
                    })
            }),
            _ => false,
        }
    }

    fn is_inherited(&self, name: &str) -> bool {
        self.definition.inherited.is_some_and(|inherited| inherited.name == name)
    }
}

/// The state of the compilation of a table.
pub struct TableCompilation<'d> {
    /// Gives fields arguments.
    pub arguments: &'d mut dyn ArgumentSupplier,
}

impl<'d> TableCompilation<'d> {
    /// The state at the start.
    pub fn new(TableOptions { arguments, .. }: TableOptions<'d>) -> Self {
        Self { arguments }
    }
}

/// Whether the document gives the argument, and neither as null nor by a variable without a value.
pub fn is_given(node: &FieldNode, argument: &str, variables: &Variables) -> bool {
    match node.get_argument(argument).map(|value| &value.node) {
        None | Some(Literal::Null) => false,
        Some(Literal::Variable(name)) => variables.has_value(name),
        Some(_) => true,
    }
}
