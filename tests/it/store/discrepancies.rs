//! Discrepancies that the program finds.

use consortia::{
    domain::record::{About, Discrepancy, Figure, Registry},
    seed,
    store::Store,
};
use serde_json::json;

use super::{all, assert_whole, dump, one, place, raw, world};
use crate::seeded;

/// A figure about the staff of the organization alpha, stated by the source of 2023.
fn staff(key: &str, value: f64) -> Figure {
    Figure {
        measure_code: Some("STAFF".to_owned()),
        value,
        value_max: None,
        qualifier: "EXACT".to_owned(),
        ..world::figure(key, About::Organization("alpha".to_owned()))
    }
}

/// The small registry with these figures and no discrepancy.
fn with(figures: &[Figure]) -> Registry {
    Registry { figures: figures.to_vec(), discrepancies: Vec::new(), ..world::small() }
}

/// Applies a registry.
fn apply(store: &mut Store, registry: &Registry) -> String {
    let digest = format!("{:?}", (&registry.figures, &registry.discrepancies, &registry.sources));
    store.apply(registry, &digest).unwrap().to_string()
}

/// The keys of the figures of each discrepancy that the program finds in a new database.
fn found_in(registry: &Registry) -> Vec<String> {
    let (_folder, path) = place();
    let mut store = Store::open(&path).unwrap();
    apply(&mut store, registry);
    let connection = raw(&path);
    assert_whole(&connection);
    found(&store)
}

fn found(store: &Store) -> Vec<String> {
    all(
        &raw(store.path()),
        "SELECT (SELECT group_concat(f.key ORDER BY df.rank) FROM discrepancy_fact AS df
                 JOIN figure AS f ON f.id = df.fact_id WHERE df.discrepancy_id = d.id)
         FROM discrepancy AS d JOIN node USING (id) WHERE origin = 'program' ORDER BY d.rank",
    )
}

#[test]
fn figures_of_one_measure_subject_and_time_that_differ_are_found() {
    let figures = [staff("a", 1200.0), staff("b", 1300.0), staff("c", 1200.0), staff("d", 1300.0)];
    assert_eq!(found_in(&with(&figures[..1])), [""; 0]);
    assert_eq!(found_in(&with(&figures[..2])), ["a,b"]);
    // Whoever differs from one of them belongs to it.
    assert_eq!(found_in(&with(&figures)), ["a,b,c,d"]);
}

#[test]
fn figures_that_speak_of_different_things_do_not_differ() {
    let one = staff("a", 1200.0);
    let differs = |change: &dyn Fn(&mut Figure)| {
        let mut other = staff("b", 1300.0);
        change(&mut other);
        !found_in(&with(&[one.clone(), other])).is_empty()
    };
    assert!(differs(&|_| {}));
    assert!(!differs(&|it| it.about = About::Organization("beta".to_owned())));
    assert!(!differs(&|it| it.measure_code = Some("RESEARCHERS".to_owned())));
    assert!(!differs(&|it| it.population = Some("nurses".to_owned())));
    assert!(!differs(&|it| it.unit_code = Some("EUR".to_owned())));
    assert!(!differs(&|it| it.forecast = true));
    assert!(!differs(&|it| it.qualifier = "UP_TO".to_owned()));
    assert!(!differs(&|it| it.value = 1200.0));
    // The words do not matter where the measure says enough.
    assert!(differs(&|it| it.measure = "employees".to_owned()));
}

#[test]
fn a_measure_that_says_too_little_needs_the_same_words() {
    for (code, expected) in [(None, 0), (Some("SHARE"), 0), (Some("MEMBERS"), 1)] {
        let figure = |key: &str, value, words: &str| Figure {
            measure_code: code.map(str::to_owned),
            measure: words.to_owned(),
            ..staff(key, value)
        };
        let other_words = with(&[figure("a", 1.0, "students"), figure("b", 2.0, "teachers")]);
        assert_eq!(found_in(&other_words).len(), expected, "{code:?}");
        let same_words = with(&[figure("a", 1.0, "Students"), figure("b", 2.0, "students")]);
        assert_eq!(found_in(&same_words), ["a,b"], "{code:?}");
    }
}

#[test]
fn numbers_are_compared_in_one_unit() {
    let share = |key: &str, value, out_of, code: &str| Figure {
        out_of,
        unit_code: Some(code.to_owned()),
        ..staff(key, value)
    };
    let ratio = share("a", 1.0, Some(5.0), "1");
    assert_eq!(found_in(&with(&[ratio.clone(), share("b", 20.0, None, "%")])), [""; 0]);
    assert_eq!(found_in(&with(&[ratio, share("b", 25.0, None, "%")])), ["a,b"]);
}

