//! Random dates of the model of `time_oracle`, in every form that bounds start or end.

use proptest::{prelude::*, sample::select};

use crate::time_moments::moments_of;

/// Dates around the same few days, so that they often overlap, touch or exclude each other.
pub fn date() -> impl Strategy<Value = String> {
    const YEARS: &[&str] = &["2020", "2021"];
    const MONTHS: &[&str] = &["2020-02", "2020-03", "2020-12", "2021-01", "2021-03"];
    const DAYS: &[&str] =
        &["2020-02-28", "2020-02-29", "2020-03-01", "2020-12-31", "2021-01-01", "2021-03-01"];
    prop_oneof![2 => select(YEARS), 3 => select(MONTHS), 4 => select(DAYS)]
        .prop_map(ToOwned::to_owned)
}

/// A date of which digits are missing or parts are qualified, or a part of a year.
fn vague_date() -> impl Strategy<Value = String> {
    const DATES: &[&str] = &[
        "2020-XX",
        "2021-XX-XX",
        "2020-02-XX",
        "2020-0X",
        "2020-1X",
        "2020-02-2X",
        "2020-XX-01",
        "2021-X1-01",
        "2020-21",
        "2020-25",
        "2020-26",
        "2020-27",
        "2021-31",
        "2021-29",
        "2020-33",
        "2020-36",
        "2021-38",
        "2021-40",
        "2020?",
        "2021~",
        "2020-12%",
        "2021-01-01~",
        "?2020-12",
        "2020-~12",
        "2021-%03-01",
        "2020-02-~28",
    ];
    select(DATES).prop_map(ToOwned::to_owned)
}

/// A date, or what is known of one.
pub fn stated_date() -> BoxedStrategy<String> {
    let in_order = |(one, other): (String, String)| {
        let is_in_order = moments_of(&one).start < moments_of(&other).end;
        if is_in_order { (one, other) } else { (other, one) }
    };
    let between = move |pair| {
        let (first, last) = in_order(pair);
        format!("[{first}..{last}]")
    };
    let either = |(one, other): (String, String)| {
        let is_apart = moments_of(&one).end <= moments_of(&other).start;
        if is_apart { format!("[{one},{other}]") } else { format!("[{one}..]") }
    };
    prop_oneof![
        4 => date(),
        3 => vague_date(),
        1 => (date(), date()).prop_map(either),
        1 => date().prop_map(|last| format!("/{last}")),
        1 => date().prop_map(|first| format!("{first}/..")),
        1 => date().prop_map(|first| format!("{first}~/..")),
        1 => date().prop_map(|last| format!("[..{last}]")),
        1 => date().prop_map(|first| format!("[{first}..]")),
        1 => (date(), date()).prop_map(between),
    ]
    .boxed()
}
