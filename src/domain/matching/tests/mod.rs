//! The rules of matching, one by one.

mod laboratories;

use super::*;
use crate::domain::record::{Identifier, Name, Organization};

/// `name; name | city | year | website | scheme value`, all but the first optional. A name in brackets is an acronym, one
/// after a minus sign a former name. The country is FR.
fn organization(text: &str) -> Organization {
    let mut organization = Organization::new("it".to_owned());
    let mut parts = text.split('|').map(str::trim);
    for name in parts.next().unwrap().split(';').map(str::trim) {
        let (value, kind) = match (name.strip_prefix('('), name.strip_prefix('-')) {
            (Some(acronym), _) => (acronym.trim_end_matches(')'), "ACRONYM"),
            (_, Some(former)) => (former, "FORMER"),
            _ => (name, "LABEL"),
        };
        let (value, kind) = (value.to_owned(), kind.to_owned());
        organization.names.push(Name::new(value, None, kind));
    }
    let mut text = || parts.next().filter(|it| !it.is_empty()).map(str::to_owned);
    organization.place.country = Some("FR".to_owned());
    organization.place.city = text();
    organization.founded = text().map(|year| year.parse().unwrap());
    organization.website = text().map(|host| format!("https://{host}"));
    if let Some(key) = text() {
        let (scheme, value) = key.split_once(' ').unwrap();
        let (scheme, value) = (scheme.to_owned(), value.to_owned());
        organization.identifiers.push(Identifier::new(scheme, value));
    }
    organization
}

fn judged(record: &str, other: &str) -> MatchVerdict {
    judge(&Pair {
        record: &organization(record),
        other: &organization(other),
        parent: None,
        has_namesakes: false,
        shares_identifier_with_others: false,
        shares_unit_label: false,
        institution: None,
    })
}

fn assert_same(record: &str, other: &str, evidence: &str) {
    assert_eq!(
        judged(record, other),
        MatchVerdict::Same(evidence.to_owned()),
        "{record} / {other}"
    );
}

fn assert_uncertain(record: &str, other: &str, parts: &[&str]) {
    let MatchVerdict::Uncertain(reason) = judged(record, other) else {
        panic!("{record} / {other}: {:?}", judged(record, other))
    };
    assert!(parts.iter().all(|part| reason.contains(part)), "{record} / {other}: {reason}");
}

const LONG: &str = "Formes et idées de la Renaissance aux Lumières";

#[test]
fn a_distinctive_name_needs_one_fact_that_agrees() {
    let long = |rest: &str| format!("{LONG} | {rest}");
    assert_same(
        &long("PARIS CEDEX 05 | 1992"),
        &long("Paris | 1985"),
        "name, country FR, city PARIS CEDEX 05",
    );
    assert_same(&long("Paris | 1992"), &long("Nice | 1992"), "name, country FR, founded 1992");
    assert_same(
        &long("Paris | | www.forms.example/a"),
        &long("Nice | | forms.example"),
        "name, country FR, website forms.example",
    );
    assert_uncertain(
        &long("Paris | 1992 | a.example"),
        &long("Nice | 1985 | b.example"),
        &[
            "nothing else agrees",
            "city (Paris, Nice)",
            "founding year (1992, 1985)",
            "website (a.e",
        ],
    );
    assert_uncertain(LONG, LONG, &["nothing else agrees"]);
}

#[test]
fn another_name_needs_two_facts_that_agree() {
    for name in [
        "Laboratoire de physique",
        "Laboratoire des Sciences de l'Information et de la Communication",
        "Centre de Recherche en Informatique",
        "Technologies pour la Santé",
        "Institut Pascal",
        "CNRS",
        "UMR 8104",
    ] {
        let with = |rest: &str| format!("{name} | {rest}");
        assert_uncertain(
            &with("Lyon | 1992"),
            &with("Lyon | 1985"),
            &["two facts must agree", "city Lyon"],
        );
        assert_uncertain(
            &with("Lyon | 1992"),
            &with("Nice | 1992"),
            &["two facts must agree", "founded 1992"],
        );
        let evidence = "name, country FR, city Lyon, founded 1992";
        assert_same(&with("Lyon | 1992"), &with("Lyon | 1992"), evidence);
    }
    // The words of its place do not make a name distinctive.
    let name = "Centre de physique de Saint-Denis";
    let (one, other) = (format!("{name} | St-Denis"), format!("{name} | Saint-Denis"));
    assert_uncertain(&one, &other, &["two facts must agree", "city St-Denis"]);
}

