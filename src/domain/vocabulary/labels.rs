//! Labels: what to show people for a word of a vocabulary or the code of a country, in English and in French.

use super::{
    AFFILIATION_ROLE, BASIS, DISCREPANCY_ORIGIN, EVENT_KIND, EVENT_STATUS, MEASURE,
    ORGANIZATION_KIND, ORGANIZATION_STATUS, PARTICIPATION_ROLE, POSITION_ROLE, PROGRAM_KIND,
    ROLE_DIRECTION, SOURCE_KIND, STAGE, TOPIC_KIND,
    country_labels::COUNTRY_LABELS,
    definition::{Labels, Vocabulary},
    word_labels as tables,
};
use crate::domain::language::lookup_order;

/// The vocabularies that have labels.
const LABELLED: [(&Vocabulary, &Labels); 15] = [
    (&ORGANIZATION_KIND, &tables::KIND_LABELS),
    (&ORGANIZATION_STATUS, &tables::ORGANIZATION_STATUS_LABELS),
    (&AFFILIATION_ROLE, &tables::ROLE_LABELS),
    (&ROLE_DIRECTION, &tables::DIRECTION_LABELS),
    (&POSITION_ROLE, &tables::POSITION_LABELS),
    (&PARTICIPATION_ROLE, &tables::PARTICIPATION_LABELS),
    (&PROGRAM_KIND, &tables::PROGRAM_LABELS),
    (&EVENT_KIND, &tables::EVENT_LABELS),
    (&EVENT_STATUS, &tables::STATUS_LABELS),
    (&SOURCE_KIND, &tables::DOCUMENT_LABELS),
    (&TOPIC_KIND, &tables::TOPIC_LABELS),
    (&MEASURE, &tables::MEASURE_LABELS),
    (&STAGE, &tables::STAGE_LABELS),
    (&BASIS, &tables::BASIS_LABELS),
    (&DISCREPANCY_ORIGIN, &tables::ORIGIN_LABELS),
];

/// The label of a word of a vocabulary, which has the name of its enum, or `Country` or `Type`. In French for a language
/// tag such as `fr` or `fr-CA`, in English for every other. None for a word without a label.
#[must_use]
pub fn label(vocabulary: &str, word: &str, language: Option<&str>) -> Option<&'static str> {
    let labels = match vocabulary {
        "Country" => &COUNTRY_LABELS,
        "Type" => &tables::TYPE_LABELS,
        name => LABELLED.iter().find(|(vocabulary, _)| vocabulary.name == name)?.1,
    };
    let (_, english, french) = labels.0.iter().find(|(known, ..)| *known == word)?;
    let is_french = language.is_some_and(|tag| lookup_order(tag).any(|it| it == "fr"));
    Some(if is_french { french } else { english })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::country;

    #[test]
    fn every_word_and_every_country_has_a_label() {
        for (vocabulary, labels) in LABELLED {
            let words: Vec<_> = vocabulary.words.iter().map(|(word, _)| *word).collect();
            let known: Vec<_> = labels.0.iter().map(|(word, ..)| *word).collect();
            assert_eq!(words.len(), known.len(), "{}", vocabulary.name);
            for word in words {
                assert!(known.contains(&word), "{} {word}", vocabulary.name);
            }
        }
        for (code, name) in country::all() {
            assert!(label("Country", code, None).is_some(), "{code} {name}");
        }
    }

    #[test]
    fn a_label_is_in_french_for_french_and_in_english_otherwise() {
        let kind = |language| label("OrganizationKind", "UNIVERSITY", language);
        assert_eq!(kind(Some("fr-CA")), Some("université"));
        assert_eq!(kind(Some("de")), Some("university"));
        assert_eq!(kind(None), Some("university"));
        assert_eq!(label("Country", "DE", Some("fr")), Some("Allemagne"));
        assert_eq!(label("OrganizationKind", "NONE", None), None);
    }

    #[test]
    fn the_explorer_has_the_same_labels() {
        let [english, french] = [
            include_str!("../../../ui/src/explorer/i18n/labels.en.ts"),
            include_str!("../../../ui/src/explorer/i18n/labels.fr.ts"),
        ];
        let sections = [
            ("kinds", &tables::KIND_LABELS),
            ("roles", &tables::ROLE_LABELS),
            ("positions", &tables::POSITION_LABELS),
            ("participations", &tables::PARTICIPATION_LABELS),
            ("programs", &tables::PROGRAM_LABELS),
            ("events", &tables::EVENT_LABELS),
            ("statuses", &tables::STATUS_LABELS),
            ("documents", &tables::DOCUMENT_LABELS),
            ("topics", &tables::TOPIC_LABELS),
        ];
        for (name, labels) in sections {
            for (word, in_english, in_french) in labels.0 {
                for (file, label) in [(english, in_english), (french, in_french)] {
                    let (_, section) = file.split_once(&format!("\n  {name}: {{")).unwrap();
                    let (section, _) = section.split_once('}').unwrap();
                    let entry = format!(" {word}: '{label}'");
                    assert!(section.contains(&entry), "{name} has no{entry}");
                }
            }
        }
        for (_, in_english, in_french) in tables::DIRECTION_LABELS.0 {
            assert!(english.contains(&format!("': '{in_english}'")), "{in_english}");
            assert!(french.contains(&format!("': '{in_french}'")), "{in_french}");
        }
    }
}
