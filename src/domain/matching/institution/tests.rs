//! The forms in which names of institutions agree.

use super::*;
use crate::domain::record::Name;

/// `name; (acronym) | city`, in France.
fn institution(text: &str) -> Organization {
    let (names, city) = text.split_once('|').unwrap_or((text, ""));
    let mut it = Organization::new("it".to_owned());
    for name in names.split(';').map(str::trim) {
        let acronym = name.strip_prefix('(').map(|name| name.trim_end_matches(')'));
        let kind = if acronym.is_some() { "ACRONYM" } else { "LABEL" };
        it.names.push(Name::new(acronym.unwrap_or(name).to_owned(), None, kind));
    }
    it.place.country = Some("FR".to_owned());
    it.place.city = Some(city.trim().to_owned()).filter(|city| !city.is_empty());
    it
}

fn form(record: &str, other: &str) -> Option<NameForm> {
    let (record, other) = (institution(record), institution(other));
    let found = institution_name(&record, &other).map(|name| name.form);
    // Words of two names have no key in common; such names are found because they are similar.
    if found.is_some_and(|form| form != NameForm::TwoNames) {
        let keys = |it: &Organization| -> BTreeSet<String> {
            let city = it.place.city.as_deref().map(city_words).unwrap_or_default();
            let keys = |name: &Name| lookup_keys(&name.value, name.kind == "ACRONYM", &city);
            it.names.iter().flat_map(keys).collect()
        };
        assert!(!keys(&record).is_disjoint(&keys(&other)), "no key finds {record:?} {other:?}");
    }
    found
}

#[test]
fn words_in_another_order_are_one_name() {
    let paris = "Université Paris 8; Université Paris 8 Vincennes-Saint-Denis | Paris";
    assert_eq!(form("Université Paris 8", paris), Some(NameForm::Exact));
    let words = "Université Vincennes-Saint Denis Paris 8";
    assert_eq!(form(words, paris), Some(NameForm::SameWords));
    assert_eq!(form("Université de Saint Denis", paris), None);
}

#[test]
fn the_city_may_be_added_or_left_out() {
    let polytechnique = "École Polytechnique | Palaiseau";
    for record in
        ["Ecole Polytechnique Palaiseau", "Ecole Polytechnique Palaiseau | Palaiseau Cedex"]
    {
        assert_eq!(form(record, polytechnique), Some(NameForm::City), "{record}");
    }
    // Elsewhere, it is a branch, or another institution.
    assert_eq!(form("Ecole Polytechnique Palaiseau | Lyon", polytechnique), None);
    let blood = "Établissement français du sang | Paris";
    assert_eq!(form("Etablissement Français du Sang de Saint-Denis | Saint-Denis", blood), None);
    // A name without the city is that of the one in the city only if both are there.
    let arts = "École des beaux-arts de Lyon | Lyon";
    assert_eq!(form("Ecole des beaux arts", arts), None);
    assert_eq!(form("Ecole des beaux arts | Paris", arts), None);
    assert_eq!(form("Ecole des beaux arts | LYON CEDEX 1", arts), Some(NameForm::City));
    // A kind and a city are no name.
    assert_eq!(form("Université | Lyon", "Université de Lyon | Lyon"), None);
}

#[test]
fn the_number_of_a_university_may_be_left_out_beside_another_name() {
    let descartes = "Université Paris Descartes | Paris";
    assert_eq!(form("Université de Paris V (Descartes)", descartes), Some(NameForm::Number));
    assert_eq!(form("Université de Paris V", "Université de Paris | Paris"), None);
    assert_eq!(form("Université Lyon 2", "Université Lyon 3 | Lyon"), None);
    // Other institutions with a number are others.
    for (record, other) in [
        ("Unicancer 3", "Unicancer | Paris"),
        ("Institut Curie V", "Institut Curie | Paris"),
        ("Centre Oscar Lambret 2", "Centre Oscar Lambret | Lille"),
        ("Biotech Alphagen 2 | Lyon", "Biotech Alphagen | Paris"),
        ("Groupe Mercure VII | Bron", "Groupe Mercure | Bron"),
        ("Institut Vitamine E | Lille", "Institut Vitamine A | Lille"),
    ] {
        assert_eq!(form(record, other), None, "{record}");
    }
}

