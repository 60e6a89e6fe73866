//! Folded text, the form in which names are compared, looked up and searched; and characters that no text may contain.

use std::borrow::Cow;

use smallvec::SmallVec;
use unicode_normalization::UnicodeNormalization;

use super::invalid_value::InvalidValue;

/// The words of a text, without memory of their own for most names.
pub type Words<'t> = SmallVec<[&'t str; 16]>;

/// Folds a text: lower case, without accents, ligatures, punctuation and invisible characters, its words separated by
/// one space.
///
/// Scripts without case and accents stay as they are. An empty text and pure punctuation give "". Folded texts are
/// stored: whoever changes this adds a step to `store/migrations` that folds them again.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.nfkd().flat_map(char::to_lowercase).nfkd() {
        if is_mark(letter) || is_invisible(letter) {
            continue;
        }
        if !letter.is_alphanumeric() {
            gap = !folded.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            folded.push(' ');
        }
        match spelled_out(letter) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(letter),
        }
    }
    folded
}

/// Whether a character is part of a word: what lies between such characters separates words.
#[must_use]
pub fn joins_words(letter: char) -> bool {
    letter.is_alphanumeric()
        || is_mark(letter)
        || is_invisible(letter)
        || !letter.is_ascii() && !fold(letter.encode_utf8(&mut [0; 4])).is_empty()
}

/// Whether a folded word is an article or a preposition. Documents add them to a name and leave them out freely.
#[must_use]
pub fn is_stop_word(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "of"
            | "for"
            | "and"
            | "le"
            | "la"
            | "les"
            | "l"
            | "de"
            | "du"
            | "des"
            | "d"
            | "et"
            | "pour"
            | "a"
            | "au"
    )
}

/// The words of a folded text without its stop words; all words if it has nothing else.
#[must_use]
pub fn significant_words(folded: &str) -> Words<'_> {
    let words = || folded.split(' ').filter(|word| !word.is_empty());
    let significant: Words<'_> = words().filter(|word| !is_stop_word(word)).collect();
    if significant.is_empty() { words().collect() } else { significant }
}

/// A text for a message. The middle of one that is longer than `max_bytes` is left out: a message begins with the place
/// and ends with what to do, and what it quotes stands between.
#[must_use]
pub fn without_middle(text: &str, max_bytes: usize) -> Cow<'_, str> {
    if text.len() <= max_bytes {
        return Cow::Borrowed(text);
    }
    let start = text.floor_char_boundary(max_bytes / 2);
    let end = text.ceil_char_boundary(text.len() - max_bytes / 2);
    Cow::Owned(format!("{} … {}", &text[..start], &text[end..]))
}

/// The length of the longest slug.
const SLUG_BYTES: usize = 100;

/// Whether `text` is a slug: up to 100 lower-case ASCII letters and digits in groups joined by single
/// hyphens.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= SLUG_BYTES
        && text.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// A slug made of a text in ASCII: a hyphen for whatever is neither a letter nor a digit, and no more than the first 100
