//! Points on the Earth, and distances between them.

use std::fmt;

/// The mean radius of the Earth.
const EARTH_RADIUS_KM: f64 = 6_371.008_8;

/// A point on the Earth, in degrees of WGS 84.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coordinates {
    lat: f64,
    lon: f64,
}

/// Why two numbers are no point on the Earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a latitude is from -90 to 90 degrees, and a longitude from -180 to 180")]
pub struct InvalidCoordinates;

impl Coordinates {
    /// The point with this latitude and longitude.
    ///
    /// # Errors
    /// When one of them is out of range.
    pub fn new(lat: f64, lon: f64) -> Result<Self, InvalidCoordinates> {
        let is_valid = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        if is_valid { Ok(Self { lat, lon }) } else { Err(InvalidCoordinates) }
    }

    /// The latitude: degrees north of the equator.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// The longitude: degrees east of Greenwich.
    #[must_use]
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// The point on a sphere with the radius 1. In space there is no seam at 180 degrees and no pole.
    #[must_use]
    pub fn on_unit_sphere(self) -> [f64; 3] {
        let (lat, lon) = (self.lat.to_radians(), self.lon.to_radians());
        [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
    }
}

impl fmt::Display for Coordinates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.lat, self.lon)
    }
}

/// How far apart two points of the sphere with the radius 1 are in space, if they are so many kilometres apart on the
/// surface of the Earth.
#[must_use]
pub fn chord(km: f64) -> f64 {
    2.0 * (km / (2.0 * EARTH_RADIUS_KM)).sin()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_within(km: f64, one: (f64, f64), other: (f64, f64)) -> bool {
        let point = |(lat, lon)| Coordinates::new(lat, lon).unwrap().on_unit_sphere();
        let (one, other) = (point(one), point(other));
        let squares = one.iter().zip(other).map(|(one, other)| (one - other).powi(2));
        squares.sum::<f64>() <= chord(km).powi(2)
    }

    #[test]
    fn distances_are_those_on_the_surface() {
        let (paris, lyon) = ((48.853_41, 2.348_8), (45.748_46, 4.846_71));
        assert!(is_within(393.3, paris, lyon) && !is_within(393.2, paris, lyon));
        // Across the seam at 180 degrees, and across a pole.
        assert!(is_within(223.0, (0.0, 179.0), (0.0, -179.0)));
        assert!(is_within(223.0, (89.0, 0.0), (89.0, 180.0)));
        assert!(!is_within(222.0, (0.0, 179.0), (0.0, -179.0)));
        // A hundred metres.
        assert!(is_within(0.112, (48.0, 2.0), (48.001, 2.0)));
        assert!(!is_within(0.111, (48.0, 2.0), (48.001, 2.0)));
    }

    #[test]
    fn numbers_out_of_range_are_no_point() {
        for (lat, lon) in
            [(90.1, 0.0), (-91.0, 0.0), (0.0, 180.5), (f64::NAN, 0.0), (0.0, f64::INFINITY)]
        {
            assert!(Coordinates::new(lat, lon).is_err(), "{lat} {lon}");
        }
        assert!(Coordinates::new(-90.0, 180.0).is_ok());
    }
}
