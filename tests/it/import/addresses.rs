//! Addresses of the Explorer that lead on after an import.

use std::path::Path;

use consortia::store::Store;

use super::{NEXT, app, id, import, records};
use crate::{server::Server, store::raw};

/// A copy of the database of a store.
fn copy(store: &Store, to: &Path) {
    raw(store.path()).execute("VACUUM INTO ?1", [to.to_str().unwrap()]).unwrap();
}

#[test]
fn addresses_of_redirected_and_withdrawn_records() {
    let mut app = app();
    import(&mut app.store, &records(), NEXT);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("imported.db");
    copy(&app.store, &path);
    let server = Server::start(&path);
    let at = |path: &str| {
        let reply = server.get(path, &[]);
        (reply.status, reply.header("location").to_owned())
    };
    let beta = format!("/o/ror-{}", id(2));
    for number in [4, 5] {
        let id = id(number);
        assert_eq!(at(&format!("/o/ror-{id}?asOf=2007")), (308, format!("{beta}?asOf=2007")));
        assert_eq!(at(&format!("/o/{id}/changes")), (308, format!("{beta}/changes")));
    }
    assert_eq!(at(&format!("/o/ROR-{}", id(2).to_uppercase())), (308, beta));
    let by_slug = |number: u32| {
        let query =
            format!("{{ organization(by: {{ slug: \"ror-{}\" }}) {{ slug }} }}", id(number));
        let reply = server.post(&query).json();
        let warning = reply["extensions"]["warnings"][0]["code"].as_str().map(str::to_owned);
        (reply["data"]["organization"]["slug"].as_str().map(str::to_owned), warning)
    };
    let beta_slug = Some(format!("ror-{}", id(2)));
    assert_eq!(by_slug(2), (beta_slug.clone(), None));
    assert_eq!(by_slug(4), (beta_slug, Some("REDIRECTED".to_owned())));
    let tombstone = Some(format!("ror-{}", id(7)));
    assert_eq!(by_slug(7), (tombstone, Some("WITHDRAWN".to_owned())));
    let table = |number: u32| {
        let path = "/reports/organization-affiliations.csv?organization.slug=ror-";
        server.get(&format!("{path}{}", id(number)), &[])
    };
    assert!(table(4).header("consortia-warning").contains("has its replacement"));
    assert!(table(7).header("consortia-warning").contains("was withdrawn"));
    // Without pages in the program, every page is 503.
    let is_built = at("/").0 == 200;
    let withdrawn = at(&format!("/o/ror-{}", id(7)));
    assert_eq!(withdrawn, (if is_built { 200 } else { 503 }, String::new()));
}
