-- Imports: what other registries say, beside what the curators wrote and never over it.
--
-- Everything an organization has several of (names, kinds, identifiers, citations) carries in its rank
-- who wrote it: the seed writes below 1 << 20, the origin with number n from n << 20 on. What it has once
-- (founded, website, ...) is kept for each who says so in `contribution`; `organization` shows the
-- first of them, its owner's before all others.

-- Who writes: the seed, and every registry or list that was imported.
CREATE TABLE origin (
    number INTEGER PRIMARY KEY CHECK (number < 1024),
    name   TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO origin (number, name) VALUES (0, 'seed');

-- What one record of an origin says of the fields that an organization has once.
CREATE TABLE contribution (
    origin          INTEGER NOT NULL REFERENCES origin,
    -- What its origin calls the record: a slug of the seed, a ROR id.
    key             TEXT NOT NULL,
    -- The organization it is about; null for a record that was withdrawn.
    organization_id INTEGER REFERENCES node ON DELETE CASCADE,
    -- Hash of the record, so that a newer edition touches only what changed.
    digest          INTEGER NOT NULL,
    -- The edition it was last written from, and where in it; null for the seed, whose citations say more.
    source_id       INTEGER REFERENCES source,
    locator         TEXT,
    status          TEXT CHECK (status IN ('ACTIVE', 'INACTIVE', 'WITHDRAWN')),
    founded         TEXT,
    dissolved       TEXT,
    website         TEXT,
    telephone       TEXT,
    address         TEXT,
    postcode        TEXT,
    city            TEXT,
    region          TEXT,
    country         TEXT CHECK (length(country) = 2),
    PRIMARY KEY (origin, key)
) STRICT, WITHOUT ROWID;
-- One record of an origin for each organization; two are a matter for a curator.
CREATE UNIQUE INDEX contribution_by_organization ON contribution (organization_id, origin)
    WHERE organization_id IS NOT NULL;
CREATE INDEX contribution_by_source ON contribution (source_id) WHERE source_id IS NOT NULL;

-- Relations as the records of an import state them, by their keys: also those to records that are not
-- here yet. `affiliation` is made of them. An end that is written slug:X is an organization of the registry.
CREATE TABLE statement (
    origin  INTEGER NOT NULL REFERENCES origin,
    subject TEXT NOT NULL,
    role    TEXT NOT NULL REFERENCES affiliation_role_word,
    object  TEXT NOT NULL,
    -- Key of the record that states it, one of the two ends.
    record  TEXT NOT NULL,
    PRIMARY KEY (origin, subject, role, object, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_by_record ON statement (origin, record);

-- Keys that once named an organization of their own: withdrawn ROR ids, slugs of records that were joined.
CREATE TABLE redirect (
    -- A scheme of identifiers, or SLUG.
    scheme          TEXT NOT NULL,
    value           TEXT NOT NULL,
    -- What it leads to; null where nothing took over.
    organization_id INTEGER REFERENCES node ON DELETE CASCADE,
    PRIMARY KEY (scheme, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX redirect_by_organization ON redirect (organization_id);

ALTER TABLE organization ADD COLUMN status TEXT CHECK (status IN ('ACTIVE', 'INACTIVE', 'WITHDRAWN'));
-- Lists in the order of the documents.
CREATE INDEX organization_by_rank ON organization (rank, id);
-- Lists of one city, and by the date of founding, unknown last.
CREATE INDEX organization_by_city ON organization (city COLLATE NOCASE, rank, id);
CREATE INDEX organization_by_founding
    ON organization (ifnull(founded, '9999-99-99'), rank, id);
CREATE INDEX node_by_origin ON node (origin, type);

-- Two registries may give the same Wikidata or ISNI key to two organizations: both stand. A ROR id is one.
CREATE TABLE identifier_new (
    organization_id INTEGER NOT NULL REFERENCES organization ON DELETE CASCADE,
    rank            INTEGER NOT NULL,
    scheme          TEXT NOT NULL REFERENCES identifier_scheme_word,
    value           TEXT NOT NULL,
    PRIMARY KEY (organization_id, rank)
) STRICT, WITHOUT ROWID;
INSERT INTO identifier_new SELECT * FROM identifier;
DROP TABLE identifier;
ALTER TABLE identifier_new RENAME TO identifier;
CREATE UNIQUE INDEX identifier_by_value ON identifier (scheme, value, organization_id);
CREATE UNIQUE INDEX identifier_ror ON identifier (value) WHERE scheme = 'ROR';

-- What others say of a field that shows another value: nothing is lost by being second.
CREATE VIEW claim AS
    SELECT c.organization_id, c.origin * 16 + f.rank AS rank, f.name AS field, c.source_id, c.locator,
           CASE f.name WHEN 'foundedOn' THEN c.founded WHEN 'dissolvedOn' THEN c.dissolved
               WHEN 'website' THEN c.website WHEN 'telephone' THEN c.telephone
               WHEN 'address' THEN c.address WHEN 'postcode' THEN c.postcode WHEN 'city' THEN c.city
               WHEN 'region' THEN c.region ELSE c.country END AS value,
           CASE f.name WHEN 'foundedOn' THEN o.founded WHEN 'dissolvedOn' THEN o.dissolved
               WHEN 'website' THEN o.website WHEN 'telephone' THEN o.telephone
               WHEN 'address' THEN o.address WHEN 'postcode' THEN o.postcode WHEN 'city' THEN o.city
               WHEN 'region' THEN o.region ELSE o.country END AS shown
    FROM contribution AS c JOIN organization AS o ON o.id = c.organization_id
    JOIN (SELECT 1 AS rank, 'foundedOn' AS name UNION ALL SELECT 2, 'dissolvedOn'
          UNION ALL SELECT 3, 'website' UNION ALL SELECT 4, 'telephone' UNION ALL SELECT 5, 'address'
          UNION ALL SELECT 6, 'postcode' UNION ALL SELECT 7, 'city' UNION ALL SELECT 8, 'region'
          UNION ALL SELECT 9, 'country') AS f
    WHERE c.source_id IS NOT NULL;

-- Search -------------------------------------------------------------------------------------------

-- Where the thing is, folded: people ask for a name and its city in one breath.
ALTER TABLE name ADD COLUMN place TEXT NOT NULL DEFAULT '';
DROP TRIGGER name_inserted;
DROP TRIGGER name_deleted;
DROP TABLE name_words;
CREATE VIRTUAL TABLE name_words USING fts5 (
    folded, place, content = 'name', content_rowid = 'id', tokenize = 'unicode61', prefix = '1 2 3'
);
INSERT INTO name_words (name_words) VALUES ('rebuild');
CREATE TRIGGER name_inserted AFTER INSERT ON name BEGIN
    INSERT INTO name_words (rowid, folded, place) VALUES (NEW.id, NEW.folded, NEW.place);
END;
CREATE TRIGGER name_deleted AFTER DELETE ON name BEGIN
    INSERT INTO name_words (name_words, rowid, folded, place)
    VALUES ('delete', OLD.id, OLD.folded, OLD.place);
END;
CREATE TRIGGER name_moved AFTER UPDATE OF place ON name BEGIN
    INSERT INTO name_words (name_words, rowid, folded, place)
    VALUES ('delete', OLD.id, OLD.folded, OLD.place);
    INSERT INTO name_words (rowid, folded, place) VALUES (NEW.id, NEW.folded, NEW.place);
END;

-- Every word of a name, from either end: a word with one slip has its first or its last half right, so
-- what was meant is among those that begin or end like it. Words are only ever added.
CREATE TABLE word (
    word      TEXT PRIMARY KEY,
    backwards TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX word_by_end ON word (backwards, word);
