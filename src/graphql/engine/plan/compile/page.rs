//! Pages: connections with their edges, cursors, counts and facets.

use async_graphql::Pos;

use crate::store::{
    sql::tables::{self, affiliation, organization},
    sql::{Bind, Column, ColumnType, Join, Predicate, Select, Sort},
};

use crate::graphql::{
    engine::{
        definition::{
            Connection, ConnectionField, FieldDefinition, FieldSource, ListItem, ObjectType,
            RowList, named,
        },
        error::Error,
        plan::{
            arguments::Given,
            compile::{
                COUNTED, Compiler, Place, Scope,
                filter::{one_direction, when},
                misplaced,
                order::{order_keys, sorts},
                push, push_text,
            },
            parameters::Fill,
            selection::Selected,
            steps::{PagePart, PagePlan, Position, Query, Rows, Step, UNPLACED, nullable_items},
        },
    },
    schema::computations::{Call, FOUND_ORDER},
};

/// Affiliations between the row `$1` and the rows of the JSON list `$2`.
pub(super) static TIES: RowList = RowList {
    table: affiliation::end::TABLE,
    of: &affiliation::end::BETWEEN,
    parent: tables::ID,
    item: ListItem::Joined(&affiliation::end::AFFILIATION),
    order: &[tables::RANK, affiliation::end::AFFILIATION_ID],
};

/// Organizations that a list can be tied to at once.
const MOST_TIED: usize = 20;

/// The page whose rows a field is read from.
pub(super) struct PageScope<'s> {
    /// Rows that match, across pages.
    pub table: &'s str,
    pub predicate: &'s Predicate,
    /// Slot of the organizations that the rows are all tied to.
    pub tied: Option<usize>,
}

/// How a page is cut out of its rows.
struct Cut {
    size: usize,
    backward: bool,
    after: Option<usize>,
    before: Option<usize>,
    /// Name of the order in cursors.
    order: String,
}

impl<'d> Compiler<'d> {
    /// A connection over rows of a table.
    pub(super) fn page_field(
        &mut self,
        page: &Connection,
        field: &FieldDefinition,
        selected: &Selected<'d>,
        given: &Given,
        scope: &mut Scope<'_>,
        place: Place,
    ) -> Result<Vec<Step>, Error> {
        let (predicate, tied) = self.matching(page, given, scope, selected.pos, place)?;
        let keys = order_keys(page.orders, given.field("orderBy"));
        let place = self.weigh(given, place.below());

        let (mut select, alias) = Select::from(page.table, place.level - 1);
        select.filter(alias, &predicate);
        let sorts = sorts(page, &keys, &mut select, alias);
        let signature: String = keys.iter().map(|(name, _, _)| name.as_str()).collect();
        let order = format!("{} {signature}", page.orders.name);
        let kinds: Vec<_> = sorts.iter().map(|key| key.column.ty).collect();
        let cut = self.cut(given, order, &kinds, selected.pos)?;
        let flipped: Vec<_> =
            sorts.iter().map(|key| Sort { descending: !key.descending, ..*key }).collect();
        let binds =
            |slot: usize| (slot..slot + sorts.len()).map(Bind::Parameter).collect::<Vec<_>>();
        if let Some(after) = cut.after {
            select.after(&sorts, &binds(after));
        }
        if let Some(before) = cut.before {
            select.after(&flipped, &binds(before));
        }
        let reading = if cut.backward { &flipped } else { &sorts };

        let of = PageScope { table: page.table, predicate: &predicate, tied };
        let mut rows = Scope::Row { select: &mut select, alias, page: Some(&of) };
        let parts = self.parts(field, selected, &mut rows, place)?;
        let columns = if needs_cursors(&parts) {
            sorts.iter().map(|key| select.column(key.alias, key.column, &[])).collect()
        } else {
            Vec::new()
        };
        select.order(reading);
        select.limit(Bind::Parameter(cut.size + usize::from(looks_beyond(&parts))));
        let rows = if needs_rows(&parts) { Rows::Read(select.finish()) } else { Rows::None };
        Ok(vec![Step::Page(Box::new(plan(rows, parts, cut, columns)))])
    }

    /// A connection over what a search finds.
    pub(super) fn computed_page(
        &mut self,
        call: Call,
        field: &FieldDefinition,
        selected: &Selected<'d>,
        given: &Given,
        place: Place,
    ) -> Result<Vec<Step>, Error> {
        let kinds = FOUND_ORDER.map(|_| ColumnType::Number);
        let cut = self.cut(given, "FOUND".to_owned(), &kinds, selected.pos)?;
        let place = self.weigh(given, place);
        let parts = self.parts(field, selected, &mut Scope::Computed, place)?;
        Ok(vec![Step::Page(Box::new(plan(Rows::Computed(call), parts, cut, FOUND_ORDER.to_vec())))])
    }

