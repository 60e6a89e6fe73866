//! Texts of descriptions, with the numbers of `limits`.

use crate::limits::{arguments, network, pages, search};

/// What a description may name in braces, and the number that stands for it in the schema.
fn numbers() -> [(&'static str, String); 20] {
    [
        ("{page_size}", pages::DEFAULT_SIZE.to_string()),
        ("{max_page_size}", pages::MAX_SIZE.to_string()),
        ("{groups}", pages::DEFAULT_GROUPS.to_string()),
        ("{max_groups}", pages::MAX_GROUPS.to_string()),
        ("{max_group_keys}", arguments::MAX_GROUP_KEYS.to_string()),
        ("{max_ids}", arguments::MAX_IDS.to_string()),
        ("{max_hops}", network::MAX_HOPS.to_string()),
        ("{max_network_nodes}", network::MAX_NODES.to_string()),
        ("{max_centers}", network::MAX_CENTERS.to_string()),
        ("{max_related}", network::MAX_RELATED.to_string()),
        ("{max_listed}", network::MAX_LISTED.to_string()),
        ("{max_parts}", network::MAX_PARTS.to_string()),
        ("{max_depth}", network::MAX_DEPTH.to_string()),
        ("{max_hierarchy_items}", network::MAX_HIERARCHY_ITEMS.to_string()),
        ("{max_paths}", network::MAX_PATHS.to_string()),
        ("{max_path_length}", network::MAX_PATH_LENGTH.to_string()),
        ("{max_common_affiliates}", arguments::MAX_COMMON_AFFILIATES.to_string()),
        ("{max_distance_km}", arguments::MAX_DISTANCE_KM.to_string()),
        ("{max_results}", search::MAX_RESULTS.to_string()),
        ("{max_text_chars}", arguments::MAX_TEXT_CHARS.to_string()),
    ]
}

/// The description that the joined lines of a documentation comment make.
///
/// A text with numbers is leaked: the schema is declared once and lives as long as the program.
pub fn text(lines: &'static str) -> &'static str {
    let text = lines.trim_ascii();
    if !text.contains('{') {
        return text;
    }
    let text = numbers()
        .into_iter()
        .fold(text.to_owned(), |text, (name, number)| text.replace(name, &number));
    text.leak()
}
