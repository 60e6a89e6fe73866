//! The slices of a response have together the same rows as the response, and no slice is large.

use consortia::{
    graphql::{Request, TableArguments},
    limits::TableLimits,
    report::{ColumnNames, ListOptions, ResponseValue, Table, for_each_row, lay_out},
};
use serde_json::{Value as Json, json};

use super::options;
use crate::{
    seeded::{TODAY, registry},
    support::ENGINE,
};

/// Documents whose pages hold complete lists, so that `/graphql` returns all rows as well.
const DOCUMENTS: [(&str, &[(&str, &str)]); 9] = [
    (
        "{ programs(first: 100) { totalCount nodes { slug kind participants(first: 100) { edges { participation { role } node { slug } } } } } }",
        &[],
    ),
    (
        "{ sources(first: 100) { nodes { slug facts(first: 40) { nodes { __typename id citations { locator } } } } } }",
        &[],
    ),
    ("{ sources(first: 100) { nodes { slug facts(last: 3) { nodes { __typename id } } } } }", &[]),
    (
        "{ organization(by: { slug: \"pscc\" }) { a: name founders(first: 3) { totalCount edges { certainty affiliation { since } node { kinds partners(first: 9) { nodes { slug } } } } } z: slug } }",
        &[],
    ),
    (
        "{ changes(organization: { slug: \"pscc\" }, from: \"2007\", to: \"2023\") { joined { organization { slug } } } }",
        &[],
    ),
    (
        "{ search(query: \"institut\", first: 7) { edges { score matchedName node { slug ... on Organization { kinds } } } } }",
        &[],
    ),
    (
        "{ discrepancies(first: 9) { nodes { question facts { __typename ... on Figure { value } citations { locator } } } } }",
        &[("rows", "discrepancies"), ("json", "discrepancies.facts")],
    ),
    (
        "{ organizations(first: 100) { nodes { slug names { value } identifiers { value } } } }",
        &[("rows", "organizations.identifiers"), ("explode", "organizations.names")],
    ),
    ("{ organization(by: { slug: \"nobody\" }) { slug members { nodes { slug } } } }", &[]),
];

#[test]
fn slices_have_the_rows_of_the_response_in_order() {
    for (query, parameters) in DOCUMENTS {
        let options = options(parameters);
        let (table, slices) = sliced(query, &options.lists);
        let answer = registry().answer(query, json!({}));
        assert!(answer.executed, "{query}");
        let expected = rows(&table, &answer.body);
        let found: Vec<_> = slices.iter().flat_map(|slice| rows(&table, slice)).collect();
        assert_eq!(found, expected, "{query}");
        assert!(!query.contains("programs") || expected.len() > 100);
    }
}

#[test]
fn no_slice_is_large() {
    let query = "{ sources { nodes { slug facts { nodes { id } } } } }";
    let (table, slices) = sliced(query, &ListOptions::default());
    let counts: Vec<_> = slices.iter().map(|slice| rows(&table, slice).len()).collect();
    assert!(counts.iter().all(|count| *count <= 256), "{counts:?}");
    assert!(counts.iter().sum::<usize>() > 900, "{counts:?}");
    let sources = |slice: &String| {
        let slice: Json = serde_json::from_str(slice).unwrap();
        slice["data"]["sources"]["nodes"].as_array().unwrap().len()
    };
    assert!(slices.iter().all(|slice| sources(slice) == 1));
}

fn sliced(query: &str, lists: &ListOptions) -> (Table, Vec<String>) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let request = Request { query: query.into(), ..Request::default() };
    let document = runtime.block_on(ENGINE.table_document(&request, None)).unwrap();
    let table = lay_out(&document.roots, lists, ColumnNames::Full).unwrap();
    let arguments = TableArguments::default();
    let mut arguments = arguments.supplier();
    let (keys, lists) = (&table.row_keys, table.row_list_count);
    let plan = ENGINE.table_plan(&document, keys, lists, &mut arguments).unwrap();
    let mut slices = Vec::new();
    registry().with_app(|app| {
        app.readers
            .read(|snapshot| {
                ENGINE.slices(&plan, snapshot, TODAY, |slice| {
                    slices.push(slice.to_owned());
                    Ok::<_, ()>(())
                })
            })
            .unwrap()
            .unwrap();
    });
    (table, slices)
}

fn rows(table: &Table, answer: &str) -> Vec<String> {
    let answer = ResponseValue::parse(answer).unwrap();
    let mut rows = Vec::new();
    let take = &mut |cells: &[_]| {
        rows.push(format!("{cells:?}"));
        Ok::<_, ()>(())
    };
    for_each_row(table, &TableLimits::default(), &answer, take).unwrap();
    rows
}
