//! A small valid seed that uses every key, and edits that make it invalid.

use crate::seed::{File, OwnedFile, Problem, format::records::record_formats, read};

const SOURCES: &str = r#"[[source]]
slug = "page"
title = "The French Cancer Cluster"
publisher = "pscc"
kind = "WEB_PAGE"
language = "en"
earliest = "2023-01-25"
latest = "2026"
dating = "A footnote names the day."
retrieved = "2026-11-21"
url = "https://example.org/page"
note = "At hand as text."

[[source.part]]
slug = "frame"
title = "The frame of the page"
earliest = "2024"
latest = "2025"
dating = "It names its years."
"#;

const ORGANIZATIONS: &str = r#"[[organization]]
slug = "pscc"
names = [
  { value = "Paris Saclay Cancer Cluster", language = "en", kind = "LABEL" },
  { value = "PSCC", kind = "ACRONYM" },
]
kinds = ["CLUSTER", "NETWORK"]
description = "A cluster."
founded = "2022-02"
dissolved = "2030"
website = "https://example.org"
telephone = "+33 1"
place = { address = "1, rue", postcode = "94800", city = "Villejuif", region = "IDF", country = "FR" }
identifiers = [{ scheme = "ROR", value = "03xjwb503" }]
note = "A note."
cite = [{ source = "page", at = "Top (line 1)", about = ["founded", "kinds"] }]

[[organization]]
slug = "sanofi"
names = [{ value = "Sanofi", kind = "LABEL" }]
kinds = ["COMPANY"]
identifiers = [{ scheme = "WIKIDATA", value = "Q158205" }]
cite = [{ source = "page", part = "frame", at = "Top (line 2)" }]

[[organization]]
slug = "inserm"
names = [{ value = "Inserm", kind = "LABEL" }, { value = "INSERM", kind = "ACRONYM" }]
kinds = ["RESEARCH_ORGANIZATION"]
cite = [{ source = "page", at = "Top (line 3)" }]

[[organization]]
slug = "center"
names = [{ value = "Prospective Center", kind = "LABEL" }]
kinds = ["CANCER_CENTRE"]
stage = "PLANNED"
cite = [{ source = "page", at = "Top (line 4)" }]
"#;

const PEOPLE: &str = r#"[[person]]
slug = "eric-vivier"
names = [{ value = "Éric Vivier", kind = "LABEL" }]
description = "An immunologist."
note = "A note."
cite = [{ source = "page", at = "Governance" }]
"#;

const PROGRAMS: &str = r#"[[program]]
slug = "france-2030"
names = [{ value = "France 2030", kind = "LABEL" }]
kind = "PLAN"
description = "A plan."
starts = "2021"
ends = "2030"
website = "https://example.org/2030"
note = "A note."
cite = [{ source = "page", at = "Funding" }]

[[program]]
slug = "bioclusters"
names = [{ value = "Bioclusters", kind = "LABEL" }]
kind = "CALL"
part_of = "france-2030"
stage = "REALIZED"
cite = [{ source = "page", at = "Funding" }]
"#;

const EVENTS: &str = r#"[[event]]
slug = "creation"
names = [{ value = "Creation", kind = "LABEL" }]
kind = "CREATION"
status = "HAPPENED"
date = "2022-02"
until = "2022-02-20"
description = "It began."
basis = "IMPLIED"
note = "A note."
cite = [{ source = "page", at = "Key dates" }]
"#;

const AFFILIATIONS: &str = r#"[[affiliation]]
subject = "sanofi"
role = "FOUNDER"
object = "pscc"
since = "2022-02"
basis = "STATED"
note = "A note."
cite = [{ source = "page", at = "Founders" }]

[[affiliation]]
subject = "sanofi"
role = "PARTNER"
object = "inserm"
since = "2007"
until = "2009"
cite = [{ source = "page", at = "Partners" }]

[[affiliation]]
subject = "inserm"
role = "PARENT"
object = "pscc"
ended = true
key = "inserm-parent"
cite = [{ source = "page", at = "Partners" }]

[[affiliation]]
subject = "pscc"
role = "PARENT"
object = "center"
cite = [{ source = "page", at = "Plans" }]

[[affiliation]]
subject = "sanofi"
role = "FUNDER"
object = "inserm"
stage = "CANCELLED"
cite = [{ source = "page", at = "Plans" }]
"#;

const POSITIONS: &str = r#"[[position]]
person = "eric-vivier"
organization = "pscc"
role = "CHAIR"
title = "Chair"
since = "2023"
cite = [{ source = "page", at = "Governance" }]
"#;

