//! Topics, what has them, and the index of descriptions.

use consortia::{
    domain::record::{Assigned, Registry, Topic, TopicAssignment},
    store::Store,
};

use super::{all, assert_whole, one, place, raw, world};

fn topic(slug: &str, broader: Option<&str>) -> Topic {
    Topic {
        slug: slug.to_owned(),
        names: world::names(&[slug]),
        kind: "DISEASE".to_owned(),
        broader: broader.map(str::to_owned),
        description: Some(format!("What {slug} is.")),
        note: None,
        cite: world::cite(&["old"]),
    }
}

fn assignment(thing: Assigned, topic: &str) -> TopicAssignment {
    let (Assigned::Organization(slug) | Assigned::Program(slug) | Assigned::Event(slug)) = &thing;
    TopicAssignment {
        key: format!("{slug}.{topic}"),
        thing,
        topic: topic.to_owned(),
        evidence: world::evidence(&["old"]),
    }
}

/// `cancer` includes `carcinoma`, which includes `melanoma`.
fn registry() -> Registry {
    Registry {
        topics: vec![
            topic("melanoma", Some("carcinoma")),
            topic("cancer", None),
            topic("carcinoma", Some("cancer")),
        ],
        topic_assignments: vec![
            assignment(Assigned::Organization("alpha".to_owned()), "melanoma"),
            assignment(Assigned::Organization("alpha".to_owned()), "cancer"),
            assignment(Assigned::Program("part".to_owned()), "carcinoma"),
            assignment(Assigned::Event("birth".to_owned()), "melanoma"),
        ],
        ..world::small()
    }
}

/// The slugs of the topics of a thing, with those that include them.
const TOPICS: &str =
    "SELECT group_concat(o.slug || ' ' || t.slug, ', ' ORDER BY o.slug, t.slug) FROM thing_topic
     JOIN topic AS t ON t.id = topic_id
     JOIN (SELECT id, slug FROM organization UNION ALL SELECT id, slug FROM program
           UNION ALL SELECT id, slug FROM event) AS o ON o.id = thing_id";

#[test]
fn a_thing_has_its_topics_and_those_that_include_them() {
    let (_folder, path) = place();
    let mut store = Store::open(&path).unwrap();
    store.apply(&registry(), "a").unwrap();
    let connection = raw(&path);
    assert_whole(&connection);
    assert_eq!(
        one::<String>(&connection, TOPICS),
        "alpha cancer, alpha carcinoma, alpha melanoma, birth cancer, birth carcinoma, birth melanoma, \
         part cancer, part carcinoma"
    );
}

#[test]
fn topics_and_assignments_that_the_seed_drops_are_removed() {
    let (_folder, path) = place();
    let mut store = Store::open(&path).unwrap();
    store.apply(&registry(), "a").unwrap();
    let mut less = registry();
    less.topics.retain(|it| it.slug != "melanoma");
    less.topic_assignments.retain(|it| it.topic != "melanoma");
    less.topics[0].broader = None;
    let changes = store.apply(&less, "b").unwrap();
    assert_eq!(changes.to_string(), "topics: 1 removed; topic-assignments: 2 removed");
    let connection = raw(&path);
    assert_whole(&connection);
    assert_eq!(one::<String>(&connection, TOPICS), "alpha cancer, part cancer, part carcinoma");
}

#[test]
fn the_words_of_a_description_follow_it() {
    let (_folder, path) = place();
    let mut registry = registry();
    registry.organizations[0].description = Some("Étudie le génome.".to_owned());
    registry.events[0].description = Some("The genome was read.".to_owned());
    let mut store = Store::open(&path).unwrap();
    store.apply(&registry, "a").unwrap();
    let connection = raw(&path);
    let found = |word: &str| -> Vec<String> {
        let sql = format!(
            "SELECT node.type FROM description_words AS w JOIN node ON node.id = w.rowid
             WHERE description_words MATCH '{word}' ORDER BY node.type"
        );
        all(&connection, &sql)
    };
    assert_eq!(found("genome"), ["Event", "Organization"]);
    assert_eq!(found("melanoma"), ["Topic"]);
    registry.organizations[0].description = None;
    registry.events[0].description = Some("The code was read.".to_owned());
    registry.topics.retain(|it| it.slug != "melanoma");
    registry.topic_assignments.retain(|it| it.topic != "melanoma");
    store.apply(&registry, "b").unwrap();
    assert_whole(&connection);
    assert!(found("genome").is_empty() && found("melanoma").is_empty());
    assert_eq!(found("code"), ["Event"]);
}
