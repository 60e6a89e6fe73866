//! Instructions to open a table in common programs, for users to copy.
//!
//! Programs that guess types lose data: they read the country code `NA` as a missing value, `0501` as a number, and a
//! column with partial dates as text or as missing. So a recipe names the type of every
//! column and says that only an empty cell is a missing value. `tests/readers` runs the recipes.

use std::fmt::Write;

use crate::report::{CellType, Column};

/// A program, and what to do in it.
pub struct Recipe {
    /// The program, for people.
    pub program: &'static str,
    /// What to do.
    pub text: String,
}

/// The recipes of a table with these columns. `url` returns the URL of the table with an extension.
pub fn recipes(columns: &[Column], url: impl Fn(&str) -> String, is_network: bool) -> Vec<Recipe> {
    let recipe = |program, text| Recipe { program, text };
    let (csv, xlsx) = (url("csv"), url("xlsx"));
    let mut recipes = vec![
        recipe("Excel", format!("Open {xlsx}")),
        recipe("Excel, CSV opened by double click", excel_csv(&csv)),
        recipe(
            "Excel, refreshed from the web: Data > Get Data > Blank Query > Advanced Editor",
            power_query(columns, &csv),
        ),
        recipe("Power BI: Get Data > Blank Query > Advanced Editor", power_query(columns, &csv)),
        recipe("LibreOffice", format!("soffice {xlsx}")),
        recipe("Tableau", format!("Save {xlsx}, then Connect > Microsoft Excel")),
        recipe(
            "Metabase",
            "Save /data/snapshot.sqlite and add it as a database of type SQLite".to_owned(),
        ),
        recipe("pandas", pandas(columns, &csv)),
        recipe(
            "pandas, for a CSV made for Excel (bom=1)",
            pandas_of_excel_file(&with_option(&csv, "bom=1")),
        ),
        recipe("R with readr", readr(columns, &csv)),
        recipe("R without packages", base_r(columns, &csv)),
        recipe("DuckDB", duckdb(columns, &csv)),
        recipe("curl", format!("curl -fsS --compressed -o table.csv '{csv}'")),
    ];
    if is_network {
        let gexf = with_option(&url("gexf"), "history=true");
        recipes.push(recipe("Gephi, with the timeline", format!("Save {gexf}, then File > Open")));
        recipes.push(recipe("NetworkX", networkx(&url("graphml"))));
        recipes.push(recipe("igraph in Python", igraph(&url("graphml"))));
    }
    recipes
}

/// A URL with a further parameter.
pub fn with_option(url: &str, option: &str) -> String {
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}{option}")
}

fn excel_csv(csv: &str) -> String {
    let (point, comma) =
        (with_option(csv, "bom=1"), with_option(csv, "bom=1&sep=semicolon&decimal=comma"));
    format!(
        "Open {point}\n\
         or, where numbers have a decimal comma, as in France:\n\
         {comma}\n\
         Excel converts texts that look like numbers or dates, such as 0501; use the workbook above to avoid this."
    )
}

/// One line for each column.
fn lines<'c>(
    columns: impl IntoIterator<Item = &'c Column>,
    line: impl Fn(&Column) -> String,
) -> String {
    columns.into_iter().map(line).collect()
}

fn days(columns: &[Column]) -> impl Iterator<Item = &Column> {
    columns.iter().filter(|column| column.cell_type == CellType::Day)
}

fn pandas(columns: &[Column], csv: &str) -> String {
    let types = lines(columns, |column| {
        let pandas_type = match column.cell_type {
            CellType::Integer => "Int64",
            CellType::Number => "Float64",
            CellType::Boolean => "boolean",
            CellType::Text | CellType::Json | CellType::Day => "string",
        };
        format!("    \"{}\": \"{pandas_type}\",\n", column.name)
    });
    let mut text = format!(
        "import pandas as pd\n\
         types = {{\n{types}}}\n\
         table = pd.read_csv(\"{csv}\", dtype=types, keep_default_na=False, na_values=[\"\"])\n"
    );
    let days: Vec<_> = days(columns).map(|column| format!("\"{}\"", column.name)).collect();
    if !days.is_empty() {
        // Nanoseconds, the unit of pandas 2, begin in 1677; universities are older.
        let days = days.join(", ");
        write(
            &mut text,
            format_args!(
                "for day in [{days}]:\n    table[day] = table[day].astype(\"datetime64[s]\")\n"
            ),
        );
    }
    text
}

fn pandas_of_excel_file(csv: &str) -> String {
    format!(
        "# Such a file has an apostrophe before texts that Excel would run as formulas. Read it with the recipe above and\n\
         # this address, or the name of the file: {csv}\n\
         apostrophe = r\"^'('*[ \\u00a0]*[\\t\\r\\n=+@＝＋－＠-])\"\n\
         table = table.replace(apostrophe, r\"\\1\", regex=True)\n"
    )
}

fn readr(columns: &[Column], csv: &str) -> String {
    let types = columns.iter().map(|column| {
        let readr_type = match column.cell_type {
            CellType::Integer | CellType::Number => "double",
            CellType::Boolean => "logical",
            CellType::Day => "date",
            CellType::Text | CellType::Json => "character",
        };
        format!("  \"{}\" = readr::col_{readr_type}()", column.name)
    });
    let types = types.collect::<Vec<_>>().join(",\n");
    format!(
        "types <- readr::cols(\n{types}\n)\n\
         table <- readr::read_csv(\"{csv}\", col_types = types, na = \"\", trim_ws = FALSE)\n"
    )
}

