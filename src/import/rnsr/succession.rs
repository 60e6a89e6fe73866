//! Successions: which structure came from which, how, and in which year.

use std::collections::{BTreeMap, HashMap};

use super::{
    row::{Row, column},
    structure::{self, RNSR_SCHEME},
};
use crate::{
    domain::{
        date::PartialDate,
        identifier::canonical,
        record::{
            Activity, Affiliation, Agent, Event, Evidence, ImportedFact, Name, Participation,
            Period,
        },
        stage::Stage,
    },
    import::place::Position,
};

/// A type of successions of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SuccessionType {
    code: &'static str,
    words: &'static str,
    /// What it is in slugs.
    slug: &'static str,
    /// Word of the vocabulary `EventKind`.
    kind: &'static str,
}

const fn ty(
    code: &'static str,
    words: &'static str,
    slug: &'static str,
    kind: &'static str,
) -> SuccessionType {
    SuccessionType { code, words, slug, kind }
}

/// The types. A split (`éclatement`) ends the original, and a spin-off (`essaimage`) does not: if the part then merges with
/// others, the first is a merger and the second still a spin-off.
const TYPES: [SuccessionType; 7] = [
    ty("F", "Fusion", "fusion", "MERGER"),
    ty("EF", "Éclatement puis fusion", "eclatement-fusion", "MERGER"),
    ty("E", "Éclatement", "eclatement", "SPLIT"),
    ty("S", "Essaimage", "essaimage", "SPIN_OFF"),
    ty("SF", "Essaimage puis fusion", "essaimage-fusion", "SPIN_OFF"),
    ty("I", "Intégration", "integration", "INTEGRATION"),
    ty("R", "Renouvellement", "renouvellement", "RENEWAL"),
];

/// A structure came from another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Succession {
    /// Number of the structure that came out of it.
    pub result: String,
    /// Number of the structure before.
    pub original: String,
    /// How.
    pub ty: SuccessionType,
    /// What the register calls the type.
    words: String,
    /// The year of its effect.
    pub year: Option<PartialDate>,
    /// The year in which the result was created, if that is later.
    pub created_later: Option<PartialDate>,
    /// Where it stands.
    pub position: Position,
    /// Where the register shows the result.
    pub page: String,
}

/// The successions of a row of a release of this date. Those that break a rule are left out, and `omit` is told why.
pub fn successions(
    row: &Row<'_>,
    number: &str,
    position: Position,
    released: PartialDate,
    omit: &mut dyn FnMut(String),
) -> Vec<Succession> {
    let originals = row.list(column::PREDECESSORS);
    let mut beside = |title| row.fitting_list(title, originals.len(), omit);
    let (types, words) = (beside(column::SUCCESSIONS), beside(column::SUCCESSION_WORDS));
    let years = beside(column::SUCCESSION_YEARS);
    let created =
        structure::year(column::CREATED, row.cell(column::CREATED), released, &mut |_| ());
    let mut found: Vec<Succession> = Vec::new();
    for (index, text) in originals.into_iter().enumerate() {
        let original = match canonical(RNSR_SCHEME, text) {
            Ok(original) if original == number => {
                Err("a structure cannot be its own predecessor".to_owned())
            }
            other => other.map_err(|rule| rule.to_string()),
        };
        let original = match original {
            Ok(original) => original,
            Err(rule) => {
                omit(format!("{} {text:?}: {rule}", column::PREDECESSORS));
                continue;
            }
        };
        let code = types[index].unwrap_or_default();
        let Some(ty) = TYPES.iter().find(|ty| ty.code == code) else {
            let title = column::SUCCESSIONS;
            omit(format!("{title} {code:?} of {original}: not a type of the register"));
            continue;
        };
        let year = structure::year(column::SUCCESSION_YEARS, years[index], released, omit);
        let succession = Succession {
            result: number.to_owned(),
            original,
            ty: *ty,
            words: words[index].unwrap_or(ty.words).to_owned(),
            created_later: created
                .filter(|created| year.is_some_and(|it| it.span().end <= created.span().first)),
            year,
            position,
            page: row.page(number),
        };
        if found.contains(&succession) {
            let title = column::PREDECESSORS;
            omit(format!("{title} {text:?}: duplicate value with the type {code}"));
        } else {
            found.push(succession);
        }
    }
    found
}

/// An event with its facts, in the order in which they are written, and where they stand.
pub struct Written {
    /// The position of the first succession.
    pub position: Position,
    /// Where the release has it.
    pub locator: String,
    /// The fact.
    pub fact: ImportedFact,
}

/// All successions of a file.
pub struct Successions {
    all: Vec<Succession>,
    /// Names of structures, by their numbers.
    names: HashMap<String, String>,
}

impl Successions {
    /// The successions of structures with these names, by their numbers.
    pub fn new(all: Vec<Succession>, names: HashMap<String, String>) -> Self {
        Self { all, names }
    }

    /// Pairs of structures of which the register states several types of succession: the position, and what it states.
    pub fn contradictions(&self) -> Vec<(Position, String)> {
        let pairs = self.pairs().into_iter().filter(|(_, them)| them.len() > 1);
        let told = pairs.map(|((result, original), them)| {
            (them[0].position, format!("{result} from {original}: {}", types_of(&them)))
        });
        told.collect()
    }

