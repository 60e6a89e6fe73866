//! Tables in compressed form: each coding has a file, an entity tag, a length and ranges of its own.

use std::{
    io::{Read, Write},
    process::Command,
};

use crate::server::Server;

/// The head and the bytes of a response.
struct Download {
    head: String,
    body: Vec<u8>,
}

impl Download {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap()
    }
}

fn get(server: &Server, path: &str, options: &[&str]) -> Download {
    let folder = tempfile::tempdir().unwrap();
    let (head, body) = (folder.path().join("head"), folder.path().join("body"));
    let address = format!("http://{}{path}", server.address);
    let got = Command::new("curl")
        .args(["--disable", "--noproxy", "*", "-sS", "-D"])
        .args([&head, std::path::Path::new("-o"), &body])
        .args(options)
        .arg(&address)
        .status()
        .unwrap();
    assert!(got.success(), "{path} {options:?}");
    let head = std::fs::read_to_string(head).unwrap();
    Download { head, body: std::fs::read(body).unwrap_or_default() }
}

fn unpacked(coding: &str, bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    match coding {
        "gzip" => _ = flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain).unwrap(),
        "br" => _ = brotli::Decompressor::new(bytes, 4096).read_to_end(&mut plain).unwrap(),
        _ => plain.write_all(bytes).unwrap(),
    }
    plain
}

fn server() -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("compression.db"));
    (folder, server)
}

#[test]
fn text_formats_are_compressed_as_the_client_prefers() {
    let (_folder, server) = server();
    for extension in ["csv", "tsv", "ndjson", "json", "ttl", "jsonld", "graphml", "gexf"] {
        let path = format!("/reports/network.{extension}?organization=PSCC");
        let plain = get(&server, &path, &[]);
        assert_eq!(plain.header("content-encoding"), None, "{path}");
        assert_eq!(plain.header("vary"), Some("accept-encoding"));
        let mut tags = vec![plain.header("etag").unwrap().to_owned()];
        for coding in ["gzip", "br"] {
            let accept = format!("accept-encoding: {coding}");
            let packed = get(&server, &path, &["-H", &accept]);
            assert_eq!(packed.header("content-encoding"), Some(coding), "{path}");
            assert!(packed.body.len() < plain.body.len() / 2, "{path}");
            assert_eq!(unpacked(coding, &packed.body), plain.body, "{path}");
            assert_eq!(packed.header("content-type"), plain.header("content-type"));
            assert_eq!(packed.header("consortia-rows"), plain.header("consortia-rows"));
            let length = packed.body.len().to_string();
            assert_eq!(packed.header("content-length"), Some(&*length));
            let head = get(&server, &path, &["-H", &accept, "--head"]);
            assert_eq!(head.header("content-length"), Some(&*length));
            tags.push(packed.header("etag").unwrap().to_owned());
            assert_eq!(head.header("etag"), tags.last().map(String::as_str));
        }
        assert!(tags.iter().all(|tag| tag.starts_with('"')), "strong: {tags:?}");
        tags.dedup();
        assert_eq!(tags.len(), 3, "a representation each: {tags:?}");
    }
    let book = get(&server, "/reports/members.xlsx?organization=PSCC", &["--compressed"]);
    assert_eq!(book.header("content-encoding"), None, "a workbook is compressed already");
    let page = get(&server, "/data", &["-H", "accept-encoding: gzip"]);
    assert_eq!(page.header("content-encoding"), Some("gzip"));
    assert!(page.body.len() < unpacked("gzip", &page.body).len() / 3);
}

#[test]
fn conditions_and_ranges_are_about_the_coding_that_is_sent() {
    let (_folder, server) = server();
    let path = "/reports/affiliations.csv?asOf=2023";
    let gzip = ["-H", "accept-encoding: gzip"];
    let packed = get(&server, path, &gzip);
    let plain = get(&server, path, &[]);
    let tag = packed.header("etag").unwrap();
    let known = format!("if-none-match: {tag}");
    let same = get(&server, path, &["-H", &known, gzip[0], gzip[1]]);
    assert_eq!((same.status(), same.header("vary")), ("304", Some("accept-encoding")));
    assert_eq!(get(&server, path, &["-H", &known]).status(), "200", "another coding");
    let part = get(&server, path, &["-r", "0-99", gzip[0], gzip[1]]);
    assert_eq!((part.status(), &*part.body), ("206", &packed.body[..100]));
    assert_eq!(part.header("content-encoding"), Some("gzip"));
    let range = format!("bytes 0-99/{}", packed.body.len());
    assert_eq!(part.header("content-range"), Some(&*range));
    let if_range = format!("if-range: {tag}");
    let rest = get(&server, path, &["-r", "100-", "-H", &if_range, gzip[0], gzip[1]]);
    assert_eq!((rest.status(), &*rest.body), ("206", &packed.body[100..]));
    let other = get(&server, path, &["-r", "100-", "-H", &if_range]);
    assert_eq!(other.status(), "200", "a part of another coding");
    assert_eq!(other.body, plain.body);
}
