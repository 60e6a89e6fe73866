//! Languages: BCP 47 tags, such as `fr` and `pt-BR`, and how a name is chosen by language.

use isolang::Language;
use oxilangtag::LanguageTag;

use super::{country, invalid_value::InvalidValue, text::fold};

/// Bibliographic codes of ISO 639-2 that differ from ISO 639-3, each with its ISO 639-1 code.
const LIBRARY_CODES: [(&str, &str); 20] = [
    ("alb", "sq"),
    ("arm", "hy"),
    ("baq", "eu"),
    ("bur", "my"),
    ("chi", "zh"),
    ("cze", "cs"),
    ("dut", "nl"),
    ("fre", "fr"),
    ("geo", "ka"),
    ("ger", "de"),
    ("gre", "el"),
    ("ice", "is"),
    ("mac", "mk"),
    ("mao", "mi"),
    ("may", "ms"),
    ("per", "fa"),
    ("rum", "ro"),
    ("slo", "sk"),
    ("tib", "bo"),
    ("wel", "cy"),
];

/// The code for a language that is not known.
const UNDETERMINED: &str = "und";

/// Reads a language tag in any case, and returns its canonical form: `EN-gb` becomes `en-GB`, and `fra` becomes `fr`.
///
/// # Errors
/// When the text is not a well-formed BCP 47 tag, its language is not in ISO 639, or its region is not in ISO 3166. The
/// error suggests the tag that was probably meant.
pub fn parse(text: &str) -> Result<String, InvalidValue> {
    let text = text.trim();
    let refused = || {
        let cure = similar(text).map_or_else(
            || "use a tag such as fr, en or pt-BR".to_owned(),
            |tag| format!("did you mean {tag}?"),
        );
        InvalidValue::new("not a language tag of BCP 47", cure)
    };
    let tag = LanguageTag::parse_and_normalize(text).map_err(|_| refused())?;
    let primary = tag.primary_language();
    if primary == UNDETERMINED {
        return Err(InvalidValue::new("the tag of an unknown language", "leave the language out"));
    }
    let code = shortest_code(primary).ok_or_else(refused)?;
    let canonical = format!("{code}{}", &tag.as_str()[primary.len()..]);
    match tag.region().filter(|region| region.len() == 2) {
        Some(region) => match country::parse(region) {
            Ok(_) => Ok(canonical),
            Err(error) => Err(InvalidValue::new(
                format!("not a language tag of BCP 47: its region {region} is {}", error.rule),
                error.cure,
            )),
        },
        None => Ok(canonical),
    }
}

/// The tags to look for when a name in the language `tag` is wanted, best first (RFC 4647, lookup): `en-GB`, then `en`.
pub fn lookup_order(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| {
        let shorter = &tag[..tag.rfind('-')?];
        // A subtag of one character only introduces the next one.
        Some(match shorter.rfind('-') {
            Some(end) if end + 2 == shorter.len() => &shorter[..end],
            _ => shorter,
        })
    })
}

/// The code of ISO 639-1 for a code of ISO 639, or the one of ISO 639-3 for a language that has no other.
fn shortest_code(code: &str) -> Option<&'static str> {
    let language = match code.len() {
        2 => Language::from_639_1(code)?,
        3 => Language::from_639_3(code)?,
        _ => return None,
    };
    Some(language.to_639_1().unwrap_or_else(|| language.to_639_3()))
}

/// The tag that a text probably means: a tag with underscores, a bibliographic code, or the name of a language in English
/// or in that language.
fn similar(text: &str) -> Option<String> {
    if text.contains('_') {
        return parse(&text.replace('_', "-")).ok();
    }
    let lower = text.to_lowercase();
    if let Some((_, code)) = LIBRARY_CODES.iter().find(|(other, _)| *other == lower) {
        return Some((*code).to_owned());
    }
    let wanted = fold(text);
    if wanted.is_empty() {
        return None;
    }
    let is_named = |language: &Language| {
        fold(language.to_name()) == wanted
            || language.to_autonym().is_some_and(|name| fold(name) == wanted)
    };
    // A modern and an ancient language can share a name: languages with an ISO 639-1 code come first.
    let (major, others): (Vec<_>, Vec<_>) =
        isolang::languages().partition(|language| language.to_639_1().is_some());
    let language = major.into_iter().chain(others).find(is_named)?;
    shortest_code(language.to_639_3()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_one_canonical_form() {
        let cases = [
            ("fr", "fr"),
            ("EN", "en"),
            ("en-gb", "en-GB"),
            ("EN-LATN-us", "en-Latn-US"),
            ("fra", "fr"),
            ("fra-ca", "fr-CA"),
            ("es-419", "es-419"),
            ("zh-Hant-TW", "zh-Hant-TW"),
            ("sr-Latn", "sr-Latn"),
            ("gsw", "gsw"),
            ("sh", "sh"),
            ("mul", "mul"),
            (" de ", "de"),
        ];
        for (text, tag) in cases {
            assert_eq!(parse(text).as_deref(), Ok(tag), "{text}");
            assert_eq!(parse(tag).as_deref(), Ok(tag));
        }
    }

    #[test]
    fn what_is_no_tag_is_refused_with_the_one_that_was_meant() {
        let cases = [
            ("français", "did you mean fr?"),
            ("francais", "did you mean fr?"),
            ("French", "did you mean fr?"),
            ("french", "did you mean fr?"),
            ("Deutsch", "did you mean de?"),
            ("日本語", "did you mean ja?"),
            ("fre", "did you mean fr?"),
            ("en_GB", "did you mean en-GB?"),
            ("en-UK", "did you mean GB?"),
            ("und", "leave the language out"),
            ("xx", "use a tag such as fr, en or pt-BR"),
            ("", "use a tag such as fr, en or pt-BR"),
            ("-", "use a tag such as fr, en or pt-BR"),
            ("fr,en", "use a tag such as fr, en or pt-BR"),
            ("fr;q=0.5", "use a tag such as fr, en or pt-BR"),
            ("x-own", "use a tag such as fr, en or pt-BR"),
            ("FR FR", "use a tag such as fr, en or pt-BR"),
        ];
        for (text, cure) in cases {
            assert_eq!(parse(text).unwrap_err().cure, cure, "{text}");
        }
    }

    #[test]
    fn lookup_goes_from_the_tag_to_its_language() {
        let order = |tag| lookup_order(tag).collect::<Vec<_>>();
        assert_eq!(order("en"), ["en"]);
        assert_eq!(order("zh-Hant-TW"), ["zh-Hant-TW", "zh-Hant", "zh"]);
        assert_eq!(order("zh-x-private"), ["zh-x-private", "zh"]);
    }
}
