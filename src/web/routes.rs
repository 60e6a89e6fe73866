//! Every address of the service, in one table.
//!
//! The router is built from [`ROUTES`]; metrics and logs label requests with [`Route::path`]; admission reads
//! [`Route::units`], the shutdown [`Route::while_stopping`]; tests send every method to every row. The Explorer reads
//! its addresses from `ui/src/explorer/addresses.json`, which a test holds equal to this table.

use crate::limits::cost::{BASE_UNITS, FULL_SCAN_UNITS};

/// One address, or a family of addresses that differ in a parameter.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// The path template, as axum writes it: `/o/{slug}`. Metrics and logs use it as the label of the route.
    pub path: &'static str,
    /// The methods that it supports.
    pub methods: Methods,
    /// What serves it.
    pub endpoint: Endpoint,
    /// Units of the client's rate limit that a request costs, in addition to its rows; `None` for addresses that are
    /// not subject to admission.
    pub units: Option<u64>,
    /// What it does while the service stops.
    pub while_stopping: WhileStopping,
}

impl Route {
    /// Whether it serves data for programs, in contrast to pages and their files.
    #[must_use]
    pub fn is_data(&self) -> bool {
        self.units.is_some() && self.endpoint != Endpoint::Catalog || self.endpoint == Endpoint::Sdl
    }
}

/// What serves an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// GraphQL over HTTP.
    GraphqlHttp,
    /// The schema in the schema definition language.
    Sdl,
    /// A report as a table.
    Report,
    /// Any document as a table.
    Table,
    /// The catalog of reports, as a page.
    Catalog,
    /// The catalog of reports, as DCAT in JSON-LD.
    CatalogJsonLd,
    /// A copy of the database.
    DatabaseCopy,
    /// Whether the process runs.
    Liveness,
    /// Whether requests can be answered.
    Readiness,
    /// The metrics.
    Metrics,
    /// The GraphiQL page.
    Graphiql,
    /// A file of the pages, with a hash in its name.
    Asset,
    /// The icon of the pages.
    Icon,
    /// The Explorer.
    Explorer(ExplorerPage),
}

/// The pages of the Explorer. It is one HTML file; the server adds title, description and status of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExplorerPage {
    /// The start page.
    Home,
    /// About the registry and its method.
    About,
    /// Search results.
    Search,
    /// How two organizations are connected.
    Path,
    /// An organization.
    Organization,
    /// What changed around an organization between two dates.
    Changes,
    /// An event.
    Event,
    /// A program.
    Program,
    /// A person.
    Person,
    /// A source.
    Source,
    /// A topic.
    Topic,
}

/// What an address does while the service stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhileStopping {
    /// It answers as always.
    Serve,
    /// It is subject to admission, which refuses requests in the endpoint's own error format.
    RefuseInAdmission,
    /// It responds with 503 as plain text.
    Refuse,
}

/// Sets of methods. HEAD goes with GET; OPTIONS is answered at every address of the table, for CORS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Methods {
    /// GET and HEAD.
    Get,
    /// GET, HEAD and POST.
    GetOrPost,
}

impl Methods {
    /// The value of the `Allow` header.
    #[must_use]
    pub const fn allow(self) -> &'static str {
        match self {
            Self::Get => "GET,HEAD",
            Self::GetOrPost => "GET,HEAD,POST",
        }
    }
}