#[test]
fn a_code_a_parent_and_a_company_number_are_facts_too() {
    let name = "Laboratoire de psychologie";
    assert_same(
        &format!("{name}; (EA3188) | Besançon"),
        &format!("{name}; EA3188 | Besancon"),
        "name, country FR, city Besançon, code EA3188",
    );
    assert_same(
        &format!("{name} | Besançon | | | SIREN 732829320"),
        &format!("{name} | Besançon | | | SIREN 732829320"),
        "name, country FR, city Besançon, SIREN 732829320",
    );
    let (record, other) = (organization(LONG), organization(LONG));
    let parent = Some("CNRS");
    let pair = Pair {
        record: &record,
        other: &other,
        parent,
        has_namesakes: false,
        shares_identifier_with_others: false,
        shares_unit_label: false,
        institution: None,
    };
    assert_eq!(judge(&pair), MatchVerdict::Same("name, country FR, part of CNRS".to_owned()));
    let among_others = Pair { has_namesakes: true, ..pair };
    assert!(
        matches!(judge(&among_others), MatchVerdict::Uncertain(reason) if reason.contains("several"))
    );
}

#[test]
fn a_contradiction_outweighs_what_agrees() {
    let with = |key: &str| format!("{LONG} | Paris | 1992 | | {key}");
    assert_uncertain(&with("WIKIDATA Q1"), &with("WIKIDATA Q2"), &["their WIKIDATA differs"]);
    assert_uncertain(&with("SIREN 1"), &with("SIREN 2"), &["their SIREN differs (1, 2)"]);
    // An organization can have several keys of these.
    assert!(matches!(judged(&with("ISNI 1"), &with("ISNI 2")), MatchVerdict::Same(_)));
    let record = Organization { dissolved: Some("1990".parse().unwrap()), ..organization(LONG) };
    let other = organization(&format!("{LONG} | | 1991"));
    let pair = |record, other| Pair {
        record,
        other,
        parent: Some("CNRS"),
        has_namesakes: false,
        shares_identifier_with_others: false,
        shares_unit_label: false,
        institution: None,
    };
    for verdict in [judge(&pair(&record, &other)), judge(&pair(&other, &record))] {
        let MatchVerdict::Uncertain(reason) = verdict else { panic!("{verdict:?}") };
        assert!(reason.contains("one ended (1990) before the other began (1991)"), "{reason}");
    }
}

#[test]
fn acronyms_and_former_names_do_not_decide() {
    let acronym = |rest: &str| format!("{rest}; (CRI) | Paris");
    let verdict = judged(&acronym("Centre de recherche en informatique"), &acronym("Autre chose"));
    let MatchVerdict::Uncertain(reason) = verdict else { panic!("{verdict:?}") };
    assert!(reason.contains("it is an acronym; agreeing: city Paris"), "{reason}");
    assert_eq!(judged("Un; (CRI)", "Deux; (CRI)"), MatchVerdict::SharesAcronym);
    let (now, before) = (format!("Nouveau; -{LONG} | Paris"), format!("{LONG} | Paris"));
    assert_uncertain(&now, &before, &["one of them had this name before", "city Paris"]);
}

#[test]
fn other_countries_and_unknown_ones_do_not_decide() {
    let (mut record, other) = (organization(&format!("{LONG} | Paris | 1992")), organization(LONG));
    let judge = |record: &Organization| {
        judge(&Pair {
            record,
            other: &other,
            parent: Some("CNRS"),
            has_namesakes: false,
            shares_identifier_with_others: false,
            shares_unit_label: false,
            institution: None,
        })
    };
    for (country, reason) in
        [(Some("CH"), "the countries differ"), (None, "a country is not known")]
    {
        record.place.country = country.map(str::to_owned);
        assert!(matches!(judge(&record), MatchVerdict::Uncertain(said) if said.contains(reason)));
    }
}

#[test]
fn an_identifier_of_one_organization_decides_unless_the_names_say_otherwise() {
    let with = |name: &str, key: &str| format!("{name} | | | | {key}");
    let ror = "ROR 03xjwb503";
    for other in ["Université Paris-Saclay", "Paris-Saclay University", "(UPS)", "巴黎萨克雷大学"]
    {
        let record = with("Université de Paris Saclay", ror);
        let names = if other == "(UPS)" { "Université Paris Saclay; (UPS)" } else { other };
        assert_same(&record, &with(names, ror), ror);
    }
    assert_same(&with("OMS", ror), &with("Organisation mondiale santé", ror), ror);
    assert_uncertain(
        &with("Hôpital Tenon", ror),
        &with("Université Paris-Saclay", ror),
        &["they share ROR 03xjwb503, but their names have no word in common"],
    );
    let (record, other) = (with("Chimie à Lyon", ror), with("Université de Lyon", ror));
    let (record, other) = (organization(&record), organization(&other));
    let pair = Pair {
        record: &record,
        other: &other,
        parent: None,
        has_namesakes: false,
        shares_identifier_with_others: true,
        shares_unit_label: false,
        institution: None,
    };
    assert!(
        matches!(judge(&pair), MatchVerdict::Uncertain(said) if said.contains("other records have it"))
    );
}

