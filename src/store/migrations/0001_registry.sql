-- The registry: things, the dated relations between them, and the documents that say so.
--
-- Every row that has an identity of its own is a node: things (organizations, people, programs, events,
-- sources) and facts (affiliations, positions, participations, figures, contests) share one space of ids,
-- so that names, citations and figures can point at any of them and a foreign key still holds.
--
-- Dates are stored as written (since, until, ...) beside the days they bound (..._from, ..._before),
-- counted from 1970-01-01; -1000000000 and 1000000000 stand for "no bound". Spans are half open.

-- Facts about the database itself: the seed it was filled from, the version of its data.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO setting (name, value) VALUES ('data_version', '0');

CREATE TABLE node (
    -- Never given twice, so that the public id of a deleted thing is not found to name another.
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Name of the type in the schema.
    type   TEXT NOT NULL CHECK (type IN ('Organization', 'Person', 'Program', 'Event', 'Source',
             'Affiliation', 'Position', 'Participation', 'Figure', 'Contest')),
    -- Who wrote it: 'seed', or the name of an import. An import never changes what a seed wrote.
    origin TEXT NOT NULL,
    -- Hash of the record it was written from, so that a newer seed touches only what changed.
    digest INTEGER NOT NULL,
    -- Its place among all: kind by kind, by rank within its kind. What an import gives none comes last.
    place  INTEGER NOT NULL DEFAULT 1000000000000000
) STRICT;
CREATE INDEX node_by_place ON node (place, id);