#[test]
fn a_number_that_changed_meanwhile_does_not_differ() {
    let dated = |key: &str, value, date: &str, from: &str, until: &str| Figure {
        date: date.parse().ok(),
        from: from.parse().ok(),
        until: until.parse().ok(),
        ..staff(key, value)
    };
    let one = dated("a", 1200.0, "2020", "", "");
    for (date, from, until, expected) in [
        ("2020", "", "", true),
        ("2020-06", "", "", true),
        ("2021", "", "", false),
        ("[2020..2021]", "", "", true),
        ("", "2019", "2020", true),
        ("", "2021", "2022", false),
        ("", "", "2019", false),
        // On some day from 2000 to 2023, as its source.
        ("", "", "", true),
    ] {
        let registry = with(&[one.clone(), dated("b", 1300.0, date, from, until)]);
        assert_eq!(found_in(&registry).len(), usize::from(expected), "{date} {from} {until}");
    }
    let mut of_2007 = staff("b", 1300.0);
    of_2007.evidence = world::evidence(&["old"]);
    assert_eq!(found_in(&with(&[one, of_2007])), [""; 0], "its source is of 2007 at the latest");
}

#[test]
fn what_a_curator_has_put_together_is_not_found_again() {
    let mut registry = with(&[staff("a", 1200.0), staff("b", 1300.0), staff("c", 1400.0)]);
    let fact = |key: &str| ("figure".to_owned(), key.to_owned());
    registry.discrepancies = vec![Discrepancy {
        slug: "staff".to_owned(),
        question: "How many?".to_owned(),
        facts: vec![fact("a"), fact("b")],
        note: "Both stand.".to_owned(),
    }];
    assert_eq!(found_in(&registry), ["a,b,c"], "c differs from both");
    registry.discrepancies[0].facts.push(fact("c"));
    assert_eq!(found_in(&registry), [""; 0]);
}

#[test]
fn what_is_found_follows_the_figures() {
    let (_folder, path) = place();
    let mut store = Store::open(&path).unwrap();
    let both = with(&[staff("a", 1200.0), staff("b", 1300.0)]);
    apply(&mut store, &both);
    assert_eq!(found(&store), ["a,b"]);
    let before = dump(&raw(&path));
    store.apply(&both, "again").unwrap();
    let after = dump(&raw(&path));
    let differing: Vec<_> = after.iter().filter(|row| !before.contains(row)).collect();
    assert_eq!(differing.len(), 1, "only the digest of the seed: {differing:?}");

    // A curator corrects a figure.
    apply(&mut store, &with(&[staff("a", 1200.0), staff("b", 1200.0)]));
    assert_eq!(found(&store), [""; 0]);

    // A figure goes although a discrepancy has it.
    apply(&mut store, &both);
    let changes = apply(&mut store, &with(&[staff("a", 1200.0)]));
    assert_eq!(changes, "figures: 1 removed");
    assert_eq!(found(&store), [""; 0]);

    // A curator takes the slug over, with other facts.
    apply(&mut store, &both);
    let mut curated = both.clone();
    curated.discrepancies = vec![Discrepancy {
        slug: one(&raw(&path), "SELECT slug FROM discrepancy"),
        question: "How many?".to_owned(),
        facts: vec![("figure".to_owned(), "a".to_owned())],
        note: "Only one is left.".to_owned(),
    }];
    apply(&mut store, &curated);
    assert_eq!(found(&store), [""; 0]);
    assert_whole(&raw(&path));
}

/// The seed has two numbers for the staff of Gustave Roussy, whose times share days if the frame of the page that states
/// one of them may be as recent as the page of the other.
#[test]
fn the_staff_of_gustave_roussy_is_found_in_the_seed_and_nothing_else() {
    let slug = "gustave-roussy-professionals";
    let mut registry = seed::read(&seed::embedded()).unwrap();
    assert_eq!(found_in(&registry), [""; 0], "a curator has it");
    let before = registry.discrepancies.len();
    registry.discrepancies.retain(|it| it.slug != slug);
    assert_eq!(registry.discrepancies.len(), before - 1);
    let page = registry.sources.iter_mut().find(|it| it.slug == "gustave-roussy-biocluster");
    page.unwrap().latest = "2026-11-21".parse().unwrap();
    let seeded = seeded::Registry::with(|it| *it = registry);
    let data = seeded.ask(
        "{ discrepancies(filter: { origin: { in: [SOFTWARE] } }) {
             nodes { slug origin question note facts { ... on Figure { value qualifier discrepancies { slug } } } } } }",
    );
    let slug = "found-gustave-roussy-professionals-2100";
    let fact = |value: u32, qualifier: &str| json!({ "value": value, "qualifier": qualifier, "discrepancies": [{ "slug": slug }] });
    let expected = json!([{
        "slug": slug,
        "origin": "SOFTWARE",
        "question": "Which number is right for STAFF of Gustave Roussy?",
        "note": "Found by the program and not confirmed by a curator. The figures have one measure, subject and \
                 population, their times share at least one day, and at least two of them exclude each other: 2100 \
                 professionals (MORE_THAN); 3000 professionals.",
        "facts": [fact(2100, "MORE_THAN"), fact(3000, "EXACT")],
    }]);
    assert_eq!(data["discrepancies"]["nodes"], expected);
}
