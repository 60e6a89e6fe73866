//! The names of fields in the schema, for those that the seed calls otherwise.

use super::organization::ORGANIZATION_FIELDS;

/// The name in the schema of a field that a citation supports, by its key in the seed: `foundedOn` for `founded`.
#[must_use]
pub fn public_field_name(key: &str) -> &str {
    if let Some(field) = ORGANIZATION_FIELDS.iter().find(|field| field.name == key) {
        return field.public_name;
    }
    match key {
        "place" => "location",
        "starts" => "startsOn",
        "ends" => "endsOn",
        "part_of" => "partOf",
        "ended" => "until",
        same => same,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_the_seed_has_a_name_in_the_schema() {
        for (key, name) in [
            ("founded", "foundedOn"),
            ("website", "website"),
            ("place", "location"),
            ("part_of", "partOf"),
            ("names", "names"),
        ] {
            assert_eq!(public_field_name(key), name);
        }
    }
}
