//! Random strings made from names of the data by rules, as headings, lists and forms write them: the organization comes
//! first for nearly all, and none finds nothing.

use std::sync::PoisonError;

use consortia::domain::text::fold;
use serde_json::{Value as Json, json};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{import::sample, seeded, store::raw, support::TestApp};

const STRINGS: usize = 200;
/// How many of a hundred strings have the right organization first, at least.
const LEAST_FIRST: usize = 97;

const SEARCH: &str =
    "query ($q: String!) { search(query: $q, first: 1) { edges { score matchedName ignoredWords node { slug
    ... on Organization { names { value } } ... on Program { names { value } } ... on Event { names { value } }
    ... on Person { names { value } } } } } }";

/// An organization, and one of its names.
struct Named {
    slug: String,
    name: String,
    country: Option<(String, String)>,
    city: Option<String>,
    acronym: Option<String>,
    identifiers: Vec<(String, String)>,
}

/// Numbers that are the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }

    fn pick<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        &items[self.below(items.len())]
    }
}

/// An organization with one of its names, both chosen at random.
fn named(database: &rusqlite::Connection, random: &mut Random) -> Named {
    let count: i64 =
        database.query_row("SELECT count(*) FROM organization", [], |row| row.get(0)).unwrap();
    let offset = random.below(usize::try_from(count).unwrap());
    let (id, slug, city, country): (i64, String, Option<String>, Option<(String, String)>) =
        database
            .query_row(
                "SELECT o.id, o.slug, o.city, o.country, c.name FROM organization AS o
             LEFT JOIN country AS c ON c.code = o.country ORDER BY o.id LIMIT 1 OFFSET ?1",
                [i64::try_from(offset).unwrap()],
                |row| {
                    let code: Option<String> = row.get(3)?;
                    let country = code.map(|code| Ok::<_, rusqlite::Error>((code, row.get(4)?)));
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, country.transpose()?))
                },
            )
            .unwrap();
    let pairs = |sql: &str| -> Vec<(String, String)> {
        let mut rows = database.prepare(sql).unwrap();
        let rows = rows.query_map([id], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    let names = pairs("SELECT value, kind FROM name WHERE owner_id = ?1 ORDER BY rank");
    let acronym = names.iter().find(|(_, kind)| kind == "ACRONYM").map(|(name, _)| name.clone());
    let identifiers =
        pairs("SELECT scheme, value FROM identifier WHERE organization_id = ?1 ORDER BY rank");
    let name = random.pick(&names).0.clone();
    Named { slug, name, country, city, acronym, identifiers }
}

const RULES: usize = 12;

/// The string that a rule makes; None if the organization lacks what it takes.
fn made(rule: usize, it: &Named, random: &mut Random) -> Option<String> {
    let name = &it.name;
    let (open, close) = *random.pick(&[(", ", ""), (" (", ")"), (" - ", "")]);
    let beside = |text: &str| format!("{name}{open}{text}{close}");
    Some(match rule {
        0 => beside(&it.country.as_ref()?.1),
        1 => beside(french(&it.country.as_ref()?.0)?),
        2 => beside(code(&it.country.as_ref()?.0)),
        3 => identifier(it, random)?,
        4 => beside(&identifier(it, random)?),
        5 => name.nfkd().filter(|letter| !is_combining_mark(*letter)).collect(),
        6 => name.to_uppercase(),
        7 => name.to_lowercase(),
        8 => random
            .pick(&[
                name.replace(' ', "-"),
                name.replace('-', " "),
                name.replace(' ', "\u{a0} "),
                format!("« {name} »"),
                format!("\"{name}\"."),
                name.replace('\'', "’").replace(" and ", " & "),
            ])
            .clone(),
        9 => format!("{name} ({})", it.acronym.as_ref()?),
        10 => format!("{}, {}", beside(it.city.as_ref()?), it.country.as_ref()?.1),
        _ => invisible(name, *random.pick(&['\u{ad}', '\u{200b}', '\u{200f}', '\u{feff}'])),
    })
}

/// The name with an invisible character in its middle.
fn invisible(name: &str, letter: char) -> String {
    let mut letters: Vec<_> = name.chars().collect();
    letters.insert(letters.len() / 2, letter);
    letters.into_iter().collect()
}

fn identifier(it: &Named, random: &mut Random) -> Option<String> {
    // Short numbers are no keys unless something says so.
    let known: Vec<_> = it.identifiers.iter().filter(|(_, value)| value.len() >= 6).collect();
    if known.is_empty() {
        return None;
    }
    let (scheme, value) = random.pick(&known);
    let groups = || {
        let digits: Vec<_> = value.chars().collect();
        digits.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
    };
    let forms = match scheme.as_str() {
        "ROR" => vec![format!("https://ror.org/{value}"), format!("www.ror.org/{value}/")],
        "GRID" => vec![format!("https://www.grid.ac/institutes/{value}"), format!("GRID: {value}")],
        "WIKIDATA" => vec![format!("https://www.wikidata.org/wiki/{value}")],
        "ISNI" => vec![groups(), format!("ISNI {}", groups())],
        "FUNDREF" => vec![format!("https://doi.org/10.13039/{value}")],
        _ => Vec::new(),
    };
    Some(random.pick(&[forms, vec![value.clone()]].concat()).clone())
}

fn french(country: &str) -> Option<&'static str> {
    let names = [
        ("DE", "Allemagne"),
        ("ES", "Espagne"),
        ("FR", "France"),
        ("GB", "Royaume-Uni"),
        ("IT", "Italie"),
        ("JP", "Japon"),
        ("US", "États-Unis"),
    ];
    names.iter().find(|(code, _)| *code == country).map(|(_, name)| *name)
}

fn code(country: &str) -> &str {
    match country {
        "GB" => "UK",
        "US" => "USA",
        code => code,
    }
}

/// Searches strings, and checks how many find the organization they were made from.
fn assert_found(app: &TestApp, seed: u64) {
    let database = raw(app.store.path());
    let mut random = Random(seed);
    let (mut asked, mut misses) = (0, Vec::new());
    while asked < STRINGS {
        let it = named(&database, &mut random);
        let rule = asked % RULES;
        let Some(text) = made(rule, &it, &mut random) else { continue };
        asked += 1;
        let answer = app.data(SEARCH, json!({ "q": text }));
        let first = &answer["search"]["edges"][0];
        assert!(first.is_object(), "nothing is found for {text:?}, made from {}", it.slug);
        // Several organizations may have the same name.
        let has_name = |name: &Json| letters(name["value"].as_str().unwrap()) == letters(&it.name);
        let is_right = first["node"]["slug"] == *it.slug
            || first["node"]["names"].as_array().unwrap().iter().any(has_name);
        if !is_right {
            misses.push(format!("rule {rule}, {text:?} of {}: {first}", it.slug));
        }
    }
    eprintln!("{} of {STRINGS} first\n{}", STRINGS - misses.len(), misses.join("\n"));
    assert!((STRINGS - misses.len()) * 100 >= LEAST_FIRST * STRINGS, "{misses:#?}");
}

fn letters(name: &str) -> String {
    fold(name).replace(' ', "")
}

#[test]
fn strings_made_from_names_of_the_seed_find_them() {
    seeded::registry().with_app(|app| assert_found(app, 12));
}

#[test]
fn strings_made_from_imported_names_find_them() {
    let Some(world) = sample::world() else { return };
    assert_found(&world.lock().unwrap_or_else(PoisonError::into_inner), 2026);
}
