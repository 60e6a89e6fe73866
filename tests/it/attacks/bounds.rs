//! Each bound from both sides: what reaches it exactly is served, and one more is refused with its name.

use serde_json::{Value as Json, json};

use super::{GRAPHQL, JSON, Target, documents::many, http, post, post_document, post_with};
use crate::server::Reply;

/// The extensions of the first error of a response; null if it has none.
fn refusal(reply: &Reply) -> Json {
    reply.json()["errors"][0]["extensions"].clone()
}

/// Checks that the largest request within a limit is served, and the next one refused. Each step of the size adds one to
/// what the limit counts; `beyond` is a size beyond the limit.
fn check(target: &Target, limit: &str, beyond: usize, request: impl Fn(usize) -> Vec<u8>) {
    let reply = target.send(&request(beyond));
    let told = refusal(&reply);
    assert_eq!(told["limit"], limit, "{:.400}", reply.body);
    let number = |name: &str| usize::try_from(told[name].as_u64().unwrap()).unwrap();
    let last = beyond + number("allowed") - number("asked");
    let reply = target.send(&request(last));
    assert_eq!(reply.status, 200, "{limit}: {:.400}", reply.body);
    let reply = target.send(&request(last + 1));
    assert_eq!(reply.status, 400, "{limit}: {:.400}", reply.body);
    let told = refusal(&reply);
    assert_eq!(told["limit"], limit, "{told}");
    assert_eq!(told["asked"], number("allowed") + 1, "{told}");
}

#[test]
fn of_documents() {
    let target = Target::new();
    let document = |limit: &str, beyond: usize, text: &dyn Fn(usize) -> String| {
        check(&target, limit, beyond, |size| post_document(&text(size)));
    };
    document("document_bytes", 21_000, &|size| format!("{{ __typename }}{}", " ".repeat(size)));
    document("document_tokens", 5_200, &|size| {
        let slugs = "\"a\"".repeat(size);
        format!("{{ organizations(filter: {{ slug: {{ in: [{slugs}] }} }}) {{ totalCount }} }}")
    });
    document("document_nesting", 70, &|size| {
        let (open, close) = ("{ not: ".repeat(size), "}".repeat(size));
        format!("{{ organizations(filter: {open} {{}} {close}) {{ totalCount }} }}")
    });
    document("document_fields", 2_100, &|size| {
        format!("{{ organizations(first: 1) {{ nodes {{ {} }} }} }}", "id ".repeat(size))
    });
    document("document_aliases", 40, &|size| {
        format!("{{ {} }}", many(size, |n| format!("a{n}: __typename ")))
    });
    document("document_directives", 60, &|size| {
        format!("{{ {} }}", "__typename @skip(if: false) ".repeat(size))
    });
    document("document_depth", 30, &|size| {
        let (open, close) = ("ofType { ".repeat(size), "}".repeat(size));
        format!("{{ __type(name: \"Query\") {{ {open} name {close} }} }}")
    });
    document("introspection_fields", 6, &|size| {
        format!("{{ {} }}", many(size, |n| format!("a{n}: __schema {{ queryType {{ name }} }} ")))
    });
}

#[test]
fn of_requests() {
    let target = Target::new();
    let slugs =
        "query ($v: [String!]) { organizations(filter: { slug: { in: $v } }) { totalCount } }";
    check(&target, "variable_list_items", 600, |size| {
        post_with(slugs, &json!({ "v": vec!["pscc"; size] }))
    });
    // 199,980 rows, and as many as the size.
    let page = |first: usize| {
        format!(
            "organizations(first: {first}) {{ nodes {{ affiliations(first: 100) {{ nodes {{ id }} }} }} }} "
        )
    };
    check(&target, "request_rows", 90, |size| {
        let pages = many(19, |n| format!("a{n}: {}", page(100)));
        let last = format!("b: organizations(first: {size}) {{ nodes {{ id }} }}");
        let query = format!("{{ {pages} c: {} {last} }}", page(80));
        post(json!({ "query": query, "extensions": { "cost": "DRY_RUN" } }).to_string().as_bytes())
    });
    let padded = |bytes: usize| {
        let body = json!({ "query": "{ __typename }" }).to_string();
        let spaces = " ".repeat(bytes - body.len());
        body + &spaces
    };
    assert_eq!(target.send(&post(padded(100_000).as_bytes())).status, 200);
    let reply = target.send(&post(padded(100_001).as_bytes()));
    assert_eq!((reply.status, &refusal(&reply)["limit"]), (413, &json!("request_body_bytes")));
    // The same body in chunks announces no length.
    let chunked = |bytes: usize| {
        let head = "POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
        format!("{head}{bytes:x}\r\n{}\r\n0\r\n\r\n", padded(bytes)).into_bytes()
    };
    assert_eq!(target.send(&chunked(100_000)).status, 200);
    assert_eq!(target.send(&chunked(100_001)).status, 413);
}

