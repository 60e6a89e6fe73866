//! Arguments: each value is used, or refused with its place. The cases are made from the schema, so that new fields and new
//! filters are covered.

mod dated_names;
mod existing;
mod failures;
mod figures;
mod keys;
mod kinds;
mod languages;
mod nulls;
mod pages;
mod texts;
mod times;

use std::sync::LazyLock;

use serde_json::{Value as Json, json};

use crate::seeded::registry;

const TYPES: &str = "{ __schema { types { name kind isOneOf
    inputFields { name defaultValue type { ...T } }
    fields { name type { ...T } args { name defaultValue type { ...T } } } } } }
    fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// The types of the schema, as introspection tells them.
static SCHEMA: LazyLock<Vec<Json>> =
    LazyLock::new(|| registry().ask(TYPES)["__schema"]["types"].as_array().unwrap().clone());

/// Arguments of root fields that require some.
const REQUIRED: [(&str, &str); 7] = [
    ("node", "id: \"T3JnYW5pemF0aW9uOnBzY2M\""),
    ("nodes", "ids: [\"T3JnYW5pemF0aW9uOnBzY2M\"]"),
    ("commonAffiliates", "of: [{ slug: \"unicancer\" }, { slug: \"inca\" }]"),
    ("search", "query: \"cancer\""),
    ("network", "around: { slug: \"pscc\" }"),
    ("path", "from: { slug: \"sanofi\" }, to: { slug: \"inca\" }"),
    ("changes", "organization: { slug: \"pscc\" }, from: \"2007\", to: \"2023\""),
];

/// Records of each type with fields of their own that take arguments.
const RECORDS: [(&str, &str, &str); 6] = [
    ("Organization", "organization", "canceropole-ile-de-france"),
    ("Person", "person", "eric-vivier"),
    ("Program", "program", "industry-collaboration-charter"),
    ("Event", "event", "creation-of-canceropole-ile-de-france"),
    ("Topic", "topic", "cancer"),
    ("Source", "source", "unicancer-international"),
];

/// A field that takes arguments, and how a query reaches it.
struct Field {
    /// Its type and name. Example: `Organization.members`.
    name: String,
    /// The query up to its arguments.
    before: String,
    /// The arguments it requires.
    required: &'static str,
    /// What is selected of it, and the rest of the query.
    after: String,
    /// Its arguments, by introspection.
    arguments: Vec<Json>,
}

impl Field {
    /// The query with further arguments.
    fn query(&self, arguments: &str) -> String {
        self.query_with("", arguments)
    }

    /// The same with variables, such as `($first: Int)`.
    fn query_with(&self, variables: &str, arguments: &str) -> String {
        let Self { before, required, after, .. } = self;
        format!("query {variables} {{ {before}(__none: 0, {required}, {arguments}) {after}")
            .replace("__none: 0, , ", "")
            .replace("__none: 0, ", "")
            .replace(", )", ")")
            .replace("()", "")
    }

    fn takes(&self, argument: &str) -> Option<&Json> {
        self.arguments.iter().find(|it| it["name"] == argument)
    }
}

/// Every field that takes arguments, of the root and of the records.
fn fields() -> Vec<Field> {
    let mut fields = Vec::new();
    for field in fields_of("Query") {
        let name = field["name"].as_str().unwrap();
        let record = RECORDS.iter().find(|(_, root, _)| *root == name);
        let required = REQUIRED.iter().find(|(root, _)| *root == name).map(|(_, it)| *it);
        let key = record.map(|(_, _, slug)| format!("by: {{ slug: \"{slug}\" }}"));
        let required = required.or_else(|| key.map(|key| &*key.leak())).unwrap_or_default();
        fields.push(Field {
            name: format!("Query.{name}"),
            before: name.to_owned(),
            required,
            after: format!("{} }}", selection(&field)),
            arguments: arguments_of(&field),
        });
    }
    for (ty, root, slug) in RECORDS {
        for field in fields_of(ty).into_iter().filter(|it| !arguments_of(it).is_empty()) {
            let name = field["name"].as_str().unwrap();
            fields.push(Field {
                name: format!("{ty}.{name}"),
                before: format!("{root}(by: {{ slug: \"{slug}\" }}) {{ {name}"),
                required: "",
                after: format!("{} }} }}", selection(&field)),
                arguments: arguments_of(&field),
            });
        }
    }
    assert!(fields.len() > 50, "{}", fields.len());
    fields
}

/// A selection that shows which records a field has.
fn selection(field: &Json) -> &'static str {
    match named(&field["type"]) {
        name if name.ends_with("Connection") => {
            "{ totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }"
        }
        "String" => "",
        "Network" => "{ nodes { organization { slug } } links { id } }",
        "Path" => "{ length alternatives { length } }",
        "Changes" => "{ joined { affiliation { id } } stayed { affiliation { id } } }",
        _ => "{ __typename }",
    }
}

fn ty(name: &str) -> &'static Json {
    SCHEMA.iter().find(|it| it["name"] == name).unwrap_or_else(|| panic!("{name}"))
}

fn fields_of(name: &str) -> Vec<Json> {
    ty(name)["fields"].as_array().unwrap().clone()
}

fn arguments_of(field: &Json) -> Vec<Json> {
    field["args"].as_array().unwrap().clone()
}

/// The name of a type without lists and non-null.
fn named(ty: &Json) -> &str {
    match &ty["ofType"] {
        Json::Null => ty["name"].as_str().unwrap(),
        inner => named(inner),
    }
}

/// A type in the notation of the schema.
fn notation(ty: &Json) -> String {
    match ty["kind"].as_str().unwrap() {
        "NON_NULL" => format!("{}!", notation(&ty["ofType"])),
        "LIST" => format!("[{}]", notation(&ty["ofType"])),
        _ => ty["name"].as_str().unwrap().to_owned(),
    }
}

/// The body of a response.
fn body(query: &str, variables: Json) -> Json {
    serde_json::from_str(&registry().answer(query, variables).body).unwrap()
}

/// The argument and the message of the only error of a query, which has no data.
fn refusal(query: &str, variables: Json) -> (String, String) {
    let body = body(query, variables);
    assert!(body.get("data").is_none(), "{query}: {body}");
    let error = &body["errors"][0];
    assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{query}: {body}");
    let text = |value: &Json| value.as_str().unwrap().to_owned();
    (text(&error["extensions"]["argument"]), text(&error["message"]))
}

/// The first error of a query whose first field an argument fails: its code, the argument and the message. The response
/// has the other data.
fn failure(query: &str, variables: Json) -> (String, String, String) {
    let body = body(query, variables);
    assert!(body.get("data").is_some(), "{query}: {body}");
    let error = &body["errors"][0];
    assert!(error["path"].is_array() && error["locations"].is_array(), "{query}: {body}");
    let text = |value: &Json| value.as_str().unwrap_or_else(|| panic!("{body}")).to_owned();
    let extensions = &error["extensions"];
    (text(&extensions["code"]), text(&extensions["argument"]), text(&error["message"]))
}

/// How many organizations a filter finds.
fn organizations(filter: &str) -> u64 {
    count("organizations", filter)
}

/// How many records of a root list a filter finds.
fn count(list: &str, filter: &str) -> u64 {
    let query = format!("{{ {list}(filter: {filter}) {{ totalCount }} }}");
    let body = body(&query, json!({}));
    body["data"][list]["totalCount"].as_u64().unwrap_or_else(|| panic!("{query}: {body}"))
}
