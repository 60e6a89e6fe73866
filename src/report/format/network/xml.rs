//! Text in XML 1.0.

use quick_xml::escape::escape;

/// A text for an element or an attribute. A parser turns line ends into other ones, and in attributes into spaces, so
/// they are references. A character that XML cannot hold becomes U+FFFD, so that a reader sees that there was one.
pub(super) fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in escape(text).chars() {
        match letter {
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => escaped.push(char::REPLACEMENT_CHARACTER),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_can_be_read_back() {
        for (text, expected) in [
            ("a<b>&\"c'", "a&lt;b&gt;&amp;&quot;c&apos;"),
            ("a\tb\nc\r\nd", "a&#9;b&#10;c&#13;&#10;d"),
            ("a\u{0}b\u{1b}\u{fffe}", "a\u{fffd}b\u{fffd}\u{fffd}"),
            ("é\u{85}😀", "é\u{85}😀"),
        ] {
            assert_eq!(xml(text), expected);
        }
    }
}
