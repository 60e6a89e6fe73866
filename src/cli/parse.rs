//! Parses the command line.
//!
//! An option of [`CommandLine`] has the same effect before and after the command. It is an error if the command does not
//! use it, or if it is given on both sides: no option is silently ignored.

use std::ffi::OsString;

use clap::{
    Arg, ArgMatches, Command, CommandFactory, FromArgMatches, error::ErrorKind,
    parser::ValueSource::CommandLine as Given,
};

use super::args::{CommandLine, uses};

/// Parses arguments, of which the first is the name of the program.
///
/// # Errors
/// When they break a rule of the command line, or ask for its help.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<CommandLine, clap::Error> {
    let arguments: Vec<_> = arguments.into_iter().collect();
    let mut command = definition();
    let matches = command.try_get_matches_from_mut(&arguments)?;
    refuse_repeated(&mut command, &arguments)?;
    refuse_unused(&mut command, &matches)?;
    CommandLine::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// The commands and options. Every option of the program itself can stand after the command, too; the help of a command
/// shows those that it uses.
pub fn definition() -> Command {
    let command = CommandLine::command().mut_args(|option| option.global(true));
    let options: Vec<_> = command.get_arguments().cloned().collect();
    command.mut_subcommands(|command| {
        let unused = options.iter().filter(|option| !uses(command.get_name(), id(option)));
        let unused: Vec<_> = unused.cloned().collect();
        hide(command, &unused)
    })
}

/// Leaves options out of the help of a command and of the commands below it.
fn hide(command: Command, options: &[Arg]) -> Command {
    let hidden = options.iter().map(|option| option.clone().hide(true));
    command.args(hidden).mut_subcommands(|command| hide(command, options))
}

/// Rejects an option of the program that is given twice, such as before and after the command.
fn refuse_repeated(command: &mut Command, arguments: &[OsString]) -> Result<(), clap::Error> {
    // Words after `--` are not options. A value cannot begin with `--`.
    let words = arguments.iter().take_while(|word| *word != "--").filter_map(|word| word.to_str());
    let names: Vec<_> = words.filter_map(|word| word.strip_prefix("--")).map(name).collect();
    let longs: Vec<_> = command.get_arguments().filter_map(Arg::get_long).collect();
    let is_repeated = |long: &&str| names.iter().filter(|name| *name == long).count() > 1;
    let Some(long) = longs.into_iter().find(is_repeated) else { return Ok(()) };
    let message = format!("--{long} is given twice; give it once, before or after the command");
    Err(command.error(ErrorKind::ArgumentConflict, message))
}

/// The name of an option, without its value.
fn name(word: &str) -> &str {
    word.split_once('=').map_or(word, |(name, _)| name)
}

/// Refuses an option of the program that the command does not use.
fn refuse_unused(command: &mut Command, matches: &ArgMatches) -> Result<(), clap::Error> {
    let Some(chosen) = matches.subcommand_name() else { return Ok(()) };
    let is_given = |option: &&Arg| matches.value_source(id(option)) == Some(Given);
    let unused: Vec<_> =
        command.get_arguments().filter(|option| !uses(chosen, id(option))).collect();
    let given = unused.into_iter().find(is_given);
    let Some(long) = given.and_then(Arg::get_long) else { return Ok(()) };
    let cure = match (chosen, long) {
        ("check", "db") => "name the database as its argument: consortia check FILE",
        _ => "leave it out",
    };
    let message = format!("`consortia {chosen}` does not use --{long}; {cure}");
    Err(command.error(ErrorKind::UnknownArgument, message))
}

