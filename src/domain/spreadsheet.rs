//! Text in files that spreadsheets open: which cells they would run as formulas, and the apostrophe that prevents it.
//!
//! Such a file starts with a byte order mark, by which spreadsheets know UTF-8 and readers know that apostrophes were
//! added. A text gets exactly one, and also a text that would look as if it had got one. So every text can be read back.

/// The start of the file.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The first characters of formulas. Spreadsheets in East Asian languages accept the wide forms. A tab or a line end
/// moves what follows into a cell of its own.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// Whether a cell with this text gets an apostrophe before it. Spaces do not hide a formula from every program.
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
