//! What figures measure.

use super::definition::Vocabulary;

/// The measure of a figure whose document counts something that no other word stands for.
pub const OTHER_MEASURE: &str = "OTHER";

/// Measures that say too little by themselves: figures with one of them are about the same only if `measure` says the
/// same, too.
pub const VAGUE_MEASURES: [&str; 4] = ["SHARE", "DURATION", "TRAVEL_TIME", OTHER_MEASURE];

/// Measures of figures.
pub static MEASURE: Vocabulary = Vocabulary {
    name: "Measure",
    doc: "What a figure counts or measures, as one of a few values, so that figures of different documents can be compared. \
          `Figure.measure` says it in words; `Figure.population` says which people or things are counted.",
    words: &[
        ("STAFF", "People who work for it, whatever their profession."),
        ("RESEARCHERS", "Researchers who work for it."),
        ("STUDENTS", "Students who are enrolled in it."),
        ("PATIENTS", "Patients whom it treats, follows or has data about."),
        ("PARTICIPANTS", "People who take part in a study or a program."),
        (
            "MEMBERS",
            "Members of an organization. Of a group that a document counts without naming all: how many belong to it.",
        ),
        ("FOUNDERS", "Organizations or people that founded it."),
        ("PARTNERS", "Partners with which it works."),
        (
            "COMPONENTS",
            "Parts that it consists of: institutions, institutes, departments, schools, pillars.",
        ),
        ("SITES", "Places at which it works."),
        ("BEDS", "Beds for patients in a hospital."),
        ("BUDGET", "Money that it can spend, in a year unless the unit says otherwise."),
        ("FUNDING", "Money that is raised, given or received."),
        ("JOBS", "Jobs that are created."),
        ("COMPANIES", "Companies that it creates, supports or works with."),
        ("PROJECTS", "Projects that it carries, supports or selects."),
        ("TRIALS", "Clinical trials that it conducts or supports."),
        ("PUBLICATIONS", "Scientific publications."),
        ("PATENTS", "Patents that it holds or has applied for."),
        ("FIELDS", "Fields, areas or themes of its work."),
        ("MISSIONS", "Missions or aims that it has."),
        ("DISEASES", "Diseases, or types of one, that are covered or named."),
        ("COUNTRIES", "Countries that are covered, or from which members or participants come."),
        (
            "LAUREATES",
            "Organizations or people that hold a label, won a prize or stand in a ranking.",
        ),
        ("SHARE", "A part of a whole. The whole is the `population`."),
        ("RANK", "A place in a ranking: 1 is the first. The `population` is what is ranked."),
        ("FIVE_YEAR_SURVIVAL", "Share of patients who are alive five years after their diagnosis."),
        ("LIFETIME_RISK", "Share of people who have a disease at some time of their life."),
        ("AGE", "Age of the people in the `population`."),
        ("DURATION", "How long something takes, lasts or has lasted."),
        ("TRAVEL_TIME", "How long it takes to get from one place to another."),
        (OTHER_MEASURE, "Something else: only `measure` says what."),
    ],
};
