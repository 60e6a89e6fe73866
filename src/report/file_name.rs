//! The name of the file of a table: what it is about, its date, its filters, and what was left out.

use super::metadata::TableMetadata;
use crate::limits::tables::{MAX_FILE_NAME_CHARS, MAX_FILE_NAME_PART_CHARS};

/// The name of the file of a table, such as `cnrs_organization-affiliations_2026_founders.xlsx`.
#[must_use]
pub fn file_name(metadata: &TableMetadata, extension: &str) -> String {
    let about = &metadata.about;
    let mut parts: Vec<String> = about.records.iter().map(|record| part(&record.slug)).collect();
    parts.push(part(&metadata.name));
    let all_dates = about.filters.iter().any(|filter| filter.name == "history");
    if !all_dates {
        parts.push(part(&metadata.as_of));
    }
    for filter in &about.filters {
        parts.push(match (filter.name.as_str(), filter.is_self_explanatory) {
            // CERTAIN is the default.
            ("certainty", _) if filter.value == "CERTAIN" => continue,
            (_, true) => part(&filter.value),
            (name, false) => part(&format!("{name} {}", filter.value)),
        });
    }
    parts.extend(about.omissions.iter().map(|omission| part(&omission.file_name_part)));
    parts.dedup();
    let name: String = parts.join("_").chars().take(MAX_FILE_NAME_CHARS).collect();
    format!("{name}.{extension}")
}

/// A text in lower-case ASCII letters, digits, dots and hyphens.
fn part(text: &str) -> String {
    let mut part = String::new();
    for c in text.chars().take(MAX_FILE_NAME_PART_CHARS) {
        match c.to_ascii_lowercase() {
            c if c.is_ascii_alphanumeric() || c == '.' => part.push(c),
            _ if part.ends_with('-') => {}
            _ => part.push('-'),
        }
    }
    part.trim_matches(['-', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{
        TableAbout,
        about::{Filter, NamedRecord, Omission},
    };

    fn metadata(about: TableAbout) -> TableMetadata {
        TableMetadata {
            name: "network".into(),
            title: String::new(),
            query_digest: String::new(),
            as_of: "2026".into(),
            data_version: String::new(),
            licence: String::new(),
            csv_address: String::new(),
            about,
        }
    }

    fn filter(name: &str, value: &str, is_self_explanatory: bool) -> Filter {
        Filter { name: name.into(), value: value.into(), is_self_explanatory }
    }

    #[test]
    fn a_name_says_what_the_file_holds() {
        assert_eq!(file_name(&metadata(TableAbout::default()), "csv"), "network_2026.csv");
        let about = TableAbout {
            records: vec![NamedRecord {
                variable: "organization".into(),
                slug: "cnrs".into(),
                name: "CNRS".into(),
            }],
            filters: vec![
                filter("directions", "FOUNDERS, MEMBER_OF", true),
                filter("hops", "2", false),
                filter("certainty", "CERTAIN", true),
            ],
            omissions: vec![Omission {
                sentence: String::new(),
                file_name_part: "first-1000-of-1642".into(),
            }],
            warnings: Vec::new(),
        };
        assert_eq!(
            file_name(&metadata(about), "graphml"),
            "cnrs_network_2026_founders-member-of_hops-2_first-1000-of-1642.graphml"
        );
        let filters = vec![
            filter("certainty", "POSSIBLE", true),
            filter("history", "all dates", true),
            filter("text", "\"../é x\r\n", false),
        ];
        let about = TableAbout { filters, ..TableAbout::default() };
        assert_eq!(file_name(&metadata(about), "csv"), "network_possible_all-dates_text-..-x.csv");
    }
}
