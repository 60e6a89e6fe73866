//! What the page of an organization counts is what its files hold, and what the API counts: for random organizations,
//! dates, roles and certainties, over the seed and over the imported sample.
//!
//! The page reads all affiliations with their certainty on a date, and shows those that certainly held, and on request
//! those that may have held, of the directions chosen. The tests of the browser hold the page itself to the same counts.

use std::io::{Cursor, Read};

use consortia::{
    domain::role::ROLE_DIRECTIONS,
    graphql::PersistedDocuments,
    report::{
        DataSource, Format, Report, TableAbout, TableMetadata, TableOutput, prepare,
        report_parameters, reports,
    },
};
use serde_json::{Value as Json, json};

use crate::{
    import::sample,
    seeded::registry,
    support::{ENGINE, TODAY, TestApp},
};

/// Random organizations of the sample.
const ORGANIZATIONS: usize = 500;

/// Pseudo-random numbers, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// What a reader chose on a page.
#[derive(Debug)]
struct View {
    slug: String,
    as_of: String,
    possible: bool,
    directions: Option<Vec<&'static str>>,
}

impl View {
    fn random(slug: &str, random: &mut Random) -> Self {
        let year = 1900 + random.below(140);
        let as_of = match random.below(4) {
            0 => "2026".to_owned(),
            1 => format!("{year}-{:02}", 1 + random.below(12)),
            _ => year.max(1990 + random.below(40)).to_string(),
        };
        let directions = (random.below(2) == 0).then(|| {
            let all = ROLE_DIRECTIONS.iter().map(|direction| direction.word);
            all.filter(|_| random.below(2) == 0).collect::<Vec<_>>()
        });
        // Without any direction the page shows all.
        let directions = directions.filter(|directions| !directions.is_empty());
        Self { slug: slug.to_owned(), as_of, possible: random.below(2) == 0, directions }
    }

    fn certainty(&self) -> &'static str {
        if self.possible { "POSSIBLE" } else { "CERTAIN" }
    }

    fn shows(&self, direction: &str, certainty: &Json) -> bool {
        let is_shown = certainty == "CERTAIN" || certainty == "POSSIBLE" && self.possible;
        is_shown && self.directions.as_ref().is_none_or(|all| all.contains(&direction))
    }

    fn variables(&self) -> Json {
        let mut variables =
            json!({ "slug": self.slug, "asOf": self.as_of, "certainty": self.certainty() });
        if let Some(directions) = &self.directions {
            variables["directions"] = json!(directions);
        }
        variables
    }

    /// The parameters of the address that the page gives its files.
    fn parameters(&self) -> Vec<(String, String)> {
        let mut parameters = vec![
            ("organization.slug", self.slug.clone()),
            ("asOf", self.as_of.clone()),
            ("certainty", self.certainty().to_lowercase()),
        ];
        if let Some(directions) = &self.directions {
            parameters.push(("directions", directions.join(",").to_lowercase()));
        }
        parameters.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

const PAGE: &str = "query ($slug: String!, $asOf: PartialDate, $after: String) {
    organization(by: { slug: $slug }, asOf: $asOf) {
        affiliations(first: 100, after: $after, history: true, orderBy: { field: DIRECTION }) {
            totalCount pageInfo { hasNextPage endCursor } edges { direction certainty node { id } } } } }";

