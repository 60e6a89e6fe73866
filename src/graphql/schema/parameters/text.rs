//! Text to search for, in the form that the database has it: folded as names are, domains in lower case.

use serde_json::Value as Json;

use crate::domain::{text::fold, web_address};
use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    definition::{NewParameter, ParameterContext, ParameterFactory, ParameterSource},
    error::{Error, excerpt},
};
use crate::limits::arguments::MAX_TEXT_CHARS;

/// What is wrong with a text that folds to nothing. A condition on it would match everything.
pub const NOTHING_TO_COMPARE: &str =
    "the text needs a letter or a digit, because case, accents and punctuation are ignored";

/// A text to search for, as it is.
pub struct SearchText(pub ScalarSource);

/// A filter by a text, folded.
pub struct IsFolded;

/// A filter by an internet domain, in lower case.
pub struct IsDomain;

/// The domain of a filter.
struct DomainCondition(ScalarSource);

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

impl ParameterSource for DomainCondition {
    fn resolve(&self, context: &mut ParameterContext<'_, '_>) -> Result<(), Error> {
        let text = context.text(&self.0);
        let refused = |rule| context.invalid(format_args!("`{}` is {rule}", excerpt(text)));
        let domain = web_address::domain(text).map_err(refused)?;
        context.values.push(domain.as_str().into());
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
        let source = Box::new(FoldedCondition(text_of(value)));
        Ok(Some(NewParameter { argument: path.to_owned(), source }))
    }
}

impl ParameterFactory for IsDomain {
    fn parameter(&self, value: &ArgumentValue, path: &str) -> Result<Option<NewParameter>, Error> {
        let source = Box::new(DomainCondition(text_of(value)));
        Ok(Some(NewParameter { argument: path.to_owned(), source }))
    }
}

fn text_of(value: &ArgumentValue) -> ScalarSource {
    value.scalar().cloned().unwrap_or(ScalarSource::Literal(Json::Null))
}
