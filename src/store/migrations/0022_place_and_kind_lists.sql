-- Organizations share places: 360,000 of them are in some 8,000 sets of places, and have some 100 lists of kinds. A filter
-- finds the sets and lists first, and reads the rest from one index, in the order of a page.

-- The lists of kinds that organizations have, as JSON, the main kind first.
CREATE TABLE kind_list (id INTEGER PRIMARY KEY, kinds TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE kind_list_member (
    kind         TEXT NOT NULL,
    kind_list_id INTEGER NOT NULL REFERENCES kind_list ON DELETE CASCADE,
    PRIMARY KEY (kind, kind_list_id)
) STRICT, WITHOUT ROWID;

-- The sets of places that organizations have, as JSON in the order of its text: the key of the region, the latitude and the
-- longitude of each place.
CREATE TABLE place_set (id INTEGER PRIMARY KEY, places TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE place_set_member (
    id           INTEGER PRIMARY KEY,
    place_set_id INTEGER NOT NULL REFERENCES place_set ON DELETE CASCADE,
    region_key   TEXT,
    lat          REAL,
    lon          REAL
) STRICT;
CREATE INDEX place_set_member_by_region ON place_set_member (region_key, place_set_id);
CREATE INDEX place_set_member_by_set ON place_set_member (place_set_id);
-- The members with coordinates, as points of a sphere with the radius 1; id is place_set_member.id. In space there is no seam
-- at 180 degrees and no pole, so that all that is near lies in one box. The program adds points, since SQL has no cosine here.
CREATE VIRTUAL TABLE place_set_tree USING rtree (id, min_x, max_x, min_y, max_y, min_z, max_z);
CREATE TRIGGER place_set_member_deleted AFTER DELETE ON place_set_member BEGIN
    DELETE FROM place_set_tree WHERE id = OLD.id;
END;

-- Null for organizations without a place that has a region or coordinates, and for those without a kind.
ALTER TABLE organization ADD COLUMN place_set_id INTEGER;
ALTER TABLE organization ADD COLUMN kind_list_id INTEGER;

INSERT INTO kind_list (kinds)
    SELECT DISTINCT json_group_array(kind)
    FROM (SELECT organization_id, kind FROM organization_kind ORDER BY organization_id, rank)
    GROUP BY organization_id;
INSERT INTO kind_list_member (kind, kind_list_id)
    SELECT kind.value, kind_list.id FROM kind_list, json_each(kind_list.kinds) AS kind;
INSERT INTO place_set (places)
    SELECT DISTINCT json_group_array(json(place))
    FROM (SELECT DISTINCT organization_id, json_array(region_key, lat, lon) AS place FROM place
          WHERE region_key IS NOT NULL OR lat IS NOT NULL ORDER BY organization_id, place)
    GROUP BY organization_id;
UPDATE organization SET
    kind_list_id = (SELECT id FROM kind_list WHERE kinds = (
        SELECT json_group_array(kind)
        FROM (SELECT kind FROM organization_kind WHERE organization_id = organization.id ORDER BY rank))),
    place_set_id = (SELECT id FROM place_set WHERE places = (
        SELECT json_group_array(json(place))
        FROM (SELECT DISTINCT json_array(region_key, lat, lon) AS place FROM place
              WHERE organization_id = organization.id AND (region_key IS NOT NULL OR lat IS NOT NULL)
              ORDER BY place)));
-- With all that conditions on kinds, country and stage read, so that a count reads nothing else.
CREATE INDEX organization_by_place_set
    ON organization (place_set_id, rank, id, stage, country, kind_list_id) WHERE place_set_id IS NOT NULL;
CREATE INDEX organization_by_kind_list
    ON organization (kind_list_id, rank, id, stage, country, place_set_id) WHERE kind_list_id IS NOT NULL;
INSERT INTO place_set_member (place_set_id, region_key, lat, lon)
    SELECT DISTINCT it.place_set_id, place.region_key, place.lat, place.lon
    FROM (SELECT place_set_id, min(id) AS id FROM organization WHERE place_set_id IS NOT NULL GROUP BY place_set_id) AS it
    JOIN place ON place.organization_id = it.id
    WHERE place.region_key IS NOT NULL OR place.lat IS NOT NULL;
INSERT INTO place_set_tree
    SELECT member.id, tree.min_x, tree.max_x, tree.min_y, tree.max_y, tree.min_z, tree.max_z
    FROM (SELECT lat, lon, min(id) AS id FROM place WHERE lat IS NOT NULL GROUP BY lat, lon) AS point
    JOIN place_tree AS tree ON tree.id = point.id
    JOIN place_set_member AS member ON member.lat = point.lat AND member.lon = point.lon;

DROP TRIGGER place_deleted;
DROP TABLE place_tree;
DROP INDEX place_by_region;