fn base_r(columns: &[Column], csv: &str) -> String {
    let types = columns.iter().map(|column| {
        let r_type = match column.cell_type {
            CellType::Integer | CellType::Number => "numeric",
            CellType::Boolean => "logical",
            CellType::Day => "Date",
            CellType::Text | CellType::Json => "character",
        };
        format!("  \"{}\" = \"{r_type}\"", column.name)
    });
    let types = types.collect::<Vec<_>>().join(",\n");
    format!(
        "types <- c(\n{types}\n)\n\
         table <- read.csv(\"{csv}\", colClasses = types, na.strings = \"\", check.names = FALSE, encoding = \"UTF-8\")\n"
    )
}

fn duckdb(columns: &[Column], csv: &str) -> String {
    let types = columns.iter().map(|column| {
        let sql_type = match column.cell_type {
            CellType::Integer => "BIGINT",
            CellType::Number => "DOUBLE",
            CellType::Boolean => "BOOLEAN",
            CellType::Day => "DATE",
            CellType::Text | CellType::Json => "VARCHAR",
        };
        format!("    '{}': '{sql_type}'", column.name)
    });
    let types = types.collect::<Vec<_>>().join(",\n");
    format!(
        "FROM read_csv('{csv}', header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '',\n  \
         columns = {{\n{types}\n  }});\n"
    )
}

/// The types are set with the culture `en-US`, because numbers in the file have a decimal point.
fn power_query(columns: &[Column], csv: &str) -> String {
    let types = columns.iter().map(|column| {
        let m_type = match column.cell_type {
            CellType::Integer => "Int64.Type",
            CellType::Number => "type number",
            CellType::Boolean => "type logical",
            CellType::Day => "type date",
            CellType::Text | CellType::Json => "type text",
        };
        format!("    {{\"{}\", {m_type}}}", column.name)
    });
    let types = types.collect::<Vec<_>>().join(",\n");
    format!(
        "let\n  \
         source = Csv.Document(Web.Contents(\"{csv}\"), [Delimiter = \",\", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),\n  \
         table = Table.PromoteHeaders(source, [PromoteAllScalars = true]),\n  \
         missing = Table.ReplaceValue(table, \"\", null, Replacer.ReplaceValue, Table.ColumnNames(table)),\n  \
         types = {{\n{types}\n  }},\n  \
         typed = Table.TransformColumnTypes(missing, types, \"en-US\")\n\
         in\n  typed\n"
    )
}

fn networkx(graphml: &str) -> String {
    format!(
        "import io, networkx, urllib.request\n\
         text = urllib.request.urlopen(\"{graphml}\").read()\n\
         graph = networkx.read_graphml(io.BytesIO(text))\n"
    )
}

fn igraph(graphml: &str) -> String {
    format!(
        "import igraph, urllib.request\n\
         file, _ = urllib.request.urlretrieve(\"{graphml}\")\n\
         graph = igraph.Graph.Read_GraphML(file)\n"
    )
}

/// Writing to a String cannot fail.
fn write(text: &mut String, more: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(more);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, cell_type: CellType) -> Column {
        Column {
            name: name.to_owned(),
            cell_type,
            description: String::new(),
            path: Vec::new(),
            bound: None,
            is_enum: false,
            is_date: false,
            joined_at: None,
        }
    }

    #[test]
    fn a_recipe_names_the_type_of_each_column_and_the_missing_value() {
        let columns = [
            column("country.code", CellType::Text),
            column("hops", CellType::Integer),
            column("score", CellType::Number),
            column("isCurrent", CellType::Boolean),
            column("since_from", CellType::Day),
            column("citations", CellType::Json),
        ];
        let recipes = recipes(&columns, |extension| format!("http://h/t.{extension}?a=b"), true);
        for (program, missing, types) in [
            (
                "pandas",
                "keep_default_na=False, na_values=[\"\"]",
                [
                    "\"country.code\": \"string\"",
                    "\"hops\": \"Int64\"",
                    "\"score\": \"Float64\"",
                    "\"isCurrent\": \"boolean\"",
                    "for day in [\"since_from\"]:",
                    "\"citations\": \"string\"",
                ],
            ),
            (
                "R with readr",
                "na = \"\"",
                [
                    "\"country.code\" = readr::col_character()",
                    "\"hops\" = readr::col_double()",
                    "\"score\" = readr::col_double()",
                    "\"isCurrent\" = readr::col_logical()",
                    "\"since_from\" = readr::col_date()",
                    "\"citations\" = readr::col_character()",
                ],
            ),
            (
                "R without packages",
                "na.strings = \"\"",
                [
                    "\"country.code\" = \"character\"",
                    "\"hops\" = \"numeric\"",
                    "\"score\" = \"numeric\"",
                    "\"isCurrent\" = \"logical\"",
                    "\"since_from\" = \"Date\"",
                    "\"citations\" = \"character\"",
                ],
            ),
            (
                "DuckDB",
                "nullstr = ''",
                [
                    "'country.code': 'VARCHAR'",
                    "'hops': 'BIGINT'",
                    "'score': 'DOUBLE'",
                    "'isCurrent': 'BOOLEAN'",
                    "'since_from': 'DATE'",
                    "'citations': 'VARCHAR'",
                ],
            ),
            (
                "Power BI: Get Data > Blank Query > Advanced Editor",
                "\"\", null",
                [
                    "{\"country.code\", type text}",
                    "{\"hops\", Int64.Type}",
                    "{\"score\", type number}",
                    "{\"isCurrent\", type logical}",
                    "{\"since_from\", type date}",
                    "{\"citations\", type text}",
                ],
            ),
        ] {
            let recipe = recipes.iter().find(|recipe| recipe.program == program).unwrap();
            for part in types.iter().chain(&[missing, "http://h/t.csv?a=b"]) {
                assert!(recipe.text.contains(part), "{program}: {part}\n{}", recipe.text);
            }
        }
    }
}
