//! Requests that cost more than they seem to: parameters of tables, addresses of pages, compression, lines of the log.

use std::time::Duration;

use serde_json::{Value as Json, json};

use super::{Attack, Error, Executed, JSON, Target, cost, documents::many, http, post_with};
use crate::server::Reply;

const QUERY: &str = "{ organizations(first: 1) { nodes { name kinds } } }";

fn table(parameters: &Json) -> Vec<u8> {
    let mut body = json!({ "query": QUERY });
    body.as_object_mut().unwrap().extend(parameters.as_object().unwrap().clone());
    http("POST", "/table.csv", &[JSON], body.to_string().as_bytes())
}

fn bad(name: &'static str, parameters: &Json) -> Attack {
    (name, table(parameters), Error(400, "BAD_USER_INPUT"))
}

#[test]
fn parameters_of_tables() {
    let distinct: Vec<_> = (0..13_000).map(|n| format!("{n:x}")).collect();
    let names: serde_json::Map<_, _> = (0..9_000).map(|n| (format!("{n:x}"), json!(0))).collect();
    let dates = "2".repeat(90_000);
    Target::new().withstands(&[
        bad("13,000 lists to join", &json!({ "join": distinct })),
        bad("20,000 times the same", &json!({ "join": vec!["a"; 20_000] })),
        bad("13,000 lists to omit", &json!({ "omit": distinct })),
        bad("45,000 unknown ones", &json!({ "x": vec![0; 45_000] })),
        bad("9,000 unknown names", &names.into()),
        bad("45,000 times one option", &json!({ "rows": vec![0; 45_000] })),
        bad(
            "7,000 times the same rows",
            &json!({ "rows": vec!["organizations"; 7_000].join(",") }),
        ),
        bad("90,000 commas", &json!({ "rows": ",".repeat(90_000) })),
        bad("90,000 dots", &json!({ "rows": ".".repeat(90_000) })),
        bad(
            "a separator of 90,000 bytes",
            &json!({ "join": format!("organizations.nodes.kinds:{}", "x".repeat(90_000)) }),
        ),
        bad("a long date", &json!({ "asOf": dates })),
        bad("a language of 30,000 parts", &json!({ "lang": "en-".repeat(30_000) })),
        bad("a long operation", &json!({ "operationName": "a".repeat(90_000) })),
        bad("deep variables", &json!({ "variables": format!("{{\"a\":{}", "[".repeat(80_000)) })),
        bad("many variables", &json!({ "variables": many(9_000, |n| format!("\"{n:x}\":0,")) })),
    ]);
}

#[test]
fn parameters_of_reports() {
    let get = |query: String| http("GET", &format!("/reports/counts.csv?{query}"), &[], b"");
    let refused = Error(400, "BAD_USER_INPUT");
    Target::new().withstands(&[
        ("20,000 unknown ones", get("x=&".repeat(16_000)), refused),
        ("6,500 lists", get(many(6_500, |n| format!("join={n:x}&"))), refused),
        ("a parameter of 60 kB", get(format!("asOf={}", "2".repeat(60_000))), refused),
        ("escapes", get(format!("asOf={}", "%32".repeat(20_000))), refused),
        (
            "a report of 60 kB",
            http("GET", &format!("/reports/{}.csv", "a".repeat(60_000)), &[], b""),
            Error(404, "BAD_USER_INPUT"),
        ),
        (
            "a format of 60 kB",
            http("GET", &format!("/reports/counts.{}", "a".repeat(60_000)), &[], b""),
            Error(404, "BAD_USER_INPUT"),
        ),
    ]);
}

/// Sends a request so many times over one connection, and returns what one takes.
fn price(target: &Target, times: u32, request: &[u8]) -> Duration {
    let text = String::from_utf8(request.to_vec()).unwrap();
    let open = text.replace("connection: close\r\n", "").repeat(times as usize - 1) + &text;
    let (_, cost) = cost::of(&target.server, || target.send(open.as_bytes()));
    cost.processor / times
}