/// characters.
#[must_use]
pub fn slug(text: &str) -> String {
    let words = text.split(|it: char| !it.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    slug.truncate(SLUG_BYTES);
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Checks a text of one line.
///
/// # Errors
/// When it has an [unsafe](is_unsafe) character, which is invisible and changes how terminals, tables or pages show the
/// text; or when it was decoded with the wrong encoding.
pub fn check(text: &str) -> Result<(), InvalidValue> {
    let Some((index, letter)) = text.chars().enumerate().find(|(_, letter)| is_unsafe(*letter))
    else {
        return match misread_utf8(text) {
            None => Ok(()),
            Some(misread) => Err(InvalidValue::new(
                format!("not plain text: {misread:?} is UTF-8 that was read in another encoding"),
                "read the text again as UTF-8",
            )),
        };
    };
    let (name, cure) = match letter {
        '\n' | '\r' => ("a line break", "write it on one line"),
        '\t' => ("a tab", "write a space instead"),
        '\u{fffd}' => ("a replacement character", "read the text again, in the encoding it has"),
        _ => ("a control character", "remove it"),
    };
    let code = u32::from(letter);
    let rule = format!("not plain text: character {} is {name} (U+{code:04X})", index + 1);
    Err(InvalidValue::new(rule, cure))
}

/// As [`check`], and the text may have `max_chars` characters.
///
/// # Errors
/// Also when it is longer.
pub fn check_line(text: &str, max_chars: usize) -> Result<(), InvalidValue> {
    check(text)?;
    match text.chars().nth(max_chars) {
        None => Ok(()),
        Some(_) => {
            Err(InvalidValue::new(format!("longer than {max_chars} characters"), "shorten it"))
        }
    }
}

/// The first two characters that are one letter of UTF-8 decoded as Latin-1 or Windows-1252, such as `Ã©` for `é`.
fn misread_utf8(text: &str) -> Option<&str> {
    let lead = |letter: char| matches!(letter, 'Ã' | 'Â' | 'â');
    text.match_indices(lead).find_map(|(start, lead)| {
        let next = text[start + lead.len()..].chars().next()?;
        let is_misread = match lead {
            "â" => next == '€',
            _ => matches!(next, '\u{a0}'..='\u{bf}'),
        };
        is_misread.then(|| &text[start..start + lead.len() + next.len_utf8()])
    })
}

/// The text with unsafe characters replaced by spaces, for imported records, which cannot be corrected here.
#[must_use]
pub fn without_unsafe_characters(text: &str) -> String {
    if !text.contains(is_unsafe) {
        return text.trim().to_owned();
    }
    let words = text.split(|letter: char| is_unsafe(letter) || letter.is_whitespace());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether a character is a control character, a line separator, a control of text direction, a byte order mark, or a
/// replacement character.
fn is_unsafe(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
                | '\u{fffd}'..='\u{ffff}'
        )
}

/// Whether a text is a placeholder for an unknown value: it has no letter or digit, or is a word that people and programs
/// write into empty cells, such as `N/A`.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    matches!(&*fold(text), "" | "n a" | "null" | "non renseigne")
}

/// The plain letters that people type for a letter that NFKD does not decompose.
fn spelled_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

/// Whether a letter is a combining mark that people leave out: accents of the Latin, Greek and Cyrillic scripts, and the
/// vowel points of Hebrew and Arabic. Marks of Indic scripts and Thai are written always, so they are kept.
fn is_mark(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Whether a character shows nothing and separates no words: soft hyphens, marks of direction, joiners, variation
/// selectors, and the stroke that stretches Arabic words. They come along when text is copied from pages and PDF files.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{200b}' | '\u{200d}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_removes_case_accents_ligatures_and_punctuation() {
        let cases = [
            ("Cancéropôle Île-de-France", "canceropole ile de france"),
            ("CANCEROPOLE  ILE DE FRANCE", "canceropole ile de france"),
            ("Université PSL – Paris", "universite psl paris"),
            ("l’Institut du cœur", "l institut du coeur"),
            ("Straße, Łódź", "strasse lodz"),
            ("(AP‑HP)", "ap hp"),
            ("İstanbul", "istanbul"),
            ("Insti\u{ad}tut \u{200f}Cu\u{200b}rie\u{2060}\u{feff}", "institut curie"),
            ("ＣＮＲＳ", "cnrs"),
            ("مُؤَسَّسَة", "موسسة"),
            ("الجامعة الأمريكيّة", "الجامعة الامريكية"),
            (" – ", ""),
        ];
        for (text, folded) in cases {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn folding_a_folded_text_changes_nothing() {
        for text in ["Ǆ", "ﬁn", "Å", "ΐ", "ſ", "Œuvre", "สำนักงาน", "İ"] {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }

    #[test]
    fn stop_words_are_kept_only_if_there_are_no_others() {
        assert_eq!(significant_words("ligue contre le cancer")[..], ["ligue", "contre", "cancer"]);
        assert_eq!(significant_words("la")[..], ["la"]);
        assert!(significant_words("").is_empty());
    }

    #[test]
    fn unsafe_characters_are_found_and_replaced() {
        for text in ["Institut Curie", "œ", "می\u{200c}خواهم", "a\u{a0}b", "👩\u{200d}🔬", ""]
        {
            assert_eq!(check(text), Ok(()), "{text:?}");
            assert_eq!(without_unsafe_characters(text), text);
        }
        let cases = [
            ("a\u{7}b", "character 2 is a control character (U+0007)", "a b"),
            ("a\r\nb", "character 2 is a line break (U+000D)", "a b"),
            ("\ta", "character 1 is a tab (U+0009)", "a"),
            ("é\u{2028}b", "character 2 is a control character (U+2028)", "é b"),
            ("a\u{202e}b", "character 2 is a control character (U+202E)", "a b"),
            ("a\u{85}", "character 2 is a control character (U+0085)", "a"),
            ("\u{feff}a", "character 1 is a control character (U+FEFF)", "a"),
            ("caf\u{fffd}", "character 4 is a replacement character (U+FFFD)", "caf"),
        ];
        for (text, rule, cleaned) in cases {
            let error = check(text).unwrap_err();
            assert_eq!(error.rule, format!("not plain text: {rule}"), "{text:?}");
            assert_eq!(without_unsafe_characters(text), cleaned, "{text:?}");
        }
    }

    #[test]
    fn text_in_another_encoding_is_found() {
        for (text, misread) in
            [("HÃ´pital", "Ã´"), ("CafÃ© Nord", "Ã©"), ("lâ€™Institut", "â€"), ("NÂ° 5", "Â°")]
        {
            let rule = check(text).unwrap_err().rule;
            assert!(rule.contains(&format!("{misread:?} is UTF-8")), "{text}: {rule}");
        }
        for text in ["SÃO PAULO", "Âge", "câblage", "Â", "hôpital « Nord »", "5 €"] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn words_for_no_value_are_told_from_values() {
        for text in ["", "-", " – ", "?", "N/A", "#N/A", "n.a.", "NULL", "Non renseigné"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["0", "NA", "ND", "None", "Nan", "Unknown Institute"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn a_text_has_a_slug() {
        assert_eq!(slug("found ror:03xjwb503.parent.x"), "found-ror-03xjwb503-parent-x");
        for text in ["a.b--c", &"ab.".repeat(50), &"a".repeat(200)] {
            assert!(is_slug(&slug(text)), "{}", slug(text));
        }
    }

    #[test]
    fn slugs_are_told_from_other_texts() {
        assert!(["pscc", "ap-hp", "umrs-543"].into_iter().all(is_slug));
        assert!(!["", "-a", "a--b", "A", "é", "a b", "a_b"].into_iter().any(is_slug));
    }

    #[test]
    fn the_middle_of_a_long_text_is_left_out() {
        assert_eq!(without_middle("short", 5), "short");
        assert_eq!(without_middle("établissement fermé", 8), "éta … rmé");
        assert_eq!(check_line("four", 4), Ok(()));
        assert!(check_line("fives", 4).unwrap_err().rule.contains("4 characters"));
    }
}
