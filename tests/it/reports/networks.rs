//! Networks as `GraphML` and GEXF: what the programs that read them need.

use std::collections::{HashMap, HashSet};

use consortia::domain::role::is_symmetric;
use quick_xml::{Reader, events::Event};

use crate::server::Server;

/// An element with its attributes.
type Element = (String, HashMap<String, String>);

/// Every affiliation on record around an organization that has symmetric ones, and ones with both dates.
const NETWORK: &str = "organization=Canc%C3%A9rop%C3%B4le%20%C3%8Ele-de-France&history=true&hops=2";

fn file(extension: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("networks.db"));
    let path = format!("/reports/network.{extension}?{NETWORK}");
    let reply = server.request("GET", &path, &[], "");
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.body
}

/// The elements of a document in order; the text of an element is its attribute `text`.
fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let mut elements: Vec<Element> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) | Event::Empty(start) => {
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let value = quick_xml::escape::unescape(&attribute.value).unwrap();
                    (attribute.key.as_ref().to_owned(), value.into_owned())
                });
                elements.push((start.name().as_ref().to_owned(), attributes.collect()));
            }
            Event::Text(text) => {
                if let Some((_, attributes)) = elements.last_mut() {
                    attributes.entry("text".to_owned()).or_default().push_str(&text);
                }
            }
            Event::Eof => return elements,
            _ => {}
        }
    }
}

/// The rows of the table of links.
fn links() -> Vec<HashMap<String, String>> {
    let text = file("csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// Source, target and role of every edge that a link makes: two if it has no direction.
fn expected_edges(links: &[HashMap<String, String>]) -> Vec<[String; 3]> {
    let mut edges = Vec::new();
    for link in links {
        let [source, target, role] =
            ["subject.slug", "object.slug", "role"].map(|name| link[name].clone());
        if is_symmetric(&role) {
            edges.push([target.clone(), source.clone(), role.clone()]);
        }
        edges.push([source, target, role]);
    }
    edges.sort();
    edges
}

#[test]
fn a_link_without_a_direction_is_an_edge_each_way() {
    let links = links();
    let symmetric = links.iter().filter(|link| is_symmetric(&link["role"])).count();
    assert!(symmetric > 10 && symmetric < links.len() - 10, "{symmetric} of {}", links.len());
    let gexf = elements(&file("gexf"));
    let of_edge = |(name, edge): &Element| {
        let edge = (name == "edge").then_some(edge)?;
        Some(["source", "target", "label"].map(|name| edge[name].clone()))
    };
    let mut edges: Vec<_> = gexf.iter().filter_map(of_edge).collect();
    edges.sort();
    assert_eq!(edges, expected_edges(&links));
    let kinds = gexf.iter().filter(|(name, _)| name == "edge");
    let kinds: Vec<_> =
        kinds.map(|(_, edge)| ["source", "target", "kind"].map(|name| &edge[name])).collect();
    let different: HashSet<_> = kinds.iter().collect();
    assert_eq!(different.len(), kinds.len(), "Gephi would merge edges of one kind");

    let graphml = elements(&file("graphml"));
    let mut edges: Vec<[String; 3]> = Vec::new();
    let role = title_key(&graphml, "edge", "role");
    for (name, attributes) in &graphml {
        match name.as_str() {
            "edge" => {
                assert!(!attributes.contains_key("id") && !attributes.contains_key("directed"));
                edges.push(
                    ["source", "target", "text"]
                        .map(|name| attributes.get(name).cloned().unwrap_or_default()),
                );
            }
            "data" if attributes["key"] == role => {
                edges.last_mut().unwrap()[2].clone_from(&attributes["text"]);
            }
            _ => {}
        }
    }
    edges.sort();
    assert_eq!(edges, expected_edges(&links));
}

/// The key of the attribute with a title.
fn title_key(graphml: &[Element], of: &str, title: &str) -> String {
    let mut keys = graphml.iter().filter(|(name, _)| name == "key").map(|(_, key)| key);
    let key = keys.find(|key| key["for"] == of && key["attr.name"] == title);
    key.unwrap_or_else(|| panic!("no attribute {title}"))["id"].clone()
}

#[test]
fn edges_have_the_global_id_of_their_affiliation_under_a_title_of_its_own() {
    let ids: HashSet<_> = links().into_iter().map(|mut link| link.remove("id").unwrap()).collect();
    let gexf = elements(&file("gexf"));
    let titles: Vec<_> = gexf.iter().filter(|(name, _)| name == "attribute").collect();
    let (_, id) = titles.iter().find(|(_, it)| it["title"] == "affiliation").unwrap();
    let values = gexf.iter().filter(|(name, it)| name == "attvalue" && it["for"] == id["id"]);
    let values: HashSet<_> = values.map(|(_, it)| it["value"].clone()).collect();
    // Attributes of nodes are numbered, too.
    assert!(ids.is_subset(&values), "{values:?}");
    let edges = gexf.iter().filter(|(name, _)| name == "edge").map(|(_, edge)| edge["id"].clone());
    let edges: Vec<_> = edges.collect();
    assert_eq!(edges.iter().collect::<HashSet<_>>().len(), edges.len());
    assert!(ids.iter().all(|id| edges.contains(id)));
    for (_, attribute) in titles {
        for reserved in ["id", "label", "weight", "source", "target", "type", "start", "end"] {
            assert_ne!(attribute["title"], reserved);
        }
    }
    title_key(&elements(&file("graphml")), "edge", "affiliation");
}

#[test]
fn gexf_carries_the_time_of_each_link() {
    let gexf = elements(&file("gexf"));
    let (_, graph) = gexf.iter().find(|(name, _)| name == "graph").unwrap();
    assert_eq!((graph["mode"].as_str(), graph["timeformat"].as_str()), ("dynamic", "date"));
    let edges = gexf.iter().filter(|(name, _)| name == "edge").map(|(_, edge)| edge);
    let edges: HashMap<_, _> = edges.map(|edge| (edge["id"].clone(), edge)).collect();
    let (mut starts, mut ends) = (0, 0);
    for link in links() {
        let edge = edges[&link["id"]];
        for (bound, day, count) in
            [("start", "since_from", &mut starts), ("end", "until_to", &mut ends)]
        {
            assert_eq!(edge.get(bound).map_or("", String::as_str), link[day], "{link:?}");
            *count += u32::from(!link[day].is_empty());
        }
    }
    assert!(starts > 20 && ends > 2, "{starts} {ends}");
}

#[test]
fn a_network_says_what_it_is() {
    let gexf = elements(&file("gexf"));
    let (_, description) = gexf.iter().find(|(name, _)| name == "description").unwrap();
    assert!(description["text"].contains("Licence: MIT"), "{description:?}");
    let graphml = elements(&file("graphml"));
    let rows = title_key(&graphml, "graph", "rows");
    let (_, rows) = graphml.iter().find(|(name, it)| name == "data" && it["key"] == rows).unwrap();
    assert_eq!(rows["text"].trim(), links().len().to_string());
}
