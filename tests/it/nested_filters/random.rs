//! Random filters: each as GraphQL, and as a condition on what the API says of an item without a filter.

use std::collections::BTreeSet;

use consortia::domain::text::fold;
use serde_json::Value as Json;

use crate::seeded::registry;

/// A sequence of numbers that looks random and is the same in each run.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    pub fn one<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        let at = self.below(all.len());
        &all[at]
    }
}

/// A condition: its GraphQL without braces, and whether it holds for an item.
type Leaf = (String, Box<dyn Fn(&Json) -> bool>);

/// What filters of one type are made of.
pub struct FilterType {
    leaves: Vec<Leaf>,
    /// The filter has one condition for each type of item, of which one must hold.
    by_type: bool,
}

impl FilterType {
    pub fn new(leaves: Vec<Leaf>) -> Self {
        Self { leaves, by_type: false }
    }

    /// A filter by type: for each name of a type in the schema and in the filter, the filter of that type.
    pub fn by_type(types: Vec<(&'static str, &'static str, FilterType)>) -> Self {
        let leaves = types.into_iter().flat_map(|(ty, field, filter)| {
            filter.leaves.into_iter().map(move |(literal, holds)| {
                let holds: Box<dyn Fn(&Json) -> bool> =
                    Box::new(move |item| item["__typename"] == ty && holds(item));
                (format!("{field}: {{ {literal} }}"), holds)
            })
        });
        Self { leaves: leaves.collect(), by_type: true }
    }

    /// A random filter.
    pub fn random(&self, random: &mut Random) -> Filter<'_> {
        if self.by_type {
            return self.leaf(random);
        }
        match random.below(6) {
            0 => Filter::Both(Box::new(self.leaf(random)), Box::new(self.leaf(random))),
            1 => Filter::Either(Box::new(self.leaf(random)), Box::new(self.leaf(random))),
            2 => Filter::Not(Box::new(self.leaf(random))),
            _ => self.leaf(random),
        }
    }

    fn leaf(&self, random: &mut Random) -> Filter<'_> {
        Filter::Leaf(random.one(&self.leaves))
    }
}

/// A filter.
pub enum Filter<'t> {
    Leaf(&'t Leaf),
    Both(Box<Filter<'t>>, Box<Filter<'t>>),
    Either(Box<Filter<'t>>, Box<Filter<'t>>),
    Not(Box<Filter<'t>>),
}

impl Filter<'_> {
    pub fn literal(&self) -> String {
        match self {
            Self::Leaf((literal, _)) => format!("{{ {literal} }}"),
            Self::Both(one, other) => {
                format!("{{ and: [{}, {}] }}", one.literal(), other.literal())
            }
            Self::Either(one, other) => {
                format!("{{ or: [{}, {}] }}", one.literal(), other.literal())
            }
            Self::Not(inner) => format!("{{ not: {} }}", inner.literal()),
        }
    }

    pub fn holds(&self, item: &Json) -> bool {
        match self {
            Self::Leaf((_, holds)) => holds(item),
            Self::Both(one, other) => one.holds(item) && other.holds(item),
            Self::Either(one, other) => one.holds(item) || other.holds(item),
            Self::Not(inner) => !inner.holds(item),
        }
    }
}

pub fn list(value: &Json) -> impl Iterator<Item = &Json> {
    value.as_array().into_iter().flatten()
}

/// The texts at `pointer` in the items of the list `field`, or the text of the item at `field` without a pointer.
fn texts(item: &Json, field: &str, pointer: &str) -> Vec<String> {
    let at = item.pointer(field).unwrap_or(&Json::Null);
    match at {
        Json::Array(all) => {
            let text = |it: &Json| it.pointer(pointer).and_then(Json::as_str).map(str::to_owned);
            all.iter().filter_map(text).collect()
        }
        other => other.as_str().map(str::to_owned).into_iter().collect(),
    }
}

/// `name: { in: [...] }` and `name: { notIn: [...] }` for each of the words, over the texts that the item has there.
fn words(name: &str, quote: &str, at: (&'static str, &'static str), words: &[&str]) -> Vec<Leaf> {
    let leaf = |word: &str, is_in: bool| -> Leaf {
        let operator = if is_in { "in" } else { "notIn" };
        let literal = format!("{name}: {{ {operator}: [{quote}{word}{quote}] }}");
        let word = word.to_owned();
        (literal, Box::new(move |item| texts(item, at.0, at.1).contains(&word) == is_in))
    };
    words.iter().flat_map(|word| [leaf(word, true), leaf(word, false)]).collect()
}

