//! The relations of the model of `time_oracle`: every start and end that documents do not rule out.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use consortia::domain::record::Period;

use crate::time_moments::{Moment, Pair, moments, moments_of, unqualified};

#[derive(Clone, Debug)]
pub enum End {
    Open,
    At(String),
    /// A document calls it past, and gives this date.
    PastAt(String),
    Past,
}

/// What documents say of the life of an organization.
#[derive(Clone, Debug, Default)]
pub struct Life {
    pub founded: Option<String>,
    pub dissolved: Option<String>,
}

/// A relation as documents state it. `written` has the latest date of each document.
#[derive(Clone, Debug)]
pub struct Relation {
    pub role: &'static str,
    pub since: Option<String>,
    pub end: End,
    pub written: Vec<String>,
    /// The life of its subject; its object is alpha.
    pub subject: Life,
}

/// The moments at which alpha can have come into being and at which it can have ended. Empty: no document says it.
pub struct Alpha {
    pub births: Vec<Moment>,
    pub ends: Vec<Moment>,
}

impl Alpha {
    /// A program with this life: it ends at its end only.
    pub fn program(life: &Life) -> Self {
        Self::new(life, &[])
    }

    /// If no document says when alpha was dissolved, it ended with the first succession of it.
    pub fn new(life: &Life, relations: &[Relation]) -> Self {
        let days = |date: &Option<String>| {
            date.as_ref().map_or(Vec::new(), |date| moments_of(date).collect())
        };
        let successions = relations.iter().filter(|it| it.role == "SUCCESSOR");
        let successions: Vec<_> =
            successions.filter_map(|it| it.since.as_ref()).map(|date| moments_of(date)).collect();
        let ends = match (&life.dissolved, successions.iter().map(|it| it.end).min()) {
            (None, Some(end)) => {
                (successions.iter().map(|it| it.start).min().unwrap()..end).collect()
            }
            _ => days(&life.dissolved),
        };
        Self { births: days(&life.founded), ends }
    }
}

impl Relation {
    pub fn is_act(&self) -> bool {
        ["FOUNDER", "SUCCESSOR"].contains(&self.role)
    }

    /// The starts that no document rules out: a relation had started by the last moment of the document that
    /// states it, unless it is dated later, be it by an estimate.
    pub fn starts(&self) -> Vec<Moment> {
        let mut starts: Vec<_> =
            self.since.as_ref().map_or(moments(), |since| moments_of(since)).collect();
        let expected: Vec<_> = self
            .since
            .as_ref()
            .map_or(moments(), |since| moments_of(&unqualified(since)))
            .collect();
        for date in &self.written {
            let last = moments_of(date).max().unwrap();
            if expected.iter().any(|start| *start <= last) {
                starts.retain(|start| *start <= last);
            }
        }
        starts
    }

    /// The ends that no document rules out: a relation that a document calls ended was over by its last moment.
    pub fn ends(&self) -> Vec<Moment> {
        let never = vec![moments().end + 1];
        match &self.end {
            _ if self.is_act() => never,
            End::Open => never,
            End::At(date) => moments_of(date).collect(),
            End::PastAt(date) => {
                let mut ends: Vec<_> = moments_of(date).collect();
                let lasts = self.written.iter().map(|date| moments_of(date).max().unwrap());
                let last = lasts.max().unwrap_or(Moment::MAX);
                retain_unless_empty(&mut ends, |end| *end <= last);
                ends
            }
            End::Past if self.written.is_empty() => moments().collect(),
            End::Past => {
                let lasts = self.written.iter().map(|date| moments_of(date).max().unwrap());
                let lasts: Vec<_> = lasts.collect();
                moments().filter(|end| lasts.iter().any(|last| end <= last)).collect()
            }
        }
    }

    /// Every start with every later end. What an organization rules out counts unless it rules out every pair: then
    /// documents contradict each other, and the dates of the relation count.
    pub fn pairs(&self, alpha: &Alpha) -> Vec<Pair> {
        let (starts, mut ends) = (self.starts(), self.ends());
        let died: Vec<Moment> =
            self.subject.dissolved.as_ref().map_or(Vec::new(), |date| moments_of(date).collect());
        let mut pairs = Vec::new();
        let combine = |ends: &[Moment]| {
            let pairs = starts.iter().flat_map(|start| ends.iter().map(|end| (*start, *end)));
            pairs.filter(|(start, end)| start < end).collect::<Vec<_>>()
        };
        if self.is_act() {
            pairs.extend(combine(&ends));
            retain_unless_empty(&mut pairs, |(start, _)| {
                died.iter().any(|end| start < end) || died.is_empty()
            });
        } else {
            // An organization that ended before the relation could start, or before the end that documents give the
            // relation, contradicts it.
            let is_open = matches!(self.end, End::Open);
            let outlived = |died: &[Moment]| {
                let own = if is_open { died } else { &ends };
                !combine(own).iter().any(|(_, end)| died.iter().any(|dead| end <= dead))
            };
            let known: Vec<_> = [&died, &alpha.ends]
                .into_iter()
                .filter(|it| !it.is_empty() && !outlived(it))
                .collect();
            for died in known {
                let last = *died.iter().max().unwrap();
                if is_open && ends == self.ends() {
                    ends.clone_from(died);
                } else if is_open {
                    let earliest = (*ends.iter().min().unwrap()).min(died[0]);
                    let latest = (*ends.iter().max().unwrap()).min(last);
                    ends = (earliest..=latest).collect();
                } else {
                    ends.retain(|end| *end <= last);
                }
            }
            pairs.extend(combine(&ends));
        }
        let born: Vec<Moment> =
            self.subject.founded.as_ref().map_or(Vec::new(), |date| moments_of(date).collect());
        let births = if self.is_act() { vec![&born] } else { vec![&born, &alpha.births] };
        for born in births {
            retain_unless_empty(&mut pairs, |(start, _)| {
                born.iter().any(|birth| birth <= start) || born.is_empty()
            });
        }
        pairs
    }

    /// What ended first of the subject and alpha, named so, if the relation has no end of its own.
    pub fn ended_with<'s>(&self, alpha: &Alpha, names: [&'s str; 2]) -> Option<&'s str> {
        let days = |date: &String| moments_of(date).collect::<Vec<_>>();
        let died = self.subject.dissolved.as_ref().map_or(Vec::new(), days);
        let first_start = *self.since.as_ref().map_or(vec![0], days).iter().min().unwrap();
        let is_open = matches!(self.end, End::Open) && !self.is_act();
        let ends = [&died, &alpha.ends].into_iter().zip(names);
        let counts = |ends: &[Moment]| is_open && ends.iter().any(|end| first_start < *end);
        let ends = ends.filter(|(ends, _)| counts(ends));
        ends.min_by_key(|(ends, _)| (*ends.iter().max().unwrap(), ends[0])).map(|(_, name)| name)
    }

    pub fn period(&self) -> Period {
        let since = self.since.as_ref().map(|date| date.parse().unwrap());
        match &self.end {
            End::Open => Period { since, ..Period::default() },
            End::At(date) => {
                Period { since, until: Some(date.parse().unwrap()), ..Period::default() }
            }
            End::PastAt(date) => Period {
                since,
                until: Some(date.parse().unwrap()),
                ended: true,
                ..Period::default()
            },
            End::Past => Period { since, ended: true, ..Period::default() },
        }
    }
}

/// Keeps the values for which the condition holds, if there are any.
fn retain_unless_empty<T>(all: &mut Vec<T>, condition: impl Fn(&T) -> bool) {
    if all.iter().any(&condition) {
        all.retain(condition);
    }
}
