//! Things that work on a topic which a text names, or are about it.

use super::{
    super::{super::Error, snapshot::Snapshot},
    best_matches::{BestMatches, Match},
    found_thing::{FoundThing, THING_COLUMNS},
    names::NameRow,
    rank::rounded,
};
use crate::{
    domain::search::{matched_field::MatchedField, query::SearchQuery},
    limits::search::{MAX_TOPICS, MIN_BEGINNING_LETTERS},
};

/// The part of the score of the topic's name that a thing with the topic has.
const WITH_TOPIC: f64 = 0.8;
/// The part of that which a thing has whose topic is one that the named topic includes.
const WITH_NARROWER_TOPIC: f64 = 0.9;
/// The score from which a name is the whole name of a topic.
const WHOLE_NAME: f64 = 0.95;
/// The score from which a name that has all words names a topic, if the text is no shorter than [`MIN_BEGINNING_LETTERS`].
const PART_OF_NAME: f64 = 0.5;

/// The topics that a text names, with how well.
#[derive(Default)]
pub(super) struct NamedTopics(Vec<NamedTopic>);

struct NamedTopic {
    row: i64,
    name: String,
    score: f64,
}

impl NamedTopics {
    /// Adds the topic that a name belongs to, if the text names it. `score` says how well the name matches.
    pub fn add(&mut self, query: &SearchQuery, row: &NameRow<'_>, score: f64) {
        let is_long = query.folded.chars().count() >= MIN_BEGINNING_LETTERS;
        if score < if is_long { PART_OF_NAME } else { WHOLE_NAME } {
            return;
        }
        match self.0.iter_mut().find(|topic| topic.row == row.thing) {
            Some(known) if known.score >= score => {}
            Some(known) => (known.name, known.score) = (row.value.to_owned(), score),
            None => {
                self.0.push(NamedTopic { row: row.thing, name: row.value.to_owned(), score });
            }
        }
    }

    /// Adds the things of some types that have one of the topics, or one that it includes.
    pub fn add_things(
        mut self,
        best: &mut BestMatches,
        snapshot: &Snapshot<'_>,
        types: &[&'static str],
    ) -> Result<(), Error> {
        self.0.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.row.cmp(&b.row)));
        for topic in self.0.iter().take(MAX_TOPICS) {
            let sql = format!(
                "WITH RECURSIVE narrower (id) AS (SELECT ?1 UNION
                     SELECT t.id FROM narrower AS n JOIN topic AS t ON t.broader_id = n.id)
                 SELECT {THING_COLUMNS}, a.topic_id <> ?1
                 FROM topic_assignment AS a JOIN node ON node.id = a.thing_id
                 WHERE a.topic_id IN (SELECT id FROM narrower)"
            );
            let mut statement = snapshot.prepare(&sql)?;
            let mut rows = statement.query([topic.row])?;
            while let Some(row) = rows.next()? {
                let Some(thing) = FoundThing::from_row(row, types)? else { continue };
                let is_narrower: bool = row.get(4)?;
                let share = WITH_TOPIC * if is_narrower { WITH_NARROWER_TOPIC } else { 1.0 };
                best.add(
                    thing.row,
                    Match {
                        ty: thing.ty,
                        field: MatchedField::Topic,
                        name: topic.name.clone(),
                        score: rounded(topic.score),
                        share,
                        ignored: 0,
                        place: thing.place,
                        is_curated: thing.is_curated,
                    },
                );
            }
        }
        Ok(())
    }
}