    /// Which rows a page has to choose from, and the slot of what they are all tied to.
    fn matching(
        &mut self,
        page: &Connection,
        given: &Given,
        scope: &mut Scope<'_>,
        pos: Pos,
        place: Place,
    ) -> Result<(Predicate, Option<usize>), Error> {
        let mut all = Vec::new();
        if let Some((condition, column, more)) = &page.of {
            let Scope::Row { select, alias, .. } = scope else {
                return Err(Error::internal("misplaced page"));
            };
            let mut binds = vec![Bind::Parent(select.column(*alias, *column, &[]))];
            binds.extend(more);
            all.push(Predicate::Is(condition, binds));
        }
        if page.dated {
            all.extend(when(given, place));
        }
        if let (Some(condition), Some(word)) = (page.basis, given.field("basis").word()) {
            all.push(Predicate::Is(condition, vec![self.fixed(word)]));
        }
        if let (Some(condition), true) = (page.types, given.field("types").is_given()) {
            let bind = self.texts(given.field("types"), "types", pos);
            all.push(Predicate::Is(condition, vec![bind]));
        }
        if let Some(filter) = page.filter {
            all.push(self.filter(filter, given.field("filter"), "filter", pos, place)?);
        }
        let tied = if page.tied { Some(self.tied(given, pos, place, &mut all)?) } else { None };
        Ok((Predicate::All(all), tied))
    }

    /// The row must be tied to each of the organizations in `of`.
    fn tied(
        &mut self,
        given: &Given,
        pos: Pos,
        place: Place,
        all: &mut Vec<Predicate>,
    ) -> Result<usize, Error> {
        let mut rows = Vec::new();
        for (at, key) in given.field("of").items().iter().enumerate() {
            let path = format!("of[{at}]");
            let slot = self.key("Organization", key, &path, pos)?;
            rows.push(slot);
            let mut binds = vec![Bind::Parameter(slot)];
            binds.extend(super::span(place.as_of));
            let condition =
                match (given.field("history").is_true(), given.field("certainty").word()) {
                    (true, _) => &organization::TIED_EVER,
                    (_, Some("POSSIBLE")) => &organization::TIED_POSSIBLY,
                    _ => &organization::TIED_CERTAINLY,
                };
            all.push(Predicate::Is(condition, binds));
        }
        if !(2..=MOST_TIED).contains(&rows.len()) {
            let rule = format!("give at least two organizations, and {MOST_TIED} at most");
            return Err(Error::bad_input("of", rule));
        }
        Ok(self.slot("of", pos, Fill::RowList(rows)))
    }

    /// Where the page begins and ends in the order named, whose keys are of these kinds.
    fn cut(
        &mut self,
        given: &Given,
        order: String,
        keys: &[ColumnType],
        pos: Pos,
    ) -> Result<Cut, Error> {
        one_direction(given)?;
        let backward = given.field("last").is_given();
        let argument = if backward { "last" } else { "first" };
        let size = given.field(argument).leaf().cloned();
        let mut cursor = |name: &str| {
            given.field(name).leaf().map(|source| {
                self.slot(name, pos, Fill::Cursor(source.clone(), order.clone(), keys.to_vec()))
            })
        };
        let (after, before) = (cursor("after"), cursor("before"));
        let size = self.slot(argument, pos, Fill::PageSize(size));
        Ok(Cut { size, backward, after, before, order })
    }

    /// Counts the rows a page can bring, as often as it can come.
    fn weigh(&mut self, given: &Given, place: Place) -> Place {
        use crate::graphql::engine::plan::parameters::{DEFAULT_PAGE, LARGEST_PAGE};
        let size = ["first", "last"].into_iter().find_map(|name| given.field(name).leaf());
        let size = match size {
            None => DEFAULT_PAGE,
            Some(crate::graphql::engine::plan::arguments::Source::Literal(size)) => {
                size.as_i64().unwrap_or(LARGEST_PAGE)
            }
            Some(_) => LARGEST_PAGE,
        };
        let weight = place.weight.saturating_mul(u64::try_from(size).unwrap_or(1).max(1));
        self.rows = self.rows.saturating_add(weight);
        Place { weight, ..place }
    }

    /// The fields of a connection, in the order selected.
    fn parts(
        &mut self,
        field: &FieldDefinition,
        selected: &Selected<'d>,
        rows: &mut Scope<'_>,
        place: Place,
    ) -> Result<Vec<PagePart>, Error> {
        let connection =
            self.definition().object(named(&field.ty)).ok_or_else(|| misplaced(field))?;
        let mut parts = Vec::new();
        let mut steps = vec![Step::Text("{".to_owned())];
        for (count, inner) in self.document.collect(connection, &selected.sets)?.iter().enumerate()
        {
            push_text(
                &mut steps,
                &format!("{}\"{}\":", if count == 0 { "" } else { "," }, inner.key),
            );
            let name = inner.node.name.node.as_str();
            if name == "__typename" {
                push_text(&mut steps, &format!("\"{}\"", connection.name));
                continue;
            }
            let field = connection.field(name).ok_or_else(|| misplaced(field))?;
            let list = self.placed(inner.key, &field.ty);
            match field.read {
                FieldSource::ConnectionField(ConnectionField::Edges) => {
                    parts.push(PagePart::Steps(std::mem::take(&mut steps)));
                    parts.push(PagePart::Rows(self.composite(field, inner, rows, place)?, list));
                }
                FieldSource::ConnectionField(ConnectionField::Nodes) => {
                    parts.push(PagePart::Steps(std::mem::take(&mut steps)));
                    parts.push(PagePart::Rows(self.node(connection, inner, rows, place)?, list));
                }
                _ => {
                    for step in self.page_part(field, inner, rows, place)? {
                        push(&mut steps, step);
                    }
                }
            }
        }
        push_text(&mut steps, "}");
        parts.push(PagePart::Steps(steps));
        Ok(parts)
    }

