//! How to open an address in the tools that people use, to copy.

/// Tools and what to do in each; `address` gives the address of the table with an ending.
pub(super) fn recipes(
    address: impl Fn(&str) -> String,
    is_network: bool,
) -> Vec<(&'static str, String)> {
    let csv = address("csv");
    let with = |parameter: &str| {
        let mark = if csv.contains('?') { '&' } else { '?' };
        format!("{csv}{mark}{parameter}")
    };
    let mut recipes = vec![
        (
            "Excel",
            format!(
                "Data > Get Data > From Other Sources > From Web:\n{}\nor open the file {}",
                csv,
                address("xlsx")
            ),
        ),
        (
            "Power BI",
            format!(
                "let table = Csv.Document(Web.Contents(\"{csv}\"), [Delimiter = \",\", Encoding = 65001, QuoteStyle = QuoteStyle.Csv])\nin Table.PromoteHeaders(table)"
            ),
        ),
        ("Tableau", format!("Save {} and open it: Connect > Microsoft Excel", address("xlsx"))),
        (
            "Metabase",
            "Save /data/snapshot.sqlite and add it as a database of type SQLite; or upload the CSV.".to_owned(),
        ),
        ("pandas", format!("import pandas as pd\ntable = pd.read_csv(\"{csv}\")")),
        ("R", format!("table <- readr::read_csv(\"{csv}\")")),
        ("DuckDB", format!("FROM read_csv('{csv}');")),
        ("curl", format!("curl -fsS -o table.csv '{csv}'")),
        ("Spreadsheets by double click", with("bom=1")),
    ];
    if is_network {
        let gexf = address("gexf");
        recipes.push(("Gephi", format!("Save {gexf} and open it: File > Open")));
        let graphml = address("graphml");
        recipes.push(("networkx", format!("import io, networkx, urllib.request\ntext = urllib.request.urlopen(\"{graphml}\").read()\ngraph = networkx.read_graphml(io.BytesIO(text))")));
    }
    recipes
}
