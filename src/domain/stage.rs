//! How far a thing or a relation has come: whether it is a fact, or only announced or planned.
//!
//! The stage is what sources say, not what the dates say: a relation that ended is still `Realized`, and a plan for a past
//! year stays a plan until a source says that it came true.

use super::vocabulary::STAGE;

/// How far a thing or a relation has come. Of two stages, the one that is further from a fact is the greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// It is in force or happened, now or once.
    #[default]
    Realized,
    /// Someone has announced it; no source says that it came true.
    Announced,
    /// A source expects it; no source says that it came true.
    Planned,
    /// It was announced or planned, and a later source says that it will not come true.
    Cancelled,
}

impl Stage {
    /// Every stage, in the order of [`STAGE`].
    pub const ALL: [Self; 4] = [Self::Realized, Self::Announced, Self::Planned, Self::Cancelled];

    /// Its word in the vocabulary [`STAGE`].
    #[must_use]
    pub fn word(self) -> &'static str {
        STAGE.words[self as usize].0
    }

    /// The stage of a word of the vocabulary [`STAGE`].
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.word() == word)
    }

    /// The stage of an event with a status, a word of the vocabulary `EventStatus`.
    #[must_use]
    pub fn of_event(status: &str) -> Self {
        Self::of_word(status).unwrap_or_default()
    }

    /// Whether it is a fact: the thing exists or existed, the relation holds or held.
    #[must_use]
    pub fn is_realized(self) -> bool {
        self == Self::Realized
    }

    /// Its word in the encoding of a record, which leaves out the default.
    pub(super) fn encoded(self) -> Option<&'static str> {
        (!self.is_realized()).then(|| self.word())
    }
}

/// Some of the stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageSet(u8);

impl StageSet {
    /// Facts only.
    pub const REALIZED: Self = Self(1 << Stage::Realized as u8);

    /// Whether the stage is among them.
    #[must_use]
    pub const fn contains(self, stage: Stage) -> bool {
        self.0 >> stage as u8 & 1 == 1
    }

    /// The words of its stages other than [`Stage::Realized`].
    pub fn words_of_plans(self) -> impl Iterator<Item = &'static str> {
        let plans =
            Stage::ALL.into_iter().filter(move |it| self.contains(*it) && !it.is_realized());
        plans.map(Stage::word)
    }
}

impl FromIterator<Stage> for StageSet {
    fn from_iter<I: IntoIterator<Item = Stage>>(stages: I) -> Self {
        Self(stages.into_iter().fold(0, |all, stage| all | 1 << stage as u8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::vocabulary::EVENT_STATUS;

    #[test]
    fn each_word_has_its_stage() {
        assert_eq!(STAGE.words.len(), Stage::ALL.len());
        for (stage, (word, _)) in Stage::ALL.into_iter().zip(STAGE.words) {
            assert_eq!((stage.word(), Stage::of_word(word)), (*word, Some(stage)));
        }
    }

    #[test]
    fn only_an_event_that_happened_is_realized() {
        for (status, _) in EVENT_STATUS.words {
            assert_eq!(Stage::of_event(status).is_realized(), *status == "HAPPENED", "{status}");
        }
    }
}
