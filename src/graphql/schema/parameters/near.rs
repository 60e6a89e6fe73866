//! Circles on the Earth as parameters: the centre as a point of the unit sphere, and the radius as a chord.

use serde_json::{Value as Json, json};

use crate::domain::geography::{Coordinates, chord};
use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    definition::{NewParameter, ParameterContext, ParameterFactory, ParameterSource},
    error::Error,
};
use crate::limits::arguments::MAX_DISTANCE_KM;
use crate::store::{LACKS_COORDINATES, sql::Value};

/// A filter by a `NearFilter`.
pub struct IsNear;

/// The numbers of a `NearFilter`.
struct Circle {
    lat: ScalarSource,
    lon: ScalarSource,
    km: ScalarSource,
}

impl ParameterSource for Circle {
    fn width(&self) -> usize {
        4
    }

    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let number =
            |source: &ScalarSource| source.value(context.variables).as_f64().unwrap_or(f64::NAN);
        let centre = Coordinates::new(number(&self.lat), number(&self.lon));
        let centre = centre.map_err(|rule| context.invalid(rule))?;
        let km = number(&self.km);
        if !(0.0..=f64::from(MAX_DISTANCE_KM)).contains(&km) {
            let argument = format!("{}.km", context.argument);
            let rule = format!("give a distance of 0 to {MAX_DISTANCE_KM} km");
            return Err(Error::bad_input(&argument, rule));
        }
        warn_if_missing(context)?;
        let [x, y, z] = centre.on_unit_sphere();
        context.values.extend([x, y, z, chord(km) + ROUNDING].map(Value::Real));
        Ok(())
    }
}

/// Tells the client that imported organizations have no coordinates.
fn warn_if_missing(context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
    if !context.snapshot.lacks_coordinates()? {
        return Ok(());
    }
    let warning = json!({
        "message": LACKS_COORDINATES, "code": "NO_COORDINATES", "argument": context.argument,
    });
    if !context.warnings.contains(&warning) {
        context.warnings.push(warning);
    }
    Ok(())
}

/// The R*Tree has coordinates with 24 bits: what they can be wrong by, on a sphere with the radius 1. It is two metres.
const ROUNDING: f64 = 3.5e-7;

impl ParameterFactory for IsNear {
    fn parameter(&self, value: &ArgumentValue, path: &str) -> Result<Option<NewParameter>, Error> {
        let number = |name| {
            let source = value.field(name).scalar().cloned();
            source.unwrap_or(ScalarSource::Literal(Json::Null))
        };
        let source = Circle { lat: number("lat"), lon: number("lon"), km: number("km") };
        Ok(Some(NewParameter { argument: path.to_owned(), source: Box::new(source) }))
    }
}
