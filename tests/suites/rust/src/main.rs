//! Requests two pages with each client, and an invalid query. usage: consortia-rust-clients URL

use std::{
    collections::HashSet,
    io::{Read, Write},
    net::TcpStream,
};

use cynic::QueryBuilder;
use graphql_client::GraphQLQuery;
use serde::{Serialize, de::DeserializeOwned};

#[derive(GraphQLQuery)]
#[graphql(schema_path = "../../../schema.graphql", query_path = "src/page.graphql")]
struct Page;

#[cynic::schema("registry")]
mod schema {}

#[derive(cynic::QueryVariables)]
struct Paging {
    count: Option<i32>,
    after: Option<String>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "Paging")]
struct Organizations {
    #[arguments(first: $count, after: $after)]
    organizations: Option<OrganizationConnection>,
}

#[derive(cynic::QueryFragment)]
struct OrganizationConnection {
    nodes: Vec<Organization>,
    page_info: PageInfo,
}

#[derive(cynic::QueryFragment)]
struct Organization {
    id: cynic::Id,
}

#[derive(cynic::QueryFragment)]
struct PageInfo {
    has_next_page: bool,
    end_cursor: Option<String>,
}

fn main() {
    let url = std::env::args().nth(1).expect("usage: consortia-rust-clients URL");
    two_pages("graphql_client", |after| {
        let request = Page::build_query(page::Variables { count: Some(2), after });
        let answer: graphql_client::Response<page::ResponseData> = post(&url, &request);
        let page = answer.data.expect("an answer").organizations.expect("no error");
        let ids = page.nodes.into_iter().map(|node| node.id).collect();
        (ids, page.page_info.has_next_page, page.page_info.end_cursor)
    });
    two_pages("cynic", |after| {
        let request = Organizations::build(Paging { count: Some(2), after });
        let answer: cynic::GraphQlResponse<Organizations> = post(&url, &request);
        let page = answer.data.expect("an answer").organizations.expect("no error");
        let ids = page.nodes.into_iter().map(|node| node.id.into_inner()).collect();
        (ids, page.page_info.has_next_page, page.page_info.end_cursor)
    });
    let invalid = serde_json::json!({ "query": "{ organizations { nothingOfThatName } }" });
    let answer: graphql_client::Response<page::ResponseData> = post(&url, &invalid);
    assert!(answer.data.is_none() && !answer.errors.expect("errors").is_empty());
    println!("3 passed, 0 failed");
}

/// The ids of a page, whether there is a next page, and the end cursor.
type FetchedPage = (Vec<String>, bool, Option<String>);

fn two_pages(client: &str, ask: impl Fn(Option<String>) -> FetchedPage) {
    let (mut ids, more, end) = ask(None);
    assert!(ids.len() == 2 && more && end.is_some(), "{client}: {ids:?}");
    ids.extend(ask(end).0);
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 4, "{client}: {ids:?}");
}

/// A minimal HTTP client: neither crate has a transport of its own.
fn post<T: DeserializeOwned>(url: &str, request: &impl Serialize) -> T {
    let (host, path) = url.strip_prefix("http://").and_then(|url| url.split_once('/')).expect("a URL");
    let body = serde_json::to_string(request).expect("JSON");
    let mut stream = TcpStream::connect(host).expect("a connection");
    let head = format!(
        "POST /{path} HTTP/1.0\r\nhost: {host}\r\ncontent-type: application/json\r\n\
         accept: application/graphql-response+json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    serde_json::from_str(body).expect("the answer's shape")
}
