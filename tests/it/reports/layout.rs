//! The layout of tables: rows, columns, lists, and documents that are ambiguous.

use consortia::{
    graphql::Code,
    report::{FORMATS, Format, TableError},
};

use super::{bytes, csv, prepared, refusal, text};

fn columns(query: &str, parameters: &[(&str, &str)]) -> Vec<String> {
    let table = prepared(query, parameters).unwrap().table;
    table.columns.into_iter().map(|column| column.name).collect()
}

#[test]
fn columns_depend_on_the_document_and_the_schema_alone() {
    let nobody = "{ organizations(filter: { slug: { in: [\"nobody\"] } }) { totalCount nodes { slug founders { nodes { name } } } } }";
    assert_eq!(
        csv(nobody, &[]),
        ["organizations.totalCount,organizations.slug,organizations.founders.name"]
    );
    let dated =
        "{ organizations { nodes { name: slug foundedOn location { country { code } } } } }";
    let all = ["name", "foundedOn", "foundedOn_from", "foundedOn_to", "location.country.code"];
    assert_eq!(columns(dated, &[("columns", "short")]), all);
    // Names have `edges` and `node` only if they would be ambiguous without.
    let both = "{ organization(by: { slug: \"pscc\" }) { members { edges { cursor certainty node { certainty: name } } pageInfo { endCursor } } } }";
    assert_eq!(
        columns(both, &[]),
        ["organization.members.edges.certainty", "organization.members.edges.node.certainty"]
    );
}

#[test]
fn fields_of_an_interface_have_one_column_per_key() {
    let query = "{ sources { nodes { facts { nodes { __typename ... on Figure { measure } ... on Affiliation { role } citations { locator } } } } } }";
    let asked =
        [("rows", "sources.facts"), ("columns", "short"), ("join", "sources.facts.citations")];
    assert_eq!(columns(query, &asked), ["__typename", "measure", "role", "citations.locator"]);
    let lines = csv(query, &asked);
    assert!(lines.iter().any(|line| line.starts_with("Figure,")));
    assert!(lines.iter().any(|line| line.starts_with("Affiliation,,FOUNDER,")));
}

#[test]
fn a_number_in_a_table_has_the_digits_of_the_response() {
    // 5 of 24.
    let lines = csv("{ figures(first: 100) { nodes { comparableValue } } }", &[]);
    assert!(lines.contains(&(5.0_f64 / 24.0).to_string()), "{lines:?}");
}

#[test]
fn a_table_has_at_least_one_column() {
    let list_alone = "{ organizations { nodes { founders { nodes { name } } } } }";
    let omitted = [("rows", "organizations"), ("omit", "organizations.founders")];
    let cursor_alone = "{ organizations { pageInfo { endCursor } } }";
    for (query, options) in [(list_alone, &omitted[..]), (cursor_alone, &[])] {
        let error = refusal(query, options);
        assert!(error.contains("no value is left for a column"), "{error}");
    }
}

#[test]
fn parents_with_empty_lists_keep_a_row() {
    let query = "{ programs { nodes { slug participants { nodes { name } } } } }";
    let kept = csv(query, &[]);
    let dropped = csv(query, &[("empty", "drop")]);
    assert!(kept.contains(&"investissements-d-avenir,".to_owned()));
    assert!(!dropped.iter().any(|line| line.starts_with("investissements-d-avenir,")));
    assert!(kept.len() > dropped.len());
    // An unknown organization is an error, not an organization without members.
    let nobody = "{ organization(by: { slug: \"nobody\" }) { slug members { nodes { slug } } } }";
    let missing = bytes(&prepared(nobody, &[]).unwrap(), Format::Csv);
    assert!(matches!(missing, Err(TableError::NotFound(_))), "{missing:?}");
    let childless =
        "{ organization(by: { slug: \"oncomatch\" }) { slug founded { nodes { slug } } } }";
    assert_eq!(csv(childless, &[]), ["organization.slug,organization.founded.slug", "oncomatch,"]);
}

