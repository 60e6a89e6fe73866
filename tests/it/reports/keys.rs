//! Keys of records in the addresses of tables, and the names of files.

use consortia::graphql::global_id;

use crate::server::{Reply, Server};

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
        ("organization.slug=pscc&organization.name=PSCC", "give one key"),
        ("organization=PSCC&organization.slug=pscc", "give one key"),
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
