//! The tables of a map as a document.

use serde::Deserialize;

use super::checks::{Problem, canonicalize};
use crate::domain::{
    date::{DateError, Day, PartialDate},
    language,
    record::Source,
    text::{self, is_placeholder, is_slug},
    web_address,
};

/// The tables of a map as a document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceMap {
    slug: String,
    title: String,
    publisher: String,
    language: String,
    date: String,
    url: Option<String>,
    note: Option<String>,
}

impl SourceMap {
    /// The source that rows cite. A table that is read `today` had been written by then: with a date such as the present
    /// year, `today` is the latest day.
    ///
    /// # Errors
    /// When its date is not a date.
    pub fn source(&self, today: Option<Day>) -> Result<Source, Problem> {
        let Self { slug, title, publisher, language, date, url, note } = self;
        let invalid = |rule: String| ("source", format!("date: {date:?}: {rule}"));
        let date: PartialDate =
            date.parse().map_err(|rule: DateError| invalid(rule.to_string()))?;
        if date.is_placeholder() {
            return Err(invalid(
                "this is a placeholder for an unknown date; write the date of the table".to_owned(),
            ));
        }
        let latest_by = today.filter(|today| date.span().end > today + 1);
        let read_on = latest_by.map(|today| PartialDate::of_day(today.max(date.span().first)));
        let dating = "The map of the table gives the date.";
        Ok(Source {
            slug: slug.clone(),
            title: title.clone(),
            publisher: publisher.clone(),
            kind: "DATASET".to_owned(),
            language: language.clone(),
            earliest: date,
            latest: read_on.unwrap_or(date),
            dating: read_on.map_or_else(
                || dating.to_owned(),
                |day| format!("{dating} It was imported on {day}."),
            ),
            retrieved: None,
            url: url.clone(),
            note: note.clone(),
            parts: Vec::new(),
        })
    }

    /// Checks every value but the date, and brings language and address to their canonical form.
    pub(super) fn check(&mut self) -> Result<(), Problem> {
        for (name, slug) in [("slug", &self.slug), ("publisher", &self.publisher)] {
            if !is_slug(slug) {
                return Err(("source", format!("{name}: {slug:?} is not a slug")));
            }
        }
        let texts = [("title", Some(&self.title)), ("note", self.note.as_ref())];
        for (name, text) in texts.into_iter().filter_map(|(name, text)| Some((name, text?))) {
            text::check(text).map_err(|error| ("source", format!("{name}: {text:?}: {error}")))?;
            if is_placeholder(text) {
                return Err((
                    "source",
                    format!("{name}: {text:?} is a placeholder; write a {name}"),
                ));
            }
        }
        let mut language = Some(std::mem::take(&mut self.language));
        canonicalize("language", &mut language, language::parse)
            .and_then(|()| canonicalize("url", &mut self.url, web_address::parse))
            .map_err(|reason| ("source", reason))?;
        self.language = language.unwrap_or_default();
        Ok(())
    }
}
