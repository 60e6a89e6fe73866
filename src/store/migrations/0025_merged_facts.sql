-- Facts that several origins state: one record, which the first of them owns, with the citations of all.

CREATE TABLE merged_fact (
    type         TEXT NOT NULL REFERENCES entity_type_word,
    -- The key of the record that the statement would be; it leads to the record that shows the fact.
    key          TEXT NOT NULL,
    origin       INTEGER NOT NULL REFERENCES origin,
    -- The record that shows the fact.
    fact_id      INTEGER NOT NULL REFERENCES node ON DELETE CASCADE,
    -- The node that the statement had, and has again if it becomes a record of its own; null if an earlier version merged it.
    id           INTEGER,
    -- Digest of the statement, so that a newer release touches only what changed.
    digest       INTEGER NOT NULL,
    rank         INTEGER NOT NULL,
    basis        TEXT NOT NULL REFERENCES basis_word,
    note         TEXT,
    -- The columns that the table of the type has.
    program_id   INTEGER REFERENCES program ON DELETE SET NULL,
    degree       TEXT,
    title        TEXT,
    since        TEXT,
    until        TEXT,
    start_from   INTEGER,
    start_before INTEGER,
    end_from     INTEGER,
    end_before   INTEGER,
    stage        TEXT,
    planned_from INTEGER,
    planned_before INTEGER,
    ended_with_id INTEGER REFERENCES node ON DELETE SET NULL,
    PRIMARY KEY (type, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX merged_fact_by_fact ON merged_fact (fact_id);
-- Only statements of one stage were merged. What an import says of the days is not known any more; a plan has those of its stage.
INSERT INTO merged_fact (type, key, origin, fact_id, digest, rank, basis, start_from, start_before, end_from, end_before, stage)
SELECT 'Affiliation', m.key, m.origin, a.id, m.digest, a.rank, 'STATED',
    iif(a.stage = 'REALIZED', -1000000000, a.start_from), iif(a.stage = 'REALIZED', 1000000000, a.start_before),
    iif(a.stage = 'REALIZED', 1000000000, a.end_from), iif(a.stage = 'REALIZED', 1000000000, a.end_before), a.stage
FROM merged_affiliation AS m JOIN affiliation AS a ON a.id = m.affiliation_id;
DROP TABLE merged_affiliation;

-- What a relation without dates says of its days, while it shows the period of another statement.
CREATE TABLE own_period (
    fact_id      INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
    start_from   INTEGER NOT NULL,
    start_before INTEGER NOT NULL,
    end_from     INTEGER NOT NULL,
    end_before   INTEGER NOT NULL,
    planned_from INTEGER,
    planned_before INTEGER,
    ended_with_id INTEGER REFERENCES node ON DELETE SET NULL
) STRICT;

-- Two origins can write one assignment, until they are merged: topic and thing are no longer unique.
CREATE TABLE new_topic_assignment (
    id       INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
    key      TEXT NOT NULL UNIQUE,
    rank     INTEGER NOT NULL,
    -- An organization, a program or an event.
    thing_id INTEGER NOT NULL REFERENCES node,
    topic_id INTEGER NOT NULL REFERENCES topic,
    basis    TEXT NOT NULL REFERENCES basis_word,
    note     TEXT
) STRICT;
INSERT INTO new_topic_assignment SELECT id, key, rank, thing_id, topic_id, basis, note FROM topic_assignment;
-- The next step makes it again.
DROP VIEW thing_topic;
DROP TABLE topic_assignment;
ALTER TABLE new_topic_assignment RENAME TO topic_assignment;
CREATE INDEX topic_assignment_by_thing ON topic_assignment (thing_id, rank, id);
CREATE INDEX topic_assignment_by_topic ON topic_assignment (topic_id, thing_id);