/// `name: { slug: "..." }` for each of the slugs, over the slugs that the item has at one of the places.
fn keys(name: &str, places: &'static [(&'static str, &'static str)], slugs: &[&str]) -> Vec<Leaf> {
    let leaf = |slug: &str| -> Leaf {
        let literal = format!("{name}: {{ slug: \"{slug}\" }}");
        let slug = slug.to_owned();
        let holds = move |item: &Json| {
            places.iter().any(|(field, pointer)| texts(item, field, pointer).contains(&slug))
        };
        (literal, Box::new(holds))
    };
    slugs.iter().map(|slug| leaf(slug)).collect()
}

/// Conditions that no field shows: the item is one of those that the list of the root has with them.
fn as_at_root(root: &str, arguments: &str, key: &'static str, filters: &[&str]) -> Vec<Leaf> {
    let leaf = |filter: &&str| -> Leaf {
        let query = |page: &str| {
            format!(
                "{{ {root}({page}: 100, filter: {{ {filter} }}{arguments}) {{ totalCount nodes {{ {key} }} }} }}"
            )
        };
        let pages = ["first", "last"].map(|page| registry().ask(&query(page))[root].take());
        let keys: BTreeSet<String> =
            pages.iter().flat_map(|it| texts(it, "/nodes", &format!("/{key}"))).collect();
        assert!(
            keys.len() >= pages[0]["totalCount"].as_u64().unwrap().min(200).try_into().unwrap()
        );
        let holds = move |item: &Json| item[key].as_str().is_some_and(|it| keys.contains(it));
        ((*filter).to_owned(), Box::new(holds))
    };
    filters.iter().map(leaf).collect()
}

/// Names that contain a text.
fn names(parts: &[&str]) -> Vec<Leaf> {
    let leaf = |part: &&str| -> Leaf {
        let folded = fold(part);
        let holds = move |item: &Json| {
            texts(item, "/names", "/value").iter().any(|name| fold(name).contains(&folded))
        };
        (format!("name: {{ contains: \"{part}\" }}"), Box::new(holds))
    };
    parts.iter().map(leaf).collect()
}

const SOURCES: &[(&str, &str)] = &[("/citations", "/source/slug")];

fn sources() -> Vec<Leaf> {
    keys(
        "source",
        SOURCES,
        &["pscc-french-cancer-cluster", "unicancer-international", "upmc-canceropole"],
    )
}

fn basis() -> Vec<Leaf> {
    words("basis", "", ("/basis", ""), &["STATED", "IMPLIED"])
}

pub const ORGANIZATION: &str = "__typename slug kinds names { value } location { country { code } } \
    citations { source { slug } }";

pub fn organization() -> FilterType {
    FilterType::new(
        [
            words("kinds", "", ("/kinds", ""), &["UNIVERSITY", "HOSPITAL", "COMPANY", "FUNDER"]),
            words("countries", "\"", ("/location/country/code", ""), &["FR", "US"]),
            words("slug", "\"", ("/slug", ""), &["inserm", "institut-curie", "pscc"]),
            names(&["institut", "universite", "cancer"]),
            as_at_root(
                "organizations",
                ", stages: [REALIZED, ANNOUNCED, PLANNED, CANCELLED]",
                "slug",
                &[
                    "region: \"Île-de-France\"",
                    "city: \"Paris\"",
                    "within: { organization: { slug: \"ap-hp\" } }",
                    "affiliatedWith: { object: { slug: \"pscc\" }, roles: [FOUNDER] }",
                    "foundedOn: { from: \"2000\" }",
                    "topic: { slug: \"cancer\" }",
                    "topic: { slug: \"genomics\" }",
                ],
            ),
            keys("source", SOURCES, &["pscc-french-cancer-cluster"]),
        ]
        .into_iter()
        .flatten()
        .collect(),
    )
}

pub const AFFILIATION: &str = "__typename id role stage basis degree program { slug } subject { slug } object { slug } \
    citations { source { slug } }";
const ENDS: &[(&str, &str)] = &[("/subject/slug", ""), ("/object/slug", "")];

pub fn affiliation() -> FilterType {
    let all = ", history: true, stages: [REALIZED, ANNOUNCED, PLANNED, CANCELLED]";
    FilterType::new(
        [
            words("roles", "", ("/role", ""), &["FOUNDER", "MEMBER", "PARTNER"]),
            words("degree", "", ("/degree", ""), &["MAIN"]),
            keys("subject", &[("/subject/slug", "")], &["inserm", "sanofi"]),
            keys("object", &[("/object/slug", "")], &["pscc", "canceropole-ile-de-france"]),
            keys("organization", ENDS, &["inserm", "unicancer"]),
            keys(
                "program",
                &[("/program/slug", "")],
                &["siric-label", "industry-collaboration-charter"],
            ),
            basis(),
            sources(),
            as_at_root(
                "affiliations",
                all,
                "id",
                &[
                    "since: { from: \"2010\" }",
                    "since: { to: \"2010\" }",
                    "until: { to: \"2022\" }",
                ],
            ),
        ]
        .into_iter()
        .flatten()
        .collect(),
    )
}

