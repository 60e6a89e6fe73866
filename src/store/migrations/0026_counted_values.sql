-- What facets count and lists are sorted by, so that neither reads every record.

-- The topics of a thing, and those that include them: the view says which they are, and the program keeps the table like it.
CREATE VIEW derived_thing_topic (thing_id, topic_id) AS
WITH RECURSIVE found (thing_id, topic_id) AS (
    SELECT thing_id, topic_id FROM topic_assignment
    UNION
    SELECT f.thing_id, t.broader_id
    FROM found AS f JOIN topic AS t ON t.id = f.topic_id
    WHERE t.broader_id IS NOT NULL
)
SELECT thing_id, topic_id FROM found;
CREATE TABLE thing_topic (
    thing_id   INTEGER NOT NULL REFERENCES node ON DELETE CASCADE,
    topic_id   INTEGER NOT NULL REFERENCES node ON DELETE CASCADE,
    topic_slug TEXT NOT NULL,
    PRIMARY KEY (thing_id, topic_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX thing_topic_by_topic ON thing_topic (topic_slug, thing_id, topic_id);
INSERT INTO thing_topic (thing_id, topic_id, topic_slug)
    SELECT d.thing_id, d.topic_id, t.slug FROM derived_thing_topic AS d JOIN topic AS t ON t.id = d.topic_id;

-- Affiliations at any time, without plans.
ALTER TABLE organization ADD COLUMN affiliation_count INTEGER NOT NULL DEFAULT 0;
UPDATE organization SET affiliation_count =
    (SELECT count(*) FROM affiliation_end WHERE organization_id = organization.id AND start_from < 1000000000);
CREATE INDEX organization_by_affiliation_count ON organization (affiliation_count DESC, rank, id)
    WHERE stage = 'REALIZED';
CREATE TRIGGER affiliation_end_inserted AFTER INSERT ON affiliation_end WHEN NEW.start_from < 1000000000 BEGIN
    UPDATE organization SET affiliation_count = affiliation_count + 1 WHERE id = NEW.organization_id;
END;
CREATE TRIGGER affiliation_end_deleted AFTER DELETE ON affiliation_end WHEN OLD.start_from < 1000000000 BEGIN
    UPDATE organization SET affiliation_count = affiliation_count - 1 WHERE id = OLD.organization_id;
END;

-- The facets of countries and of kinds read indexes alone.
DROP INDEX organization_by_country_rank;
CREATE INDEX organization_by_country_rank ON organization (country, rank, id, stage);
DROP INDEX organization_realized;
CREATE INDEX organization_realized ON organization (rank, id, country, kind_list_id) WHERE stage = 'REALIZED';
CREATE INDEX kind_list_member_by_list ON kind_list_member (kind_list_id, kind);
