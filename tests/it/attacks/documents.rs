//! Documents that would be expensive to parse, validate or execute.

use super::{Attack, Error, Executed, Target, post_document};

const TOO_LARGE: &str = "LIMIT_EXCEEDED";
const TOO_COMPLEX: &str = "QUERY_TOO_COMPLEX";
const INVALID: &str = "GRAPHQL_VALIDATION_FAILED";
const NOT_GRAPHQL: &str = "GRAPHQL_PARSE_FAILED";
const BAD_INPUT: &str = "BAD_USER_INPUT";

/// So many parts, concatenated.
pub fn many(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

fn refused(attacks: Vec<(&'static str, String, &'static str)>) -> Vec<Attack> {
    let post =
        |(name, query, code): (_, String, _)| (name, post_document(&query), Error(400, code));
    attacks.into_iter().map(post).collect()
}

/// Fragments that each spread the next one twice; the last one selects `end`.
fn doubling(levels: usize, end: &str) -> String {
    let fragments =
        many(levels, |n| format!("fragment F{n} on Query {{ ...F{m} ...F{m} }} ", m = n + 1));
    format!("{{ ...F0 }} {fragments} fragment F{levels} on Query {{ {end} }}")
}

#[test]
fn values_within_values() {
    let nested = |open: &str, close: &str, count: usize| {
        format!("{}{}", open.repeat(count), close.repeat(count))
    };
    let list = nested("[", "]", 1_500);
    let object = nested("{and:[", "]}", 700);
    Target::new().withstands(&refused(vec![
        ("a list", format!("{{ organizations(first: {list}) {{ totalCount }} }}"), TOO_LARGE),
        ("an object", format!("{{ organizations(filter: {object}) {{ totalCount }} }}"), TOO_LARGE),
        ("a default", format!("query ($a: Int = {list}) {{ __typename }}"), TOO_LARGE),
        ("a directive's argument", format!("{{ __typename @include(if: {list}) }}"), TOO_LARGE),
        (
            "a directive of an operation",
            format!("query @include(if: {list}) {{ __typename }}"),
            TOO_LARGE,
        ),
        ("never closed", format!("{{ organizations(first: {}", "[".repeat(19_000)), TOO_LARGE),
        (
            "a type of lists",
            format!("query ($a: {}Int) {{ __typename }}", "[".repeat(9_000)),
            TOO_LARGE,
        ),
        ("after a quote", format!("{{ a(b: \"\\\"\") {} }}", "[".repeat(2_000)), TOO_LARGE),
        ("in a comment that ended", format!("{{ a(b: # \" \r {list}) }}"), TOO_LARGE),
        (
            "as deep as allowed",
            format!("{{ organizations(first: {}) }}", nested("[", "]", 60)),
            INVALID,
        ),
    ]));
}

#[test]
fn selections_within_selections() {
    Target::new().withstands(&refused(vec![
        ("100,000 braces", "{ a ".repeat(100_000).split_at(99_000).0.to_owned(), TOO_LARGE),
        ("braces", "{ a ".repeat(4_900), TOO_LARGE),
        ("fields", format!("{}{}", "{ node ".repeat(60), "}".repeat(60)), TOO_COMPLEX),
        (
            "inline fragments",
            format!("{} __typename {}", "{ ... ".repeat(63), "}".repeat(63)),
            INVALID,
        ),
        (
            "pages",
            "{ organizations(first: 100) { nodes { members(first: 100) { nodes { members(first: 100) { nodes { slug } } } } } } }".to_owned(),
            TOO_COMPLEX,
        ),
        (
            "introspection",
            "{ __schema { types { fields { args { type { fields { name } } } } } } }".to_owned(),
            TOO_COMPLEX,
        ),
        (
            "introspection through fragments",
            "{ __schema { types { ...A } } } fragment A on __Type { fields { type { ...B } } } fragment B on __Type { fields { type { ...C } } } fragment C on __Type { fields { name } }".to_owned(),
            TOO_COMPLEX,
        ),
        ("introspections", format!("{{ {} }}", many(30, |n| format!("a{n}: __schema {{ types {{ name }} }} "))), TOO_COMPLEX),
    ]));
}

#[test]
fn fragments() {
    let chain = |count: usize| {
        let fragments = many(count, |n| format!("fragment F{n} on Query{{...F{}}}", n + 1));
        format!("{{...F0}}{fragments}fragment F{count} on Query{{__typename}}")
    };
    let cycle = |count: usize| {
        let fragments =
            many(count, |n| format!("fragment F{n} on Query {{ ...F{} }} ", (n + 1) % count));
        format!("{{ ...F0 }} {fragments}")
    };
    Target::new().withstands(&refused(vec![
        ("doubling", doubling(30, "__typename"), TOO_COMPLEX),
        ("doubling, 99 levels", doubling(99, "__typename"), TOO_COMPLEX),
        ("doubling towards nothing", doubling(30, "...Nowhere"), INVALID),
        (
            "doubling towards nothing, unused",
            doubling(30, "...Nowhere").replacen("...F0", "__typename", 1),
            INVALID,
        ),
        (
            "doubling, unused",
            doubling(30, "__typename").replacen("...F0", "__typename", 1),
            TOO_COMPLEX,
        ),
        (
            "doubling within fields",
            doubling(30, "__typename").replace("Query { ...", "Query { node(id: \"x\") { id } ..."),
            TOO_COMPLEX,
        ),
        ("a cycle of one", cycle(1), INVALID),
        ("a cycle of three", cycle(3), INVALID),
        ("a cycle of 200", cycle(200), INVALID),
        ("an unused cycle", cycle(2).replacen("...F0", "__typename", 1), INVALID),
        ("a chain of 400", chain(400), INVALID),
        (
            "unused",
            format!(
                "{{ __typename }}{}",
                many(450, |n| format!(" fragment F{n} on Query {{ id }}"))
            ),
            INVALID,
        ),
        (
            "one spread 1,100 times",
            format!("{{ {} }} fragment F on Query {{ nope }}", "...F ".repeat(1_100)),
            INVALID,
        ),
    ]));
}

#[test]
fn aliases_fields_and_directives() {
    let aliases =
        |count, field: &str| format!("{{ {} }}", many(count, |n| format!("a{n}: {field} ")));
    Target::new().withstands(&refused(vec![
        ("1,000 aliases", aliases(1_000, "__typename"), TOO_COMPLEX),
        ("31 aliases of connections", aliases(31, "organizations { totalCount }"), TOO_COMPLEX),
        (
            "aliases in fragments",
            format!(
                "{{ {} }} fragment F on Query {{ a: __typename b: __typename }}",
                "...F ".repeat(20)
            ),
            TOO_COMPLEX,
        ),
        (
            "10,000 unknown directives",
            format!("{{ __typename {} }}", "@aa ".repeat(10_000)),
            TOO_LARGE,
        ),
        (
            "2,400 unknown directives",
            format!("{{ __typename {} }}", "@aa ".repeat(2_400)),
            TOO_COMPLEX,
        ),
        ("an unknown directive", "{ __typename @aa @aa }".to_owned(), INVALID),
        (
            "1,000 times @skip",
            format!("{{ __typename {} }}", "@skip(if: true) ".repeat(600)),
            TOO_COMPLEX,
        ),
        ("@skip twice", "{ __typename @skip(if: true) @skip(if: true) }".to_owned(), INVALID),
        (
            "directives of an operation",
            format!("query {} {{ __typename }}", "@a ".repeat(2_400)),
            TOO_COMPLEX,
        ),
        (
            "directives of a fragment",
            format!("{{ ...F }} fragment F on Query {} {{ __typename }}", "@a ".repeat(2_400)),
            TOO_COMPLEX,
        ),
        (
            "directives of a variable",
            format!("query ($a: Int {}) {{ __typename }}", "@a ".repeat(2_400)),
            TOO_COMPLEX,
        ),
        ("5,000 unknown fields", format!("{{ {} }}", many(5_000, |n| format!("a{n} "))), TOO_LARGE),
        ("1,900 unknown fields", format!("{{ {} }}", many(1_900, |n| format!("a{n} "))), INVALID),
        (
            "1,900 known ones below the wrong type",
            format!("{{ node(id: \"x\") {{ {} }} }}", "slug ".repeat(1_900)),
            INVALID,
        ),
        (
            "1,200 unknown arguments",
            format!(
                "{{ organizations({}) {{ totalCount }} }}",
                many(1_200, |n| format!("a{n}: 1 "))
            ),
            INVALID,
        ),
        (
            "1,100 unknown variables",
            format!(
                "{{ organizations(filter: {{ and: [{}] }}) {{ totalCount }} }}",
                many(1_100, |n| format!("$a{n} "))
            ),
            INVALID,
        ),
        (
            "40 by 40 fields that overlap",
            format!(
                "{{ {} }}",
                many(40, |n| format!(
                    "organizations(first: {n}) {{ {} }} ",
                    "totalCount ".repeat(40)
                ))
            ),
            INVALID,
        ),
        (
            "200 by 200 fields that overlap",
            format!(
                "{{ {} }} fragment F on Query {{ organizations {{ {} }} }}",
                "...F ".repeat(200),
                "totalCount ".repeat(200)
            ),
            TOO_COMPLEX,
        ),
        (
            "a long argument compared 900 times",
            format!(
                "{{ {} }} fragment F on Query {{ organization(by: {{ ror: \"{}\" }}) {{ id }} }}",
                "...F ".repeat(900),
                "x".repeat(15_000)
            ),
            BAD_INPUT,
        ),
    ]));
}

#[test]
fn texts_and_tokens() {
    let long = "a".repeat(19_000);
    Target::new().withstands(&refused(vec![
        ("a long field", format!("{{ {long} }}"), INVALID),
        ("a long type", format!("{{ ... on {long} {{ id }} }}"), INVALID),
        ("a long fragment", format!("{{ ...{long} }}"), INVALID),
        ("a long variable", format!("{{ node(id: ${long}) {{ id }} }}"), INVALID),
        ("a long argument", format!("{{ node({long}: 1) {{ id }} }}"), INVALID),
        ("a long directive", format!("{{ __typename @{long} }}"), INVALID),
        (
            "a long enum",
            format!("{{ organizations(orderBy: {{ field: {long} }}) {{ totalCount }} }}"),
            INVALID,
        ),
        ("a name of 1 MB", format!("{{ {} }}", "a".repeat(90_000)), TOO_LARGE),
        ("a syntax error far out", format!("{{ {} % }}", "a ".repeat(2_000)), NOT_GRAPHQL),
        ("a syntax error after a long string", format!("{{ a(b: \"{long}\") % }}"), NOT_GRAPHQL),
        ("an unterminated string", format!("{{ a(b: \"{long}"), NOT_GRAPHQL),
        (
            "an unterminated block string",
            format!("{{ a(b: \"\"\"{}", "\"\" ".repeat(6_000)),
            NOT_GRAPHQL,
        ),
        (
            "a block of lines",
            format!(
                "{{ organization(by: {{ ror: \"\"\"{}\"\"\" }}) {{ id }} }}",
                " \n".repeat(9_000)
            ),
            BAD_INPUT,
        ),
        (
            "escapes",
            format!("{{ organization(by: {{ ror: \"{}\" }}) {{ id }} }}", "\\u0041".repeat(3_000)),
            BAD_INPUT,
        ),
        (
            "wrong escapes",
            format!("{{ node(id: \"{}\") {{ id }} }}", "\\uD800".repeat(3_000)),
            NOT_GRAPHQL,
        ),
        (
            "a long number",
            format!("{{ organizations(first: {}) {{ totalCount }} }}", "9".repeat(19_000)),
            NOT_GRAPHQL,
        ),
        (
            "a long fraction",
            format!("{{ organizations(first: 1.{}) {{ totalCount }} }}", "9".repeat(19_000)),
            INVALID,
        ),
        (
            "a number out of range",
            "{ organizations(first: 1e400) { totalCount } }".to_owned(),
            NOT_GRAPHQL,
        ),
        ("NUL", "{ __type\u{0}name }".to_owned(), NOT_GRAPHQL),
        ("a name with an accent", "{ organisation\u{e9} }".to_owned(), NOT_GRAPHQL),
        ("full-width underscores", "{ \u{ff3f}\u{ff3f}typename }".to_owned(), NOT_GRAPHQL),
        ("only spaces", " ".repeat(19_900), NOT_GRAPHQL),
        ("only commas", ",".repeat(19_900), NOT_GRAPHQL),
        ("only a comment", format!("#{}", "[".repeat(19_900)), NOT_GRAPHQL),
        ("operations", many(800, |n| format!("query a{n} {{ id }} ")), INVALID),
        ("operations of one name", "query a { __typename } ".repeat(800), INVALID),
        (
            "variables",
            format!("query ({}) {{ __typename }}", many(1_200, |n| format!("$a{n}: Int "))),
            INVALID,
        ),
        ("type definitions", "type A { a: Int } ".repeat(500), NOT_GRAPHQL),
    ]));
}

#[test]
fn arguments() {
    let organizations = |with: &str| format!("{{ organizations({with}) {{ totalCount }} }}");
    let list = |count: usize, item: &str| format!("[{}]", format!("{item} ").repeat(count));
    let deep = format!("{}{}", "{and:[".repeat(20), "]}".repeat(20));
    let mut attacks = refused(vec![
        ("first: 1e9", organizations("first: 1000000000"), TOO_COMPLEX),
        ("first beyond 64 bits", organizations("first: 99999999999999999999"), INVALID),
        ("first beyond 32 bits", organizations("first: 4294967297"), INVALID),
        ("first: -1", organizations("first: -1"), BAD_INPUT),
        ("first and last", organizations("first: 1, last: 1"), BAD_INPUT),
        (
            "a list of 45,000",
            organizations(&format!("filter: {{ kinds: {{ in: {} }} }}", list(45_000, "1"))),
            TOO_LARGE,
        ),
        ("a list of 4,900", format!("{{ nodes(ids: {}) {{ id }} }}", list(4_900, "1")), BAD_INPUT),
        (
            "400 conditions",
            organizations(&format!("filter: {{ or: {} }}", list(400, "{kinds:{}}"))),
            BAD_INPUT,
        ),
        ("a malformed cursor", organizations("after: \"x\""), BAD_INPUT),
        (
            "a long cursor",
            organizations(&format!("after: \"{}\"", "W1td".repeat(4_000))),
            BAD_INPUT,
        ),
        (
            "a deep cursor",
            organizations(&format!("after: \"{}\"", "W1tb".repeat(4_000))),
            BAD_INPUT,
        ),
        ("an impossible date", organizations("asOf: \"2007-02-30\""), BAD_INPUT),
        ("a long date", organizations(&format!("asOf: \"{}\"", "2".repeat(18_000))), BAD_INPUT),
        ("a date of other digits", organizations("asOf: \"２００７\""), BAD_INPUT),
        (
            "a search of 4,000 words",
            format!("{{ search(query: \"{}\") {{ edges {{ score }} }} }}", "ab ".repeat(4_000)),
            BAD_INPUT,
        ),
        ("a mutation", "mutation { drop }".to_owned(), "OPERATION_NOT_SUPPORTED"),
        ("a subscription", "subscription { all }".to_owned(), "OPERATION_NOT_SUPPORTED"),
    ]);
    attacks.extend(
        [
            ("a filter 20 deep", organizations(&format!("filter: {deep}"))),
            (
                "SQL",
                "{ search(query: \"' OR 1=1; DROP TABLE node; --\") { edges { score } } }"
                    .to_owned(),
            ),
            (
                "operators of the full-text index",
                "{ search(query: \"a* OR NEAR(\\\"b\\\" c) AND ^d\") { edges { score } } }"
                    .to_owned(),
            ),
            ("a malformed id", "{ node(id: \"\\u0000\") { id } }".to_owned()),
            (
                "a long id",
                format!("{{ node(id: \"T3JnYW5pemF0aW9uO{}\") {{ id }} }}", "g".repeat(18_000)),
            ),
            (
                "100 ids",
                format!(
                    "{{ nodes(ids: {}) {{ id }} }}",
                    list(100, &format!("\"{}\"", "x".repeat(180)))
                ),
            ),
            ("a long comment", format!("{{ __typename }} #{}", "[".repeat(19_000))),
            ("commas", format!("{{ __typename {} }}", ",".repeat(19_000))),
            ("one field 1,500 times", format!("{{ {} }}", "__typename ".repeat(1_500))),
        ]
        .map(|(name, query)| (name, post_document(&query), Executed)),
    );
    Target::new().withstands(&attacks);
}
