//! Compiles connections: their edges, cursors and counts.

use super::{
    compiler::{Compiler, Matching, PageScope, Place, Scope, misplaced, push, push_key, push_text},
    order::{order_keys, sorts},
};
use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    definition::{
        ArgumentCondition, ComputedOrder, Connection, ConnectionField, FieldDefinition,
        FieldSource, ObjectType, argument, named_type, relay,
    },
    error::{Code, Error},
    plan::{
        selection::SelectedField,
        sources::{Cursor, PageSize},
        steps::{CursorParent, PageBounds, PageInfo, PagePart, PagePlan, PageRows, Step},
    },
};
use crate::limits::{cost::COUNT_SCAN, pages};
use crate::store::sql::{Bind, ColumnType, Predicate, Select, Sort};

impl<'d> Compiler<'d> {
    /// A connection over rows of a table.
    pub fn connection(
        &mut self,
        connection: &Connection,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        values: &ArgumentValue,
        scope: &mut Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let parent = parent_column(connection, scope)?;
        let matching = self.matching((connection, field), parent, selected, values, place)?;
        let keys = order_keys(connection.orders, values.field(argument::ORDER_BY));
        let level = place.level;
        let place = self.charge(page_size(values), place.below())?;

        let (mut select, alias) = Select::from(connection.table, level);
        matching.filter(&mut select, alias);
        let sorts = sorts(connection.orders, &keys, &mut select, alias);
        let signature: String = keys.iter().map(|key| key.name.as_str()).collect();
        let order = format!("{} {} {signature}", field.name, connection.orders.name);
        let mut types: Vec<_> = sorts.iter().map(|sort| sort.column.ty).collect();
        // Below a row, cursors end with the id of that row.
        types.extend(parent.map(|_| ColumnType::Number));
        let bounds = self.page_bounds(selected, values, order, &types, place)?;
        let reversed: Vec<_> =
            sorts.iter().map(|sort| Sort { descending: !sort.descending, ..*sort }).collect();
        if let Some(after) = bounds.after {
            select.after(&sorts, &after.binds(sorts.len()));
        }
        if let Some(before) = bounds.before {
            select.after(&reversed, &before.binds(sorts.len()));
        }
        let reading = if bounds.backward { &reversed } else { &sorts };

        let page = PageScope { table: connection.table, matching: &matching, arguments: values };
        let mut rows = Scope::Row { select: &mut select, alias, page: Some(&page) };
        let parts = self.parts(field, selected, &mut rows, place)?;
        let mut keys = Vec::new();
        if needs_cursors(&parts) {
            let sorts = sorts.iter();
            keys.extend(sorts.map(|sort| select.column(sort.alias, sort.column, &[])));
            keys.extend(parent.map(|parent| select.bound(Bind::Parent(parent))));
        }
        select.order(reading);
        // The second value of a page size is one row more than the first.
        select.limit(Bind::Parameter(bounds.size.0 + usize::from(needs_next_row(&parts))));
        let rows =
            if needs_rows(&parts) { PageRows::Read(select.finish()) } else { PageRows::None };
        let parent = parent.map(|column| CursorParent { column, key: sorts.len() });
        Ok(vec![Step::Page(Box::new(PagePlan { rows, parts, bounds, keys, parent }))])
    }

    /// A connection over the results of a computation, without the call that computes them.
    pub fn computed_page(
        &mut self,
        order: &'static ComputedOrder,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        values: &ArgumentValue,
        scope: &mut Scope<'_>,
        place: Place<'d>,
    ) -> Result<PagePlan, Error> {
        let types: Vec<_> = order.keys.iter().map(|(column, _)| column.ty).collect();
        let bounds = self.page_bounds(
            selected,
            values,
            format!("{} {}", field.name, order.name),
            &types,
            place,
        )?;
        let place = self.charge(page_size(values), place)?;
        let parts = self.parts(field, selected, &mut Scope::Computed, place)?;
        let keys = order.keys.iter().map(|(column, _)| column.place).collect();
        let parent = if order.of_row {
            Some(CursorParent { column: self.row_id(field, scope)?, key: order.keys.len() - 1 })
        } else {
            None
        };
        Ok(PagePlan { rows: PageRows::None, parts, bounds, keys, parent })
    }

