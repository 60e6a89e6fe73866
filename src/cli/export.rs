//! `consortia export`: reports as files.

use std::{fs, path::Path};

use anyhow::{Context, bail};

use super::{
    args::ExportOptions,
    output, seed,
    table_exporter::{NotApplicable, TableExporter, TableJob, format_from_extension, messages},
};
use crate::{
    graphql::{Error, PersistedDocuments, Request},
    progress::ProgressBar,
    report::{Format, Report, report_parameters, reports},
};

/// Writes reports to a folder, each in every format asked for and with a description of its columns.
///
/// # Errors
/// When a report, a format or a parameter is unknown, or a file cannot be written. Without names of reports,
/// those that the parameters do not fit are skipped instead.
pub fn export(db: &Path, options: &ExportOptions) -> anyhow::Result<()> {
    let exporter = TableExporter::new(&seed::open_to_read(db)?)?;
    let all = reports(&PersistedDocuments::embedded().all())?;
    let skip_unfit = options.names.is_empty();
    let chosen = choose(&all, &options.names)?;
    let formats = options.format.iter().map(|extension| format_from_extension(extension));
    let formats: Vec<_> = formats.collect::<Result<_, _>>()?;
    let folder = &options.output;
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let files_per_report = formats.len() + 1;
    let progress = ProgressBar::files((chosen.len() * files_per_report) as u64);
    let (mut lines, mut is_empty) = (Vec::new(), true);
    for report in chosen {
        let job = match job(&exporter, report, &options.set, &formats) {
            Ok(job) => job,
            Err(errors) if skip_unfit => {
                lines.push(format!("skipped {}: {}", report.name, messages(&errors)));
                progress.files_done(files_per_report as u64);
                continue;
            }
            Err(errors) => bail!("{}: {}", report.name, messages(&errors)),
        };
        for format in formats.iter().copied().chain([Format::Csvw]) {
            let path = folder.join(format!("{}.{}", report.name, format.info().extension));
            match exporter.write_file(&job, format, &path, &progress) {
                // The description comes with the tables without being asked for.
                Ok(_) if format == Format::Csvw => {}
                Ok(rows) => {
                    lines.push(format!("{} has {rows} rows", path.display()));
                    is_empty = false;
                }
                Err(error) if skip_unfit && error.is::<NotApplicable>() => {
                    if format != Format::Csvw {
                        lines.push(format!("skipped {}: {error}", path.display()));
                    }
                }
                Err(error) => return Err(error),
            }
            progress.files_done(1);
        }
    }
    drop(progress);
    if is_empty {
        bail!("no report was written\n{}", lines.join("\n"));
    }
    output::print(lines.join("\n"))
}

/// The reports with these names; all reports if there are no names.
fn choose<'r>(all: &'r [Report], names: &[String]) -> anyhow::Result<Vec<&'r Report>> {
    if names.is_empty() {
        return Ok(all.iter().collect());
    }
    let by_name = |name: &String| {
        all.iter().find(|report| report.name == *name).with_context(|| {
            let known: Vec<_> = all.iter().map(|report| report.name.as_str()).collect();
            format!("unknown report {name}; the reports are {}", known.join(", "))
        })
    };
    names.iter().map(by_name).collect()
}

/// The table of a report with the parameters of `--set`.
fn job<'r>(
    exporter: &TableExporter,
    report: &'r Report,
    set: &[String],
    formats: &[Format],
) -> Result<TableJob<'r>, Vec<Error>> {
    let pair = |text: &String| match text.split_once('=') {
        Some((name, value)) => Ok((name.to_owned(), value.to_owned())),
        None => Err(vec![Error::bad_input(text, "write NAME=VALUE")]),
    };
    let parameters = set.iter().map(pair).collect::<Result<Vec<_>, _>>()?;
    let (variables, options) =
        exporter.wait(report_parameters(&exporter.engine, report, &parameters, formats))?;
    let request = Request { query: report.query.clone(), variables, ..Request::default() };
    Ok(TableJob { name: &report.name, title: &report.title, request, options })
}
