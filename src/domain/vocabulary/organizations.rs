//! Words about organizations: kinds, statuses, names, identifiers.

use super::definition::Vocabulary;

/// Kinds of organizations.
pub static ORGANIZATION_KIND: Vocabulary = Vocabulary {
    name: "OrganizationKind",
    doc: "What an organization is. An organization can have several kinds; the first one is its main kind.",
    words: &[
        ("INSTITUTE", "A research or care institute. Example: Institut Pasteur."),
        (
            "RESEARCH_ORGANIZATION",
            "An organization that does research at many sites. Examples: CNRS, Inserm.",
        ),
        (
            "RESEARCH_UNIT",
            "A laboratory, a research department, or a joint research unit of several institutions. Broader kind: FACILITY.",
        ),
        (
            "UNIVERSITY",
            "A university, or a group of institutions that acts as one university. Broader kind: EDUCATION.",
        ),
        ("SCHOOL", "A school, grande école or graduate school. Broader kind: EDUCATION."),
        ("HOSPITAL", "A single hospital. Broader kind: HEALTHCARE."),
        (
            "HOSPITAL_GROUP",
            "Several hospitals under one management. Example: AP-HP. Broader kind: HEALTHCARE.",
        ),
        (
            "CANCER_CENTRE",
            "A centre for cancer care and cancer research. Example: Gustave Roussy. Broader kind: HEALTHCARE.",
        ),
        (
            "CLUSTER",
            "A site or an alliance where care, research and industry work together. Example: PSCC.",
        ),
        ("NETWORK", "Organizations linked by an agreement, not by ownership."),
        ("FEDERATION", "An organization that represents its member organizations."),
        (
            "ASSOCIATION",
            "A non-profit association, for example a patients' association. Broader kind: NONPROFIT.",
        ),
        ("LEARNED_SOCIETY", "A society of the professionals of one discipline."),
        (
            "FOUNDATION",
            "A body that spends an endowment or donations on a purpose in the public interest. Broader kind: NONPROFIT.",
        ),
        ("FUNDER", "An organization whose purpose is to fund the work of others."),
        ("COMPANY", "A business."),
        ("INCUBATOR", "An organization that helps new companies to start."),
        ("MINISTRY", "A ministry of a national government. Broader kind: GOVERNMENT."),
        (
            "AGENCY",
            "A public body that carries out government policy. Example: a regional health agency. Broader kind: GOVERNMENT.",
        ),
        ("STATE", "A state, or a union of states such as the European Union."),
        (
            "LOCAL_AUTHORITY",
            "The authority of a region, a department, a city or a group of cities. Broader kind: GOVERNMENT.",
        ),
        (
            "INTERNATIONAL_ORGANIZATION",
            "An organization of several states, or one with members in many countries. Example: WHO.",
        ),
        ("WORKING_GROUP", "People from several organizations who work on one subject."),
        ("COMMITTEE", "A body within another organization that decides, advises or evaluates."),
        ("INFRASTRUCTURE", "A platform, site or facility that other organizations use."),
        (
            "COLLECTIVE",
            "A group that a document counts or describes without naming its members. Example: \"the six other Cancéropôles\".",
        ),
        (
            "EDUCATION",
            "ROR type `education`: a university or a similar institution of teaching and research. Narrower kinds: UNIVERSITY, SCHOOL.",
        ),
        (
            "HEALTHCARE",
            "ROR type `healthcare`: a hospital, a clinic or another provider of care. Narrower kinds: HOSPITAL, HOSPITAL_GROUP, CANCER_CENTRE.",
        ),
        (
            "FACILITY",
            "ROR type `facility`: a place where research is done. Examples: a laboratory, a telescope. Narrower kind: RESEARCH_UNIT.",
        ),
        (
            "GOVERNMENT",
            "ROR type `government`: part of a government, or run by one. Narrower kinds: MINISTRY, AGENCY, LOCAL_AUTHORITY.",
        ),
        (
            "NONPROFIT",
            "ROR type `nonprofit`: an organization that does not aim at profit. Narrower kinds: ASSOCIATION, FOUNDATION.",
        ),
        (
            "ARCHIVE",
            "ROR type `archive`: an organization that keeps collections. Examples: a library, a museum, a zoo.",
        ),
        ("OTHER", "ROR type `other`: none of the other ROR types fits."),
    ],
};

/// The kinds that have a broader one (`skos:broader`): every organization of the first kind is of the second by the
/// definitions of both. Broader kinds are those of ROR, which has no others, so there are two levels.
///
/// `LEARNED_SOCIETY` has none, although most are non-profit, because its definition does not say so; `INFRASTRUCTURE`, because it need
/// not be a place of research; `STATE`, because it is no part of a government.
const BROADER_KINDS: [(&str, &str); 11] = [
    // A laboratory is the first example of FACILITY.
    ("RESEARCH_UNIT", "FACILITY"),
    // Institutions of teaching and research.
    ("UNIVERSITY", "EDUCATION"),
    ("SCHOOL", "EDUCATION"),
    // Providers of care.
    ("HOSPITAL", "HEALTHCARE"),
    ("HOSPITAL_GROUP", "HEALTHCARE"),
    ("CANCER_CENTRE", "HEALTHCARE"),
    // Defined as non-profit, or by a purpose in the public interest.
    ("ASSOCIATION", "NONPROFIT"),
    ("FOUNDATION", "NONPROFIT"),
    // Part of a national or local government, or run by one.
    ("MINISTRY", "GOVERNMENT"),
    ("AGENCY", "GOVERNMENT"),
    ("LOCAL_AUTHORITY", "GOVERNMENT"),
];

