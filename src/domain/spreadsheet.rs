//! Text in files for spreadsheets: which cells would run as formulas, and the apostrophe that prevents it.
//!
//! Such a file starts with a byte order mark. It tells spreadsheets that the file is in UTF-8, and importers that
//! apostrophes were added. A text that would run as a formula gets exactly one, even if it already begins with
//! apostrophes, so that removing one always restores the text.

/// The byte order mark of UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The first characters of formulas. Spreadsheets in East Asian languages accept the full-width forms. After a tab or a
/// line end, some programs start a new cell.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// Whether a cell with this text gets an apostrophe before it. Some programs ignore spaces before a formula.
#[must_use]
pub fn needs_apostrophe(text: &str) -> bool {
    let text = text.trim_start_matches('\'').trim_start_matches([' ', '\u{a0}']);
    text.starts_with(FORMULA_STARTS)
}

/// The text of a cell as it was before it got an apostrophe.
#[must_use]
pub fn without_apostrophe(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| needs_apostrophe(text)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(text: &str) -> String {
        let apostrophe = if needs_apostrophe(text) { "'" } else { "" };
        format!("{apostrophe}{text}")
    }

    #[test]
    fn formulas_get_an_apostrophe_and_other_texts_none() {
        for formula in [
            "=1+1", "+33 1 23", "-5", "@SPIRE", "\t=1", "\rx", "\nx", "＝1", "＋1", "－1", "＠x",
            " =1", "\u{a0}=1", "'=1", "''@x", "' =1",
        ] {
            assert_eq!(written(formula), format!("'{formula}"));
        }
        for text in
            ["", "CNRS", "'s-Hertogenbosch", "'", "''", " a", "1957", "a=b", "0501", "—", "’=1"]
        {
            assert_eq!(written(text), text);
        }
    }

    proptest! {
        #[test]
        fn every_text_can_be_read_back(text in "['= +@\u{a0}\t\r\nax-]{0,6}") {
            let written = written(&text);
            prop_assert!(!written.starts_with(FORMULA_STARTS));
            prop_assert_eq!(without_apostrophe(&written), text);
        }
    }
}
