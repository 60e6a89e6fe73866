//! Finds the organizations whose names are spellings of the names of imported institutions, or similar to them.
//!
//! The database has no column of the words of a name. One pass at the end of an import reads the names of the countries that the
//! institutions are in, and looks each up among the few names that the import could not match at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::params;

use super::{
    candidate::{MatchCandidate, PendingInstitution, SimilarName},
    run::Import,
};
use crate::{
    domain::{
        matching::{self, NameWords, city_words, codes_of_country, lookup_keys, name_words},
        rank::FIRST_WITHDRAWN,
        record::Organization,
    },
    store::error::Error,
};

/// Names that are less similar are not worth the time of a curator.
const LEAST_SIMILARITY: f64 = 0.6;
/// How many organizations with similar names are proposed for an institution.
const SIMILAR_NAMES: usize = 3;

/// The names of the institutions, by what they are looked up with.
#[derive(Default)]
struct Index {
    /// By lookup key.
    spellings: HashMap<String, Vec<usize>>,
    /// By word; how many names have it.
    words: HashMap<String, Vec<usize>>,
    /// The institution and the words of each name.
    names: Vec<(usize, NameWords)>,
}

/// A name in the database.
struct StoredName {
    organization: i64,
    slug: String,
    value: String,
    is_acronym: bool,
}

/// What the pass has found.
#[derive(Default)]
struct Found {
    /// The slug of each organization with a spelling of the name of an institution.
    spellings: BTreeMap<(usize, i64), String>,
    /// The score, the slug and the name of organizations with similar names.
    similar: BTreeMap<(usize, i64), (f64, String, String)>,
}

impl Import<'_> {
    /// Adds the candidates for the institutions among the records.
    pub(super) fn find_institutions(&mut self) -> Result<(), Error> {
        let pending = std::mem::take(&mut self.open.institutions);
        let mut found = Found::default();
        for (codes, index) in by_country(&pending) {
            for code in codes {
                self.search_country(&code, &index, &mut found)?;
            }
        }
        let known: BTreeSet<_> =
            self.open.candidates.iter().map(|it| (it.own, it.organization)).collect();
        // Words of two names of one organization are similar to it, and no spelling of either.
        let similar = found.similar.iter().map(|(pair, (_, slug, _))| (*pair, slug.clone()));
        let mut likely: BTreeMap<_, _> = similar.collect();
        likely.append(&mut found.spellings);
        for ((index, organization), slug) in likely {
            let it = &pending[index];
            if known.contains(&(it.own, organization)) {
                continue;
            }
            self.add_candidate(it, organization, slug, true)?;
            // A key in common is not yet a name in common.
            let agrees = |it: &MatchCandidate| {
                it.institution.as_ref().is_some_and(|institution| institution.name.is_some())
            };
            self.open.candidates.pop_if(|it| it.organization == organization && !agrees(it));
        }
        self.open.similar = most_similar(&pending, found.similar);
        Ok(())
    }

    /// Looks up every name of the organizations in a country of which this origin has no record.
    fn search_country(&self, code: &str, index: &Index, found: &mut Found) -> Result<(), Error> {
        let mut names = self.transaction.prepare_cached(
            "SELECT o.id, o.slug, o.city, n.value, n.kind FROM organization AS o
             JOIN name AS n ON n.owner_id = o.id
             WHERE o.country = ?1 AND o.rank < ?2 AND n.kind <> 'FORMER' AND NOT EXISTS (
                 SELECT 1 FROM contribution WHERE organization_id = o.id AND origin = ?3)",
        )?;
        let mut rows = names.query(params![code, FIRST_WITHDRAWN, self.origin.0])?;
        let mut last_city = (String::new(), NameWords::new());
        while let Some(row) = rows.next()? {
            let city: Option<String> = row.get(2)?;
            let city = city.unwrap_or_default();
            if last_city.0 != city {
                last_city = (city.clone(), city_words(&city));
            }
            let kind: String = row.get(4)?;
            let name = StoredName {
                organization: row.get(0)?,
                slug: row.get(1)?,
                value: row.get(3)?,
                is_acronym: kind == "ACRONYM",
            };
            index.look_up(&name, &last_city.1, found);
        }
        Ok(())
    }
}