/// The ids of the affiliations that the page shows, in its order.
fn shown_on_page(app: &TestApp, view: &View) -> Vec<String> {
    let (mut ids, mut after, mut total) = (Vec::new(), Json::Null, 0);
    loop {
        let variables = json!({ "slug": view.slug, "asOf": view.as_of, "after": after });
        let mut data = app.data(PAGE, variables);
        let page = data["organization"]["affiliations"].take();
        for edge in page["edges"].as_array().unwrap() {
            total += 1;
            if view.shows(edge["direction"].as_str().unwrap(), &edge["certainty"]) {
                ids.push(edge["node"]["id"].as_str().unwrap().to_owned());
            }
        }
        if page["pageInfo"]["hasNextPage"] == false {
            assert_eq!(page["totalCount"], total);
            return ids;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

const COUNTS: &str = "query ($slug: String!, $asOf: PartialDate, $certainty: Certainty, $directions: [RoleDirection!]) {
    organization(by: { slug: $slug }, asOf: $asOf) {
        affiliations(certainty: $certainty, filter: { directions: $directions }, orderBy: { field: DIRECTION }) {
            totalCount nodes { id } } }
    network(around: { slug: $slug }, asOf: $asOf, certainty: $certainty, directions: $directions, maxNodes: 1000) {
        totalCount truncated nodes { hops } links { id subject { slug } object { slug } } } }";

/// Compares what the API counts and lists with the affiliations that the page shows. Returns the links of the network.
fn compare_with_api(app: &TestApp, view: &View, shown: &[String]) -> Option<usize> {
    let data = app.data(COUNTS, view.variables());
    let affiliations = &data["organization"]["affiliations"];
    assert_eq!(affiliations["totalCount"], shown.len(), "{view:?}");
    let first = affiliations["nodes"].as_array().unwrap().iter();
    let first: Vec<_> = first.map(|node| node["id"].as_str().unwrap()).collect();
    assert_eq!(first, shown[..first.len()], "{view:?}");
    let network = &data["network"];
    assert_eq!(network["truncated"] == true, network["totalCount"].as_u64().unwrap() > 1000);
    if network["truncated"] == true {
        return None;
    }
    let links = network["links"].as_array().unwrap();
    let is_own = |link: &&Json| {
        [&link["subject"], &link["object"]].iter().any(|end| end["slug"] == view.slug.as_str())
    };
    let own = links.iter().filter(is_own).map(|link| link["id"].as_str().unwrap().to_owned());
    let (mut own, mut shown) = (own.collect::<Vec<_>>(), shown.to_vec());
    own.sort();
    shown.sort();
    assert_eq!(own, shown, "{view:?}");
    Some(links.len())
}

/// The fields that follow one direction each have as many organizations, together.
fn compare_with_role_fields(app: &TestApp, view: &View, shown: usize) {
    let chosen = ROLE_DIRECTIONS.iter().filter(|direction| {
        view.directions.as_ref().is_none_or(|all| all.contains(&direction.word))
    });
    let fields: Vec<_> = chosen
        .map(|direction| format!("{}(certainty: $certainty) {{ totalCount }}", direction.field))
        .collect();
    let query = format!(
        "query ($slug: String!, $asOf: PartialDate, $certainty: Certainty) {{ organization(by: {{ slug: $slug }}, asOf: $asOf) {{ {} }} }}",
        fields.join(" ")
    );
    let data = app.data(&query, view.variables());
    let counts = data["organization"].as_object().unwrap().values();
    let sum: u64 = counts.map(|field| field["totalCount"].as_u64().unwrap()).sum();
    assert_eq!(sum, shown as u64, "{view:?}");
}

/// The file of a report with the parameters of the view.
fn file(app: &TestApp, report: &Report, format: Format, view: &View) -> Vec<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let parameters = view.parameters();
    let table = runtime.block_on(async {
        let (variables, options) =
            report_parameters(&ENGINE, report, &parameters, &[format]).await?;
        let query = report.query.clone();
        let request = consortia::graphql::Request { query, variables, ..Default::default() };
        prepare(&ENGINE, request, &options, format).await
    });
    let table = table.unwrap_or_else(|errors| panic!("{view:?}: {errors:?}"));
    let metadata = TableMetadata {
        name: report.name.clone(),
        title: report.title.clone(),
        query_digest: String::new(),
        as_of: view.as_of.clone(),
        data_version: "1".to_owned(),
        licence: "MIT".to_owned(),
        csv_address: "table.csv".to_owned(),
        about: TableAbout::default(),
    };
    let output = TableOutput { format, metadata, temp_folder: None };
    let mut out = Cursor::new(Vec::new());
    let written = app.readers.read(|snapshot| {
        let source = DataSource { engine: &ENGINE, snapshot, today: TODAY };
        table.write(source, &output, &mut out, |_| ())
    });
    written.unwrap().unwrap_or_else(|error| panic!("{view:?}: {error:?}"));
    out.into_inner()
}

/// The values of the column `id` of a CSV file.
fn ids_of_csv(bytes: &[u8]) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(bytes);
    let id = reader.headers().unwrap().iter().position(|name| name == "id").unwrap();
    reader.records().map(|record| record.unwrap()[id].to_owned()).collect()
}

