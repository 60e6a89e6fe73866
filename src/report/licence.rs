//! Under which licences the facts of a table may be used: that of each origin that the registry has facts
//! from, since a table does not say which of its cells come from where.

use crate::digest::sha256_hex;

/// The licence of the seed: it stands in the repository, whose licence covers it. The documents that it
/// cites belong to their publishers; facts and sentences of the seed are its own.
const SEED: &str = "MIT";
/// What the Research Organization Registry gives its data under.
const ROR: &str = "CC0-1.0";

/// An SPDX expression for facts from all of these origins.
#[must_use]
pub fn expression(origins: &[String]) -> String {
    let licences = origins.iter().map(|origin| match origin.as_str() {
        "seed" => SEED.to_owned(),
        "ror" => ROR.to_owned(),
        // A list of somebody's own, who knows its licence as we cannot.
        list => format!("LicenseRef-{}", reference(list)),
    });
    licences.collect::<Vec<_>>().join(" AND ")
}

/// Where the texts of the licences of an expression stand, of those that SPDX has a text of.
#[must_use]
pub fn addresses(expression: &str) -> Vec<String> {
    let known = expression.split(" AND ").filter(|one| !one.starts_with("LicenseRef-"));
    known.map(|one| format!("https://spdx.org/licenses/{one}.html")).collect()
}

/// The name of a list as SPDX lets one be written; what cannot be, by its digest.
fn reference(list: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    if list.chars().all(fits) {
        list.to_owned()
    } else {
        sha256_hex(list.as_bytes())[..12].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_origin_is_named_with_its_licence() {
        let of = |origins: &[&str]| {
            expression(&origins.iter().map(|&origin| origin.to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(of(&["seed"]), "MIT");
        assert_eq!(of(&["seed", "ror"]), "MIT AND CC0-1.0");
        let all = of(&["seed", "ror", "regional-hospitals", "à nous"]);
        let (known, digest) = all.rsplit_once("LicenseRef-").unwrap();
        assert_eq!(known, "MIT AND CC0-1.0 AND LicenseRef-regional-hospitals AND ");
        assert!(digest.len() == 12 && digest.chars().all(|c| c.is_ascii_hexdigit()), "{digest}");
        let texts = ["MIT", "CC0-1.0"].map(|one| format!("https://spdx.org/licenses/{one}.html"));
        assert_eq!(addresses(&all), texts);
    }
}
