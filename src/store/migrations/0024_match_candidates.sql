-- Pairs of an imported record and an organization that may be the same, for a curator, and what the curator has decided.
CREATE TABLE match_candidate (
    origin     INTEGER NOT NULL REFERENCES origin,
    -- Key of the record.
    key        TEXT NOT NULL,
    -- Slug of the organization; empty for the decision that the record is a new organization.
    slug       TEXT NOT NULL,
    -- Display name of the record.
    name       TEXT NOT NULL,
    -- Hundredths, from 0 to 99.
    score      INTEGER NOT NULL,
    reason     TEXT NOT NULL,
    -- Null while nobody has decided.
    decision   TEXT CHECK (decision IN ('SAME', 'DIFFERENT', 'NEW')),
    decided_on TEXT,
    PRIMARY KEY (origin, key, slug)
) STRICT, WITHOUT ROWID;
CREATE INDEX match_candidate_by_score ON match_candidate (score DESC, origin, key, slug) WHERE decision IS NULL;