fn ids_of_json(bytes: &[u8]) -> Vec<String> {
    let rows: Vec<Json> = serde_json::from_slice(bytes).unwrap();
    rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

/// The last text of each row but the first of the sheet with the data.
fn ids_of_xlsx(bytes: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    let last_text = |row: &str| {
        let text = row.rsplit("<t>").next().unwrap();
        text.split("</t>").next().unwrap().to_owned()
    };
    sheet.split("</row>").filter(|row| row.contains("<row ")).skip(1).map(last_text).collect()
}

fn compare(app: &TestApp, slugs: &[String], seed: u64) {
    let all = reports(&PersistedDocuments::embedded().all()).unwrap();
    let named = |name: &str| all.iter().find(|report| report.name == name).unwrap();
    let (affiliations, network) = (named("organization-affiliations"), named("network"));
    let mut random = Random(seed);
    let (mut rows, mut shown_views) = (0, 0);
    for slug in slugs {
        let view = View::random(slug, &mut random);
        let shown = shown_on_page(app, &view);
        let links = compare_with_api(app, &view, &shown);
        compare_with_role_fields(app, &view, shown.len());
        assert_eq!(ids_of_csv(&file(app, affiliations, Format::Csv, &view)), shown, "{view:?}");
        assert_eq!(ids_of_json(&file(app, affiliations, Format::Json, &view)), shown, "{view:?}");
        assert_eq!(ids_of_xlsx(&file(app, affiliations, Format::Xlsx, &view)), shown, "{view:?}");
        if let Some(links) = links {
            let graph = String::from_utf8(file(app, network, Format::Graphml, &view)).unwrap();
            // A link without a direction is two edges.
            let symmetric = graph.matches("<data key=\"edgesymmetric\">true").count();
            assert_eq!(graph.matches("<edge ").count() - symmetric / 2, links, "{view:?}");
        }
        rows += shown.len();
        shown_views += usize::from(!shown.is_empty());
    }
    eprintln!("{} organizations, {shown_views} with rows, {rows} rows", slugs.len());
    assert!(shown_views * 4 > slugs.len(), "most views are empty: {shown_views}");
}

/// The slugs of organizations with affiliations, those with most of them first.
fn slugs(app: &TestApp) -> Vec<String> {
    let query = "query ($after: String) { organizations(first: 100, after: $after,
        orderBy: { field: AFFILIATION_COUNT, direction: DESC }) { pageInfo { hasNextPage endCursor }
        nodes { slug affiliations(first: 1, history: true) { totalCount } } } }";
    let (mut slugs, mut after) = (Vec::new(), Json::Null);
    loop {
        let mut data = app.data(query, json!({ "after": after }));
        let page = data["organizations"].take();
        for node in page["nodes"].as_array().unwrap() {
            if node["affiliations"]["totalCount"] == 0 {
                return slugs;
            }
            slugs.push(node["slug"].as_str().unwrap().to_owned());
        }
        if page["pageInfo"]["hasNextPage"] == false {
            return slugs;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

#[test]
fn page_api_and_files_agree_on_every_organization_of_the_seed() {
    registry().with_app(|app| compare(app, &slugs(app), 5));
}

#[test]
fn page_api_and_files_agree_on_random_organizations_of_the_sample() {
    let Some(world) = sample::world() else { return };
    let app = world.lock().unwrap();
    let all = slugs(&app);
    let mut random = Random(11);
    // The largest, and then any.
    let chosen = (0..ORGANIZATIONS).map(|at| if at < 20 { at } else { random.below(all.len()) });
    let chosen: Vec<_> = chosen.map(|at| all[at].clone()).collect();
    compare(&app, &chosen, 7);
}
