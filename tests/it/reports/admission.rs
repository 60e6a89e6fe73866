//! Requests for tables are admitted, charged, limited, counted and cancelled as requests to `/graphql` are.

use std::{fs, io::Write};

use crate::{
    protocol::{encoded, server},
    server::{JSON, Server, format_request, graphql_body, read_response, wait_for},
};

const SLUGS: &str = "{ organizations { nodes { slug } } }";
const PAID: &str = "consortia_limit_exceeded_total{limit=\"rate_limit\"}";

pub fn table(query: &str, parameters: &str) -> String {
    format!("/table.csv?query={}{parameters}", encoded(query))
}

/// A document whose table has many thousand rows and many megabytes, and the path of its rows.
pub fn large() -> String {
    let mut query = "id since until subject { name } object { name }".to_owned();
    for _ in 0..3 {
        query =
            format!("id role object {{ name affiliations(first: 6) {{ nodes {{ {query} }} }} }}");
    }
    format!("{{ affiliations {{ nodes {{ {query} }} }} }}")
}
pub const ROWS: &str = "affiliations.object.affiliations.object.affiliations.object.affiliations";

/// Options of a server that writes it even on a busy machine.
pub const PATIENT: [&str; 2] = ["--table-time-ms", "600000"];

#[test]
fn the_body_of_a_request_has_a_size_limit_and_a_time_limit() {
    let (_folder, server) = server(&[]);
    let mut stalled = server.connect();
    let head = "POST /table.csv HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{";
    stalled.write_all(head.as_bytes()).unwrap();
    wait_for("the connection", || server.metric("consortia_open_connections") >= 2.0);
    assert!(server.metric("consortia_requests_in_flight") < 1.0, "its body is not there yet");
    let large = server.request("POST", "/table.csv", &[JSON], &graphql_body(&"#".repeat(100_001)));
    assert_eq!(large.status, 413, "{}", large.body);
    assert_eq!(large.json()["errors"][0]["extensions"]["limit"], "request_body_bytes");
    assert_eq!(large.header("connection"), "close");
    let slow = read_response(stalled);
    assert_eq!(slow.status, 408, "{}", slow.body);
    assert_eq!(slow.json()["errors"][0]["extensions"]["limit"], "request_body_time");
    assert!(slow.header("content-type").starts_with("application/json"), "{}", slow.headers);
    for limit in ["request_body_bytes", "request_body_time"] {
        let count = server.metric(&format!("consortia_limit_exceeded_total{{limit=\"{limit}\"}}"));
        assert!(count >= 1.0, "{limit} is not counted");
    }
}

#[test]
fn two_urls_of_the_same_rows_are_two_tables() {
    let (_folder, server) = server(&[]);
    let spellings = ["asOf=2007&role=FOUNDER", "role=founder&asOf=2007"];
    let replies = spellings.map(|spelling| {
        let first = server.get(&format!("/reports/affiliations.csv?{spelling}"), &[]);
        (first, server.get(&format!("/reports/affiliations.csv?{spelling}"), &[]))
    });
    for (spelling, (first, again)) in spellings.iter().zip(&replies) {
        let link = format!("<affiliations.meta.json?{spelling}>");
        for reply in [first, again] {
            assert!(reply.headers.contains(&link.to_lowercase()), "{link}: {}", reply.headers);
        }
        assert_eq!(first.header("etag"), again.header("etag"), "the second is kept");
    }
    let [(one, _), (other, _)] = &replies;
    assert_eq!(one.body, other.body);
    let tag = one.header("etag");
    assert_ne!(tag, other.header("etag"));
    let path = format!("/reports/affiliations.csv?{}", spellings[1]);
    assert_eq!(server.get(&path, &[("if-none-match", tag)]).status, 200);
}

#[test]
fn tables_are_charged_and_rate_limited() {
    // A unit comes back every ten milliseconds: less than a table costs.
    let (_folder, server) = server(&["--rate-limit", "6000"]);
    let left = |path: &str| {
        let reply = server.get(path, &[]);
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        assert_eq!(reply.header("ratelimit-policy"), "\"units\";q=6000;w=60");
        let left = reply.header("ratelimit").split([';', '=']).nth(2).unwrap().to_owned();
        left.parse::<u64>().unwrap()
    };
    let (first, second) = (left("/reports/members.csv?organization=PSCC"), left(&table(SLUGS, "")));
    assert!(second < first && first < 6_000, "{first}, {second}");
    assert!(left("/data") < second, "the catalogue costs more than comes back meanwhile");
    let mut paths =
        ["/data", "/data.jsonld", "/data/snapshot.sqlite", "/reports/counts.csv"].to_vec();
    let by_table = table(SLUGS, "");
    paths.push(&by_table);
    // The remaining units do not suffice for a second request.
    let unique = |number: u32| format!("/table.csv?query=%7Ba{number}:__typename%7D");
    let mut number = 0;
    while server.get(&unique(number), &[]).status != 429 {
        number += 1;
    }
    for path in paths {
        // A unit may have come back since the last refusal.
        let mut replies = (0..100).map(|_| server.get(path, &[]));
        let reply = replies.find(|reply| reply.status == 429).unwrap_or_else(|| panic!("{path}"));
        assert!(reply.header("retry-after").parse::<u64>().unwrap() >= 1);
        assert!(reply.header("ratelimit").contains(";r="), "{}", reply.headers);
        assert_eq!(reply.json()["errors"][0]["extensions"]["limit"], "rate_limit", "{path}");
    }
    assert!(server.metric(PAID) >= 5.0);
    assert_eq!(server.get("/healthz", &[]).status, 200);
}