-- The closed vocabularies; the program fills them, so that a new word needs no migration.
CREATE TABLE organization_kind_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE name_kind_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE identifier_scheme_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE position_role_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE program_kind_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE event_kind_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE event_status_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE participation_role_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE qualifier_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE basis_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE source_kind_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
-- Names of countries by ISO 3166-1 alpha-2 code, filled by the program too.
CREATE TABLE country (code TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE affiliation_role_word (
    word            TEXT PRIMARY KEY,
    -- Codes of the readings from either end; the same for a symmetric role.
    subject_reading INTEGER NOT NULL,
    object_reading  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Things -------------------------------------------------------------------------------------------

CREATE TABLE organization (
    id               INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
    slug             TEXT NOT NULL UNIQUE,
    name             TEXT NOT NULL,
    -- The name folded: what NAME sorts by.
    sort_name        TEXT NOT NULL,
    rank             INTEGER NOT NULL,
    description      TEXT,
    founded          TEXT,
    founded_from     INTEGER NOT NULL,
    founded_before   INTEGER NOT NULL,
    dissolved        TEXT,
    dissolved_from   INTEGER NOT NULL,
    dissolved_before INTEGER NOT NULL,
    website          TEXT,
    telephone        TEXT,
    address          TEXT,
    postcode         TEXT,
    city             TEXT,
    region           TEXT,
    country          TEXT CHECK (length(country) = 2),
    note             TEXT
) STRICT;
CREATE INDEX organization_by_name ON organization (sort_name, rank, id);
CREATE INDEX organization_by_country ON organization (country, sort_name, rank, id);

CREATE TABLE organization_kind (
    organization_id INTEGER NOT NULL REFERENCES organization ON DELETE CASCADE,
    rank            INTEGER NOT NULL,
    kind            TEXT NOT NULL REFERENCES organization_kind_word,
    PRIMARY KEY (organization_id, rank),
    UNIQUE (kind, organization_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE identifier (
    organization_id INTEGER NOT NULL REFERENCES organization ON DELETE CASCADE,
    rank            INTEGER NOT NULL,
    scheme          TEXT NOT NULL REFERENCES identifier_scheme_word,
    value           TEXT NOT NULL,
    PRIMARY KEY (organization_id, rank),
    UNIQUE (scheme, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    id          INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
    slug        TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    sort_name   TEXT NOT NULL,
    rank        INTEGER NOT NULL,
    description TEXT,
    note        TEXT
) STRICT;
CREATE INDEX person_by_name ON person (sort_name, rank, id);

CREATE TABLE program (
    id            INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
    slug          TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    sort_name     TEXT NOT NULL,
    rank          INTEGER NOT NULL,
    kind          TEXT NOT NULL REFERENCES program_kind_word,
    description   TEXT,
    starts        TEXT,
    starts_from   INTEGER NOT NULL,
    starts_before INTEGER NOT NULL,
    ends          TEXT,
    ends_from     INTEGER NOT NULL,
    ends_before   INTEGER NOT NULL,
    part_of_id    INTEGER REFERENCES program CHECK (part_of_id <> id),
    website       TEXT,
    note          TEXT
) STRICT;
CREATE INDEX program_by_name ON program (sort_name, rank, id);
CREATE INDEX program_by_part_of ON program (part_of_id);

CREATE TABLE event (
    id           INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
    slug         TEXT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    sort_name    TEXT NOT NULL,
    rank         INTEGER NOT NULL,
    kind         TEXT NOT NULL REFERENCES event_kind_word,
    status       TEXT NOT NULL REFERENCES event_status_word,
    date         TEXT,
    until        TEXT,
    -- The days it can have taken place on; unbounded for an undated event.
    date_from    INTEGER NOT NULL,
    date_before  INTEGER NOT NULL,
    -- What DATE sorts by: the first day, undated events last.
    date_rank    INTEGER NOT NULL,
    description  TEXT,
    basis        TEXT NOT NULL REFERENCES basis_word,
    note         TEXT
) STRICT;
CREATE INDEX event_by_date ON event (date_rank, rank, id);

CREATE TABLE source (
    id            INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
    slug          TEXT NOT NULL UNIQUE,
    title         TEXT NOT NULL,
    sort_name     TEXT NOT NULL,
    rank          INTEGER NOT NULL,
    publisher_id  INTEGER NOT NULL REFERENCES organization,
    kind          TEXT NOT NULL REFERENCES source_kind_word,
    language      TEXT NOT NULL,
    earliest      TEXT NOT NULL,
    earliest_from INTEGER NOT NULL,
    latest        TEXT NOT NULL,
    latest_before INTEGER NOT NULL,
    dating        TEXT NOT NULL,
    retrieved     TEXT,
    url           TEXT,
    note          TEXT
) STRICT;

-- Names of things, in the order of their record; the first is also the thing's own name column.
CREATE TABLE name (
    id       INTEGER PRIMARY KEY,
    owner_id INTEGER NOT NULL REFERENCES node ON DELETE CASCADE,
    rank     INTEGER NOT NULL,
    value    TEXT NOT NULL,
    language TEXT,
    kind     TEXT NOT NULL REFERENCES name_kind_word,
    folded   TEXT NOT NULL,
    UNIQUE (owner_id, rank)
) STRICT;
CREATE INDEX name_by_letters ON name (replace(folded, ' ', ''), owner_id);

-- Words of names, folded by the program before they come here; rowid is name.id.
CREATE VIRTUAL TABLE name_words USING fts5 (
    folded, content = 'name', content_rowid = 'id', tokenize = 'unicode61', prefix = '1 2 3'
);
CREATE TRIGGER name_inserted AFTER INSERT ON name BEGIN
    INSERT INTO name_words (rowid, folded) VALUES (NEW.id, NEW.folded);
END;
CREATE TRIGGER name_deleted AFTER DELETE ON name BEGIN
    INSERT INTO name_words (name_words, rowid, folded) VALUES ('delete', OLD.id, OLD.folded);
END;

-- Facts --------------------------------------------------------------------------------------------

CREATE TABLE affiliation (
    id           INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
    key          TEXT NOT NULL UNIQUE,
    rank         INTEGER NOT NULL,
    subject_id   INTEGER NOT NULL REFERENCES organization,
    role         TEXT NOT NULL REFERENCES affiliation_role_word,
    object_id    INTEGER NOT NULL REFERENCES organization CHECK (object_id <> subject_id),
    since        TEXT,
    until        TEXT,
    start_from   INTEGER NOT NULL,
    start_before INTEGER NOT NULL,
    end_from     INTEGER NOT NULL,
    end_before   INTEGER NOT NULL,
    basis        TEXT NOT NULL REFERENCES basis_word,
    note         TEXT
) STRICT;
CREATE INDEX affiliation_by_rank ON affiliation (rank, id);
CREATE INDEX affiliation_by_subject ON affiliation (subject_id, role);
CREATE INDEX affiliation_by_object ON affiliation (object_id, role);

-- Each affiliation once from either end: what "the founders of X, then" reads, in order and with
-- its bounds, from one range of one index. Kept by triggers, never written by hand.
CREATE TABLE affiliation_end (
    organization_id INTEGER NOT NULL,
    reading         INTEGER NOT NULL,
    rank            INTEGER NOT NULL,
    affiliation_id  INTEGER NOT NULL REFERENCES affiliation ON DELETE CASCADE,
    other_id        INTEGER NOT NULL,
    start_from      INTEGER NOT NULL,
    start_before    INTEGER NOT NULL,
    end_from        INTEGER NOT NULL,
    end_before      INTEGER NOT NULL,
    PRIMARY KEY (organization_id, reading, rank, affiliation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX affiliation_end_by_organization ON affiliation_end (organization_id, rank, affiliation_id);
CREATE INDEX affiliation_end_by_affiliation ON affiliation_end (affiliation_id);
CREATE TRIGGER affiliation_inserted AFTER INSERT ON affiliation BEGIN
    INSERT INTO affiliation_end
    SELECT NEW.subject_id, subject_reading, NEW.rank, NEW.id, NEW.object_id,
           NEW.start_from, NEW.start_before, NEW.end_from, NEW.end_before
    FROM affiliation_role_word WHERE word = NEW.role
    UNION ALL
    SELECT NEW.object_id, object_reading, NEW.rank, NEW.id, NEW.subject_id,
           NEW.start_from, NEW.start_before, NEW.end_from, NEW.end_before
    FROM affiliation_role_word WHERE word = NEW.role;
END;
CREATE TRIGGER affiliation_updated AFTER UPDATE ON affiliation BEGIN
    DELETE FROM affiliation_end WHERE affiliation_id = OLD.id;
    INSERT INTO affiliation_end
    SELECT NEW.subject_id, subject_reading, NEW.rank, NEW.id, NEW.object_id,
           NEW.start_from, NEW.start_before, NEW.end_from, NEW.end_before
    FROM affiliation_role_word WHERE word = NEW.role
    UNION ALL
    SELECT NEW.object_id, object_reading, NEW.rank, NEW.id, NEW.subject_id,
           NEW.start_from, NEW.start_before, NEW.end_from, NEW.end_before
    FROM affiliation_role_word WHERE word = NEW.role;
END;

CREATE TABLE position (
    id              INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
    key             TEXT NOT NULL UNIQUE,
    rank            INTEGER NOT NULL,
    person_id       INTEGER NOT NULL REFERENCES person,
    organization_id INTEGER NOT NULL REFERENCES organization,
    role            TEXT NOT NULL REFERENCES position_role_word,
    title           TEXT,
    since           TEXT,
    until           TEXT,
    start_from      INTEGER NOT NULL,
    start_before    INTEGER NOT NULL,
    end_from        INTEGER NOT NULL,
    end_before      INTEGER NOT NULL,
    basis           TEXT NOT NULL REFERENCES basis_word,
    note            TEXT
) STRICT;
CREATE INDEX position_by_person ON position (person_id, rank, id);
CREATE INDEX position_by_organization ON position (organization_id, rank, id);

CREATE TABLE participation (
    id              INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
    key             TEXT NOT NULL UNIQUE,
    rank            INTEGER NOT NULL,
    organization_id INTEGER REFERENCES organization,
    person_id       INTEGER REFERENCES person,
    program_id      INTEGER REFERENCES program,
    event_id        INTEGER REFERENCES event,
    role            TEXT NOT NULL REFERENCES participation_role_word,
    since           TEXT,
    until           TEXT,
    start_from      INTEGER NOT NULL,
    start_before    INTEGER NOT NULL,
    end_from        INTEGER NOT NULL,
    end_before      INTEGER NOT NULL,
    basis           TEXT NOT NULL REFERENCES basis_word,
    note            TEXT,
    CHECK ((organization_id IS NULL) <> (person_id IS NULL)),
    CHECK ((program_id IS NULL) <> (event_id IS NULL))
) STRICT;
CREATE INDEX participation_by_organization ON participation (organization_id, rank, id);
CREATE INDEX participation_by_person ON participation (person_id, rank, id);
CREATE INDEX participation_by_program ON participation (program_id, rank, id);
CREATE INDEX participation_by_event ON participation (event_id, rank, id);

CREATE TABLE figure (
    id          INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
    key         TEXT NOT NULL UNIQUE,
    rank        INTEGER NOT NULL,
    -- The thing it is about, or a topic in words.
    about_id    INTEGER REFERENCES node,
    topic       TEXT,
    measure     TEXT NOT NULL,
    value       REAL NOT NULL,
    value_max   REAL CHECK (value_max >= value),
    out_of      REAL CHECK (out_of > 0),
    unit        TEXT NOT NULL,
    qualifier   TEXT NOT NULL REFERENCES qualifier_word,
    date        TEXT,
    date_from   INTEGER NOT NULL,
    date_before INTEGER NOT NULL,
    forecast    INTEGER NOT NULL CHECK (forecast IN (0, 1)),
    basis       TEXT NOT NULL REFERENCES basis_word,
    note        TEXT,
    CHECK ((about_id IS NULL) <> (topic IS NULL))
) STRICT;
CREATE INDEX figure_by_about ON figure (about_id, rank, id);

CREATE TABLE contest (
    id       INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
    slug     TEXT NOT NULL UNIQUE,
    rank     INTEGER NOT NULL,
    question TEXT NOT NULL,
    note     TEXT NOT NULL
) STRICT;
CREATE TABLE contest_fact (
    contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
    rank       INTEGER NOT NULL,
    fact_id    INTEGER NOT NULL REFERENCES node,
    PRIMARY KEY (contest_id, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX contest_fact_by_fact ON contest_fact (fact_id);

-- Which document says it, and where. `about` names the fields it supports, parted by spaces; empty
-- means the whole record.
CREATE TABLE citation (
    fact_id   INTEGER NOT NULL REFERENCES node ON DELETE CASCADE,
    rank      INTEGER NOT NULL,
    source_id INTEGER NOT NULL REFERENCES source,
    locator   TEXT NOT NULL,
    about     TEXT NOT NULL,
    PRIMARY KEY (fact_id, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_by_source ON citation (source_id, fact_id);
