//! Options of tables that contradict each other or have no effect are refused, with what to do instead.

use crate::{
    protocol::encoded,
    server::{Reply, Server},
};

fn server() -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("options.db"));
    (folder, server)
}

fn get(server: &Server, path: &str) -> Reply {
    server.request("GET", path, &[], "")
}

const NESTED: &str = "{ organization(by: { slug: \"pscc\" }) { name founders { nodes { slug partners { nodes { slug } } } } } }";

#[test]
fn options_that_contradict_each_other_are_refused() {
    let (_folder, server) = server();
    let nested = format!("/table.csv?query={}&rows=", encoded(NESTED));
    let citations = "affiliations.citations";
    let rows = [
        ("/reports/affiliations.csv?sep=comma&decimal=comma".to_owned(), "sep: a comma cannot"),
        ("/reports/affiliations.csv?decimal=comma&sep=%2C".to_owned(), "sep: a comma cannot"),
        ("/reports/affiliations.csv?bom=1&bom=0".to_owned(), "bom: repeated"),
        ("/reports/affiliations.csv?sep=tab&sep=tab".to_owned(), "sep: repeated"),
        ("/reports/affiliations.csv?asOf=2007&asOf=2008".to_owned(), "asOf: repeated"),
        ("/reports/affiliations.csv?columns=full&columns=short".to_owned(), "columns: repeated"),
        (format!("{nested}&variables=%7B%7D&variables=%7B%7D"), "variables: repeated"),
        (
            format!("/reports/affiliations.csv?join={citations}&omit={citations}"),
            "omit: `affiliations.citations` is also set by `join`",
        ),
        (
            format!("/reports/affiliations.csv?join={citations}:%7C&join={citations}"),
            "join: `affiliations.citations` is repeated",
        ),
        (
            format!(
                "/reports/affiliations.csv?json={citations}&omit=affiliations.edges.node.citations"
            ),
            "omit: `affiliations.edges.node.citations` and `affiliations.citations` in json are the same list",
        ),
        (
            format!("{nested}&json=organization.founders&join=organization.founders.partners"),
            "join: `organization.founders.partners` is inside `organization.founders`, which is written as JSON",
        ),
        (
            format!("{nested}&omit=organization.founders&json=organization.founders.partners"),
            "json: `organization.founders.partners` is inside `organization.founders`, which is left out",
        ),
        (
            format!("{nested}&join=organization.founders&explode=organization.founders.partners"),
            "explode: `organization.founders.partners` is inside `organization.founders`, which is joined",
        ),
    ];
    for (path, said) in rows {
        let reply = get(&server, &path);
        assert_eq!(reply.status, 400, "{path}: {}", reply.body);
        let error = &reply.json()["errors"][0];
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT");
        let message = error["message"].as_str().unwrap();
        assert!(message.starts_with(said), "{path}: {message}");
    }
}

#[test]
fn options_without_effect_are_refused() {
    let (_folder, server) = server();
    for (path, said) in [
        (
            "affiliations.xlsx?bom=1",
            "bom: does not apply to xlsx; leave it out, or choose another format: csv, tsv",
        ),
        ("affiliations.xlsx?bom=0", "bom: does not apply to xlsx"),
        (
            "affiliations.xlsx?sep=semicolon",
            "sep: does not apply to xlsx; leave it out, or choose another format: csv",
        ),
        ("affiliations.json?decimal=comma", "decimal: does not apply to json"),
        ("affiliations.ndjson?bom=1", "bom: does not apply to ndjson"),
        ("affiliations.tsv?sep=comma", "sep: does not apply to tsv"),
        ("affiliations.ttl?columns=full", "columns: does not apply to ttl"),
        ("affiliations.csv?stages=perhaps", "stages: "),
        ("network.gexf?organization=PSCC&columns=full", "columns: does not apply to gexf"),
        ("network.gexf?organization=PSCC&rows=network.nodes", "rows: does not apply to gexf"),
        (
            "network.gexf?organization=PSCC&join=nonsense",
            "join: the document has no list at `nonsense`",
        ),
        (
            "network.graphml?organization=PSCC&omit=network.nodes",
            "omit: a network has nodes and links",
        ),
        ("affiliations.csv?omit=nonsense", "omit: the document has no list at `nonsense`"),
    ] {
        let reply = get(&server, &format!("/reports/{path}"));
        assert_eq!(reply.status, 400, "{path}: {}", reply.body);
        let message = reply.json()["errors"][0]["message"].as_str().unwrap().to_owned();
        assert!(message.starts_with(said), "{path}: {message}");
    }
}

#[test]
fn an_option_replaces_the_defaults_of_its_report() {
    let (_folder, server) = server();
    let header = |path: &str| {
        let reply = get(&server, path);
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        reply.body.lines().next().unwrap().to_owned()
    };
    assert!(header("/reports/affiliations.csv").contains(",citations.locator"));
    for path in ["affiliations.citations", "affiliations.edges.node.citations"] {
        let left_out = header(&format!("/reports/affiliations.csv?omit={path}"));
        assert!(!left_out.contains("citations"), "{path}: {left_out}");
    }
    // A part of the rows that the report joins, as JSON with all that is in it.
    let founders = "/reports/founders-partners.csv?organization=PSCC&rows=organization.founders";
    let founders = header(&format!("{founders}&json=organization.founders.partners"));
    assert!(founders.ends_with(",organization.founders.partners"), "{founders}");
    for path in [
        "/reports/affiliations.meta.json?bom=1&sep=semicolon&decimal=comma",
        "/reports/affiliations.tsv?bom=1&decimal=comma",
        "/reports/network.gexf?organization=PSCC&omit=network.links.citations",
    ] {
        header(path);
    }
}
