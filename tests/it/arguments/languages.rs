//! Languages of names are tags of BCP 47 in any case, looked up as RFC 4647 says.

use consortia::domain::record::Name;
use serde_json::json;

use super::{fields, refusal};
use crate::{reports, seeded::Registry};

fn name(value: &str, language: &str, kind: &str) -> Name {
    Name::new(value, Some(language.to_owned()), kind)
}

#[test]
fn a_name_is_found_by_any_form_of_its_language() {
    let registry = Registry::with(|registry| {
        let named = registry.organizations.iter_mut().find(|it| it.slug == "pscc").unwrap();
        named.names = vec![
            name("PSCC", "en", "ACRONYM"),
            name("Grappe", "fr", "LABEL"),
            name("Cluster", "en", "LABEL"),
            name("Polo", "pt-BR", "LABEL"),
            name("集群", "zh", "LABEL"),
            name("叢集", "zh-Hant", "LABEL"),
        ];
    });
    for (language, value) in [
        ("fr", "Grappe"),
        ("FR", "Grappe"),
        ("fra", "Grappe"),
        ("fr-CA", "Grappe"),
        ("en", "Cluster"),
        ("EN", "Cluster"),
        ("en-GB", "Cluster"),
        ("EN-gb", "Cluster"),
        ("en-Latn-US", "Cluster"),
        ("pt-BR", "Polo"),
        ("PT-br", "Polo"),
        ("pt", "Polo"),
        ("zh-Hant-TW", "叢集"),
        ("zh-Hant", "叢集"),
        ("zh-CN", "集群"),
        ("zh", "集群"),
        // No name is in these languages: the display name.
        ("de", "PSCC"),
        ("gsw", "PSCC"),
        ("e-n", ""),
    ] {
        let query = format!(
            "{{ organization(by: {{ slug: \"pscc\" }}) {{ name(language: \"{language}\") }} }}"
        );
        if value.is_empty() {
            assert_eq!(
                registry.refusal(&query)["extensions"]["argument"],
                "language",
                "{language}"
            );
        } else {
            assert_eq!(registry.ask(&query)["organization"]["name"], value, "{language}");
        }
    }
}

#[test]
fn what_is_no_language_is_refused_wherever_one_is_taken() {
    let mut taken = 0;
    for field in fields().into_iter().filter(|it| it.takes("language").is_some()) {
        taken += 1;
        for (text, cure) in [
            ("français", "did you mean fr?"),
            ("french", "did you mean fr?"),
            ("en_GB", "did you mean en-GB?"),
            ("fre", "did you mean fr?"),
            ("xx", "use a tag"),
            ("", "use a tag"),
            ("%", "use a tag"),
        ] {
            let query = field.query_with("($l: String)", "language: $l");
            let (argument, message) = refusal(&query, json!({ "l": text }));
            assert_eq!(argument, "language", "{}", field.name);
            assert!(
                message.contains(&format!("`{text}` is not")) && message.contains(cure),
                "{message}"
            );
        }
    }
    assert_eq!(taken, 5, "organizations, people, programs, events and topics have names");
}

#[test]
fn the_language_of_a_report_is_read_the_same_way() {
    let query = "{ organizations(filter: { slug: { in: [\"cnrs\"] } }) { nodes { name } } }";
    let table =
        |language: &str| reports::csv(query, &[("rows", "organizations"), ("lang", language)]);
    assert_ne!(table("fr"), table("en"));
    for (language, same) in
        [("FR", "fr"), ("fr-CA", "fr"), ("EN", "en"), ("en-GB", "en"), ("eng", "en")]
    {
        assert_eq!(table(language), table(same), "{language}");
    }
    for (text, cure) in
        [("french", "did you mean fr?"), ("en_GB", "did you mean en-GB?"), ("xx", "use a tag")]
    {
        let mut options = consortia::report::TableOptions::default();
        let error = options.set("lang", text).unwrap_err();
        assert!(error.message.contains(cure), "{}", error.message);
    }
}
