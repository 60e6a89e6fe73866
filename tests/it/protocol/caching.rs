//! Entity tags, the response cache, and compression.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use consortia::{domain::record::Registry, store::Store};
use rusqlite::Connection;

use super::{GRAPHQL, address, place, server};
use crate::server::{JSON, Reply, Server, consortia, graphql_body, program};

const QUERY: &str = "{ organization(by: { name: \"PSCC\" }) { name description } }";

fn tag(server: &Server) -> String {
    let reply = server.get(&address(QUERY), &[]);
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert_eq!(reply.header("cache-control"), "public, no-cache");
    reply.header("etag").to_owned()
}

fn holds(server: &Server, tag: &str) -> bool {
    let reply = server.get(&address(QUERY), &[("if-none-match", tag)]);
    assert!([200, 304].contains(&reply.status), "{}", reply.body);
    reply.status == 304
}

#[test]
fn a_current_entity_tag_is_answered_with_304_and_no_statement() {
    let (_folder, server) = server(&[]);
    let tag = tag(&server);
    let ran = || server.metric("consortia_operation_statements_count");
    let before = ran();
    assert!(before >= 1.0);
    for value in [tag.as_str(), &format!("\"old\", {tag}"), tag.trim_start_matches("W/")] {
        // The second URL is not in the response cache.
        for path in [address(QUERY), address(QUERY) + "&more=1"] {
            let reply = server.get(&path, &[("if-none-match", value)]);
            assert_eq!((reply.status, reply.bytes.len()), (304, 0), "{value}");
            assert_eq!(reply.header("etag"), tag);
            assert_eq!(reply.header("cache-control"), "public, no-cache");
            assert!(reply.header("vary").contains("accept-encoding"), "{}", reply.headers);
        }
    }
    let head = server.request("HEAD", &address(QUERY), &[("if-none-match", &tag)], "");
    assert_eq!(head.status, 304);
    assert_eq!(ran().to_bits(), before.to_bits(), "an operation was executed");
    assert!(holds(&server, "*"), "an asterisk matches any response");
    assert!(!holds(&server, "\"other\""));
    // Responses to POST are not revalidated.
    let headers = [JSON, ("if-none-match", tag.as_str())];
    let reply = server.request("POST", "/graphql", &headers, &graphql_body(QUERY));
    assert_eq!((reply.status, reply.header("etag")), (200, ""));
}

#[test]
fn the_entity_tag_depends_on_document_operation_variables_and_media_type() {
    let (_folder, server) = server(&[]);
    let named = "query ($n: String!) { organization(by: { name: $n }) { slug } }";
    let with = |name: &str| {
        address(named) + "&variables=" + &super::encoded(&format!("{{\"n\":\"{name}\"}}"))
    };
    let two = "query A { organization(by: { name: \"PSCC\" }) { slug } } query B { __typename }";
    let mut tags: Vec<_> = [
        server.get(&address(QUERY), &[]),
        server.get(&address(QUERY), &[GRAPHQL]),
        server.get(&with("PSCC"), &[]),
        server.get(&with("Sanofi"), &[]),
        server.get(&(address(two) + "&operationName=A"), &[]),
        server.get(&(address(two) + "&operationName=B"), &[]),
    ]
    .iter()
    .map(|reply| reply.header("etag").to_owned())
    .collect();
    assert!(tags.iter().all(|tag| !tag.is_empty()), "{tags:?}");
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 6);
    // Errors have no entity tag and must not be stored.
    let refused = server.get(&address("{ nope }"), &[("if-none-match", "*")]);
    assert_eq!((refused.status, refused.header("etag")), (200, ""));
    assert_eq!(refused.header("cache-control"), "no-store");
}

#[test]
fn a_commit_of_any_process_changes_the_entity_tag() {
    let (_folder, path) = place();
    let server = Server::start(&path);
    let mut tags = vec![tag(&server)];
    let mut changed = |what: &str, server: &Server| {
        let now = tag(server);
        assert!(!tags.contains(&now), "{what} did not change the tag");
        assert!(!holds(server, tags.last().unwrap()), "the old tag is current after {what}");
        assert!(holds(server, &now), "the tag changed without a commit");
        tags.push(now);
    };
    // Commits of this process, of the program in another process, and of an SQLite client.
    let mut store = Store::open(&path).unwrap();
    store.apply(&Registry::default(), "nothing").unwrap();
    changed("an empty seed", &server);
    let gone = server.get(&address(QUERY), &[]).json();
    assert!(gone["data"]["organization"].is_null(), "{gone}");
    assert!(consortia(&path).arg("seed").output().unwrap().status.success());
    changed("the seed", &server);
    let hand = Connection::open(&path).unwrap();
    for text in ["By hand.", "By hand again."] {
        let sql = "UPDATE organization SET description = ?1 WHERE slug = 'pscc'";
        hand.execute(sql, [text]).unwrap();
        changed("a statement", &server);
        let answer = server.get(&address(QUERY), &[]).json();
        assert_eq!(answer["data"]["organization"]["description"], text);
    }
    let last = tag(&server);
    // A checkpoint, a backup and a check do not change the tag.
    let copy = path.with_file_name("copy.db");
    hand.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())).unwrap();
    assert!(consortia(&path).arg("backup").arg(copy).output().unwrap().status.success());
    assert!(program().arg("check").arg(&path).output().unwrap().status.success());
    assert!(holds(&server, &last));
}

