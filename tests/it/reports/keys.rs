//! Keys of records in the addresses of tables, and the names of files.

use consortia::{
    domain::record::Name,
    graphql::{Code, global_id},
    report::{Format, TableError},
};

use super::{bytes_over, prepared};
use crate::{
    seeded::Registry,
    server::{Reply, Server},
};

fn server() -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("keys.db"));
    (folder, server)
}

fn get(server: &Server, path: &str) -> Reply {
    server.request("GET", path, &[], "")
}

#[test]
fn every_kind_of_key_names_the_organization() {
    let (_folder, server) = server();
    let by_slug = get(&server, "/reports/members.csv?organization.slug=canceropole-ile-de-france");
    assert_eq!(by_slug.status, 200, "{}", by_slug.body);
    assert!(by_slug.body.lines().count() > 5);
    let mut id = String::new();
    global_id::encode(&mut id, "Organization", "canceropole-ile-de-france");
    for key in [
        "organization=Canc%C3%A9rop%C3%B4le+%C3%8Ele-de-France".to_owned(),
        "organization.name=canceropole+ile+de+france".to_owned(),
        format!("organization.id={id}"),
        "organization=%7B%22slug%22:%22canceropole-ile-de-france%22%7D".to_owned(),
    ] {
        let reply = get(&server, &format!("/reports/members.csv?{key}"));
        assert_eq!(reply.body, by_slug.body, "{key}");
    }
    let by_ror = get(&server, "/reports/network.csv?organization.ror=0321g0743");
    assert_eq!(by_ror.status, 200, "{}", by_ror.body);
    for key in [
        "organization.slug=gustave-roussy",
        "organization.ror=https://ror.org/0321g0743",
        "organization.identifier.scheme=ror&organization.identifier.value=0321g0743",
    ] {
        let reply = get(&server, &format!("/reports/network.csv?{key}"));
        assert_eq!(reply.body, by_ror.body, "{key}");
    }
}

#[test]
fn a_key_has_exactly_one_field() {
    let (_folder, server) = server();
    for (parameters, said) in [
        ("", "such as organization.slug=canceropole-ile-de-france"),
        (
            "organization.slug=pscc&organization.name=PSCC",
            "give only one of `organization.slug` and `organization.name`",
        ),
        (
            "organization=PSCC&organization.slug=pscc",
            "(`organization=...` is short for `organization.name`)",
        ),
        ("organization=PSCC&organization.name=PSCC", "give it once"),
        ("organization.slug=pscc&organization.slug=inca", "give it once"),
        ("organization.slug=", "empty"),
        ("organization=", "empty"),
        ("organization=+", "empty"),
        ("organization.title=x", "OrganizationKey has slug, id, name, ror, identifier"),
        ("organization.slug.x=y", "no fields"),
        ("organization.identifier.scheme=ROR", "value"),
        ("organization.identifier.scheme=X&organization.identifier.value=1", "one of"),
        ("organization.ror=12", "ROR"),
        ("organizations=PSCC", "organization"),
    ] {
        let reply = get(&server, &format!("/reports/members.csv?{parameters}"));
        assert_eq!(reply.status, 400, "{parameters}: {}", reply.body);
        let message = reply.json()["errors"][0]["message"].as_str().unwrap().to_owned();
        assert!(message.contains(said), "{parameters}: {message}");
    }
    let listed = get(&server, "/reports/network.csv?organization.slug=pscc&role.x=FOUNDER");
    assert!(listed.body.contains("is a list"), "{}", listed.body);
}

#[test]
fn a_file_is_named_after_what_it_holds() {
    let (_folder, server) = server();
    let cluster = "organization.slug=canceropole-ile-de-france";
    for (path, name) in [
        (
            format!(
                "/reports/organization-affiliations.xlsx?{cluster}&asOf=2007&directions=founders"
            ),
            "canceropole-ile-de-france_organization-affiliations_2007_founders.xlsx",
        ),
        (
            format!(
                "/reports/organization-affiliations.csv?{cluster}&asOf=2007&certainty=possible&directions=founders,member_of"
            ),
            "canceropole-ile-de-france_organization-affiliations_2007_founders-member-of_possible.csv",
        ),
        (
            format!("/reports/organization-affiliations.csv?{cluster}&history=true"),
            "canceropole-ile-de-france_organization-affiliations_all-dates.csv",
        ),
        (
            "/reports/network.graphml?organization=PSCC&hops=2&asOf=2023&maxNodes=5".to_owned(),
            "pscc_network_2023_hops-2_maxnodes-5_first-5-of-",
        ),
        (
            "/reports/affiliations.csv?asOf=2023&role=FOUNDER&since=2007".to_owned(),
            "affiliations_2023_founder_since-2007.csv",
        ),
    ] {
        let reply = get(&server, &path);
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        let disposition = reply.header("content-disposition");
        let expected = format!("attachment; filename=\"{name}");
        assert!(disposition.starts_with(&expected), "{path}: {disposition}");
    }
}

