//! The French register of research structures: what rows become, and what is odd in them.

use serde_json::{Value as Json, json};

use super::{
    app,
    rnsr_files::{COLUMNS, Cells, csv, gzip, import, import_bytes, reasons, remarks, structure},
};
use crate::{
    store::{assert_whole, dump, raw},
    support::TestApp,
};

const PAGE: &str = "https://example.org/fiche?numNatStruct=200000001F";

/// A joint unit with everything that the register says of one.
fn unit() -> Cells<'static> {
    structure(
        "200000001F",
        "Laboratoire d'étude du ciel",
        &[
            ("sigle", "LEC"),
            ("annee_de_creation", "2004"),
            ("site_web", "http://lec.example.org/"),
            ("adresse", "Bâtiment 5\n1 rue du Lac"),
            ("code_postal", "44322"),
            ("commune", "NANTES CEDEX 3"),
            ("label_numero", "UMR 144;UMR 144;U 7"),
            ("tutelles", "Université du Lac;Centre du ciel;École du Nord"),
            ("sigles_des_tutelles", "LAC;CC;"),
            ("code_de_nature_de_tutelle", "UNIV;EPST;AUT_ETAB"),
            ("uai_des_tutelles", "0750001U;;9740003K"),
            ("siret_des_tutelles", "19000000100015;19000000200013;"),
            ("code_de_type_de_tutelle", "TUTE;TUTE;PART"),
            ("code_domaine_scientifique", "3;2"),
            ("domaine_scientifique", "Sciences de l'espace;Physique"),
            ("code_panel_erc", "PE9;PE3"),
            ("panel_erc", "Universe : stars;planets;Matter : solids"),
            ("fiche_rnsr", PAGE),
        ],
    )
}

fn ask(app: &TestApp, slug: &str, fields: &str) -> Json {
    let query = format!("{{ organization(by: {{ slug: \"{slug}\" }}) {{ {fields} }} }}");
    app.data(&query, json!({}))["organization"].take()
}

#[test]
fn a_row_becomes_a_structure_with_its_institutions_and_topics() {
    let mut app = app();
    let report = import(&mut app, &[unit()]);
    assert_eq!(report.rejected, 0, "{report}");
    let it = ask(
        &app,
        "rnsr-200000001f",
        "names { value language kind } kinds foundedOn website identifiers { scheme value }
         location { address postcode city country { code } }
         topics { nodes { slug name description } }
         supervisors { edges { node { slug } affiliation { since isDated lastAttested citations { source { slug } locator } } } }
         participatingInstitutions { nodes { slug } }",
    );
    let name =
        |value, language, kind| json!({ "value": value, "language": language, "kind": kind });
    assert_eq!(
        it["names"],
        json!([
            name("Laboratoire d'étude du ciel", Some("fr"), "LABEL"),
            name("LEC", None, "ACRONYM"),
            name("UMR 144", None, "ALIAS"),
            name("U 7", None, "ALIAS"),
        ])
    );
    assert_eq!((&it["kinds"], &it["foundedOn"]), (&json!(["RESEARCH_UNIT"]), &json!("2004")));
    assert_eq!(it["website"], "http://lec.example.org/");
    assert_eq!(it["identifiers"], json!([{ "scheme": "RNSR", "value": "200000001F" }]));
    assert_eq!(
        it["location"],
        json!({ "address": "Bâtiment 5 1 rue du Lac", "postcode": "44322", "city": "NANTES", "country": { "code": "FR" } })
    );
    let topics: Vec<_> = it["topics"]["nodes"].as_array().unwrap().iter().collect();
    let slugs: Vec<_> = topics.iter().map(|it| it["slug"].as_str().unwrap()).collect();
    assert_eq!(slugs.len(), 4, "{topics:?}");
    let panel = topics.iter().find(|it| it["slug"] == "rnsr-erc-pe9").unwrap();
    assert_eq!(panel["name"], "Universe");
    assert_eq!(panel["description"], "ERC panel PE9: stars; planets");
    assert!(slugs.contains(&"rnsr-domain-3"), "{slugs:?}");
    let supervisors = it["supervisors"]["edges"].as_array().unwrap();
    let slugs: Vec<_> = supervisors.iter().map(|it| it["node"]["slug"].as_str().unwrap()).collect();
    assert_eq!(slugs.len(), 2);
    assert!(
        slugs.contains(&"rnsr-0750001u") && slugs.contains(&"rnsr-19000000200013"),
        "{slugs:?}"
    );
    let affiliation = &supervisors[0]["affiliation"];
    assert_eq!(affiliation["isDated"], false, "the register dates no relation");
    assert_eq!(affiliation["since"], Json::Null);
    assert_eq!(affiliation["lastAttested"], "2022-02");
    let cited = json!([{ "source": { "slug": "rnsr-2022-02" }, "locator": format!("{PAGE}, relationships") }]);
    assert_eq!(affiliation["citations"], cited);
    assert_eq!(it["participatingInstitutions"]["nodes"], json!([{ "slug": "rnsr-9740003k" }]));
    assert_whole(&raw(app.store.path()));
}