#[test]
fn brackets_hold_another_name() {
    let fourier = "Université Joseph Fourier | Grenoble";
    let numbered = "Université de Grenoble I (Joseph Fourier) | Grenoble Cedex 1";
    assert_eq!(form(numbered, fourier), Some(NameForm::Bracket));
    assert_eq!(form("Université de Grenoble I (Joseph Fourier)", fourier), None);
    let mines = "École des mines de Paris; Mines ParisTech | Paris";
    assert_eq!(form("Ecole des mines de Paris (Mines ParisTech)", mines), Some(NameForm::Bracket));
    assert_eq!(form("Faurecia", "Faurecia (France) | Nanterre"), Some(NameForm::Bracket));
    assert_eq!(form("Oniris; (ONIRIS)", "Ecole vétérinaire de Nantes (ONIRIS)"), None);
    let agro = "AgroParisTech (Inst Sc et Ind du Vivant); (AGROPARISTECH)";
    assert_eq!(form(agro, "AgroParisTech | Palaiseau"), Some(NameForm::Bracket));
    let arts = "Arts et Métiers Sciences et Technologies";
    assert_eq!(form(&format!("{arts} (ESAM)"), arts), Some(NameForm::Bracket));
    let eleven = "Université de Paris XI (Paris Sud Orsay) | Orsay Cedex";
    assert_eq!(form(eleven, "Université Paris-Sud | Orsay"), None);
    assert_eq!(form(eleven, "Université Paris-Saclay | Gif-sur-Yvette"), None);
    assert_eq!(form("Université de Grenoble (COMUE)", "Université de Grenoble"), None);
    let curie = "Université Pierre et Marie Curie | Paris";
    let six = "Université de Paris VI (Pierre et Marie Curie) | Paris Cedex 05";
    assert_eq!(form(six, curie), Some(NameForm::Bracket));
    let mines = "Ecole des mines de Paris (Mines ParisTech) | Paris";
    let short = "Ecole des Mines ParisTech | Paris";
    assert_eq!(form(short, mines), Some(NameForm::City));
    // A bracket that names the parent, or another institution.
    let parent = "Institut Zeta Kappa | Paris";
    assert_eq!(form("Institut de formation (Institut Zeta Kappa) | Paris", parent), None);
    assert_eq!(form("Institut Nord (Institut Sud) | Nantes", "Institut Sud | Nantes"), None);
    assert_eq!(form("Université d'été (Université Zeta Kappa)", "Université Zeta Kappa"), None);
}

#[test]
fn an_acronym_identifies_an_institution_of_its_city() {
    let brgm = "Bureau de Recherches Géologiques et Minières; (BRGM) | Orléans";
    assert_eq!(form("BRGM | ORLEANS", brgm), Some(NameForm::Acronym));
    assert_eq!(form("BRGM", brgm), None);
    assert_eq!(form("BRGM | Paris", brgm), None);
    assert_eq!(form("CNA | Paris", "Centre national; (CNA) | Paris"), None);
}

#[test]
fn a_short_name_in_another_city_is_doubtful() {
    let doubt = |one: &str, two: &str| {
        let (one, two) = (institution(one), institution(two));
        doubt(&one, &two, &institution_name(&one, &two).unwrap().value)
    };
    let hospital = "Hôpital Saint-Joseph | Paris";
    let reason = doubt("Hôpital Saint-Joseph | Marseille", hospital).unwrap();
    assert!(reason.contains("(Marseille, Paris)"), "{reason}");
    assert_eq!(doubt("Hôpital Saint-Joseph | Paris Cedex 14", hospital), None);
    assert!(doubt("Hôpital Saint-Joseph", hospital).unwrap().contains("a city is not known"));
    assert!(doubt("Lycée Jean Moulin", "Lycée Jean Moulin | Béziers").is_some());
    assert_eq!(doubt("CHU de Rouen | Rouen", "CHU de Rouen"), None);
    assert_eq!(doubt("Hôpital de Bondy", "Hôpital de Bondy | Bondy"), None);
    assert_eq!(doubt("Collège de France", "Collège de France | Paris"), None);
    let evry = "Télécom école de management";
    assert_eq!(doubt(&format!("{evry} | Evry"), &format!("{evry} | Évry-Courcouronnes")), None);
    let bridges = "École nationale des ponts et chaussées";
    assert_eq!(doubt(&format!("{bridges} | Paris"), &format!("{bridges} | Marne")), None);
    let person = "Hôpital Jean Verdier";
    assert!(doubt(&format!("{person} | Bondy"), &format!("{person} | Nice")).is_some());
    let bordeaux = "Université de Bordeaux";
    assert_eq!(doubt(&format!("{bordeaux} | Talence"), &format!("{bordeaux} | Bordeaux")), None);
    let long = "École des hautes études en sciences économiques et commerciales";
    assert_eq!(doubt(&format!("{long} | Cergy"), &format!("{long} | Paris")), None);
}