#[test]
fn other_lists_are_joined_exploded_written_as_json_or_omitted() {
    let query = "{ organization(by: { slug: \"pscc\" }) { slug names { value kind } founders { nodes { slug kinds } } } }";
    let rows = ("rows", "organization.founders");
    let message = refusal(query, &[rows]);
    for cure in ["`organization.names`", "join=", "explode=", "json=", "omit="] {
        assert!(message.contains(cure), "{message}");
    }
    let names = "organization.names";
    let joined = csv(query, &[rows, ("join", names)]);
    assert_eq!(
        joined[0],
        "organization.slug,organization.names.value,organization.names.kind,organization.founders.slug,organization.founders.kinds"
    );
    assert_eq!(joined.len(), 6);
    assert!(joined[1].contains("; "), "{}", joined[1]);
    let other = csv(query, &[rows, ("join", "organization.names: / ")]);
    assert!(other[1].contains(" / "), "{}", other[1]);
    let table = prepared(query, &[rows, ("explode", names)]).unwrap();
    assert_eq!(table.table.exploded, [names]);
    let exploded = String::from_utf8(bytes(&table, Format::Csv).unwrap()).unwrap();
    let each = joined[1]
        .matches(" / ")
        .count()
        .max(joined[1].split(',').nth(2).unwrap().matches("; ").count())
        + 1;
    assert_eq!(exploded.lines().count(), 1 + 5 * each);
    let json = text(query, &[rows, ("json", names)], Format::Ndjson);
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(first["organization.names"].as_array().unwrap().len(), each);
    assert!(!csv(query, &[rows, ("omit", names)])[0].contains("names"));
}

#[test]
fn several_possible_lists_of_rows_are_an_error_that_names_them() {
    let query = "{ organization(by: { slug: \"pscc\" }) { founders { nodes { slug } } members { nodes { slug } } } }";
    let message = refusal(query, &[]);
    assert!(message.contains("organization.founders, organization.members"), "{message}");
    let message = refusal(query, &[("rows", "organization.partners")]);
    assert!(message.contains("it has organization.founders, organization.members"), "{message}");
    let side_by_side = refusal(
        query,
        &[("rows", ""), ("explode", "organization.founders"), ("explode", "organization.members")],
    );
    assert!(side_by_side.contains("are not nested"), "{side_by_side}");
    // Of nested lists, the innermost has the rows.
    let chain = "{ organization(by: { slug: \"pscc\" }) { founders { nodes { slug partners { nodes { slug } } } } } }";
    assert_eq!(prepared(chain, &[]).unwrap().table.rows, "organization.founders.partners");
}

#[test]
fn a_table_can_have_the_rows_of_several_lists() {
    let query = "{ organizations { facets { kinds { value count } countries { value count } } } }";
    let lists = "organizations.facets.kinds, organizations.facets.countries";
    let lines = csv(query, &[("rows", lists)]);
    assert_eq!(lines[0], "list,value,count");
    assert!(lines.iter().any(|line| line.starts_with("kinds,UNIVERSITY,")));
    assert!(lines.iter().any(|line| line.starts_with("countries,FR,")));
    let unlike = "{ organizations { facets { kinds { value count } countries { value } } } }";
    assert!(refusal(unlike, &[("rows", lists)]).contains("the same columns"));
}

#[test]
fn two_columns_with_one_name_are_an_error() {
    let query = "{ organization(by: { slug: \"pscc\" }) { a: slug founders { edges { a: certainty node { b: slug } affiliation { since } } } } }";
    let short = [("columns", "short")];
    assert!(prepared(query, &short).is_ok(), "names of parents keep their path");
    let twice =
        "{ sources { nodes { since: slug dated { earliest } since_from: title x: retrievedOn } } }";
    assert!(prepared(twice, &short).is_ok());
    let bound = "{ affiliations { nodes { since since_from: note } } }";
    assert!(refusal(bound, &short).contains("two columns would have the name `since_from`"));
}

#[test]
fn a_date_has_columns_for_its_first_and_last_day() {
    let query = "{ organization(by: { slug: \"pscc\" }) { founders { edges { affiliation { since } node { slug } } } } }";
    let lines = csv(query, &[("columns", "short")]);
    assert_eq!(lines[0], "affiliation.since,affiliation.since_from,affiliation.since_to,slug");
    assert_eq!(lines[1], "2022-02,2022-02-01,2022-02-28,sanofi");
}