/// The kinds of which every organization is also of the kind `broader`.
pub fn narrower_kinds(broader: &str) -> impl Iterator<Item = &'static str> + use<'_> {
    let narrower = BROADER_KINDS.iter().filter(move |(_, of)| *of == broader);
    narrower.map(|(kind, _)| *kind)
}

/// Statuses of organizations.
pub static ORGANIZATION_STATUS: Vocabulary = Vocabulary {
    name: "OrganizationStatus",
    doc: "Whether an organization is active, according to ROR.",
    words: &[
        ("ACTIVE", "It is active."),
        ("INACTIVE", "It has closed, or another organization has replaced it."),
        (
            "WITHDRAWN",
            "ROR withdrew the record, because it is a duplicate or was created by mistake.",
        ),
    ],
};

/// Kinds of names.
pub static NAME_KIND: Vocabulary = Vocabulary {
    name: "NameKind",
    doc: "What sort of name it is. The words follow ROR schema v2, except CURATOR.",
    words: &[
        ("LABEL", "The full name in a language."),
        ("ALIAS", "Another spelling or wording in use."),
        ("ACRONYM", "A short form made of initials. Example: AP-HP."),
        ("FORMER", "A previous name."),
        (
            "CURATOR",
            "A label that a curator made because no source has a name for the thing in that language. It has no citations. Example: `Members of the PSCC`.",
        ),
    ],
};

/// Continents.
pub static CONTINENT: Vocabulary = Vocabulary {
    name: "Continent",
    doc: "A continent, as GeoNames divides the Earth. The words stand for its codes.",
    words: &[
        ("AFRICA", "GeoNames code `AF`."),
        ("ANTARCTICA", "GeoNames code `AN`."),
        ("ASIA", "GeoNames code `AS`."),
        ("EUROPE", "GeoNames code `EU`."),
        ("NORTH_AMERICA", "GeoNames code `NA`. Includes Central America and the Caribbean."),
        ("OCEANIA", "GeoNames code `OC`."),
        ("SOUTH_AMERICA", "GeoNames code `SA`."),
    ],
};

/// What links of organizations lead to.
pub static LINK_KIND: Vocabulary = Vocabulary {
    name: "LinkKind",
    doc: "What a link leads to. The words follow ROR schema v2.",
    words: &[
        ("WEBSITE", "A website of the organization."),
        ("WIKIPEDIA", "An article of Wikipedia about the organization, in any language."),
    ],
};

/// Registries that identify organizations.
pub static IDENTIFIER_SCHEME: Vocabulary = Vocabulary {
    name: "IdentifierScheme",
    doc: "A registry that assigns identifiers to organizations.",
    words: &[
        (
            "ROR",
            "Research Organization Registry, without the address. Example: `03xjwb503` for https://ror.org/03xjwb503.",
        ),
        ("WIKIDATA", "Wikidata item. Example: `Q42`."),
        (
            "ISNI",
            "International Standard Name Identifier: 16 characters, without spaces. Example: `0000000123412128`.",
        ),
        ("GRID", "Global Research Identifier Database, closed in 2021. Example: `grid.5842.b`."),
        (
            "FUNDREF",
            "Crossref Open Funder Registry: the digits after `10.13039/`. Example: `501100001665`.",
        ),
        ("SIREN", "French register of legal units: 9 digits. Example: `180089013`."),
        ("SIRET", "French register of establishments: 14 digits. Example: `18008901300361`."),
        (
            "RNSR",
            "French national directory of research structures: 9 digits and a check letter. Example: `199812965F`.",
        ),
        (
            "UAI",
            "French register of educational institutions (Unité administrative immatriculée): 7 digits and a check letter. Example: `0753639Y`.",
        ),
        (
            "FINESS",
            "French register of health and social care institutions: 9 characters. Example: `750712184`.",
        ),
        (
            "RNA",
            "French register of associations (Répertoire national des associations): W and 9 characters. Example: `W751004076`.",
        ),
        (
            "IDREF",
            "Authority file of the French university libraries: 8 digits and a check digit. Example: `026404354`.",
        ),
    ],
};

/// A curator's decision whether two records describe the same organization.
pub static VERDICT: Vocabulary = Vocabulary {
    name: "Verdict",
    doc: "Whether two records are one organization.",
    words: &[
        ("SAME", "They are one organization."),
        ("DIFFERENT", "They are two organizations, although their names are similar."),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_descriptions_of_kinds_say_which_are_broader_and_narrower() {
        let doc = |kind: &str| {
            let mut words = ORGANIZATION_KIND.words.iter();
            words.find(|(word, _)| *word == kind).unwrap_or_else(|| panic!("{kind}")).1
        };
        for (kind, broader) in BROADER_KINDS {
            assert!(doc(kind).ends_with(&format!(" Broader kind: {broader}.")), "{kind}");
            assert_eq!(narrower_kinds(kind).count(), 0, "{kind} is broader and narrower");
        }
        for (kind, doc) in ORGANIZATION_KIND.words {
            let narrower: Vec<_> = narrower_kinds(kind).collect();
            let told = doc.split_once(" Narrower kind").map(|(_, rest)| {
                rest.trim_start_matches("s: ").trim_start_matches(": ").trim_end_matches('.')
            });
            let mut told: Vec<_> = told.map_or(Vec::new(), |list| list.split(", ").collect());
            told.sort_unstable();
            let mut sorted = narrower.clone();
            sorted.sort_unstable();
            assert_eq!(told, sorted, "{kind}");
        }
    }
}
