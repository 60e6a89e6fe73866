//! The institutions (`tutelles`) that supervise structures or take part in them. They have no rows of their own: the cells of
//! the structures repeat what the register knows of them.

use std::collections::HashMap;

use super::{
    place,
    row::{Row, column},
};
use crate::{
    digest::sha256,
    domain::{
        identifier::canonical,
        origin::RNSR,
        rank::FIRST_IMPORTED,
        record::{Identifier, ImportedRecord, Name, Organization, Place},
        text,
    },
    import::{line, place::Position},
};

/// What the register calls the natures of institutions, and what they are here.
const KINDS: [(&str, &str); 12] = [
    ("UNIV", "UNIVERSITY"),
    ("UNIV_ETR", "UNIVERSITY"),
    ("SITE", "UNIVERSITY"), // groups of institutions that act as one university
    ("EPST", "RESEARCH_ORGANIZATION"),
    ("EPIC", "RESEARCH_ORGANIZATION"),
    ("AUT_ETAB", "EDUCATION"),
    ("MEDIC", "HEALTHCARE"),
    ("FONDATION", "FOUNDATION"),
    ("EPA", "GOVERNMENT"),
    ("OP_PUB_ETR", "GOVERNMENT"),
    ("PRIVE", "COMPANY"),
    ("AUT_OP_FR", "OTHER"),
];
/// The natures of institutions of other countries. The register does not say of which.
const FOREIGN: [&str; 2] = ["UNIV_ETR", "OP_PUB_ETR"];
/// How the keys of institutions begin that are made of names.
const NAMED: &str = "named";
/// Ranks of institutions.
const RANKS: i64 = FIRST_IMPORTED + (2 << 32);

/// What the cells of a row say of an institution, besides its role.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Statement {
    name: String,
    acronym: Option<String>,
    nature: Option<String>,
    uai: Option<String>,
    siret: Option<String>,
}

/// An institution of a structure.
pub struct Mention<'i> {
    /// The key of the institution.
    pub key: &'i str,
    /// Its name in the row.
    pub name: &'i str,
    /// What it is to the structure: a word of the vocabulary `AffiliationRole`. None if the row does not say it.
    pub role: Option<&'static str>,
}

/// Everything that the rows say of institutions.
#[derive(Default)]
pub struct Survey {
    /// Different statements in the order of the file, each with its first position and how often it stands there.
    statements: Vec<(Statement, Position, u32)>,
    indexes: HashMap<Statement, usize>,
}

impl Survey {
    /// Adds what a row says.
    pub fn add(&mut self, row: &Row<'_>, position: Position) {
        for (statement, _) in statements(row, &mut |_| ()) {
            let next = self.statements.len();
            let index = *self.indexes.entry(statement.clone()).or_insert(next);
            match self.statements.get_mut(index) {
                Some((_, _, count)) => *count += 1,
                None => self.statements.push((statement, position, 1)),
            }
        }
    }

    /// The institutions that the statements are about.
    pub fn institutions(self) -> Institutions {
        let groups = self.groups();
        let mut of_statement = vec![0; self.statements.len()];
        let mut institutions = Vec::with_capacity(groups.len());
        for (number, group) in groups.into_iter().enumerate() {
            for index in &group {
                of_statement[*index] = number;
            }
            institutions.push(self.institution(&group));
        }
        Institutions { indexes: self.indexes, of_statement, all: institutions }
    }