#[test]
fn compression_is_paid_once() {
    let target = Target::new();
    let plain = http("GET", "/schema.graphql", &[], b"");
    let expected = price(&target, 50, &plain);
    for coding in ["gzip", "br", "br;q=0.5, gzip;q=0.1", "*"] {
        let request = http("GET", "/schema.graphql", &[("accept-encoding", coding)], b"");
        price(&target, 1, &request);
        let price = price(&target, 50, &request);
        println!("{coding}: {price:?}, uncompressed {expected:?}");
        assert!(price < expected * 3 + Duration::from_micros(300), "{coding}: {price:?}");
    }
}

#[test]
fn the_catalog_is_written_once() {
    let target = Target::new();
    let request = http("GET", "/data", &[], b"");
    let first = price(&target, 1, &request);
    let next = price(&target, 10, &request);
    println!("the first catalog {first:?}, the next ones {next:?}");
    assert!(next < first / 3, "{next:?}, the first {first:?}");
    // The address of the server is not part of what is kept.
    for host in ["a.example", "b.example"] {
        let request = String::from_utf8(request.clone()).unwrap().replace("localhost", host);
        let page = target.send(request.as_bytes()).body;
        assert!(page.contains(&format!("http://{host}/table.csv")), "{page:.200}");
        assert!(!page.contains("{base-url}") && !page.contains("localhost"), "{page:.200}");
    }
}

#[test]
fn addresses_of_pages() {
    let target = Target::new();
    let page = |path: String| http("GET", &path, &[], b"");
    for (name, request) in [
        ("a long slug", page(format!("/o/{}", "A".repeat(60_000)))),
        ("letters that change their length", page(format!("/o/{}", "%C4%B0".repeat(10_000)))),
        ("a long ROR id", page(format!("/o/ror-{}", "0".repeat(60_000)))),
        ("a long search", page(format!("/search?q={}", "a".repeat(60_000)))),
        ("10,000 dates", page(format!("/o/pscc/changes?{}", "from=&".repeat(10_000)))),
        ("15,000 parameters", page(format!("/path?{}", "a=b&".repeat(15_000)))),
    ] {
        let (reply, cost) = cost::of(&target.server, || target.send(&request));
        println!("{name:48} {} {cost}", reply.status);
        // 503 without the pages, which need npm.
        assert!([200, 404, 503].contains(&reply.status), "{name}: {}", reply.status);
        let exceeded = cost::Bounds::REFUSAL.exceeded_by(cost);
        assert!(exceeded.is_none(), "{name}: {exceeded:?}");
        assert!(reply.headers.len() + reply.body.len() < 20_000, "{name}");
    }
}

#[test]
fn lines_of_the_log() {
    let target = Target::with(&["--slow-query-ms", "0"]);
    let name = "N".repeat(15_000);
    let mut last = Reply::of(b"");
    for number in 0..400 {
        let query = format!("query {name}{number} {{ __typename }}");
        last = target.send(&super::post_document(&query));
    }
    assert_eq!(last.status, 200, "{}", last.body);
    let log = target.server.log();
    assert!(log.contains("slow query"), "{log:.300}");
    assert!(log.len() < 40_000, "{} bytes of log", log.len());
}

#[test]
fn searches() {
    let search = "query ($q: String!) { search(query: $q, first: 1) { edges { score } } }";
    let ask = |text: String| post_with(search, &json!({ "q": text }));
    Target::new().withstands(&[
        ("one letter, 990 marks", ask("a".to_owned() + &"\u{301}".repeat(990)), Executed),
        (
            "letters",
            ask("a b c d e f g h i j k l m n o p q r s t u v w x y z ".repeat(19)),
            Executed,
        ),
        ("quotes", ask("\"".repeat(999)), Executed),
        ("operators", ask("* OR NEAR( ".repeat(90)), Executed),
        ("ideographs", ask("\u{5927}\u{5b66}".repeat(499)), Executed),
        ("misspelled words", ask("univeristy reserach intsitute ".repeat(33)), Executed),
        ("digits", ask("012345678 ".repeat(99)), Executed),
        ("one long word", ask("a".repeat(999)), Executed),
        ("keys", ask("https://ror.org/03xjwb503 ".repeat(38)), Executed),
    ]);
}
