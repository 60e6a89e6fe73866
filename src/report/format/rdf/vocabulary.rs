//! The RDF names of types and fields of the schema: those of the W3C Organization Ontology, schema.org, PROV-O
//! and Dublin Core if they have one, and names of the registry's own otherwise.

/// The prefixes of the names below, and the IRIs that they stand for.
pub(super) const PREFIXES: [(&str, &str); 8] = [
    ("c", "urn:consortia:schema:"),
    ("dct", "http://purl.org/dc/terms/"),
    ("edtf", "http://id.loc.gov/datatypes/edtf/"),
    ("org", "http://www.w3.org/ns/org#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("schema", "https://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The property of a name whose value is in the language of the name.
pub(super) const NAME_VALUE: &str = "schema:name";

/// The classes of a type; empty if the vocabularies have none.
pub(super) fn classes(type_name: &str) -> &'static [&'static str] {
    match type_name {
        "Organization" => &["org:Organization", "schema:Organization", "prov:Organization"],
        "Person" => &["schema:Person", "prov:Person"],
        "Program" => &["schema:Project"],
        "Event" => &["schema:Event", "prov:Activity"],
        "Source" => &["schema:CreativeWork", "prov:Entity"],
        "Affiliation" | "Position" => &["org:Membership"],
        "Participation" => &["prov:Association"],
        "Figure" => &["schema:Observation"],
        "Citation" => &["prov:PrimarySource"],
        "Identifier" => &["schema:PropertyValue"],
        "Location" => &["org:Site"],
        "Country" => &["schema:Country"],
        "Topic" => &["skos:Concept"],
        _ => &[],
    }
}

/// The property of a field; None if the vocabularies have none.
pub(super) fn property(type_name: &str, field: &str) -> Option<&'static str> {
    Some(match (type_name, field) {
        ("Topic", "name") => "skos:prefLabel",
        ("Topic", "description") => "skos:definition",
        ("Topic", "broader") => "skos:broader",
        ("Topic", "narrower") => "skos:narrower",
        ("Organization", "topics") => "schema:knowsAbout",
        ("Program" | "Event", "topics") => "schema:about",
        (_, "citations") => "prov:qualifiedPrimarySource",
        ("Citation", "source") => "prov:entity",
        ("Identifier", "scheme") => "schema:propertyID",
        ("Identifier" | "Figure", "value") => "schema:value",
        ("Name", "value") => NAME_VALUE,
        (_, "name" | "title") => "schema:name",
        (_, "description") => "dct:description",
        (_, "note") => "skos:editorialNote",
        (_, "identifiers") | ("Country", "code") => "schema:identifier",
        ("Organization", "kinds" | "kind") => "org:classification",
        ("Organization", "location" | "locations") => "org:hasSite",
        ("Organization", "foundedOn") => "schema:foundingDate",
        ("Organization", "members") => "org:hasMember",
        ("Organization", "memberOf") => "org:memberOf",
        ("Organization", "founders") => "schema:founder",
        ("Organization", "funders") => "schema:funder",
        ("Organization", "children") => "org:hasSubOrganization",
        ("Organization", "parents") => "org:subOrganizationOf",
        ("Organization", "partners" | "collaborators") => "org:linkedTo",
        (_, "website") | ("Source", "url") => "schema:url",
        ("Location", "city") => "schema:addressLocality",
        ("Location", "country") => "schema:addressCountry",
        ("Location", "region") => "schema:addressRegion",
        ("Location", "lat") => "schema:latitude",
        ("Location", "lon") => "schema:longitude",
        ("Affiliation", "subject") | ("Position", "person") => "org:member",
        ("Affiliation", "object") | ("Position", "organization") => "org:organization",
        ("Affiliation" | "Position", "role") => "org:role",
        ("Participation", "participant" | "organization" | "person") => "prov:agent",
        ("Participation", "role") => "prov:hadRole",
        (_, "since" | "startsOn" | "date" | "from") => "schema:startDate",
        (_, "until" | "endsOn") => "schema:endDate",
        ("Event", "status") => "schema:eventStatus",
        ("Event", "participants") => "schema:participant",
        ("Figure", "unit") => "schema:unitText",
        ("Figure", "unitCode") => "schema:unitCode",
        ("Figure", "population") => "schema:populationType",
        ("Figure", "measureCode") => "schema:variableMeasured",
        ("Figure", "measure") => "schema:measuredProperty",
        ("Source", "publisher") => "dct:publisher",
        ("Source", "language") => "dct:language",
        _ => return None,
    })
}

/// Whether the values of a field are web addresses.
pub(super) fn is_address(field: &str) -> bool {
    matches!(field, "url" | "website")
}

/// Whether objects of a type are records, or parts of one such as a name. The other types hold records together.
pub(super) fn is_record_type(type_name: &str) -> bool {
    const CONTAINERS: [&str; 9] = [
        "Query",
        "Network",
        "NetworkNode",
        "Changes",
        "Change",
        "Path",
        "PathStep",
        "Facet",
        "Group",
    ];
    const SUFFIXES: [&str; 3] = ["Connection", "Edge", "Facets"];
    !CONTAINERS.contains(&type_name) && !SUFFIXES.iter().any(|end| type_name.ends_with(end))
}