fn id(option: &Arg) -> &str {
    option.get_id().as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A command with the words that it requires: the words before its options, and those after.
    struct Leaf {
        path: Vec<String>,
        required: Vec<String>,
        options: Vec<Arg>,
    }

    /// Every command that has no commands below it.
    fn leaves(command: &Command, path: &[String]) -> Vec<Leaf> {
        if command.has_subcommands() {
            let below = command.get_subcommands().filter(|it| it.get_name() != "help");
            let named = |it: &Command| [path, &[it.get_name().to_owned()]].concat();
            return below.flat_map(|it| leaves(it, &named(it))).collect();
        }
        let mut required = Vec::new();
        for argument in command.get_arguments().filter(|it| it.is_required_set()) {
            required.extend(argument.get_long().map(|long| format!("--{long}")));
            required.push("FILE".to_owned());
        }
        let options = command.get_arguments().filter(|it| it.get_long().is_some());
        vec![Leaf { path: path.to_vec(), required, options: options.cloned().collect() }]
    }

    fn run(words: &[&str]) -> Result<String, String> {
        let words = ["consortia"].iter().chain(words).map(OsString::from);
        parse(words).map(|it| format!("{it:?}")).map_err(|error| error.to_string())
    }

    impl Leaf {
        /// The command with an option at a place: 0 is before the command, `path.len()` after it.
        fn with(&self, option: &[String], place: usize) -> Result<String, String> {
            let (before, after) = self.path.split_at(place);
            let words = [before, option, after, &self.required[..]].concat();
            run(&words.iter().map(String::as_str).collect::<Vec<_>>())
        }
    }

    /// The option with a value that is not its default, and what it requires.
    fn given(leaf: &Leaf, option: &Arg, place: usize) -> Option<Vec<String>> {
        let long = format!("--{}", option.get_long().unwrap());
        let values = ["7", "512MB", "127.0.0.1:9", "https://a.example", "10.0.0.0/8", "other"];
        let without = leaf.with(&[], 0);
        values.iter().find_map(|value| {
            let takes_value = option.get_action().takes_values();
            let word = if takes_value { format!("{long}={value}") } else { long.clone() };
            let alone = vec![word.clone()];
            let with_format = vec![word, "--format=csv".to_owned()];
            [alone, with_format].into_iter().find(|words| {
                let with = leaf.with(words, place);
                with.is_ok() && with != without
            })
        })
    }

    #[test]
    fn every_option_works_on_both_sides_of_a_command_or_is_refused_on_both() {
        let mut command = definition();
        command.build();
        let root: Vec<_> = CommandLine::command().get_arguments().cloned().collect();
        assert!(root.len() > 10, "{}", root.len());
        let mut pairs = 0;
        for leaf in leaves(&command, &[]) {
            let name = leaf.path.join(" ");
            assert!(leaf.with(&[], 0).is_ok(), "{name}: {:?}", leaf.with(&[], 0));
            let is_of_root = |option: &Arg| root.iter().any(|it| it.get_id() == option.get_id());
            let ends = || 0..=leaf.path.len();
            for option in &root {
                pairs += 1;
                let long = option.get_long().unwrap();
                if uses(&leaf.path[0], id(option)) {
                    let words = given(&leaf, option, 0).unwrap_or_else(|| panic!("{name} {long}"));
                    let first = leaf.with(&words, 0).unwrap();
                    for place in ends() {
                        assert_eq!(leaf.with(&words, place).as_ref(), Ok(&first), "{name} {place}");
                    }
                    continue;
                }
                // A value that the option takes, as the server shows.
                let serve =
                    leaves(&command, &[]).into_iter().find(|it| it.path == ["serve"]).unwrap();
                let words = given(&serve, option, 0).unwrap();
                for place in ends() {
                    let error = leaf.with(&words, place).unwrap_err();
                    assert!(error.contains(&format!("does not use --{long}")), "{name}: {error}");
                }
            }
            let own = |option: &&Arg| {
                let long = option.get_long().unwrap();
                !is_of_root(option) && long != "help" && long != "version"
            };
            for option in leaf.options.iter().filter(own) {
                pairs += 1;
                let words = given(&leaf, option, leaf.path.len());
                let is_required = option.is_required_set();
                assert!(words.is_some() || is_required, "{name} {option}");
                let words =
                    words.unwrap_or_else(|| vec![format!("--{}=x", option.get_long().unwrap())]);
                // `candidates --origin X` is a list; the command itself refuses it before a decision.
                let parent = command.find_subcommand(&leaf.path[0]).unwrap();
                if leaf.path.len() > 1
                    && parent.get_arguments().any(|it| it.get_id() == option.get_id())
                {
                    continue;
                }
                for place in 0..leaf.path.len() {
                    let error = leaf.with(&words, place).unwrap_err();
                    assert!(error.contains("unexpected argument"), "{name} {option}: {error}");
                }
            }
        }
        assert!(pairs > 150, "{pairs}");
    }

    #[test]
    fn the_value_before_the_command_is_the_one_that_the_command_uses() {
        let settings = |words: &[&str]| parse(words.iter().map(OsString::from)).unwrap();
        for words in [
            ["consortia", "--listen", "127.0.0.1:9000", "serve"],
            ["consortia", "serve", "--listen", "127.0.0.1:9000"],
            ["consortia", "health", "--listen", "127.0.0.1:9000"],
        ] {
            assert_eq!(settings(&words).serve.listen.port(), 9_000, "{words:?}");
        }
        let words = ["consortia", "--connections=7", "--table-rows=8", "serve", "--rate-limit=9"];
        let limits = settings(&words).serve.limits();
        let set = (limits.server.connections, limits.table.rows, limits.server.rate_limit);
        assert_eq!(set, (7, 8, 9));
    }

    #[test]
    fn an_option_on_both_sides_is_refused() {
        for words in [
            &["--db", "a.db", "seed", "--db", "b.db"][..],
            &["--listen=127.0.0.1:1", "serve", "--listen", "127.0.0.1:2"],
            &["import", "--db=a", "ror", "x.json", "--db=b"],
            &["--trusted-proxies=10.0.0.0/8", "serve", "--trusted-proxies=10.0.0.0/8"],
            &["--log-json", "schema", "--log-json"],
        ] {
            let error = run(words).unwrap_err();
            assert!(error.contains("is given twice"), "{words:?}: {error}");
        }
        assert!(run(&["export", "--set", "a=1", "--set", "b=2"]).is_ok());
        assert!(run(&["check", "--", "--db"]).is_ok());
    }

    #[test]
    fn check_names_its_database_as_an_argument() {
        let error = run(&["check", "--db", "a.db"]).unwrap_err();
        assert!(error.contains("consortia check FILE"), "{error}");
    }

    #[test]
    fn values_that_disable_the_server_or_overflow_are_refused() {
        for option in [
            "connections",
            "concurrent-requests",
            "rate-limit",
            "memory",
            "spool",
            "execution-time-ms",
            "table-rows",
            "table-time-ms",
        ] {
            for value in ["0", "-1", "18446744073709551615", "1e3", "ten", ""] {
                let error = run(&["serve", &format!("--{option}={value}")]).unwrap_err();
                assert!(error.contains(option), "{option}={value}: {error}");
            }
        }
        assert!(run(&["serve", "--slow-query-ms=0", "--response-cache-bytes=0"]).is_ok());
        assert!(run(&["query", "a.graphql", "--repeat=0"]).unwrap_err().contains("--repeat"));
    }

    #[test]
    fn the_help_of_a_command_shows_the_options_that_it_uses() {
        let help = |command: &str| run(&[command, "--help"]).unwrap_err();
        assert!(help("serve").contains("--listen") && help("health").contains("--listen"));
        assert!(!help("health").contains("--cors") && !help("schema").contains("--db"));
    }
}