    /// Which rows of its table a connection has over all pages.
    fn matching(
        &mut self,
        (connection, field): (&Connection, &FieldDefinition),
        parent: Option<usize>,
        selected: &SelectedField<'d>,
        values: &ArgumentValue,
        place: Place<'d>,
    ) -> Result<Matching, Error> {
        let pos = selected.pos;
        let (mut shared, mut choice) = (None, None);
        let (mut all, mut chosen) = (Vec::new(), Vec::new());
        if let (Some((condition, _, second)), Some(parent)) = (&connection.of, parent) {
            let mut binds = vec![Bind::Parent(parent)];
            binds.extend(second);
            all.push(Predicate::Is(condition, binds));
        }
        for condition in &connection.conditions {
            match condition {
                ArgumentCondition::EnumValue(name, condition) => {
                    if let Some(value) = values.field(name).enum_value() {
                        all.push(Predicate::Is(condition, vec![self.constant(value)]));
                    }
                }
                ArgumentCondition::List(name, condition) => {
                    let list = values.field(name);
                    if list.is_given() {
                        let bind = self.text_list(list, None, name, pos);
                        all.push(Predicate::Is(condition, vec![bind]));
                    }
                }
                ArgumentCondition::Schema(condition) => {
                    let mut arguments = self.arguments(values, pos, place);
                    let conditions = condition.conditions(&mut arguments)?;
                    all.extend(conditions.predicates);
                    shared = shared.or(conditions.shared);
                }
                ArgumentCondition::Choice(it) => {
                    let mut arguments = self.arguments(values, pos, place);
                    chosen = it.rows.conditions(&mut arguments)?.predicates;
                    choice = Some(*it);
                }
            }
        }
        all.extend(self.tests_of_arguments(field, values, pos, place)?);
        if let Some(filter) = connection.filter {
            let value = values.field(argument::FILTER);
            all.push(self.filter(filter, value, argument::FILTER, pos, place)?);
        }
        let (fixed, chosen) = (Predicate::All(all), Predicate::All(chosen));
        Ok(Matching { fixed, chosen, choice, shared })
    }

    /// Where the page begins and ends in an order whose keys hold values of these types.
    fn page_bounds(
        &mut self,
        selected: &SelectedField<'d>,
        values: &ArgumentValue,
        order: String,
        keys: &[ColumnType],
        place: Place<'d>,
    ) -> Result<PageBounds, Error> {
        one_direction(values)?;
        let pos = selected.pos;
        let backward = values.field(argument::LAST).is_given();
        let name = if backward { argument::LAST } else { argument::FIRST };
        let size = values.field(name).scalar().cloned();
        let mut cursor = |name: &str| {
            values.field(name).scalar().map(|source| {
                let (source, order, keys) = (source.clone(), order.clone(), keys.to_vec());
                self.parameters.add(name, pos, Box::new(Cursor { source, order, keys }))
            })
        };
        let (after, before) = (cursor(argument::AFTER), cursor(argument::BEFORE));
        let size = match self.whole_list_size(selected.node, place) {
            Some(size) => PageSize::Fixed(size),
            None => PageSize::Argument(size),
        };
        let size = self.parameters.add(name, pos, Box::new(size));
        Ok(PageBounds { size, backward, after, before, order })
    }

