//! Deprecated fields, arguments, input fields and enum values, in SDL and in introspection.

use serde_json::{Value as Json, json};

use super::schema::engine;
use crate::graphql::engine::Request;

const REASON: &str = "Use `name`. (since 2027-01)";

#[test]
fn sdl_marks_what_is_deprecated_with_reason_and_date() {
    let sdl = engine().sdl();
    let mark = format!("@deprecated(reason: \"{REASON}\")");
    for part in ["label: String!", "nick: String", "alias: String", "TITLE"] {
        assert!(sdl.contains(&format!("{part} {mark}")), "{part} in {sdl}");
    }
    let uses = sdl.lines().filter(|line| !line.starts_with("directive"));
    assert_eq!(uses.filter(|line| line.contains("@deprecated")).count(), 4, "{sdl}");
}

#[test]
fn introspection_hides_deprecated_parts_by_default() {
    let engine = engine();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let introspect = |query: &str| -> Json {
        let request = Request { query: query.into(), ..Request::default() };
        let prepared = runtime.block_on(engine.prepare(&request)).unwrap();
        serde_json::from_str(&prepared.introspected[0]).unwrap()
    };
    let fields = "name isDeprecated deprecationReason";
    let all = introspect(&format!(
        "{{ __type(name: \"Person\") {{ fields(includeDeprecated: true) {{ {fields} }} }} }}"
    ));
    let label = json!({ "name": "label", "isDeprecated": true, "deprecationReason": REASON });
    assert_eq!(all["fields"][1], label);
    let current = introspect("{ __type(name: \"Person\") { fields { name } } }");
    assert_eq!(current, json!({ "fields": [{ "name": "name" }] }));
    let values = introspect("{ __type(name: \"Case\") { enumValues { name } } }");
    assert_eq!(values, json!({ "enumValues": [{ "name": "UPPER" }] }));
}
