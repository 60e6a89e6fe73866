//! Names of regions. Documents call one region by several: "Île-de-France" is the "Paris region".

/// Regions by their ISO 3166-2 code, each with its names: first the one to display. Further names come from the places that
/// imports state with a code.
pub const REGIONS: [(&str, &[&str]); 13] = [
    ("FR-20R", &["Corse", "Corsica"]),
    ("FR-ARA", &["Auvergne-Rhône-Alpes"]),
    ("FR-BFC", &["Bourgogne-Franche-Comté", "Burgundy-Franche-Comté"]),
    ("FR-BRE", &["Bretagne", "Brittany"]),
    ("FR-CVL", &["Centre-Val de Loire", "Centre-Loire Valley"]),
    ("FR-GES", &["Grand Est"]),
    ("FR-HDF", &["Hauts-de-France"]),
    ("FR-IDF", &["Île-de-France", "Paris region", "Région parisienne"]),
    ("FR-NAQ", &["Nouvelle-Aquitaine", "New Aquitaine"]),
    ("FR-NOR", &["Normandie", "Normandy"]),
    ("FR-OCC", &["Occitanie", "Occitania"]),
    ("FR-PAC", &["Provence-Alpes-Côte d’Azur", "PACA"]),
    ("FR-PDL", &["Pays de la Loire"]),
];

/// The ISO 3166-2 code of a subdivision, from the code of its country and its own part. None if the part has not the form.
#[must_use]
pub fn subdivision_code(country: &str, part: &str) -> Option<String> {
    let is_part = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    ((1..=3).contains(&part.len()) && part.bytes().all(is_part))
        .then(|| format!("{country}-{part}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::text::fold;

    #[test]
    fn a_name_belongs_to_one_region() {
        let names = REGIONS.iter().flat_map(|(_, names)| names.iter().map(|name| fold(name)));
        let count = names.clone().count();
        assert_eq!(names.collect::<BTreeSet<_>>().len(), count);
    }

    #[test]
    fn codes_have_the_form_of_iso_3166_2() {
        assert_eq!(subdivision_code("FR", "IDF").as_deref(), Some("FR-IDF"));
        assert_eq!(subdivision_code("TH", "10").as_deref(), Some("TH-10"));
        for part in ["", "idf", "LONG", "A B", "É"] {
            assert_eq!(subdivision_code("FR", part), None, "{part}");
        }
    }
}
