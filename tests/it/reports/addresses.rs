//! The addresses of tables: parameters, errors, and headers of the responses.

use std::fs;

use consortia::{
    graphql::PersistedDocuments,
    report::{Report, reports},
};
use serde_json::Value as Json;

use crate::server::{Reply, Server};

fn server() -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("reports.db"));
    (folder, server)
}

fn get(server: &Server, path: &str, headers: &[(&str, &str)]) -> Reply {
    server.request("GET", path, headers, "")
}

/// The value of a header of a response.
fn header(reply: &Reply, name: &str) -> String {
    let line = reply.headers.lines().find(|line| line.starts_with(&format!("{name}: ")));
    line.unwrap_or_else(|| panic!("no {name}: {}", reply.headers))[name.len() + 2..].to_owned()
}

/// The address of a report with the example values of its parameters.
fn example(report: &Report, ending: &str) -> String {
    let pairs: Vec<_> =
        report.example.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    format!("/reports/{}.{ending}?{}", report.name, pairs.join("&"))
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

#[test]
fn every_report_has_rows_and_names_its_sources() {
    let (_folder, server) = server();
    let reports = reports(&PersistedDocuments::embedded().all()).unwrap();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let marked = files.filter(|text| text.contains("\n# @table ")).count();
    assert_eq!(reports.len(), marked, "src/report/definition.rs lists the reports of queries/");
    for report in &reports {
        let reply = get(&server, &example(report, "csv"), &[]);
        assert_eq!(reply.status, 200, "{}: {}", report.name, reply.body);
        let rows: usize = header(&reply, "consortia-rows").parse().unwrap();
        let is_path = report.name == "path";
        assert!(rows >= 5 || is_path && rows > 1, "{}: {rows}", report.name);
        let sources = ["counts"];
        let first = reply.body.lines().next().unwrap();
        assert!(
            sources.contains(&report.name.as_str())
                || ["source.title", "source.url", "locator"]
                    .iter()
                    .all(|name| first.contains(name)),
            "{}: {first}",
            report.name
        );
    }
}

/// The rows of the table in docs/reports.md that lists the options of each report.
fn documented() -> Vec<Vec<String>> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reports.md");
    let text = fs::read_to_string(path).unwrap();
    let table = text.split("| report | `asOf` |").nth(1).unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cells =
        |line: &str| line.trim_matches('|').split('|').map(|c| c.trim().to_owned()).collect();
    rows.map(cells).collect()
}

#[test]
fn every_report_takes_the_documented_options_and_rejects_those_without_effect() {
    let (_folder, server) = server();
    let reports = reports(&PersistedDocuments::embedded().all()).unwrap();
    let documented = documented();
    assert_eq!(documented.len(), reports.len());
    let asked = [
        ("asOf", "1950"),
        ("certainty", "POSSIBLE"),
        ("history", "true"),
        ("stages", "REALIZED"),
        ("lang", "fr"),
    ];
    for (report, row) in reports.iter().zip(documented) {
        assert_eq!(row[0], format!("`{}`", report.name));
        let plain = example(report, "csv");
        let usual = get(&server, &plain, &[]).body;
        for ((name, value), says) in asked.iter().zip(&row[1..]) {
            let reply = get(&server, &format!("{plain}&{name}={value}"), &[]);
            let with_parts = get(&server, &format!("{plain}&{name}={value}&history=false"), &[]);
            let place = format!("{} {name}: {}", report.name, reply.body);
            match says.as_str() {
                "yes" if report.name == "path" && *name == "asOf" => {
                    assert_eq!(reply.status, 404, "{place}");
                    continue;
                }
                "yes" => assert_eq!(reply.status, 200, "{place}"),
                "no" => {
                    assert_eq!(reply.status, 400, "{place}");
                    let error = &reply.json()["errors"][0];
                    assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT");
                    assert!(error["message"].as_str().unwrap().starts_with(name), "{place}");
                }
                "with `history=false`" => {
                    assert_eq!((reply.status, with_parts.status), (400, 200), "{place}");
                }
                other => panic!("{other}"),
            }
            if *name == "asOf" && says != "no" {
                let then = if says == "yes" { &reply } else { &with_parts };
                assert_ne!(then.body, usual, "{place}");
                assert_eq!(header(then, "consortia-as-of"), "1950");
            }
        }
    }
}

#[test]
fn a_table_about_an_unknown_record_is_an_error() {
    let (_folder, server) = server();
    for (path, field, said) in [
        (
            "/reports/members.csv?organization=nonsense",
            "organization",
            "organization.name=nonsense",
        ),
        (
            "/reports/members.xlsx?organization.slug=nonsense",
            "organization",
            "organization.slug=nonsense",
        ),
        (
            "/reports/founders-partners.csv?organization=x%20y",
            "organization",
            "organization.name=x y",
        ),
        ("/reports/network.gexf?organization=nonsense", "network", "organization.name=nonsense"),
        ("/reports/changes.ttl?organization=nonsense&from=2007&to=2023", "changes", "=nonsense"),
        (
            "/table.csv?query=%7Borganization(by:%7Bslug:%22x%22%7D)%7Bname%7D%7D",
            "organization",
            "",
        ),
    ] {
        let reply = get(&server, path, &[]);
        assert_eq!(reply.status, 404, "{path}: {}", reply.body);
        let message = reply.json()["errors"][0]["message"].as_str().unwrap().to_owned();
        assert!(message.starts_with(field) && message.contains(said), "{path}: {message}");
    }
    let nobody = "/reports/members.csv?organization=Sanofi";
    assert_eq!(get(&server, nobody, &[]).status, 200, "without members, but there");
}