#[test]
fn text_formats_can_be_written_for_spreadsheets() {
    let query = "{ search(query: \"institut\") { edges { score matchedName } } }";
    let point = text(query, &[("columns", "short")], Format::Csv);
    let comma = text(query, &[("columns", "short"), ("decimal", "comma")], Format::Csv);
    assert!(comma.starts_with("score;matchedName\n"));
    assert_eq!(point.lines().count(), comma.lines().count());
    let number = point.lines().find(|line| line.split(',').next().unwrap().contains('.'));
    let number = number.unwrap().split(',').next().unwrap().replace('.', ",");
    assert!(comma.contains(&format!("\n{number};")), "{number}");
    // The byte order mark comes first.
    let formula = "{ search(query: \"pscc\", first: 1) { edges { matchedName } } __typename }";
    assert!(text(formula, &[("bom", "1")], Format::Csv).starts_with('\u{feff}'));
}

#[test]
fn lists_are_complete_unless_the_document_limits_them() {
    let query =
        "{ organizations { totalCount nodes { slug members(first: 2) { nodes { slug } } } } }";
    let table =
        prepared(query, &[("rows", "organizations"), ("join", "organizations.members")]).unwrap();
    assert_eq!(table.table.limited, ["organizations.members (first: 2)"]);
    let csv = String::from_utf8(bytes(&table, Format::Csv).unwrap()).unwrap();
    let total = csv.lines().nth(1).unwrap().split(',').next().unwrap();
    assert_eq!(csv.lines().count() - 1, total.parse::<usize>().unwrap());
}

#[test]
fn documents_have_the_limits_of_graphql() {
    let wide = format!(
        "{{ organizations {{ nodes {{ {} }} }} }}",
        (0..4_100).map(|_| "slug ").collect::<String>()
    );
    let Err(errors) = prepared(&wide, &[]) else { panic!() };
    assert_eq!(errors[0].code, Code::TooComplex);
    for query in ["{ __schema { types { name } } }", "mutation { a }", "{ nope }", "{"] {
        assert!(!refusal(query, &[]).is_empty(), "{query}");
    }
}

#[test]
fn a_table_with_too_many_rows_is_an_error() {
    let query = "{ organizations { nodes { slug } } }";
    let limited = prepared(query, &[]).unwrap().with_max_rows(10);
    let Err(TableError::TooLarge(error)) = bytes(&limited, Format::Csv) else { panic!() };
    assert_eq!(error.code, Code::LimitExceeded);
    assert!(error.message.contains("more than 10 rows"), "{}", error.message);
    assert!(bytes(&limited.with_max_rows(1_000), Format::Csv).is_ok());
}

#[test]
fn the_same_table_has_the_same_bytes() {
    let query = "{ affiliations { nodes { id role since isCurrent subject { slug } object { slug } citations { locator source { title } } } } }";
    let asked = [("rows", "affiliations"), ("join", "affiliations.citations")];
    for info in FORMATS.iter().filter(|info| !info.format.is_network()) {
        let once = bytes(&prepared(query, &asked).unwrap(), info.format).unwrap();
        let again = bytes(&prepared(query, &asked).unwrap(), info.format).unwrap();
        assert!(!once.is_empty() && once == again, "{}", info.extension);
    }
}

#[test]
fn rdf_has_certainty_basis_and_date_of_a_fact() {
    let query = "{ organization(by: { name: \"PSCC\" }) { members { edges { node { slug } \
                 affiliation { id basis } certainty } } } }";
    let parameters = [("certainty", "POSSIBLE"), ("asOf", "2022-02")];
    let turtle = text(query, &parameters, Format::Turtle);
    assert!(turtle.contains("_:table a schema:Dataset ;"), "{turtle}");
    assert!(
        turtle.contains("c:asOf \"2026-11-21\""),
        "of what the answer says of itself: {turtle}"
    );
    let rows = csv(query, &parameters);
    let column = rows[0].split(',').position(|name| name.ends_with("certainty")).unwrap();
    for row in &rows[1..] {
        let cells: Vec<_> = row.split(',').collect();
        let certainty = format!("c:certainty <urn:consortia:word:{}>", cells[column]);
        let said = turtle.split("\n\n").any(|resource| {
            resource.starts_with(&format!("<urn:consortia:Affiliation:{}.", cells[0]))
                && resource.contains(&certainty)
                && resource.contains("c:basis <urn:consortia:word:")
        });
        assert!(said, "{certainty} of {row}: {turtle}");
    }
    let jsonld = text(query, &parameters, Format::Jsonld);
    assert!(jsonld.contains("\"c:certainty\":[{\"@id\":\"urn:consortia:word:"), "{jsonld}");
    // Without a fact, there is nothing that could be certain.
    let bare = "{ organization(by: { name: \"PSCC\" }) { members { edges { node { slug } certainty } } } }";
    assert!(!text(bare, &[], Format::Turtle).contains("certainty"));
}

