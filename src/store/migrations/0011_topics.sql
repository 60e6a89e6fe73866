-- A thesaurus of topics, what works on them, and an index of the words of descriptions.

CREATE TABLE topic_kind_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE topic (
    id          INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
    slug        TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    sort_name   TEXT NOT NULL,
    rank        INTEGER NOT NULL,
    kind        TEXT NOT NULL REFERENCES topic_kind_word,
    -- The topic that includes it.
    broader_id  INTEGER REFERENCES topic CHECK (broader_id <> id),
    description TEXT,
    note        TEXT
) STRICT;
CREATE INDEX topic_by_name ON topic (sort_name, rank, id);
CREATE INDEX topic_by_broader ON topic (broader_id, rank, id);

CREATE TABLE topic_assignment (
    id       INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
    key      TEXT NOT NULL UNIQUE,
    rank     INTEGER NOT NULL,
    -- An organization, a program or an event.
    thing_id INTEGER NOT NULL REFERENCES node,
    topic_id INTEGER NOT NULL REFERENCES topic,
    basis    TEXT NOT NULL REFERENCES basis_word,
    note     TEXT,
    UNIQUE (topic_id, thing_id)
) STRICT;
CREATE INDEX topic_assignment_by_thing ON topic_assignment (thing_id, rank, id);

-- Things with all their topics: those assigned to them, and the topics that include these.
CREATE VIEW thing_topic (thing_id, topic_id) AS
WITH RECURSIVE found (thing_id, topic_id) AS (
    SELECT thing_id, topic_id FROM topic_assignment
    UNION
    SELECT f.thing_id, t.broader_id
    FROM found AS f JOIN topic AS t ON t.id = f.topic_id
    WHERE t.broader_id IS NOT NULL
)
SELECT thing_id, topic_id FROM found;

-- Descriptions, folded by the program; rowid of the index is owner_id.
CREATE TABLE description (
    owner_id INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
    folded   TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE description_words USING fts5 (
    folded, content = 'description', content_rowid = 'owner_id', tokenize = 'unicode61'
);
CREATE TRIGGER description_inserted AFTER INSERT ON description BEGIN
    INSERT INTO description_words (rowid, folded) VALUES (NEW.owner_id, NEW.folded);
END;
CREATE TRIGGER description_deleted AFTER DELETE ON description BEGIN
    INSERT INTO description_words (description_words, rowid, folded)
    VALUES ('delete', OLD.owner_id, OLD.folded);
END;
INSERT INTO description (owner_id, folded)
SELECT id, fold(description) FROM organization WHERE description IS NOT NULL
UNION ALL SELECT id, fold(description) FROM person WHERE description IS NOT NULL
UNION ALL SELECT id, fold(description) FROM program WHERE description IS NOT NULL
UNION ALL SELECT id, fold(description) FROM event WHERE description IS NOT NULL;