    /// Which statements are about the same institution: those with the same UAI number, those without one and with the same
    /// SIRET, and those with the same name and nature. Schools of one body can have its SIRET in common.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut group_of: Vec<usize> = (0..self.statements.len()).collect();
        let mut members: Vec<Vec<usize>> = group_of.iter().map(|index| vec![*index]).collect();
        let mut first: HashMap<(&str, String), usize> = HashMap::new();
        for (index, (it, ..)) in self.statements.iter().enumerate() {
            let number = match (&it.uai, &it.siret) {
                (Some(uai), _) => Some(("UAI", uai.clone())),
                (None, siret) => siret.clone().map(|siret| ("SIRET", siret)),
            };
            let name = (it.nature.as_deref().unwrap_or_default(), text::fold(&it.name));
            for key in number.into_iter().chain([name]) {
                let other = *first.entry(key).or_insert(index);
                let (from, to) = (group_of[index], group_of[other]);
                if from != to {
                    let moved = std::mem::take(&mut members[from]);
                    for index in &moved {
                        group_of[*index] = to;
                    }
                    members[to].extend(moved);
                }
            }
        }
        members.retain(|group| !group.is_empty());
        for group in &mut members {
            group.sort_unstable();
        }
        members.sort_unstable_by_key(|group| group[0]);
        members
    }

    fn institution(&self, group: &[usize]) -> Institution {
        let of = |part: fn(&Statement) -> Option<&String>| {
            let parts = group.iter().filter_map(|index| {
                let (statement, _, count) = &self.statements[*index];
                part(statement).map(|value| (value, *count))
            });
            by_count(parts)
        };
        let names = of(|it| Some(&it.name));
        let (uai, siret) = (of(|it| it.uai.as_ref()), of(|it| it.siret.as_ref()));
        let key = uai.first().or(siret.first()).cloned();
        Institution {
            key: key.unwrap_or_else(|| key_of_name(names.first().map_or("", String::as_str))),
            position: self.statements[group[0]].1,
            acronyms: of(|it| it.acronym.as_ref()),
            natures: of(|it| it.nature.as_ref()),
            names,
            uai,
            siret,
        }
    }
}

/// The key of an institution without a number. It begins as no number and no other key of the register does.
fn key_of_name(name: &str) -> String {
    format!("{NAMED} {}", text::fold(name))
}

/// Different values, the most frequent first, of equally frequent ones the smallest.
fn by_count<'v>(values: impl Iterator<Item = (&'v String, u32)>) -> Vec<String> {
    let mut counts: HashMap<&String, u32> = HashMap::new();
    for (value, count) in values {
        *counts.entry(value).or_default() += count;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable_by(|(a, one), (b, two)| two.cmp(one).then(a.cmp(b)));
    counts.into_iter().map(|(value, _)| value.clone()).collect()
}

/// The institutions of the register, and which of them each statement is about.
pub struct Institutions {
    indexes: HashMap<Statement, usize>,
    of_statement: Vec<usize>,
    all: Vec<Institution>,
}

impl Institutions {
    /// The institutions of a row.
    pub fn mentions<'i>(&'i self, row: &Row<'_>, omit: &mut dyn FnMut(String)) -> Vec<Mention<'i>> {
        let found = statements(row, omit).into_iter().filter_map(|(statement, role)| {
            let (statement, index) = self.indexes.get_key_value(&statement)?;
            let institution = &self.all[self.of_statement[*index]];
            Some(Mention { key: &institution.key, name: &statement.name, role })
        });
        found.collect()
    }

    /// Each institution, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Institution> {
        self.all.iter()
    }
}

/// An institution, with the values that the rows give it, the most frequent first.
pub struct Institution {
    /// Its UAI number; if it has none, its SIRET; otherwise one made of its folded name.
    pub key: String,
    /// Where it stands first.
    pub position: Position,
    names: Vec<String>,
    acronyms: Vec<String>,
    natures: Vec<String>,
    uai: Vec<String>,
    siret: Vec<String>,
}

impl Institution {
    /// What rows say differently of it, if anything.
    pub fn differences(&self) -> Option<String> {
        let lists = [("UAI", &self.uai), ("SIRET", &self.siret), ("names", &self.names)];
        let several = lists.iter().filter(|(_, values)| values.len() > 1);
        let several: Vec<_> =
            several.map(|(what, values)| format!("{what} {}", values.join(", "))).collect();
        let name = self.names.first().map_or("", String::as_str);
        (!several.is_empty()).then(|| format!("{name}: {}", several.join("; ")))
    }

