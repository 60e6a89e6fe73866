//! The log: slow queries by name, failures with the id of the request, as text or JSON.

use rusqlite::Connection;
use serde_json::Value as Json;

use super::{crowded, slow};
use crate::{
    protocol::place,
    server::{JSON, Server, wait_for},
};

fn lines(server: &Server) -> Vec<Json> {
    let log = server.log();
    let line =
        |line: &str| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
    log.lines().map(line).collect()
}

#[test]
fn a_slow_query_is_logged_with_the_name_of_its_operation() {
    let (_folder, path) = crowded(2_000);
    let body = slow(2).to_string();
    for (arguments, form) in [
        (["--slow-query-ms", "0"].as_slice(), "text"),
        (&["--slow-query-ms", "0", "--log-json"], "JSON"),
    ] {
        let server = Server::with(&path, arguments);
        let reply = server.request("POST", "/graphql", &[JSON], &body);
        assert_eq!(reply.status, 200, "{}", reply.body);
        let id = reply.header("x-request-id");
        wait_for("the line", || server.log().contains("slow query"));
        let log = server.log();
        assert!(log.contains(id) && log.contains("Slow"), "{form}: {log}");
        assert!(!log.contains("nobody"), "variables are not logged: {log}");
        if form == "JSON" {
            let line = lines(&server).pop().unwrap();
            assert_eq!(line["level"], "WARN", "{line}");
            assert_eq!(line["fields"]["operation"], "Slow", "{line}");
            assert_eq!(line["fields"]["id"], id, "{line}");
            assert!(
                line["fields"]["milliseconds"].is_u64() && line["fields"]["statements"].is_u64()
            );
        }
    }
    let server = Server::with(&path, &["--slow-query-ms", "60000"]);
    assert_eq!(server.request("POST", "/graphql", &[JSON], &body).status, 200);
    assert_eq!(server.log(), "", "fast queries are not logged");
}

#[test]
fn the_name_of_the_only_operation_is_logged_without_operation_name() {
    let (_folder, path) = crowded(10);
    let server = Server::with(&path, &["--slow-query-ms", "0"]);
    server.post("query Whose { organizations { totalCount } }");
    wait_for("the line", || server.log().contains("slow query"));
    assert!(server.log().contains("Whose"), "{}", server.log());
}

#[test]
fn an_internal_error_is_logged_with_the_request_id_and_its_cause_is_not_sent() {
    let (_folder, path) = place();
    let server = Server::with(&path, &["--log-json"]);
    Connection::open(&path).unwrap().execute_batch("DROP TABLE name").unwrap();
    let reply = server.post("{ organization(by: { name: \"PSCC\" }) { slug } }");
    assert_eq!(reply.status, 500, "{}", reply.body);
    assert!(!reply.body.contains("table") && !reply.body.contains("no such"), "{}", reply.body);
    wait_for("the line", || server.log().contains("request failed"));
    let line = lines(&server).into_iter().find(|line| line["fields"]["cause"].is_string()).unwrap();
    assert_eq!(line["fields"]["id"], reply.header("x-request-id"));
    assert!(line["fields"]["cause"].as_str().unwrap().contains("no such table"), "{line}");
    assert_eq!(server.post("{ __typename }").status, 200);
}
