//! Text to search for, folded as the names in the database are.

use serde_json::Value as Json;

use crate::domain::text::fold;
use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    definition::{NewParameter, ParameterContext, ParameterFactory, ParameterSource},
    error::Error,
};
use crate::limits::arguments::MAX_TEXT_CHARS;

/// What is wrong with a text that folds to nothing. A condition on it would match everything.
pub const NOTHING_TO_COMPARE: &str =
    "the text needs a letter or a digit, because case, accents and punctuation are ignored";

/// A text to search for, as it is.
pub struct SearchText(pub ScalarSource);

/// A filter by a text, folded.
pub struct IsFolded;

/// The text of a filter, folded. Something must be left of it.
struct FoldedCondition(ScalarSource);

impl ParameterSource for SearchText {
    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        folded(&self.0, context)?;
        let text = context.text(&self.0).into();
        context.values.push(text);
        Ok(())
    }
}

impl ParameterSource for FoldedCondition {
    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let folded = folded(&self.0, context)?;
        if folded.is_empty() {
            return Err(context.invalid(NOTHING_TO_COMPARE));
        }
        context.values.push(folded.as_str().into());
        Ok(())
    }
}

fn folded(source: &ScalarSource, context: &ParameterContext<'_, '_>) -> Result<String, Error> {
    let text = context.text(source);
    let too_long = |text: &str| text.chars().nth(MAX_TEXT_CHARS).is_some();
    // Folding can make a text longer: it spells some characters out with up to eighteen others.
    let folded = (!too_long(text)).then(|| fold(text)).filter(|folded| !too_long(folded));
    folded.ok_or_else(|| context.invalid(format_args!("give {MAX_TEXT_CHARS} letters at most")))
}

impl ParameterFactory for IsFolded {
    fn parameter(&self, value: &ArgumentValue, path: &str) -> Result<Option<NewParameter>, Error> {
        let text = value.scalar().cloned().unwrap_or(ScalarSource::Literal(Json::Null));
        let source = Box::new(FoldedCondition(text));
        Ok(Some(NewParameter { argument: path.to_owned(), source }))
    }
}
