//! The schema offers every entity type, in the interfaces and words that its groups call for.

use std::{collections::BTreeSet, fs, path::Path};

use consortia::domain::entity_type::{EntityType, Group};

/// The schema as text.
fn sdl() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.graphql")).unwrap()
}

/// The interfaces of an object type, as its first line lists them.
fn interfaces(sdl: &str, ty: EntityType) -> BTreeSet<&str> {
    let start = format!("type {ty} implements ");
    let line = sdl.lines().find_map(|line| line.strip_prefix(&start));
    let line = line.unwrap_or_else(|| panic!("the schema has no type {ty} with an interface"));
    line.trim_end_matches([' ', '{']).split(" & ").collect()
}

/// The words of an enum.
fn words(sdl: &str, name: &str) -> BTreeSet<String> {
    let start = format!("enum {name} {{\n");
    let body = sdl.split(&start).nth(1).unwrap().split("\n}").next().unwrap();
    let lines = body.lines().map(str::trim);
    let is_word =
        |line: &&str| line.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_');
    lines.filter(is_word).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn words_of(group: Group) -> BTreeSet<String> {
    EntityType::of_group(group).map(EntityType::word).collect()
}

#[test]
fn every_type_has_the_interfaces_of_its_groups() {
    let sdl = sdl();
    for ty in EntityType::ALL {
        let groups =
            [("Thing", Group::Thing), ("Agent", Group::Agent), ("Fact", Group::Fact)].into_iter();
        let groups = groups.filter(|(_, group)| ty.is_in(*group)).map(|(name, _)| name);
        let expected: BTreeSet<_> = groups.chain(["Node"]).collect();
        assert_eq!(interfaces(&sdl, ty), expected, "{ty}");
    }
}

#[test]
fn the_types_that_arguments_offer_are_those_of_their_groups() {
    let sdl = sdl();
    assert_eq!(words(&sdl, "ThingType"), words_of(Group::Thing));
    assert_eq!(words(&sdl, "FactType"), words_of(Group::Fact));
}
