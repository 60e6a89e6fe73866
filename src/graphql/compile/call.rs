//! Fields that a search works out: from their arguments to a call.

use async_graphql::Pos;

use crate::{
    domain::{interval::Certainty, role::READINGS},
    store::value::Value,
};

use super::{
    super::{
        arguments::{Given, Source},
        computed::{Call, Computation, TieSlots},
        error::Error,
        plan::Step,
        slots::Fill,
        table::Field,
    },
    Compiler, Place, Scope,
    collect::Selected,
};

/// Types that a search goes through where nobody says which.
const SEARCHED: [&str; 4] = ["Organization", "Person", "Program", "Event"];

impl<'d> Compiler<'d> {
    pub(super) fn computation(
        &mut self,
        computation: Computation,
        field: &Field,
        selected: &Selected<'d>,
        given: &Given,
        place: Place,
    ) -> Result<Vec<Step>, Error> {
        let call = self.call(computation, selected.pos, given, place)?;
        match computation {
            Computation::Search => self.computed_page(call, field, selected, given, place),
            Computation::Node | Computation::Nodes => {
                let mut steps = self.any(field, selected, 0, 1, place)?;
                if computation == Computation::Nodes {
                    steps = vec![Step::ComputeList(call, steps)];
                } else {
                    steps = vec![Step::Compute(call, steps)];
                }
                Ok(steps)
            }
            _ => {
                let mut scope = Scope::Computed;
                let steps = self.composite(field, selected, &mut scope, place)?;
                Ok(vec![Step::Compute(call, steps)])
            }
        }
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
                hops: self.bounded("hops", given, pos, 1, 4),
                most: self.bounded("maxNodes", given, pos, 1, 1_000),
                ties: ties(given, place),
            },
            Computation::Path => Call::Path {
                from: organization(self, "from")?,
                to: organization(self, "to")?,
                count: self.bounded("k", given, pos, 1, 20),
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
                let fill = Fill::Nodes(ids.collect());
                Call::Nodes { ids: self.slot(name, pos, fill) }
            }
        })
    }

    fn bounded(&mut self, name: &str, given: &Given, pos: Pos, least: i64, most: i64) -> usize {
        let fill = match given.field(name).leaf() {
            Some(source) => Fill::Bounded(source.clone(), least, most),
            None => Fill::Fixed(Value::Int(least)),
        };
        self.slot(name, pos, fill)
    }
}

fn searched(given: &Given) -> Vec<&'static str> {
    let wanted: Vec<_> = given.field("types").items().iter().filter_map(Given::word).collect();
    let name = |ty: &&str| wanted.is_empty() || wanted.contains(&ty.to_uppercase().as_str());
    SEARCHED.into_iter().filter(|ty| name(ty)).collect()
}

fn ties(given: &Given, place: Place) -> TieSlots {
    let certainty = match given.field("certainty").word() {
        Some("POSSIBLE") => Certainty::Possible,
        _ => Certainty::Certain,
    };
    let held = (!given.field("history").is_true()).then_some((place.as_of, certainty));
    TieSlots { readings: readings(given.field("roles")), held }
}

/// Codes of all readings of the roles given, as a JSON list; None for every role.
fn readings(roles: &Given) -> Option<String> {
    if !roles.is_given() {
        return None;
    }
    let words: Vec<_> = roles.items().iter().filter_map(Given::word).collect();
    let codes: Vec<_> =
        READINGS.iter().filter(|r| words.contains(&r.role)).map(|r| r.code).collect();
    Some(serde_json::Value::from(codes).to_string())
}
