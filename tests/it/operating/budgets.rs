//! What one client may spend: by address, by key, and behind proxies that are trusted.

use std::fs;

use serde_json::Value as Json;

use crate::{
    protocol::{place, server},
    server::{JSON, Reply, Server, asking},
};

const CHEAP: &str = "{ __typename }";

fn ask(server: &Server, headers: &[(&str, &str)]) -> Reply {
    let headers = [&[JSON], headers].concat();
    server.request("POST", "/graphql", &headers, &asking(CHEAP))
}

/// The number after this sign in a header such as `"units";r=10;t=7`.
fn number(reply: &Reply, header: &str, sign: &str) -> u64 {
    let value = reply.header(header);
    let part = value.split(';').find_map(|part| part.strip_prefix(sign));
    part.and_then(|part| part.strip_prefix('='))
        .unwrap_or_else(|| panic!("{value}"))
        .parse()
        .unwrap()
}

#[test]
fn who_has_spent_the_budget_is_told_when_to_come_again() {
    let (_folder, server) = server(&["--rate-limit", "3"]);
    let refusals = "consortia_limit_exceeded_total{limit=\"rate_limit\"}";
    for left in [2, 1, 0] {
        let reply = ask(&server, &[]);
        assert_eq!(reply.status, 200);
        assert_eq!(number(&reply, "ratelimit", "r"), left);
        assert_eq!(reply.header("ratelimit-policy"), "\"units\";q=3;w=60");
    }
    for method in ["POST", "GET", "PUT"] {
        let reply = server.request(method, "/graphql", &[JSON], &asking(CHEAP));
        assert_eq!(reply.status, 429, "{method}: {}", reply.body);
        let wait = number(&reply, "ratelimit", "t");
        assert_eq!(reply.header("retry-after"), wait.to_string());
        assert!((1..=20).contains(&wait), "a unit comes back every 20 seconds, not in {wait}");
        let error = reply.json()["errors"][0].clone();
        assert_eq!(error["extensions"]["code"], "LIMIT_EXCEEDED", "{error}");
        assert_eq!(error["extensions"]["limit"], "rate_limit", "{error}");
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(&format!("{wait} seconds")), "{message}");
    }
    assert!(server.metric(refusals) >= 3.0);
    // What tells whether the service lives is not charged.
    for path in ["/healthz", "/readyz", "/metrics", "/schema.graphql"] {
        assert_eq!(server.get(path, &[]).status, 200, "{path}");
    }
}

#[test]
fn a_document_costs_what_it_asks_for_and_a_dry_run_says_so() {
    let (_folder, server) = server(&["--rate-limit", "20"]);
    let body = |extra: &str| {
        let query =
            "{ organizations(first: 100) { nodes { members(first: 5) { nodes { slug } } } } }";
        format!("{{\"query\":\"{query}\"{extra}}}")
    };
    let dry = |extra: &str| server.request("POST", "/graphql", &[JSON], &body(extra));
    let told = dry(",\"extensions\":{\"cost\":\"DRY_RUN\"}");
    assert_eq!(told.status, 200, "{}", told.body);
    assert!(told.json()["extensions"]["cost"].is_object(), "{}", told.body);
    assert!(told.json().get("data").is_none_or(Json::is_null), "{}", told.body);
    let before = number(&told, "ratelimit", "r");
    let answered = dry("");
    let after = number(&answered, "ratelimit", "r");
    assert!((5..=10).contains(&(before - after)), "600 rows and a request: {before} {after}");
}

#[test]
fn keys_have_budgets_of_their_own_and_unknown_keys_count_as_their_address() {
    let (_folder, path) = place();
    let keys = path.with_file_name("keys");
    fs::write(&keys, "# name key units\nlab secret-of-lab 5\nguest secret-of-guest\n").unwrap();
    let server = Server::with(&path, &["--rate-limit", "2", "--api-keys", &keys.to_string_lossy()]);
    let left = |key: &str| {
        let reply = ask(&server, &[("x-api-key", key)]);
        (reply.status, number(&reply, "ratelimit", "r"), number(&reply, "ratelimit-policy", "q"))
    };
    assert_eq!(left("secret-of-lab"), (200, 4, 5));
    assert_eq!(left("secret-of-guest"), (200, 1, 2), "without a number it is everybody's");
    assert_eq!(left("guessed"), (200, 1, 2));
    assert_eq!(left("guessed again"), (200, 0, 2), "another guess is no other client");
    assert_eq!(ask(&server, &[]).status, 429, "nor is none");
    assert_eq!(left("secret-of-lab"), (200, 3, 5), "others spend nothing of a key's");
    assert!(!server.log().contains("secret"), "keys are not logged");
}

#[test]
fn the_word_of_a_proxy_counts_only_where_it_is_trusted() {
    let forwarded = |server: &Server, address: &str| {
        let reply = ask(server, &[("x-forwarded-for", address)]);
        (reply.status, number(&reply, "ratelimit", "r"))
    };
    let (_folder, alone) = server(&["--rate-limit", "2"]);
    assert_eq!(forwarded(&alone, "192.0.2.1"), (200, 1));
    assert_eq!(
        forwarded(&alone, "192.0.2.2"),
        (200, 0),
        "a header anybody can write changes nothing"
    );
    assert_eq!(forwarded(&alone, "192.0.2.3").0, 429);
    let (_other, behind) =
        server(&["--rate-limit", "2", "--trusted-proxies", "127.0.0.0/8,10.0.0.0/8"]);
    assert_eq!(forwarded(&behind, "192.0.2.1"), (200, 1));
    assert_eq!(forwarded(&behind, "192.0.2.2"), (200, 1), "two clients");
    assert_eq!(forwarded(&behind, "192.0.2.1, 10.1.1.1"), (200, 0), "through two proxies");
    assert_eq!(
        forwarded(&behind, "198.51.100.7, 192.0.2.1").0,
        429,
        "what a client adds is not believed"
    );
}
