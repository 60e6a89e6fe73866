//! Arguments that the address of a table gives to the fields of its document.

use crate::domain::stage::Stage;
use crate::graphql::engine::{
    arguments::{ArgumentValue, ScalarSource},
    error::Error,
    tabular::{ArgumentSupplier, FieldArguments, InheritedFrom},
};

/// Arguments that the address of a table can give, whatever its document.
#[derive(Clone, Debug, Default)]
pub struct TableArguments {
    /// The date asked about, where the document gives none.
    pub as_of: Option<String>,
    /// A value of `Certainty`, for each field that takes it and is given none.
    pub certainty: Option<&'static str>,
    /// Whether everything ever recorded is shown, for each field that takes it and is not told.
    pub history: Option<bool>,
    /// The stages of what is shown, for each field that takes them and is given none.
    pub stages: Option<Vec<Stage>>,
    /// The language of names, for each field that takes it and is given none.
    pub lang: Option<String>,
}

/// Gives [`TableArguments`] to the fields of one document.
pub struct TableArgumentSupplier<'a> {
    arguments: &'a TableArguments,
    /// The arguments that changed a field, by their names in the address.
    used: Vec<&'static str>,
}

impl TableArguments {
    /// A supplier for one document.
    #[must_use]
    pub fn supplier(&self) -> TableArgumentSupplier<'_> {
        TableArgumentSupplier { arguments: self, used: Vec::new() }
    }
}

impl TableArgumentSupplier<'_> {
    /// Refuses arguments that changed no field: the reader of the table would believe that they did.
    ///
    /// # Errors
    /// The first argument that changed no field.
    pub fn reject_unused(&self) -> Result<(), Error> {
        const OF_RELATIONS: &str = "no field of this document that crosses affiliations, positions or participations takes it from the address";
        let given = self.arguments;
        for (name, is_given, why) in [
            ("asOf", given.as_of.is_some(), OF_RELATIONS),
            ("certainty", given.certainty.is_some(), OF_RELATIONS),
            ("history", given.history.is_some(), OF_RELATIONS),
            ("stages", given.stages.is_some(), "no list in this document has plans"),
            ("lang", given.lang.is_some(), "no name in this document takes a language"),
        ] {
            if is_given && !self.used.contains(&name) {
                let rule = format!("it would change nothing in this table: {why}; leave it out");
                return Err(Error::bad_input(name, rule));
            }
        }
        Ok(())
    }
}

impl ArgumentSupplier for TableArgumentSupplier<'_> {
    fn supply(&mut self, field: &mut FieldArguments<'_>) {
        let text =
            |text: &String| ArgumentValue::Scalar(ScalarSource::Literal(text.as_str().into()));
        if let (Some(day), InheritedFrom::Default) = (&self.arguments.as_of, field.inherited_from())
            && field.takes("asOf").is_some()
        {
            field.give("asOf", text(day));
        }
        // With everything ever recorded, the date and the certainty change nothing.
        let shows_all = field.takes("history").is_some_and(|input| input.default == Some("true"))
            && self.arguments.history != Some(false)
            && !field.is_given("history");
        let depends = field.takes("certainty").is_some() && !shows_all || field.filter_inherits();
        if field.inherited_from() == InheritedFrom::Supplier && depends {
            self.used.push("asOf");
        }
        let certainty = self.arguments.certainty.filter(|_| !shows_all);
        let enum_value = |word: &str| ArgumentValue::Enum(word.to_owned());
        let stages = self.arguments.stages.as_ref().map(|stages| {
            ArgumentValue::List(stages.iter().map(|stage| enum_value(stage.word())).collect())
        });
        for (argument, name, value) in [
            ("certainty", "certainty", certainty.map(enum_value)),
            ("history", "history", self.arguments.history.map(ArgumentValue::Boolean)),
            ("stages", "stages", stages),
            ("language", "lang", self.arguments.lang.as_ref().map(text)),
        ] {
            if let Some(value) = value
                && field.takes(argument).is_some()
                && !field.is_given(argument)
            {
                field.give(argument, value);
                self.used.push(name);
            }
        }
    }
}
