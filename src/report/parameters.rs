//! The parameters of a report, from an address or from `--set`: variables of its document, and options of its table.

use serde_json::{Map, Value as Json};

use super::{
    definition::Report,
    format::{FORMATS, Format},
    options::{TABLE_PARAMETERS, TableOptions, check_size},
};
use crate::{
    graphql::{Engine, Error},
    limits::tables::MAX_PARAMETERS,
    suggestion::did_you_mean,
};

/// Options that can be given several times, for different lists.
const LIST_OPTIONS: [&str; 4] = ["join", "explode", "json", "omit"];

/// Checks the number of the parameters of a table, a list counting once for each item.
///
/// # Errors
/// When there are more than are allowed.
pub fn check_parameter_count(count: usize) -> Result<(), Error> {
    check_size("parameters", "table_parameters", count, MAX_PARAMETERS, "parameters")
}

/// The variables and options that parameters set, given as names and values, for files of these formats.
///
/// # Errors
/// If a parameter is missing, unknown or malformed.
pub async fn report_parameters(
    engine: &Engine,
    report: &Report,
    parameters: &[(String, String)],
    formats: &[Format],
) -> Result<(Map<String, Json>, TableOptions), Vec<Error>> {
    check_parameter_count(parameters.len()).map_err(|error| vec![error])?;
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
    Ok((variables, with_options(report.options.clone(), &options, &names, formats)?))
}

/// Sets options of a table. `defaults` are those of its report, and `formats` those of its files. What would have no
/// effect is an error: ignoring a typing error would return rows that were to be left out.
///
/// # Errors
/// If a parameter is unknown, malformed or repeated, contradicts another, or cannot change a file of these formats.
pub fn with_options(
    defaults: TableOptions,
    parameters: &[(&String, &String)],
    variables: &[&str],
    formats: &[Format],
) -> Result<TableOptions, Vec<Error>> {
    let mut options = defaults;
    options.make_default();
    let mut errors = Vec::new();
    for (position, (name, value)) in parameters.iter().enumerate() {
        let before = &parameters[..position];
        let outcome = match options.set(name, value) {
            Ok(true) => {
                check_repetition(before, name, value).and_then(|()| check_formats(name, formats))
            }
            Ok(false) => Err(unknown_parameter(name, variables)),
            Err(error) => Err(error),
        };
        errors.extend(outcome.err());
    }
    errors.extend(options.text.check().err());
    if errors.is_empty() { Ok(options) } else { Err(errors) }
}

/// Checks that no earlier parameter sets the same option, or says what becomes of the same list.
fn check_repetition(before: &[(&String, &String)], name: &str, value: &str) -> Result<(), Error> {
    if !LIST_OPTIONS.contains(&name) {
        let is_repeated = before.iter().any(|(other, _)| *other == name);
        let repeated = || Error::bad_input(name, "repeated; give it once");
        return if is_repeated { Err(repeated()) } else { Ok(()) };
    }
    let path = list_path(name, value);
    let mut others = before.iter().filter(|(other, _)| LIST_OPTIONS.contains(&other.as_str()));
    match others.find(|(other, value)| list_path(other, value) == path) {
        Some((other, _)) if *other == name => {
            Err(Error::bad_input(name, format!("`{path}` is repeated; give it once")))
        }
        Some((other, _)) => Err(Error::bad_input(
            name,
            format!("`{path}` is also set by `{other}`; choose one of them"),
        )),
        None => Ok(()),
    }
}

/// The path in the value of an option about a list.
fn list_path<'v>(name: &str, value: &'v str) -> &'v str {
    if name == "join" { value.split(':').next().unwrap_or(value) } else { value }
}

fn check_formats(name: &str, formats: &[Format]) -> Result<(), Error> {
    if formats.iter().any(|format| format.takes(name)) {
        return Ok(());
    }
    let extension = |format: &Format| format.info().extension;
    let asked: Vec<_> = formats.iter().map(extension).collect();
    let able = FORMATS.iter().filter(|info| info.format.takes(name) && info.format != Format::Csvw);
    let able: Vec<_> = able.map(|info| info.extension).collect();
    let rule = format!(
        "does not apply to {}; leave it out, or choose another format: {}",
        asked.join(", "),
        able.join(", ")
    );
    Err(Error::bad_input(name, rule))
}

fn unknown_parameter(name: &str, variables: &[&str]) -> Error {
    let known =
        variables.iter().copied().chain(TABLE_PARAMETERS.iter().map(|parameter| parameter.name));
    let known: Vec<_> = known.collect();
    let meant = did_you_mean(name, known.iter().copied());
    let rule = format!("unknown parameter.{meant} Expected one of {}", known.join(", "));
    let known: Vec<_> = known.into_iter().map(Json::from).collect();
    Error::bad_input(name, rule).with("known", known)
}
