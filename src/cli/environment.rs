//! Environment variables: an unknown name or an invalid value is an error.

use std::env;

use anyhow::bail;
use clap::{Arg, Command};
use tracing_subscriber::{EnvFilter, filter::LevelFilter};

use super::parse::definition;
use crate::suggestion;

/// What the names of the program's variables begin with.
const PREFIX: &str = "CONSORTIA_";
/// Sets which messages are logged.
const LOG_VARIABLE: &str = "CONSORTIA_LOG";
/// Variables that the build and the tests read. A command that they start inherits them.
const DEVELOPMENT_VARIABLES: [&str; 8] = [
    "CONSORTIA_BIN",
    "CONSORTIA_BIT_FLIPS",
    "CONSORTIA_FULL_DISKS",
    "CONSORTIA_KILLS",
    "CONSORTIA_OVERWRITES",
    "CONSORTIA_UI",
    "CONSORTIA_UI_DIST",
    "CONSORTIA_URL",
];

/// Rejects unknown variables that start with `CONSORTIA_`: a misspelled or renamed setting would have no effect.
///
/// # Errors
/// When there is such a variable. The error suggests the name that was probably meant.
pub fn refuse_unknown_variables() -> anyhow::Result<()> {
    let known = known_variables();
    for (variable, _) in env::vars_os() {
        let Some(variable) = variable.to_str() else { continue };
        let is_ours = variable.starts_with(PREFIX) && !is_of_container_platform(variable);
        if is_ours && !known.iter().any(|known| known == variable) {
            bail!("{}", unknown(variable, &known));
        }
    }
    Ok(())
}

fn unknown(variable: &str, known: &[String]) -> String {
    let rest = |name| str::strip_prefix(name, PREFIX).unwrap_or(name);
    let known = known.iter().map(|name| rest(name));
    let cure = match suggestion::nearest(rest(variable), known) {
        Some(meant) => format!("did you mean {PREFIX}{meant}?"),
        None => "`consortia --help` lists the variables; unset this one".to_owned(),
    };
    format!("the environment variable {variable} is not known; {cure}")
}

/// The filter for log messages, from `CONSORTIA_LOG`.
///
/// # Errors
/// When the variable is not a list of log levels.
pub fn log_filter() -> anyhow::Result<EnvFilter> {
    let text = env::var(LOG_VARIABLE).unwrap_or_default();
    let text = if text.trim().is_empty() { "info" } else { text.trim() };
    // A directive without a level, such as `verbose`, would be read as the name of a part of the program.
    let has_level = |directive: &str| {
        let level = directive.rsplit('=').next().unwrap_or_default().trim();
        level.parse::<LevelFilter>().is_ok()
    };
    match text.parse() {
        Ok(filter) if text.split(',').all(has_level) => Ok(filter),
        _ => bail!("{LOG_VARIABLE}={text}: expected off, error, warn, info, debug or trace"),
    }
}

/// The variables of every option, of the log, of the build and of the tests.
fn known_variables() -> Vec<String> {
    let mut known = vec![LOG_VARIABLE.to_owned()];
    #[cfg(target_os = "linux")]
    known.push(crate::web::supervisor::VARIABLE.to_owned());
    collect(&definition(), &mut known);
    known.extend(DEVELOPMENT_VARIABLES.map(str::to_owned));
    known
}

fn collect(command: &Command, variables: &mut Vec<String>) {
    let of_options = command.get_arguments().filter_map(Arg::get_env);
    variables.extend(of_options.map(|variable| variable.to_string_lossy().into_owned()));
    for command in command.get_subcommands() {
        collect(command, variables);
    }
}

/// Whether Kubernetes or Docker made the variable, for a service whose name begins with `consortia`:
/// `CONSORTIA_SERVICE_HOST`, `CONSORTIA_API_PORT_8080_TCP_ADDR`.
fn is_of_container_platform(variable: &str) -> bool {
    let parts: Vec<_> = variable.split('_').skip(1).collect();
    match &parts[..] {
        [.., "PORT"] | [.., "SERVICE", "HOST"] => true,
        parts => parts.windows(2).any(|pair| match pair {
            ["SERVICE", "PORT"] => true,
            ["PORT", number] => !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit()),
            _ => false,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelled_variable_is_refused_with_the_name_that_was_meant() {
        let known = known_variables();
        for (variable, meant) in [
            ("CONSORTIA_LISTENS", "did you mean CONSORTIA_LISTEN?"),
            (
                "CONSORTIA_ONLY_PUBLISHED_DOCUMENTS",
                "did you mean CONSORTIA_ONLY_PERSISTED_DOCUMENTS?",
            ),
            ("CONSORTIA_ROR_RELEASES", "did you mean CONSORTIA_ROR_RELEASE?"),
            ("CONSORTIA_QQQQQQQQQQQQQQQQQQQQ", "unset this one"),
        ] {
            let message = unknown(variable, &known);
            assert!(message.contains(variable) && message.contains(meant), "{message}");
        }
        for variable in ["CONSORTIA_DB", "CONSORTIA_LOG", "CONSORTIA_TABLE_ROWS", "CONSORTIA_UI"] {
            assert!(known.iter().any(|known| known == variable), "{variable}");
        }
    }

    #[test]
    fn variables_of_container_platforms_are_not_ours() {
        for variable in [
            "CONSORTIA_PORT",
            "CONSORTIA_SERVICE_HOST",
            "CONSORTIA_SERVICE_PORT",
            "CONSORTIA_SERVICE_PORT_HTTP",
            "CONSORTIA_PORT_8080_TCP",
            "CONSORTIA_WEB_PORT_8080_TCP_ADDR",
        ] {
            assert!(is_of_container_platform(variable), "{variable}");
        }
        for variable in ["CONSORTIA_LISTEN", "CONSORTIA_RATE_LIMIT", "CONSORTIA_PORTS"] {
            assert!(!is_of_container_platform(variable), "{variable}");
        }
    }
}
