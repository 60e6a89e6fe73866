//! Numbers that figures can have.

use crate::{
    domain::quantity::unit,
    seed::{
        parsed::{ParsedFiles, ParsedRecord},
        problem::Problems,
    },
};

/// Measures that are part of a whole, so that no number is more than all of it.
const PARTS_OF_A_WHOLE: [&str; 3] = ["SHARE", "FIVE_YEAR_SURVIVAL", "LIFETIME_RISK"];

/// Reports numbers that are larger than the whole, too large to compare, or counted although they are ranks.
pub(super) fn check(files: &ParsedFiles, problems: &mut Problems<'_>) {
    for figure in files.records("figure") {
        check_size(figure, problems);
        check_rank(figure, problems);
    }
}

fn check_size(figure: &ParsedRecord, problems: &mut Problems<'_>) {
    let unit = figure.text("unit_code").and_then(|code| unit::parse(code).ok());
    let is_share = figure.text("measure_code").is_some_and(|it| PARTS_OF_A_WHOLE.contains(&it));
    let whole = figure.number("out_of").filter(|whole| *whole > 0.0);
    for key in ["value", "value_max"] {
        let (Some(number), Some(position)) = (figure.number(key), figure.position_of(key)) else {
            continue;
        };
        let in_base = unit.as_ref().map_or(number, |unit| unit.to_base(number));
        let (message, help) = if let Some(whole) = whole.filter(|whole| number > *whole) {
            let message =
                format!("`{key}` ({number}) is greater than the whole, `out_of` ({whole})");
            (
                message,
                "write the part as the value and the whole as `out_of`: 1 and 5 for \"1 in 5\"",
            )
        } else if whole.is_none() && unit.is_some() && is_share && in_base > 1.0 {
            let message =
                format!("`{key}` ({number}) is more than the whole of which it is a share");
            (message, "correct the number or `unit_code`, or use a `measure_code` that is no share")
        } else if !in_base.is_finite() {
            let message =
                format!("`{key}` ({number:e}) is too large to be compared in other units");
            (message, "correct the number, or remove `unit_code`")
        } else {
            continue;
        };
        problems.add(position, message, help);
    }
}

fn check_rank(figure: &ParsedRecord, problems: &mut Problems<'_>) {
    if let Some(position) = figure.position_of("unit_code")
        && figure.text("measure_code") == Some("RANK")
    {
        let message = "A rank counts nothing, so it has no `unit_code`";
        problems.add(position, message, "remove `unit_code`, or correct `measure_code`");
    }
}
