//! Which statements are of one fact.

use crate::domain::{
    certainty::Bounds,
    date::{Day, NEVER, StatedDate},
};

/// A record, or a statement that was merged with one.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// What the statements of a fact have in common.
    pub(super) identity: String,
    /// Number of the origin.
    pub(super) origin: i64,
    pub(super) key: String,
    /// The node of the record; None if the statement is merged with another record.
    pub(super) record: Option<i64>,
    /// The node of the record that shows it, if that is another one.
    pub(super) shown_by: Option<i64>,
    /// The program of an affiliation, or the title of a position.
    pub(super) context: Option<String>,
    /// None for a figure or an assignment.
    pub(super) period: Option<StatedPeriod>,
}

/// What a statement says of the days of a relation.
#[derive(Clone, Debug)]
pub(super) struct StatedPeriod {
    pub(super) since: Option<StatedDate>,
    pub(super) until: Option<StatedDate>,
    pub(super) bounds: Bounds,
    pub(super) stage: String,
    /// Whether its end is only that of an organization or a program.
    pub(super) ends_with_another: bool,
}

/// Where a statement is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// The statement whose record shows it: an index.
    pub(super) by: usize,
    /// Whether the record shows the period of this statement, having none itself.
    pub(super) lends_period: bool,
}

/// A fact that is shown, with the statements of it so far.
struct Fact<'s> {
    owner: usize,
    origins: Vec<i64>,
    context: Option<&'s str>,
    period: Option<&'s StatedPeriod>,
}

/// Works out which record shows each statement. The statements stand in the order of precedence, and each origin states a fact
/// once: what it states again, for example for another period, stays a record of its own.
pub(super) fn assign(statements: &[Statement]) -> Vec<Shown> {
    let mut facts: Vec<Fact> = Vec::new();
    let mut shown = Vec::with_capacity(statements.len());
    for (place, it) in statements.iter().enumerate() {
        let agreeing = facts.iter_mut().filter(|fact| fact.agrees_with(it));
        // The dates decide first; of undated relations, the one that has not ended.
        if let Some(fact) = agreeing.min_by_key(|fact| fact.preference(it)) {
            let lends_period = !fact.is_dated() && it.is_dated();
            if lends_period {
                fact.period = it.period.as_ref();
            }
            fact.origins.push(it.origin);
            fact.context = fact.context.or(it.context.as_deref());
            shown.push(Shown { by: fact.owner, lends_period });
        } else {
            facts.push(Fact {
                owner: place,
                origins: vec![it.origin],
                context: it.context.as_deref(),
                period: it.period.as_ref(),
            });
            shown.push(Shown { by: place, lends_period: false });
        }
    }
    shown
}

impl Fact<'_> {
    fn is_dated(&self) -> bool {
        self.period.is_some_and(StatedPeriod::is_dated)
    }

    fn agrees_with(&self, it: &Statement) -> bool {
        let is_same_context = match (self.context, &it.context) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        let is_same_period = match (self.period, &it.period) {
            (Some(one), Some(other)) => one.agrees_with(other),
            _ => true,
        };
        !self.origins.contains(&it.origin) && is_same_context && is_same_period
    }

    /// The smallest is the fact that a statement belongs to.
    fn preference(&self, it: &Statement) -> (bool, bool, usize) {
        let is_past = self.period.is_some_and(|period| period.bounds.end_from < NEVER);
        (self.is_dated() != it.is_dated(), is_past, self.owner)
    }
}

impl Statement {
    fn is_dated(&self) -> bool {
        self.period.as_ref().is_some_and(StatedPeriod::is_dated)
    }
}

impl StatedPeriod {
    fn is_dated(&self) -> bool {
        self.since.is_some() || self.until.is_some()
    }

    /// Whether a source calls the relation past and gives no date.
    fn is_past_without_date(&self) -> bool {
        self.until.is_none() && self.bounds.end_before < NEVER && !self.ends_with_another
    }

    /// Whether another statement can be of the same relation, so that its dates need not be shown beside these. Two relations with
    /// dates that differ both stay: each has a date that the other would hide.
    fn agrees_with(&self, other: &Self) -> bool {
        if self.stage != other.stage {
            return false;
        }
        match (self.is_dated(), other.is_dated()) {
            (true, true) => {
                hides_no_date(self.since.as_ref(), other.since.as_ref())
                    && hides_no_date(self.until.as_ref(), other.until.as_ref())
            }
            (true, false) => self.can_hold_with(other),
            (false, true) => other.can_hold_with(self),
            (false, false) => true,
        }
    }

    /// Whether a relation with these dates can be the one that another statement has no dates for: one that the other source calls
    /// past has an end, and the others hold when that source was written. Days of plans are no facts that could contradict.
    fn can_hold_with(&self, undated: &Self) -> bool {
        if undated.is_past_without_date() && self.until.is_none() {
            return false;
        }
        let (days, attested) = (self.bounds, undated.bounds);
        if self.stage != "REALIZED" || attested.start_before == NEVER {
            return true;
        }
        let attested_on: Day = attested.start_before - 1;
        let is_open = attested.end_before == NEVER;
        days.start_from <= attested_on && !(is_open && days.end_before <= attested_on)
    }
}

/// Whether nothing is lost of another date if this one is shown: it is the same, or says less or more of the same day.
fn hides_no_date(shown: Option<&StatedDate>, other: Option<&StatedDate>) -> bool {
    match (shown, other) {
        (_, None) => true,
        (Some(shown), Some(other)) => shown.agrees_with(other),
        (None, Some(_)) => false,
    }
}
