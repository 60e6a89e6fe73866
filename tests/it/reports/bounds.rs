//! Every option of a table is bounded, and so is every cell and row, before any of it is built.

use consortia::{
    limits::TableLimits,
    report::{Cell, Format, ResponseValue, RowsError, for_each_row},
};
use serde_json::{Value as Json, json};

use super::{bytes, prepared};
use crate::{
    protocol::{encoded, server},
    seeded::registry,
    server::{JSON, Reply, Server},
};

/// The error of a table that is refused because of a limit.
fn refused(server: &Server, body: &Json) -> (Reply, Json) {
    let reply = server.request("POST", "/table.csv", &[JSON], &body.to_string());
    assert_eq!(reply.status, 400, "{}", reply.body);
    let error = reply.json()["errors"][0].clone();
    (reply, error)
}

#[test]
fn every_option_has_a_bound_that_its_error_states() {
    let (_folder, server) = server(&[]);
    let query = "{ organizations { nodes { slug names { value } } } }";
    let long = |text: &str, bytes: usize| text.repeat(bytes / text.len() + 1);
    let alias = long("a", 1_001);
    let joined = |separator: &str| format!("organizations.names:{separator}");
    for (options, limit, allowed) in [
        (json!({ "join": joined(&long("-", 33)) }), "table_separator_bytes", 32),
        (json!({ "join": long("names", 2_001) }), "table_option_bytes", 2_000),
        (json!({ "lang": long("fr", 2_001) }), "table_option_bytes", 2_000),
        (json!({ "rows": (["a"; 11].join(",")) }), "table_row_lists", 10),
        (json!({ "omit": (["a"; 500].to_vec()) }), "table_parameters", 500),
        (json!({ "n".repeat(40_000): vec![1; 20_000] }), "table_parameters", 500),
        (
            json!({ "query": format!("{{ {alias}: organizations {{ nodes {{ slug }} }} }}") }),
            "table_column_name_bytes",
            1_000,
        ),
    ] {
        let mut body = options.clone();
        if body.get("query").is_none() {
            body["query"] = query.into();
        }
        let (_, error) = refused(&server, &body);
        assert_eq!(error["extensions"]["limit"], limit, "{error}");
        assert_eq!(error["extensions"]["allowed"], allowed, "{error}");
        assert!(error["extensions"]["asked"].as_u64() > Some(allowed), "{error}");
    }
    let (_, error) = refused(
        &server,
        &json!({ "query": query, "rows": "organizations,organizations", "join": "organizations.names" }),
    );
    assert!(error["message"].as_str().unwrap().contains("repeated"), "{error}");
    // As many as are allowed.
    let path = format!("/table.csv?query={}&join={}", encoded(query), joined(&"-".repeat(32)));
    assert_eq!(server.get(&path, &[]).status, 200);
}

/// The error of the first row that exceeds these limits.
fn exceeded(query: &str, parameters: &[(&str, &str)], limits: TableLimits) -> Option<Json> {
    let table = prepared(query, parameters).unwrap().table;
    let answer = registry().answer(query, json!({})).body;
    let response = ResponseValue::parse(&answer).unwrap();
    let take = &mut |cells: &[Cell<'_>]| {
        let bytes: Vec<_> = cells.iter().map(|cell| cell.text().len() as u64).collect();
        assert!(bytes.iter().all(|bytes| *bytes <= limits.cell_bytes), "{bytes:?}");
        assert!(bytes.iter().sum::<u64>() <= limits.row_bytes, "{bytes:?}");
        Ok::<_, ()>(())
    };
    match for_each_row(&table, &limits, &response, take) {
        Ok(()) => None,
        Err(RowsError::TooLarge(error)) => Some(error.to_json()["extensions"]["limit"].clone()),
        Err(RowsError::Caller(())) => panic!("the caller does not fail"),
    }
}

#[test]
fn cells_and_rows_have_a_bound_whatever_they_are_made_of() {
    let query = "{ organizations(first: 40) { nodes { slug a: names { value } b: names { value kind } } } }";
    let (rows, join) = (("rows", "organizations"), "organizations.b");
    let plain = [rows, ("join", "organizations.a"), ("join", join)];
    let long = [rows, ("join", "organizations.a:                                "), ("join", join)];
    let json = [rows, ("json", "organizations.a"), ("json", join)];
    let whole = [("rows", ""), ("join", "organizations")];
    let exploded = [rows, ("explode", "organizations.a"), ("join", join)];
    let limits =
        |cell_bytes, row_bytes| TableLimits { cell_bytes, row_bytes, ..TableLimits::default() };
    for parameters in [&plain[..], &long, &json, &whole, &exploded] {
        assert_eq!(exceeded(query, parameters, limits(1_000_000, 4_000_000)), None);
        let cell = exceeded(query, parameters, limits(20, 4_000_000)).unwrap();
        assert_eq!(cell, "table_cell_bytes", "{parameters:?}");
        let row = exceeded(query, parameters, limits(1_000_000, 30)).unwrap();
        assert_eq!(row, "table_row_bytes", "{parameters:?}");
    }
}

#[test]
fn what_a_table_says_about_itself_fits_into_every_format() {
    let title = "t".repeat(15_000);
    let query = format!("# {title}\n{{ organizations(first: 1) {{ nodes {{ slug }} }} }}");
    let (_folder, server) = server(&[]);
    for extension in ["csv", "xlsx", "json", "ttl", "jsonld", "meta.json"] {
        let path = format!("/table.{extension}?query={}", encoded(&query));
        let reply = server.get(&path, &[]);
        assert_eq!(reply.status, 200, "{extension}: {}", reply.body);
        assert!(reply.headers.len() < 8_000, "{extension}: {}", reply.headers.len());
    }
    // Many lists that the document limits are named in a header of bounded size.
    let lists: Vec<_> = (0..29)
        .map(|n| format!("{}{n}: organizations(first: 1) {{ nodes {{ slug }} }}", "l".repeat(300)))
        .collect();
    let document = json!({ "query": format!("{{ {} }}", lists.concat()), "rows": "" });
    let mut body = document;
    body["join"] = (0..29).map(|n| format!("{}{n}", "l".repeat(300))).collect();
    let reply = server.request("POST", "/table.csv", &[JSON], &body.to_string());
    assert_eq!(reply.status, 200, "{}", reply.body);
    let limited = reply.header("consortia-limited");
    assert!(limited.len() < 2_100 && limited.ends_with("more"), "{limited}");
}

#[test]
fn rdf_of_a_joined_list_describes_each_item() {
    let query = "{ organizations(first: 2) { nodes { slug names { value kind } } } }";
    let parameters = [("rows", "organizations"), ("join", "organizations.names")];
    let table = prepared(query, &parameters).unwrap();
    let turtle = String::from_utf8(bytes(&table, Format::Turtle).unwrap()).unwrap();
    let json_ld: Json = serde_json::from_slice(&bytes(&table, Format::Jsonld).unwrap()).unwrap();
    let resources = json_ld["@graph"].as_array().unwrap();
    assert_eq!(turtle.matches(" .\n").count(), resources.len() + turtle.matches("@prefix").count());
}
