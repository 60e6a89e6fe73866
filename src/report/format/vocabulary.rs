//! What types and fields of the registry are called in RDF: the W3C Organization Ontology, schema.org,
//! PROV-O and Dublin Core where they have a word; the registry's own schema where they have none.

/// Prefixes that the words below use, and what they stand for.
pub(super) const PREFIXES: [(&str, &str); 7] = [
    ("c", "urn:consortia:schema:"),
    ("dct", "http://purl.org/dc/terms/"),
    ("org", "http://www.w3.org/ns/org#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("schema", "https://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The classes of a type.
pub(super) fn classes(ty: &str) -> &'static [&'static str] {
    match ty {
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
        _ => &[],
    }
}

/// The property that a field is; None where it is one of the registry's own.
pub(super) fn property(ty: &str, field: &str) -> Option<&'static str> {
    Some(match (ty, field) {
        (_, "citations") => "prov:qualifiedPrimarySource",
        ("Citation", "source") => "prov:entity",
        ("Identifier", "scheme") => "schema:propertyID",
        ("Identifier" | "Figure", "value") => "schema:value",
        ("Name", "value") | (_, "name" | "title") => "schema:name",
        (_, "description") => "dct:description",
        (_, "note") => "skos:editorialNote",
        (_, "identifiers") | ("Country", "code") => "schema:identifier",
        ("Organization", "kinds" | "kind") => "org:classification",
        ("Organization", "location") => "org:hasSite",
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
        ("Affiliation", "subject") | ("Position", "person") => "org:member",
        ("Affiliation", "object") | ("Position", "organization") => "org:organization",
        ("Affiliation" | "Position", "role") => "org:role",
        ("Participation", "participant" | "organization" | "person") => "prov:agent",
        ("Participation", "role") => "prov:hadRole",
        (_, "since" | "startsOn" | "date") => "schema:startDate",
        (_, "until" | "endsOn") => "schema:endDate",
        ("Event", "status") => "schema:eventStatus",
        ("Event", "participants") => "schema:participant",
        ("Figure", "unit") => "schema:unitText",
        ("Figure", "measure") => "schema:measuredProperty",
        ("Source", "publisher") => "dct:publisher",
        ("Source", "language") => "dct:language",
        _ => return None,
    })
}

/// Whether the values of a field are addresses.
pub(super) fn is_address(field: &str) -> bool {
    matches!(field, "url" | "website")
}
