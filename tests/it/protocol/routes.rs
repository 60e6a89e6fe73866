//! The table of addresses, row by row over the wire.

use std::collections::BTreeSet;

use consortia::web::routes::{Endpoint, ROUTES, Route, WhileStopping};

use super::server;
use crate::server::Server;

/// An address of a route, with values for its parameters that exist.
pub(super) fn example(route: &Route) -> String {
    let value = match route.endpoint {
        Endpoint::Report => "counts.csv",
        Endpoint::Table => "csv",
        _ => "pscc",
    };
    let Some((before, rest)) = route.path.split_once('{') else { return route.path.to_owned() };
    let after = rest.split_once('}').unwrap().1;
    format!("{before}{value}{after}")
}

fn status(server: &Server, method: &str, path: &str) -> u16 {
    server.request(method, path, &[], "").status
}

/// The statuses of a handler that ran, whatever it made of a request without parameters.
fn is_handled(status: u16) -> bool {
    ![0, 405, 500].contains(&status)
}

#[test]
fn every_address_supports_its_methods_and_no_others() {
    let (_folder, server) = server(&[]);
    for route in ROUTES {
        let path = example(route);
        let allowed: BTreeSet<_> = route.methods.allow().split(',').collect();
        for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"] {
            let reply = server.request(method, &path, &[], "");
            if allowed.contains(method) {
                assert!(
                    is_handled(reply.status),
                    "{method} {path}: {}\n{}",
                    reply.status,
                    reply.body
                );
                continue;
            }
            assert_eq!(reply.status, 405, "{method} {path}");
            let stated: BTreeSet<_> = reply.header("allow").split(',').map(str::trim).collect();
            assert_eq!(stated, allowed, "{method} {path}");
        }
        assert_eq!(status(&server, "OPTIONS", &path), 200, "{path}");
        let (get, head) = (status(&server, "GET", &path), status(&server, "HEAD", &path));
        assert_eq!(get, head, "{path}");
    }
}

#[test]
fn an_unknown_address_is_not_found_with_any_method() {
    let (_folder, server) = server(&[]);
    for path in ["/nothing", "/graphql/", "/o", "/o/", "/o/a/b", "/table", "/data/", "/assets/a/b"]
    {
        for method in ["GET", "HEAD", "POST", "PUT", "OPTIONS"] {
            assert_eq!(status(&server, method, path), 404, "{method} {path}");
        }
    }
}

#[test]
fn metrics_count_every_request_under_the_path_of_its_route() {
    let (_folder, server) = server(&[]);
    for route in ROUTES {
        let path = example(route);
        let before = counted(&server, route.path);
        server.get(&path, &[]);
        // The request for the metrics is one of those that are counted.
        let own = u64::from(route.endpoint == Endpoint::Metrics);
        assert_eq!(counted(&server, route.path), before + 1 + own, "{path}");
    }
    let before = counted(&server, "other");
    server.get("/nothing", &[]);
    assert_eq!(counted(&server, "other"), before + 1);
}

/// How many requests the metrics count for a route.
fn counted(server: &Server, route: &str) -> u64 {
    let metrics = server.get("/metrics", &[]).body;
    let start = format!("consortia_http_requests_total{{route=\"{route}\",");
    let lines = metrics.lines().filter(|line| line.starts_with(&start));
    lines.map(|line| line.rsplit_once(' ').unwrap().1.parse::<u64>().unwrap()).sum()
}

#[test]
fn the_rate_limit_applies_to_the_addresses_that_cost_units() {
    let (_folder, server) = server(&[]);
    for route in ROUTES {
        let reply = server.get(&example(route), &[]);
        let is_stated = !reply.header("ratelimit").is_empty();
        assert_eq!(is_stated, route.units.is_some(), "{}: {}", route.path, reply.headers);
        let by_admission = route.while_stopping == WhileStopping::RefuseInAdmission;
        assert_eq!(by_admission, route.units.is_some(), "{}", route.path);
    }
}