#[test]
fn similar_names_share_words_that_few_have() {
    let similarity = |one: &str, two: &str| similarity(&name_words(one), &name_words(two));
    let savoie = similarity("Université Savoie Chambéry", "Université Savoie Mont Blanc");
    assert!((0.3..0.6).contains(&savoie), "{savoie}");
    let supelec = similarity("CentraleSupélec Metz", "CentraleSupélec");
    assert!((0.6..0.7).contains(&supelec), "{supelec}");
    assert!(similarity("Institut national", "Institut national du cancer") < 0.6);
    assert!(similarity("Université de Lyon", "Université de Lyon") > 0.999);
    assert!(similarity("de", "la") < 0.001);
}

#[test]
fn a_city_and_a_number_are_one_university() {
    let thirteen = "Université Sorbonne Paris Nord; Paris 13 University | Villetaneuse";
    assert_eq!(form("Université Paris Nord Paris 13", thirteen), Some(NameForm::CityAndNumber));
    let sud = "Université Paris-Sud; University of Paris XI | Orsay";
    let eleven = "Université de Paris XI (Paris Sud Orsay) | Orsay Cedex";
    assert_eq!(form(eleven, sud), Some(NameForm::CityAndNumber));
    assert_eq!(form("Université Paris Nord Paris 12", thirteen), None);
    assert_eq!(form("Université Lyon Nord Lyon 13", thirteen), None);
    assert_eq!(form("IUT de l'Université Paris Nord Paris 13, Institut", thirteen), None);
    // A university that came out of several has the numbers of all.
    let merged = "Université de Bordeaux; Université Bordeaux 1; Université Bordeaux 2 | Bordeaux";
    assert_eq!(form("Université Bordeaux I Sciences", merged), None);
    let mut abroad = institution(thirteen);
    abroad.place.country = Some("BE".to_owned());
    let abroad = institution_name(&institution("Université Paris Nord Paris 13"), &abroad);
    assert_ne!(abroad.map(|name| name.form), Some(NameForm::CityAndNumber));
}

#[test]
fn the_words_of_two_names_are_one_institution() {
    let perpignan = "Université de Perpignan; Universitat de Perpinyà Via Domitia | Perpignan";
    assert_eq!(form("Université Perpignan via Domitia", perpignan), Some(NameForm::TwoNames));
    let chemistry = "École nationale supérieure de Chimie de Paris; Chimie ParisTech | Paris";
    let both = "Ecole Nationale Supérieure de Chimie de Paris - Chimie ParisTech";
    assert_eq!(form(both, chemistry), Some(NameForm::TwoNames));
    // Words that stand in no name, a kind of institution, a number, another city.
    for record in [
        "Université Perpignan Méditerranée",
        "Institut Université Perpignan via Domitia",
        "Université Perpignan via Domitia 2",
        "Université Perpignan via Domitia | Narbonne",
    ] {
        assert_eq!(form(record, perpignan), None, "{record}");
    }
    let arts = "Ecole nationale des beaux-arts; École nationale supérieure d’art de Dijon | Dijon";
    assert_eq!(form("Ecole Nationale Supérieure des Beaux Arts", arts), None);
}

#[test]
fn an_acronym_of_several_words_is_a_name_but_of_a_company() {
    let limoges = "Centre Hospitalier Universitaire de Limoges | Limoges";
    let record = "Centre Hospitalier de Limoges; (CHU de Limoges)";
    assert_eq!(form(record, limoges), Some(NameForm::LongAcronym));
    assert_eq!(form("Centre Hospitalier de Limoges; (CHU de Brive)", limoges), None);
    let mut company = institution("Zeta Kappa Médicament; (Zeta Kappa)");
    let group = institution("Zeta Kappa | Paris");
    assert!(institution_name(&company, &group).is_some());
    company.kinds.push("COMPANY".to_owned());
    assert_eq!(institution_name(&company, &group), None);
    let tech = "Télécom Paris; Télécom Paris Tech | Palaiseau";
    assert_eq!(form("Telecom ParisTech", tech), Some(NameForm::SameWords));
    assert_eq!(form("Telecom ParisTech Sud", tech), None);
}

#[test]
fn a_body_with_offices_has_no_single_city() {
    let sea = "Institut français de recherche pour l'exploitation de la mer; Ifremer | Brest";
    let (record, other) = (institution("IFREMER | Issy"), institution(sea));
    let name = institution_name(&record, &other).unwrap();
    assert_eq!(name.form, NameForm::Exact);
    assert_eq!(doubt(&record, &other, &name.value), None);
    let atoms = "Commissariat à l'énergie atomique et aux énergies alternatives; (CEA) | Paris";
    assert_eq!(form("CEA | Lansargues", atoms), Some(NameForm::Body));
    // Another organization with that acronym, and an office.
    assert_eq!(form("CEA | Lansargues", "Centre d'études asiatiques; (CEA) | Paris"), None);
    assert_eq!(form("CEA Saclay | Saclay", atoms), None);
}