#[test]
fn institutions_are_organizations_of_their_own() {
    let mut app = app();
    import(&mut app, &[unit()]);
    let fields =
        "name kinds names { value kind } identifiers { scheme value } location { country { code } }
        supervises { nodes { slug } } participatesInUnits { nodes { slug } }";
    let university = ask(&app, "rnsr-0750001u", fields);
    assert_eq!(university["name"], "Université du Lac");
    assert_eq!(university["kinds"], json!(["UNIVERSITY"]));
    assert_eq!(university["names"][1], json!({ "value": "LAC", "kind": "ACRONYM" }));
    let identifiers = json!([
        { "scheme": "UAI", "value": "0750001U" },
        { "scheme": "SIRET", "value": "19000000100015" },
    ]);
    assert_eq!(university["identifiers"], identifiers);
    assert_eq!(university["supervises"]["nodes"], json!([{ "slug": "rnsr-200000001f" }]));
    let school = ask(&app, "rnsr-9740003k", fields);
    assert_eq!(school["kinds"], json!(["SCHOOL"]));
    assert_eq!(school["location"]["country"]["code"], "RE");
    assert_eq!(school["participatesInUnits"]["nodes"], json!([{ "slug": "rnsr-200000001f" }]));
}

#[test]
fn the_relations_of_a_structure_begin_with_it_at_the_earliest() {
    let mut app = app();
    import(&mut app, &[unit()]);
    let count = |date: &str, certainty: &str| {
        let fields =
            format!("supervisors(asOf: \"{date}\", certainty: {certainty}) {{ totalCount }}");
        ask(&app, "rnsr-200000001f", &fields)["supervisors"]["totalCount"].take()
    };
    assert_eq!(count("2003", "POSSIBLE"), 0, "before the unit was created");
    assert_eq!((count("2010", "CERTAIN"), count("2010", "POSSIBLE")), (json!(0), json!(2)));
    assert_eq!(count("2022-02", "CERTAIN"), 2);
}

#[test]
fn the_release_is_a_source_with_its_publisher_and_licence() {
    let mut app = app();
    import(&mut app, &[unit()]);
    let query = "{ source(by: { slug: \"rnsr-2022-02\" }) { title kind note url dated { earliest latest } publishedBy { slug kinds citations { source { slug } } } } }";
    let source = app.data(query, json!({}))["source"].take();
    assert_eq!(source["kind"], "DATASET");
    assert_eq!(source["dated"], json!({ "earliest": "2022-02", "latest": "2022-02" }));
    assert!(source["note"].as_str().unwrap().contains("Licence Ouverte"), "{source}");
    let publisher = json!({ "slug": "rnsr-ministry", "kinds": ["MINISTRY"], "citations": [{ "source": { "slug": "rnsr-2022-02" } }] });
    assert_eq!(source["publishedBy"], publisher);
}

