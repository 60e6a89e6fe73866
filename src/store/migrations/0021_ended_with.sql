-- The organization or program whose end is the end of a relation, where no document gives the relation an end of its own.

ALTER TABLE affiliation ADD COLUMN ended_with_id INTEGER REFERENCES organization;
ALTER TABLE position ADD COLUMN ended_with_id INTEGER REFERENCES organization;
ALTER TABLE participation ADD COLUMN ended_with_id INTEGER REFERENCES node;
CREATE INDEX affiliation_ended_with ON affiliation (ended_with_id) WHERE ended_with_id IS NOT NULL;
CREATE INDEX position_ended_with ON position (ended_with_id) WHERE ended_with_id IS NOT NULL;
CREATE INDEX participation_ended_with ON participation (ended_with_id) WHERE ended_with_id IS NOT NULL;

-- Relations of the seed get theirs when it is applied, at the next start; those of imports here.
WITH ended AS (
    SELECT o.id, o.dissolved_from AS end_from, iif(o.dissolved IS NOT NULL, o.dissolved_before, (
        SELECT source.latest_before FROM contribution
        JOIN source ON source.id = contribution.source_id
        WHERE contribution.organization_id = o.id AND contribution.status = 'INACTIVE'
        ORDER BY contribution.origin LIMIT 1
    )) AS end_before
    FROM organization AS o WHERE o.dissolved IS NOT NULL OR o.status = 'INACTIVE'
),
first_end AS (
    SELECT a.id, ended.id AS ended_with_id,
        row_number() OVER (PARTITION BY a.id ORDER BY ended.end_before, ended.end_from, ended.id <> a.subject_id) AS place
    FROM ended JOIN affiliation AS a ON ended.id IN (a.subject_id, a.object_id)
    JOIN node ON node.id = a.id
    WHERE node.origin <> 'seed' AND a.role NOT IN ('FOUNDER', 'SUCCESSOR')
    AND a.until IS NULL AND a.end_before < 1000000000 AND a.stage = 'REALIZED' AND a.start_from < ended.end_before
)
UPDATE affiliation SET ended_with_id = first_end.ended_with_id
FROM first_end WHERE first_end.id = affiliation.id AND first_end.place = 1;