/// The texts of a sheet, row by row.
fn sheet(workbook: &[u8], number: usize) -> Vec<Vec<String>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut text = |name: &str| {
        let mut text = String::new();
        let mut file = archive.by_name(name).unwrap();
        std::io::Read::read_to_string(&mut file, &mut text).unwrap();
        text
    };
    let texts_of = |xml: &str| -> Vec<String> {
        let texts = xml.split("<t").skip(1).filter(|part| part.starts_with(['>', ' ']));
        texts
            .map(|part| part.split_once('>').unwrap().1.split("</t>").next().unwrap().to_owned())
            .collect()
    };
    let shared = texts_of(&text("xl/sharedStrings.xml"));
    let xml = text(&format!("xl/worksheets/sheet{number}.xml"));
    let rows = xml.split("<row ").skip(1).map(|row| {
        let cells = row.split("<c ").skip(1);
        cells
            .map(|cell| match cell.split("<v>").nth(1) {
                Some(value) if cell.contains("t=\"s\"") => {
                    shared[value.split('<').next().unwrap().parse::<usize>().unwrap()].clone()
                }
                _ => texts_of(cell).concat(),
            })
            .collect()
    });
    rows.collect()
}

#[test]
fn the_sheet_about_says_what_the_table_holds() {
    let (_folder, server) = server();
    let reply = get(
        &server,
        "/reports/organization-affiliations.xlsx?organization=PSCC&asOf=2023&certainty=possible&directions=founders",
    );
    let about = sheet(&reply.bytes, 2);
    let rows = reply.header("consortia-rows");
    for (label, value) in [
        ("Organization", "Paris Saclay Cancer Cluster (pscc)"),
        ("Date asked about", "2023"),
        ("Directions", "FOUNDERS"),
        ("Certainty", "POSSIBLE"),
        ("Rows", rows),
    ] {
        assert!(about.contains(&vec![label.to_owned(), value.to_owned()]), "{label}: {about:?}");
    }
    assert_eq!(sheet(&reply.bytes, 1)[0][0], "direction");
    let cut = get(&server, "/reports/network.xlsx?organization=PSCC&maxNodes=3");
    let first = sheet(&cut.bytes, 1);
    assert!(first.iter().any(|row| row[0] == "Not complete"), "{first:?}");
    assert_eq!(sheet(&cut.bytes, 2)[0][0], "subject.name");
}

#[test]
fn a_network_that_is_cut_says_so() {
    let (_folder, server) = server();
    let network = "organization.slug=pscc&hops=2&asOf=2023";
    let answer = server.request(
        "POST",
        "/graphql",
        &[("content-type", "application/json")],
        r#"{"query":"{ network(around: { slug: \"pscc\" }, hops: 2, asOf: \"2023\", maxNodes: 1000) { totalCount truncated nodes { hops } } }"}"#,
    );
    let found = &answer.json()["data"]["network"];
    let total = found["nodes"].as_array().unwrap().len();
    assert_eq!(
        (found["totalCount"].as_u64(), &found["truncated"]),
        (Some(total as u64), &false.into())
    );
    for extension in ["csv", "xlsx", "graphml"] {
        let whole = get(&server, &format!("/reports/network.{extension}?{network}"));
        assert!(!whole.headers.contains("\nconsortia-limited:"), "{}", whole.headers);
        let cut = get(&server, &format!("/reports/network.{extension}?{network}&maxNodes=5"));
        assert!(
            cut.header("consortia-limited").contains(&format!("5 of {total} organizations")),
            "{}",
            cut.headers
        );
    }
}

#[test]
fn an_ambiguous_name_is_an_error_and_no_empty_table() {
    let registry = Registry::with(|registry| {
        for organization in &mut registry.organizations[..2] {
            organization.names.push(Name::new("XYZ", None, "ACRONYM"));
        }
    });
    for query in [
        "{ organization(by: { name: \"xyz\" }) { members { nodes { slug } } } }",
        "{ organizations(filter: { affiliatedWith: { object: { name: \"xyz\" } } }) { nodes { slug } } }",
    ] {
        let table = prepared(query, &[]).unwrap();
        let outcome = bytes_over(&registry, &table, Format::Csv);
        let Err(TableError::Invalid(errors)) = outcome else { panic!("{query}: {outcome:?}") };
        assert_eq!(errors[0].code, Code::Ambiguous, "{query}");
        assert!(errors[0].message.contains("2 things have this name"), "{}", errors[0].message);
    }
}