/// The affiliations of an organization, of which an item has the direction and the affiliation.
pub fn organization_affiliation() -> FilterType {
    FilterType::new(
        [
            words("roles", "", ("/node/role", ""), &["FOUNDER", "MEMBER"]),
            words("degree", "", ("/node/degree", ""), &["MAIN"]),
            words("basis", "", ("/node/basis", ""), &["STATED", "IMPLIED"]),
            keys("organization", &[("/otherOrganization/slug", "")], &["inserm", "pscc"]),
            keys("source", &[("/node/citations", "/source/slug")], &["pscc-french-cancer-cluster"]),
            as_at_root(
                "affiliations",
                ", history: true, stages: [REALIZED, ANNOUNCED, PLANNED, CANCELLED]",
                "id",
                &["since: { from: \"2010\" }", "until: { to: \"2022\" }"],
            )
            .into_iter()
            .map(|(literal, holds)| -> Leaf {
                (literal, Box::new(move |item| holds(&item["node"])))
            })
            .collect(),
        ]
        .into_iter()
        .flatten()
        .collect(),
    )
}

pub const POSITION: &str =
    "__typename id role basis employer: organization { slug } citations { source { slug } }";

pub fn position() -> FilterType {
    FilterType::new(
        [
            words("roles", "", ("/role", ""), &["DIRECTOR", "CHAIR", "PROFESSOR"]),
            keys("organization", &[("/employer/slug", "")], &["pscc", "inserm"]),
            basis(),
            sources(),
        ]
        .into_iter()
        .flatten()
        .collect(),
    )
}

pub const PARTICIPATION: &str = "__typename id role basis organization { slug } program { slug } event { slug } \
    citations { source { slug } }";

pub fn participation() -> FilterType {
    FilterType::new(
        [
            words("roles", "", ("/role", ""), &["COORDINATOR", "PARTICIPANT", "LABELLED"]),
            keys("organization", &[("/organization/slug", "")], &["pscc", "inserm"]),
            keys("program", &[("/program/slug", "")], &["industry-collaboration-charter"]),
            keys("event", &[("/event/slug", "")], &["creation-of-canceropole-ile-de-france"]),
            basis(),
            sources(),
        ]
        .into_iter()
        .flatten()
        .collect(),
    )
}

pub const PERSON: &str = "__typename slug names { value } citations { source { slug } }";

pub fn person() -> FilterType {
    let at_root = as_at_root("people", "", "slug", &["organization: { slug: \"pscc\" }"]);
    FilterType::new([names(&["eric", "a"]), sources(), at_root].into_iter().flatten().collect())
}

pub const PROGRAM: &str = "__typename slug programKind: kind names { value }";

pub fn program() -> FilterType {
    let kinds = words("kinds", "", ("/programKind", ""), &["PLAN", "LABEL", "CALL", "CHARTER"]);
    let stages = ", stages: [REALIZED, ANNOUNCED, PLANNED, CANCELLED]";
    let at_root = as_at_root(
        "programs",
        stages,
        "slug",
        &["participant: { slug: \"inserm\" }", "topic: { slug: \"cancer\" }"],
    );
    FilterType::new([kinds, names(&["siric", "plan"]), at_root].into_iter().flatten().collect())
}

pub const EVENT: &str = "__typename slug eventKind: kind status names { value }";

pub fn event() -> FilterType {
    let kinds = words("kinds", "", ("/eventKind", ""), &["CREATION", "MERGER"]);
    let statuses = words("statuses", "", ("/status", ""), &["HAPPENED", "PLANNED"]);
    let at_root = as_at_root(
        "events",
        "",
        "slug",
        &["date: { from: \"2010\" }", "topic: { slug: \"cancer\" }"],
    );
    FilterType::new([kinds, statuses, at_root].into_iter().flatten().collect())
}

pub const TOPIC: &str = "__typename slug topicKind: kind names { value }";

pub fn topic() -> FilterType {
    let kinds = words("kinds", "", ("/topicKind", ""), &["DISEASE", "RESEARCH_FIELD"]);
    FilterType::new([kinds, names(&["cancer", "gen"])].into_iter().flatten().collect())
}

pub const ASSIGNMENT: &str = "__typename id basis citations { source { slug } }";

pub fn assignment() -> FilterType {
    FilterType::new([basis(), sources()].into_iter().flatten().collect())
}

pub const FIGURE: &str = "__typename id measureCode basis citations { source { slug } }";

pub fn figure() -> FilterType {
    let measures = words("measureCode", "", ("/measureCode", ""), &["STAFF", "OTHER"]);
    FilterType::new([measures, basis(), sources()].into_iter().flatten().collect())
}
