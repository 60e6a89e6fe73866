//! Rate limits by address, by API key, and behind trusted proxies.

use std::{fs, io::Write};

use serde_json::Value as Json;

use crate::{
    protocol::{place, server},
    server::{JSON, Reply, Server, format_request, graphql_body, read_response},
};

const CHEAP: &str = "{ __typename }";

fn ask(server: &Server, headers: &[(&str, &str)]) -> Reply {
    let headers = [&[JSON], headers].concat();
    server.request("POST", "/graphql", &headers, &graphql_body(CHEAP))
}

/// Puts the response into the cache, as another client: from then on a request costs one unit, however slow the build.
fn warm(server: &Server) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let stream = runtime.block_on(async {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind(([127, 0, 0, 99], 0).into()).unwrap();
        socket.connect(server.address).await.unwrap().into_std().unwrap()
    });
    stream.set_nonblocking(false).unwrap();
    let request = format_request("POST", "/graphql", &[JSON], &graphql_body(CHEAP));
    { &stream }.write_all(request.as_bytes()).unwrap();
    assert_eq!(read_response(stream).status, 200);
}

/// The value of a parameter in a header such as `"units";r=10;t=7`.
fn number(reply: &Reply, header: &str, sign: &str) -> u64 {
    let value = reply.header(header);
    let part = value.split(';').find_map(|part| part.strip_prefix(sign));
    part.and_then(|part| part.strip_prefix('='))
        .unwrap_or_else(|| panic!("{value}"))
        .parse()
        .unwrap()
}

#[test]
fn a_client_over_its_rate_limit_is_told_when_to_retry() {
    let (_folder, server) = server(&["--rate-limit", "3"]);
    warm(&server);
    let refusals = "consortia_limit_exceeded_total{limit=\"rate_limit\"}";
    for left in [2, 1, 0] {
        let reply = ask(&server, &[]);
        assert_eq!(reply.status, 200);
        assert_eq!(number(&reply, "ratelimit", "r"), left);
        assert_eq!(reply.header("ratelimit-policy"), "\"units\";q=3;w=60");
    }
    for method in ["POST", "GET", "PUT"] {
        let reply = server.request(method, "/graphql", &[JSON], &graphql_body(CHEAP));
        assert_eq!(reply.status, 429, "{method}: {}", reply.body);
        let wait = number(&reply, "ratelimit", "t");
        assert_eq!(reply.header("retry-after"), wait.to_string());
        assert!((1..=20).contains(&wait), "there is a unit every 20 seconds, not after {wait}");
        let error = reply.json()["errors"][0].clone();
        assert_eq!(error["extensions"]["code"], "LIMIT_EXCEEDED", "{error}");
        assert_eq!(error["extensions"]["limit"], "rate_limit", "{error}");
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(&format!("{wait} seconds")), "{message}");
    }
    assert!(server.metric(refusals) >= 3.0);
    // Health checks and metrics cost nothing.
    for path in ["/healthz", "/readyz", "/metrics", "/schema.graphql"] {
        assert_eq!(server.get(path, &[]).status, 200, "{path}");
    }
}

#[test]
fn a_dry_run_reports_what_is_reserved_and_an_execution_what_was_used() {
    // A unit comes back every ten milliseconds.
    let (_folder, server) = server(&["--rate-limit", "6000"]);
    let query = "{ organizations(first: 100) { nodes { members(first: 5) { nodes { slug } } } } }";
    let ask = |cost: Json| {
        let body = serde_json::json!({ "query": query, "extensions": { "cost": cost } });
        server.request("POST", "/graphql", &[JSON], &body.to_string())
    };
    let reply = ask("DRY_RUN".into());
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert!(reply.json().get("data").is_none_or(Json::is_null), "{}", reply.body);
    let dry = reply.json()["extensions"]["cost"].clone();
    assert_eq!((&dry["rows"], &dry["units"]), (&600.into(), &7.into()), "{dry}");
    assert_eq!(dry["dryRun"], true);
    let before = number(&reply, "ratelimit", "r");
    let start = std::time::Instant::now();
    let reply = ask(true.into());
    let cost = reply.json()["extensions"]["cost"].clone();
    let figure = |name: &str| cost[name].as_u64().unwrap_or_else(|| panic!("{name}: {cost}"));
    assert_eq!(figure("reserved"), 7);
    // Microseconds are rounded down, units up.
    let used = figure("processorMicroseconds");
    assert!((used.div_ceil(100)..=(used + 1).div_ceil(100)).contains(&figure("units")), "{cost}");
    assert!(figure("statements") > 50 && figure("steps") > 1_000, "{cost}");
    assert!(figure("bytes") > 3_000, "{cost}");
    let spent = before - number(&reply, "ratelimit", "r");
    let back = u64::try_from(start.elapsed().as_millis()).unwrap() / 10 + 1;
    let units = figure("units");
    assert!(spent <= units + 10 && spent + back >= units, "{units} told, {spent} spent");
}

#[test]
fn api_keys_have_their_own_rate_limits_and_unknown_keys_count_as_an_address() {
    let (_folder, path) = place();
    let keys = path.with_file_name("keys");
    fs::write(&keys, "# name key units\nlab secret-of-lab 5\nguest secret-of-guest\n").unwrap();
    let server = Server::with(&path, &["--rate-limit", "2", "--api-keys", &keys.to_string_lossy()]);
    warm(&server);
    let left = |key: &str| {
        let reply = ask(&server, &[("x-api-key", key)]);
        (reply.status, number(&reply, "ratelimit", "r"), number(&reply, "ratelimit-policy", "q"))
    };
    assert_eq!(left("secret-of-lab"), (200, 4, 5));
    assert_eq!(left("secret-of-guest"), (200, 1, 2), "without a number the default applies");
    assert_eq!(left("guessed"), (200, 1, 2));
    assert_eq!(left("guessed again"), (200, 0, 2), "another unknown key is the same client");
    assert_eq!(ask(&server, &[]).status, 429, "and so is a request without a key");
    assert_eq!(left("secret-of-lab"), (200, 3, 5), "other clients do not spend its units");
    assert!(!server.log().contains("secret"), "keys are not logged");
}

#[test]
fn x_forwarded_for_counts_only_from_trusted_proxies() {
    let forwarded = |server: &Server, address: &str| {
        let reply = ask(server, &[("x-forwarded-for", address)]);
        (reply.status, number(&reply, "ratelimit", "r"))
    };
    let (_folder, alone) = server(&["--rate-limit", "2"]);
    warm(&alone);
    assert_eq!(forwarded(&alone, "192.0.2.1"), (200, 1));
    assert_eq!(forwarded(&alone, "192.0.2.2"), (200, 0), "the header of a client is ignored");
    assert_eq!(forwarded(&alone, "192.0.2.3").0, 429);
    let (_other, behind) =
        server(&["--rate-limit", "2", "--trusted-proxies", "127.0.0.0/8,10.0.0.0/8"]);
    warm(&behind);
    assert_eq!(forwarded(&behind, "192.0.2.1"), (200, 1));
    assert_eq!(forwarded(&behind, "192.0.2.2"), (200, 1), "another client");
    assert_eq!(forwarded(&behind, "192.0.2.1, 10.1.1.1"), (200, 0), "through two proxies");
    assert_eq!(
        forwarded(&behind, "198.51.100.7, 192.0.2.1").0,
        429,
        "entries that the client wrote are ignored"
    );
}