#[test]
fn topics_are_concepts_of_skos_with_names_in_their_languages() {
    let query = "{ topics(filter: { slug: { in: [\"genomics\"] } }) { nodes { slug name broader { slug name } \
                 names { value language } } } }";
    let turtle = text(query, &[("explode", "topics.names")], Format::Turtle);
    for statement in [
        "<urn:consortia:Topic:genomics> a skos:Concept ;",
        "skos:prefLabel \"Genomics\"",
        "<urn:consortia:Topic:genomics> skos:broader <urn:consortia:Topic:genetics>",
        "<urn:consortia:Topic:genetics> a skos:Concept",
        "schema:name \"Génomique\"@fr",
    ] {
        assert!(turtle.contains(statement), "{statement}: {turtle}");
    }
    let jsonld = text(query, &[("explode", "topics.names")], Format::Jsonld);
    assert!(jsonld.contains(r#"{"@language":"fr","@value":"Génomique"}"#), "{jsonld}");
    let working = "{ organizations(filter: { topic: { slug: \"genomics\" } }) { nodes { slug topics { nodes { slug name } } } } }";
    let knows = "<urn:consortia:Organization:sorbonne-universite> schema:knowsAbout <urn:consortia:Topic:genomics>";
    let turtle = text(working, &[("rows", "organizations.topics")], Format::Turtle);
    assert!(turtle.contains(knows), "{turtle}");
}

#[test]
fn plans_are_in_a_table_only_if_it_asks_for_them_and_in_rdf_they_are_no_facts() {
    let query = "{ organization(by: { slug: \"paris-kids-cancer\" }) { slug memberOf { edges { \
                 affiliation { id stage } node { slug stage } } } } }";
    assert_eq!(csv(query, &[("empty", "drop"), ("history", "true")]).len(), 1);
    let asked = [("stages", "announced,planned")];
    let rows = csv(query, &asked);
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(rows[1].contains("paediatric-cancer-research-centres,PLANNED"), "{rows:?}");
    let turtle = text(query, &asked, Format::Turtle);
    assert!(turtle.contains("c:stage <urn:consortia:word:PLANNED>"), "{turtle}");
    assert!(turtle.contains(" a c:Affiliation ;"), "{turtle}");
    assert!(turtle.contains(" a c:Organization ;"), "{turtle}");
    for fact in ["org:memberOf", "org:Membership"] {
        assert!(!turtle.contains(fact), "{fact}: {turtle}");
    }
    // The same if the document selects nothing that says so.
    let bare = "{ organization(by: { slug: \"paris-kids-cancer\" }) { slug memberOf { nodes { slug } } } }";
    let turtle = text(bare, &asked, Format::Turtle);
    assert!(turtle.contains("Statements left out: 1."), "{turtle}");
    assert!(turtle.contains("paediatric-cancer-research-centres> a c:Organization"), "{turtle}");
    assert!(!turtle.contains("org:memberOf"), "{turtle}");
    assert!(text(bare, &asked, Format::Jsonld).contains("Statements left out: 1."));
    // Facts are stated as before.
    let facts = query.replace("paris-kids-cancer", "unicancer");
    let turtle = text(&facts, &[], Format::Turtle);
    assert!(turtle.contains("org:memberOf") && turtle.contains("org:Membership"), "{turtle}");
}

#[test]
fn rdf_states_what_certainly_holds_today_and_dates_the_rest() {
    // Université Pierre et Marie Curie ended in 2018, and what belonged to it with it.
    let nodes = "{ organization(by: { slug: \"upmc\" }) { slug children(history: true) { nodes { slug } } } }";
    let turtle = text(nodes, &[("rows", "organization.children")], Format::Turtle);
    assert!(!turtle.contains("org:hasSubOrganization"), "{turtle}");
    assert!(turtle.contains("Statements left out: "), "{turtle}");
    let edges = nodes.replace("nodes { slug }", "edges { affiliation { id } node { slug } }");
    let turtle = text(&edges, &[("rows", "organization.children")], Format::Turtle);
    assert!(
        turtle.contains("a org:Membership")
            && turtle.contains("c:isCurrent \"false\"^^xsd:boolean"),
        "{turtle}"
    );
    // A relation that ended says when, though the document does not ask.
    let ended = "{ affiliations(history: true, filter: { until: { from: \"2019\", to: \"2099\" } }) { nodes { id } } }";
    let turtle = text(ended, &[], Format::Turtle);
    let count = |part: &str| turtle.matches(part).count();
    assert!(count("a org:Membership") > 0, "{turtle}");
    assert_eq!(count("a org:Membership"), count("schema:endDate"), "{turtle}");
    // What still holds is stated plainly.
    let current = "{ organization(by: { slug: \"pscc\" }) { slug founders { nodes { slug } } } }";
    let turtle = text(current, &[], Format::Turtle);
    assert_eq!(turtle.matches("schema:founder <").count(), 5, "{turtle}");
    assert!(!turtle.contains("left out"), "{turtle}");
}

#[test]
fn planned_events_are_no_activities_in_rdf() {
    let planned = "{ events(filter: { statuses: { in: [PLANNED] } }) { nodes { slug } } }";
    let turtle = text(planned, &[], Format::Turtle);
    assert!(turtle.contains("a c:Event"), "{turtle}");
    for fact in ["prov:Activity", "schema:Event"] {
        assert!(!turtle.contains(fact), "{fact}: {turtle}");
    }
    let turtle = text("{ events { nodes { slug } } }", &[], Format::Turtle);
    assert!(turtle.contains("a schema:Event, prov:Activity"), "{turtle}");
}

#[test]
fn plans_among_the_facts_of_a_source_have_no_properties_of_facts() {
    let facts = "{ source(by: { slug: \"gustave-roussy-biocluster\" }) { facts(first: 100) { nodes { __typename
        id
        ... on Affiliation { subject { slug } object { slug } since }
        ... on Participation { participant { slug } since }
        ... on Event { date } } } } }";
    let turtle = text(facts, &[("rows", "source.facts")], Format::Turtle);
    let planned: Vec<_> = turtle
        .split(" .\n")
        .filter(|it| {
            ["c:Affiliation", "c:Participation", "c:Event"]
                .iter()
                .any(|class| it.contains(&format!(" a {class}")))
        })
        .collect();
    assert!(planned.len() > 3, "{turtle}");
    for statement in planned {
        for property in ["org:", "prov:", "schema:"] {
            assert!(!statement.contains(&format!(" {property}")), "{property}: {statement}");
        }
    }
}

