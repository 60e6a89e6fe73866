//! Charges follow cost: over random documents, the units that a client is charged and the processor time of the server
//! agree within a factor of two.
//!
//! `CHARGED_DOCUMENTS=1000` is the number of documents; `FAIR_DB` names another database to copy.

use std::{
    fmt::Write as _,
    io::{BufRead, BufReader, Read, Write as _},
    net::TcpStream,
    thread,
    time::Duration,
};

use serde_json::{Value as Json, json};

use super::{JSON, Target, cost, http};

/// Numbers that only depend on the first one (`SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits ^ (bits >> 31)) % end
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }
}

const WORDS: [&str; 12] = [
    "univ",
    "cancer",
    "institut",
    "zq",
    "paris",
    "a",
    "centre",
    "research",
    "xkq",
    "national",
    "universty",
    "lyon",
];
const KEYS: [&str; 3] = ["pscc", "inca", "inserm"];

/// A random document that nobody asked before.
fn document(random: &mut Random, number: usize) -> String {
    let mut text = String::from("{ ");
    for field in 0..=random.below(3) {
        let _ = write!(text, "a{number}x{field}: ");
        let field = match random.below(12) {
            0..=4 => organizations(random, 0),
            5 => format!("people(first: {}) {{ nodes {{ slug name }} }}", 1 + random.below(100)),
            6 | 7 => {
                let (one, other) = (random.one(&WORDS), random.one(&WORDS));
                format!("search(query: \"{one} {other}\", first: 10) {{ nodes {{ name }} }}")
            }
            8 => {
                let (key, hops) = (random.one(&KEYS), 1 + random.below(4));
                format!(
                    "network(around: {{ slug: \"{key}\" }}, hops: {hops}, maxNodes: 300) {{ totalCount nodes {{ hops organization {{ name }} }} }}"
                )
            }
            9 => {
                let (one, other) = (random.one(&KEYS), random.one(&KEYS));
                format!(
                    "path(from: {{ slug: \"{one}\" }}, to: {{ slug: \"{other}\" }}) {{ length }}"
                )
            }
            10 => "__schema { types { name fields { name type { name } } } }".to_owned(),
            _ => "unknownField { name }".to_owned(),
        };
        text += &field;
        text.push(' ');
    }
    text.push('}');
    text
}

/// A page of organizations, whose fields nest and whose filter has some conditions.
fn organizations(random: &mut Random, level: u64) -> String {
    let name = if level == 0 { "organizations" } else { random.one(&["partners", "members"]) };
    let size = 1 + random.below(if level == 0 { 100 } else { 20 });
    let mut text = format!("{name}(first: {size}");
    if level == 0 && random.below(2) == 0 {
        let conditions: Vec<_> = (0..=random.below(12)).map(|_| condition(random)).collect();
        let _ = write!(text, ", filter: {{ or: [{}] }}", conditions.join(", "));
    }
    text += ") { ";
    if random.below(3) == 0 {
        text += "totalCount ";
    }
    if level == 0 && random.below(6) == 0 {
        text += "facets { kinds { value count } } ";
    }
    text += "nodes { slug name ";
    if level < 2 && random.below(2) == 0 {
        text += &organizations(random, level + 1);
    }
    text + " } }"
}

fn condition(random: &mut Random) -> String {
    let word = random.one(&WORDS);
    match random.below(5) {
        0 => format!("{{ name: {{ contains: \"{word}{}\" }} }}", random.below(50)),
        1 => format!("{{ name: {{ startsWith: \"{word}\" }} }}"),
        2 => "{ kinds: { in: [UNIVERSITY] } }".to_owned(),
        3 => "{ not: { countries: { in: [\"FR\"] } } }".to_owned(),
        _ => "{ affiliatedWith: {} }".to_owned(),
    }
}

/// A connection that stays open, so that opening it is no part of the cost of a request.
struct Connection(BufReader<TcpStream>);

impl Connection {
    fn open(target: &Target) -> Self {
        let stream = target.server.connect();
        stream.set_nodelay(true).unwrap();
        Self(BufReader::new(stream))
    }

    /// Sends a request, and returns the value of `RateLimit` and the body.
    fn exchange(&mut self, body: &Json) -> (u64, Json) {
        let request = http("POST", "/graphql", &[JSON], body.to_string().as_bytes());
        let request = String::from_utf8(request).unwrap();
        let request = request.replace("connection: close", "connection: keep-alive");
        self.0.get_mut().write_all(request.as_bytes()).unwrap();
        let (mut length, mut left) = (0, 0);
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).unwrap();
            let line = line.trim_end().to_lowercase();
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.parse().unwrap();
            } else if let Some(value) = line.strip_prefix("ratelimit: ") {
                left = value.split([';', '=']).nth(2).unwrap().parse().unwrap();
            } else if line.is_empty() {
                break;
            }
        }
        let mut text = vec![0; length];
        self.0.read_exact(&mut text).unwrap();
        (left, serde_json::from_slice(&text).unwrap())
    }

    /// What a request costs, in milliseconds: by the kernel, and by its charge.
    fn cost(&mut self, target: &Target, body: &Json) -> (f64, Option<f64>) {
        let (reply, spent) = cost::processor_time_of(&target.server, || {
            let reply = self.exchange(body).1;
            // Work after the response counts, too.
            thread::sleep(Duration::from_millis(1));
            reply
        });
        let units = reply["extensions"]["cost"]["units"].as_f64();
        (spent.as_secs_f64() * 1e3, units.map(|units| units / 10.0))
    }
}

