//! Null in place of an optional argument or of a whole filter is none. Null for a key, a list or a text within a filter is
//! refused, because it would match everything where the client means a value that it lacks.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::{Field, SCHEMA, body, fields, named, notation, refusal, ty};

/// A field of an input object: the path to it from the argument, and what is known of it.
struct InputField {
    path: Vec<String>,
    of: String,
    field: Json,
}

/// The required fields of input objects, each with a value.
const REQUIRED: [(&str, &str, &str); 4] = [
    ("NearFilter", "lat", "48.85"),
    ("NearFilter", "lon", "2.35"),
    ("NearFilter", "km", "5"),
    ("WithinFilter", "organization", r#"{ slug: "inserm" }"#),
];

impl InputField {
    /// A literal that gives the field this value, and no other field but those that its object requires.
    fn literal(&self, value: &str) -> String {
        let (name, parents) = self.path.split_last().unwrap();
        nested(parents, &format!("{{ {name}: {value}{} }}", self.siblings()))
    }

    /// The other fields that its object requires.
    fn siblings(&self) -> String {
        let others =
            REQUIRED.iter().filter(|(of, name, _)| *of == self.of && self.field["name"] != *name);
        others.fold(String::new(), |all, (_, name, value)| all + ", " + name + ": " + value)
    }

    fn is_required(&self) -> bool {
        self.field["type"]["kind"] == "NON_NULL"
    }

    /// The same as JSON.
    fn json(&self, value: &Json) -> Json {
        let (name, parents) = self.path.split_last().unwrap();
        let mut object = json!({ name: value });
        for (of, other, value) in REQUIRED {
            if of == self.of && other != name {
                object[other] = match other {
                    "organization" => json!({ "slug": "inserm" }),
                    _ => json!(value.parse::<f64>().unwrap()),
                };
            }
        }
        parents.iter().rev().fold(object, |inner, name| json!({ name: inner }))
    }

    /// Whether null is the same as nothing: for a whole filter, and for what has a default.
    fn takes_null(&self) -> bool {
        let kind = &self.field["type"]["kind"];
        let is_filter = kind == "INPUT_OBJECT" && ty(named(&self.field["type"]))["isOneOf"] != true;
        is_filter || !self.field["defaultValue"].is_null() || self.field["name"] == "asOf"
    }
}

/// Whether an input type is a filter.
fn is_filter(ty: &Json) -> bool {
    ty["kind"] == "INPUT_OBJECT" && ty["isOneOf"] != true
}

/// Conditions on relations.
const QUANTIFIERS: [&str; 3] = ["some", "none", "every"];
/// How deep they can stand within each other.
const QUANTIFIED_DEPTH: usize = 2;

/// Whether an input type has conditions on relations.
fn is_quantified(ty: &Json) -> bool {
    let mut fields = ty["inputFields"].as_array().into_iter().flatten();
    fields.any(|it| QUANTIFIERS.contains(&it["name"].as_str().unwrap()))
}

/// The fields of an input object that are valid alone and not too deep. Beside `some`, `none` and `every`, the others are not.
fn fields_alone(name: &str, path: &[String]) -> Vec<&'static Json> {
    let depth = path.iter().filter(|it| QUANTIFIERS.contains(&it.as_str())).count();
    let is_alone = |it: &&Json| {
        if is_quantified(ty(name)) {
            QUANTIFIERS.contains(&it["name"].as_str().unwrap())
        } else {
            depth < QUANTIFIED_DEPTH || !is_quantified(ty(named(&it["type"])))
        }
    };
    ty(name)["inputFields"].as_array().unwrap().iter().filter(is_alone).collect()
}

/// The fields of an input object and of those within it. Each type is entered once, lists of filters not at all.
fn input_fields(name: &str, path: &[String], seen: &mut BTreeSet<String>) -> Vec<InputField> {
    let mut all = Vec::new();
    for field in fields_alone(name, path) {
        let mut path = path.to_vec();
        path.push(field["name"].as_str().unwrap().to_owned());
        let inner = named(&field["type"]).to_owned();
        let is_object = field["type"]["kind"] == "INPUT_OBJECT";
        let is_key = ty(&inner)["isOneOf"] == true;
        if is_object
            && !is_key
            && (seen.insert(inner.clone()) || field["name"] == "not" && path.len() == 1)
        {
            all.extend(input_fields(&inner, &path, seen));
        }
        all.push(InputField { path, of: name.to_owned(), field: field.clone() });
    }
    all
}

#[test]
fn null_for_an_optional_argument_is_the_same_as_none() {
    for field in fields() {
        let without = body(&field.query(""), json!({}));
        assert!(without.get("errors").is_none(), "{}: {without}", field.query(""));
        for argument in field.arguments.iter().filter(|it| it["type"]["kind"] != "NON_NULL") {
            let name = argument["name"].as_str().unwrap();
            let literal = field.query(&format!("{name}: null"));
            assert_eq!(body(&literal, json!({})), without, "{literal}");
            let variables = format!("($v: {})", notation(&argument["type"]));
            let variable = field.query_with(&variables, &format!("{name}: $v"));
            assert_eq!(body(&variable, json!({ "v": null })), without, "{variable}, null");
            assert_eq!(body(&variable, json!({})), without, "{variable}, absent");
        }
    }
}