    /// Successions that precede the creation of their result: the position, and what the register states.
    pub fn before_creation(&self) -> Vec<(Position, String)> {
        let them = self.all.iter().filter_map(|it| {
            let (created, year) = (it.created_later?, it.year?);
            let Succession { result, original, position, .. } = it;
            let code = it.ty.code;
            Some((
                *position,
                format!("{result}, created {created}, from {original} ({code}) in {year}"),
            ))
        });
        them.collect()
    }

    /// The events, who took part in each, and the affiliations that follow.
    pub fn facts(&self) -> Vec<Written> {
        let mut order: Vec<String> = Vec::new();
        let mut events: HashMap<String, Vec<&Succession>> = HashMap::new();
        for it in &self.all {
            let slug = event_slug(it);
            let members = events.entry(slug.clone()).or_default();
            if members.is_empty() {
                order.push(slug);
            }
            members.push(it);
        }
        let mut facts = Vec::new();
        for slug in order {
            let members = &events[&slug];
            facts.push(written(members[0], ImportedFact::Event(self.event(&slug, members))));
            facts.extend(participations(&slug, members));
        }
        for them in self.pairs().values() {
            facts.push(written(them[0], ImportedFact::Affiliation(affiliation(them))));
        }
        facts
    }

    /// The successions of each pair of result and original.
    fn pairs(&self) -> BTreeMap<(&str, &str), Vec<&Succession>> {
        let mut pairs: BTreeMap<_, Vec<&Succession>> = BTreeMap::new();
        for it in &self.all {
            pairs.entry((&*it.result, &*it.original)).or_default().push(it);
        }
        pairs
    }

    fn event(&self, slug: &str, members: &[&Succession]) -> Event {
        let first = members[0];
        let centre = centre(first);
        let of = self.names.get(centre).cloned().unwrap_or_else(|| format!("RNSR {centre}"));
        let year = first.year.map(|year| format!(" ({year})")).unwrap_or_default();
        let name = format!("{}{year} : {of}", first.ty.words);
        let (words, code) = (&first.words, first.ty.code);
        Event {
            slug: slug.to_owned(),
            names: vec![Name::new(name, Some("fr".to_owned()), "CURATOR")],
            kind: first.ty.kind.to_owned(),
            status: "HAPPENED".to_owned(),
            date: first.year.map(Into::into),
            until: None,
            description: Some(format!(
                "A succession of research structures that the RNSR calls \"{words}\" ({code})."
            )),
            basis: "STATED".to_owned(),
            note: None,
            cite: Vec::new(),
        }
    }
}

/// The structure that an event is about: the one that was split, otherwise the one that came out of it.
fn centre(it: &Succession) -> &str {
    if it.ty.kind == "SPLIT" { &it.original } else { &it.result }
}

fn event_slug(it: &Succession) -> String {
    let year = it.year.map_or_else(|| "undated".to_owned(), |year| year.to_string());
    format!("{}-{}-{year}", structure::slug(centre(it)), it.ty.slug)
}

fn written(it: &Succession, fact: ImportedFact) -> Written {
    let locator = format!("{}, {}", it.page, column::PREDECESSORS);
    Written { position: it.position, locator, fact }
}

/// The participations in an event: first what there was before, then what came out of it.
fn participations(event: &str, members: &[&Succession]) -> Vec<Written> {
    let mut found: Vec<Written> = Vec::new();
    let mut seen: Vec<(&str, &str)> = Vec::new();
    let originals = members.iter().map(|it| (*it, &*it.original, "PREDECESSOR"));
    let results = members.iter().map(|it| (*it, &*it.result, "RESULT"));
    for (it, number, role) in originals.chain(results) {
        if seen.contains(&(number, role)) {
            continue;
        }
        seen.push((number, role));
        let organization = structure::slug(number);
        let participation = Participation {
            key: format!("{event}.{}.{organization}", role.to_lowercase()),
            agent: Agent::Organization(organization),
            role: role.to_owned(),
            activity: Activity::Event(event.to_owned()),
            period: Period::default(),
            evidence: stated(None),
        };
        found.push(written(it, ImportedFact::Participation(participation)));
    }
    found
}

/// The succession of a pair: since its first year. It ends nothing, since the register goes on to call both active.
fn affiliation(them: &[&Succession]) -> Affiliation {
    let first = them[0];
    let years = them.iter().filter_map(|it| it.year);
    let (result, original) = (structure::slug(&first.result), structure::slug(&first.original));
    let types =
        (them.len() > 1).then(|| format!("The register states several types: {}.", types_of(them)));
    let later = first.created_later.map(|year| {
        format!("The register states that the successor was created later, in {year}.")
    });
    let note: Vec<_> = types.into_iter().chain(later).collect();
    Affiliation {
        key: format!("{result}.successor.{original}"),
        subject: result,
        role: "SUCCESSOR".to_owned(),
        object: original,
        program: None,
        degree: None,
        period: Period {
            since: years.min_by_key(|year| year.span().first).map(Into::into),
            stage: Stage::Realized,
            ..Period::default()
        },
        evidence: stated((!note.is_empty()).then(|| note.join(" "))),
    }
}

/// The types and years of the successions of a pair.
fn types_of(them: &[&Succession]) -> String {
    let each = them.iter().map(|it| match it.year {
        Some(year) => format!("{} ({}) in {year}", it.words, it.ty.code),
        None => format!("{} ({})", it.words, it.ty.code),
    });
    each.collect::<Vec<_>>().join(", ")
}

fn stated(note: Option<String>) -> Evidence {
    Evidence { basis: "STATED".to_owned(), note, cite: Vec::new() }
}
