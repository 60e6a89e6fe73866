//! Withdrawn records: organizations that keep their names and fields, and that no list has unless it is asked.

use serde_json::{Value as Json, json};

use super::{FIRST, NEXT, app, id, import, record, records, relation};
use crate::{
    store::{assert_whole, one, raw},
    support::{TestApp, texts},
};

fn listed(app: &TestApp, arguments: &str) -> Vec<String> {
    let query = format!("{{ organizations(first: 100{arguments}) {{ nodes {{ slug }} }} }}");
    let nodes = app.data(&query, json!({}))["organizations"]["nodes"].take();
    nodes.as_array().unwrap().iter().map(|it| it["slug"].as_str().unwrap().to_owned()).collect()
}

const TOMBSTONE: &str = "query ($ror: String!) { organization(by: { ror: $ror }) {
    slug name status foundedOn website domains links { url } names { value } identifiers { scheme value }
    location { city } affiliations(history: true) { totalCount }
    sourceRecords { status relations { role key } } } }";

fn gone() -> Json {
    let mut gone = record(7, "Never There");
    gone["status"] = "withdrawn".into();
    gone["established"] = 2020.into();
    gone["domains"] = json!(["never.example"]);
    gone["links"] = json!([{ "type": "website", "value": "https://never.example" }]);
    gone["relationships"] = json!([relation("parent", 2)]);
    gone
}

#[test]
fn a_withdrawn_record_keeps_its_names_and_fields_and_has_no_affiliations() {
    let mut app = app();
    let mut all = records();
    all[6] = gone();
    import(&mut app.store, &all, FIRST);
    let answer = app.ask(TOMBSTONE, json!({ "ror": id(7) }));
    let expected = json!({
        "slug": format!("ror-{}", id(7)), "name": "Never There", "status": "WITHDRAWN", "foundedOn": "2020",
        "website": "https://never.example", "domains": ["never.example"], "links": [],
        "names": [{ "value": "Never There" }], "identifiers": [{ "scheme": "ROR", "value": id(7) }],
        "location": { "city": "Lyon" }, "affiliations": { "totalCount": 0 },
        "sourceRecords": [{ "status": "WITHDRAWN", "relations": [{ "role": "PARENT", "key": id(2) }] }],
    });
    assert_eq!(answer["data"]["organization"], expected);
    assert_eq!(answer["extensions"]["warnings"][0]["code"], "WITHDRAWN");
    assert_whole(&raw(app.store.path()));
}

#[test]
fn lists_and_search_leave_withdrawn_organizations_out_unless_asked() {
    let mut app = app();
    import(&mut app.store, &records(), FIRST);
    let slug = |number| format!("ror-{}", id(number));
    let usual = listed(&app, "");
    assert!([4, 5, 7].iter().all(|number| !usual.contains(&slug(*number))), "{usual:?}");
    let asked = listed(&app, ", filter: { statuses: { in: [WITHDRAWN] } }");
    assert_eq!(asked, [slug(4), slug(5), slug(7)]);
    let nested = listed(&app, ", filter: { or: [{ statuses: { in: [WITHDRAWN, INACTIVE] } }] }");
    assert_eq!(nested, [slug(6), slug(4), slug(5), slug(7)], "after all others");
    for (filter, only_withdrawn) in [
        ("not: { statuses: { notIn: [WITHDRAWN] } }", true),
        ("not: { not: { statuses: { in: [WITHDRAWN] } } }", true),
        ("statuses: { notIn: [WITHDRAWN] }", false),
        ("not: { statuses: { in: [WITHDRAWN] } }", false),
    ] {
        let found = listed(&app, &format!(", filter: {{ {filter} }}"));
        assert_eq!(found, if only_withdrawn { asked.clone() } else { usual.clone() }, "{filter}");
    }
    let others = listed(&app, ", filter: { statuses: { notIn: [INACTIVE] } }");
    assert!(!others.contains(&slug(7)) && others.contains(&slug(2)), "{others:?}");
    for query in ["Never There", "never", "Doublet"] {
        let search = format!(
            "{{ search(query: \"{query}\") {{ nodes {{ ... on Organization {{ slug }} }} }} }}"
        );
        assert_eq!(app.data(&search, json!({}))["search"]["nodes"], json!([]), "{query}");
    }
    let by_name = app.data("{ organization(by: { name: \"Never There\" }) { slug } }", json!({}));
    assert_eq!(by_name["organization"], Json::Null);
    // A key names it.
    let search = format!(
        "{{ search(query: \"{}\") {{ nodes {{ ... on Organization {{ slug }} }} }} }}",
        id(7)
    );
    assert_eq!(app.data(&search, json!({}))["search"]["nodes"], json!([{ "slug": slug(7) }]));
    // A slug leads where it leads as the key of a look-up.
    for (number, replacement) in [(4, 2), (5, 2), (7, 7)] {
        for text in [slug(number), format!("https://example.org/o/{}", slug(number))] {
            let search = format!(
                "{{ search(query: \"{text}\") {{ nodes {{ ... on Organization {{ slug }} }} }} }}"
            );
            let found = app.data(&search, json!({}))["search"]["nodes"].take();
            let found = texts(&found, "/slug");
            assert_eq!(found[0], slug(replacement), "{text}");
            assert_eq!(found.contains(&slug(number)), number == replacement, "{text}: {found:?}");
        }
    }
    // One that leads to another is still found by its global id.
    let ids = app.data(
        "{ organizations(filter: { statuses: { in: [WITHDRAWN] } }) { nodes { id } } }",
        json!({}),
    );
    let global = &ids["organizations"]["nodes"][0]["id"];
    let by_id =
        app.data(&format!("{{ organization(by: {{ id: {global} }}) {{ name }} }}"), json!({}));
    assert_eq!(by_id["organization"]["name"], "Doublet");
}

