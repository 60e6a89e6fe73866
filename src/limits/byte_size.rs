//! Sizes in bytes, as options of the command line give them and as messages show them.

use std::fmt;

/// Units and their bytes: decimal and binary ones, the largest first.
const UNITS: [(&str, u64); 9] = [
    ("TiB", 1 << 40),
    ("TB", 1_000_000_000_000),
    ("GiB", 1 << 30),
    ("GB", 1_000_000_000),
    ("MiB", 1 << 20),
    ("MB", 1_000_000),
    ("KiB", 1 << 10),
    ("kB", 1_000),
    ("B", 1),
];

/// A number of bytes, which is shown in a binary unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByteSize(pub u64);

impl fmt::Display for ByteSize {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let binary = UNITS.into_iter().filter(|(name, bytes)| name.len() == 3 && *bytes <= self.0);
        let Some((name, unit)) = binary.max_by_key(|(_, bytes)| *bytes) else {
            return write!(formatter, "{} bytes", self.0);
        };
        let tenths = u128::from(self.0) * 10 / u128::from(unit);
        match tenths % 10 {
            0 => write!(formatter, "{} {name}", tenths / 10),
            tenth => write!(formatter, "{}.{tenth} {name}", tenths / 10),
        }
    }
}

/// Parses a whole number of bytes with or without a unit, such as `512MB`, `2GiB` or `1073741824`.
///
/// # Errors
/// If it is something else, or more than 2^63 bytes. The error says what is accepted.
pub fn parse_byte_size(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let digits = text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit = unit.trim_start();
    let bytes = UNITS.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(unit));
    let factor = if unit.is_empty() { Some(1) } else { bytes.map(|(_, bytes)| bytes) };
    let size = number.parse::<u64>().ok().zip(factor).and_then(|(number, factor)| {
        number.checked_mul(factor).filter(|size| i64::try_from(*size).is_ok())
    });
    size.ok_or_else(|| {
        "expected a whole number of bytes, or one with a unit (kB, MB, GB, TB, KiB, MiB, GiB, TiB), such as 512MB or 2GiB".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_decimal_and_binary_units() {
        for (text, bytes) in [
            ("0", 0),
            ("1073741824", 1 << 30),
            ("512MB", 512_000_000),
            ("512 mb", 512_000_000),
            (" 2GiB ", 2 << 30),
            ("7B", 7),
            ("64kB", 64_000),
            ("64KiB", 64 << 10),
            ("8TiB", 8 << 40),
        ] {
            assert_eq!(parse_byte_size(text), Ok(bytes), "{text}");
        }
        for text in [
            "",
            "MB",
            "-1",
            "1.5GiB",
            "1e3",
            "512M",
            "12 34",
            "99999999999TB",
            "9223372036854775808",
        ] {
            assert!(parse_byte_size(text).unwrap_err().contains("512MB"), "{text}");
        }
    }

    #[test]
    fn sizes_are_shown_in_a_binary_unit() {
        for (bytes, shown) in [
            (0, "0 bytes"),
            (1_000, "1000 bytes"),
            (64 << 10, "64 KiB"),
            (512_000_000, "488.2 MiB"),
            (256 << 20, "256 MiB"),
            ((5 << 30) / 2, "2.5 GiB"),
            (u64::MAX, "16777215.9 TiB"),
        ] {
            assert_eq!(ByteSize(bytes).to_string(), shown);
        }
    }
}
