//! Text to search for, folded as the names in the database are.

use serde_json::Value as Json;

use crate::domain::text::fold;
use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    definition::{NewParameter, ParameterContext, ParameterFactory, ParameterSource},
    error::Error,
};
use crate::limits::arguments::MAX_TEXT_CHARS;

/// A text, folded.
pub struct FoldedText(pub ScalarSource);

/// A filter by a text, folded.
pub struct IsFolded;

impl ParameterSource for FoldedText {
    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let text = context.text(&self.0);
        let too_long = |text: &str| text.chars().nth(MAX_TEXT_CHARS).is_some();
        // Folding can make a text longer: it spells some characters out with up to eighteen others.
        let folded = (!too_long(text)).then(|| fold(text)).filter(|folded| !too_long(folded));
        let folded = folded.ok_or_else(|| {
            context.invalid(format_args!("give {MAX_TEXT_CHARS} letters at most"))
        })?;
        context.values.push(folded.as_str().into());
        Ok(())
    }
}

impl ParameterFactory for IsFolded {
    fn parameter(&self, value: &ArgumentValue, path: &str) -> Result<Option<NewParameter>, Error> {
        let text = value.scalar().cloned().unwrap_or(ScalarSource::Literal(Json::Null));
        let source = Box::new(FoldedText(text));
        Ok(Some(NewParameter { argument: path.to_owned(), source }))
    }
}
