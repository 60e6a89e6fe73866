//! Nothing is left out of a table without a word.

use consortia::report::DataSource;

use super::{csv, prepared};
use crate::{
    import::sample::world,
    protocol::encoded,
    server::{Reply, Server},
    support::{ENGINE, TODAY},
};

fn server() -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("complete.db"));
    (folder, server)
}

fn table(server: &Server, extension: &str, query: &str, more: &str) -> Reply {
    let path = format!("/table.{extension}?query={}{more}", encoded(query));
    let reply = server.request("GET", &path, &[], "");
    assert_eq!(reply.status, 200, "{path}: {}", reply.body);
    reply
}

/// The value of a header; None without it.
fn header<'r>(reply: &'r Reply, name: &str) -> Option<&'r str> {
    let start = format!("{name}: ");
    reply.headers.lines().find_map(|line| line.strip_prefix(&start))
}

#[test]
fn a_variable_without_a_value_limits_nothing() {
    let (_folder, server) = server();
    let query = "query Q($n: Int, $on: PartialDate) { organizations(first: $n, asOf: $on) { totalCount nodes { slug } } }";
    for (variables, limited) in [
        ("", None),
        ("&variables=%7B%22n%22%3Anull%7D", None),
        ("&variables=%7B%22n%22%3A3%7D", Some("organizations (first: 3)")),
    ] {
        let reply = table(&server, "csv", query, variables);
        assert_eq!(header(&reply, "consortia-limited"), limited);
        let rows: usize = header(&reply, "consortia-rows").unwrap().parse().unwrap();
        let total = reply.body.lines().nth(1).unwrap().split(',').next().unwrap();
        let expected = if limited.is_some() { 3 } else { total.parse().unwrap() };
        assert_eq!(rows, expected, "{variables}");
    }
}

#[test]
fn a_network_and_a_path_say_what_they_leave_out_even_if_nobody_asks() {
    let (_folder, server) = server();
    let network = |most: u32| {
        format!(
            "{{ network(around: {{ slug: \"pscc\" }}, maxNodes: {most}) {{ nodes {{ organization {{ slug }} }} links {{ id subject {{ slug }} object {{ slug }} }} }} }}"
        )
    };
    let links = "&rows=network.links&omit=network.nodes";
    let reply = table(&server, "csv", &network(5), links);
    let said = header(&reply, "consortia-limited").unwrap();
    assert!(said.to_lowercase().contains("nearest 5 organizations only"), "{said}");
    let reply = table(&server, "csv", &network(1000), links);
    assert_eq!(header(&reply, "consortia-limited"), None);
    for extension in ["gexf", "graphml"] {
        let cut = table(&server, extension, &network(5), "");
        assert!(cut.body.contains("nearest 5 organizations only"), "{}", cut.body);
        let whole = table(&server, extension, &network(1000), "");
        assert!(!whole.body.contains("organizations only"), "{}", whole.body);
    }
    let path = |most: u32| {
        format!(
            "{{ path(from: {{ slug: \"sanofi\" }}, to: {{ slug: \"inserm\" }}, history: true, limit: {most}) {{ steps {{ organization {{ slug }} }} }} }}"
        )
    };
    let cut = table(&server, "csv", &path(1), "");
    assert!(header(&cut, "consortia-limited").unwrap().contains("more paths"));
}

#[test]
fn lists_that_are_not_shown_limit_nothing() {
    let query = "{ organizations { nodes { slug members(first: 2) { nodes { slug } } } } }";
    let joined = [("rows", "organizations"), ("join", "organizations.members")];
    let omitted = [("rows", "organizations"), ("omit", "organizations.members")];
    let limited = |parameters: &[(&str, &str)]| prepared(query, parameters).unwrap().table.limited;
    assert_eq!(limited(&joined), ["organizations.members (first: 2)"]);
    assert_eq!(limited(&omitted), [""; 0]);
    let counted = "{ organizations { nodes { slug members(first: 2) { totalCount } } } }";
    assert_eq!(prepared(counted, &[]).unwrap().table.limited, [""; 0]);
    assert!(csv(counted, &[]).len() > 100);
}

#[test]
fn a_table_of_a_search_says_that_more_was_found() {
    let Some(world) = world() else { return };
    let world = world.lock().unwrap();
    let omissions = |text: &str| {
        let query = format!("{{ search(query: \"{text}\") {{ nodes {{ __typename }} }} }}");
        let table = prepared(&query, &[]).unwrap();
        let about = world
            .readers
            .read(|snapshot| table.about(DataSource { engine: &ENGINE, snapshot, today: TODAY }));
        let omissions = about.unwrap().unwrap().omissions;
        omissions.into_iter().map(|omission| omission.sentence).collect::<Vec<_>>()
    };
    assert_eq!(omissions("university"), [""; 0]);
    assert_eq!(
        omissions("u"),
        ["The search found more than 10000, and the table has 10000 of them"]
    );
}
