//! Things that a text names by a key: a slug, an identifier of another registry, the address of a page.

use std::{borrow::Cow, ops::Range};

use super::super::{
    super::Error,
    lookup::{self, Redirect},
    snapshot::Snapshot,
};
use crate::{
    domain::{
        entity_type::EntityType,
        identifier::canonical,
        search::identifiers_in_text::{identifiers_in, is_label},
        text::is_slug,
    },
    limits::search::MAX_IDENTIFIERS,
};

/// What a text names by keys.
pub(super) struct Identified<'t> {
    /// Row ids of the things.
    pub rows: Vec<i64>,
    /// The text without the keys.
    pub rest: Cow<'t, str>,
}

/// The things of some types that a text names by keys.
pub(super) fn identified<'t>(
    snapshot: &Snapshot<'_>,
    text: &'t str,
    types: &[&'static str],
) -> Result<Identified<'t>, Error> {
    let text = text.trim();
    let mut found = Identified { rows: Vec::new(), rest: Cow::Borrowed(text) };
    // Codes of projects are slugs, and documents write them in upper case. A slug without a hyphen is a word, in any case.
    let slug = if text.contains('-') { text.to_lowercase() } else { text.to_owned() };
    if is_slug(&slug) {
        // A slug is also words of a name, so the text is searched all the same.
        found.rows = by_slug(snapshot, &slug, types)?;
    }
    if let Some((ty, slug)) = address(text) {
        let types: Vec<_> = types.iter().copied().filter(|it| *it == ty.name()).collect();
        found.rows.extend(by_slug(snapshot, slug, &types)?);
        if !found.rows.is_empty() {
            found.rest = Cow::Borrowed("");
        }
        return Ok(found);
    }
    if !types.contains(&EntityType::Organization.name()) {
        return Ok(found);
    }
    let mut taken: Vec<Range<usize>> = Vec::new();
    for identifier in identifiers_in(text).into_iter().take(MAX_IDENTIFIERS) {
        let range = identifier.range.clone();
        if taken.iter().any(|it| it.start < range.end && range.start < it.end && *it != range) {
            continue;
        }
        let rows = by_identifier(snapshot, identifier.scheme, &identifier.value)?;
        if !rows.is_empty() {
            taken.push(range);
        }
        found.rows.extend(rows);
    }
    if !taken.is_empty() {
        found.rest = Cow::Owned(without(text, taken));
    }
    found.rows.dedup();
    Ok(found)
}

/// The text without some of its pieces, and without the words that label keys.
fn without(text: &str, mut pieces: Vec<Range<usize>>) -> String {
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.start));
    let mut rest = text.to_owned();
    for piece in pieces {
        if rest.is_char_boundary(piece.start) && piece.end <= rest.len() {
            rest.replace_range(piece, " ");
        }
    }
    let words = rest.split_whitespace().filter(|word| {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        !is_label(&bare.to_lowercase())
    });
    words.collect::<Vec<_>>().join(" ")
}

fn by_slug(snapshot: &Snapshot<'_>, slug: &str, types: &[&'static str]) -> Result<Vec<i64>, Error> {
    let organization = EntityType::Organization.name();
    let mut rows = Vec::new();
    for ty in types {
        let Some(found) = lookup::by_key(snapshot, ty, slug)? else { continue };
        // A record that only a registry had is found itself only if nothing replaced it.
        let may_be_withdrawn = *ty == organization && slug.starts_with("ror-");
        if may_be_withdrawn && lookup::is_withdrawn(snapshot, found)? {
            let replacements = replacements(snapshot, slug)?;
            rows.extend(if replacements.is_empty() { vec![found] } else { replacements });
        } else {
            rows.push(found);
        }
    }
    if rows.is_empty() && types.contains(&organization) {
        rows = replacements(snapshot, slug)?;
    }
    Ok(rows)
}

/// What a slug of an organization leads to that is no longer in use.
fn replacements(snapshot: &Snapshot<'_>, slug: &str) -> Result<Vec<i64>, Error> {
    if let Some(successor) = redirected(snapshot, "SLUG", slug)? {
        return Ok(vec![successor]);
    }
    // The slug that an imported record gets by default.
    let ror = slug.strip_prefix("ror-").and_then(|id| canonical("ROR", id).ok());
    ror.map_or_else(|| Ok(Vec::new()), |id| by_identifier(snapshot, "ROR", &id))
}

fn by_identifier(snapshot: &Snapshot<'_>, scheme: &str, value: &str) -> Result<Vec<i64>, Error> {
    let found = lookup::by_identifier(snapshot, scheme, value)?;
    if found.iter().all(|it| it.is_withdrawn)
        && let Some(successor) = redirected(snapshot, scheme, value)?
    {
        return Ok(vec![successor]);
    }
    Ok(found.into_iter().map(|it| it.record.row).collect())
}

/// What replaces a record that was withdrawn or joined.
fn redirected(snapshot: &Snapshot<'_>, scheme: &str, value: &str) -> Result<Option<i64>, Error> {
    Ok(match lookup::redirect(snapshot, scheme, value)? {
        Some(Redirect::To(record)) => Some(record.row),
        Some(Redirect::Withdrawn) | None => None,
    })
}

/// The type and the slug in the address of a page of the Explorer, such as `/o/institut-curie?asOf=2007`.
fn address(text: &str) -> Option<(EntityType, &str)> {
    if text.contains(char::is_whitespace) {
        return None;
    }
    let path = text.split(['?', '#']).next()?;
    let mut segments = path.split('/').skip(1);
    let ty = segments.find_map(|segment| match segment {
        "o" => Some(EntityType::Organization),
        "p" => Some(EntityType::Person),
        "g" => Some(EntityType::Program),
        "e" => Some(EntityType::Event),
        "t" => Some(EntityType::Topic),
        _ => None,
    })?;
    segments.next().filter(|slug| is_slug(slug)).map(|slug| (ty, slug))
}

#[cfg(test)]
mod tests {
    use std::iter::once;

    use super::*;

    #[test]
    fn addresses_of_pages_name_their_thing() {
        let slug = |text| address(text).map(|(ty, slug)| (ty.name(), slug));
        let curie = Some(("Organization", "institut-curie"));
        assert_eq!(slug("/o/institut-curie"), curie);
        assert_eq!(
            slug("https://example.org/registry/o/institut-curie?asOf=2007&view=table"),
            curie
        );
        assert_eq!(slug("http://localhost:8080/o/institut-curie/changes#top"), curie);
        assert_eq!(slug("/g/some-plan"), Some(("Program", "some-plan")));
        assert_eq!(slug("/t/genomics"), Some(("Topic", "genomics")));
        for text in ["o/x y", "institut-curie", "/o/", "https://ror.org/02feahw73", "a/b/c"] {
            assert_eq!(slug(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_left_of_a_text_has_no_labels() {
        assert_eq!(without("CNRS (ROR ID: 02feahw73)", once(14..23).collect()), "CNRS )");
        assert_eq!(without("ISNI 0000", once(5..9).collect()), "");
    }
}
