//! Every bound is in `limits`: elsewhere no constant has the name of one.

use super::{code, sources};

/// Starts and ends of the names of bounds.
const STARTS: [&str; 2] = ["MAX_", "MIN_"];
const ENDS: [&str; 3] = ["_TIMEOUT", "_LIMIT", "_SIZE"];

/// Constants with such a name that this program cannot choose: bounds of a format or a protocol, bit layouts, scales.
const NOT_CHOSEN: [(&str, &str); 5] = [
    ("report/format/xlsx.rs", "MAX_ROWS"),
    ("report/format/xlsx.rs", "MAX_CELL_LENGTH"),
    ("store/read/search/rank.rs", "MAX_AFFILIATIONS"),
    ("store/read/search/rank.rs", "MAX_PROMINENCE"),
    ("web/server/hyper_responses.rs", "MAX_BYTES"),
];

#[test]
fn every_bound_is_in_the_file_of_limits() {
    for file in sources().iter().filter(|file| file.module != "limits") {
        let code = code(file);
        for declaration in code.split("const ").skip(1) {
            let Some((name, _)) = declaration.split_once(':') else { continue };
            let is_bound = STARTS.iter().any(|start| name.starts_with(start))
                || ENDS.iter().any(|end| name.ends_with(end));
            let is_chosen = !NOT_CHOSEN
                .iter()
                .any(|(path, not_chosen)| file.path.ends_with(path) && name == *not_chosen);
            assert!(!(is_bound && is_chosen), "move {name} of {} to limits", file.path.display());
        }
    }
}
