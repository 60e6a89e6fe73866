//! The files of the pages, as `build.rs` puts them into the binary.

/// A file.
#[derive(Debug)]
pub struct Asset {
    /// Its path on the server, such as `/assets/graphiql-1a2b3c.js`.
    pub path: &'static str,
    /// Its `Content-Type`.
    pub media_type: &'static str,
    /// A hash of its bytes, for entity tags.
    pub etag: &'static str,
    /// Its bytes compressed with brotli, if that makes it smaller.
    pub brotli: Option<&'static [u8]>,
    /// Its bytes.
    pub bytes: &'static [u8],
}

// `BUILT` and `ASSETS`.
include!(concat!(env!("OUT_DIR"), "/ui_assets.rs"));

/// The file with this path, if the pages are in the binary.
#[must_use]
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// Whether the pages are in the binary, and if not, why: for the log at the start.
#[must_use]
pub fn status_line() -> String {
    match BUILT {
        Ok(()) => "in this build".to_owned(),
        Err(reason) => format!("not in this build ({reason})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_files_is_consistent() {
        for page in ["/graphiql.html", "/explorer.html"] {
            assert_eq!(BUILT.is_ok(), find(page).is_some(), "{page}");
        }
        assert_eq!(BUILT.is_ok(), status_line() == "in this build");
        for asset in ASSETS {
            let Asset { path, bytes, brotli, .. } = asset;
            assert!(path.starts_with('/') && !bytes.is_empty(), "{path}");
            assert!(brotli.is_none_or(|brotli| brotli.len() < bytes.len()), "{path}");
        }
    }
}
