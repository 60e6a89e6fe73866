//! JSON in the canonical form of RFC 8785: one text for one value, on every machine and in every version.
//!
//! Members are sorted by name, numbers are written as ECMAScript does, and there is no white space. Optional members
//! without a value are left out, so that a member added later changes no text that lacks it.

use std::fmt::Write as _;

use super::date::StatedDate;

/// A JSON object that is being built.
#[derive(Debug, Default)]
pub struct Object(Vec<(&'static str, String)>);

impl Object {
    /// An object without members.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text.
    #[must_use]
    pub fn text(self, name: &'static str, value: &str) -> Self {
        self.with(name, string(value))
    }

    /// Adds a text, if there is one.
    #[must_use]
    pub fn optional_text(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    /// Adds a date as its text, if there is one.
    #[must_use]
    pub fn optional_date(self, name: &'static str, date: Option<&StatedDate>) -> Self {
        self.optional_text(name, date.map(ToString::to_string).as_deref())
    }

    /// Adds a whole number. It must be within the 53 bits that every JSON reader keeps.
    #[must_use]
    pub fn integer(self, name: &'static str, value: i64) -> Self {
        self.with(name, value.to_string())
    }

    /// Adds a finite number.
    #[must_use]
    pub fn number(self, name: &'static str, value: f64) -> Self {
        self.with(name, number(value))
    }

    /// Adds a finite number, if there is one.
    #[must_use]
    pub fn optional_number(self, name: &'static str, value: Option<f64>) -> Self {
        match value {
            Some(value) => self.number(name, value),
            None => self,
        }
    }

    /// Adds a truth value if it is true; a missing one is false.
    #[must_use]
    pub fn flag(self, name: &'static str, value: bool) -> Self {
        if value { self.with(name, "true".to_owned()) } else { self }
    }

    /// Adds a list of texts, if it has any.
    #[must_use]
    pub fn texts<'a>(self, name: &'static str, values: impl IntoIterator<Item = &'a str>) -> Self {
        self.list(name, values.into_iter().map(string))
    }

    /// Adds a list of whole numbers, if it has any.
    #[must_use]
    pub fn integers(self, name: &'static str, values: impl IntoIterator<Item = i64>) -> Self {
        self.list(name, values.into_iter().map(|value| value.to_string()))
    }

    /// Adds a list of objects, if it has any.
    #[must_use]
    pub fn objects(self, name: &'static str, values: impl IntoIterator<Item = Self>) -> Self {
        self.list(name, values.into_iter().map(Self::finish))
    }

    /// Adds an object, if it has members.
    #[must_use]
    pub fn object(self, name: &'static str, value: Self) -> Self {
        if value.0.is_empty() { self } else { self.with(name, value.finish()) }
    }

    /// The text of the object.
    #[must_use]
    pub fn finish(mut self) -> String {
        self.0.sort_unstable_by_key(|(name, _)| *name);
        debug_assert!(self.0.is_sorted_by(|one, next| one.0 < next.0), "a name is there twice");
        let members = self.0.iter().map(|(name, value)| format!("{}:{value}", string(name)));
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    }

    fn list(self, name: &'static str, values: impl Iterator<Item = String>) -> Self {
        let values: Vec<_> = values.collect();
        if values.is_empty() { self } else { self.with(name, format!("[{}]", values.join(","))) }
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        self.0.push((name, value));
        self
    }
}

/// A text in quotes, with the escapes of ECMAScript.
fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            '\0'..='\u{1f}' => {
                // Writing to a text cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// A number as ECMAScript writes it: the shortest digits that read back as the same number, with an exponent
/// for the very large and the very small.
fn number(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 {
        return "0".to_owned();
    }
    if (1e-6..1e21).contains(&size) {
        return value.to_string();
    }
    let text = format!("{value:e}");
    match text.split_once('e') {
        Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_sorted_and_empty_ones_left_out() {
        let inner = || Object::new().text("b", "2").text("a", "1");
        let object = Object::new()
            .text("z", "é")
            .optional_text("none", None)
            .flag("false", false)
            .flag("true", true)
            .texts("empty", [])
            .texts("list", ["x", "y"])
            .integers("days", [-1, 20])
            .object("nothing", Object::new())
            .object("inner", inner())
            .objects("inners", [inner()]);
        assert_eq!(
            object.finish(),
            r#"{"days":[-1,20],"inner":{"a":"1","b":"2"},"inners":[{"a":"1","b":"2"}],"list":["x","y"],"true":true,"z":"é"}"#
        );
    }

    /// The string of section 3.2.2 of RFC 8785.
    #[test]
    fn texts_are_escaped_as_the_standard_shows() {
        assert_eq!(
            string("\u{20ac}$\u{f}\nA'\u{42}\u{22}\u{5c}\\\"/"),
            r#""€$\u000f\nA'B\"\\\\\"/""#
        );
        assert_eq!(string("\u{7f}\u{2028}\t\r\u{8}\u{c}"), "\"\u{7f}\u{2028}\\t\\r\\b\\f\"");
    }

    /// Numbers of appendix B of RFC 8785.
    #[test]
    fn numbers_are_written_as_the_standard_shows() {
        let cases = [
            (0x0000_0000_0000_0000_u64, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
        ];
        for (bits, text) in cases {
            assert_eq!(number(f64::from_bits(bits)), text);
        }
        assert_eq!(number(3000.0), "3000");
        assert_eq!(number(0.5), "0.5");
    }
}
