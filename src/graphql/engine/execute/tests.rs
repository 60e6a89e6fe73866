//! Failed fields, tested against "Handling Execution Errors" of the GraphQL specification: the seven cases that
//! async-graphql 7.2.1 executes differently, and related ones.

use serde_json::{Value as Json, json};

use crate::{
    domain::{
        date::Day,
        entity_type::EntityType,
        record::{Name, Person, Registry},
    },
    graphql::{
        Engine, Request, Response,
        engine::definition::{FieldSource, ListItem, ObjectType, RowList, field, named_type},
        schema::{self, parameters::keys::ByKey},
    },
    limits::{Limits, RequestLimits, memory::CacheSizes},
    store::{
        Store,
        sql::tables::{self, name, person},
    },
};

/// The schema of the registry. A person also has fields that fail: `boom` is nullable, `must` is non-null, and the objects
/// `o` and `on` and the items of `list` and `strict` have both.
fn engine(limits: Limits) -> Engine {
    let mut definition = schema::definition();
    let failing = |broken| {
        vec![
            field("a", "String!", FieldSource::Column(tables::SLUG), "Holds."),
            field("boom", "String", FieldSource::Column(broken), "Fails."),
            field("must", "String!", FieldSource::Column(broken), "Fails."),
        ]
    };
    let list = || {
        let (order, item) = (&[tables::RANK], ListItem::Row);
        FieldSource::Rows(RowList {
            table: name::TABLE,
            of: &name::OF,
            parent: tables::ID,
            item,
            order,
        })
    };
    let person = definition.objects.iter_mut().find(|object| object.name == "Person").unwrap();
    person.fields.extend(failing(tables::UNREADABLE));
    person.fields.extend([
        field("o", "Failing!", FieldSource::SameRow, "Never null."),
        field("on", "Failing", FieldSource::SameRow, "Null where something in it fails."),
        field("list", "[FailingName]!", list(), "Items may be null."),
        field("strict", "[FailingName!]", list(), "Items are never null."),
        field("query", "[FailingName!]", list(), "A whole statement fails."),
    ]);
    let query = person.fields.iter_mut().find(|field| field.name == "query").unwrap();
    if let FieldSource::Rows(list) = &mut query.source {
        list.order = &[name::FAILING];
    }
    for (name, id) in [("Failing", tables::SLUG), ("FailingName", name::VALUE)] {
        let mut fields = failing(tables::UNREADABLE);
        fields[0] = field("ok", "String!", FieldSource::Column(id), "Holds.");
        let (name, doc) = (name.to_owned(), "Fields that fail.".to_owned());
        definition.objects.push(ObjectType { name, doc, implements: &[], fields });
    }
    let sure =
        field("sure", "Person!", FieldSource::Lookup(&ByKey(EntityType::Person)), "Never null.");
    let args = definition.objects[0].field("person").unwrap().args.clone();
    definition.objects[0].fields.push(sure.with(args));
    assert_eq!(person::TABLE, "person");
    Engine::new(definition, limits, &CacheSizes::default()).unwrap()
}

fn registry() -> Registry {
    let name = |value: &str| Name::new(value, None, "ALIAS");
    let person = Person {
        slug: "p".to_owned(),
        names: vec![name("one"), name("two")],
        description: None,
        note: None,
        cite: Vec::new(),
    };
    Registry { people: vec![person], ..Registry::default() }
}

fn respond(engine: &Engine, query: &str) -> Response {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("failing.db")).unwrap();
    store.apply(&registry(), "failing").unwrap();
    let readers = store.reader_pool(Limits::default().request.execution_time);
    let request = Request { query: query.into(), ..Request::default() };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let prepared =
        runtime.block_on(engine.prepare(&request)).unwrap_or_else(|e| panic!("{query}: {e:?}"));
    readers.read(|snapshot| engine.execute(&prepared, snapshot, Day::default())).unwrap()
}

