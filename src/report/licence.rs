//! The licences of a table. A table does not say which cell comes from which origin, so its licence names
//! those of every origin that the registry has facts from.

use crate::{digest::sha256_hex, domain::origin::SEED};

/// Licence of the seed, which is part of this repository. The documents that it cites belong to their
/// publishers; the facts and sentences of the seed are its own.
const SEED_LICENCE: &str = "MIT";
/// Licence of the data of the Research Organization Registry.
const ROR_LICENCE: &str = "CC0-1.0";

/// The SPDX licence expression for facts from these origins.
#[must_use]
pub fn expression(origins: &[String]) -> String {
    let licences = origins.iter().map(|origin| match origin.as_str() {
        SEED => SEED_LICENCE.to_owned(),
        "ror" => ROR_LICENCE.to_owned(),
        // The list of a user, whose licence this program does not know.
        list => format!("LicenseRef-{}", reference(list)),
    });
    licences.collect::<Vec<_>>().join(" AND ")
}

/// The addresses of the licence texts that SPDX publishes, for an expression of [`expression`].
#[must_use]
pub fn addresses(expression: &str) -> Vec<String> {
    let published = expression.split(" AND ").filter(|id| !id.starts_with("LicenseRef-"));
    published.map(|id| format!("https://spdx.org/licenses/{id}.html")).collect()
}

/// The name of a list, or a digest of it if SPDX does not allow its characters.
fn reference(list: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    if list.chars().all(allowed) {
        list.to_owned()
    } else {
        sha256_hex(list.as_bytes())[..12].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expression_of(origins: &[&str]) -> String {
        expression(&origins.iter().map(|&origin| origin.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn each_origin_has_its_licence() {
        assert_eq!(expression_of(&["seed"]), "MIT");
        assert_eq!(expression_of(&["seed", "ror"]), "MIT AND CC0-1.0");
        let all = expression_of(&["seed", "ror", "regional-hospitals", "à nous"]);
        let (rest, digest) = all.rsplit_once("LicenseRef-").unwrap();
        assert_eq!(rest, "MIT AND CC0-1.0 AND LicenseRef-regional-hospitals AND ");
        assert!(digest.len() == 12 && digest.chars().all(|c| c.is_ascii_hexdigit()), "{digest}");
    }

    #[test]
    fn only_licences_that_spdx_publishes_have_an_address() {
        let expression = expression_of(&["seed", "ror", "regional-hospitals"]);
        let expected = ["MIT", "CC0-1.0"].map(|id| format!("https://spdx.org/licenses/{id}.html"));
        assert_eq!(addresses(&expression), expected);
    }
}