    /// The fields of a connection, in the order of the selection.
    fn parts(
        &mut self,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        rows: &mut Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<PagePart>, Error> {
        let connection = self.definition().object(named_type(&field.ty));
        let connection = connection.ok_or_else(|| misplaced(field))?;
        let mut parts = Vec::new();
        let mut steps = vec![Step::Text("{".to_owned())];
        let fields = self.selected_fields(connection, &selected.sets, place)?;
        let count = fields.len();
        for (count, (inner, place)) in fields.into_iter().enumerate() {
            push_key(&mut steps, count, inner.key);
            let name = inner.node.name.node.as_str();
            if name == "__typename" {
                push_text(&mut steps, &format!("\"{}\"", connection.name));
                continue;
            }
            let field = connection.field(name).ok_or_else(|| misplaced(field))?;
            let number = self.response_field(inner.key, &field.ty);
            let place = Place { field: number, ..place };
            match field.source {
                FieldSource::ConnectionField(ConnectionField::Edges) => {
                    parts.push(PagePart::Steps(std::mem::take(&mut steps)));
                    let body = self.composite(field, &inner, rows, place)?;
                    parts.push(PagePart::Rows(body, number));
                }
                FieldSource::ConnectionField(ConnectionField::Nodes) => {
                    parts.push(PagePart::Steps(std::mem::take(&mut steps)));
                    let body = self.node(connection, &inner, rows, place)?;
                    parts.push(PagePart::Rows(body, number));
                }
                _ => {
                    for step in self.connection_field(field, &inner, rows, place)? {
                        push(&mut steps, step);
                    }
                }
            }
        }
        self.push_is_incomplete(&mut steps, count, connection, selected.node, place);
        push_text(&mut steps, "}");
        parts.push(PagePart::Steps(steps));
        Ok(parts)
    }

    /// The node of an edge, without the edge.
    fn node(
        &mut self,
        connection: &ObjectType,
        selected: &SelectedField<'d>,
        rows: &mut Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let edges = connection.field(relay::EDGES).map_or("", |edges| named_type(&edges.ty));
        let edge = self.definition().object(edges).and_then(|edge| edge.field(relay::NODE));
        let field = edge.ok_or_else(|| Error::internal("a connection without edges"))?;
        self.source(field, selected, &ArgumentValue::Absent, rows, place)
    }

    /// A field of a connection that does not hold its rows.
    fn connection_field(
        &mut self,
        field: &FieldDefinition,
        selected: &SelectedField<'d>,
        rows: &mut Scope<'_>,
        place: Place<'d>,
    ) -> Result<Vec<Step>, Error> {
        let part = match &field.source {
            FieldSource::ConnectionField(part) => *part,
            FieldSource::DistinctCount(column) => {
                return self.distinct_count(*column, field, rows, place);
            }
            FieldSource::Groups(grouping) => {
                return self.groups(grouping, field, selected, rows, place);
            }
            _ => return Err(misplaced(field)),
        };
        match (part, rows) {
            (ConnectionField::TotalCount, Scope::Row { page: Some(page), .. }) => {
                self.scans = self.scans.saturating_add(COUNT_SCAN);
                let (mut select, alias) = Select::from(page.table, place.level - 1);
                page.matching.filter(&mut select, alias);
                select.count();
                Ok(vec![Step::TotalCount(select.finish())])
            }
            (ConnectionField::TotalCount, _) => Ok(vec![Step::PageInfo(PageInfo::ResultCount)]),
            (ConnectionField::TotalCountIsLowerBound, _) => {
                Ok(vec![Step::PageInfo(PageInfo::HasMoreResults)])
            }
            (_, rows) => self.composite(field, selected, rows, place),
        }
    }

    /// A field whose value is known only once the rows of the page were read, or a column of a facet.
    pub fn position(part: ConnectionField, place: Place<'d>) -> Result<Step, Error> {
        Ok(match part {
            ConnectionField::Cursor => Step::PageInfo(PageInfo::RowCursor),
            ConnectionField::StartCursor => Step::PageInfo(PageInfo::StartCursor),
            ConnectionField::EndCursor => Step::PageInfo(PageInfo::EndCursor),
            ConnectionField::HasNextPage => Step::PageInfo(PageInfo::HasNextPage),
            ConnectionField::HasPreviousPage => Step::PageInfo(PageInfo::HasPreviousPage),
            ConnectionField::FacetValue => Step::Column(0, ColumnType::Text, place.field),
            ConnectionField::GroupCount => Step::Column(0, ColumnType::Number, place.field),
            ConnectionField::FacetCount | ConnectionField::GroupDistinctCount => {
                Step::Column(1, ColumnType::Number, place.field)
            }
            _ => return Err(Error::internal("a field of a connection outside of one")),
        })
    }
}

/// The column of the parent's row by which the rows of a connection belong to it; None for one over all rows.
fn parent_column(connection: &Connection, scope: &mut Scope<'_>) -> Result<Option<usize>, Error> {
    let Some((_, column, _)) = &connection.of else { return Ok(None) };
    let Scope::Row { select, alias, .. } = scope else {
        return Err(Error::internal("a connection of a row that is not below a row"));
    };
    Ok(Some(select.column(*alias, *column, &[])))
}

/// The most rows that a page can have.
fn page_size(values: &ArgumentValue) -> u64 {
    let mut size = [argument::FIRST, argument::LAST].into_iter();
    let size = match size.find_map(|name| values.field(name).scalar()) {
        None => pages::DEFAULT_SIZE,
        Some(ScalarSource::Literal(size)) => size.as_i64().unwrap_or(pages::MAX_SIZE),
        Some(ScalarSource::Variable(..)) => pages::MAX_SIZE,
    };
    u64::try_from(size).unwrap_or(1)
}

/// Refuses `first` beside `last`.
fn one_direction(values: &ArgumentValue) -> Result<(), Error> {
    if values.field(argument::FIRST).is_given() && values.field(argument::LAST).is_given() {
        let rule = "cannot be combined with `first`; use `first` to page forward or `last` to page backward";
        let error = Error::new(Code::BadUserInput, format!("last: {rule}"));
        return Err(error.with("argument", argument::LAST));
    }
    Ok(())
}

/// Whether any part depends on the rows.
fn needs_rows(parts: &[PagePart]) -> bool {
    parts.iter().any(|part| match part {
        PagePart::Rows(..) => true,
        PagePart::Steps(steps) => steps.iter().any(|step| matches!(step, Step::PageInfo(_))),
    })
}

/// Whether any part depends on whether there is a row after the page.
fn needs_next_row(parts: &[PagePart]) -> bool {
    let beyond = |step: &Step| match step {
        Step::TotalCount(_) => true,
        Step::PageInfo(info) => {
            matches!(info, PageInfo::HasNextPage | PageInfo::HasPreviousPage)
        }
        _ => false,
    };
    parts.iter().any(|part| match part {
        PagePart::Rows(..) => false,
        PagePart::Steps(steps) => steps.iter().any(beyond),
    })
}

/// Whether any part has a cursor.
fn needs_cursors(parts: &[PagePart]) -> bool {
    let is_cursor = |step: &Step| {
        use PageInfo::{EndCursor, RowCursor, StartCursor};
        matches!(step, Step::PageInfo(RowCursor | StartCursor | EndCursor))
    };
    parts.iter().any(|part| match part {
        PagePart::Rows(steps, _) | PagePart::Steps(steps) => steps.iter().any(is_cursor),
    })
}