#[test]
fn the_number_of_a_company_does_not_decide() {
    let with = |name: &str, key: &str| format!("{name} | Lille | | | {key}");
    let (siren, siret) = ("SIREN 732829320", "SIRET 73282932000074");
    let laboratory = with("Laboratoire de chimie", siret);
    assert_eq!(
        judged(&laboratory, &with("Université de Lille", siret)),
        MatchVerdict::SharesCompanyNumber
    );
    assert_uncertain(
        &with("Université de Lille, laboratoire de chimie", siret),
        &with("Université de Lille et du Nord", siren),
        &["they share SIREN 732829320, but no name"],
    );
    assert_same(
        &with("Université de Lille", siret),
        &with("Université de Lille", siren),
        "name, country FR, city Lille, SIREN 732829320",
    );
}

#[test]
fn a_unit_label_needs_a_word_of_the_name_and_one_more_fact() {
    let judged = |record: &str, other: &str, shares_unit_label| {
        judge(&Pair {
            record: &organization(record),
            other: &organization(other),
            parent: None,
            has_namesakes: false,
            shares_identifier_with_others: false,
            shares_unit_label,
            institution: None,
        })
    };
    let (record, other) =
        ("Institut Cochin; UMR 8104 | PARIS 14", "Cochin Institute; UMR8104 | Paris");
    let same = MatchVerdict::Same("unit UMR 8104, country FR, city PARIS 14".to_owned());
    assert_eq!(judged(record, other, true), same);
    // Two structures have the label.
    assert_ne!(judged(record, other, false), same);
    for (record, other) in [
        ("Institut Cochin; UMR 8104 | Paris", "Institut Cochin-Lyon; UMR 8104 | Lyon"),
        ("Institut Cochin; UMR 8104 | Paris", "Génétique; UMR 8104 | Paris"),
        ("UMR 8104 | Paris", "UMR 8104 | Paris"),
    ] {
        let verdict = judged(record, other, true);
        assert!(!matches!(verdict, MatchVerdict::Same(_)), "{record} / {other}: {verdict:?}");
    }
}

#[test]
fn the_name_and_the_country_of_an_institution_decide() {
    let (record, other) = (
        organization("Université Vincennes-Saint Denis Paris 8"),
        organization("Université Paris 8; Université Paris 8 Vincennes - St-Denis | Paris"),
    );
    let name = institution_name(&record, &other).unwrap();
    let institution = |has_rivals| Institution { name: Some(&name), has_rivals };
    let pair = |institution| Pair {
        record: &record,
        other: &other,
        parent: None,
        has_namesakes: true,
        shares_identifier_with_others: false,
        shares_unit_label: false,
        institution: Some(institution),
    };
    let evidence = "words of the name \"Université Paris 8 Vincennes - St-Denis\", country FR";
    assert_eq!(judge(&pair(institution(false))), MatchVerdict::Same(evidence.to_owned()));
    let MatchVerdict::Uncertain(reason) = judge(&pair(institution(true))) else { panic!() };
    assert!(reason.contains("several organizations of this country"), "{reason}");
    let mut older = other.clone();
    older.founded = Some("1950".parse().unwrap());
    let mut newer = record.clone();
    newer.founded = Some("2024".parse().unwrap());
    let verdict = judge(&Pair { record: &newer, other: &older, ..pair(institution(false)) });
    assert!(
        matches!(&verdict, MatchVerdict::Uncertain(it) if it.contains("founding differ (2024, 1950)")),
        "{verdict:?}"
    );
    let mut abroad = other.clone();
    abroad.place.country = Some("BE".to_owned());
    let verdict = judge(&Pair { other: &abroad, ..pair(institution(false)) });
    assert!(matches!(verdict, MatchVerdict::Uncertain(it) if it.contains("countries differ")));
}

#[test]
fn a_company_number_decides_for_an_institution_if_it_is_the_only_one_with_it() {
    let record = organization("Hôpital Nord | Lille | | | SIRET 73282932000074");
    let other = organization("Hôpital du Nord lillois | Lille | | | SIREN 732829320");
    let pair = |shares_identifier_with_others| Pair {
        record: &record,
        other: &other,
        parent: None,
        has_namesakes: false,
        shares_identifier_with_others,
        shares_unit_label: false,
        institution: Some(Institution { name: None, has_rivals: false }),
    };
    assert_eq!(judge(&pair(false)), MatchVerdict::Same("SIREN 732829320".to_owned()));
    assert!(matches!(judge(&pair(true)), MatchVerdict::Uncertain(_)));
}
