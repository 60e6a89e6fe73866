//! Values that cannot exist are refused with what was meant; those that could exist and do not give nothing.

use serde_json::json;

use super::{body, count, failure, organizations, refusal};

#[test]
fn countries_are_codes_in_any_case() {
    let french = organizations("{ countries: { in: [\"FR\"] } }");
    assert!(french > 20);
    assert_eq!(organizations("{ countries: { in: [\"fr\"] } }"), french);
    assert_eq!(organizations("{ countries: { in: \"Fr\" } }"), french);
    assert_eq!(organizations("{ countries: { in: [\"fr\", \"FR\"] } }"), french);
    assert_eq!(organizations("{ countries: { notIn: [\"fr\"] } }"), 182 - french);
    assert_eq!(organizations("{ countries: { in: [\"ZW\"] } }"), 0);
    for (text, cure) in [
        ("UK", "did you mean GB?"),
        ("uk", "did you mean GB?"),
        ("FRA", "did you mean FR?"),
        ("France", "did you mean FR?"),
        ("XX", "use a code such as FR"),
        ("", "use a code such as FR"),
        ("%", "use a code such as FR"),
    ] {
        for list in ["in", "notIn"] {
            let query = format!(
                "query ($t: [String!]) {{ organizations(filter: {{ countries: {{ {list}: $t }} }}) {{ totalCount }} }}"
            );
            let (argument, message) = refusal(&query, json!({ "t": text }));
            assert_eq!(argument, format!("filter.countries.{list}"), "{text}");
            assert!(message.contains(&format!("`{text}`")) && message.contains(cure), "{message}");
            let (argument, _) = refusal(&query, json!({ "t": ["FR", text] }));
            assert_eq!(argument, format!("filter.countries.{list}[1]"), "{text}");
        }
    }
}

#[test]
fn a_public_key_that_cannot_exist_is_refused() {
    for list in ["organizations", "people", "programs", "events", "sources"] {
        assert_eq!(count(list, "{ slug: { in: [\"no-such-record\"] } }"), 0, "{list}");
        for (text, cure) in [
            ("PSCC", "did you mean pscc?"),
            ("Île de France", "did you mean ile-de-france?"),
            ("a--b", "did you mean a-b?"),
            ("pscc ", "did you mean pscc?"),
            ("%", "use the value of a field `slug`"),
            ("", "use the value of a field `slug`"),
        ] {
            let query = format!(
                "{{ {list}(filter: {{ slug: {{ in: [\"pscc\", \"{text}\"] }} }}) {{ totalCount }} }}"
            );
            let (argument, message) = refusal(&query, json!({}));
            assert_eq!(argument, "filter.slug.in[1]", "{list}");
            assert!(message.contains(cure), "{text}: {message}");
        }
    }
    for (query, argument) in [
        (
            "{ organizations(filter: { affiliatedWith: { object: { slug: \"PSCC\" } } }) { totalCount } }",
            "filter.affiliatedWith.object.slug",
        ),
        (
            "{ organizations(filter: { source: { slug: \"A B\" } }) { totalCount } }",
            "filter.source.slug",
        ),
        (
            "{ sources(filter: { publisher: { slug: \"A B\" } }) { totalCount } }",
            "filter.publisher.slug",
        ),
        (
            "{ figures(filter: { program: { slug: \"A B\" } }) { totalCount } }",
            "filter.program.slug",
        ),
        ("{ path(from: { slug: \"pscc\" }, to: { slug: \"INCA\" }) { length } }", "to.slug"),
        (
            "{ commonAffiliates(of: [{ slug: \"pscc\" }, { slug: \"INCA\" }]) { totalCount } }",
            "of[1].slug",
        ),
    ] {
        let (code, at, message) = failure(query, json!({}));
        assert_eq!((&*code, &*at), ("NOT_FOUND", argument), "{query}: {message}");
    }
    // Where the response says that there is no such record, it says so of every key.
    for query in [
        "{ it: organization(by: { slug: \"PSCC\" }) { name } }",
        "{ it: source(by: { slug: \"A B\" }) { title } }",
        "{ it: network(around: { slug: \"PSCC\" }) { truncated } }",
        "{ it: changes(organization: { slug: \"PSCC\" }, from: \"2007\", to: \"2023\") { joined { organization { slug } } } }",
    ] {
        assert_eq!(body(query, json!({})), json!({ "data": { "it": null } }), "{query}");
    }
}

#[test]
fn an_identifier_that_cannot_exist_is_refused() {
    for key in [
        "{ ror: \"https://example.org/\" }",
        "{ ror: \"\" }",
        "{ identifier: { scheme: SIREN, value: \"000000000\" } }",
        "{ identifier: { scheme: WIKIDATA, value: \"7\" } }",
        "{ identifier: { scheme: ISNI, value: \"0000\" } }",
    ] {
        for query in [
            format!("{{ organization(by: {key}) {{ name }} }}"),
            format!(
                "{{ organizations(filter: {{ affiliatedWith: {{ organization: {key} }} }}) {{ totalCount }} }}"
            ),
            format!("{{ events(filter: {{ participant: {key} }}) {{ totalCount }} }}"),
        ] {
            refusal(&query, json!({}));
        }
    }
}
