//! Fields that a search works out: from their arguments to a call.

use std::ops::RangeInclusive;

use async_graphql::Pos;

use crate::{
    domain::{
        entity::{EntityType, Group},
        interval::Certainty,
        role::ROLE_DIRECTIONS,
    },
    store::{read::network::EdgeFilter, sql::Value},
};

use crate::graphql::{
    engine::{
        definition::FieldDefinition,
        error::Error,
        plan::{
            arguments::{Given, Source},
            compile::{COUNTED, Compiler, Place, Scope},
            parameters::Fill,
            selection::Selected,
            steps::{Step, nullable_items},
        },
    },
    schema::computations::{Call, Computation, TieSlots},
};

/// Global ids in one list.
const MOST_IDS: usize = 100;

impl<'d> Compiler<'d> {
    pub(super) fn computation(
        &mut self,
        computation: Computation,
        field: &FieldDefinition,
        selected: &Selected<'d>,
        given: &Given,
        place: Place,
    ) -> Result<Vec<Step>, Error> {
        let mut call = self.call(computation, selected.pos, given, place)?;
        let place = self.multiplied(computation, given, place);
        match computation {
            Computation::Search => self.computed_page(call, field, selected, given, place),
            Computation::Node | Computation::Nodes => {
                let mut steps = self.any(field, selected, 0, 1, place)?;
                if computation == Computation::Nodes {
                    steps = vec![Step::ComputeList(call, steps, nullable_items(&field.ty))];
                } else {
                    steps = vec![Step::Compute(call, steps)];
                }
                Ok(steps)
            }
            _ => {
                let mut scope = Scope::Computed;
                let steps = self.composite(field, selected, &mut scope, place)?;
                if let Call::Network { linked, .. } = &mut call {
                    *linked = shows_links(&steps);
                }
                Ok(vec![Step::Compute(call, steps)])
            }
        }
    }

    /// How often what is below a computed field can come.
    fn multiplied(&mut self, computation: Computation, given: &Given, place: Place) -> Place {
        let most = |name: &str, default: u64| match given.field(name).leaf() {
            Some(Source::Literal(number)) => number.as_u64().unwrap_or(default),
            Some(Source::Variable(..)) => 1_000,
            None => default,
        };
        let times = match computation {
            Computation::Network => most("maxNodes", 150),
            Computation::Nodes => given.field("ids").items().len() as u64,
            Computation::Path | Computation::Changes => 100,
            Computation::Search | Computation::Node => 1,
        };
        self.work = self.work.saturating_add(COUNTED);
        let weight = place.weight.saturating_mul(times.max(1));
        self.rows = self.rows.saturating_add(weight);
        Place { weight, ..place }
    }

    fn call(
        &mut self,
        computation: Computation,
        pos: Pos,
        given: &Given,
        place: Place,
    ) -> Result<Call, Error> {
        let organization = |compiler: &mut Self, name: &str| {
            compiler.key("Organization", given.field(name), name, pos)
        };
        Ok(match computation {
            Computation::Network => Call::Network {
                around: organization(self, "around")?,
                hops: self.bounded("hops", given, pos, 1, 1..=4),
                most: self.bounded("maxNodes", given, pos, 150, 1..=1_000),
                linked: true,
                ties: ties(given, place),
            },
            Computation::Path => Call::Path {
                from: organization(self, "from")?,
                to: organization(self, "to")?,
                count: self.bounded("limit", given, pos, 1, 1..=20),
                ties: ties(given, place),
            },
            Computation::Changes => {
                let organization = organization(self, "organization")?;
                let end = |name| given.field(name).leaf().cloned();
                let missing = || Error::bad_input("from", "give two dates");
                let from = end("from").ok_or_else(missing)?;
                let to = end("to").ok_or_else(missing)?;
                let from = self.slot("from", pos, Fill::Spans(from, to));
                let readings = readings(given.field("roles"));
                Call::Changes { organization, from, to: from + 2, readings }
            }
            Computation::Search => {
                let query = given.field("query").leaf().cloned();
                let fill = Fill::Folded(query.unwrap_or(Source::Literal("".into())));
                Call::Search { query: self.slot("query", pos, fill), types: searched(given) }
            }
            Computation::Node | Computation::Nodes => {
                let name = if computation == Computation::Node { "id" } else { "ids" };
                let ids = given.field(name).items().iter().filter_map(|id| id.leaf().cloned());
                let ids: Vec<_> = ids.collect();
                if ids.len() > MOST_IDS {
                    return Err(Error::bad_input(name, format!("give {MOST_IDS} ids at most")));
                }
                Call::Nodes { ids: self.slot(name, pos, Fill::Nodes(ids)) }
            }
        })
    }

    /// A whole number between bounds; null is as good as not given.
    fn bounded(
        &mut self,
        name: &str,
        given: &Given,
        pos: Pos,
        default: i64,
        bounds: RangeInclusive<i64>,
    ) -> usize {
        let fill = match given.field(name).leaf() {
            Some(source) => Fill::Bounded(source.clone(), *bounds.start(), *bounds.end()),
            None => Fill::Fixed(Value::Int(default)),
        };
        self.slot(name, pos, fill)
    }
}

/// Whether a network is shown with its links, which are its second list, or with how many touch an
/// organization, which is the third cell of each in its first.
fn shows_links(steps: &[Step]) -> bool {
    let degree = |step: &Step| matches!(step, Step::Leaf(2, ..));
    steps.iter().any(|step| match step {
        Step::Field(_, inner) => shows_links(inner),
        Step::Items(items) => items.list == 1 || items.body.iter().any(degree),
        _ => false,
    })
}

fn searched(given: &Given) -> Vec<&'static str> {
    let wanted: Vec<_> = given.field("types").items().iter().filter_map(Given::word).collect();
    let all = !given.field("types").is_given();
    let name = |ty: &&str| all || wanted.contains(&ty.to_uppercase().as_str());
    EntityType::of_group(Group::Thing).map(EntityType::name).filter(|ty| name(ty)).collect()
}

fn ties(given: &Given, place: Place) -> TieSlots {
    let certainty = match given.field("certainty").word() {
        Some("POSSIBLE") => Certainty::Possible,
        _ => Certainty::Certain,
    };
    let held = (!given.field("history").is_true()).then_some((place.as_of, certainty));
    TieSlots { readings: readings(given.field("roles")), held }
}

/// All readings of the roles given, a bit for each code; every one where no role is given.
fn readings(roles: &Given) -> u64 {
    if !roles.is_given() {
        return EdgeFilter::ALL_DIRECTIONS;
    }
    let words: Vec<_> = roles.items().iter().filter_map(Given::word).collect();
    let wanted = ROLE_DIRECTIONS.iter().filter(|reading| words.contains(&reading.role));
    wanted.fold(0, |all, reading| all | 1 << reading.code)
}