#[test]
fn rows_are_those_at_the_date_of_as_of() {
    let (_folder, server) = server();
    let count = |parameters: &str| -> usize {
        let reply = get(&server, &format!("/reports/affiliations.csv?{parameters}"), &[]);
        header(&reply, "consortia-rows").parse().unwrap()
    };
    assert!(count("asOf=1950") < count("asOf=2007"));
    assert!(count("asOf=2007") < count("asOf=2007&certainty=possible"));
    assert!(count("asOf=2007") < count("asOf=2007&history=true"));
    assert!(count("role=FOUNDER") < count("role=founder,MEMBER"));
    assert_eq!(count("role=FOUNDER&role=MEMBER"), count("role=founder,member"));
    let french = get(&server, "/reports/organizations.csv?lang=fr", &[]).body;
    assert_ne!(french, get(&server, "/reports/organizations.csv", &[]).body);
}

#[test]
fn a_table_about_a_date_ahead_says_that_nothing_is_certain_then() {
    let (_folder, server) = server();
    let table = |year: &str| get(&server, &format!("/reports/affiliations.csv?asOf={year}"), &[]);
    let ahead = table("2999");
    assert_eq!(header(&ahead, "consortia-rows"), "0");
    assert!(header(&ahead, "consortia-warning").starts_with("2999 is after 20"));
    let then = table("2007");
    assert!(!then.headers.lines().any(|line| line.starts_with("consortia-warning")));
}

#[test]
fn errors_are_json_with_a_code() {
    let (_folder, server) = server();
    let query = "query=%7Borganizations%7Bnodes%7Bslug%7D%7D%7D";
    let rows = [
        ("/reports/nope.csv", 404, "BAD_USER_INPUT", "affiliations, organizations"),
        ("/reports/affiliations.docx", 404, "BAD_USER_INPUT", "affiliations.csv"),
        ("/reports/affiliations", 404, "BAD_USER_INPUT", "affiliations.csv"),
        ("/reports/affiliations.csv?asof=2007", 400, "BAD_USER_INPUT", "role, since, asOf"),
        ("/reports/affiliations.csv?role=OWNER", 400, "BAD_USER_INPUT", "one of FOUNDER"),
        ("/reports/affiliations.csv?role=", 400, "BAD_USER_INPUT", "role: empty; give a value"),
        ("/reports/affiliations.csv?role=,", 400, "BAD_USER_INPUT", "role: empty; give a value"),
        (
            "/reports/affiliations.csv?role=member,",
            400,
            "BAD_USER_INPUT",
            "role: one of its values is empty",
        ),
        (
            "/reports/affiliations.csv?role=&role=member",
            400,
            "BAD_USER_INPUT",
            "role: one of its values is empty",
        ),
        ("/reports/organizations.csv?lang=", 400, "BAD_USER_INPUT", "lang: `` is not"),
        ("/reports/organizations.csv?lang=french", 400, "BAD_USER_INPUT", "did you mean fr?"),
        ("/reports/organizations.csv?lang=en_GB", 400, "BAD_USER_INPUT", "did you mean en-GB?"),
        ("/reports/affiliations.csv?asOf=07", 400, "BAD_USER_INPUT", "YYYY"),
        ("/reports/affiliations.csv?history=perhaps", 400, "BAD_USER_INPUT", "true or false"),
        ("/reports/affiliations.csv?since=nope", 400, "BAD_USER_INPUT", "YYYY"),
        ("/reports/members.csv", 400, "BAD_USER_INPUT", "organization"),
        ("/reports/members.csv?organization=a&organization=b", 400, "BAD_USER_INPUT", "once"),
        ("/reports/network.csv?organization=PSCC&hops=9", 400, "BAD_USER_INPUT", "from 1 to 4"),
        ("/reports/network.csv?organization=PSCC&hops=x", 400, "BAD_USER_INPUT", "a whole number"),
        ("/table.csv", 400, "BAD_USER_INPUT", "query"),
        ("/table.csv?query=%7B", 400, "GRAPHQL_PARSE_FAILED", "Syntax"),
        ("/table.csv?query=%7Bnope%7D", 400, "GRAPHQL_VALIDATION_FAILED", "nope"),
        (&format!("/table.csv?{query}&rows=people"), 400, "BAD_USER_INPUT", "it has organizations"),
        (&format!("/table.csv?{query}&variables=7"), 400, "BAD_USER_INPUT", "a JSON object"),
        (&format!("/table.csv?{query}&{query}"), 400, "BAD_USER_INPUT", "once"),
        (
            "/table.csv?query=%7Borganizations(filter:%7Bsource:%7Bslug:%22x%22%7D%7D)%7Bnodes%7Bslug%7D%7D%7D",
            404,
            "NOT_FOUND",
            "no source has the slug `x`",
        ),
        ("/reports/members.csv?organization=x", 404, "NOT_FOUND", "no such record"),
        ("/reports/path.csv?from=x&to=INCa", 404, "NOT_FOUND", "no organization has the name `x`"),
        (&format!("/table.csv?{query}&sep=x"), 400, "BAD_USER_INPUT", "semicolon"),
    ];
    for (path, status, code, said) in rows {
        let reply = get(&server, path, &[]);
        assert_eq!(reply.status, status, "{path}: {}", reply.body);
        assert!(reply.headers.contains("content-type: application/json"), "{path}");
        let body: Json = serde_json::from_str(&reply.body).unwrap();
        assert_eq!(body["errors"][0]["extensions"]["code"], code, "{path}: {body}");
        assert!(body["errors"][0]["message"].as_str().unwrap().contains(said), "{path}: {body}");
    }
}