fn with_cost(query: &str) -> Json {
    json!({ "query": query, "extensions": { "cost": true } })
}

#[test]
fn charge_and_processor_time_agree() {
    let target = super::fairness::target();
    let count = std::env::var("CHARGED_DOCUMENTS").ok().and_then(|count| count.parse().ok());
    let mut connection = Connection::open(&target);
    // HTTP takes longer without optimization than its charge allows for.
    let cached = json!({ "query": "{ __typename }" });
    let mut http: Vec<_> = (0..50).map(|_| connection.cost(&target, &cached).0).collect();
    http.sort_by(f64::total_cmp);
    let unmeasured = if cost::is_optimized() { 0.0 } else { http[25] };
    let (mut random, mut ratios) = (Random(7), Vec::new());
    for number in 0..count.unwrap_or(300) {
        let query = document(&mut random, number);
        let (spent, charged) = connection.cost(&target, &with_cost(&query));
        // Refusals do not report their cost.
        let Some(charged) = charged else { continue };
        let ratio = (charged + unmeasured) / spent;
        if !(0.5..=2.0).contains(&ratio) {
            println!("{spent:.2} ms, charged {charged:.1} ms: {query:.200}");
        }
        ratios.push(ratio);
    }
    ratios.sort_by(f64::total_cmp);
    let agree = ratios.iter().filter(|ratio| (0.5..=2.0).contains(*ratio)).count();
    let (first, last) = (ratios[0], ratios[ratios.len() - 1]);
    println!(
        "{agree} of {} agree; charge by time {first:.2} to {last:.2}, median {:.2}",
        ratios.len(),
        ratios[ratios.len() / 2]
    );
    assert!(ratios.len() > 100 && agree * 100 >= ratios.len() * 95);
}

#[test]
fn dear_documents_are_charged_for_what_they_take() {
    let target = super::fairness::target();
    let mut connection = Connection::open(&target);
    let many = |count: usize, part: &dyn Fn(usize) -> String| {
        (0..count).map(part).collect::<Vec<_>>().join(" ")
    };
    let contains = many(99, &|n| format!("{{ name: {{ contains: \"zq{n}\" }} }}"));
    let searches = many(28, &|n| {
        format!("s{n}: search(query: \"universty of parsi {n}\", first: 1) {{ nodes {{ name }} }}")
    });
    let nested = format!(
        "organizations(first: 20) {{ nodes {} slug {} }}",
        "{ partners(first: 2) { nodes ".repeat(6) + "{",
        "} }".repeat(6) + "}"
    );
    let cases = [
        ("conditions", format!("organizations(filter: {{ or: [{contains}] }}) {{ totalCount }}")),
        ("searches", searches),
        ("nested", nested),
        ("introspection", "__schema { types { name fields { name args { name } } } }".to_owned()),
        ("counts", many(20, &|n| format!("c{n}: organizations {{ totalCount }}"))),
        ("facets", "organizations { facets { kinds { count } countries { count } } }".to_owned()),
    ];
    let http = connection.cost(&target, &json!({ "query": "{ __typename }" })).0;
    for (name, fields) in cases {
        let (spent, charged) = connection.cost(&target, &with_cost(&format!("{{ {fields} }}")));
        let charged = charged.unwrap_or_else(|| panic!("{name} was not executed"));
        println!("{name:14} {spent:8.2} ms, charged {charged:8.2} ms");
        let unmeasured = if cost::is_optimized() { 0.1 } else { http };
        assert!(charged <= spent * 2.0 && charged + unmeasured >= spent / 2.0, "{name}");
    }
}

#[test]
fn refused_documents_are_charged_for_parsing() {
    // A unit comes back every ten milliseconds.
    let target = Target::with(&["--rate-limit", "6000"]);
    let mut connection = Connection::open(&target);
    let small = connection.exchange(&json!({ "query": "{ __typename }" })).0;
    let (left, reply) = connection.exchange(&json!({ "query": "{ zzz }".repeat(2_000) }));
    assert!(reply["errors"].is_array(), "{reply:.200}");
    let again = connection.exchange(&json!({ "query": format!("{{ a {} }}", "b ".repeat(1_900)) }));
    assert!(again.0 < left && left <= small, "{small}, {left}, {}", again.0);
    // So are addresses that are not subject to admission.
    for path in ["/o/nothing-of-this-name", "/metrics", "/nowhere", "/schema.graphql"] {
        let before = connection.exchange(&json!({ "query": "{ __typename }" })).0;
        for _ in 0..20 {
            target.server.get(path, &[]);
        }
        let after = connection.exchange(&json!({ "query": "{ __typename }" })).0;
        assert!(after < before, "{path}: {before}, then {after}");
    }
}
