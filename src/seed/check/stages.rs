//! A thing that is only planned was neither founded nor dissolved, and takes no part in anything yet.

use crate::{
    domain::role::is_fact_in_plan,
    seed::{format::field::with_article, parsed::ParsedFiles, problem::Problems, stages::Stages},
};

/// Reports relations and parts of programs that are said to be realized although one of their things is not, and dates of
/// foundings and dissolutions of organizations that are not realized.
pub(super) fn check(files: &ParsedFiles, stages: &Stages<'_>, problems: &mut Problems<'_>) {
    for (format, record) in files.iter() {
        let (Some("REALIZED"), Some(position)) =
            (record.text("stage"), record.position_of("stage"))
        else {
            continue;
        };
        let is_possible = record.text("role").is_some_and(is_fact_in_plan);
        let needs_parts = format.is_relation() || format.table == "program";
        let part = stages.unrealized_part(record).filter(|_| needs_parts && !is_possible);
        if let Some((stage, slug)) = part {
            let noun =
                if format.is_relation() { with_article(format.table) } else { "a part".into() };
            let word = stage.word();
            let message = format!("`{slug}` is {word}, so {noun} of it cannot be REALIZED");
            problems.add(position, message, "remove `stage`, or correct that of the other record");
        }
    }
    for record in files.records("organization") {
        let position = record.position_of("founded").filter(|_| !stages.of(record).is_realized());
        if let Some(position) = position {
            let message = "An organization that is not REALIZED has not been founded";
            let help =
                "remove `founded`; a founding that is planned is an event with the status PLANNED";
            problems.add(position, message, help);
        }
        let position = record.position_of("dissolved").filter(|_| !stages.of(record).is_realized());
        if let Some(position) = position {
            let message = "An organization that is not REALIZED cannot have been dissolved";
            let help = "remove `dissolved`; what will not come true has the stage CANCELLED";
            problems.add(position, message, help);
        }
    }
}
