//! How to open a table in common programs, to copy.

/// Programs, and what to do in each. `url` returns the URL of the table with an extension.
pub fn recipes(url: impl Fn(&str) -> String, is_network: bool) -> Vec<(&'static str, String)> {
    let (csv, xlsx) = (url("csv"), url("xlsx"));
    let separator = if csv.contains('?') { '&' } else { '?' };
    let mut recipes = vec![
        (
            "Excel",
            format!("Open {xlsx}\nor keep a link to it: Data > Get Data > From Other Sources > From Web, with\n{csv}"),
        ),
        ("Excel, CSV by double click", format!("Open {csv}{separator}bom=1")),
        (
            "Power BI",
            format!(
                "let table = Csv.Document(Web.Contents(\"{csv}\"), [Delimiter = \",\", Encoding = 65001, QuoteStyle = QuoteStyle.Csv])\n\
                 in Table.PromoteHeaders(table)"
            ),
        ),
        ("Tableau", format!("Save {xlsx}, then Connect > Microsoft Excel")),
        (
            "Metabase",
            "Save /data/snapshot.sqlite and add it as a database of type SQLite, or upload the CSV file"
                .to_owned(),
        ),
        ("pandas", format!("import pandas as pd\ntable = pd.read_csv(\"{csv}\")")),
        ("R", format!("table <- readr::read_csv(\"{csv}\")")),
        ("DuckDB", format!("FROM read_csv('{csv}');")),
        ("curl", format!("curl -fsS -o table.csv '{csv}'")),
    ];
    if is_network {
        recipes.push(("Gephi", format!("Save {}, then File > Open", url("gexf"))));
        recipes.push((
            "NetworkX",
            format!(
                "import io, networkx, urllib.request\n\
                 text = urllib.request.urlopen(\"{}\").read()\n\
                 graph = networkx.read_graphml(io.BytesIO(text))",
                url("graphml")
            ),
        ));
    }
    recipes
}
