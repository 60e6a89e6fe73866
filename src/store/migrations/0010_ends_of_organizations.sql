-- A relation ends at the latest when one of its organizations does. The bounds of relations of imports are brought up to
-- date here; those of the seed follow when it is applied, which happens at the next start. An organization that its
-- registry calls inactive ended some day up to the release that says so.

WITH ended AS (
    SELECT o.id, o.dissolved_from AS end_from, iif(o.dissolved IS NOT NULL, o.dissolved_before, (
        SELECT source.latest_before FROM contribution
        JOIN source ON source.id = contribution.source_id
        WHERE contribution.organization_id = o.id AND contribution.status = 'INACTIVE'
        ORDER BY contribution.origin LIMIT 1
    )) AS end_before
    FROM organization AS o WHERE o.dissolved IS NOT NULL OR o.status = 'INACTIVE'
),
bounded AS (
    SELECT a.id, min(ended.end_from) AS end_from, min(ended.end_before) AS end_before
    FROM ended JOIN affiliation AS a ON ended.id IN (a.subject_id, a.object_id)
    JOIN node ON node.id = a.id
    WHERE node.origin <> 'seed' AND a.role NOT IN ('FOUNDER', 'SUCCESSOR')
    AND a.end_from = 1000000000 AND a.start_from < ended.end_before
    GROUP BY a.id
)
UPDATE affiliation SET
    start_before = min(start_before, bounded.end_before),
    end_from = max(bounded.end_from, iif(start_from = -1000000000, start_from, start_from + 1)),
    end_before = bounded.end_before
FROM bounded WHERE bounded.id = affiliation.id;
