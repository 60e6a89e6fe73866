//! The countries of organizations. Overseas France has codes of its own.

use crate::domain::record::Organization;

/// Parts of France with a country code of their own. Registers write `FR` for them, too.
const OVERSEAS_FRANCE: [&str; 12] =
    ["BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"];

/// Whether two codes are those of one country. Overseas France counts as France.
#[must_use]
pub fn is_same_country(one: &str, other: &str) -> bool {
    let is_french = |code: &str| code == "FR" || OVERSEAS_FRANCE.contains(&code);
    one == other || is_french(one) && is_french(other)
}

/// The codes of the country that has this code, for a search: those of overseas France, too.
#[must_use]
pub fn codes_of_country(code: &str) -> Vec<&str> {
    if is_same_country(code, "FR") {
        return [&["FR"], &OVERSEAS_FRANCE[..]].concat();
    }
    vec![code]
}

/// The countries of two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Countries<'p> {
    /// Both have this one.
    Same(&'p str),
    /// They have two.
    Different,
    /// That of at least one is not known.
    Unknown,
}

impl<'p> Countries<'p> {
    pub fn of(record: &'p Organization, other: &'p Organization) -> Self {
        match (record.place.country.as_deref(), other.place.country.as_deref()) {
            (Some(one), Some(two)) if one == two => Self::Same(one),
            (Some(_), Some(_)) => Self::Different,
            _ => Self::Unknown,
        }
    }

    /// The country that agrees, for a report.
    pub fn evidence(self) -> Option<String> {
        match self {
            Self::Same(country) => Some(format!("country {country}")),
            Self::Different | Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overseas_france_is_france() {
        assert!(
            is_same_country("FR", "RE")
                && is_same_country("GP", "FR")
                && is_same_country("DE", "DE")
        );
        assert!(!is_same_country("FR", "BE"));
    }
}
