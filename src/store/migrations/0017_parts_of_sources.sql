-- Parts of sources with dates of their own, and citations of them.

CREATE TABLE source_part (
    id            INTEGER PRIMARY KEY,
    source_id     INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    slug          TEXT NOT NULL,
    -- Position among the parts of the source.
    rank          INTEGER NOT NULL,
    title         TEXT NOT NULL,
    -- The period in which it was written, as partial dates and as days, and how that is known.
    earliest      TEXT NOT NULL,
    earliest_from INTEGER NOT NULL,
    latest        TEXT NOT NULL,
    latest_before INTEGER NOT NULL,
    dating        TEXT NOT NULL,
    UNIQUE (source_id, slug)
) STRICT;

CREATE TABLE new_citation (
    fact_id     INTEGER NOT NULL REFERENCES node ON DELETE CASCADE,
    rank        INTEGER NOT NULL,
    source_id   INTEGER NOT NULL REFERENCES source,
    -- The slug of the part of the source; null if it names none.
    source_part TEXT,
    -- Heading and line, or an address.
    locator     TEXT NOT NULL,
    -- The fields that it supports, as the schema names them, separated by spaces; empty for all.
    about       TEXT NOT NULL,
    -- The rank of the one name or identifier that a citation supports; null if it supports the fields of `about`.
    part_rank   INTEGER,
    PRIMARY KEY (fact_id, rank),
    FOREIGN KEY (source_id, source_part) REFERENCES source_part (source_id, slug)
) STRICT, WITHOUT ROWID;
INSERT INTO new_citation (fact_id, rank, source_id, locator, about, part_rank)
SELECT fact_id, rank, source_id, locator, about, part_rank FROM citation;
DROP TABLE citation;
ALTER TABLE new_citation RENAME TO citation;
CREATE INDEX citation_by_source ON citation (source_id, fact_id);

-- The dates of the text that a citation refers to: those of the part, or of the whole source.
CREATE VIEW citation_date AS
SELECT fact_id, rank,
    ifnull((SELECT p.earliest FROM source_part AS p WHERE p.source_id = citation.source_id AND p.slug = source_part),
        (SELECT s.earliest FROM source AS s WHERE s.id = citation.source_id)) AS earliest,
    ifnull((SELECT p.earliest_from FROM source_part AS p WHERE p.source_id = citation.source_id AND p.slug = source_part),
        (SELECT s.earliest_from FROM source AS s WHERE s.id = citation.source_id)) AS earliest_from,
    ifnull((SELECT p.latest FROM source_part AS p WHERE p.source_id = citation.source_id AND p.slug = source_part),
        (SELECT s.latest FROM source AS s WHERE s.id = citation.source_id)) AS latest,
    ifnull((SELECT p.latest_before FROM source_part AS p WHERE p.source_id = citation.source_id AND p.slug = source_part),
        (SELECT s.latest_before FROM source AS s WHERE s.id = citation.source_id)) AS latest_before,
    ifnull((SELECT p.dating FROM source_part AS p WHERE p.source_id = citation.source_id AND p.slug = source_part),
        (SELECT s.dating FROM source AS s WHERE s.id = citation.source_id)) AS dating
FROM citation;
