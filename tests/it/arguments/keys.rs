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
        let body = body(query, json!({}));
        assert_eq!(body["data"], json!({ "it": null }), "{query}");
        assert_eq!(body.get("errors"), None, "{query}");
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

#[test]
fn a_null_for_a_misspelt_key_tells_what_was_meant() {
    let suggested = |query: &str| {
        let body = body(query, json!({}));
        assert_eq!(body["errors"], json!(null), "{query}: {body}");
        let warnings = body["extensions"]["warnings"].as_array().cloned().unwrap_or_default();
        assert!(warnings.iter().all(|it| it["code"] == "NOT_FOUND"), "{query}: {body}");
        warnings.first().cloned().unwrap_or_default()
    };
    for (query, argument, slug) in [
        ("{ organization(by: { slug: \"PSCC\" }) { slug } }", "by.slug", "pscc"),
        ("{ organization(by: { slug: \"gustave-rousy\" }) { slug } }", "by.slug", "gustave-roussy"),
        ("{ organization(by: { name: \"Gustave Rousy\" }) { slug } }", "by.name", "gustave-roussy"),
        ("{ person(by: { slug: \"eric-viviers\" }) { slug } }", "by.slug", "eric-vivier"),
        (
            "{ a: organization(by: { slug: \"pscc\" }) { slug } b: organization(by: { slug: \"Inserm\" }) { slug } }",
            "by.slug",
            "inserm",
        ),
    ] {
        let warning = suggested(query);
        assert_eq!(warning["argument"], argument, "{query}");
        assert_eq!(warning["suggestions"][0], slug, "{query}");
        assert!(warning["message"].as_str().unwrap().contains(slug), "{query}");
    }
    // Nothing is like it, or the field is no key: null says all.
    for query in [
        "{ organization(by: { slug: \"qqq\" }) { slug } }",
        "{ organization(by: { slug: \"pscc\" }) { dissolvedOn } }",
        "{ organization(by: { ror: \"03yrm5c26\" }) { slug } }",
    ] {
        assert_eq!(suggested(query), json!(null), "{query}");
    }
    // One search for each request.
    let both = "{ a: organization(by: { slug: \"PSCC\" }) { slug } b: organization(by: { slug: \"INCA\" }) { slug } }";
    let warnings = body(both, json!({}))["extensions"]["warnings"].take();
    assert_eq!(warnings.as_array().map(Vec::len), Some(1), "{warnings}");
}