#[test]
fn the_table_of_a_document_is_available_by_get_and_post() {
    let (_folder, server) = server();
    let query = "query Q($n: Int) { organizations(first: $n) { nodes { slug } } }";
    let by_get = format!("/table.csv?query={}&variables=%7B%22n%22%3A3%7D", encoded(query));
    let got = get(&server, &by_get, &[]);
    assert_eq!(got.body.lines().count(), 4, "{}", got.body);
    assert_eq!(header(&got, "consortia-limited"), "organizations (first: 3)");
    let body = serde_json::json!({ "query": query, "variables": { "n": 3 }, "columns": "short" });
    let json = [("content-type", "application/json")];
    let posted = server.request("POST", "/table.csv", &json, &body.to_string());
    assert_eq!(posted.body.lines().next(), Some("slug"), "{}", posted.body);
    assert_eq!(server.request("POST", "/table.csv", &[], &body.to_string()).status, 415);
    assert_eq!(server.request("POST", "/table.csv", &json, "[]").status, 400);
    assert_eq!(server.request("PUT", "/table.csv", &json, "").status, 405);
}

#[test]
fn conditional_range_and_head_requests_work_as_http_specifies() {
    let (_folder, server) = server();
    let path = "/reports/affiliations.csv?asOf=2023";
    let whole = get(&server, path, &[]);
    let tag = header(&whole, "etag");
    assert_eq!(header(&whole, "content-length"), whole.body.len().to_string());
    assert_eq!(
        header(&whole, "content-disposition"),
        "attachment; filename=\"affiliations_2023.csv\""
    );
    assert_eq!(header(&whole, "consortia-licence"), "mit");
    assert_eq!(header(&whole, "consortia-query-sha256").len(), 64);
    assert_eq!(get(&server, path, &[]).body, whole.body, "the same address, the same bytes");
    assert_eq!(header(&get(&server, path, &[]), "etag"), tag);
    let none = get(&server, path, &[("if-none-match", &tag)]);
    assert_eq!((none.status, none.body.as_str()), (304, ""));
    let head = server.request("HEAD", path, &[], "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(header(&head, "content-length"), whole.body.len().to_string());
    assert_eq!(header(&head, "accept-ranges"), "bytes");
    let part = get(&server, path, &[("range", "bytes=0-9")]);
    assert_eq!((part.status, part.body.as_str()), (206, &whole.body[..10]));
    assert_eq!(header(&part, "content-range"), format!("bytes 0-9/{}", whole.body.len()));
    let other = get(&server, path, &[("range", "bytes=0-9"), ("if-range", "\"old\"")]);
    assert_eq!(other.status, 200);
    assert_eq!(get(&server, path, &[("range", "bytes=99999999-")]).status, 416);
    let later = get(&server, "/reports/affiliations.csv?asOf=2022", &[("if-none-match", &tag)]);
    assert_eq!(later.status, 200, "another date is another file");
}

#[test]
fn the_whole_database_can_be_downloaded() {
    let (folder, server) = server();
    let mut reply = std::process::Command::new("curl");
    let copy = folder.path().join("copy.sqlite");
    let address = format!("http://{}/data/snapshot.sqlite", server.address);
    let got = reply
        .args(["--disable", "--noproxy", "*", "-sSf", "-o"])
        .arg(&copy)
        .arg(&address)
        .status()
        .unwrap();
    assert!(got.success());
    let store = consortia::store::Store::open_existing(&copy).unwrap();
    assert!(store.newest_source_day().unwrap().is_some());
    let left = fs::read_dir(folder.path()).unwrap().filter(|entry| {
        entry.as_ref().unwrap().file_name().to_string_lossy().contains("consortia-copy")
    });
    assert_eq!(left.count(), 0);
}