/// Every address.
pub const ROUTES: &[Route] = &[
    Route {
        methods: Methods::GetOrPost,
        ..admitted("/graphql", Endpoint::GraphqlHttp, BASE_UNITS)
    },
    get("/schema.graphql", Endpoint::Sdl),
    Route { while_stopping: WhileStopping::Serve, ..get("/healthz", Endpoint::Liveness) },
    get("/readyz", Endpoint::Readiness),
    get("/metrics", Endpoint::Metrics),
    admitted("/data", Endpoint::Catalog, FULL_SCAN_UNITS),
    admitted("/data.jsonld", Endpoint::CatalogJsonLd, FULL_SCAN_UNITS),
    admitted("/data/snapshot.sqlite", Endpoint::DatabaseCopy, FULL_SCAN_UNITS),
    admitted("/reports/{file}", Endpoint::Report, BASE_UNITS),
    Route {
        methods: Methods::GetOrPost,
        ..admitted("/table.{format}", Endpoint::Table, BASE_UNITS)
    },
    get("/graphiql", Endpoint::Graphiql),
    get("/assets/{file}", Endpoint::Asset),
    get("/favicon.svg", Endpoint::Icon),
    // Browsers request this one for documents that name no icon, such as a JSON response.
    get("/favicon.ico", Endpoint::Icon),
    explorer("/", ExplorerPage::Home),
    explorer("/about", ExplorerPage::About),
    explorer("/search", ExplorerPage::Search),
    explorer("/path", ExplorerPage::Path),
    explorer("/o/{slug}", ExplorerPage::Organization),
    explorer("/o/{slug}/changes", ExplorerPage::Changes),
    explorer("/e/{slug}", ExplorerPage::Event),
    explorer("/g/{slug}", ExplorerPage::Program),
    explorer("/p/{slug}", ExplorerPage::Person),
    explorer("/s/{slug}", ExplorerPage::Source),
    explorer("/t/{slug}", ExplorerPage::Topic),
];

const fn get(path: &'static str, endpoint: Endpoint) -> Route {
    Route {
        path,
        methods: Methods::Get,
        endpoint,
        units: None,
        while_stopping: WhileStopping::Refuse,
    }
}

const fn admitted(path: &'static str, endpoint: Endpoint, units: u64) -> Route {
    let while_stopping = WhileStopping::RefuseInAdmission;
    Route { units: Some(units), while_stopping, ..get(path, endpoint) }
}

const fn explorer(path: &'static str, page: ExplorerPage) -> Route {
    get(path, Endpoint::Explorer(page))
}

/// The route that a path belongs to, by the rules of the router: a parameter is a segment, or the end of one, that is
/// not empty.
#[must_use]
pub fn find(path: &str) -> Option<&'static Route> {
    ROUTES.iter().find(|route| matches(route.path, path))
}

fn matches(template: &str, path: &str) -> bool {
    if !template.contains('{') {
        return template == path;
    }
    let (mut templates, mut segments) = (template.split('/'), path.split('/'));
    loop {
        match (templates.next(), segments.next()) {
            (None, None) => return true,
            (Some(template), Some(segment)) if segment_matches(template, segment) => {}
            _ => return false,
        }
    }
}

fn segment_matches(template: &str, segment: &str) -> bool {
    match template.split_once('{') {
        None => template == segment,
        Some((prefix, _)) => segment.strip_prefix(prefix).is_some_and(|value| !value.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_path_and_its_examples_find_their_route() {
        let paths: BTreeSet<_> = ROUTES.iter().map(|route| route.path).collect();
        assert_eq!(paths.len(), ROUTES.len(), "a path stands in the table once");
        for (path, template) in [
            ("/", "/"),
            ("/graphql", "/graphql"),
            ("/table.csv", "/table.{format}"),
            ("/table.meta.json", "/table.{format}"),
            ("/reports/counts.csv", "/reports/{file}"),
            ("/o/pscc", "/o/{slug}"),
            ("/o/pscc/changes", "/o/{slug}/changes"),
            ("/data/snapshot.sqlite", "/data/snapshot.sqlite"),
        ] {
            assert_eq!(find(path).map(|route| route.path), Some(template), "{path}");
        }
        for path in
            ["", "/o", "/o/", "/o/a/b", "/o//changes", "/table", "/table.", "/data/", "/graphql/"]
        {
            assert!(find(path).is_none(), "{path}");
        }
    }

    #[test]
    fn the_explorer_reads_the_same_addresses() {
        let shared: BTreeMap<String, String> =
            serde_json::from_str(include_str!("../../ui/src/explorer/addresses.json")).unwrap();
        let pages = ROUTES.iter().filter_map(|route| match route.endpoint {
            Endpoint::Explorer(page) => {
                Some((format!("{page:?}").to_lowercase(), route.path.to_owned()))
            }
            _ => None,
        });
        assert_eq!(pages.collect::<BTreeMap<_, _>>(), shared);
    }
}
