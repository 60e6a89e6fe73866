//! The parameters of a report, from an address or from `--set`: variables of its document, and options of its table.

use serde_json::{Map, Value as Json};

use super::{
    definition::Report,
    options::{TABLE_PARAMETERS, TableOptions},
};
use crate::graphql::{Engine, Error};

/// Options that are about one list each.
const REPEATABLE: [&str; 4] = ["join", "explode", "json", "omit"];

/// The variables and options that parameters set, given as names and values.
///
/// # Errors
/// If a parameter is missing, unknown or malformed.
pub async fn report_parameters(
    engine: &Engine,
    report: &Report,
    parameters: &[(String, String)],
) -> Result<(Map<String, Json>, TableOptions), Vec<Error>> {
    let declared = engine.declared_variables(&report.query, None).await?;
    let mut variables = Map::new();
    for variable in &declared {
        let given = parameters.iter().filter(|(name, _)| variable.is_set_by(name));
        let given: Vec<_> = given.map(|(name, value)| (name.as_str(), value.as_str())).collect();
        if !given.is_empty() {
            let value = engine.variable_value(variable, &given).map_err(|error| vec![error])?;
            variables.insert(variable.name.clone(), value);
        } else if variable.is_required() {
            let rule = format!(
                "missing; the report {} requires it, such as {}",
                report.name,
                report.example_of(variable)
            );
            return Err(vec![Error::bad_input(&variable.name, rule)]);
        }
    }
    let is_option = |name: &str| !declared.iter().any(|variable| variable.is_set_by(name));
    let options = parameters.iter().filter(|(name, _)| is_option(name));
    let options: Vec<_> = options.map(|(name, value)| (name, value)).collect();
    let names: Vec<_> = declared.iter().map(|variable| variable.name.as_str()).collect();
    Ok((variables, with_options(report.options.clone(), &options, &names)?))
}

/// Sets options of a table. An unknown parameter is an error: ignoring a typing error would return rows that were to be
/// left out.
///
/// # Errors
/// If a parameter is unknown or malformed.
pub fn with_options(
    mut options: TableOptions,
    parameters: &[(&String, &String)],
    variables: &[&str],
) -> Result<TableOptions, Vec<Error>> {
    let mut errors = Vec::new();
    for (place, (name, value)) in parameters.iter().enumerate() {
        let is_repeated = parameters[..place].iter().any(|(earlier, _)| earlier == name);
        if is_repeated && !REPEATABLE.contains(&name.as_str()) {
            errors.push(Error::bad_input(name, "repeated; give it once"));
            continue;
        }
        match options.set(name, value) {
            Ok(true) => {}
            Ok(false) => errors.push(unknown_parameter(name, variables)),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(options) } else { Err(errors) }
}

fn unknown_parameter(name: &str, variables: &[&str]) -> Error {
    let known =
        variables.iter().copied().chain(TABLE_PARAMETERS.iter().map(|parameter| parameter.name));
    let known: Vec<_> = known.collect();
    let rule = format!("unknown parameter; expected one of {}", known.join(", "));
    let known: Vec<_> = known.into_iter().map(Json::from).collect();
    Error::bad_input(name, rule).with("known", known)
}
