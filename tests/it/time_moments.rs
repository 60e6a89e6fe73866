//! The moments of the model of `time_oracle`, and what is certain or possible on a date.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{ops::Range, sync::LazyLock};

use consortia::domain::date::PartialDate;

/// The days of the model: two years, and two days before and after for open ends.
static CALENDAR: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut days = vec!["2019-12-30".to_owned(), "2019-12-31".to_owned()];
    for (year, february) in [(2020, 29), (2021, 28)] {
        let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        for (month, length) in (1..).zip(lengths) {
            days.extend((1..=length).map(|day| format!("{year}-{month:02}-{day:02}")));
        }
    }
    days.extend(["2022-01-01".to_owned(), "2022-01-02".to_owned()]);
    days
});

/// An index of half days in the calendar. The number of moments means some moment after the calendar.
pub type Moment = usize;

pub fn moments() -> Range<Moment> {
    0..2 * CALENDAR.len()
}

/// The moments that a date can mean, from the first to the last. Without a last date that includes a moment after the
/// calendar.
pub fn moments_of(date: &str) -> Range<Moment> {
    if let Some((first, last)) = ends(date) {
        let start = if first.is_empty() { 0 } else { moments_of(first).start };
        return start..if last.is_empty() { moments().end + 1 } else { moments_of(last).end };
    }
    // Of a date with a qualifier, what stands before it is certain.
    if let Some(at) = date.find(['?', '~', '%']) {
        let certain = date[..at].strip_suffix('-').unwrap_or_default();
        return if certain.is_empty() { 0..moments().end + 1 } else { moments_of(certain) };
    }
    let (first, last) = months_of(date).unwrap_or((date.to_owned(), date.to_owned()));
    let matches = |day: &str, date: &str| {
        let mut pairs = day.chars().zip(date.chars());
        pairs.all(|(digit, known)| known == 'X' || digit == known)
    };
    let start = moments().find(|moment| matches(&CALENDAR[moment / 2], &first)).unwrap();
    start..moments().rfind(|moment| matches(&CALENDAR[moment / 2], &last)).unwrap() + 1
}

/// The date without qualifiers.
pub fn unqualified(date: &str) -> String {
    date.replace(['?', '~', '%'], "")
}

/// The first and the last date of a set or an interval; an empty text is no bound. None for a single date.
fn ends(date: &str) -> Option<(&str, &str)> {
    if let Some((first, last)) = date.split_once('/') {
        return Some((first.trim_matches('.'), last.trim_matches('.')));
    }
    let members = date.strip_prefix('[')?.strip_suffix(']')?;
    let (first, last) = (members.split(',').next()?, members.split(',').next_back()?);
    let first = first.split_once("..").map_or(first, |(first, _)| first);
    Some((first, last.split_once("..").map_or(last, |(_, last)| last)))
}

/// The first and the last month of a part of a year; None for another date.
fn months_of(date: &str) -> Option<(String, String)> {
    let (year, part) = date.split_once('-')?;
    let (first, last) = match part {
        "25" | "31" => ("03", "06"),
        "26" | "32" => ("06", "09"),
        "27" | "29" => ("09", "12"),
        "21" | "23" => ("03", "12"),
        "33" => ("01", "03"),
        "36" => ("10", "12"),
        "38" => ("05", "08"),
        "40" => ("01", "06"),
        _ => return None,
    };
    Some((format!("{year}-{first}"), format!("{year}-{last}")))
}

/// A possible start and end of a relation.
pub type Pair = (Moment, Moment);

/// A question on a day: of later moments, nothing is known.
pub struct Question {
    asked: Range<Moment>,
    known: Range<Moment>,
    /// The first moment after that day.
    tomorrow: Moment,
}

impl Question {
    pub fn new(date: &str, today: &str) -> Self {
        let asked = moments_of(date);
        let tomorrow = moments_of(today).end;
        let known = asked.start..asked.end.min(tomorrow);
        Self { asked, known, tomorrow }
    }

    /// How certain it is that a relation held at some moment of the date.
    pub fn certainty(&self, pairs: &[Pair]) -> Option<&'static str> {
        if pairs.iter().all(|pair| held(*pair, &self.known)) {
            Some("CERTAIN")
        } else if pairs.iter().any(|pair| self.may_have_held(*pair)) {
            Some("POSSIBLE")
        } else {
            None
        }
    }
}

impl Question {
    /// For a relation that did not hold, whether it had ended by then. Otherwise it had not started.
    pub fn had_ended(&self, pairs: &[Pair]) -> bool {
        let before = self.asked.start.min(self.tomorrow);
        let ended = pairs.iter().all(|(_, end)| *end <= before);
        let not_started = pairs.iter().all(|(start, _)| *start >= self.asked.end);
        assert!(ended != not_started, "{:?} {pairs:?}", self.asked);
        ended
    }

    /// Whether a relation held at one of the moments asked about, if it has this start and end as far as they are known: one
    /// that is stated for a moment after the day can come at any such moment, or never.
    fn may_have_held(&self, (start, end): Pair) -> bool {
        let end = if end > self.tomorrow { moments().end + 1 } else { end };
        held((start.min(self.tomorrow), end), &self.asked)
    }
}

/// The list of `changes` that a relation is in.
pub fn change(pairs: &[Pair], from: &Question, to: &Question) -> Option<&'static str> {
    let held_then = |pair: &Pair| held(*pair, &from.known);
    let holds_now = |pair: &Pair| held(*pair, &to.known);
    let not_then = |pair: &Pair| !from.may_have_held(*pair);
    let not_now = |pair: &Pair| !to.may_have_held(*pair);
    let all = |then: &dyn Fn(&Pair) -> bool, now: &dyn Fn(&Pair) -> bool| {
        pairs.iter().all(|pair| then(pair) && now(pair))
    };
    match () {
        () if all(&not_then, &not_now) => None,
        () if all(&not_then, &holds_now) => Some("joined"),
        () if all(&held_then, &not_now) => Some("left"),
        () if all(&held_then, &holds_now) => Some("stayed"),
        () => Some("undetermined"),
    }
}

/// Whether a relation with this start and end held at one of the moments.
pub fn held((start, end): Pair, moments: &Range<Moment>) -> bool {
    !(start.max(moments.start)..end.min(moments.end)).is_empty()
}

#[test]
fn the_model_and_the_domain_have_the_same_calendar() {
    let first = |date: &str| date.parse::<PartialDate>().unwrap().span();
    let origin = first(&CALENDAR[0]).first;
    for date in ["2020", "2021", "2020-02", "2021-02", "2020-12", "2020-02-29", "2021-12-31"] {
        let moments = moments_of(date);
        let days =
            [moments.start / 2, moments.end / 2].map(|day| origin + i64::try_from(day).unwrap());
        assert_eq!(days, [first(date).first, first(date).end], "{date}");
    }
}