#[test]
fn a_failed_field_nulls_the_nearest_nullable_parent() {
    let engine = engine(Limits::default());
    let one = json!("p");
    let p = |rest: Json| json!({ "p": rest });
    let rows = [
        // The seven cases.
        ("{ a boom }", p(json!({ "a": one, "boom": null })), vec![json!(["p", "boom"])]),
        ("{ a must }", p(Json::Null), vec![json!(["p", "must"])]),
        (
            "{ a o { ok boom } }",
            p(json!({ "a": one, "o": { "ok": one, "boom": null } })),
            vec![json!(["p", "o", "boom"])],
        ),
        ("{ a o { ok must } }", p(Json::Null), vec![json!(["p", "o", "must"])]),
        (
            "{ a on { ok boom } }",
            p(json!({ "a": one, "on": { "ok": one, "boom": null } })),
            vec![json!(["p", "on", "boom"])],
        ),
        (
            "{ a on { ok must } }",
            p(json!({ "a": one, "on": null })),
            vec![json!(["p", "on", "must"])],
        ),
        (
            "{ list { ok must } }",
            p(json!({ "list": [null, null] })),
            vec![json!(["p", "list", 0, "must"]), json!(["p", "list", 1, "must"])],
        ),
        // Related cases.
        (
            "{ a list { ok boom } }",
            p(
                json!({ "a": one, "list": [{ "ok": "one", "boom": null }, { "ok": "two", "boom": null }] }),
            ),
            vec![json!(["p", "list", 0, "boom"]), json!(["p", "list", 1, "boom"])],
        ),
        (
            "{ a strict { must } }",
            p(json!({ "a": one, "strict": null })),
            vec![json!(["p", "strict", 0, "must"])],
        ),
        (
            "{ a other: boom on { x: must } }",
            p(json!({ "a": one, "other": null, "on": null })),
            vec![json!(["p", "other"]), json!(["p", "on", "x"])],
        ),
        ("{ a query { ok } }", p(json!({ "a": one, "query": null })), vec![json!(["p", "query"])]),
    ];
    for (selection, data, paths) in rows {
        let query = format!("{{ p: person(by: {{ slug: \"p\" }}) {selection} }}");
        let response = respond(&engine, &query);
        let body: Json = serde_json::from_str(&response.body).unwrap();
        let found: Vec<_> =
            body["errors"].as_array().unwrap().iter().map(|error| error["path"].clone()).collect();
        assert_eq!((&body["data"], &found), (&data, &paths), "{selection}");
        assert_eq!(body["errors"][0]["extensions"]["code"], "INTERNAL_SERVER_ERROR");
        assert!(response.executed && !response.causes.is_empty(), "the log learns why");
        assert!(!response.body.contains("Utf8"), "and the client does not: {}", response.body);
    }
}

#[test]
fn a_failed_non_null_field_of_the_root_nulls_data() {
    let engine = engine(Limits::default());
    let response = respond(&engine, "{ people { totalCount } sure(by: { slug: \"p\" }) { must } }");
    let body: Json = serde_json::from_str(&response.body).unwrap();
    assert_eq!(body["data"], Json::Null);
    assert!(body.as_object().unwrap().contains_key("data"));
    assert_eq!(body["errors"][0]["path"], json!(["sure", "must"]));
}

#[test]
fn a_failed_field_in_a_page_nulls_the_nearest_nullable_parent() {
    let engine = engine(Limits::default());
    let inner = "{ people { nodes { slug must } } }";
    let body: Json = serde_json::from_str(&respond(&engine, inner).body).unwrap();
    let none = json!({ "people": null });
    assert_eq!(
        body["data"], none,
        "nodes and their lists are never null, but fields of the root can be"
    );
    assert_eq!(body["errors"][0]["path"], json!(["people", "nodes", 0, "must"]));
    let inner = "{ people { edges { node { slug on { must } } } } }";
    let body: Json = serde_json::from_str(&respond(&engine, inner).body).unwrap();
    assert_eq!(body["data"]["people"]["edges"][0]["node"], json!({ "slug": "p", "on": null }));
    assert_eq!(body["errors"][0]["path"], json!(["people", "edges", 0, "node", "on", "must"]));
}

#[test]
fn nodes_and_edges_and_their_items_are_non_null() {
    let connections =
        schema::definition().objects.into_iter().filter(|it| it.name.ends_with("Connection"));
    let mut lists = 0;
    for connection in connections {
        for name in ["nodes", "edges"] {
            let Some(field) = connection.field(name) else { continue };
            assert_eq!(
                field.ty,
                format!("[{}!]!", named_type(&field.ty)),
                "{} {name}",
                connection.name
            );
            lists += 1;
        }
    }
    assert!(lists > 10);
}

#[test]
fn a_response_above_the_size_limit_ends_the_request() {
    let request = RequestLimits { response_bytes: 60, ..RequestLimits::default() };
    let engine = engine(Limits { request, ..Limits::default() });
    let small = respond(&engine, "{ people { nodes { slug } } }");
    assert!(small.executed, "{}", small.body);
    for query in [
        "{ people { nodes { slug names { value } id name } } }",
        "{ people { nodes { id } edges { node { id } } } }",
        "{ person(by: { slug: \"p\" }) { names { value kind language } a: names { value } } }",
    ] {
        let refused = respond(&engine, query);
        let body: Json = serde_json::from_str(&refused.body).unwrap();
        assert!(body.get("data").is_none(), "{query}: {body}");
        assert_eq!(body["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED", "{body}");
        assert_eq!(body["errors"][0]["extensions"]["limit"], "response_bytes", "{body}");
        assert_eq!(refused.limit.as_deref(), Some("response_bytes"));
    }
}