const PARTICIPATIONS: &str = r#"[[participation]]
organization = "pscc"
program = "bioclusters"
role = "LAUREATE"
cite = [{ source = "page", at = "Funding" }]

[[participation]]
person = "eric-vivier"
event = "creation"
role = "ANNOUNCER"
cite = [{ source = "page", at = "Key dates" }]

[[participation]]
organization = "center"
program = "france-2030"
role = "SUBJECT"
stage = "REALIZED"
cite = [{ source = "page", at = "Plans" }]
"#;

const FIGURES: &str = r#"[[figure]]
organization = "pscc"
key = "pscc-share"
measure = "members that are companies"
value = 1
value_max = 2.5
out_of = 5
unit = "members"
qualifier = "ABOUT"
date = "2025"
forecast = true
cite = [{ source = "page", at = "Members" }]

[[figure]]
about_text = "Cancer in France"
key = "cases"
measure = "new cases in a year"
value = 433_136
unit = "cases"
cite = [{ source = "page", at = "Members" }]
"#;

const TOPICS: &str = r#"[[topic]]
slug = "cancer"
names = [{ value = "Cancer", language = "en", kind = "LABEL" }]
kind = "DISEASE"
description = "Diseases in which cells grow without control."
note = "A note."
cite = [{ source = "page", at = "Top (line 1)" }]

[[topic]]
slug = "breast-cancer"
names = [{ value = "Breast cancer", language = "en", kind = "LABEL" }]
kind = "DISEASE"
broader = "cancer"
cite = [{ source = "page", at = "Top (line 1)" }]
"#;

const TOPIC_ASSIGNMENTS: &str = r#"[[topic_assignment]]
organization = "pscc"
topic = "cancer"
basis = "IMPLIED"
note = "A note."
cite = [{ source = "page", at = "Top (line 1)" }]

[[topic_assignment]]
program = "bioclusters"
topic = "breast-cancer"
cite = [{ source = "page", at = "Funding" }]

[[topic_assignment]]
event = "creation"
topic = "cancer"
cite = [{ source = "page", at = "Key dates" }]
"#;

const DISCREPANCIES: &str = r#"[[discrepancy]]
slug = "when"
question = "When did it begin?"
facts = ["event:creation", "affiliation:sanofi.founder.pscc", "organization:pscc", "figure:cases"]
note = "Both stand."
"#;

const SAME_AS: &str = r#"[[same_as]]
organization = "inserm"
scheme = "ROR"
value = "02vjkv261"
note = "A note."
cite = [{ source = "page", at = "Members" }]

[[same_as]]
organization = "sanofi"
scheme = "ROR"
value = "000025p04"
verdict = "DIFFERENT"
cite = [{ source = "page", at = "Members" }]
"#;

/// The valid seed. A file without an example is empty.
pub fn valid() -> Vec<OwnedFile> {
    let examples = [
        ("sources.toml", SOURCES),
        ("organizations.toml", ORGANIZATIONS),
        ("people.toml", PEOPLE),
        ("programs.toml", PROGRAMS),
        ("events.toml", EVENTS),
        ("affiliations.toml", AFFILIATIONS),
        ("positions.toml", POSITIONS),
        ("participations.toml", PARTICIPATIONS),
        ("figures.toml", FIGURES),
        ("topics.toml", TOPICS),
        ("topic-assignments.toml", TOPIC_ASSIGNMENTS),
        ("discrepancies.toml", DISCREPANCIES),
        ("same-as.toml", SAME_AS),
    ];
    let others = record_formats().map(|format| (format.file, ""));
    let others = others.filter(|(name, _)| !examples.iter().any(|(example, _)| example == name));
    let owned =
        |(name, text): (&str, &str)| OwnedFile { name: name.to_owned(), text: text.to_owned() };
    examples.into_iter().chain(others).map(owned).collect()
}

/// Replaces the only occurrence of `old` in a file. With an empty `old`, appends `new` to the file.
pub fn replace(files: &mut [OwnedFile], file: &str, old: &str, new: &str) {
    let text = &mut files.iter_mut().find(|f| f.name == file).unwrap().text;
    if old.is_empty() {
        text.push_str(new);
    } else {
        assert_eq!(text.matches(old).count(), 1, "{old} in {file}");
        *text = text.replace(old, new);
    }
}

/// The problems of the files.
pub fn problems(files: &[OwnedFile]) -> Vec<Problem> {
    let files: Vec<File<'_>> = files.iter().map(OwnedFile::as_file).collect();
    read(&files).err().unwrap_or_default()
}
