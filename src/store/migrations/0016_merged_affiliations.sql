-- Relations that an import states and that the seed states as well: they are one affiliation, which the seed owns, with
-- the citations of both.

CREATE TABLE merged_affiliation (
    -- The key of the affiliation that the import would have written; it leads to the one of the seed.
    key            TEXT PRIMARY KEY,
    origin         INTEGER NOT NULL REFERENCES origin,
    affiliation_id INTEGER NOT NULL REFERENCES node ON DELETE CASCADE,
    -- Digest of the statements of the import, so that a newer release touches only what changed.
    digest         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX merged_affiliation_by_affiliation ON merged_affiliation (affiliation_id);