    /// What an edge has as its `node`, without the edge.
    fn node(
        &mut self,
        connection: &ObjectType,
        selected: &Selected<'d>,
        rows: &mut Scope<'_>,
        place: Place,
    ) -> Result<Vec<Step>, Error> {
        let edges = connection.field("edges").map_or("", |edges| named(&edges.ty));
        let edge = self.definition().object(edges).and_then(|edge| edge.field("node"));
        let Some(field) = edge else {
            return Err(Error::internal("a connection without edges"));
        };
        self.read(field, selected, &Given::Absent, rows, place)
    }

    /// A part of a page that does not hold its rows.
    fn page_part(
        &mut self,
        field: &FieldDefinition,
        selected: &Selected<'d>,
        rows: &mut Scope<'_>,
        place: Place,
    ) -> Result<Vec<Step>, Error> {
        let FieldSource::ConnectionField(part) = field.read else { return Err(misplaced(field)) };
        match (part, rows) {
            (ConnectionField::TotalCount, Scope::Row { page: Some(page), .. }) => {
                self.work = self.work.saturating_add(COUNTED);
                let (mut select, alias) = Select::from(page.table, place.level - 1);
                select.filter(alias, page.predicate);
                select.count();
                Ok(vec![Step::Total(select.finish())])
            }
            (ConnectionField::TotalCount, _) => Ok(vec![Step::Position(Position::Count)]),
            (_, rows) => self.composite(field, selected, rows, place),
        }
    }

    /// A field whose value only the finished page knows, or a column of a facet.
    pub(super) fn position(part: ConnectionField) -> Result<Vec<Step>, Error> {
        Ok(vec![match part {
            ConnectionField::Cursor => Step::Position(Position::Row),
            ConnectionField::Start => Step::Position(Position::Start),
            ConnectionField::End => Step::Position(Position::End),
            ConnectionField::HasNext => Step::Position(Position::HasNext),
            ConnectionField::HasPrevious => Step::Position(Position::HasPrevious),
            ConnectionField::FacetValue => Step::Leaf(0, ColumnType::Text, UNPLACED),
            ConnectionField::FacetCount => Step::Leaf(1, ColumnType::Number, UNPLACED),
            _ => return Err(Error::internal("misplaced part of a page")),
        }])
    }

    /// How often each value of a column comes among all rows that match.
    pub(super) fn facet(
        &mut self,
        join: Option<&'static Join>,
        column: Column,
        field: &FieldDefinition,
        selected: &Selected<'d>,
        scope: &mut Scope<'_>,
        place: Place,
    ) -> Result<Vec<Step>, Error> {
        let Scope::Row { page: Some(page), .. } = scope else { return Err(misplaced(field)) };
        let (mut select, alias) = Select::from(page.table, place.level - 1);
        select.filter(alias, page.predicate);
        let at = join.map_or(alias, |join| select.join(alias, join));
        self.work = self.work.saturating_add(COUNTED);
        select.count_by(at, column);
        let body = self.composite(field, selected, &mut Scope::Computed, place)?;
        let query = Query { statement: select.finish(), body };
        Ok(vec![Step::Rows(Box::new(query), nullable_items(&field.ty))])
    }
}

fn plan(rows: Rows, parts: Vec<PagePart>, cut: Cut, keys: Vec<usize>) -> PagePlan {
    PagePlan {
        rows,
        parts,
        size: cut.size,
        backward: cut.backward,
        after: cut.after,
        before: cut.before,
        order: cut.order,
        keys,
    }
}

/// Whether anything in the page depends on its rows.
fn needs_rows(parts: &[PagePart]) -> bool {
    parts.iter().any(|part| match part {
        PagePart::Rows(..) => true,
        PagePart::Steps(steps) => steps.iter().any(|step| matches!(step, Step::Position(_))),
    })
}

/// Whether anything in the page depends on whether there is a row after its last.
fn looks_beyond(parts: &[PagePart]) -> bool {
    let beyond = |step: &Step| match step {
        Step::Total(_) => true,
        Step::Position(position) => {
            matches!(position, Position::HasNext | Position::HasPrevious)
        }
        _ => false,
    };
    parts.iter().any(|part| match part {
        PagePart::Rows(..) => false,
        PagePart::Steps(steps) => steps.iter().any(beyond),
    })
}

/// Whether anything in the page is a cursor.
fn needs_cursors(parts: &[PagePart]) -> bool {
    parts.iter().any(|part| match part {
        PagePart::Rows(steps, _) | PagePart::Steps(steps) => steps.iter().any(|step| {
            matches!(step, Step::Position(Position::Row | Position::Start | Position::End))
        }),
    })
}