#[test]
fn a_table_that_is_asked_for_plans_has_a_column_of_their_stage() {
    let asked = [("stages", "realized,announced,planned")];
    let header = |query: &str, parameters: &[(&str, &str)]| csv(query, parameters)[0].clone();
    let of = |field: &str| format!("{{ organization(by: {{ slug: \"inca\" }}) {{ {field} }} }}");
    assert_eq!(
        header(&of("labelled { nodes { slug } }"), &asked),
        "organization.labelled.slug,organization.labelled.affiliation.stage"
    );
    assert_eq!(header(&of("labelled { nodes { slug } }"), &[]), "organization.labelled.slug");
    let edges = "labelled { edges { affiliation { stage since } node { slug } } }";
    assert_eq!(header(&of(edges), &asked), header(&of(edges), &[]));
    assert_eq!(
        header("{ organizations(stages: PLANNED) { nodes { slug } } }", &[]),
        "organizations.slug,organizations.stage"
    );
    assert_eq!(
        header("{ programs { nodes { slug } } }", &[("stages", "planned")]),
        "programs.slug,programs.stage"
    );
    assert_eq!(header("{ events { nodes { slug } } }", &[]), "events.slug,events.status");
    let fragments =
        "{ affiliations { ...Page } } fragment Page on AffiliationConnection { nodes { role } }";
    assert_eq!(header(fragments, &asked), "affiliations.role,affiliations.stage");
    let network = "{ network(around: { slug: \"inca\" }, history: true) { nodes { organization { slug } } \
                   links { subject { slug } object { slug } } } }";
    let graphml = text(network, &asked, Format::Graphml);
    assert!(graphml.contains("PLANNED"), "{graphml}");
    assert!(!text(network, &[], Format::Graphml).contains("PLANNED"));
}
