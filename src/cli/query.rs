//! `consortia query`: runs a GraphQL document without a server.

use std::{fs, io::Read, path::Path};

use anyhow::{Context, anyhow, bail};

use super::{
    args::QueryOptions,
    output, seed,
    table_exporter::{TableExporter, TableJob, format_from_extension, messages},
};
use crate::{
    clock,
    graphql::{Engine, Error, PreparedOperation, Request, Response, registry_engine, strict_json},
    limits::{Limits, memory::CacheSizes},
    progress::ProgressBar,
    report::{ReportHeader, with_options},
    store,
};

/// What stands for standard input or output in place of a file name.
const STANDARD_STREAM: &str = "-";

/// Runs a document and prints its response, or writes it as a table if a format is given.
///
/// # Errors
/// When the document cannot be read or run, or the output cannot be written.
pub fn query(db: &Path, options: &QueryOptions) -> anyhow::Result<()> {
    let request = request(options)?;
    match &options.format {
        None => print_response(db, &request, options.repeat),
        Some(format) => {
            let output = options.output.clone().unwrap_or_else(|| format!("table.{format}").into());
            write_table(db, request, &options.set, format, &output)
        }
    }
}

fn request(options: &QueryOptions) -> anyhow::Result<Request> {
    let query = if options.file == Path::new(STANDARD_STREAM) {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("standard input")?;
        text
    } else {
        fs::read_to_string(&options.file).with_context(|| options.file.display().to_string())?
    };
    let variables = strict_json::parse_object(options.variables.as_bytes());
    let variables = variables.map_err(anyhow::Error::msg).context("--variables")?;
    let operation_name = options.operation.clone();
    Ok(Request { query: query.into(), operation_name, variables, ..Request::default() })
}

/// Runs a request `times` times and prints the last response.
fn print_response(db: &Path, request: &Request, times: u32) -> anyhow::Result<()> {
    let store = seed::open_to_read(db)?;
    let engine = registry_engine(Limits::default(), &CacheSizes::default())?;
    let today = clock::today(store.newest_source_day()?);
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let readers = store.reader_pool(Limits::default().request.execution_time);
    let run = || -> Result<_, store::Error> {
        match runtime.block_on(prepare(&engine, request)) {
            Ok(prepared) => readers.read(|snapshot| engine.execute(&prepared, snapshot, today)),
            Err(errors) => Ok(Response::from_errors(&errors)),
        }
    };
    for _ in 1..times {
        run()?;
    }
    let response = run()?;
    output::print(response.body)?;
    if !response.executed {
        bail!("the query was not executed; the response says why");
    }
    if response.errors > 0 {
        bail!("a field of the query failed; the response says why");
    }
    Ok(())
}

async fn prepare(engine: &Engine, request: &Request) -> Result<PreparedOperation, Vec<Error>> {
    engine.refuse_unknown_variables(request).await?;
    engine.prepare(request).await
}

/// Writes the response of a request as a table, to a file or standard output.
fn write_table(
    db: &Path,
    request: Request,
    set: &[String],
    extension: &str,
    output: &Path,
) -> anyhow::Result<()> {
    let invalid = |error: Error| anyhow!(messages(&[error]));
    let format = format_from_extension(extension)?;
    let exporter = TableExporter::new(&seed::open_to_read(db)?)?;
    let ReportHeader { title, options: defaults, .. } =
        ReportHeader::parse(&request.query).map_err(invalid)?;
    let pair = |text: &String| {
        let pair =
            text.split_once('=').with_context(|| format!("--set {text}: write NAME=VALUE"))?;
        Ok((pair.0.to_owned(), pair.1.to_owned()))
    };
    let set = set.iter().map(pair).collect::<anyhow::Result<Vec<_>>>()?;
    let set: Vec<_> = set.iter().map(|(name, value)| (name, value)).collect();
    let options = with_options(defaults, &set, &[], &[format])
        .map_err(|errors| anyhow!("--set {}", messages(&errors)))?;
    exporter
        .wait(exporter.engine.refuse_unknown_variables(&request))
        .map_err(|errors| anyhow!(messages(&errors)))?;
    let progress = ProgressBar::files(1);
    let job = TableJob { name: "table", title: &title, request, options };
    if output == Path::new(STANDARD_STREAM) {
        exporter.write_stdout(&job, format, &progress)?;
        return Ok(());
    }
    let rows = exporter.write_file(&job, format, output, &progress)?;
    drop(progress);
    output::print(format_args!("{} has {rows} rows", output.display()))
}