#[test]
fn a_second_run_changes_nothing() {
    let mut app = app();
    let rows = [unit(), successor()];
    let report = import(&mut app, &rows);
    assert!(report.to_string().ends_with("written"), "{report}");
    let before = dump(&raw(app.store.path()));
    let again = import(&mut app, &rows);
    assert!(again.to_string().ends_with("nothing changed"), "{again}");
    assert_eq!(dump(&raw(app.store.path())), before);
}

/// A structure that came from one of the file and from two that are not in it.
fn successor() -> Cells<'static> {
    structure(
        "200000002G",
        "Institut du ciel",
        &[
            ("numero_de_structure_historique", "199900008T;199900009U;200000001F"),
            ("code_de_type_de_succession", "F;F;E"),
            ("type_de_succession", "fusion;fusion;éclatement"),
            ("annee_d_effet_historique", "2010;2010;2012"),
        ],
    )
}

#[test]
fn successions_are_dated_events_and_end_nothing() {
    let mut app = app();
    let report = import(&mut app, &[unit(), successor()]);
    assert_eq!(report.rejected, 0, "{report}");
    let it = ask(
        &app,
        "rnsr-200000002g",
        "timeline { nodes { slug name kind date participants { edges { participation { role } node { ... on Organization { slug } } } }
             citations { source { slug } } } }
         predecessors { edges { node { slug name note } affiliation { since } } }",
    );
    let events = it["timeline"]["nodes"].as_array().unwrap();
    let [merger, split] = &events[..] else { panic!("{events:?}") };
    assert_eq!(merger["slug"], "rnsr-200000002g-fusion-2010");
    assert_eq!((&merger["kind"], &merger["date"]), (&json!("MERGER"), &json!("2010")));
    assert_eq!(merger["name"], "Fusion (2010) : Institut du ciel");
    let participant =
        |role, slug| json!({ "participation": { "role": role }, "node": { "slug": slug } });
    assert_eq!(
        merger["participants"]["edges"],
        json!([
            participant("PREDECESSOR", "rnsr-199900008t"),
            participant("PREDECESSOR", "rnsr-199900009u"),
            participant("RESULT", "rnsr-200000002g"),
        ])
    );
    assert_eq!(split["slug"], "rnsr-200000001f-eclatement-2012", "a split is one of its original");
    assert_eq!(split["kind"], "SPLIT");
    assert_eq!(split["citations"], json!([{ "source": { "slug": "rnsr-2022-02" } }]));
    let mut found: Vec<_> = it["predecessors"]["edges"].as_array().unwrap().iter().collect();
    found.sort_by_key(|edge| edge["node"]["slug"].to_string());
    let found: Vec<_> =
        found.iter().map(|it| (&it["node"]["slug"], &it["affiliation"]["since"])).collect();
    assert_eq!(
        found,
        [
            (&json!("rnsr-199900008t"), &json!("2010")),
            (&json!("rnsr-199900009u"), &json!("2010")),
            (&json!("rnsr-200000001f"), &json!("2012")),
        ]
    );
    let mentioned =
        ask(&app, "rnsr-199900008t", "name kinds note foundedOn dissolvedOn identifiers { value }");
    assert_eq!(mentioned["name"], "RNSR 199900008T");
    assert_eq!(mentioned["identifiers"], json!([{ "value": "199900008T" }]));
    assert!(mentioned["note"].as_str().unwrap().contains("says no more of it"), "{mentioned}");
    let original = ask(&app, "rnsr-200000001f", "dissolvedOn supervisors { totalCount }");
    assert_eq!(original["dissolvedOn"], Json::Null);
    assert_eq!(original["supervisors"]["totalCount"], 2, "still supervised in 2022");
}