    /// The institution as an organization.
    pub fn record(&self) -> ImportedRecord {
        let is_foreign = self.natures.iter().any(|nature| FOREIGN.contains(&&**nature));
        let language = (!is_foreign).then(|| "fr".to_owned());
        let full = self.names.iter().enumerate().map(|(index, name)| {
            Name::new(name, language.clone(), if index == 0 { "LABEL" } else { "ALIAS" })
        });
        let acronyms = self.acronyms.iter().filter(|it| !self.names.contains(it));
        let acronyms = acronyms.map(|acronym| Name::new(acronym, None, "ACRONYM"));
        let identifiers = self.uai.iter().map(|uai| Identifier::new("UAI", uai));
        let siret = self.siret.iter().map(|siret| Identifier::new("SIRET", siret));
        let country =
            (!is_foreign).then(|| place::of_institution(self.uai.first().map(|it| &**it)));
        ImportedRecord {
            rank: RANKS + (hash(&self.key) >> u32::BITS).cast_signed(),
            locator: format!("{}: {}", column::INSTITUTIONS, self.key),
            organization: Organization {
                names: full.chain(acronyms).collect(),
                kinds: vec![self.kind().to_owned()],
                place: Place { country: country.map(str::to_owned), ..Place::default() },
                identifiers: identifiers.chain(siret).collect(),
                ..Organization::new(self.slug())
            },
            key: self.key.clone(),
            is_institution: true,
            ..ImportedRecord::default()
        }
    }

    fn slug(&self) -> String {
        let slug = text::slug(&format!("{RNSR}-{}", self.key));
        let is_blank = slug == format!("{RNSR}-{NAMED}");
        if is_blank { format!("{RNSR}-{NAMED}-{:016x}", hash(&self.key)) } else { slug }
    }

    /// The kind. Of other establishments of higher education, those that are called schools are; of other bodies, ministries.
    fn kind(&self) -> &'static str {
        let name = text::fold(self.names.first().map_or("", String::as_str));
        let nature = self.natures.first().map_or("", String::as_str);
        let kind = KINDS.iter().find(|(known, _)| *known == nature).map(|(_, kind)| *kind);
        match kind {
            Some("EDUCATION") if name.starts_with("ecole ") => "SCHOOL",
            Some("OTHER" | "GOVERNMENT") if name.starts_with("ministere ") => "MINISTRY",
            Some(kind) => kind,
            None => "OTHER",
        }
    }
}

/// The first 8 bytes of the digest of a key.
fn hash(key: &str) -> u64 {
    u64::from_be_bytes(sha256(key.as_bytes()).first_chunk().copied().unwrap_or_default())
}

/// What a row says of its institutions, each with its role.
fn statements(
    row: &Row<'_>,
    omit: &mut dyn FnMut(String),
) -> Vec<(Statement, Option<&'static str>)> {
    let names = row.list(column::INSTITUTIONS);
    let mut beside = |title| row.fitting_list(title, names.len(), omit);
    let acronyms = beside(column::INSTITUTION_ACRONYMS);
    let (natures, roles) = (beside(column::INSTITUTION_NATURES), beside(column::ROLES));
    let (uai, siret) = (beside(column::UAI), beside(column::SIRET));
    let mut found = Vec::with_capacity(names.len());
    for (index, name) in names.into_iter().enumerate() {
        let Some(name) = line::text(column::INSTITUTIONS, name, omit) else { continue };
        let statement = Statement {
            name,
            acronym: acronyms[index]
                .and_then(|it| line::text(column::INSTITUTION_ACRONYMS, it, omit)),
            nature: nature(natures[index], omit),
            uai: identifier("UAI", column::UAI, uai[index], omit),
            siret: identifier("SIRET", column::SIRET, siret[index], omit),
        };
        found.push((statement, role(roles[index], omit)));
    }
    found
}

fn nature(code: Option<&str>, omit: &mut dyn FnMut(String)) -> Option<String> {
    let code = code?;
    if KINDS.iter().all(|(known, _)| *known != code) {
        let title = column::INSTITUTION_NATURES;
        omit(format!("{title} {code:?}: not a nature of the register"));
        return None;
    }
    Some(code.to_owned())
}

fn role(code: Option<&str>, omit: &mut dyn FnMut(String)) -> Option<&'static str> {
    match code? {
        "TUTE" => Some("SUPERVISOR"),
        "PART" => Some("PARTICIPANT"),
        other => {
            omit(format!("{} {other:?}: neither TUTE nor PART", column::ROLES));
            None
        }
    }
}

fn identifier(
    scheme: &str,
    title: &str,
    text: Option<&str>,
    omit: &mut dyn FnMut(String),
) -> Option<String> {
    let text = text?;
    let refused = |rule| omit(format!("{title} {text:?}: {rule}"));
    canonical(scheme, text).map_err(refused).ok()
}
