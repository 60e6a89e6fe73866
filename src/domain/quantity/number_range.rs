//! Which numbers a figure allows, given the word with which its document qualifies the number.
//!
//! Two figures of one thing at one time differ if no number fits both. "More than 2,100" does not exclude 3,000 in logic, but
//! nobody says it of 3,000: a qualifier also says that the number is close. How close is an assumption of this module.

/// How far "about" may be from the number, and "nearly" below it, as a share of the number.
const NEAR: f64 = 0.1;
/// How far "more than" may be above the number, and "less than" below it, as a share of the number.
const BEYOND: f64 = 0.25;
/// The multiples that "several" can mean.
const SEVERAL: (f64, f64) = (2.0, 10.0);

/// The numbers from `low` to `high`, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberRange {
    /// The lowest number.
    pub low: f64,
    /// The highest number.
    pub high: f64,
}

impl NumberRange {
    /// The numbers that a value, or a range up to `max`, allows with this word of the vocabulary `Qualifier`.
    #[must_use]
    pub fn new(value: f64, max: Option<f64>, qualifier: &str) -> Self {
        let max = max.unwrap_or(value);
        let (low, high) = match qualifier {
            "ABOUT" => (value - NEAR * value.abs(), max + NEAR * max.abs()),
            "NEARLY" => (value - NEAR * value.abs(), max),
            "MORE_THAN" => (value, max + BEYOND * max.abs()),
            "LESS_THAN" => (value - BEYOND * value.abs(), max),
            "AT_LEAST" => (value, f64::INFINITY),
            "UP_TO" => (f64::NEG_INFINITY, max),
            "SEVERAL" => (SEVERAL.0 * value, SEVERAL.1 * max),
            _ => (value, max),
        };
        Self { low, high }
    }

    /// The same numbers in another unit, of which one of the first is `factor`.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }

    /// Whether some number is in both. Numbers that differ only by rounding are equal.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let reaches = |high: f64, low: f64| high >= low || (low - high) <= 1e-9 * low.abs();
        reaches(self.high, other.low) && reaches(other.high, self.low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(one: (f64, &str), other: (f64, &str)) -> bool {
        let range = |(value, qualifier)| NumberRange::new(value, None, qualifier);
        let (one, other) = (range(one), range(other));
        assert_eq!(one.meets(other), other.meets(one));
        one.meets(other)
    }

    #[test]
    fn a_qualifier_leaves_room_for_other_numbers() {
        for (one, other, expected) in [
            ((7.0, "EXACT"), (7.0, "EXACT"), true),
            ((7.0, "EXACT"), (8.0, "EXACT"), false),
            ((50.0, "ABOUT"), (45.0, "EXACT"), true),
            ((50.0, "ABOUT"), (44.0, "EXACT"), false),
            ((80.0, "NEARLY"), (78.0, "EXACT"), true),
            ((80.0, "NEARLY"), (81.0, "EXACT"), false),
            ((2100.0, "MORE_THAN"), (2150.0, "EXACT"), true),
            ((2100.0, "MORE_THAN"), (3000.0, "EXACT"), false),
            ((2100.0, "MORE_THAN"), (2000.0, "EXACT"), false),
            ((15.0, "LESS_THAN"), (12.0, "EXACT"), true),
            ((10.0, "AT_LEAST"), (1000.0, "EXACT"), true),
            ((10.0, "UP_TO"), (1.0, "EXACT"), true),
            ((10.0, "UP_TO"), (11.0, "EXACT"), false),
            ((1000.0, "SEVERAL"), (5000.0, "EXACT"), true),
            ((1000.0, "SEVERAL"), (1000.0, "EXACT"), false),
        ] {
            assert_eq!(meet(one, other), expected, "{one:?} {other:?}");
        }
    }

    #[test]
    fn a_range_allows_the_numbers_between_its_ends() {
        let range = NumberRange::new(40.0, Some(70.0), "EXACT");
        assert!(range.meets(NumberRange::new(55.0, None, "EXACT")));
        assert!(!range.meets(NumberRange::new(39.0, None, "EXACT")));
    }

    #[test]
    fn a_share_is_the_same_in_percent_and_as_a_ratio() {
        let ratio = NumberRange::new(1.0, None, "EXACT").scaled(1.0 / 5.0);
        let percent = NumberRange::new(20.0, None, "EXACT").scaled(0.01);
        assert!(ratio.meets(percent));
    }
}
