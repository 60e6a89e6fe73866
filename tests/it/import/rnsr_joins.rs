//! Which structures of the French register are joined with laboratories that existed before.

use consortia::{
    domain::record::{Name, Registry},
    import::Report,
};

use super::rnsr_files::{Cells, import, structure};
use crate::{
    store::{assert_whole, raw, world},
    support::TestApp,
};

/// A university, and laboratories that are parts of it or of another one.
fn seed() -> Registry {
    let mut registry = world::small();
    for (slug, names, city) in [
        ("lac", &["Université du Lac"][..], "Lyon"),
        ("physics", &["Laboratoire de physique"], "Lyon"),
        ("chemistry", &["Laboratoire de chimie"], "Nice"),
        ("texts", &["Zeta Text Studies", "UR0349"], "Lyon"),
        ("sky", &["Étude du ciel : laboratoire", "LCE"], "Lyon"),
    ] {
        let mut it = world::organization(slug);
        let kind = |name: &str| if name == "LCE" { "ACRONYM" } else { "LABEL" };
        it.names = names.iter().map(|name| Name::new(*name, None, kind(name))).collect();
        it.place.country = Some("FR".to_owned());
        it.place.city = Some(city.to_owned());
        registry.organizations.push(it);
        if slug != "lac" {
            let period = world::period("", "");
            registry.affiliations.push(world::affiliation("lac", "PARENT", slug, period));
        }
    }
    registry
}

/// A structure of this university in Lyon.
fn of_university<'r>(
    number: &'r str,
    name: &'r str,
    more: &[(&'r str, &'r str)],
    university: &'r str,
) -> Cells<'r> {
    let shared = [
        ("commune", "LYON CEDEX 3"),
        ("code_postal", "69003"),
        ("tutelles", university),
        ("code_de_nature_de_tutelle", "UNIV"),
        ("code_de_type_de_tutelle", "TUTE"),
    ];
    structure(number, name, &[&shared[..], more].concat())
}

fn joined(report: &Report) -> Vec<(&str, &str)> {
    report.outcome.matched.iter().map(|it| (&*it.key, &*it.slug)).collect()
}

#[test]
fn a_supervisor_in_common_decides_beside_the_name_and_the_city() {
    let mut app = TestApp::new(&seed());
    let rows = [
        of_university("200000001F", "Laboratoire de physique", &[], "Université du Lac"),
        of_university("200000003H", "Laboratoire de chimie", &[], "Université du Lac"),
    ];
    let report = import(&mut app, &rows);
    let university = ("named universite du lac", "lac");
    assert_eq!(joined(&report), [university, ("200000001F", "physics")], "{report}");
    let evidence = "name, country FR, city LYON, part of Université du Lac";
    assert!(report.to_string().contains(evidence), "{report}");
    assert_whole(&raw(app.store.path()));
    assert!(import(&mut app, &rows).to_string().ends_with("nothing changed"));
}

#[test]
fn another_university_is_no_fact() {
    let mut app = TestApp::new(&seed());
    let row = of_university("200000001F", "Laboratoire de physique", &[], "Université Zeta");
    assert_eq!(joined(&import(&mut app, &[row])), []);
}

#[test]
fn renamed_labels_and_acronyms_beside_similar_names_are_joined() {
    let mut app = TestApp::new(&seed());
    let row = |number, name, column, value| {
        of_university(number, name, &[(column, value)], "Université du Lac")
    };
    let rows = [
        row("200000001F", "Textes Zeta", "label_numero", "EA 349"),
        row("200000003H", "Laboratoire d'étude du ciel", "sigle", "LCE"),
        row("200000005K", "Chimie des eaux", "sigle", "LCE"),
        row("200000006L", "Textes Kappa", "label_numero", "UMR 349"),
    ];
    let report = import(&mut app, &rows);
    let university = ("named universite du lac", "lac");
    let joins = [university, ("200000003H", "sky"), ("200000001F", "texts")];
    assert_eq!(joined(&report), joins, "{report}");
}
