//! Where organizations are.

use crate::domain::{canonical_json::Object, geography::Coordinates};

/// Where an organization is, as far as stated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Street and number, or a post box.
    pub address: Option<String>,
    /// Postal code.
    pub postcode: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Region.
    pub region: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// ISO 3166-2 code of the region, such as `FR-IDF`.
    pub subdivision: Option<String>,
    /// Word of the vocabulary `Continent`.
    pub continent: Option<String>,
    /// Its id in `GeoNames`.
    pub geonames: Option<i64>,
    /// The point on the Earth that stands for it, usually the centre of the city.
    pub coordinates: Option<Coordinates>,
}

impl Place {
    /// Whether nothing is known of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The members of its canonical encoding.
    pub(super) fn members(&self) -> Object {
        let object = Object::new()
            .optional_text("address", self.address.as_deref())
            .optional_text("postcode", self.postcode.as_deref())
            .optional_text("city", self.city.as_deref())
            .optional_text("region", self.region.as_deref())
            .optional_text("country", self.country.as_deref())
            .optional_text("subdivision", self.subdivision.as_deref())
            .optional_text("continent", self.continent.as_deref())
            .optional_number("lat", self.coordinates.map(Coordinates::lat))
            .optional_number("lon", self.coordinates.map(Coordinates::lon));
        match self.geonames {
            Some(id) => object.integer("geonames", id),
            None => object,
        }
    }
}
