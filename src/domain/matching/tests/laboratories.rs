//! What decides for laboratories beside a name: a body that supervises both, a label, an acronym.

use super::*;

/// The verdict on a pair of laboratories of one body.
fn judged_under(parent: &str, record: &Organization, other: &Organization) -> MatchVerdict {
    judge(&Pair {
        record,
        other,
        parent: Some(parent),
        has_namesakes: false,
        shares_identifier_with_others: false,
        shares_unit_label: true,
        institution: None,
    })
}

#[test]
fn a_supervisor_counts_unless_a_common_name_is_in_another_city() {
    let under = |one: &str, two: &str| judged_under("CNRS", &organization(one), &organization(two));
    let (name, evidence) = ("Laboratoire de physique", "name, country FR, city Lyon, part of CNRS");
    let lyon = format!("{name} | Lyon | 1992");
    assert_eq!(
        under(&lyon, &format!("{name} | Lyon | 1985")),
        MatchVerdict::Same(evidence.to_owned())
    );
    let elsewhere = under(&lyon, &format!("{name} | Nice | 1992"));
    assert!(matches!(elsewhere, MatchVerdict::Uncertain(_)), "{elsewhere:?}");
    // A distinctive name is that of one laboratory, wherever its parts are.
    let elsewhere = under(&format!("{LONG} | Lyon"), &format!("{LONG} | Nice"));
    let same = MatchVerdict::Same("name, country FR, part of CNRS".to_owned());
    assert_eq!(elsewhere, same);
}

#[test]
fn an_unknown_country_needs_one_more_fact() {
    let mut record = organization(&format!("{LONG} | Paris | 1992"));
    record.place.country = None;
    let judged = |other: &str| judged_under("CNRS", &record, &organization(other));
    let same = "name, city Paris, part of CNRS";
    assert_eq!(judged(&format!("{LONG} | Paris | 1985")), MatchVerdict::Same(same.to_owned()));
    let verdict = judged(&format!("{LONG} | Nice | 1985"));
    assert!(
        matches!(&verdict, MatchVerdict::Uncertain(it) if it.contains("a country is not known"))
    );
}

#[test]
fn an_acronym_decides_beside_a_similar_name_in_the_city_of_a_supervisor() {
    let record = organization("Laboratoire Manceau de Mathématiques; (LMM) | Le Mans");
    let other = |text: &str| organization(text);
    let similar = other("Mathématiques: laboratoire Manceau (LMM); (LMM) | Le Mans");
    let same = "acronym LMM, similar name, country FR, city Le Mans, part of CNRS";
    assert_eq!(judged_under("CNRS", &record, &similar), MatchVerdict::Same(same.to_owned()));
    for near in [
        "Laboratoire de Mécanique des Matériaux; (LMM) | Le Mans",
        "Mathématiques: laboratoire Manceau (LMM); (LMM) | Laval",
    ] {
        let verdict = judged_under("CNRS", &record, &other(near));
        assert!(!matches!(verdict, MatchVerdict::Same(_)), "{near}: {verdict:?}");
    }
}

#[test]
fn a_renamed_label_is_one_and_a_supervisor_is_no_fact_in_another_city() {
    let under = |one: &str, two: &str| judged_under("CNRS", &organization(one), &organization(two));
    let verdict = under("Textes Zeta; EA 349 | Dijon", "Zeta Studies; UR 0349 | Dijon");
    let same = "unit EA 349, country FR, city Dijon, part of CNRS";
    assert_eq!(verdict, MatchVerdict::Same(same.to_owned()));
    for (one, two) in [
        ("Textes Zeta; EA 349 | Dijon", "Zeta Studies; UMR 349 | Dijon"),
        ("Biologie Zeta; UMR 7265 | Nice", "Zeta végétale microbienne; UMR 7265 | Lyon"),
    ] {
        let verdict = under(one, two);
        assert!(!matches!(verdict, MatchVerdict::Same(_)), "{one} / {two}: {verdict:?}");
    }
    let verdict = under("Biologie Zeta; UMR 7265 | Nice", "Zeta Biologie; UMR 7265 | Lyon");
    assert!(matches!(verdict, MatchVerdict::Same(_)), "{verdict:?}");
}