#[test]
fn a_record_that_is_withdrawn_later_leaves_the_lists_and_can_come_back() {
    let mut app = app();
    import(&mut app.store, &records(), FIRST);
    let slug = format!("ror-{}", id(3));
    let affiliations = format!(
        "SELECT count(*) FROM affiliation WHERE (SELECT id FROM organization WHERE slug = '{slug}') IN (subject_id, object_id)"
    );
    assert_eq!(one::<i64>(&raw(app.store.path()), &affiliations), 2);
    let mut withdrawn = records();
    withdrawn[2]["status"] = "withdrawn".into();
    let report = import(&mut app.store, &withdrawn, NEXT);
    assert_eq!(
        (report.outcome.withdrawn.changed, report.outcome.affiliations.removed),
        (1, 2),
        "{report}"
    );
    assert!(!listed(&app, "").contains(&slug));
    let it = app.data(TOMBSTONE, json!({ "ror": id(3) }))["organization"].take();
    assert_eq!(
        (&it["status"], &it["affiliations"]["totalCount"]),
        (&json!("WITHDRAWN"), &json!(0))
    );
    assert_whole(&raw(app.store.path()));
    let report = import(&mut app.store, &records(), NEXT);
    assert_eq!(
        (report.outcome.organizations.changed, report.outcome.affiliations.added),
        (1, 2),
        "{report}"
    );
    assert!(listed(&app, "").contains(&slug));
    let found = app.data(
        "{ search(query: \"สำนักงาน\") { nodes { ... on Organization { slug } } } }",
        json!({}),
    );
    assert_eq!(found["search"]["nodes"], json!([{ "slug": slug }]));
    assert_whole(&raw(app.store.path()));
}

#[test]
fn an_identifier_of_a_duplicate_finds_the_other_organization() {
    let mut app = app();
    let mut all = records();
    let key = json!([{ "type": "wikidata", "preferred": "Q99", "all": ["Q99"] }]);
    all[1]["external_ids"] = key.clone();
    all[3]["external_ids"] = key;
    import(&mut app.store, &all, FIRST);
    let query =
        "{ organization(by: { identifier: { scheme: WIKIDATA, value: \"Q99\" } }) { name } }";
    let answer = app.ask(query, json!({}));
    assert_eq!(answer["data"]["organization"]["name"], "Laboratoire Bêta", "{answer}");
    assert!(answer.get("extensions").is_none(), "{answer}");
}

#[test]
fn the_key_of_a_withdrawn_record_finds_its_successor_which_leads_back_to_it() {
    let mut app = app();
    import(&mut app.store, &records(), FIRST);
    let withdrawn = app.data(
        "{ organizations(filter: { statuses: { in: [WITHDRAWN] } }) { nodes { id slug name } } }",
        json!({}),
    );
    let withdrawn = withdrawn["organizations"]["nodes"].as_array().unwrap();
    let fields = "slug status withdrawnRecords { id slug name status }";
    let mut redirected = 0;
    for record in withdrawn {
        let slug = record["slug"].as_str().unwrap();
        let ror = slug.strip_prefix("ror-").unwrap();
        let query = format!(
            "{{ one: organization(by: {{ ror: \"{ror}\" }}) {{ {fields} }}
               two: organization(by: {{ slug: \"{slug}\" }}) {{ {fields} }}
               itself: organization(by: {{ id: {} }}) {{ slug status }} }}",
            record["id"]
        );
        let answer = app.ask(&query, json!({}));
        let data = &answer["data"];
        assert_eq!(data["itself"], json!({ "slug": slug, "status": "WITHDRAWN" }));
        assert_eq!(data["one"], data["two"]);
        let codes =
            answer["extensions"]["warnings"].as_array().unwrap().iter().map(|it| &it["code"]);
        let codes: Vec<_> = codes.collect();
        if data["one"]["slug"] == slug {
            assert_eq!(codes, ["WITHDRAWN", "WITHDRAWN"], "{answer}");
            assert_eq!(data["one"]["withdrawnRecords"], json!([]));
            continue;
        }
        redirected += 1;
        assert_eq!(codes, ["REDIRECTED", "REDIRECTED"], "{answer}");
        assert_ne!(data["one"]["status"], "WITHDRAWN");
        let listed = data["one"]["withdrawnRecords"].as_array().unwrap();
        let itself = json!({ "id": record["id"], "slug": slug, "name": record["name"], "status": "WITHDRAWN" });
        assert!(listed.contains(&itself), "{answer}");
    }
    assert!(redirected > 0 && redirected < withdrawn.len(), "{redirected} of {}", withdrawn.len());
}