#[test]
fn of_arguments() {
    let target = Target::new();
    let text = |count: usize| "a".repeat(count);
    let conditions = |count| many(count, |n| format!("{{ city: \"c{n}\" }} "));
    let keys = |count| many(count, |_| "{ slug: \"pscc\" } ".to_owned());
    let ids = |count| many(count, |_| format!("\"{}\" ", pscc(&target)));
    let around = |arguments: &str| {
        format!("{{ network(around: {{ slug: \"pscc\" }} {arguments}) {{ totalCount }} }}")
    };
    let path = |limit| {
        format!(
            "{{ path(from: {{ slug: \"pscc\" }} to: {{ slug: \"ap-hp\" }} limit: {limit}) {{ length }} }}"
        )
    };
    let filter = |filter: String| format!("{{ organizations(filter: {filter}) {{ totalCount }} }}");
    let pairs = [
        // `or` is a condition itself.
        (
            "conditions",
            filter(format!("{{ or: [{}] }}", conditions(199))),
            filter(format!("{{ or: [{}] }}", conditions(200))),
        ),
        (
            "a city",
            filter(format!("{{ city: \"{}\" }}", text(1_000))),
            filter(format!("{{ city: \"{}\" }}", text(1_001))),
        ),
        (
            "a name",
            filter(format!("{{ name: {{ contains: \"{}\" }} }}", text(1_000))),
            filter(format!("{{ name: {{ contains: \"{}\" }} }}", text(1_001))),
        ),
        (
            "a search",
            format!("{{ search(query: \"{}\") {{ totalCount }} }}", text(1_000)),
            format!("{{ search(query: \"{}\") {{ totalCount }} }}", text(1_001)),
        ),
        (
            "ids",
            format!("{{ nodes(ids: [{}]) {{ id }} }}", ids(100)),
            format!("{{ nodes(ids: [{}]) {{ id }} }}", ids(101)),
        ),
        (
            "keys",
            format!("{{ commonAffiliates(of: [{}]) {{ totalCount }} }}", keys(20)),
            format!("{{ commonAffiliates(of: [{}]) {{ totalCount }} }}", keys(21)),
        ),
        (
            "centers",
            format!("{{ network(around: [{}]) {{ totalCount }} }}", keys(50)),
            format!("{{ network(around: [{}]) {{ totalCount }} }}", keys(51)),
        ),
        ("hops", around("hops: 4"), around("hops: 5")),
        ("no hops", around("hops: 1"), around("hops: -1")),
        ("nodes", around("maxNodes: 1000"), around("maxNodes: 1001")),
        ("paths", path(20), path(21)),
        (
            "first",
            "{ people(first: 100) { totalCount } }".to_owned(),
            "{ people(first: 101) { totalCount } }".to_owned(),
        ),
        (
            "last",
            "{ people(last: 100) { totalCount } }".to_owned(),
            "{ people(last: 101) { totalCount } }".to_owned(),
        ),
        (
            "a year",
            "{ people(asOf: \"9999\") { totalCount } }".to_owned(),
            "{ people(asOf: \"10000\") { totalCount } }".to_owned(),
        ),
        (
            "a day",
            "{ people(asOf: \"2024-02-29\") { totalCount } }".to_owned(),
            "{ people(asOf: \"2023-02-29\") { totalCount } }".to_owned(),
        ),
        (
            "the first year",
            "{ people(asOf: \"0001\") { totalCount } }".to_owned(),
            "{ people(asOf: \"0000\") { totalCount } }".to_owned(),
        ),
    ];
    let mut faults = Vec::new();
    for (name, within, beyond) in pairs {
        let reply = target.send(&post_document(&within));
        if reply.status != 200 || reply.json().get("errors").is_some() {
            faults.push(format!("{name}: {:.300}", reply.body));
        }
        let reply = target.send(&post_document(&beyond));
        if reply.status != 400 || refusal(&reply)["code"] != "BAD_USER_INPUT" {
            faults.push(format!("{name}, one more: {} {:.300}", reply.status, reply.body));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn pscc(target: &Target) -> String {
    let reply = target.send(&post_document("{ organization(by: { slug: \"pscc\" }) { id } }"));
    reply.json()["data"]["organization"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn of_tables() {
    let target = Target::with(&["--table-rows", "7"]);
    let table = |first: usize| {
        let query = format!("query=%7Borganizations(first:{first})%7Bnodes%7Bslug%7D%7D%7D");
        target.send(&http("GET", &format!("/table.csv?{query}"), &[], b""))
    };
    assert_eq!(table(7).status, 200);
    let reply = table(8);
    assert_eq!((reply.status, &refusal(&reply)["limit"]), (413, &json!("table_rows")));
}

#[test]
fn of_heads() {
    let target = Target::new();
    let with = |length: usize| {
        let value = "a".repeat(length);
        target.send(&http(
            "POST",
            "/graphql",
            &[JSON, GRAPHQL, ("x-a", &value)],
            br#"{"query":"{ __typename }"}"#,
        ))
    };
    assert_eq!(with(60_000).status, 200);
    assert_eq!(with(200_000).status, 431);
    let url = |length: usize| {
        target.send(&http("GET", &format!("/healthz?{}", "a".repeat(length)), &[], b""))
    };
    assert_eq!(url(60_000).status, 200);
    assert_eq!(url(65_530).status, 414);
    let slug =
        |length: usize| target.send(&http("GET", &format!("/o/{}", "a".repeat(length)), &[], b""));
    // 503 without the pages, which need npm.
    assert!([404, 503].contains(&slug(60_000).status));
}
