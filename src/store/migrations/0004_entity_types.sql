-- Entity types as words, so that a new type needs no change of `node`; discrepancies under their name.

-- Names of the entity types; the program fills them like the other vocabularies.
CREATE TABLE entity_type_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO entity_type_word (word)
SELECT DISTINCT iif(type = 'Contest', 'Discrepancy', type) FROM node;

CREATE TABLE new_node (
    -- Never given twice, so that the public id of a deleted thing is not found to name another.
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Name of the type in the schema.
    type   TEXT NOT NULL REFERENCES entity_type_word,
    -- Who owns the record: 'seed', or the name of an import.
    origin TEXT NOT NULL,
    -- Digest of the record it was written from, so that a later run writes only what changed.
    digest INTEGER NOT NULL,
    -- Position among all nodes: by type, then by the rank within the type.
    place  INTEGER NOT NULL DEFAULT 1000000000000000
) STRICT;
INSERT INTO new_node (id, type, origin, digest, place)
SELECT id, iif(type = 'Contest', 'Discrepancy', type), origin, digest, place FROM node;
-- The highest id ever given outlives the row that had it.
DELETE FROM sqlite_sequence WHERE name = 'new_node';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_node', seq FROM sqlite_sequence WHERE name = 'node';
DROP TABLE node;
ALTER TABLE new_node RENAME TO node;
CREATE INDEX node_by_place ON node (place, id);
CREATE INDEX node_by_origin ON node (origin, type);

CREATE TABLE discrepancy (
    id       INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
    slug     TEXT NOT NULL UNIQUE,
    rank     INTEGER NOT NULL,
    question TEXT NOT NULL,
    note     TEXT NOT NULL
) STRICT;
INSERT INTO discrepancy SELECT * FROM contest;
CREATE TABLE discrepancy_fact (
    discrepancy_id INTEGER NOT NULL REFERENCES discrepancy ON DELETE CASCADE,
    rank           INTEGER NOT NULL,
    fact_id        INTEGER NOT NULL REFERENCES node,
    PRIMARY KEY (discrepancy_id, rank)
) STRICT, WITHOUT ROWID;
INSERT INTO discrepancy_fact SELECT * FROM contest_fact;
DROP TABLE contest_fact;
DROP TABLE contest;
CREATE INDEX discrepancy_fact_by_fact ON discrepancy_fact (fact_id);