#[test]
fn contradictory_successions_are_imported_as_stated_and_reported() {
    let mut app = app();
    let odd = structure(
        "200000003H",
        "Institut de l'eau",
        &[
            ("annee_de_creation", "2014"),
            (
                "numero_de_structure_historique",
                "199900008T;199900008T;199900008T;200000003H;199900009X;199900009U;199900010V",
            ),
            ("code_de_type_de_succession", "E;S;S;F;F;X;R"),
            ("type_de_succession", "éclatement;essaimage;essaimage;fusion;fusion;x;renouvellement"),
            ("annee_d_effet_historique", "2015;2015;2015;2015;2015;2015;2009"),
        ],
    );
    let report = import(&mut app, &[odd]);
    assert_eq!(report.rejected, 0, "{report}");
    assert_eq!(remarks(&report, "successions with several types"), 1, "{report}");
    assert_eq!(remarks(&report, "successions before the creation of their result"), 1, "{report}");
    let reasons = reasons(&report).join("\n");
    for part in [
        "\"199900008T\": duplicate value with the type S",
        "\"200000003H\": a structure cannot be its own predecessor",
        "\"199900009X\": the check letter",
        "\"X\" of 199900009U: not a type of the register",
    ] {
        assert!(reasons.contains(part), "{part}\n{reasons}");
    }
    let it = ask(
        &app,
        "rnsr-200000003h",
        "predecessors { edges { node { slug } affiliation { since note } } } timeline { nodes { kind } }",
    );
    let edges = it["predecessors"]["edges"].as_array().unwrap();
    let of = |slug: &str| edges.iter().find(|it| it["node"]["slug"] == slug).unwrap();
    let note = &of("rnsr-199900008t")["affiliation"]["note"];
    assert_eq!(
        note,
        "The register states several types: éclatement (E) in 2015, essaimage (S) in 2015."
    );
    let earlier = &of("rnsr-199900010v")["affiliation"];
    assert_eq!(earlier["since"], "2009", "as the register states it");
    assert_eq!(
        earlier["note"],
        "The register states that the successor was created later, in 2014."
    );
    let kinds = it["timeline"]["nodes"].as_array().unwrap();
    let kinds: Vec<_> = kinds.iter().map(|it| it["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["RENEWAL", "SPLIT", "SPIN_OFF"]);
}

#[test]
fn parents_that_are_odd_are_reported() {
    let mut app = app();
    let one = structure(
        "200000003H",
        "Fédération une",
        &[
            ("code_de_type_de_structure", "3"),
            ("numero_de_structure_parent", "200000003H;200000004J"),
            ("numero_de_structure_enfant", "200000001F;200000001F;199900008T;20000"),
        ],
    );
    let two = structure(
        "200000004J",
        "Fédération deux",
        &[("numero_de_structure_parent", "200000003H"), ("code_de_type_de_structure", "32")],
    );
    let report = import(&mut app, &[unit(), one, two]);
    let reasons = reasons(&report).join("\n");
    for part in [
        "numero_de_structure_parent \"200000003H\": a structure cannot be a part of itself",
        "numero_de_structure_enfant \"200000001F\": duplicate value",
        "numero_de_structure_enfant \"20000\": a number of the RNSR is 9 digits",
    ] {
        assert!(reasons.contains(part), "{part}\n{reasons}");
    }
    let cycle = "rnsr-200000003h in rnsr-200000004j in rnsr-200000003h";
    assert_eq!(report.outcome.cycles, [cycle], "{report}");
    assert_eq!(report.outcome.open_ends, 1, "199900008T has no row");
    let said = report.to_string();
    let waiting = "  1 parents or children without a row\n    line 4 (199900008T): the relation waits until a release has a row of this structure\n";
    assert!(said.contains(waiting), "{said}");
    let it = ask(
        &app,
        "rnsr-200000003h",
        "kinds parents { nodes { slug } } children { nodes { slug } }",
    );
    assert_eq!(it["kinds"], json!(["NETWORK"]));
    assert_eq!(it["parents"]["nodes"], json!([{ "slug": "rnsr-200000004j" }]));
    let children = it["children"]["nodes"].as_array().unwrap();
    assert_eq!(children.len(), 2, "{children:?}");
}

#[test]
fn odd_cells_lose_the_cell_and_not_the_row() {
    let mut app = app();
    let odd = structure(
        "200000003H",
        "Institut de l'eau",
        &[
            ("site_web", "en cours de création"),
            ("annee_de_creation", "2099"),
            ("code_de_type_de_structure", "99"),
            ("label_numero", "UMR 144;UMR 145"),
            ("tutelles", "Université du Lac;Centre du ciel;Université du Lac"),
            ("uai_des_tutelles", "0750001U;;0750001U"),
            ("siret_des_tutelles", "19000000100015;18007003901804"),
            ("code_de_nature_de_tutelle", "UNIV;EPST;UNIV"),
            ("code_de_type_de_tutelle", "TUTE;X;TUTE"),
            ("code_domaine_scientifique", "1;2"),
            ("domaine_scientifique", "Mathématiques"),
        ],
    );
    let rejected = [
        structure("", "Sans numéro", &[]),
        structure("200000003Z", "Mauvaise lettre", &[]),
        structure("200000006L", "-", &[]),
        structure("200000003H", "Encore", &[]),
    ];
    let rows: Vec<_> = [odd].into_iter().chain(rejected).collect();
    let text = csv(&rows) + "200000007M;trop court\n";
    let report = import_bytes(&mut app, "rnsr-2022-02.csv", text.as_bytes()).unwrap();
    assert_eq!(report.rejected, 5, "{report}");
    let reasons = reasons(&report).join("\n");
    for part in [
        "site_web \"en cours de création\"",
        "annee_de_creation \"2099\": the year is after the date of the release",
        "code_de_type_de_structure \"99\": not a type of the register",
        "siret_des_tutelles has 2 values beside 3",
        "code_de_type_de_tutelle \"X\": neither TUTE nor PART",
        "tutelles \"Université du Lac\": duplicate value",
        "code_domaine_scientifique has 2 codes beside 1 names",
        "numero_national_de_structure \"\"",
        "numero_national_de_structure \"200000003Z\": the check letter",
        "libelle: no name",
        "duplicate of line 2: both have the slug rnsr-200000003h",
        "2 cells, but the header has 31 columns",
    ] {
        assert!(reasons.contains(part), "{part}\n{reasons}");
    }
    assert!(!reasons.contains("label_numero"), "no label is left out: {reasons}");
    let it = ask(
        &app,
        "rnsr-200000003h",
        "name website foundedOn names { value } supervisors { nodes { slug } }",
    );
    assert_eq!(it["name"], "Institut de l'eau");
    assert_eq!((&it["website"], &it["foundedOn"]), (&Json::Null, &Json::Null));
    assert_eq!(it["names"].as_array().unwrap().len(), 3, "both labels are names");
    assert_eq!(it["supervisors"]["nodes"], json!([{ "slug": "rnsr-0750001u" }]));
}

#[test]
fn one_institution_can_have_several_numbers_and_two_can_share_a_siret() {
    let mut app = app();
    let with = |number, name, uai, siret| {
        structure(
            number,
            name,
            &[
                ("tutelles", "Université des Monts;École une;École deux"),
                ("code_de_nature_de_tutelle", "UNIV;AUT_ETAB;AUT_ETAB"),
                ("uai_des_tutelles", uai),
                ("siret_des_tutelles", siret),
                ("code_de_type_de_tutelle", "TUTE;TUTE;TUTE"),
            ],
        )
    };
    let siret = "19000000100015;19000000300011;19000000300011";
    let rows = [
        with("200000003H", "Institut a", "0750001U;9740003K;", siret),
        with("200000004J", "Institut b", "0750001U;9740003K;0750002V", siret),
        with(
            "200000005K",
            "Institut c",
            ";9740003K;0750002V",
            "19000000200013;19000000300011;19000000300011",
        ),
    ];
    let report = import(&mut app, &rows);
    assert_eq!(remarks(&report, "institutions of which rows say different things"), 1, "{report}");
    let it = ask(&app, "rnsr-0750001u", "identifiers { value } supervises { totalCount }");
    let values = json!([{ "value": "0750001U" }, { "value": "19000000100015" }, { "value": "19000000200013" }]);
    assert_eq!(it["identifiers"], values);
    assert_eq!(it["supervises"]["totalCount"], 3);
    for (slug, name) in [("rnsr-9740003k", "École une"), ("rnsr-0750002v", "École deux")] {
        let school = ask(&app, slug, "name supervises { totalCount }");
        assert_eq!(school, json!({ "name": name, "supervises": { "totalCount": 3 } }), "{slug}");
    }
}

#[test]
fn a_label_of_two_structures_stays_on_both() {
    let mut app = app();
    let other = structure("200000003H", "Institut de l'eau", &[("label_numero", "UMR 144")]);
    import(&mut app, &[unit(), other]);
    let query =
        "{ search(query: \"UMR 144\", first: 5) { nodes { ... on Organization { slug } } } }";
    let found = app.data(query, json!({}))["search"]["nodes"].take();
    let found: Vec<_> =
        found.as_array().unwrap().iter().map(|it| it["slug"].as_str().unwrap()).collect();
    for slug in ["rnsr-200000001f", "rnsr-200000003h"] {
        assert!(found.contains(&slug), "{found:?}");
    }
}

#[test]
fn structures_abroad_have_no_country() {
    let mut app = app();
    let abroad = |number, ty, postcode, city| {
        let cells = [
            ("code_de_type_de_structure", ty),
            ("code_postal", postcode),
            ("commune", city),
            ("tutelles", "Université de la lune"),
            ("code_de_nature_de_tutelle", "UNIV_ETR"),
            ("code_de_type_de_tutelle", "PART"),
        ];
        structure(number, city, &cells)
    };
    let rows = [
        abroad("200000001F", "23", "03722", "SEOUL"),
        abroad("200000002G", "22", "00186", "ROME"),
        abroad("200000003H", "22", "", "NAIROBI"),
        abroad("200000004J", "23", "69621", "VILLEURBANNE CEDEX"),
        abroad("200000005K", "22", "97490", "SAINTE-CLOTILDE"),
        // Codes that look French: only cities that stand twice in a department are known to be there.
        abroad("200000006L", "1", "28040", "MADRID ESPAGNE"),
        abroad("200000007M", "22", "15000", "Tokyo"),
        abroad("200000008N", "21", "69120", "HEIDELBERG"),
        abroad("200000009P", "22", "28000", "Chartres"),
        abroad("200000010R", "22", "28000", "CHARTRES CEDEX 2"),
        abroad("200000011S", "22", "80121", "Naples"),
        abroad("200000012T", "23", "80122", "NAPLES"),
    ];
    let report = import(&mut app, &rows);
    assert_eq!(report.omitted + report.rejected, 0, "{report}");
    for (slug, country) in [
        ("rnsr-200000001f", Json::Null),
        ("rnsr-200000002g", Json::Null),
        ("rnsr-200000003h", Json::Null),
        ("rnsr-200000004j", json!({ "code": "FR" })),
        ("rnsr-200000005k", json!({ "code": "RE" })),
        ("rnsr-200000006l", Json::Null),
        ("rnsr-200000007m", Json::Null),
        ("rnsr-200000008n", Json::Null),
        ("rnsr-200000009p", json!({ "code": "FR" })),
        ("rnsr-200000010r", json!({ "code": "FR" })),
        ("rnsr-200000011s", Json::Null),
        ("rnsr-200000012t", Json::Null),
    ] {
        let it = ask(&app, slug, "location { country { code } }");
        assert_eq!(it["location"]["country"], country, "{slug}");
    }
    let university = ask(&app, "rnsr-named-universite-de-la-lune", "kinds location { city }");
    assert_eq!(university, json!({ "kinds": ["UNIVERSITY"], "location": null }));
}

#[test]
fn a_newer_release_does_not_forget_what_an_older_one_said() {
    let mut app = app();
    import(&mut app, &[unit(), successor()]);
    // In the newer release the unit is no longer active, and the other one is a second time its successor.
    let newer = structure(
        "200000002G",
        "Institut du ciel",
        &[
            ("numero_de_structure_historique", "199900008T;199900009U;200000001F"),
            ("code_de_type_de_succession", "F;F;I"),
            ("annee_d_effet_historique", "2010;2010;2023"),
        ],
    );
    let text = csv(&[newer]);
    let report = import_bytes(&mut app, "rnsr-2024-01.csv", text.as_bytes()).unwrap();
    assert_eq!(report.rejected, 0, "{report}");
    let fields = "name foundedOn sourceRecords { source { slug } lastSource { slug } }";
    let it = ask(&app, "rnsr-200000001f", fields);
    assert_eq!(it["name"], "Laboratoire d'étude du ciel");
    assert_eq!(it["sourceRecords"][0]["lastSource"]["slug"], "rnsr-2022-02");
    let mentioned = ask(&app, "rnsr-199900008t", fields);
    assert_eq!(mentioned["sourceRecords"][0]["lastSource"]["slug"], "rnsr-2024-01");
    let publisher = ask(&app, "rnsr-ministry", fields);
    assert_eq!(publisher["sourceRecords"][0]["lastSource"]["slug"], "rnsr-2024-01");
    assert_whole(&raw(app.store.path()));
    let (_folder, path) = super::rnsr_files::file("rnsr-2022-02.csv", csv(&[unit()]).as_bytes());
    let importer = consortia::import::RnsrImporter::new(&path, None).unwrap();
    let older =
        consortia::import::run(&mut app.store, &importer, &consortia::import::Options::default());
    assert!(older.unwrap_err().to_string().contains("newer"), "an older release is refused");
}

#[test]
fn files_that_are_not_the_register_are_refused_with_the_reason() {
    let mut app = app();
    let before = dump(&raw(app.store.path()));
    let whole = csv(&[unit()]);
    let packed = gzip(whole.as_bytes());
    let without = whole.replacen("tutelles;", "institutions;", 1);
    let cases: [(&str, &[u8], &str); 7] = [
        ("rnsr.csv", whole.as_bytes(), "add --date, such as --date 2022-02"),
        ("rnsr-2022-02.csv", without.as_bytes(), "line 1: there is no column tutelles"),
        ("rnsr-2022-02.csv", b"", "empty"),
        ("rnsr-2022-02.csv", COLUMNS[0].as_bytes(), "there is no column libelle"),
        ("rnsr-2022-02.csv.gz", &packed[..packed.len() - 20], "damaged or incomplete"),
        ("rnsr-2022-02.csv.gz", &gzip(&packed), "compressed twice"),
        ("rnsr-2022-02.csv", b"PK\x03\x04", "ZIP archive"),
    ];
    for (name, bytes, reason) in cases {
        let message = import_bytes(&mut app, name, bytes).unwrap_err().to_string();
        assert!(message.contains(reason), "{reason}\n{message}");
    }
    assert_eq!(dump(&raw(app.store.path())), before);
}

#[test]
fn a_register_that_was_imported_before_ror_is_to_be_imported_again() {
    let mut app = app();
    import(&mut app, &[unit()]);
    let records = [super::record(1, "Université du Lac")];
    let report = super::import(&mut app.store, &records, super::FIRST);
    assert_eq!(report.outcome.import_again, ["rnsr"]);
    let said = report.to_string();
    assert!(
        said.contains("imported before: rnsr; import the files that name institutions again"),
        "{said}"
    );
    // The university is the one that RNSR names, and nothing is to be repeated after that.
    let report = import(&mut app, &[unit()]);
    assert!(report.outcome.import_again.is_empty());
    let again = super::import(&mut app.store, &records, super::FIRST);
    assert!(again.outcome.import_again.is_empty(), "{again}");
}
