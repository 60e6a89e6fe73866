-- Everything that ROR says of an organization: all its places, links and domains, and when the record was created and
-- changed. Withdrawn records are organizations, too, from the next import on.

-- Filled by the program, like the other vocabularies.
CREATE TABLE continent_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE link_kind_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Each place that an origin states of an organization. `organization` shows one, made of what several may state.
CREATE TABLE place (
    id              INTEGER PRIMARY KEY,
    organization_id INTEGER NOT NULL REFERENCES organization ON DELETE CASCADE,
    rank            INTEGER NOT NULL,
    address         TEXT,
    postcode        TEXT,
    city            TEXT,
    city_folded     TEXT,
    region          TEXT,
    country         TEXT CHECK (length(country) = 2),
    -- ISO 3166-2 code, as the origin states it.
    subdivision     TEXT,
    -- The same region has the same key, whatever it is called: its ISO 3166-2 code as far as it is known, stated or
    -- not, and COUNTRY:NAME otherwise.
    region_key      TEXT,
    continent       TEXT REFERENCES continent_word,
    geonames        INTEGER,
    lat             REAL CHECK (lat BETWEEN -90 AND 90),
    lon             REAL CHECK (lon BETWEEN -180 AND 180),
    -- What `organization` calls its place, so that both tables are read alike.
    place_id        INTEGER GENERATED ALWAYS AS (id) VIRTUAL,
    UNIQUE (organization_id, rank),
    CHECK ((lat IS NULL) = (lon IS NULL))
) STRICT;
CREATE INDEX place_by_region ON place (region_key, organization_id);

-- The places with coordinates, as points of a sphere with the radius 1; id is place.id. In space there is no seam at 180
-- degrees and no pole, so that all that is near lies in one box. The program adds points, since SQL has no cosine here.
CREATE VIRTUAL TABLE place_tree USING rtree (id, min_x, max_x, min_y, max_y, min_z, max_z);
CREATE TRIGGER place_deleted AFTER DELETE ON place BEGIN
    DELETE FROM place_tree WHERE id = OLD.id;
END;

-- Names of regions, folded, and the name to display. Written anew after each change of places.
CREATE TABLE region_name (
    folded     TEXT NOT NULL,
    region_key TEXT NOT NULL,
    PRIMARY KEY (folded, region_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE region (code TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The stated place that is the displayed one: same city and country. Null if the displayed one is no place of one origin.
ALTER TABLE organization ADD COLUMN place_id INTEGER;

CREATE TABLE link (
    organization_id INTEGER NOT NULL REFERENCES organization ON DELETE CASCADE,
    rank            INTEGER NOT NULL,
    kind            TEXT NOT NULL REFERENCES link_kind_word,
    url             TEXT NOT NULL,
    PRIMARY KEY (organization_id, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE domain (
    organization_id INTEGER NOT NULL REFERENCES organization ON DELETE CASCADE,
    rank            INTEGER NOT NULL,
    name            TEXT NOT NULL,
    PRIMARY KEY (organization_id, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX domain_by_name ON domain (name, organization_id);

-- When its registry created and changed a record, and the version of its schema that it then had.
ALTER TABLE contribution ADD COLUMN created TEXT;
ALTER TABLE contribution ADD COLUMN created_schema TEXT;
ALTER TABLE contribution ADD COLUMN modified TEXT;
ALTER TABLE contribution ADD COLUMN modified_schema TEXT;
-- What a record calls the other end of a relation.
ALTER TABLE statement ADD COLUMN label TEXT;

-- The places that a file has so far. The rest of what ROR says of them comes with the next import.
INSERT INTO place (organization_id, rank, address, postcode, city, city_folded, region, country)
    SELECT organization_id, origin << 20, address, postcode, city, fold(city), region, country
    FROM contribution
    WHERE organization_id IN (SELECT id FROM organization)
    AND coalesce(address, postcode, city, region, country) IS NOT NULL;
UPDATE organization SET place_id = (
    SELECT p.id FROM place AS p WHERE p.organization_id = organization.id
    AND p.city_folded IS organization.city_folded AND p.country IS organization.country
    ORDER BY p.rank LIMIT 1
);
