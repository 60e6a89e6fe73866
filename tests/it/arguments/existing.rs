//! Root lists with a date leave out what certainly did not exist then.

use super::registry;

/// Whether the list, asked about the date if one is given, has the thing with the slug.
fn has(list: &str, as_of: &str, slug: &str) -> bool {
    let as_of = if as_of.is_empty() { String::new() } else { format!(", asOf: \"{as_of}\"") };
    let filter = format!("filter: {{ slug: {{ in: [\"{slug}\"] }} }}");
    let data = registry().ask(&format!("{{ {list}({filter}{as_of}) {{ totalCount }} }}"));
    data[list]["totalCount"] == 1
}

fn figures(as_of: &str) -> u64 {
    let data = registry().ask(&format!("{{ figures(asOf: \"{as_of}\") {{ totalCount }} }}"));
    data["figures"]["totalCount"].as_u64().unwrap()
}

#[test]
fn a_list_leaves_out_what_did_not_exist_on_the_date() {
    for (as_of, old, new) in
        [("", true, true), ("2017", true, false), ("2018", true, true), ("2019", false, true)]
    {
        assert_eq!(has("organizations", as_of, "upmc"), old, "{as_of}");
        assert_eq!(has("organizations", as_of, "sorbonne-universite"), new, "{as_of}");
    }
    // Nothing is known of its date, so nothing rules it out.
    assert!(has("organizations", "1900", "sanofi"));
    assert!(has("events", "2018-01", "sorbonne-universite-merger"));
    assert!(!has("events", "2017", "sorbonne-universite-merger"));
    assert!(has("events", "1900", "macron-announcements"), "an undated event");
    assert!(!has("sources", "2006", "upmc-canceropole"));
    assert!(has("sources", "2007", "upmc-canceropole"));
}

#[test]
fn a_figure_is_of_its_date_or_of_its_oldest_document() {
    assert_eq!(figures("1900"), 0);
    // 5-year survival in 1970.
    assert_eq!(figures("1970"), 1);
    assert_eq!(figures("1999"), 1);
    assert_eq!(figures("2000"), 2);
    let query = "{ all: figures { totalCount } asOf: figures(asOf: \"2030\") { totalCount } }";
    let data = registry().ask(query);
    assert_eq!(data["all"], data["asOf"]);
}
