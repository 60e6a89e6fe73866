//! Lists of alternatives with quality values, as in `Accept` and `Accept-Encoding` (RFC 9110, section 12.4.2).

use axum::http::{HeaderMap, HeaderName};

/// The quality of an alternative without `q`, in thousandths.
const DEFAULT_QUALITY: u16 = 1_000;
/// The quality of an alternative whose `q` is malformed: acceptable, but the last choice.
const LOWEST_QUALITY: u16 = 1;

/// A member of such a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Alternative<'h> {
    /// A media range or a content coding, as the client wrote it.
    pub name: &'h str,
    /// Its `charset` parameter.
    pub charset: Option<&'h str>,
    /// Its quality in thousandths; 0 means not acceptable.
    pub quality: u16,
}

/// The members of a list header over all its lines. Lines that are not visible ASCII are skipped.
pub fn alternatives(
    headers: &HeaderMap,
    name: HeaderName,
) -> impl Iterator<Item = Alternative<'_>> {
    let lines = headers.get_all(name).into_iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(parse)
}

fn parse(member: &str) -> Alternative<'_> {
    let mut parts = member.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let mut alternative = Alternative { name, charset: None, quality: DEFAULT_QUALITY };
    for (key, value) in parts.filter_map(|part| part.split_once('=')) {
        let (key, value) = (key.trim(), value.trim().trim_matches('"'));
        if key.eq_ignore_ascii_case("q") {
            alternative.quality = quality(value);
        } else if key.eq_ignore_ascii_case("charset") {
            alternative.charset = Some(value);
        }
    }
    alternative
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 1000")]
fn quality(text: &str) -> u16 {
    match text.parse::<f32>() {
        Ok(quality) if !quality.is_nan() => (quality.clamp(0.0, 1.0) * 1_000.0).round() as u16,
        _ => LOWEST_QUALITY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderValue, header::ACCEPT};

    #[test]
    fn members_have_name_charset_and_quality() {
        for (line, name, charset, quality) in [
            // line, name, charset, quality
            ("br", "br", None, 1_000),
            (" gzip ; q=0.5 ", "gzip", None, 500),
            ("*;Q=0.000", "*", None, 0),
            ("br;q=7", "br", None, 1_000),
            ("br;q=-1", "br", None, 0),
            ("br;q=NaN", "br", None, 1),
            ("br;q=high", "br", None, 1),
            ("a/b; charset=\"UTF-8\"; q=1", "a/b", Some("UTF-8"), 1_000),
            ("a/b;version=2", "a/b", None, 1_000),
            ("", "", None, 1_000),
        ] {
            assert_eq!(parse(line), Alternative { name, charset, quality }, "{line}");
        }
    }

    #[test]
    fn several_lines_are_one_list() {
        let lines = ["a/b, c/d", "e/f"].map(|line| (ACCEPT, HeaderValue::from_static(line)));
        let headers = HeaderMap::from_iter(lines);
        let names: Vec<_> = alternatives(&headers, ACCEPT).map(|member| member.name).collect();
        assert_eq!(names, ["a/b", "c/d", "e/f"]);
    }
}