#[test]
fn a_table_that_exceeds_a_limit_is_an_error_before_the_first_byte() {
    let (_folder, few) = server(&["--table-rows", "10"]);
    let reply = few.get("/reports/affiliations.csv", &[]);
    assert_eq!(reply.status, 413, "{}", reply.body);
    assert!(reply.header("content-type").starts_with("application/json"), "{}", reply.headers);
    assert_eq!(reply.header("content-disposition"), "");
    let error = &reply.json()["errors"][0];
    assert_eq!(error["extensions"]["code"], "LIMIT_EXCEEDED");
    assert_eq!(error["extensions"]["limit"], "table_rows");
    assert_eq!(error["extensions"]["allowed"], 10);
    let limited = "query { organizations(first: 10) { nodes { slug } } }";
    assert_eq!(few.get(&table(limited, ""), &[]).status, 200, "ten are not too many");
    assert!(few.metric("consortia_limit_exceeded_total{limit=\"table_rows\"}") >= 1.0);
    let (_other, hasty) = server(&["--table-time-ms", "1"]);
    let reply = hasty.get("/reports/affiliations.csv", &[]);
    assert_eq!(reply.status, 503, "{}", reply.body);
    assert_eq!(reply.json()["errors"][0]["extensions"]["limit"], "table_time");
    assert!(hasty.metric("consortia_limit_exceeded_total{limit=\"table_time\"}") >= 1.0);
    assert_eq!(hasty.post(SLUGS).status, 200, "documents have a time of their own");
}

#[test]
fn requests_that_are_not_admitted_get_the_errors_of_graphql() {
    let (_folder, full) = server(&["--concurrent-requests", "1"]);
    for path in ["/data", "/reports/counts.csv", &table(SLUGS, "")] {
        let reply = full.get_when_full(path, &[]);
        assert_eq!(reply.status, 503, "{path}: {}", reply.body);
        assert_eq!(
            reply.json()["errors"][0]["extensions"]["limit"],
            "concurrent_requests",
            "{path}"
        );
        assert_eq!(reply.header("retry-after"), "1");
    }
    assert!(full.metric("consortia_limit_exceeded_total{limit=\"concurrent_requests\"}") >= 3.0);
}

#[test]
fn a_head_request_ignores_range() {
    let (_folder, server) = server(&[]);
    let path = "/reports/affiliations.csv?asOf=2023";
    let whole = server.get(path, &[]);
    let head = server.request("HEAD", path, &[("range", "bytes=0-9")], "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-range"), "");
    for header in ["content-length", "etag", "consortia-rows", "content-disposition"] {
        assert!(!head.header(header).is_empty(), "{header}");
        assert_eq!(head.header(header), whole.header(header), "{header}");
    }
}

/// Sizes of the unnamed files that the server writes tables to.
#[cfg(target_os = "linux")]
fn spools(server: &Server) -> Vec<u64> {
    let files = fs::read_dir(format!("/proc/{}/fd", server.id())).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let deleted = files.filter(|file| {
        fs::read_link(file).is_ok_and(|to| to.to_string_lossy().ends_with(" (deleted)"))
    });
    deleted.filter_map(|file| Some(fs::metadata(file).ok()?.len())).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_client_that_disconnects_cancels_its_table() {
    let (_folder, server) = server(&PATIENT);
    let path = table(&large(), &format!("&rows={ROWS}"));
    let mut client = server.connect();
    client.write_all(format_request("GET", &path, &[], "").as_bytes()).unwrap();
    wait_for("a file being written", || spools(&server).iter().any(|length| *length > 1 << 20));
    drop(client);
    let mut longest = 0;
    wait_for("the end of the writing", || {
        let lengths = spools(&server);
        longest = lengths.iter().copied().max().unwrap_or(0).max(longest);
        lengths.is_empty()
    });
    let whole = server.request("HEAD", &path, &[], "");
    assert_eq!(whole.status, 200, "who waits gets it");
    let whole: u64 = whole.header("content-length").parse().unwrap();
    assert!(longest < whole / 2, "{longest} of {whole} bytes were written for nobody");
}
