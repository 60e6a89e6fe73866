//! Where structures and institutions are.

use std::collections::HashMap;

use super::row::{Row, column};
use crate::{
    domain::{record::Place, text::fold},
    import::line::text,
};

/// The type of the structures that several countries run together. Their address is in any of these.
const INTERNATIONAL: &str = "23";
/// The countries and territories with ISO codes of their own, by the first digits of French postal codes and of UAI numbers.
const OVERSEAS_POSTCODES: [(&str, &str); 12] = [
    ("971", "GP"),
    ("972", "MQ"),
    ("973", "GF"),
    ("974", "RE"),
    ("975", "PM"),
    ("976", "YT"),
    ("977", "BL"),
    ("978", "MF"),
    ("980", "MC"),
    ("986", "WF"),
    ("987", "PF"),
    ("988", "NC"),
];
const OVERSEAS_UAI: [(&str, &str); 7] = [
    ("971", "GP"),
    ("972", "MQ"),
    ("973", "GF"),
    ("974", "RE"),
    ("976", "YT"),
    ("983", "NC"),
    ("984", "PF"),
];

/// How many structures the file has in each city with a postal code of each department.
#[derive(Default)]
pub struct Cities(HashMap<(String, String), u32>);

impl Cities {
    /// Adds the city of a structure. The structures that several countries run together say nothing of where a city is.
    pub fn add(&mut self, row: &Row<'_>) {
        if row.cell(column::TYPE) != Some(INTERNATIONAL)
            && let Some(city) = department_and_city(row)
        {
            *self.0.entry(city).or_default() += 1;
        }
    }

    /// Whether another structure is in the same city and department.
    fn has_another(&self, row: &Row<'_>) -> bool {
        department_and_city(row).is_some_and(|city| self.0.get(&city).is_some_and(|it| *it > 1))
    }
}

/// The first two digits of the postal code, and the folded city.
fn department_and_city(row: &Row<'_>) -> Option<(String, String)> {
    let department = row.cell(column::POSTCODE)?.get(..2)?.to_owned();
    let city = fold(&without_cedex(row.cell(column::CITY)?)?);
    (!city.is_empty()).then_some((department, city))
}

/// The place of a structure of a file with these cities.
pub fn of_structure(row: &Row<'_>, cities: &Cities, omit: &mut dyn FnMut(String)) -> Place {
    let mut line = |title| row.cell(title).and_then(|cell| text(title, cell, omit));
    let (address, postcode, city) =
        (line(column::ADDRESS), line(column::POSTCODE), line(column::CITY));
    Place {
        country: country(row, cities).map(str::to_owned),
        address,
        postcode,
        city: city.and_then(|city| without_cedex(&city)),
        ..Place::default()
    }
}

/// A city without the addition for business mail: `NANTES CEDEX 3`.
fn without_cedex(city: &str) -> Option<String> {
    let words = city.split_whitespace();
    let is_cedex = |word: &&str| word.trim_end_matches(',').eq_ignore_ascii_case("cedex");
    let words: Vec<_> = words.take_while(|word| !is_cedex(word)).collect();
    let city = words.join(" ");
    let city = city.trim_end_matches([',', '-', ' ']);
    (!city.is_empty()).then(|| city.to_owned())
}

/// The country, which the register does not state: the one that a French postal code is of. Since postal codes of other countries
/// look alike, the city has to have `CEDEX`, or to be that of another structure in the same department; a structure that several
/// countries run together needs `CEDEX`. Codes of overseas France suffice.
fn country(row: &Row<'_>, cities: &Cities) -> Option<&'static str> {
    let postcode = row.cell(column::POSTCODE)?;
    let has_cedex = row.cell(column::CITY).is_some_and(|it| it.to_lowercase().contains("cedex"));
    if row.cell(column::TYPE) == Some(INTERNATIONAL) && !has_cedex {
        return None;
    }
    let country = of_postcode(postcode)?;
    (country != "FR" || has_cedex || cities.has_another(row)).then_some(country)
}

fn of_postcode(postcode: &str) -> Option<&'static str> {
    let is_code = postcode.len() == 5 && postcode.bytes().all(|byte| byte.is_ascii_digit());
    let department = postcode.get(..2).filter(|_| is_code)?.parse::<u8>().ok()?;
    match department {
        1..=95 => Some("FR"),
        97 | 98 => by_prefix(&OVERSEAS_POSTCODES, postcode),
        _ => None,
    }
}

/// The country of an institution under French law with this UAI number.
pub fn of_institution(uai: Option<&str>) -> &'static str {
    uai.and_then(|uai| by_prefix(&OVERSEAS_UAI, uai)).unwrap_or("FR")
}

fn by_prefix(table: &[(&str, &'static str)], number: &str) -> Option<&'static str> {
    table.iter().find(|(prefix, _)| number.starts_with(prefix)).map(|(_, country)| *country)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_french_postal_code_says_the_country() {
        for (postcode, country) in [
            ("75005", Some("FR")),
            ("01000", Some("FR")),
            ("20250", Some("FR")),
            ("97490", Some("RE")),
            ("98851", Some("NC")),
            ("98000", Some("MC")),
            ("00186", None),
            ("9401", None),
            ("44OO7", None),
            ("A1090", None),
            ("99000", None),
            ("", None),
        ] {
            assert_eq!(of_postcode(postcode), country, "{postcode}");
        }
        assert_eq!(of_institution(Some("9740478B")), "RE");
        assert_eq!(of_institution(Some("0753639Y")), "FR");
        assert_eq!(of_institution(None), "FR");
    }

    #[test]
    fn cities_lose_cedex() {
        for (city, expected) in [
            ("NANTES CEDEX 3", Some("NANTES")),
            ("Paris cedex 05", Some("Paris")),
            ("Bondy cedex", Some("Bondy")),
            ("FAAA - TAHITI (PF)", Some("FAAA - TAHITI (PF)")),
            ("St-Denis, Cedex", Some("St-Denis")),
            ("CEDEX 9", None),
        ] {
            assert_eq!(without_cedex(city).as_deref(), expected, "{city}");
        }
    }
}