#[test]
fn responses_are_compressed_as_clients_accept() {
    let (_folder, server) = server(&[]);
    let path = address("{ organizations(first: 100) { nodes { name description } } }");
    let plain = server.get(&path, &[]);
    assert_eq!(plain.header("content-encoding"), "");
    assert!(plain.bytes.len() > 5_000);
    assert_eq!(
        decompressed("gzip", &["-dc"], &get_compressed(&server, &path, "gzip")),
        plain.bytes
    );
    let brotli = get_compressed(&server, &path, "br");
    assert!(brotli.bytes.len() < plain.bytes.len() / 2);
    if node_is_installed() {
        let script = "process.stdout.write(require('zlib').brotliDecompressSync(require('fs').readFileSync(0)))";
        assert_eq!(decompressed("node", &["-e", script], &brotli), plain.bytes);
    }
    // All encodings have one weak tag: a cache that decompressed a response can still revalidate it.
    let tag = plain.header("etag");
    assert_eq!(brotli.header("etag"), tag);
    let known = server.get(&path, &[("accept-encoding", "gzip"), ("if-none-match", tag)]);
    assert_eq!(known.status, 304);
    let small = server.get(&address("{ __typename }"), &[("accept-encoding", "gzip, br")]);
    assert_eq!(small.header("content-encoding"), "", "small responses are not compressed");
    let unknown = server.get(&path, &[("accept-encoding", "zstd;q=1, identity;q=0.5")]);
    assert_eq!((unknown.header("content-encoding"), &unknown.bytes), ("", &plain.bytes));
}

#[test]
fn accept_encoding_never_changes_the_status() {
    let (_folder, server) = server(&[]);
    for origin in [None, Some(("origin", "https://example.org"))] {
        let headers = [("accept-encoding", "identity;q=0, *;q=0")].into_iter().chain(origin);
        let reply = server.get(&address(QUERY), &headers.collect::<Vec<_>>());
        assert_eq!(reply.status, 200, "{origin:?}: {}", reply.headers);
    }
}

#[test]
fn compressed_responses_are_cached() {
    let (_folder, server) = server(&[]);
    let body = graphql_body("{ organizations(first: 100) { nodes { name description } } }");
    let ask = |packing: &str| {
        let headers = [JSON, ("accept-encoding", packing)];
        server.request("POST", "/graphql", &headers, &body)
    };
    let hits = || server.metric("consortia_response_cache_hits_total");
    let plain = server.request("POST", "/graphql", &[JSON], &body);
    for (packing, encoding) in [("gzip", "gzip"), ("gzip, deflate, br, zstd", "br"), ("zstd", "")] {
        let before = hits();
        let first = ask(packing);
        assert_eq!(first.header("content-encoding"), encoding);
        assert_eq!(hits().to_bits(), before.to_bits(), "the cache has another encoding");
        let again = ask(packing);
        assert_eq!(again.header("content-encoding"), encoding);
        assert_eq!(again.bytes, first.bytes);
        assert_eq!(hits().to_bits(), (before + 1.0).to_bits(), "{packing}");
        assert_eq!(first.bytes == plain.bytes, encoding.is_empty());
    }
    // Cross-origin requests pass the router, which does not compress again.
    let headers = [JSON, ("accept-encoding", "gzip"), ("origin", "https://example.org")];
    let page = server.request("POST", "/graphql", &headers, &body);
    assert_eq!(page.header("content-encoding"), "gzip");
    assert_eq!(decompressed("gzip", &["-dc"], &page), plain.bytes);
    // Long error responses are compressed as well.
    let wrong = graphql_body(&format!("{{ {} }}", "nothingOfThatName ".repeat(40)));
    let headers = [JSON, ("accept-encoding", "gzip")];
    let refused = server.request("POST", "/graphql", &headers, &wrong);
    assert_eq!(refused.header("content-encoding"), "gzip", "{}", refused.headers);
}

fn get_compressed(server: &Server, path: &str, packing: &str) -> Reply {
    let reply = server.get(path, &[("accept-encoding", packing)]);
    assert_eq!(reply.header("content-encoding"), packing);
    assert!(reply.header("vary").contains("accept-encoding"), "{}", reply.headers);
    reply
}

/// The body, decompressed by a program.
fn decompressed(program: &str, arguments: &[&str], reply: &Reply) -> Vec<u8> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut process = command.spawn().unwrap();
    process.stdin.take().unwrap().write_all(&reply.bytes).unwrap();
    let output = process.wait_with_output().unwrap();
    assert!(output.status.success(), "{program} cannot decompress it");
    output.stdout
}

fn node_is_installed() -> bool {
    let there = Command::new("node").arg("--version").output().is_ok();
    let ci = std::env::var_os("CI").is_some();
    assert!(there || !ci, "CI needs Node to decompress brotli");
    there
}