#[test]
fn null_within_a_filter_is_no_filter_or_refused_by_name() {
    let (mut tested, mut types) = (0, BTreeSet::new());
    for field in fields() {
        let is_object = |it: &&Json| it["type"]["kind"] == "INPUT_OBJECT";
        let objects = field.arguments.iter().filter(is_object);
        for argument in objects.filter(|it| is_filter(ty(named(&it["type"])))) {
            let filter = named(&argument["type"]).to_owned();
            let mut seen = BTreeSet::from([filter.clone()]);
            let inputs = input_fields(&filter, &[], &mut seen);
            // The same type elsewhere: one field shows that the argument goes the same way.
            let most = if types.insert(filter.clone()) { inputs.len() } else { 1 };
            for input in &inputs[..most] {
                check_null(&field, argument["name"].as_str().unwrap(), &filter, input);
                tested += 1;
            }
            types.extend(seen);
        }
    }
    assert!(tested > 150, "{tested}");
    let all = SCHEMA.iter().filter(|it| is_filter(it)).map(|it| it["name"].as_str().unwrap());
    let others: Vec<_> = all
        .filter(|name| {
            !types.contains(*name) && !name.ends_with("Order") && *name != "IdentifierKey"
        })
        .collect();
    assert!(others.is_empty(), "no test reaches {others:?}");
}

/// Null as a literal, in a variable at its place, in a variable for the whole filter, and as the default of one.
/// The literal of an object within others.
fn nested(parents: &[String], literal: &str) -> String {
    parents.iter().rev().fold(literal.to_owned(), |inner, name| format!("{{ {name}: {inner} }}"))
}

fn check_null(field: &Field, argument: &str, filter: &str, input: &InputField) {
    let at_path = field.query(&format!("{argument}: {}", input.literal("null")));
    let variables = format!("($v: {})", notation(&input.field["type"]));
    let by_variable = field.query_with(&variables, &format!("{argument}: {}", input.literal("$v")));
    let by_default = field.query_with(
        &variables.replace(')', " = null)"),
        &format!("{argument}: {}", input.literal("$v")),
    );
    let whole = field.query_with(&format!("($f: {filter})"), &format!("{argument}: $f"));
    let requests = [
        (&at_path, json!({})),
        (&by_variable, json!({ "v": null })),
        (&by_default, json!({})),
        (&whole, json!({ "f": input.json(&Json::Null) })),
    ];
    let (last, parents) = input.path.split_last().unwrap();
    // A variable that is not given leaves its field out.
    let siblings = input.siblings();
    let parent = nested(parents, &format!("{{ {} }}", siblings.trim_start_matches(", ")));
    let without = body(&field.query(&format!("{argument}: {parent}")), json!({}));
    assert_eq!(without.get("errors").is_some(), input.is_required(), "{parent}: {without}");
    if !input.is_required() {
        assert_eq!(body(&by_variable, json!({})), without, "{by_variable}, absent");
    }
    for (query, variables) in requests {
        if input.takes_null() {
            assert_eq!(body(query, variables.clone()), without, "{query} {variables}");
        } else if input.is_required() {
            // GraphQL itself refuses null here, in its own words.
            let response = body(query, variables);
            assert!(response["errors"][0]["message"].is_string(), "{query}: {response}");
        } else {
            let (at, message) = refusal(query, variables);
            assert!(at.ends_with(&input.path.join(".")), "{query}: {at}");
            assert!(message.contains("found null"), "{query}: {message}");
            assert!(message.contains(last.as_str()), "{query}: {message}");
        }
    }
    assert!(!input.of.is_empty());
}

#[test]
fn null_for_a_key_is_refused_wherever_a_key_is_taken() {
    let rows = [
        ("{ organization(by: { slug: null }) { slug } }", "by"),
        ("{ organization(by: { identifier: null }) { slug } }", "by"),
        ("{ organizations(filter: { source: { slug: null } }) { totalCount } }", "filter.source"),
        ("{ network(around: { name: null }) { truncated } }", "around"),
        ("{ commonAffiliates(of: [{ slug: \"inca\" }, null]) { totalCount } }", "of"),
        (
            "{ organizations(filter: { countries: { in: [null] } }) { totalCount } }",
            "filter.countries.in",
        ),
        ("{ organizations(filter: { or: [null] }) { totalCount } }", "filter.or"),
        ("{ nodes(ids: [null]) { id } }", "ids"),
    ];
    for (query, path) in rows {
        let body = body(query, json!({}));
        let message = body["errors"][0]["message"].as_str().unwrap();
        assert!(body.get("data").is_none() && message.contains(path), "{query}: {message}");
    }
}

#[test]
fn an_empty_list_matches_nothing_and_an_empty_condition_everything() {
    let count = |filter: &str| super::organizations(filter);
    assert_eq!(count("{}"), 182);
    for nothing in [
        "{ countries: { in: [] } }",
        "{ slug: { in: [] } }",
        "{ kinds: { in: [] } }",
        "{ affiliatedWith: { roles: [] } }",
        "{ or: [] }",
        "{ not: {} }",
    ] {
        assert_eq!(count(nothing), 0, "{nothing}");
    }
    for everything in [
        "{ countries: {} }",
        "{ countries: { notIn: [] } }",
        "{ name: {} }",
        "{ foundedOn: {} }",
        "{ and: [] }",
        "{ not: null }",
    ] {
        assert_eq!(count(everything), 182, "{everything}");
    }
    assert_eq!(count("{ affiliatedWith: {} }"), count("{ affiliatedWith: { asOf: null } }"));
    assert!(count("{ affiliatedWith: {} }") < 182);
}
