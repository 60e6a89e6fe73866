//! The locations of a record of ROR as places of this registry.

use super::schema::{Geonames, Location, Record};
use crate::{
    domain::{country, geography::Coordinates, record::Place, region::subdivision_code},
    import::line::text,
};

/// The codes of continents in `GeoNames`, and the words of the vocabulary `Continent`.
const CONTINENTS: [(&str, &str); 7] = [
    ("AF", "AFRICA"),
    ("AN", "ANTARCTICA"),
    ("AS", "ASIA"),
    ("EU", "EUROPE"),
    ("NA", "NORTH_AMERICA"),
    ("OC", "OCEANIA"),
    ("SA", "SOUTH_AMERICA"),
];

/// The places of a record, in the order of ROR.
pub fn places(record: &Record, omit: &mut dyn FnMut(String)) -> Vec<Place> {
    let mut places = Vec::with_capacity(record.locations.len());
    for location in &record.locations {
        let place = place(location, omit);
        if places.contains(&place) {
            omit(format!("location {:?}: duplicate value", location.geonames_details.name));
        } else if !place.is_empty() {
            places.push(place);
        }
    }
    places
}

fn place(location: &Location, omit: &mut dyn FnMut(String)) -> Place {
    let Location { geonames_id, geonames_details: details } = location;
    let country = details.country_code.as_deref().and_then(|code| {
        let refused = |error| omit(format!("country {code:?}: {error}"));
        country::parse(code).map_err(refused).ok()
    });
    let geonames = geonames_id.filter(|id| {
        let is_valid = *id > 0 && *id <= i64::from(i32::MAX);
        if !is_valid {
            omit(format!("GeoNames id {id}: an id is a positive number"));
        }
        is_valid
    });
    Place {
        city: details.name.as_deref().and_then(|city| text("city", city, omit)),
        region: details
            .country_subdivision_name
            .as_deref()
            .and_then(|region| text("region", region, omit)),
        country: country.map(str::to_owned),
        subdivision: subdivision(details, country, omit),
        continent: continent(details, omit),
        geonames,
        coordinates: coordinates(details, omit),
        ..Place::default()
    }
}

fn subdivision(
    details: &Geonames,
    country: Option<&str>,
    omit: &mut dyn FnMut(String),
) -> Option<String> {
    let code = details.country_subdivision_code.as_deref()?;
    let subdivision = subdivision_code(country?, code);
    if subdivision.is_none() {
        omit(format!("country_subdivision_code {code:?}: not a part of an ISO 3166-2 code"));
    }
    subdivision
}

fn continent(details: &Geonames, omit: &mut dyn FnMut(String)) -> Option<String> {
    let code = details.continent_code.as_deref()?;
    let word = CONTINENTS.iter().find(|(known, _)| *known == code);
    if word.is_none() {
        omit(format!("continent_code {code:?}: not a code of GeoNames"));
    }
    word.map(|(_, word)| (*word).to_owned())
}

fn coordinates(details: &Geonames, omit: &mut dyn FnMut(String)) -> Option<Coordinates> {
    let (lat, lon) = match (details.lat, details.lng) {
        (Some(lat), Some(lon)) => (lat, lon),
        (None, None) => return None,
        (lat, lon) => {
            omit(format!("coordinates {lat:?}, {lon:?}: one of the two is missing"));
            return None;
        }
    };
    let refused = |error| omit(format!("coordinates {lat}, {lon}: {error}"));
    Coordinates::new(lat, lon).map_err(refused).ok()
}