/// The institutions of each country, with the codes that its organizations can have.
fn by_country(pending: &[PendingInstitution]) -> BTreeMap<Vec<String>, Index> {
    let mut countries: BTreeMap<Vec<String>, Index> = BTreeMap::new();
    for (number, it) in pending.iter().enumerate() {
        let Some(code) = it.record.place.country.as_deref() else { continue };
        let codes = codes_of_country(code).into_iter().map(str::to_owned).collect();
        countries.entry(codes).or_default().add(number, &it.record);
    }
    countries
}

impl Index {
    fn add(&mut self, number: usize, record: &Organization) {
        let city = record.place.city.as_deref().map(city_words).unwrap_or_default();
        for name in record.names.iter().filter(|name| name.kind != "FORMER") {
            let is_acronym = name.kind == "ACRONYM";
            for key in lookup_keys(&name.value, is_acronym, &city) {
                self.spellings.entry(key).or_default().push(number);
            }
            if is_acronym {
                continue;
            }
            let words = name_words(&name.value);
            for word in &words {
                self.words.entry(word.clone()).or_default().push(self.names.len());
            }
            self.names.push((number, words));
        }
    }

    fn look_up(&self, name: &StoredName, city: &NameWords, found: &mut Found) {
        for key in lookup_keys(&name.value, name.is_acronym, city) {
            for number in self.spellings.get(&key).into_iter().flatten() {
                found
                    .spellings
                    .entry((*number, name.organization))
                    .or_insert_with(|| name.slug.clone());
            }
        }
        if !name.is_acronym {
            self.compare(name, found);
        }
    }

    /// Notes the institutions with a similar name.
    fn compare(&self, name: &StoredName, found: &mut Found) {
        let words = name_words(&name.value);
        // A name that is similar enough has a word in common that is not the commonest of the name.
        let of_words = words.iter().filter_map(|word| self.words.get(word));
        let mut lists: Vec<_> = of_words.collect();
        lists.sort_by_key(|list| list.len());
        let likely: BTreeSet<_> = lists.iter().take(2).flat_map(|list| list.iter()).collect();
        for (number, other) in likely.into_iter().filter_map(|index| self.names.get(*index)) {
            let score = matching::similarity(&words, other);
            if score < LEAST_SIMILARITY {
                continue;
            }
            let similar = (score, name.slug.clone(), name.value.clone());
            let known = found.similar.entry((*number, name.organization)).or_insert((
                0.0,
                String::new(),
                String::new(),
            ));
            if score > known.0 {
                *known = similar;
            }
        }
    }
}

/// The organizations with the most similar names for each institution.
fn most_similar(
    pending: &[PendingInstitution],
    found: BTreeMap<(usize, i64), (f64, String, String)>,
) -> Vec<SimilarName> {
    let mut of_institution: BTreeMap<usize, Vec<SimilarName>> = BTreeMap::new();
    for ((number, organization), (similarity, slug, similar)) in found {
        let PendingInstitution { own, key, record, .. } = &pending[number];
        let it = SimilarName {
            own: *own,
            key: key.clone(),
            record: record.clone(),
            organization,
            slug,
            similar,
            similarity,
        };
        of_institution.entry(number).or_default().push(it);
    }
    let mut all = Vec::new();
    for mut similar in of_institution.into_values() {
        similar.sort_by(|a, b| {
            b.similarity.total_cmp(&a.similarity).then_with(|| a.slug.cmp(&b.slug))
        });
        similar.truncate(SIMILAR_NAMES);
        all.append(&mut similar);
    }
    all
}
