//! What the caches say that they hold is what the allocator says.

use consortia::{
    allocator,
    graphql::{Engine, Error, Request, registry_engine},
    limits::{Limits, memory::CacheSizes},
};
use serde_json::json;

/// An engine whose caches keep everything.
fn roomy_engine() -> Engine {
    let caches = CacheSizes { documents: 1 << 30, plans: 1 << 30, registered: 0, responses: 0 };
    registry_engine(Limits::default(), &caches).unwrap()
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn prepare(engine: &Engine, request: &Request) -> Result<(), Vec<Error>> {
    wait(engine.prepare(request)).map(|_| ())
}

fn request(query: String) -> Request {
    Request { query: query.into(), ..Request::default() }
}

/// Bytes in the caches of documents and plans.
fn used(engine: &Engine) -> usize {
    let bytes = engine.read_usage().iter().map(|(_, read_usage)| read_usage().used).sum::<u64>();
    usize::try_from(bytes).unwrap()
}

/// Facts of the sources of facts, so many levels deep: each level has every type of fact.
fn facts_of_facts(levels: usize) -> String {
    let mut fields = "id".to_owned();
    for _ in 0..levels {
        fields = format!("citations {{ source {{ facts(first: 1) {{ nodes {{ {fields} }} }} }} }}");
    }
    format!("{{ source(by: {{slug: \"a\"}}) {{ facts(first: 1) {{ nodes {{ {fields} }} }} }} }}")
}

/// Documents of every kind, the number of each in its text.
fn documents(number: usize) -> Vec<Request> {
    let small = format!("{{ organization(by: {{slug: \"s{number}\"}}) {{ name }} }}");
    let arguments = format!(
        "query Q($first: Int = {number}) {{ organizations(first: $first, filter: {{or: [{}]}}) {{ totalCount nodes {{ name }} }} }}",
        format!("{{name: {{contains: \"n{number}\"}}, countries: {{in: [\"FR\", \"DE\"]}}}} ")
            .repeat(number % 20 + 1)
    );
    let fields =
        "id slug name website kinds names { value } citations { locator source { title } } ";
    let deep = format!(
        "{{ o{number}: organizations(first: 2) {{ nodes {{ {fields} partners(first: 2) {{ nodes {{ {fields} }} }} }} }} }}"
    );
    let fragments = format!(
        "query A{number} {{ ...F }} fragment F on Query {{ people(first: 3) {{ nodes {{ ...P }} }} }} fragment P on Person {{ id name }}"
    );
    let operation = |at| format!("query O{at}x{number} {{ people(first: 9) {{ totalCount }} }} ");
    let operations = (0..12).map(operation).collect::<Vec<_>>().concat();
    let interfaces = facts_of_facts(1 + number % 2) + &format!("# {number}");
    let mut requests: Vec<_> = [small, arguments, deep, fragments, interfaces].map(request).into();
    for at in 0..12 {
        let operation_name = Some(format!("O{at}x{number}"));
        requests.push(Request { operation_name, ..request(operations.clone()) });
    }
    let shapes =
        "query S($filter: OrganizationFilter) { organizations(filter: $filter) { totalCount } }";
    let filters = vec![json!({"name": {"contains": "a"}}); number % 30 + 1];
    let variables = json!({"filter": {"or": filters}}).as_object().unwrap().clone();
    requests.push(Request { variables, ..request(shapes.to_owned()) });
    requests
}

#[test]
fn the_caches_weigh_what_they_hold() {
    let engine = roomy_engine();
    // The first request of a kind fills what the engine has once.
    for request in documents(0) {
        prepare(&engine, &request).unwrap();
    }
    let before = used(&engine);
    let ((), held) = allocator::measure(|| {
        for number in 1..40 {
            for request in documents(number) {
                prepare(&engine, &request).unwrap();
            }
        }
    });
    let weight = used(&engine) - before;
    assert!(held > 1 << 20 && weight.abs_diff(held) * 5 < held, "{weight} for {held} bytes");
}

#[test]
fn documents_that_are_refused_leave_nothing() {
    let engine = roomy_engine();
    let partners = |inner: &str| format!("partners(first: 100) {{ nodes {{ {inner} }} }}");
    let rows = |number| {
        let inner = partners(&partners("name"));
        format!("{{ organizations(first: 100) {{ nodes {{ {inner} }} }} }} # {number}")
    };
    let alias = |at, number| format!("a{at}x{number}: __typename ");
    let aliases = |number| (0..40).map(|at| alias(at, number)).collect::<Vec<_>>().concat();
    let kinds: [(&str, &dyn Fn(usize) -> String); 4] = [
        ("request_rows", &rows),
        ("expanded_fields", &|number| facts_of_facts(4) + &format!("# {number}")),
        ("document_aliases", &|number| format!("{{ {} }}", aliases(number))),
        ("", &|number| format!("{{ organization(by: {{slug: \"a\"}}) {{ unknown{number} }} }}")),
    ];
    for (limit, text) in kinds {
        let refuse = |number| prepare(&engine, &request(text(number))).unwrap_err();
        let errors = refuse(0);
        let named = errors[0].extensions.get("limit").and_then(|limit| limit.as_str());
        assert_eq!(named.unwrap_or_default(), limit, "{errors:?}");
        let ((), held) = allocator::measure(|| (1..5).for_each(|number| drop(refuse(number))));
        assert_eq!(used(&engine), 0, "{limit}");
        assert!(held < 10_000, "{limit}: {held}");
    }
}
